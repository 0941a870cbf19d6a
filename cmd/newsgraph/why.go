package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

func newWhy() *cobra.Command {
	var path string
	var asJSON bool
	c := &cobra.Command{
		Use:   "why [STORE] A [RELATION [B]]",
		Short: "Show every sentence that states a relation",
		Long: `Show the sentences that state a relation of A, with article, date, byte offsets
and what decided: both mentions, the trigger, the word that shows the modality,
the speaker and other properties marked, the probability and the strongest
reasons. Without RELATION all statements of A are shown, without
B those with anyone. RELATION may be written in any case, with spaces or
underscores; "any" stands for every relation.`,
		Example: "  newsgraph why \"Sequoia Capital\" INVESTED_IN TikTok\n  newsgraph why tiktok any bytedance",
		Args:    cobra.RangeArgs(1, 3),
		RunE: func(c *cobra.Command, args []string) error {
			relation, err := relationArg(args)
			if err != nil {
				return err
			}
			st, err := openStore(path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			a, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[0])
			if err != nil {
				return err
			}
			b, nameB := "", "anyone"
			if len(args) == 3 {
				e, err := findEntity(c.Context(), c.ErrOrStderr(), st, args[2])
				if err != nil {
					return err
				}
				b, nameB = e.ID, e.Name
			}
			reasons, err := st.Why(c.Context(), a.ID, relation, b)
			if err != nil {
				return err
			}
			if asJSON {
				return whyJSON(c.OutOrStdout(), reasons)
			}
			if len(reasons) == 0 {
				what := "a relation"
				if relation != "" {
					what = string(relation)
				}
				return fmt.Errorf("no article in %s states %s of %s with %s; `newsgraph show` lists what is stated of others with it, too", path, what, a.Name, nameB)
			}
			whyText(c.OutOrStdout(), reasons)
			return nil
		},
		ValidArgsFunction: func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return relationNames(), cobra.ShellCompDirectiveNoFileComp
			}
			return completeEntities(&path, 3)(c, args, toComplete)
		},
	}
	storeFirst(c, &path)
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: each statement with its evidence, a summary")
	return c
}

func relationNames() []string {
	var names []string
	for _, r := range schema.Default().Relations {
		names = append(names, string(r.Type))
	}
	for _, r := range schema.Default().Dated {
		names = append(names, string(r.Type))
	}
	return names
}

// relationArg reads the relation among the arguments of why; empty means any.
func relationArg(args []string) (schema.RelationType, error) {
	if len(args) < 2 || strings.EqualFold(args[1], "any") {
		return "", nil
	}
	want := strings.ReplaceAll(strings.TrimSpace(args[1]), " ", "_")
	for _, name := range relationNames() {
		if strings.EqualFold(name, want) {
			return schema.RelationType(name), nil
		}
	}
	return "", usagef("%q is not a relation; want one of %s", args[1], strings.Join(relationNames(), ", "))
}

func whyJSON(w io.Writer, reasons []store.Reason) error {
	n := 0
	for _, r := range reasons {
		if err := message(w, "statement", r); err != nil {
			return err
		}
		n += len(r.Evidence)
	}
	return message(w, "summary", map[string]int{"statements": len(reasons), "evidence": n})
}

func whyText(w io.Writer, reasons []store.Reason) {
	mark := markerFor(w)
	for i, r := range reasons {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s\n", headline(mark.paint, r.Fact))
		for _, e := range r.Evidence {
			fmt.Fprintf(w, "\n  %s\n", mark.everything(e))
			fmt.Fprintf(w, "  — %s\n", where(e))
			fmt.Fprintf(w, "    bytes %d–%d of article %s; rule %s, probability %.2f\n", e.Start, e.End, e.Article, e.Rule, e.Probability)
			if at := elsewhere(e); at != "" {
				fmt.Fprintf(w, "    speaker named before, at %s\n", at)
			}
			if len(e.Reasons) > 0 {
				fmt.Fprintf(w, "    because of %s\n", printable(strings.Join(e.Reasons, "; ")))
			}
		}
	}
}

// headline is a fact in one line: A RELATION B (modality, role), support.
func headline(p paint, f store.Fact) string {
	how := append([]string{p.modality(f.Modality, string(f.Modality))}, details(f.Statement)...)
	if f.ValidFrom != "" {
		how = append(how, "from "+graph.Date(f.ValidFrom))
	}
	if f.ValidTo != "" {
		how = append(how, "until "+graph.Date(f.ValidTo))
	}
	return fmt.Sprintf("%s %s %s (%s) — %s, confidence %.2f", p.bold(printable(f.SubjectEnd.Name)), p.relation(f.Type),
		p.bold(printable(object(f))), strings.Join(how, ", "), support(f.Statement), f.Confidence)
}
