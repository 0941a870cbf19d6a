package resolve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Two texts. An article that holds both is a copy of articles that hold one.
const (
	talks   = "\nThe talks in the old town hall went on until the evening of the second day, and those who came out of them had little to say to the people who had waited."
	weather = "\nRain fell on the harbour for most of the week while the boats stayed in and the market sold what had been caught before the storm came over the islands from the west."
)

// drawDependent makes articles whose rows depend on what other articles say: which
// spelling and which type a name has, whom a short name means, which story a text
// belongs to, which Georgia, Washington or article is meant. Most are about one of
// these.
func drawDependent(t *rapid.T, tb testing.TB) []Article {
	pick := func(from ...string) string { return rapid.SampledFrom(from).Draw(t, "word") }
	themes := []string{"state", "spelling", "case", "short", "person", "story", "said", "cites"}
	theme := rapid.SampledFrom(themes).Draw(t, "theme")
	list := make([]Article, rapid.IntRange(6, 24).Draw(t, "articles"))
	for n := range list {
		var line, cites string
		var facts []string
		about := theme
		if rapid.IntRange(0, 5).Draw(t, "aside") == 0 {
			about = rapid.SampledFrom(themes).Draw(t, "other theme")
		}
		switch about {
		case "state":
			kind := pick("T", "O", "E")
			line = pick(
				fmt.Sprintf("The [%s Atlanta Falcons] came to [L Georgia].", kind), fmt.Sprintf("The [%s Seattle Storm] came to [L Washington].", kind),
				strings.Repeat(fmt.Sprintf("The [%s Atlanta Falcons] and the [%s Seattle Storm] won. ", kind, kind), 3))
		case "spelling":
			name, in := pick("Chad", "Chad", "CHAD"), pick("Russia", "Iran")
			line = fmt.Sprintf("[L %s] lies in [L %s], said [O %s].", name, in, map[string]string{"Russia": "Lagoa Works", "Iran": "Vulcan Works"}[in])
			facts = append(facts, name+"|LOCATED_IN|"+in)
		case "case":
			line = fmt.Sprintf("[O %s] grew.", pick("WHO", "Who", "World Health Organization", "BT", "Bt", "BT Group", "UNAMA", "Unama"))
		case "short":
			line = pick("[O Helion Networks] ([O Helion Networks|Helion]) met [O Quokka Robotics].", "[O Helion] met [O Quokka Robotics].",
				"[O Quokka Robotics] grew.", "[O Quokka Robotics] grew.", "[O Quokka Robotics] grew.")
		case "person":
			line = strings.ReplaceAll(pick("[P Ana COSTA] was in [L Bakhmut] with [O Lagoa Works].", "[P COSTA] was in [L Bakhmut] with [O Lagoa Works].", "[P COSTA] was in [L Orrin].",
				"[P Ana B. COSTA] was in [L Orrin].", "[P Ana M. COSTA] was in [L Orrin]."), "COSTA", pick("Costa", "Prates", "Orlov"))
		case "story":
			line = pick(talks, talks, weather, weather, talks+weather)
			if line != talks+weather {
				line = "[P Ana Costa] joined [O Lagoa Works]." + line
				facts = append(facts, "Ana Costa|WORKS_FOR|Lagoa Works")
			}
		case "said":
			speaker := pick("Zelensky", "Volodymyr Zelensky", "Gaddafi", "Muammar Gaddafi", "Erdogan", "Recep Tayyip Erdogan")
			line = fmt.Sprintf("[P Ana Costa] joined [O Lagoa Works] in [L Bakhmut], says [P %s].", speaker)
			facts = append(facts, "Ana Costa|WORKS_FOR|Lagoa Works|"+pick("", "denied", "past")+"|"+pick("", "clerk")+"|"+speaker)
		case "cites":
			cites = fmt.Sprintf("News %d", rapid.IntRange(0, 5).Draw(t, "cited"))
			line = "[O Lagoa Works] grew."
		}
		x := news(tb, fmt.Sprintf("a%02d", n), pick("", "2024-01-02", "2024-01-03T10:00:00Z"), line, facts...)
		x.Article.Title = fmt.Sprintf("News %d", n)
		if cites != "" {
			x.Article.Cites = []article.Citation{{Title: cites}}
		}
		list[n] = FromExtraction(x)
	}
	return list
}

// TestEqualMarksMeanEqualRows plans selections of some articles, without each one
// of them and without all that are worded like it: whatever has the same id and
// mark in two of them has the same rows.
func TestEqualMarksMeanEqualRows(t *testing.T) {
	helion := []Decision{{A: graph.NameKey(schema.Organization, "Helion"), B: graph.NameKey(schema.Organization, "Helion Networks"), Same: true}}
	falcons := []Decision{{A: graph.NameKey(schema.Organization, "Atlanta Falcons"), B: graph.NameKey(schema.Organization, "Seattle Storm"), Same: true}}
	rapid.Check(t, func(rt *rapid.T) {
		articles := drawDependent(rt, t)
		list, texts := make([]Digest, len(articles)), make([]string, len(articles))
		for n := range articles {
			list[n] = articles[n].Digest()
			list[n].Mark, texts[n] = hash(articles[n].ID), articles[n].Text
		}
		rows := map[string]string{} // kind, id and mark → row
		plan := func(keep func(n int) bool, decisions []Decision) {
			var some []Digest
			for n := range list {
				if keep(n) {
					some = append(some, list[n])
				}
			}
			p := NewPlan(some, decisions)
			check := func(kind string, of Planned, row string) {
				key := fmt.Sprint(kind, " ", of.ID, " ", of.Mark)
				if other, ok := rows[key]; ok && other != row {
					rt.Fatalf("%s has one mark and two rows:\n%s\n%s", key, other, row)
				}
				rows[key] = row
			}
			for i, a := range p.Articles {
				n := slices.IndexFunc(articles, func(b Article) bool { return b.ID == a.ID })
				check("article", a, fmt.Sprintf("%+v %+v %+v %+v", p.Article(i), p.Mentions(i, &articles[n]), p.Evidence(i, &articles[n]), p.Citations(i)))
			}
			for n, e := range p.Entities {
				check("entity", e, fmt.Sprintf("%+v", p.Entity(n)))
			}
			for n, s := range p.Statements {
				check("statement", s, fmt.Sprintf("%+v", p.Statement(n)))
			}
		}
		for range 3 {
			decisions := rapid.SampledFrom([][]Decision{nil, helion, falcons}).Draw(rt, "decisions")
			out := rapid.SliceOfN(rapid.IntRange(0, len(list)-1), 0, len(list)/2).Draw(rt, "left out")
			in := func(n int) bool { return !slices.Contains(out, n) }
			plan(in, decisions)
			for one := range list {
				plan(func(n int) bool { return in(n) && n != one }, decisions)
				plan(func(n int) bool { return in(n) && texts[n] != texts[one] }, decisions)
			}
		}
	})
}
