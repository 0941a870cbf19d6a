package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

func newSearch() *cobra.Command {
	var path, typ string
	var asJSON bool
	var most int
	c := &cobra.Command{
		Use:   "search [STORE] TERM",
		Short: "List the entities that a term names",
		Long: `List the entities that TERM names: by their whole name, another form of it, its
beginning, or words of it. Case, accents and punctuation do not matter. Those
whom it names in full come first, of these those whom articles mostly mean by it.`,
		Example: "  newsgraph search merkel\n  newsgraph search \"reserve bank\" --type organization",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkMost(most); err != nil {
				return err
			}
			want, err := entityType(typ)
			if err != nil {
				return err
			}
			return reading(path, func(st *store.Store) error {
				limit := most + 1
				if want != "" {
					limit = 100_000 // they are sorted out here
				}
				found, err := st.Find(c.Context(), args[0], limit)
				if err != nil {
					return err
				}
				if want != "" {
					found = slices.DeleteFunc(found, func(m store.Match) bool { return m.Type != want })
				}
				more := len(found) > most
				found = found[:min(len(found), most)]
				w := c.OutOrStdout()
				if asJSON {
					for _, m := range found {
						if err := message(w, "entity", m); err != nil {
							return err
						}
					}
					return message(w, "summary", map[string]any{"entities": len(found), "more": more})
				}
				if len(found) == 0 {
					return fmt.Errorf("no entity is named %q in %s", args[0], path)
				}
				p := paintFor(w)
				t := newTable(w)
				for _, m := range found {
					t.AppendRow([]any{
						p.bold(printable(m.Name)), string(m.Type), plural(m.Articles, "article"), seenIn(m.FirstSeen, m.LastSeen),
						"by " + string(m.How), p.faint(m.ID),
					})
				}
				t.Render()
				if more {
					fmt.Fprintf(w, "and more; --most %d shows some of them\n", 2*most)
				}
				return nil
			})
		},
		ValidArgsFunction: completeEntities(&path, 1),
	}
	storeFirst(c, &path)
	typeFlag(c, &typ)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: each entity and how it matches, a summary")
	c.Flags().IntVar(&most, "most", 20, "how many entities at most")
	return c
}

// typeFlag gives a command a flag that takes the type of entities.
func typeFlag(c *cobra.Command, typ *string) {
	c.Flags().StringVar(typ, "type", "", "entities of this type alone: "+strings.Join(typeNames(), ", "))
	_ = c.RegisterFlagCompletionFunc("type", cobra.FixedCompletions(typeNames(), cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
}

func typeNames() []string {
	var names []string
	for _, e := range schema.Default().Entities {
		names = append(names, string(e.Type))
	}
	return names
}

// entityType reads the name of a type, in any case; empty stands for all.
func entityType(name string) (schema.EntityType, error) {
	for _, known := range typeNames() {
		if strings.EqualFold(known, name) {
			return schema.EntityType(known), nil
		}
	}
	if name != "" {
		return "", usagef("--type is %q: want one of %s", name, strings.Join(typeNames(), ", "))
	}
	return "", nil
}

// seenIn is a stretch of days, empty where there is none.
func seenIn(first, last string) string {
	switch first, last = day(first), day(last); {
	case first == last:
		return first
	default:
		return first + " to " + last
	}
}
