package export

import (
	"fmt"
	"strings"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// hostile is text with all that a format may trip over: separators, quotes,
// line breaks, control characters, marks of writing direction, other scripts.
const hostile = "a,b;c \"d\" 'e' \\u0041 \\ <f> &amp; ]]> `g` $h {i}\nj\r\nk\tl\x00\x01\x1b\x7f \u202etxet\u2066 \U0001F600 漢 é ﷺ \uFFFE"

// news is the test graph: two outlets on a chip maker, every modality, a dated
// fact, dates of every precision, texts that are hard to write down.
//
//	Vela Partners ─INVESTED_IN→ Corvid Chips ←CEO_OF─ Ada Lindqvist
//	Helion Motors ─ACQUIRED (planned)→ Corvid Chips
//	Ada Lindqvist ─SPOKESPERSON_FOR (past)→ Helion Motors
//	Norland ─SANCTIONED (alleged, denied)→ Corvid Chips
func news() *graph.Graph {
	g := &graph.Graph{}
	for _, a := range []article.Article{
		{
			ID: "a1", Title: "Vela Partners backs Corvid Chips", URL: "https://example.org/vela?a=1&b=2", Publisher: "Harbour Post",
			Authors: []string{"Mina Okafor"}, Published: "2021-03-02T08:30:00Z", Language: "en", Text: "…",
		},
		{ID: "a2", Title: hostile, Publisher: "Inland Gazette", Published: "2021-03-03", Language: "en", Text: "…"},
		{ID: "a3", Publisher: "harbour post", Authors: []string{"Ada Lindqvist", "Mina Okafor"}, Published: "2021-04", Text: "…"},
		{ID: "a4", Title: "Nothing in it", Published: "early spring", Text: "…"},
	} {
		g.Articles = append(g.Articles, graph.Article{Story: a.ID, Article: a})
	}
	named := func(name string) []graph.Alias { return []graph.Alias{{Name: name, Mentions: 1}} }
	g.Entities = []graph.Entity{
		{
			ID: "e1", Type: schema.Organization, Name: "Vela Partners", Mentions: 3, Articles: 2, FirstSeen: "2021-03-02T08:30:00Z", LastSeen: "2021-03-03",
			Aliases: []graph.Alias{{Name: "Vela Partners", Mentions: 2}, {Name: "Vela; \"the\" fund", Mentions: 1}},
		},
		{
			ID: "e2", Type: schema.Organization, Name: "Corvid Chips Ltd", Mentions: 4, Articles: 3, FirstSeen: "2021-03-02", LastSeen: "2021-04",
			Aliases: []graph.Alias{{Name: "Corvid Chips", Mentions: 3}, {Name: "Corvid", Mentions: 1}}, FormerIDs: []string{"e9"},
			Identifiers: map[string]string{"wikidata": "Q1", "name": "clash", "a scheme": "x"},
		},
		{ID: "e3", Type: schema.Person, Name: "Ada Lindqvist", Mentions: 2, Articles: 2, Aliases: named("Ada Lindqvist")},
		{ID: "e4", Type: schema.Organization, Name: "Helion Motors", Mentions: 1, Articles: 1, Aliases: named("Helion Motors")},
		{ID: "e5", Type: schema.Place, Name: "Norway", Mentions: 1, Articles: 1, Aliases: named("Norway"), Identifiers: map[string]string{"iso3166": "NO"}},
		{ID: "e6", Type: schema.Product, Name: hostile, Mentions: 1, Articles: 1, Aliases: append(named(hostile), named("")...)},
		{ID: "e7", Type: schema.Group, Name: "", Mentions: 0, Articles: 0},
		{ID: "e8", Type: schema.Person, Name: "Bo Long", Mentions: 1, Articles: 1},
		{ID: "e9a", Type: schema.Event, Name: "Chip Summit", Mentions: 1, Articles: 1, Aliases: named("Chip Summit")},
		{ID: "e9b", Type: schema.Law, Name: "Chip Act", Mentions: 1, Articles: 1, Aliases: named("Chip Act")},
		{ID: "e9c", Type: schema.Work, Name: "Chips: A History", Mentions: 1, Articles: 1, Aliases: named("Chips: A History")},
	}
	say := func(id string, t schema.RelationType, subject, object string, m schema.Modality, articles ...string) *graph.Statement {
		g.Statements = append(g.Statements, graph.Statement{
			ID: id, Type: t, Subject: subject, Object: object, Modality: m, Confidence: 0.9,
			Support: len(articles), Stories: 1, FirstSaid: "2021-03-02", LastSaid: "2021-04-01",
		})
		for i, a := range articles {
			sentence := "A sentence of " + a + " for " + id + "."
			switch id {
			case "s5":
				sentence = hostile
			case "s9":
				sentence = strings.Repeat("A long sentence. ", 200_000)
			}
			g.Evidence = append(g.Evidence, graph.Evidence{
				ID: "v" + id + a, Statement: id, Article: a, Span: text.Span{Start: 10 * i, End: 10*i + 9},
				SubjectSpan: text.Span{Start: 10 * i, End: 10*i + 2}, ObjectSpan: text.Span{Start: 10*i + 5, End: 10*i + 9},
				Rule: "test", Probability: 1e-7, Sentence: sentence,
			})
		}
		return &g.Statements[len(g.Statements)-1]
	}
	say("s1", schema.InvestedIn, "e1", "e2", schema.Asserted, "a1", "a2").Amount = "40000000 USD"
	say("s2", schema.CEOOf, "e3", "e2", schema.Asserted, "a1").Role = "chief executive"
	planned := say("s3", schema.Acquired, "e4", "e2", schema.Planned, "a3")
	planned.Speakers, planned.ValidFrom, planned.ValidTo = []string{"e3", "e6"}, "2022", "2023-02"
	say("s4", schema.SpokespersonFor, "e3", "e4", schema.Past, "a3").Role = hostile
	say("s5", schema.Sanctioned, "e5", "e2", schema.Alleged, "a3")
	say("s6", schema.Sanctioned, "e5", "e2", schema.Denied, "a3").Speakers = []string{"e5"}
	say("s7", schema.FoundedOn, "e2", "", schema.Asserted, "a1").Value = "1998"
	say("s8", schema.BornOn, "e3", "", schema.Asserted, "a1").Value = "1961-05-17"
	say("s9", schema.WorksFor, "e8", "e4", schema.Asserted, "a2")
	sa := say("sa", schema.Produces, "e2", "e6", schema.Asserted, "a2")
	sa.FirstSaid, sa.LastSaid = "", ""
	say("sb", schema.LocatedIn, "e9a", "e5", schema.Asserted, "a2")
	for a, entities := range map[string][]string{
		"a1": {"e1", "e2", "e3", "e2"}, "a2": {"e1", "e2", "e1", "e6", "e8", "e9a", "e9b", "e9c"}, "a3": {"e2", "e3", "e4", "e5"},
	} {
		for i, e := range entities {
			m := graph.Mention{
				Article: a, Entity: e, Span: text.Span{Start: 20 * i, End: 20*i + 5}, Kind: names.Name, Form: fmt.Sprint("form ", i), Probability: 1,
			}
			switch e {
			case "e5":
				m.Kind, m.Form = names.Pronoun, "it" // an empty list of forms
			case "e6":
				m.Form = hostile
			}
			g.Mentions = append(g.Mentions, m)
		}
	}
	g.Citations = []graph.Citation{
		{Article: "a3", Cited: "a1", Citation: article.Citation{Title: "Vela Partners backs Corvid Chips"}},
		{Article: "a3", Cited: "c1", Citation: article.Citation{Title: "What Helion wants", Publisher: "Wire Daily", Published: "2021-02-01"}},
	}
	graph.Sort(g)
	return g
}

func reader(g *graph.Graph) graph.Reader {
	return graph.InMemory{Graph: g, Head: graph.Meta{StoreID: "store-1", Revision: 7, SchemaVersion: 1}}
}
