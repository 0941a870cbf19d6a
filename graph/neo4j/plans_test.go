package neo4j

import (
	"regexp"
	"slices"
	"strings"
	"testing"

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

// loaded is a connection to a server that holds enough to plan for.
func loaded(t *testing.T) *Conn {
	t.Helper()
	uri := neo4jtest.Server(t)
	load(t, newsroom{n: 300, revision: 1}, Options{URI: uri})
	return connected(t, uri)
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
