package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/diff"
	"github.com/newsgraph/newsgraph/graph/store"
)

func newDiff() *cobra.Command {
	var asJSON bool
	var most int
	c := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what the facts of two stores differ in",
		Long: `Say what the facts of two stores differ in, as of a copy of yesterday and the store
of today:

  contradicted  new or confirmed, and the opposite of what is stated or denied
  new           nobody said so before
  confirmed     more independent stories say so
  moved         the same sentences, now of other entities
  weakened      fewer stories say so than before
  gone          nobody says so any more

Facts are the same when they say the same of the same entities, whatever the ids:
an entity that another took in is found there.`,
		Example: "  cp news.db yesterday.db; newsgraph build today/ -o news.db; newsgraph diff yesterday.db news.db",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkMost(most); err != nil {
				return err
			}
			before, err := snapshotOf(c.Context(), args[0])
			if err != nil {
				return err
			}
			return reading(args[1], func(st *store.Store) error {
				return st.View(c.Context(), func(now *store.Store) error {
					after, err := diff.Take(c.Context(), now)
					if err != nil {
						return err
					}
					d := differences{diff.Compare(before, after)}
					if asJSON {
						return d.json(c.Context(), c.OutOrStdout(), now)
					}
					return d.text(c.Context(), c.OutOrStdout(), now, most)
				})
			})
		},
		ValidArgsFunction: completeStores,
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: each change with its best sentence, a summary")
	c.Flags().IntVar(&most, "most", 20, "how many changes of a kind to list")
	return c
}

func snapshotOf(ctx context.Context, path string) (snap *diff.Snapshot, err error) {
	err = reading(path, func(st *store.Store) error {
		snap, err = takeSnapshot(ctx, st)
		return err
	})
	return snap, err
}

// differences are changes on their way out.
type differences struct{ diff.Changes }

// changeLine is a change as JSON.
type changeLine struct {
	diff.Change
	Said *store.Said `json:"said,omitempty"` // the best sentence of what is not gone
}

func (d differences) json(ctx context.Context, w io.Writer, now *store.Store) error {
	told, err := bestSentences(ctx, now, d.List)
	if err != nil {
		return err
	}
	for _, one := range d.List {
		line := changeLine{Change: one}
		if best := told[one.Fact.ID].Best; one.Kind != diff.Gone && len(best) > 0 {
			line.Said = &best[0]
		}
		if err := message(w, "change", line); err != nil {
			return err
		}
	}
	return message(w, "summary", d.counts())
}

// counts are how many changes of each kind there are.
func (d differences) counts() map[string]int {
	counts := map[string]int{
		"articles_new": d.ArticlesNew, "articles_gone": d.ArticlesGone, "entities_new": d.EntitiesNew, "entities_gone": d.EntitiesGone,
	}
	for _, k := range diff.Kinds() {
		counts[string(k)] = len(d.Of(k))
	}
	return counts
}

func bestSentences(ctx context.Context, now *store.Store, list []diff.Change) (map[string]store.Told, error) {
	ids := make([]string, len(list))
	for i, one := range list {
		ids[i] = one.Fact.ID
	}
	return now.Told(ctx, ids, 1)
}

func (d differences) text(ctx context.Context, w io.Writer, now *store.Store, most int) error {
	fmt.Fprintf(w, "Articles: %s new, %s gone. Entities: %s new, %s gone.\n",
		thousands(d.ArticlesNew), thousands(d.ArticlesGone), thousands(d.EntitiesNew), thousands(d.EntitiesGone))
	if len(d.List) == 0 {
		_, err := fmt.Fprintln(w, "The facts are the same.")
		return err
	}
	mark := markerFor(w)
	for _, k := range diff.Kinds() {
		list := d.Of(k)
		if len(list) == 0 {
			continue
		}
		shown := list[:min(len(list), most)]
		told, err := bestSentences(ctx, now, shown)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n%s (%s)\n", mark.bold(strings.ToUpper(string(k[:1]))+string(k[1:])), thousands(len(list)))
		for _, one := range shown {
			fmt.Fprintf(w, "  %s\n", changeText(mark.paint, one))
			if best := told[one.Fact.ID].Best; k != diff.Gone && len(best) > 0 {
				fmt.Fprintf(w, "    %s\n    — %s\n", mark.sentence(best[0]), where(best[0]))
			}
		}
		if more := len(list) - len(shown); more > 0 {
			fmt.Fprintf(w, "  and %s more; --most %d lists them all\n", thousands(more), len(list))
		}
	}
	return nil
}

// changeText is a change in a line: what is said, by how many, against what.
func changeText(p paint, one diff.Change) string {
	f := one.Fact
	s := factText(p, f)
	switch one.Kind {
	case diff.Confirmed, diff.Weakened:
		s += fmt.Sprintf(" — %s, %d before", plural(f.Stories, "story"), one.Before)
	default:
		s += " — " + plural(f.Stories, "story")
	}
	if o := one.Other; o != nil {
		if one.Kind == diff.Moved {
			s += fmt.Sprintf("; was read as %s", factText(p, *o))
		} else {
			s += fmt.Sprintf("; but %s — %s", factText(p, *o), plural(o.Stories, "story"))
		}
	}
	return s
}

// factText is a fact in a few words: A RELATION B (planned, 4.6 billion USD).
func factText(p paint, f diff.Fact) string {
	object := f.ObjectName
	if f.Object == "" {
		object = f.Value
	}
	s := fmt.Sprintf("%s %s %s", p.bold(printable(f.SubjectName)), p.relation(f.Type), p.bold(printable(object)))
	if how := held(p, f.Statement); len(how) > 0 {
		s += " (" + strings.Join(how, ", ") + ")"
	}
	return s
}
