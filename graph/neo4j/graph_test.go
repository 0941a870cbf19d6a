package neo4j

import (
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// The test graph: two outlets on a takeover of a chip maker, one reprint, a
// plan, an allegation, a denial, a dated fact, a citation.
//
//	Vela Partners ─INVESTED_IN→ Corvid Chips ←CEO_OF─ Ada Lindqvist
//	Helion Motors ─ACQUIRED (planned)→ Corvid Chips
//	Ada Lindqvist ─SPOKESPERSON_FOR (past)→ Helion Motors
//	Norland ─SANCTIONED (alleged, denied)→ Corvid Chips
func news() *graph.Graph {
	g := &graph.Graph{
		Articles: []graph.Article{
			{Story: "a1", Article: article.Article{
				ID: "a1", Title: "Vela Partners backs Corvid Chips", URL: "https://example.org/vela", Publisher: "Harbour Post",
				Authors: []string{"Mina Okafor"}, Published: "2021-03-02T08:30:00Z", Language: "en", Text: "…",
			}},
			{Story: "a1", Article: article.Article{
				ID: "a2", Title: "Vela backs chip maker", Publisher: "Inland Gazette", Published: "2021-03-03", Language: "en", Text: "…",
			}},
			{Story: "a3", Article: article.Article{
				ID: "a3", Title: "Helion Motors plans a bid for Corvid", Publisher: "harbour post", Authors: []string{"Ada Lindqvist", "Mina Okafor"},
				Published: "2021-04", Text: "…",
			}},
		},
		Entities: []graph.Entity{
			{
				ID: "e1", Type: schema.Organization, Name: "Vela Partners", Mentions: 3, Articles: 2, FirstSeen: "2021-03-02", LastSeen: "2021-03-03",
				Aliases: []graph.Alias{{Name: "Vela Partners", Mentions: 2}, {Name: "Vela", Mentions: 1}},
			},
			{
				ID: "e2", Type: schema.Organization, Name: "Corvid Chips", Mentions: 4, Articles: 3, FirstSeen: "2021-03-02", LastSeen: "2021-04-01",
				Aliases: []graph.Alias{{Name: "Corvid Chips", Mentions: 3}, {Name: "Corvid", Mentions: 1}}, FormerIDs: []string{"e9"},
				Identifiers: map[string]string{"wikidata": "Q1"},
			},
			{
				ID: "e3", Type: schema.Person, Name: "Ada Lindqvist", Mentions: 2, Articles: 2,
				Aliases: []graph.Alias{{Name: "Ada Lindqvist", Mentions: 2}},
			},
			{ID: "e4", Type: schema.Organization, Name: "Helion Motors", Mentions: 1, Articles: 1, Aliases: []graph.Alias{{Name: "Helion Motors", Mentions: 1}}},
			{ID: "e5", Type: schema.Place, Name: "Norland", Mentions: 1, Articles: 1, Aliases: []graph.Alias{{Name: "Norland", Mentions: 1}}},
		},
	}
	say := func(id string, t schema.RelationType, subject, object string, m schema.Modality, articles ...string) *graph.Statement {
		g.Statements = append(g.Statements, graph.Statement{
			ID: id, Type: t, Subject: subject, Object: object, Modality: m, Confidence: 0.9,
			Support: len(articles), Stories: 1, FirstSaid: "2021-03-02", LastSaid: "2021-04-01",
		})
		for i, a := range articles {
			g.Evidence = append(g.Evidence, graph.Evidence{
				ID: "v" + id + a, Statement: id, Article: a, Span: text.Span{Start: 10 * i, End: 10*i + 9},
				SubjectSpan: text.Span{Start: 10 * i, End: 10*i + 2}, ObjectSpan: text.Span{Start: 10*i + 5, End: 10*i + 9},
				Rule: "test", Probability: 0.9, Sentence: "A sentence of " + a + " for " + id + ".",
			})
		}
		return &g.Statements[len(g.Statements)-1]
	}
	say("s1", schema.InvestedIn, "e1", "e2", schema.Asserted, "a1", "a2").Amount = "$40 million"
	say("s2", schema.CEOOf, "e3", "e2", schema.Asserted, "a1").Role = "chief executive"
	say("s3", schema.Acquired, "e4", "e2", schema.Planned, "a3").Speakers = []string{"e3"}
	say("s4", schema.SpokespersonFor, "e3", "e4", schema.Past, "a3").Role = "spokeswoman"
	say("s5", schema.Sanctioned, "e5", "e2", schema.Alleged, "a3")
	say("s6", schema.Sanctioned, "e5", "e2", schema.Denied, "a3").Speakers = []string{"e5"}
	founded := say("s7", schema.FoundedOn, "e2", "", schema.Asserted, "a1")
	founded.Value = "1998"
	for a, entities := range map[string][]string{"a1": {"e1", "e2", "e3", "e2"}, "a2": {"e1", "e2", "e1"}, "a3": {"e2", "e3", "e4", "e5"}} {
		for i, e := range entities {
			g.Mentions = append(g.Mentions, graph.Mention{
				Article: a, Entity: e, Span: text.Span{Start: 20 * i, End: 20*i + 5}, Kind: names.Name, Form: fmt.Sprint("form ", i), Probability: 1,
			})
		}
	}
	g.Citations = []graph.Citation{
		{Article: "a3", Cited: "a1", Citation: article.Citation{Title: "Vela Partners backs Corvid Chips"}},
		{Article: "a3", Cited: "c1", Citation: article.Citation{Title: "What Helion wants", Publisher: "Wire Daily", Published: "2021-02-01"}},
	}
	graph.Sort(g)
	return g
}

func reader(g *graph.Graph, revision int64) graph.Reader {
	return graph.InMemory{Graph: g, Head: graph.Meta{StoreID: "store-1", Revision: revision, SchemaVersion: 1}}
}

// drop removes an article of a graph with all that only it supports.
func drop(g *graph.Graph, articleID string) {
	keep := func(list *[]graph.Evidence) (support map[string]int) {
		support = map[string]int{}
		var out []graph.Evidence
		for _, e := range *list {
			if e.Article != articleID {
				out = append(out, e)
				support[e.Statement]++
			}
		}
		*list = out
		return support
	}
	support := keep(&g.Evidence)
	var statements []graph.Statement
	for _, s := range g.Statements {
		if s.Support = support[s.ID]; s.Support > 0 {
			statements = append(statements, s)
		}
	}
	g.Statements = statements
	mentioned := map[string]int{}
	var mentions []graph.Mention
	for _, m := range g.Mentions {
		if m.Article != articleID {
			mentions = append(mentions, m)
			mentioned[m.Entity]++
		}
	}
	g.Mentions = mentions
	var entities []graph.Entity
	for _, e := range g.Entities {
		if e.Mentions = mentioned[e.ID]; e.Mentions > 0 {
			entities = append(entities, e)
		}
	}
	g.Entities = entities
	var articles []graph.Article
	for _, a := range g.Articles {
		if a.ID != articleID {
			articles = append(articles, a)
		}
	}
	g.Articles = articles
	var citations []graph.Citation
	for _, c := range g.Citations {
		if c.Article != articleID {
			citations = append(citations, c)
		}
	}
	g.Citations = citations
}

func TestTheTestGraphIsSorted(t *testing.T) {
	g := news()
	if len(g.Statements) != 7 || len(g.Evidence) != 8 || len(g.Mentions) != 11 {
		t.Fatalf("%d statements, %d evidence, %d mentions", len(g.Statements), len(g.Evidence), len(g.Mentions))
	}
	drop(g, "a3")
	if len(g.Articles) != 2 || len(g.Statements) != 3 || len(g.Entities) != 3 {
		t.Fatalf("without a3: %d articles, %d statements, %d entities", len(g.Articles), len(g.Statements), len(g.Entities))
	}
}
