package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/store"
)

func newPath() *cobra.Command {
	var path string
	var asJSON bool
	var o store.PathOptions
	var shortest bool
	c := &cobra.Command{
		Use:   "path [STORE] A B",
		Short: "Show how two entities are connected",
		Long: `Show the most credible chain of edges between two entities, each with the best
sentence that states it. --shortest takes the one with the fewest edges.`,
		Example: "  newsgraph path \"Monica Crowley\" TikTok",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			st, err := openStore(path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			a, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[0])
			if err != nil {
				return err
			}
			b, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[1])
			if err != nil {
				return err
			}
			o.Weighted = !shortest
			facts, err := st.Path(c.Context(), a.ID, b.ID, o)
			if err != nil {
				return err
			}
			w := c.OutOrStdout()
			mark := markerFor(w)
			for i, f := range facts {
				best, err := bestSaid(c, st, f)
				if err != nil {
					return err
				}
				if asJSON {
					if err := message(w, "step", store.Sample{Fact: f, Said: best}); err != nil {
						return err
					}
					continue
				}
				if i > 0 {
					fmt.Fprintln(w)
				}
				fmt.Fprintf(w, "%s\n  %s\n  — %s\n", headline(mark.paint, f), mark.sentence(best), where(best))
			}
			if asJSON {
				return message(w, "summary", map[string]int{"steps": len(facts)})
			}
			if a.ID == b.ID {
				return fmt.Errorf("both names are %s (%s)", a.Name, a.ID)
			}
			if len(facts) == 0 {
				return fmt.Errorf("no path of at most %d edges joins %s and %s", o.MaxHops, a.Name, b.Name)
			}
			return nil
		},
		ValidArgsFunction: completeEntities(&path, 2),
	}
	storeFirst(c, &path)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: each step with its sentence, a summary")
	c.Flags().BoolVar(&shortest, "shortest", false, "fewest edges instead of the most credible ones")
	c.Flags().IntVar(&o.MaxHops, "max-hops", 6, "the longest path to look for")
	c.Flags().BoolVar(&o.AllModalities, "all-modalities", false, "go over planned, alleged and denied statements too")
	return c
}

// bestSaid is the evidence of f with the highest probability, the first of
// several.
func bestSaid(c *cobra.Command, st *store.Store, f store.Fact) (best store.Said, err error) {
	for e, err := range st.Said(c.Context(), f.ID) {
		if err != nil {
			return best, err
		}
		if best.ID == "" || e.Probability > best.Probability {
			best = e
		}
	}
	return best, nil
}
