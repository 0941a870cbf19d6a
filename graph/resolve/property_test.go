package resolve

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// drawArticles makes articles of few names, so that all kinds of matches,
// near-matches and clashes occur.
func drawArticles(t *rapid.T, tb testing.TB) []extract.Extraction {
	people := []string{"Ana Costa", "Ana M. Costa", "Ana Maria Costa", "Ana B. Costa", "Costa", "Rui Costa", "Rui de Sousa", "de Sousa", "Ana", "Bill Costa", "William Costa", "Ana Coste", "Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy"}
	bodies := []string{
		"Helion Networks", "Helion", "Helion Networks Ltd.", "HN", "Foreign Ministry", "Ministry of Justice", "Iranian Foreign Ministry",
		"U.S. government", "government", "International Lemon Fund", "ILF", "U.S.",
		"IAEA", "International Atomic Energy Agency", "International Apple Eaters Association", "Iranian military", "Knesset", "Israeli parliament",
	}
	places := []string{"Georgia", "U.S.", "United States", "Russia", "Atlanta", "Alabama", "Iran", "Tehran", "Kiev", "Kyiv", "Washington", "Washington, D.C.", "Seattle", "Mt. Orrin", "Mount Orrin"}
	facts := []string{
		"P|WORKS_FOR|O|asserted|minister", "P|WORKS_FOR|O|asserted|striker", "P|WORKS_FOR|O|denied", "P|LEADS|O|past", "P|BORN_IN|L", "P|born_on|1950-01-02",
		"P|born_on|1970", "O|PARTNERED_WITH|Q", "O|ACQUIRED|Q|planned", "O|HEADQUARTERED_IN|L", "L|LOCATED_IN|M",
	}
	var list []extract.Extraction
	for i := range rapid.IntRange(1, 12).Draw(t, "articles") {
		pick := func(from []string) string { return rapid.SampledFrom(from).Draw(t, "name") }
		name := map[string]string{"P": pick(people), "O": pick(bodies), "Q": pick(bodies), "L": pick(places), "M": pick(places)}
		typ := map[string]string{"P": "P", "O": "O", "Q": rapid.SampledFrom([]string{"O", "O", "T"}).Draw(t, "type"), "L": "L", "M": "L"}
		var b strings.Builder
		fmt.Fprintf(&b, "%s", rapid.SampledFrom([]string{"", "minister ", "striker ", "singer "}).Draw(t, "field"))
		for _, k := range []string{"P", "O", "Q", "L", "M"} {
			fmt.Fprintf(&b, "[%s %s] and ", typ[k], name[k])
		}
		if rapid.Bool().Draw(t, "another name") {
			fmt.Fprintf(&b, "[P %s|%s] or [O %s|%s] and ", name["P"], pick(people), name["O"], pick(bodies))
		}
		b.WriteString("others went to a place that is not named here and came back in the evening of the same day without a word of what they had seen.")
		var said []string
		for range rapid.IntRange(0, 3).Draw(t, "facts") {
			f := strings.Split(rapid.SampledFrom(facts).Draw(t, "fact"), "|")
			f[0] = name[f[0]]
			if n, ok := name[f[2]]; ok {
				f[2] = n
			}
			said = append(said, strings.Join(f, "|"))
		}
		date := rapid.SampledFrom([]string{"", "2024-01-02", "2024-01-03T10:00:00Z"}).Draw(t, "date")
		x := news(tb, fmt.Sprintf("a%02d", i), date, b.String(), said...)
		list = append(list, x)
	}
	return list
}

// drawDecisions decides on what is an entity, a name of one or its mentions in an
// article.
func drawDecisions(t *rapid.T, g graph.Graph) (list []Decision) {
	for n := range rapid.IntRange(0, 4).Draw(t, "decisions") {
		a, b := rapid.SampledFrom(g.Entities).Draw(t, "entity"), rapid.SampledFrom(g.Entities).Draw(t, "other")
		d := Decision{A: a.ID, B: b.ID, Same: rapid.Bool().Draw(t, "same"), When: fmt.Sprintf("2024-01-0%dT00:00:00Z", rapid.IntRange(1, 3).Draw(t, "day")), Who: fmt.Sprint(n)}
		alias := rapid.SampledFrom(a.Aliases).Draw(t, "alias").Name
		switch rapid.SampledFrom([]string{"entities", "name", "name", "key", "article"}).Draw(t, "about") {
		case "name":
			d.Same, d.B = false, NameOf(a.ID, graph.NameKey(a.Type, alias))
		case "key":
			d.A = graph.NameKey(a.Type, alias)
		case "article":
			d.Same, d.B = false, In(a.ID, rapid.SampledFrom(g.Articles).Draw(t, "article").ID)
		}
		list = append(list, d)
	}
	return list
}

// drawDecided makes articles, and decisions on what they are resolved to.
func drawDecided(t *rapid.T, tb *testing.T) ([]extract.Extraction, []Decision) {
	list := drawArticles(t, tb)
	return list, drawDecisions(t, resolved(tb, list...))
}

func TestANameThatIsTakenOutIsGone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list := drawArticles(rt, t)
		g := resolved(t, list...)
		e := rapid.SampledFrom(g.Entities).Draw(rt, "entity")
		key := graph.NameKey(e.Type, rapid.SampledFrom(e.Aliases).Draw(rt, "alias").Name)
		keys := map[string]bool{graph.NameKey(e.Type, e.Name): true}
		for _, a := range e.Aliases {
			keys[graph.NameKey(e.Type, a.Name)] = true
		}
		own := map[string]string{} // spans of other names of the entity → its name
		for _, m := range g.Mentions {
			if m.Entity == e.ID && graph.NameKey(e.Type, m.Form) != key && m.Kind == names.Name && !isAcronym(m.Form) {
				own[fmt.Sprint(m.Article, m.Span)] = m.Form
			}
		}
		decided := resolvedWith(t, []Decision{{A: e.ID, B: NameOf(e.ID, key)}}, list...)
		for _, m := range decided.Mentions {
			if graph.NameKey(m.Type, m.Form) != key {
				continue
			}
			for _, o := range decided.Mentions {
				if other := own[fmt.Sprint(o.Article, o.Span)]; o.Entity == m.Entity && other != "" && !strings.Contains(m.Form, other) && len(keys) > 1 {
					rt.Fatalf("%q and %q are one still", m.Form, other)
				}
			}
		}
	})
}

func TestTheOrderOfArticlesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list, decisions := drawDecided(rt, t)
		want := asJSON(t, resolvedWith(t, decisions, list...))
		shuffled := rapid.Permutation(list).Draw(rt, "order")
		again := rapid.SampledFrom(list).Draw(rt, "twice")
		if got := asJSON(t, resolvedWith(t, rapid.Permutation(decisions).Draw(rt, "order of decisions"), append(shuffled, again)...)); got != want {
			rt.Fatalf("in another order, one twice:\n%s\nwant\n%s", got, want)
		}
	})
}

func TestTheGraphHoldsTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list, decisions := drawDecided(rt, t)
		g := resolvedWith(t, decisions, list...)
		texts, entities, statements := map[string]string{}, map[string]graph.Entity{}, map[string]graph.Statement{}
		for _, a := range g.Articles {
			texts[a.ID] = a.Text
		}
		mentions, evidence := map[string]int{}, map[string]map[string]bool{}
		for _, e := range g.Entities {
			if _, twice := entities[e.ID]; twice {
				rt.Fatalf("two entities have the id %s", e.ID)
			}
			entities[e.ID] = e
		}
		for _, e := range g.Entities {
			for _, f := range e.FormerIDs {
				if _, ok := entities[f]; ok {
					rt.Fatalf("the former id %s of %s is an entity's", f, e.Name)
				}
			}
		}
		for _, m := range g.Mentions {
			if m.In(texts[m.Article]) != m.Form || m.Type != entities[m.Entity].Type {
				rt.Fatalf("mention %+v of %+v", m, entities[m.Entity])
			}
			mentions[m.Entity]++
		}
		for _, e := range g.Entities {
			if mentions[e.ID] != e.Mentions {
				rt.Fatalf("%s has %d mentions and says %d", e.Name, mentions[e.ID], e.Mentions)
			}
		}
		for _, s := range g.Statements {
			if _, twice := statements[s.ID]; twice {
				rt.Fatalf("two statements have the id %s", s.ID)
			}
			statements[s.ID] = s
			def, _ := schema.Default().Relation(s.Type)
			if s.Subject == s.Object || !def.Allows(entities[s.Subject].Type, entities[s.Object].Type) || def.Symmetric && s.Object < s.Subject {
				rt.Fatalf("statement %+v", s)
			}
			if s.Confidence <= 0 || s.Confidence > 1 || s.Stories > s.Support {
				rt.Fatalf("statement %+v", s)
			}
		}
		for _, v := range g.Evidence {
			s, ok := statements[v.Statement]
			if !ok || v.In(texts[v.Article]) != v.Sentence {
				rt.Fatalf("evidence %+v", v)
			}
			if evidence[s.ID] == nil {
				evidence[s.ID] = map[string]bool{}
			}
			evidence[s.ID][v.Article] = true
		}
		for id, s := range statements {
			if len(evidence[id]) != s.Support {
				rt.Fatalf("%d articles say %+v", len(evidence[id]), s)
			}
		}
	})
}
