package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/schema"
)

// TestRowsFollowWhatIsSaidElsewhere adds articles that change a row of another
// article, or of an entity or statement none of whose articles they are: what the
// store has marked it with must say so.
func TestRowsFollowWhatIsSaidElsewhere(t *testing.T) {
	ctx := context.Background()
	const (
		talks   = "\nThe talks in the old town hall went on until the evening of the second day, and those who came out of them had little to say to the people who had waited."
		weather = "\nRain fell on the harbour for most of the week while the boats stayed in and the market sold what had been caught before the storm came over the islands from the west."
	)
	at := func(n int) string { return fmt.Sprintf("https://daily.example/%d", n) }
	copies := []Input{news(t, at(1), "", "One\nAll left."+talks), news(t, at(2), "", "Two\nAll stayed."+talks)}
	slices.SortFunc(copies, func(a, b Input) int { return strings.Compare(b.Article.ID, a.Article.ID) })
	var robots []Input
	for n := range 12 {
		robots = append(robots, news(t, at(10+n), "", fmt.Sprintf("News %d\n[O Quokka Robotics] grew.", n)))
	}
	for _, c := range []struct {
		name       string
		same       []string // names of one organization, says a curator
		first      []Input
		then       []Input
		table      string
		was, later string
	}{
		{
			"one text holds two others, which are one story then", nil,
			[]Input{
				news(t, at(1), "", "One\n[P Ana Costa] joined [O Lagoa Works]."+talks, "Ana Costa|WORKS_FOR|Lagoa Works"),
				news(t, at(2), "", "Two\n[P Ana Costa] joined [O Lagoa Works]."+weather, "Ana Costa|WORKS_FOR|Lagoa Works"),
			},
			[]Input{news(t, at(3), "", "Three"+talks+weather)},
			"statement", `'\x02' '\x02'`, `'\x02' '\x01'`,
		},
		{
			"the first copy gives a story its id", nil, copies[:1], copies[1:],
			"article", copies[0].Article.Title + `" "[]" "The Daily Test" "" "" "en" "[]" "` + copies[0].Article.ID, copies[0].Article.Title + `" "[]" "The Daily Test" "" "" "en" "[]" "` + copies[1].Article.ID,
		},
		{
			"what another name turns out to be tells which Georgia is meant", nil,
			[]Input{news(t, at(1), "", "One\nThe [T Atlanta Falcons] came to [L Georgia].")},
			[]Input{news(t, at(2), "", "Two\nThe [O Atlanta Falcons] won. The [O Atlanta Falcons] won again.")},
			"entity", `{\"iso3166\":\"GE\"}`, `{\"iso3166\":\"US-GA\"}`,
		},
		{
			"a short name whose company is everywhere is a name of its own",
			[]string{"Helion", "Helion Networks"},
			[]Input{
				news(t, at(1), "", "One\n[O Helion Networks] ([O Helion Networks|Helion]) met [O Quokka Robotics]."),
				news(t, at(2), "", "Two\n[O Helion] met [O Quokka Robotics]."), news(t, at(3), "", "Three\n[O Helion] left [O Quokka Robotics]."),
			},
			robots,
			"entity", `"Organization" "Helion Networks"`, `"Organization" "Helion"`,
		},
		{
			"a spelling that another place has is no country's", nil,
			[]Input{
				news(t, at(1), "", "One\n[L Chad] lies in [L Russia], said [O Lagoa Works].", "Chad|LOCATED_IN|Russia"),
				news(t, at(2), "", "Two\n[L Chad] lies in [L Russia], as [O Lagoa Works] says.", "Chad|LOCATED_IN|Russia"),
			},
			[]Input{news(t, at(3), "", "Three\n[L CHAD] lies in [L Iran], said [O Vulcan Works].", "CHAD|LOCATED_IN|Iran")},
			"entity", `{\"iso3166\":\"TD\"}`, `"Chad\",\"mentions\":2}]" '\x02' '\x02' "" "" "[]" "{}"`,
		},
	} {
		s := openNew(t)
		put(t, s, c.first...)
		if len(c.same) > 0 {
			if err := s.Decide(ctx, resolve.Decision{A: graph.NameKey(schema.Organization, c.same[0]), B: graph.NameKey(schema.Organization, c.same[1]), Same: true}); err != nil {
				t.Fatal(err)
			}
		}
		resolved(t, s)
		if got := dump(t, s, c.table); !strings.Contains(got, c.was) {
			t.Errorf("%s: at first\n%s\nwant %s", c.name, got, c.was)
		}
		put(t, s, c.then...)
		resolved(t, s)
		if got := dump(t, s, c.table); !strings.Contains(got, c.later) {
			t.Errorf("%s: then\n%s\nwant %s", c.name, got, c.later)
		}
	}
}
