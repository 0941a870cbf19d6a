package neo4j

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

// TestSavedQueriesAnswer runs every saved query on the test graph: it must
// return rows, and the first must be the one that the graph makes right.
func TestSavedQueriesAnswer(t *testing.T) {
	cases := map[string]struct {
		params map[string]string
		first  string // the beginning of the first row
		rows   int
	}{
		"investors":    {map[string]string{"name": "Corvid"}, "Vela Partners | asserted | $40 million | 2 | 1 |", 1},
		"spokespeople": {map[string]string{"name": "Helion Motors"}, "Ada Lindqvist | spokeswoman | past | 1 |", 1},
		"path": {
			map[string]string{"from": "Vela", "to": "Helion Motors"},
			`["Vela Partners", "Corvid Chips", "Ada Lindqvist", "Helion Motors"] | ["INVESTED_IN", "CEO_OF", "SPOKESPERSON_FOR"] | 3`, 1,
		},
		"evidence": {
			map[string]string{"subject": "Vela Partners", "object": "Corvid"},
			"INVESTED_IN | asserted | A sentence of a1 for s1. | Vela Partners backs Corvid Chips | Harbour Post | 2021-03-02 | https://example.org/vela | 0 | 9 | test | 0.9", 2,
		},
		"corroborated": {map[string]string{"limit": "3"}, "Vela Partners | INVESTED_IN | Corvid Chips | asserted | 1 | 2", 3},
		"disputed":     {nil, "Norland | SANCTIONED | Corvid Chips | ", 2},
		"article":      {map[string]string{"title": "\"Bid: (for"}, "Helion Motors plans a bid for Corvid | 0 | 9 | Ada Lindqvist | SPOKESPERSON_FOR", 4},
		"months":       {map[string]string{"name": "Vela"}, "2021-03 | ", 1},
		"unstated":     {map[string]string{"name": "Ada Lindqvist", "least": "1"}, "Ada Lindqvist | ", 2},
		"sources":      {map[string]string{"name": "Vela"}, "Vela Partners | INVESTED_IN | Corvid Chips | asserted | Harbour Post | 1 | 2021-03-02", 2},
		"new":          {map[string]string{"since": "2021-03-01"}, "2021-03-02 | Vela Partners | INVESTED_IN", 7},
	}
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	c := connected(t, uri)
	for _, q := range schema.Queries() {
		t.Run(q.Name, func(t *testing.T) {
			want, ok := cases[q.Name]
			if !ok {
				t.Fatal("no test for this query")
			}
			params, err := q.Bind(want.params)
			if err != nil {
				t.Fatal(err)
			}
			res, err := Query(t.Context(), c, q.Cypher, params, true)
			if err != nil {
				t.Fatal(err)
			}
			lines := make([]string, len(res.Rows))
			for i, r := range res.Rows {
				parts := make([]string, len(r))
				for j, v := range r {
					parts[j] = Text(v)
				}
				lines[i] = strings.Join(parts, " | ")
			}
			if len(lines) != want.rows || !strings.HasPrefix(lines[0], want.first) {
				t.Errorf("want %d rows, the first %q; got %d:\n%s", want.rows, want.first, len(lines), strings.Join(lines, "\n"))
			}
		})
	}
}

// TestDisputedCountsDatedFactsByTheirDate disputes two dates of which one is
// stated as fact elsewhere.
func TestDisputedCountsDatedFactsByTheirDate(t *testing.T) {
	g := news()
	for _, d := range []struct{ id, value string }{{"s8", "1998"}, {"s9", "1999"}} {
		g.Statements = append(g.Statements, graph.Statement{
			ID: d.id, Type: schema.FoundedOn, Subject: "e2", Value: d.value, Modality: schema.Denied, Support: 1, Stories: 1,
		})
	}
	uri := neo4jtest.Server(t)
	load(t, reader(g, 1), Options{URI: uri})
	q, err := schema.SavedQuery("disputed")
	if err != nil {
		t.Fatal(err)
	}
	params, err := q.Bind(nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, v := range query(t, uri, q.Cypher, params) {
		got[Text(v[2])] = Text(v[len(v)-1])
	}
	if diff := cmp.Diff(map[string]string{"1998": "1", "1999": "0", "Corvid Chips": "0"}, got); diff != "" {
		t.Errorf("stated as fact (-want +got):\n%s", diff)
	}
}

func TestAQueryForReadingCannotWrite(t *testing.T) {
	uri := neo4jtest.Server(t)
	c := connected(t, uri)
	for cypher, want := range map[string]string{
		"CREATE (n:Thing)":   "this query writes",
		"MATCH (n RETURN n":  "the query cannot be read",
		"RETURN $missing":    "a parameter is missing",
		"RETURN 1/0 AS x":    "/ by zero",
		"CALL no.such.thing": "no.such.thing",
	} {
		if _, err := Query(t.Context(), c, cypher, nil, true); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", cypher, err, want)
		}
	}
	if res, err := Query(t.Context(), c, "CREATE (n:Thing) RETURN count(n) AS made", nil, false); err != nil || !res.Updates {
		t.Errorf("writing: %+v, %v", res, err)
	}
	if res, err := Query(t.Context(), c, "MATCH (n) RETURN count(n) AS n", nil, true); err != nil || res.Updates || res.Columns[0] != "n" || Text(res.Rows[0][0]) != "1" {
		t.Errorf("counting: %+v, %v", res, err)
	}
}

func TestValuesAreReadable(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	for _, c := range []struct{ cypher, want string }{
		{"MATCH (e:Entity {id: 'e3'}) RETURN e", "(:Person {Ada Lindqvist})"},
		{"MATCH (a:Article {id: 'a2'}) RETURN a", "(:Article {Vela backs chip maker})"},
		{"MATCH (:Entity {id: 'e1'})-[r:INVESTED_IN]->() RETURN r", "[:INVESTED_IN]"},
		{
			"MATCH p = (:Entity {id: 'e1'})-[:INVESTED_IN]->()<-[:CEO_OF]-() RETURN p",
			"(:Organization {Vela Partners})-[:INVESTED_IN]->(:Organization {Corvid Chips})<-[:CEO_OF]-(:Person {Ada Lindqvist})",
		},
		{"RETURN [1, 'a', null, 1.5, true]", `[1, "a", , 1.5, true]`},
		{"RETURN {b: 1, a: ['x']}", `{a: ["x"], b: 1}`},
		{"RETURN date('2021-03-04')", "2021-03-04"},
		{"RETURN datetime('2021-03-04T05:06:07Z')", "2021-03-04T05:06:07Z"},
		{"RETURN duration('P1D')", "P0M1DT0S"},
		{"RETURN point({x: 1, y: 2})", "Point"},
		{"RETURN 'as it is'", "as it is"},
	} {
		if got := Text(query(t, uri, c.cypher, nil)[0][0]); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %s, want %s", c.cypher, got, c.want)
		}
	}
	node, ok := JSON(query(t, uri, "MATCH (a:Article {id: 'a1'}) RETURN a", nil)[0][0]).(map[string]any)
	if !ok || node["properties"].(map[string]any)["published"] != "2021-03-02" {
		t.Errorf("JSON of a node: %v", node)
	}
}
