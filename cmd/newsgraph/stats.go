package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

// statistics is what the command stats tells of a store.
type statistics struct {
	graph.Meta
	store.Summary
	Publishers []store.Publisher `json:"publishers"` // those with most articles
	Months     []store.Month     `json:"articles_by_month"`
}

func newStats() *cobra.Command {
	var path string
	var asJSON bool
	c := &cobra.Command{
		Use:   "stats [STORE]",
		Short: "Count what a store holds",
		Long: `Count what a store holds: articles by month and publisher, entities by type,
statements by relation and by how they hold.`,
		Example: "  newsgraph stats news.db\n  newsgraph stats news.db --json",
		RunE: func(c *cobra.Command, _ []string) error {
			return reading(path, func(st *store.Store) error {
				s, err := readStatistics(c.Context(), st)
				if err != nil {
					return err
				}
				if asJSON {
					return message(c.OutOrStdout(), "summary", s)
				}
				s.write(c.OutOrStdout(), path)
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write one JSON line, a summary")
	storeOnly(c, &path)
	return c
}

// publishersShown is how many outlets stats lists.
const publishersShown = 15

func readStatistics(ctx context.Context, st *store.Store) (s statistics, err error) {
	err = st.View(ctx, func(now *store.Store) error {
		if s.Meta, err = now.Meta(ctx); err != nil {
			return err
		}
		if s.Summary, err = now.Summary(ctx, 10, 0); err != nil {
			return err
		}
		if s.Publishers, err = now.Publishers(ctx, publishersShown); err != nil {
			return err
		}
		s.Months, err = now.ArticleMonths(ctx)
		return err
	})
	return s, err
}

func (s statistics) write(w io.Writer, path string) {
	p := paintFor(w)
	fmt.Fprintf(w, "%s  store %s, revision %d, schema version %d\n\n", p.bold(path), s.StoreID, s.Revision, s.SchemaVersion)
	t := newTable(w)
	for _, n := range []struct {
		what string
		n    int
	}{
		{"Articles", s.Articles},
		{"Stories (reprints count once)", s.Stories},
		{"Citations", s.Citations},
		{"Entities", s.Entities},
		{"Mentions of them", s.Mentions},
		{"Statements", s.Statements},
		{"Sentences as evidence", s.Evidence},
	} {
		t.AppendRow([]any{n.what, thousands(n.n)})
	}
	t.Render()
	if s.Entities > 0 {
		fmt.Fprintln(w)
		countsTable(w, s.Summary, len(s.ByRelation))
	}
	if len(s.Months) > 0 {
		fmt.Fprintln(w, p.bold("\nArticles over time"))
		writeBars(w, s.Months)
	}
	if len(s.Publishers) > 0 {
		fmt.Fprintln(w, p.bold("\nPublishers"))
		t := newTable(w)
		for _, o := range s.Publishers {
			name := printable(o.Name)
			if name == "" {
				name = "(none named)"
			}
			t.AppendRow([]any{"  " + name, plural(o.Articles, "article"), seenIn(o.First, o.Last)})
		}
		t.Render()
	}
}

// mostMonths is above how many months the bars are of years.
const mostMonths = 24

// writeBars draws counts by month, or by year when there are many months.
func writeBars(w io.Writer, months []store.Month) {
	var list []store.Month
	for _, m := range months {
		if len(months) > mostMonths {
			m.Month = m.Month[:min(len(m.Month), 4)]
		}
		if n := len(list); n > 0 && list[n-1].Month == m.Month {
			list[n-1].Count += m.Count
		} else {
			list = append(list, m)
		}
	}
	most := 1
	for _, m := range list {
		most = max(most, m.Count)
	}
	t := newTable(w)
	for _, m := range list {
		t.AppendRow([]any{"  " + m.Month, thousands(m.Count), strings.Repeat("█", max(1, m.Count*40/most))})
	}
	t.Render()
}
