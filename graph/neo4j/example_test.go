package neo4j_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

// Load a graph into the server at NEO4J_URI and ask it. Loading again writes
// nothing.
func ExampleLoad() {
	ctx := context.Background()
	g := &graph.Graph{
		Entities: []graph.Entity{{ID: "e1", Type: schema.Person, Name: "Peter Falk"}, {ID: "e2", Type: schema.Organization, Name: "Norvik Group"}},
		Statements: []graph.Statement{{
			ID: "s1", Type: "CEO_OF", Subject: "e1", Object: "e2", Modality: schema.Asserted, Confidence: .9, Support: 1, Stories: 1,
		}},
	}
	graph.Sort(g)
	r := graph.InMemory{Graph: g, Head: graph.Meta{StoreID: "example", Revision: 1}}

	o := neo4j.Options{URI: os.Getenv("NEO4J_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD")}
	for range 2 {
		sum, err := neo4j.Load(ctx, r, o)
		if err != nil {
			panic(err)
		}
		fmt.Println("wrote", sum.Written, "of", sum.Planned)
	}
	conn, err := neo4j.Connect(ctx, o)
	if err != nil {
		panic(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	result, err := neo4j.Query(ctx, conn, `MATCH (p)-[:CEO_OF]->(o) RETURN p.name, o.name`, nil, true)
	if err != nil {
		panic(err)
	}
	for _, row := range result.Rows {
		fmt.Println(row...)
	}
}

// TestTheExampleRuns runs it against a real server, which an example cannot ask
// for, and compares what it prints.
func TestTheExampleRuns(t *testing.T) {
	t.Setenv("NEO4J_URI", neo4jtest.Server(t))
	t.Setenv("NEO4J_USERNAME", "")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out := os.Stdout
	os.Stdout = w
	func() {
		defer func() { os.Stdout = out }()
		ExampleLoad()
	}()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var said [1000]byte
	n, _ := r.Read(said[:]) // nothing more is written
	const want = "wrote 6 of 6\nwrote 0 of 6\nPeter Falk Norvik Group\n"
	if got := string(said[:n]); got != want {
		t.Errorf("it prints %q, want %q", got, want)
	}
}
