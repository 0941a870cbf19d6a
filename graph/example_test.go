package graph_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/build"
	"github.com/newsgraph/newsgraph/graph/store"
)

// walk prints every fact of a graph that is an edge, with its ends. Any
// graph.Reader will do: a store, or a graph in memory.
func walk(ctx context.Context, r graph.Reader) error {
	name := map[string]string{}
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return err
		}
		name[e.ID] = e.Name
	}
	for s, err := range r.Statements(ctx) {
		if err != nil {
			return err
		}
		if s.HasEdge() {
			fmt.Printf("%s %s %s, said by %d\n", name[s.Subject], s.Type, name[s.Object], s.Support)
		}
	}
	return nil
}

// Build a store from files and walk its graph.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "newsgraph-example-")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "article.txt")
	text := "Norvik Group names new chief\n\nPeter Falk, the chief executive of Norvik Group, said on Monday that sales had risen.\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		panic(err)
	}

	x, err := extract.New(extract.Options{})
	if err != nil {
		panic(err)
	}
	st, err := store.Open(filepath.Join(dir, "news.db"), store.Options{Create: true, Extractor: x.Fingerprint()})
	if err != nil {
		panic(err)
	}
	defer func() { _ = st.Close() }()
	if _, err := build.Run(ctx, st, x, article.Read(ctx, []string{file}, article.Options{}), build.Options{}); err != nil {
		panic(err)
	}

	if err := walk(ctx, st); err != nil {
		panic(err)
	}
	found, err := st.Find(ctx, "falk", 1)
	if err != nil {
		panic(err)
	}
	reasons, err := st.Why(ctx, found[0].ID, "", "")
	if err != nil {
		panic(err)
	}
	fmt.Println(reasons[0].Evidence[0].Sentence)
	// Output:
	// Peter Falk CEO_OF Norvik Group, said by 1
	// Peter Falk, the chief executive of Norvik Group, said on Monday that sales had risen.
}
