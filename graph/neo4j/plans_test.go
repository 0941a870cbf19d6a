package neo4j

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

// scans are the operators that read all of something.
var scans = []string{"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan", "RelationshipTypeScan", "AllRelationshipsScan", "NodeIndexScan", "NodeIndexContainsScan"}

// operatorPattern finds an operator in the text of a plan, whose branches are
// drawn with bars.
var operatorPattern = regexp.MustCompile(`(?m)^\|?[| ]*\+(\w+)`)

// operators lists the operators of the server's plan for a query.
func operators(t *testing.T, c *Conn, cypher string, params map[string]any) []string {
	t.Helper()
	s := c.session(t.Context(), driver.AccessModeWrite)
	defer func() { _ = s.Close(t.Context()) }()
	res, err := s.Run(t.Context(), "EXPLAIN "+cypher, params)
	if err != nil {
		t.Fatalf("%v in\n%s", err, cypher)
	}
	sum, err := res.Consume(t.Context())
	if err != nil {
		t.Fatalf("%v in\n%s", err, cypher)
	}
	// The driver gives one of several children for each of them; the text is right.
	text, _ := sum.Plan().Arguments()["string-representation"].(string)
	var out []string
	for _, m := range operatorPattern.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.TrimPrefix(strings.TrimPrefix(m[1], "Directed"), "Undirected"))
	}
	return out
}

// finds fails when a query reads all of something, or finds nothing by an index
// or id.
func finds(t *testing.T, c *Conn, cypher string, params map[string]any) {
	t.Helper()
	found := false
	ops := operators(t, c, cypher, params)
	for _, op := range ops {
		if slices.ContainsFunc(scans, func(s string) bool { return strings.HasSuffix(op, s) }) {
			t.Errorf("%s in %v of\n%s", op, ops, cypher)
		}
		found = found || strings.Contains(op, "Seek") || strings.Contains(op, "ProcedureCall")
	}
	if !found {
		t.Errorf("no index in %v of\n%s", ops, cypher)
	}
}

// loaded is a connection to a server that holds enough to plan for and has
// counted it: a server samples its indexes some time after a load, and plans by
// what it counted before until then.
func loaded(t *testing.T) *Conn {
	t.Helper()
	uri := neo4jtest.Server(t)
	load(t, newsroom{n: 300, revision: 1}, Options{URI: uri})
	c := connected(t, uri)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		if _, err := Query(ctx, c, "CALL db.resampleOutdatedIndexes()", nil, false); err != nil {
			t.Fatal(err)
		}
		old, err := Query(ctx, c, "CALL db.stats.retrieve('GRAPH COUNTS') YIELD data UNWIND data.indexes AS i WITH i WHERE i.updatesSinceEstimation > 0 RETURN i.labels, i.properties", nil, true)
		if err != nil {
			t.Fatal(err)
		}
		if len(old.Rows) == 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := Query(ctx, c, "CALL db.clearQueryCaches()", nil, false); err != nil { // of plans made before
		t.Fatal(err)
	}
	return c
}

func TestSavedQueriesFindWhatTheyStartFromInAnIndex(t *testing.T) {
	c := loaded(t)
	for _, q := range schema.Queries() {
		t.Run(q.Name, func(t *testing.T) {
			params, err := q.Bind(nil)
			if err != nil {
				t.Fatal(err)
			}
			finds(t, c, q.Cypher, params)
		})
	}
}

// accesses is how often a query looks up something in the database.
func accesses(t *testing.T, c *Conn, cypher string, params map[string]any) int {
	t.Helper()
	s := c.session(t.Context(), driver.AccessModeRead)
	defer func() { _ = s.Close(t.Context()) }()
	res, err := s.Run(t.Context(), "PROFILE "+cypher, params)
	if err != nil {
		t.Fatal(err)
	}
	for res.Next(t.Context()) { // a profile is of rows that were taken
	}
	sum, err := res.Consume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, _ := sum.Profile().Arguments()["string-representation"].(string)
	m := accessesPattern.FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no number of accesses in\n%s", text)
	}
	n, _ := strconv.Atoi(m[1]) // "?" where only a procedure did
	return n
}

var accessesPattern = regexp.MustCompile(`(?m)^Total database accesses: (\d+|\?)`)

// Of what half of all relationships hang on, a saved query may look at all, but
// not at all for each.
func TestSavedQueriesAboutAHubLookAtNoRowManyTimes(t *testing.T) {
	c := loaded(t)
	hub, err := Query(t.Context(), c, "MATCH (e:Entity {id: $id}) RETURN e.name, COUNT { ()-->(e) }, COUNT { () } + COUNT { ()-->() }", map[string]any{"id": entityNumber(0)}, true)
	if err != nil {
		t.Fatal(err)
	}
	name, ends, rows := Text(hub.Rows[0][0]), hub.Rows[0][1].(int64), hub.Rows[0][2].(int64)
	if ends < 100 {
		t.Fatalf("%s is no hub: %d relationships end there", name, ends)
	}
	for _, q := range schema.Queries() {
		given := map[string]string{}
		for _, p := range q.Params {
			if p.Name == "name" || p.Name == "subject" || p.Name == "from" {
				given[p.Name] = name
			}
		}
		params, err := q.Bind(given)
		if err != nil {
			t.Fatal(err)
		}
		if n := accesses(t, c, q.Cypher, params); n > 3*int(rows) {
			t.Errorf("%s looks up %d things in a database of %d rows", q.Name, n, rows)
		}
	}
}

func TestALoadFindsWhatItChangesInAnIndex(t *testing.T) {
	c := loaded(t)
	for _, o := range []op{
		{kind: mergeNodes, label: entityLabel},
		{kind: mergeNodes, label: articleLabel},
		{kind: markNodes, label: articleLabel},
		{kind: createStatements, object: true, typ: string(schema.InvestedIn)},
		{kind: mergeStatements, object: true, typ: string(schema.InvestedIn)},
		edgeOp(createEdges, mentionsType),
		edgeOp(mergeEdges, mentionsType),
		edgeOp(mergeEdges, string(schema.InvestedIn)),
		{kind: updateEdges},
		{kind: deleteEdges},
		{kind: deleteNodes, label: statementLabel},
	} {
		finds(t, c, o.cypher(), map[string]any{"rows": []any{}, "store": "s "})
	}
}
