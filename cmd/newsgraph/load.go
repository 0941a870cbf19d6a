package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/store"
)

func newLoad() *cobra.Command {
	var o neo4j.Options
	var asJSON, replace, beside bool
	c := &cobra.Command{
		Use:   "load [STORE]",
		Short: "Write the graph of a store into Neo4j",
		Long: `Compare the store with the database and write the difference: what is new, what
changed, what is gone. Loading again writes nothing. Nodes and relationships that
are not of a store are never touched.

A database that holds the graph of another store is left alone, unless --replace
lets this one take its place (as after building a store anew) or --beside keeps
both, each with relationships of its own.`,
		Example: `  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=... newsgraph load news.db
  newsgraph load news.db --dry-run`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			bar := newRows(c.ErrOrStderr())
			o.Progress = bar.done
			sum, err := loadStore(c.Context(), storeArg(args), authenticate(c, o), replace, beside)
			bar.stop()
			if err != nil {
				return err
			}
			if asJSON {
				return message(c.OutOrStdout(), "summary", sum)
			}
			printLoad(c.OutOrStdout(), sum)
			return nil
		},
		ValidArgsFunction: completeStores,
	}
	connectionFlags(c, &o)
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "say what would change and write nothing")
	c.Flags().BoolVar(&o.Full, "full", false, "compare everything, even when the database says that it is up to date")
	loadFlags(c, &o, &replace, &beside)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: a summary")
	return c
}

// loadFlags gives a command the flags that say how a store is loaded.
func loadFlags(c *cobra.Command, o *neo4j.Options, replace, beside *bool) {
	c.Flags().BoolVar(replace, "replace", false, "take the place of the store whose graph the database holds")
	c.Flags().BoolVar(beside, "beside", false, "load beside the graphs of other stores")
	c.MarkFlagsMutuallyExclusive("replace", "beside")
	c.Flags().IntVar(&o.Batch, "batch", 0, "rows a transaction (default 5,000)")
	c.Flags().IntVar(&o.Writers, "writers", 0, "transactions at a time for new rows (default 4)")
}

// loadStore makes a database hold the graph of the store at path.
func loadStore(ctx context.Context, path string, o neo4j.Options, replace, beside bool) (sum neo4j.Summary, err error) {
	st, err := openStore(path)
	if err != nil {
		return sum, err
	}
	defer func() { _ = st.Close() }() // opened for reading
	elder, err := others(ctx, st, o, replace, beside)
	if err != nil {
		return sum, err
	}
	err = st.View(ctx, func(now *store.Store) error { // one state, though a build may write meanwhile
		var r graph.Reader = now
		if elder != "" {
			r, o.Full = neo4j.InPlaceOf(elder, now), true
		}
		sum, err = neo4j.Load(ctx, r, o)
		return err
	})
	if err == nil && elder != "" && !o.DryRun {
		err = adopt(ctx, path, elder)
	}
	return sum, err
}

// others looks for graphs of other stores in the database and returns the id
// of the one to take the place of, empty for none.
func others(ctx context.Context, st *store.Store, o neo4j.Options, replace, beside bool) (string, error) {
	meta, err := st.Meta(ctx)
	if err != nil || beside {
		return "", err
	}
	conn, err := neo4j.Connect(ctx, o)
	if err != nil {
		return "", needsPassword(o, err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // nothing is pending
	ids, err := neo4j.Stores(ctx, conn)
	if err != nil || len(ids) == 0 || slices.Contains(ids, meta.StoreID) {
		return "", err
	}
	switch {
	case replace && len(ids) == 1:
		return ids[0], nil
	case replace:
		return "", fmt.Errorf("the database holds the graphs of %d other stores: empty it, or load with --beside", len(ids))
	}
	return "", fmt.Errorf("the database holds the graph of another store (%s): load with --replace to take its place, as after building the store anew, or with --beside to keep both", ids[0])
}

// adopt makes the store go under the id that it was loaded with.
func adopt(ctx context.Context, path, id string) error {
	st, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	return errors.Join(st.Adopt(ctx, id), st.Close())
}

func printLoad(w io.Writer, s neo4j.Summary) {
	if s.Written == 0 && s.Deleted == 0 {
		fmt.Fprintf(w, "Nothing to do: all %s are there (%.1f s).\n", plural(s.Planned, "row"), s.Seconds)
		return
	}
	verb := "Wrote"
	if s.DryRun {
		verb = "Would write"
	}
	fmt.Fprintf(w, "%s %s of %s, left %s as they were, deleted %s (%.1f s)\n", verb, plural(s.Written, "row"),
		thousands(s.Planned), thousands(s.Unchanged), thousands(s.Deleted), s.Seconds)
	t := newTable(w, "", "new", "changed", "gone")
	for _, kind := range kinds(s) {
		t.AppendRow([]any{"  " + kind, thousands(s.Created[kind]), thousands(s.Changed[kind]), thousands(s.Gone[kind])})
	}
	t.Render()
	for _, x := range s.Samples {
		fmt.Fprintf(w, "  %s %s %s\n", x.Change, x.Kind, printable(x.What))
	}
	if s.Retries > 0 {
		fmt.Fprintf(w, "The server had %s repeated.\n", plural(s.Retries, "transaction"))
	}
}

func kinds(s neo4j.Summary) []string {
	all := make(map[string]bool)
	for _, counts := range []neo4j.Counts{s.Created, s.Changed, s.Gone} {
		for kind := range counts {
			all[kind] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
