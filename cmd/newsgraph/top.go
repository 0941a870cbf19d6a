package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// topList is a list that the command top writes.
type topList struct {
	name, says string
	write      func(ctx context.Context, w io.Writer, st *store.Store, o topOptions) error
}

// topOptions are the flags of top.
type topOptions struct {
	most, days int
	until      string
	typ        schema.EntityType
	asJSON     bool
}

func topLists() []topList {
	return []topList{
		{"entities", "in most articles", topEntities},
		{"relations", "stated most often, by how they hold", topRelations},
		{"rising", "entities that more stories name than before", topRising},
		{"corroborated", "facts that most independent stories state", topCorroborated},
		{"denied", "what is denied, and how many stories state the same", topDenied},
	}
}

func newTop() *cobra.Command {
	var path, typ string
	var o topOptions
	var names, long []string
	for _, l := range topLists() {
		names = append(names, l.name)
		long = append(long, fmt.Sprintf("  %-14s%s", l.name, l.says))
	}
	c := &cobra.Command{
		Use:   "top [STORE] [" + strings.Join(names, "|") + "]",
		Short: "List what leads: entities, relations, rising names, corroborated and denied facts",
		Long: `List what leads in a store:

` + strings.Join(long, "\n") + `

Rising compares the stories of the last --days days with all before: an entity
named in n of them where its share of earlier ones lets e expect scores
(n − e) / √(e + 1). Reprints count once.`,
		Example: "  newsgraph top\n  newsgraph top rising --days 7 --type person\n  newsgraph top denied --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			want := names[0]
			if len(args) == 1 {
				want = args[0]
			}
			if err := checkMost(o.most); err != nil {
				return err
			}
			if o.days < 1 {
				return usagef("--days is %d: want how many, 1 or more", o.days)
			}
			if err := checkDay("until", o.until); err != nil {
				return err
			}
			var err error
			if o.typ, err = entityType(typ); err != nil {
				return err
			}
			for _, l := range topLists() {
				if l.name == want {
					return reading(path, func(st *store.Store) error { return l.write(c.Context(), c.OutOrStdout(), st, o) })
				}
			}
			return usagef("top: %q is no list: want one of %s", want, strings.Join(names, ", "))
		},
		ValidArgsFunction: cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp),
	}
	storeFirst(c, &path)
	typeFlag(c, &typ)
	f := c.Flags()
	f.IntVar(&o.most, "most", 20, "how many lines at most")
	f.IntVar(&o.days, "days", 30, "rising: how many days are compared with all before")
	f.StringVar(&o.until, "until", "", "rising: the last of these days, YYYY-MM-DD (default that of the latest article)")
	f.BoolVar(&o.asJSON, "json", false, "write JSON lines: each entry, a summary")
	return c
}

// counted are the headers of columns of numbers.
var counted = []any{
	"articles", "mentions", "statements", "stories", "expected", "score",
	string(schema.Asserted), string(schema.Past), string(schema.Planned), string(schema.Alleged), string(schema.Denied),
}

// entries writes a list as a table or as JSON lines.
func entries[T any](w io.Writer, asJSON bool, kind string, list []T, none string, header []any, row func(paint, T) []any) error {
	if asJSON {
		for _, e := range list {
			if err := message(w, kind, e); err != nil {
				return err
			}
		}
		return message(w, "summary", map[string]int{"entries": len(list)})
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, none)
		return err
	}
	p := paintFor(w)
	t := newTable(w, header...)
	for _, e := range list {
		t.AppendRow(row(p, e))
	}
	var numbers []table.ColumnConfig
	for i, name := range header {
		if slices.Contains(counted, name) {
			numbers = append(numbers, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	t.SetColumnConfigs(numbers)
	t.Render()
	return nil
}

func topEntities(ctx context.Context, w io.Writer, st *store.Store, o topOptions) error {
	found, err := st.EntitiesOf(ctx, o.typ, 0, o.most)
	if err != nil {
		return err
	}
	return entries(w, o.asJSON, "entity", found, "There is no entity.", []any{"", "", "articles", "mentions", "seen"}, func(p paint, e store.EntityCount) []any {
		return []any{p.bold(printable(e.Name)), string(e.Type), thousands(e.Articles), thousands(e.Mentions), seenIn(e.FirstSeen, e.LastSeen)}
	})
}

func topRelations(ctx context.Context, w io.Writer, st *store.Store, o topOptions) error {
	found, err := st.RelationCounts(ctx)
	if err != nil {
		return err
	}
	header := []any{"", "statements"}
	modalities := schema.Default().Modalities
	for _, m := range modalities {
		header = append(header, string(m.Type))
	}
	return entries(w, o.asJSON, "relation", found[:min(len(found), o.most)], "There is no statement.", header, func(p paint, c store.RelationCount) []any {
		row := []any{p.relation(c.Type), thousands(c.Count)}
		for _, m := range modalities {
			n := ""
			if k := c.Modalities[m.Type]; k > 0 {
				n = p.modality(m.Type, thousands(k))
			}
			row = append(row, n)
		}
		return row
	})
}

func topRising(ctx context.Context, w io.Writer, st *store.Store, o topOptions) error {
	limit := o.most
	if o.typ != "" {
		limit = 1_000_000 // they are sorted out here
	}
	all, span, err := st.Rising(ctx, store.RisingOptions{Until: o.until, Days: o.days, Limit: limit})
	if err != nil {
		return err
	}
	found := all[:0]
	for _, e := range all {
		if (o.typ == "" || e.Type == o.typ) && len(found) < o.most {
			found = append(found, e)
		}
	}
	if !o.asJSON && span.Until == "" && span.Others > 0 {
		_, err := fmt.Fprintf(w, "No article in this store has a date (%s without): who rises cannot be told.\nGive articles their dates (\"published\" in JSON Lines; see `newsgraph build --help`).\n", plural(span.Others, "article"))
		return err
	}
	if !o.asJSON && span.Until != "" {
		fmt.Fprintf(w, "%s, %s to %s, beside %s before", plural(span.Recent, "story"), span.Since, span.Until, thousands(span.Before))
		if span.Others > 0 {
			fmt.Fprintf(w, "; %s without a day left out", plural(span.Others, "article"))
		}
		fmt.Fprint(w, "\n\n")
	}
	return entries(w, o.asJSON, "entity", found, "Nobody is named more than before.", []any{"", "", "stories", "expected", "score"}, func(p paint, e store.Rising) []any {
		return []any{p.bold(printable(e.Name)), string(e.Type), thousands(e.Recent), fmt.Sprintf("%.1f", e.Expected), fmt.Sprintf("%.1f", e.Score)}
	})
}

func topCorroborated(ctx context.Context, w io.Writer, st *store.Store, o topOptions) error {
	found, err := st.Corroborated(ctx, o.most)
	if err != nil {
		return err
	}
	return entries(w, o.asJSON, "fact", found, "There is no fact.", nil, factRow)
}

func topDenied(ctx context.Context, w io.Writer, st *store.Store, o topOptions) error {
	found, err := st.Denied(ctx, o.most)
	if err != nil {
		return err
	}
	return entries(w, o.asJSON, "fact", found, "Nothing is denied.", []any{"", "", "", "", "denied by", "stated by", "last said"}, func(p paint, c store.Contested) []any {
		stated := plural(c.Stated, "story")
		if c.Stated == 0 {
			stated = ""
		}
		return []any{
			printable(c.SubjectEnd.Name), p.relation(c.Type), printable(object(c.Fact)), strings.Join(details(c.Statement), ", "),
			p.modality(c.Modality, plural(c.Stories, "story")), stated, day(c.LastSaid),
		}
	})
}
