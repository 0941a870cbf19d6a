package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

func load(t *testing.T, r graph.Reader, o Options) Summary {
	t.Helper()
	s, err := Load(t.Context(), r, o)
	if err != nil {
		t.Fatal(err)
	}
	if s.Planned != s.Written+s.Unchanged {
		t.Errorf("planned %d is not written %d + unchanged %d", s.Planned, s.Written, s.Unchanged)
	}
	return s
}

// connected is a connection that ends with the test.
func connected(tb testing.TB, uri string) *Conn {
	tb.Helper()
	c, err := Connect(tb.Context(), Options{URI: uri})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// bare gives a server without constraints and indexes.
func bare(t *testing.T) string {
	t.Helper()
	uri := neo4jtest.Server(t)
	if err := neo4jtest.Wipe(t.Context(), uri); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := neo4jtest.Wipe(context.Background(), uri); err != nil {
			t.Error(err)
		}
	})
	return uri
}

func query(t *testing.T, uri, cypher string, params map[string]any) [][]any {
	t.Helper()
	c, err := Connect(t.Context(), Options{URI: uri})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(context.Background()) }()
	res, err := Query(t.Context(), c, cypher, params, false)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return res.Rows
}

// dump lists everything in a database, one line a node or relationship, sorted.
func dump(t *testing.T, uri string) []string {
	t.Helper()
	var out []string
	for _, v := range query(t, uri, "MATCH (n) RETURN labels(n), properties(n)", nil) {
		out = append(out, show(v[0])+" "+show(v[1]))
	}
	for _, v := range query(t, uri, "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)", nil) {
		out = append(out, fmt.Sprint(show(v[0]), " -", show(v[1]), "-> ", show(v[2]), " ", show(v[3])))
	}
	slices.Sort(out)
	return out
}

// newsCounts is what the test graph consists of: five entities, two publishers
// and an author; Ada Lindqvist writes herself.
var newsCounts = Counts{
	"Entity": 8, "Article": 4, "Statement": 7,
	"MENTIONS": 9, "STATES": 8, "CITES": 2, "PUBLISHED_BY": 3, "WRITTEN_BY": 3,
	"SUBJECT": 7, "OBJECT": 6, "SAID_BY": 2,
	"INVESTED_IN": 1, "CEO_OF": 1, "SPOKESPERSON_FOR": 1,
}

func TestFirstLoadWritesEverythingOnce(t *testing.T) {
	uri := bare(t)
	s := load(t, reader(news(), 1), Options{URI: uri})
	if diff := cmp.Diff(newsCounts, s.Created); diff != "" {
		t.Errorf("created (-want +got):\n%s", diff)
	}
	if s.Planned != newsCounts.Total() || s.Written != s.Planned || s.Deleted != 0 {
		t.Errorf("got %+v", s)
	}
	got := Counts{}
	for _, v := range query(t, uri, "MATCH (n) WHERE NOT n:NewsgraphStore UNWIND labels(n) AS l RETURN l, count(*)", nil) {
		if l := v[0].(string); newsCounts[l] > 0 {
			got[l] = int(v[1].(int64))
		}
	}
	for _, v := range query(t, uri, "MATCH ()-[r]->() RETURN type(r), count(*)", nil) {
		got[v[0].(string)] = int(v[1].(int64))
	}
	if diff := cmp.Diff(newsCounts, got); diff != "" {
		t.Errorf("in the database (-want +got):\n%s", diff)
	}
}

func TestNodesSayWhatTheGraphSays(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	for _, c := range []struct{ name, cypher, want string }{
		{
			"an entity has its type, aliases and dates",
			"MATCH (e:Entity {id: 'e2'}) RETURN labels(e), e.name, e.aliases, e.mentions, e.former_ids, e.wikidata, e.founded_on, e.founded_on_precision, e.first_seen",
			`["Entity", "Organization"] Corvid Chips ["Corvid Chips", "Corvid"] 4 ["e9"] Q1 1998-01-01 year 2021-03-02`,
		},
		{
			"an article has the day and the time",
			"MATCH (a:Article {id: 'a1'}) RETURN a.title, a.url, a.published, a.published_at, a.publisher, a.language, a.story, a.cited_only",
			"Vela Partners backs Corvid Chips https://example.org/vela 2021-03-02 2021-03-02T08:30:00Z Harbour Post en a1 ",
		},
		{
			"a month has a precision",
			"MATCH (a:Article {id: 'a3'}) RETURN a.published, a.published_precision, a.published_at", "2021-04-01 month ",
		},
		{
			"a mention has its spans",
			"MATCH (:Article {id: 'a1'})-[m:MENTIONS]->(:Entity {id: 'e2'}) RETURN m.count, m.spans, m.forms", `2 [20, 25, 60, 65] ["form 1", "form 3"]`,
		},
		{
			"evidence has its sentence and offsets",
			"MATCH (:Article {id: 'a2'})-[e:STATES]->(:Statement {id: 's1'}) RETURN e.sentence, e.start, e.end, e.subject_start, e.subject_end, e.object_start, e.object_end, e.rule, e.probability",
			"A sentence of a2 for s1. 10 19 10 12 15 19 test 0.9",
		},
		{
			"a fact has an edge",
			"MATCH (:Entity {id: 'e1'})-[r:INVESTED_IN]->(:Entity {id: 'e2'}) RETURN r.statement, r.amount, r.support, r.modality, r.first_said",
			"s1 $40 million 2 asserted 2021-03-02",
		},
		{
			"a plan, an allegation and a denial have none",
			"MATCH (s:Statement) WHERE s.modality IN ['planned', 'alleged', 'denied'] " +
				"RETURN count(s), COUNT { ()-[:ACQUIRED|SANCTIONED]->() }", "3 0",
		},
		{
			"a speaker is linked",
			"MATCH (:Statement {id: 's3'})-[:SAID_BY]->(e) RETURN e.name", "Ada Lindqvist",
		},
		{
			"an author who is an entity is that entity",
			"MATCH (:Article {id: 'a3'})-[:WRITTEN_BY]->(e:Person) WITH e ORDER BY e.name RETURN collect(e.name), collect(e.mentions)",
			`["Ada Lindqvist", "Mina Okafor"] [2, 0]`,
		},
		{
			"one outlet is one node however it is spelled",
			"MATCH (a:Article)-[:PUBLISHED_BY]->(e:Organization {name: 'Harbour Post'}) WITH a ORDER BY a.id RETURN collect(a.id)", `["a1", "a3"]`,
		},
		{
			"a cited article that is not there says so",
			"MATCH (:Article {id: 'a3'})-[:CITES]->(a {cited_only: true}) RETURN a.title, a.publisher, a.published", "What Helion wants Wire Daily 2021-02-01",
		},
		{
			"names and aliases are searchable",
			"CALL db.index.fulltext.queryNodes('newsgraph_entity_names', 'corvid') YIELD node RETURN collect(node.id)", `["e2"]`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := query(t, uri, c.cypher, nil)
			if len(rows) != 1 {
				t.Fatalf("got %d rows", len(rows))
			}
			parts := make([]string, len(rows[0]))
			for i, v := range rows[0] {
				parts[i] = Text(v)
			}
			if got := strings.Join(parts, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSecondLoadSendsNoWrite(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	for _, c := range []struct {
		name string
		full bool
	}{{"ended by the marker", false}, {"ended by the hashes", true}} {
		o := Options{URI: uri, Full: c.full}
		s := load(t, reader(news(), 1), o)
		if s.Written != 0 || s.Deleted != 0 || s.Unchanged != newsCounts.Total() || s.Marker == c.full {
			t.Errorf("%s: got %+v", c.name, s)
		}
		conn, err := Connect(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		l := &loader{options: o.withDefaults(), conn: conn, reader: reader(news(), 1)}
		if err := l.run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := conn.writing.Load(); n != 0 {
			t.Errorf("%s: %d sessions that may write were opened", c.name, n)
		}
		if err := conn.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNewRevisionOfAnEqualGraphWritesNoRow(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	s := load(t, reader(news(), 2), Options{URI: uri})
	if s.Written != 0 || s.Deleted != 0 || s.Marker {
		t.Errorf("got %+v", s)
	}
	if s := load(t, reader(news(), 2), Options{URI: uri}); !s.Marker {
		t.Errorf("the marker was not moved: %+v", s)
	}
}

func TestChangeWritesTheDifferenceOnly(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	g := news()
	g.Entities[2].Name = "Ada M. Lindqvist" // one entity
	g.Statements[0].Support = 3             // one statement and its edge
	g.Mentions[0].Form = "the fund"         // one MENTIONS of one article
	g.Evidence = append(g.Evidence, g.Evidence[0])
	g.Evidence[len(g.Evidence)-1].ID = "v-new"
	g.Evidence[len(g.Evidence)-1].Article = "a3"
	graph.Sort(g)
	s := load(t, reader(g, 2), Options{URI: uri})
	want := Summary{
		Created: Counts{"STATES": 1},
		Changed: Counts{"Entity": 1, "Statement": 1, "INVESTED_IN": 1, "MENTIONS": 1, "Article": 2},
		Gone:    Counts{},
	}
	for _, c := range []struct {
		name      string
		got, want Counts
	}{{"created", s.Created, want.Created}, {"changed", s.Changed, want.Changed}, {"gone", s.Gone, want.Gone}} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	sameAsFresh(t, uri, g)
}

// sameAsFresh fails when a database does not hold exactly what loading g into
// an empty one gives.
func sameAsFresh(t *testing.T, uri string, g *graph.Graph) {
	t.Helper()
	got := dump(t, uri)
	if err := neo4jtest.Empty(t.Context(), uri); err != nil {
		t.Fatal(err)
	}
	load(t, reader(g, 2), Options{URI: uri, Writers: 1})
	if diff := cmp.Diff(dump(t, uri), got); diff != "" {
		t.Errorf("not what a first load gives (-want +got):\n%s", diff)
	}
}

func TestGoneIsDeletedAndNothingElse(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	g := news()
	drop(g, "a3")
	s := load(t, reader(g, 2), Options{URI: uri})
	if s.Gone["Article"] != 2 || s.Gone["Statement"] != 4 || s.Gone["STATES"] != 4 || s.Gone["SPOKESPERSON_FOR"] != 1 {
		t.Errorf("gone: %v", s.Gone)
	}
	if s.Kept != 0 {
		t.Errorf("kept %d", s.Kept)
	}
	sameAsFresh(t, uri, g)
}

func TestDryRunCountsTheSameAndWritesNothing(t *testing.T) {
	uri := bare(t)
	dry := load(t, reader(news(), 1), Options{URI: uri, DryRun: true})
	if n := Text(query(t, uri, "MATCH (n) RETURN count(n)", nil)[0][0]); n != "0" {
		t.Fatalf("%s nodes after a dry run", n)
	}
	if n := len(query(t, uri, "SHOW CONSTRAINTS YIELD name", nil)); n != 0 {
		t.Errorf("%d constraints after a dry run", n)
	}
	if len(dry.Samples) == 0 || !slices.ContainsFunc(dry.Samples, func(s Sample) bool { return strings.HasPrefix(s.What, "Corvid Chips") }) {
		t.Errorf("samples: %v", dry.Samples)
	}
	wet := load(t, reader(news(), 1), Options{URI: uri})
	if diff := cmp.Diff(wet.Created, dry.Created); diff != "" {
		t.Errorf("a dry run counts otherwise (-wet +dry):\n%s", diff)
	}
	g := news()
	drop(g, "a3")
	g.Statements[0].Support = 9
	dry, wet = load(t, reader(g, 2), Options{URI: uri, DryRun: true}), load(t, reader(g, 2), Options{URI: uri})
	if dry.Written != wet.Written || dry.Deleted != wet.Deleted || wet.Deleted == 0 {
		t.Errorf("dry %d written %d deleted, wet %d and %d", dry.Written, dry.Deleted, wet.Written, wet.Deleted)
	}
}

func TestAnUnknownRelationIsRefused(t *testing.T) {
	g := news()
	g.Statements[0].Type = "LIKES]->() DETACH DELETE n //"
	_, _, err := take(t.Context(), reader(g, 1), graph.Meta{StoreID: "x"}, newFake(), comparing{})
	if err == nil || !strings.Contains(err.Error(), "not in the ontology") {
		t.Fatalf("got %v", err)
	}
	g = news()
	g.Entities[0].Type = schema.EntityType("Person:Admin")
	if _, _, err := take(t.Context(), reader(g, 1), graph.Meta{StoreID: "x"}, newFake(), comparing{}); err == nil {
		t.Fatal("no error")
	}
}
