package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/store"
)

func newRemove() *cobra.Command {
	var path string
	var asJSON bool
	c := &cobra.Command{
		Use:   "remove [STORE] ARTICLE...",
		Short: "Take articles out of a store",
		Long: `Take articles out of a store, with all that only they said, and bring the graph up
to date. ARTICLE is the id, the URL or the path of an article, FILE#NUMBER for
a record of JSON Lines. Decisions stay. A
build that is given the article again takes it in again.`,
		Example: "  newsgraph remove https://daily.example/withdrawn",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) (err error) {
			st, err := store.Open(path, store.Options{})
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			ids, err := st.Remove(c.Context(), args...)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			// also when an article is not there: an earlier run may have ended
			// after taking it out, and the graph tell it still
			done, failed := st.Resolve(c.Context())
			if err := errors.Join(err, failed); err != nil {
				return err
			}
			if asJSON {
				return message(c.OutOrStdout(), "summary", map[string]any{
					"removed": ids, "articles": done.Articles, "changed": done.Changed, "entities": entityCounts(done),
				})
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s removed, %s left: %s\n", plural(len(ids), "article"), thousands(done.Articles), entityChanges(done))
			return err
		},
	}
	storeFirst(c, &path)
	c.Flags().Lookup("store").Usage = "the store to write (NEWSGRAPH_STORE)"
	c.Flags().BoolVar(&asJSON, "json", false, "write a JSON line: what was removed, what is left")
	return c
}

// entityCounts counts what became of the entities.
func entityCounts(done store.Resolved) map[string]int {
	e := done.Tables["entity"]
	return map[string]int{"new": e.Inserted, "changed": e.Updated, "gone": e.Deleted}
}

// entityChanges says what became of the entities.
func entityChanges(done store.Resolved) string {
	if !done.Changed {
		return "the graph is as it was"
	}
	e := done.Tables["entity"]
	return fmt.Sprintf("entities: %d new, %d changed, %d gone", e.Inserted, e.Updated, e.Deleted)
}
