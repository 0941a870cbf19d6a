package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

const defaultStore = "news.db"

// storeFlag gives a command the flag -s, --store.
func storeFlag(c *cobra.Command, path *string) {
	c.Flags().StringVarP(path, "store", "s", defaultStorePath(), "the store to read (NEWSGRAPH_STORE)")
	_ = c.MarkFlagFilename("store", "db") // fails only for a flag that is not there
}

func defaultStorePath() string {
	if path := os.Getenv("NEWSGRAPH_STORE"); path != "" {
		return path
	}
	return defaultStore
}

// openStore opens a store for reading.
func openStore(path string) (*store.Store, error) {
	return store.Open(path, store.Options{ReadOnly: true})
}

// reading opens the store at path for reading and closes it after do.
func reading(path string, do func(*store.Store) error) error {
	st, err := openStore(path)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }() // opened for reading
	return do(st)
}

// findEntity returns the one entity that a term names. A term that names
// several is answered with the list of them, unless one is plainly meant.
func findEntity(ctx context.Context, st *store.Store, term string) (graph.Entity, error) {
	found, err := st.Find(ctx, term, 6)
	if err != nil {
		return graph.Entity{}, err
	}
	if len(found) == 0 {
		return graph.Entity{}, fmt.Errorf("no entity is named %q in %s", term, st.File())
	}
	best := found[0]
	if len(found) == 1 || found[1].How != best.How && (best.How == store.ByName || best.How == store.ByAlias) {
		return best.Entity, nil
	}
	// Of several that bear the very name, one with most of the articles is meant.
	if best.How == store.ByName && best.Articles > 2*found[1].Articles {
		return best.Entity, nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q names several entities; give one of these ids:", term)
	for _, m := range found {
		fmt.Fprintf(&b, "\n  %s  %s (%s, %s)", m.ID, m.Name, m.Type, plural(m.Articles, "article"))
	}
	return graph.Entity{}, fmt.Errorf("%s", b.String())
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay") {
		return fmt.Sprintf("%s %sies", thousands(n), strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%s %ss", thousands(n), noun)
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
