package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/store"
)

func newLoad() *cobra.Command {
	var o neo4j.Options
	var asJSON bool
	c := &cobra.Command{
		Use:   "load [STORE]",
		Short: "Write the graph of a store into Neo4j",
		Long: `Compare the store with the database and write the difference: what is new, what
changed, what is gone. Loading again writes nothing. Nodes and relationships that
are not of a store are never touched.`,
		Example: `  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=... newsgraph load news.db
  newsgraph load news.db --dry-run`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := openStore(storeArg(args))
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			w := c.OutOrStdout()
			bar := newRows(c.ErrOrStderr())
			o := authenticate(c, o)
			o.Progress = bar.done
			var sum neo4j.Summary
			err = st.View(c.Context(), func(now *store.Store) error { // one state, though a build may write meanwhile
				sum, err = neo4j.Load(c.Context(), now, o)
				return err
			})
			bar.stop()
			if err != nil {
				return err
			}
			if asJSON {
				return message(w, "summary", sum)
			}
			printLoad(w, sum)
			return nil
		},
		ValidArgsFunction: completeStores,
	}
	connectionFlags(c, &o)
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "say what would change and write nothing")
	c.Flags().BoolVar(&o.Full, "full", false, "compare everything, even when the database says that it is up to date")
	c.Flags().IntVar(&o.Batch, "batch", 0, "rows a transaction (default 5,000)")
	c.Flags().IntVar(&o.Writers, "writers", 0, "transactions at a time for new rows (default 4)")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: a summary")
	return c
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
