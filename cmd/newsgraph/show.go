package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

func newShow() *cobra.Command {
	var path string
	var asJSON bool
	var most int
	c := &cobra.Command{
		Use:   "show [STORE] ENTITY",
		Short: "Show what is known of an entity",
		Long: `Show an entity's names, type, dates and statements. ENTITY is a name, an alias,
the beginning of one, or an id.`,
		Example: "  newsgraph show \"Sequoia Capital\"\n  newsgraph show tiktok --json",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("%d names: put the name in quotes: newsgraph show %q", len(args), strings.Join(args, " "))
			}
			return cobra.ExactArgs(1)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			st, err := openStore(path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			e, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return showJSON(c.Context(), c.OutOrStdout(), st, e)
			}
			return showText(c.Context(), c.OutOrStdout(), st, e, most, next(path, "why", args[0]))
		},
		ValidArgsFunction: completeEntities(&path, 1),
	}
	storeFirst(c, &path)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: the entity, its facts, a summary")
	c.Flags().IntVar(&most, "most", 50, "how many statements to list")
	return c
}

func showJSON(ctx context.Context, w io.Writer, st *store.Store, e graph.Entity) error {
	if err := message(w, "entity", e); err != nil {
		return err
	}
	n := 0
	for f, err := range st.Facts(ctx, e.ID) {
		if err != nil {
			return err
		}
		if err := message(w, "fact", f); err != nil {
			return err
		}
		n++
	}
	return message(w, "summary", map[string]int{"facts": n})
}

// showText ends with whoSays, the command that shows the sentences.
func showText(ctx context.Context, w io.Writer, st *store.Store, e graph.Entity, most int, whoSays string) error {
	p := paintFor(w)
	fmt.Fprintf(w, "%s  (%s, %s)\n", p.bold(printable(e.Name)), e.Type, e.ID)
	var others []string
	for _, a := range e.Aliases {
		if a.Name != e.Name {
			others = append(others, fmt.Sprintf("%s (%d)", printable(a.Name), a.Mentions))
		}
	}
	if len(others) > 0 {
		fmt.Fprintf(w, "also        %s\n", strings.Join(others, ", "))
		writeReasons(w, e)
	}
	for _, scheme := range sortedKeys(e.Identifiers) {
		fmt.Fprintf(w, "%-11s %s\n", scheme, e.Identifiers[scheme])
	}
	fmt.Fprintf(w, "mentioned   %s in %s", plural(e.Mentions, "time"), plural(e.Articles, "article"))
	if e.FirstSeen != "" {
		fmt.Fprintf(w, ", %s to %s", day(e.FirstSeen), day(e.LastSeen))
	}
	fmt.Fprintln(w)
	t := newTable(w)
	n, more := 0, 0
	for f, err := range st.Facts(ctx, e.ID) {
		if err != nil {
			return err
		}
		if n >= most {
			more++
			continue
		}
		n++
		t.AppendRow(factRow(p, f))
	}
	if n == 0 {
		fmt.Fprintln(w, "\nNo statement about it was found.")
		return nil
	}
	fmt.Fprintln(w)
	t.Render()
	if more > 0 {
		fmt.Fprintf(w, "and %d more; --most %d lists them all\n", more, n+more)
	}
	fmt.Fprintf(w, "\nWho says so: %s\n", whoSays)
	return nil
}

// factRow is a fact as a line: subject, relation, object, how it holds.
func factRow(p paint, f store.Fact) []any {
	return []any{
		printable(f.SubjectEnd.Name), p.relation(f.Type), printable(object(f)), strings.Join(held(p, f.Statement), ", "),
		support(f.Statement), fmt.Sprintf("%.2f", f.Confidence),
	}
}

// object is what a fact says of its subject: the name of another entity or, of
// a dated fact, the date.
func object(f store.Fact) string {
	if f.Object == "" {
		return f.Value
	}
	return f.ObjectEnd.Name
}

// held are the details of a statement and how it holds, where it is not plainly
// asserted.
func held(p paint, s graph.Statement) []string {
	how := details(s)
	if s.Modality != schema.Asserted {
		how = append(how, p.modality(s.Modality, string(s.Modality)))
	}
	return how
}

// details are the role, amount and share of a statement, those that it has.
func details(s graph.Statement) []string {
	var list []string
	for _, d := range []string{s.Role, graph.Amount(s.Amount), graph.Amount(s.Stake)} {
		if d != "" {
			list = append(list, printable(d))
		}
	}
	return list
}

// support says how many tell it: stories, and articles where they differ.
func support(s graph.Statement) string {
	if s.Stories == s.Support {
		return plural(s.Stories, "story")
	}
	return fmt.Sprintf("%s, %s", plural(s.Stories, "story"), plural(s.Support, "article"))
}
