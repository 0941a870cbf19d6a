package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
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
			b := ""
			if len(args) == 3 {
				b = args[2]
			}
			reasons, nameA, nameB, err := whyOf(c.Context(), c.ErrOrStderr(), st, args[0], relation, b)
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
				return fmt.Errorf("no article in %s states %s of %s with %s; `%s` lists what is stated of others with it, too", path, what, nameA, nameB, next(path, "show", args[0]))
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

// whyOf gives the reasons for a relation between those whom two terms name; an
// empty b stands for anyone. Where those plainly meant have none, it takes the
// one pair of that name that has.
func whyOf(ctx context.Context, warn io.Writer, st *store.Store, a string, relation schema.RelationType, b string) (reasons []store.Reason, nameA, nameB string, err error) {
	var taken bytes.Buffer // what was said of names that several bear
	x, errA := findEntity(ctx, &taken, st, a)
	y, errB := graph.Entity{Name: "anyone"}, error(nil)
	if b != "" {
		y, errB = findEntity(ctx, &taken, st, b)
	}
	plain := errors.Join(errA, errB)
	if plain == nil {
		if reasons, err = st.Why(ctx, x.ID, relation, y.ID); err != nil || len(reasons) > 0 {
			_, _ = taken.WriteTo(warn)
			return reasons, x.Name, y.Name, err
		}
	}
	as, err := bearers(ctx, st, a)
	if err != nil {
		return nil, "", "", err
	}
	bs := []graph.Entity{{Name: "anyone"}}
	if b != "" {
		if bs, err = bearers(ctx, st, b); err != nil {
			return nil, "", "", err
		}
	}
	var pairs []string
	for _, one := range as {
		for _, other := range bs {
			found, err := st.Why(ctx, one.ID, relation, other.ID)
			if err != nil {
				return nil, "", "", err
			}
			if len(found) > 0 {
				reasons, x, y = found, one, other
				pairs = append(pairs, fmt.Sprintf("\n  %s (%s) and %s (%s)", printable(one.Name), one.ID, printable(other.Name), cmp.Or(other.ID, "any")))
			}
		}
	}
	if len(pairs) > 1 {
		return nil, "", "", fmt.Errorf("%q and %q name several between whom it is stated; give the ids of two:%s", a, cmp.Or(b, "anyone"), strings.Join(pairs, ""))
	}
	if len(pairs) == 0 {
		return nil, x.Name, y.Name, plain
	}
	return reasons, x.Name, y.Name, nil
}

// mostBearers is how many of one name why looks at.
const mostBearers = 20

// bearers are those who bear the very name, else those whom a part of it finds.
func bearers(ctx context.Context, st *store.Store, term string) ([]graph.Entity, error) {
	found, err := st.Find(ctx, term, mostBearers)
	var all, exact []graph.Entity
	for _, m := range found {
		all = append(all, m.Entity)
		if m.How == store.ByName || m.How == store.ByAlias {
			exact = append(exact, m.Entity)
		}
	}
	if len(exact) > 0 {
		return exact, err
	}
	return all, err
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
		for _, said := range bySentence(r.Evidence) {
			best := slices.MaxFunc(said, func(a, b store.Said) int { return cmp.Compare(a.Probability, b.Probability) })
			fmt.Fprintf(w, "\n  %s\n", mark.everything(best))
			fmt.Fprintf(w, "  — %s\n", where(best))
			fmt.Fprintf(w, "    bytes %d–%d of article %s; rule %s, probability %.2f\n", best.Start, best.End, best.Article, best.Rule, best.Probability)
			if at := elsewhere(best); at != "" {
				fmt.Fprintf(w, "    speaker named before, at %s\n", at)
			}
			if len(best.Reasons) > 0 {
				fmt.Fprintf(w, "    because of %s\n", printable(strings.Join(best.Reasons, "; ")))
			}
			for _, e := range said {
				if e.ID != best.ID {
					fmt.Fprintf(w, "    stated again of %s and %s, bytes %d and %d; rule %s, probability %.2f\n", words(e, e.SubjectSpan), words(e, e.ObjectSpan),
						e.SubjectSpan.Start, e.ObjectSpan.Start, e.Rule, e.Probability)
				}
			}
		}
	}
}

// bySentence puts together the evidence of one sentence, which may name the two
// more than once.
func bySentence(evidence []store.Said) [][]store.Said {
	var list [][]store.Said
	for _, e := range evidence { // sorted by article and sentence
		if n := len(list) - 1; n >= 0 && list[n][0].Article == e.Article && list[n][0].Start == e.Start && list[n][0].End == e.End {
			list[n] = append(list[n], e)
		} else {
			list = append(list, []store.Said{e})
		}
	}
	return list
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
