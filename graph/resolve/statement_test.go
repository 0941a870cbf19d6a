package resolve

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

func only(t *testing.T, g graph.Graph, typ schema.RelationType, m schema.Modality) graph.Statement {
	t.Helper()
	var found []graph.Statement
	for _, s := range g.Statements {
		if s.Type == typ && s.Modality == m {
			found = append(found, s)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d statements %s %s: want one of %+v", len(found), m, typ, g.Statements)
	}
	return found[0]
}

const filler = "\nIt went on for a long time and nobody who was there that day could say afterwards what had been agreed or by whom or why it had to be done in such a hurry."

func TestManyOutletsSayOneThing(t *testing.T) {
	invest := "Sandhill|INVESTED_IN|Quokka"
	g := resolved(t,
		news(t, "a", "2024-03-02", "[O Sandhill] put money into [O Quokka]."+filler, invest),
		news(t, "b", "2024-03-01T10:00:00Z", "[O Sandhill] put money into [O Quokka]."+filler, invest),
		news(t, "c", "2024-05-01", "As was said, [O Sandhill Inc.] holds a part of [O Quokka].", "Sandhill Inc.|INVESTED_IN|Quokka"),
		news(t, "d", "", "[O Sandhill] plans to put money into [O Quokka].", invest+"|planned"))
	s := only(t, g, schema.InvestedIn, schema.Asserted)
	if s.Support != 3 || s.Stories != 2 || s.FirstSaid != "2024-03-01T10:00:00Z" || s.LastSaid != "2024-05-01" {
		t.Errorf("%+v: want 3 articles, 2 stories, from the first to the last date", s)
	}
	if want := 1 - (1-.875)*(1-.875/4); math.Abs(s.Confidence-want) > 1e-6 {
		t.Errorf("confidence %v, want %v", s.Confidence, want)
	}
	if p := only(t, g, schema.InvestedIn, schema.Planned); p.ID == s.ID || p.Confidence != .875 || p.HasEdge() || !s.HasEdge() {
		t.Errorf("plan %+v and fact %+v", p, s)
	}
	if g.Articles[0].Story != "a" || g.Articles[1].Story != "a" || g.Articles[2].Story != "c" {
		t.Errorf("stories %s %s %s", g.Articles[0].Story, g.Articles[1].Story, g.Articles[2].Story)
	}
}

func TestADenialLowersConfidence(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "[O Takumi] bought [O Rheintal].", "Takumi|ACQUIRED|Rheintal"),
		news(t, "b", "", "[O Takumi] did not buy [O Rheintal], said [P Kenji Morita].", "Takumi|ACQUIRED|Rheintal|denied||Kenji Morita"))
	if s := only(t, g, schema.Acquired, schema.Asserted); math.Abs(s.Confidence-.875*(1-.875/2)) > 1e-6 {
		t.Errorf("confidence %v", s.Confidence)
	}
	d := only(t, g, schema.Acquired, schema.Denied)
	if d.Confidence != .875 || len(d.Speakers) != 1 {
		t.Errorf("denial %+v", d)
	}
}

func TestTheRoleThatMostStoriesGive(t *testing.T) {
	text := "[P Ana Costa] speaks for [O Banco Atlante]."
	fact := "Ana Costa|SPOKESPERSON_FOR|Banco Atlante||"
	g := resolved(t,
		news(t, "a", "", text+filler, fact+"chief spokeswoman"), news(t, "b", "", text+filler, fact+"chief spokeswoman"),
		news(t, "c", "", text+" Again.", fact+"spokeswoman"), news(t, "d", "", text+" Once more, today.", fact+"spokeswoman"))
	if s := only(t, g, schema.SpokespersonFor, schema.Asserted); s.Role != "spokeswoman" || s.Support != 4 || s.Stories != 3 {
		t.Errorf("%+v: want the role of two stories, not that of two copies", s)
	}
}

func TestSymmetricStatementsAreOne(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "[O Takumi] met [O Rheintal].", "Takumi|MET_WITH|Rheintal"),
		news(t, "b", "", "[O Rheintal] met [O Takumi].", "Rheintal|MET_WITH|Takumi"))
	s := only(t, g, schema.MetWith, schema.Asserted)
	name := map[string]string{}
	for _, e := range g.Entities {
		name[e.ID] = e.Name
	}
	for i, v := range g.Evidence {
		text := g.Articles[i].Text
		if v.SubjectSpan.In(text) != name[s.Subject] || v.ObjectSpan.In(text) != name[s.Object] {
			t.Errorf("evidence of %s and %s shows %q and %q", name[s.Subject], name[s.Object], v.SubjectSpan.In(text), v.ObjectSpan.In(text))
		}
	}
}

func TestAStatementOfOneEntityAboutItselfIsDropped(t *testing.T) {
	g := resolved(t, news(t, "a", "", "[O Helion Networks] bought [O Helion Networks Ltd.].", "Helion Networks|ACQUIRED|Helion Networks Ltd."))
	if len(g.Statements) != 0 || len(g.Evidence) != 0 {
		t.Errorf("%+v", g.Statements)
	}
}

func TestCitedArticlesAreFound(t *testing.T) {
	cited := news(t, "cited", "2024-02-27T08:00:00Z", "[O Takumi] walked away.")
	cited.Article.Title, cited.Article.Publisher = "Takumi Walks Away From Rheintal", "Northern Ledger"
	citing := news(t, "citing", "2024-03-01", "[O Takumi] again.")
	citing.Article.Cites = []article.Citation{
		{Title: "Takumi walks away from Rheintal", Publisher: "Northern Ledger", Published: "2024-02-27"},
		{Title: "Takumi walks away from Rheintal", Publisher: "Another Paper", Published: "2024-02-27"},
		{Title: "Why Cars Want Chips", Publisher: "Wirtschaftsblick"},
		{Title: "Why Cars Want Chips", Publisher: "Wirtschaftsblick"},
	}
	g := resolved(t, cited, citing)
	var got []string
	for _, c := range g.Citations {
		got = append(got, c.Article+">"+c.Publisher+">"+c.Cited)
	}
	if len(got) != 3 || !strings.Contains(fmt.Sprint(got), "citing>Northern Ledger>cited") || strings.Count(fmt.Sprint(got), ">cited") != 1 {
		t.Errorf("citations %v", got)
	}
}

func resolvedWith(t *testing.T, decisions []Decision, list ...extract.Extraction) graph.Graph {
	t.Helper()
	var articles []Article
	for _, x := range list {
		articles = append(articles, FromExtraction(x))
	}
	return Build(articles, decisions)
}

func TestDecisionsOutrankMatching(t *testing.T) {
	list := []extract.Extraction{
		news(t, "a", "", "[P Ana Costa] spoke."), news(t, "b", "", "[P Ana M. Costa] spoke."), news(t, "c", "", "[P Ana Prates] spoke."),
	}
	costa, withM, prates := graph.NameKey(schema.Person, "Ana Costa"), graph.NameKey(schema.Person, "Ana M. Costa"), graph.NameKey(schema.Person, "Ana Prates")
	for _, c := range []struct {
		name      string
		decisions []Decision
		want      string
	}{
		{"none", nil, "map[Ana M. Costa:[2] Ana Prates:[1]]"},
		{"they are different", []Decision{{A: costa, B: withM}}, "map[Ana Costa:[1] Ana M. Costa:[1] Ana Prates:[1]]"},
		{"they are the same", []Decision{{A: prates, B: withM, Same: true}}, "map[Ana M. Costa:[3]]"},
		{"two are the same, two are not", []Decision{{A: prates, B: withM, Same: true}, {A: withM, B: costa}}, "map[Ana M. Costa:[1] Ana Prates:[2]]"},
		{
			"the later word counts",
			[]Decision{{A: costa, B: withM, When: "2024-01-01T00:00:00Z"}, {A: withM, B: costa, Same: true, When: "2024-01-02T00:00:00Z"}},
			"map[Ana M. Costa:[2] Ana Prates:[1]]",
		},
		{"one name of one", []Decision{{A: withM, B: NameOf(withM, costa)}}, "map[Ana Costa:[1] Ana M. Costa:[1] Ana Prates:[1]]"},
		{"one name of another", []Decision{{A: prates, B: NameOf(prates, costa)}}, "map[Ana M. Costa:[2] Ana Prates:[1]]"},
		{"of nobody", []Decision{{A: "e0", B: withM, Same: true}, {A: costa, B: costa}}, "map[Ana M. Costa:[2] Ana Prates:[1]]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fmt.Sprint(entitiesOf(resolvedWith(t, c.decisions, list...), schema.Person)); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTheIdOfANamesakeThatADecisionJoinedIsKept(t *testing.T) {
	r := &resolver{members: make([]member, 2)}
	before := []entity{{id: "e1", keys: []string{"e1"}, members: []int32{0}}, {id: "e2", keys: []string{"e1"}, members: []int32{1}}}
	list := []entity{{id: "e1", keys: []string{"e1"}, members: []int32{0, 1}}}
	for range 2 {
		r.keepIDs(list, before, []Decision{{A: "e1", B: "e2", Same: true}})
		if got := fmt.Sprint(list[0].former); got != "[e2]" {
			t.Errorf("former ids %s, want [e2]", got)
		}
	}
}

func TestIdsGivenUpAreKept(t *testing.T) {
	g := resolved(t, news(t, "a", "", "[P Ana Costa] spoke."), news(t, "b", "", "[P Ana M. Costa] spoke."))
	e := g.Entities[0]
	if len(g.Entities) != 1 || len(e.FormerIDs) != 1 {
		t.Fatalf("%+v", g.Entities)
	}
	ids := map[string]bool{e.ID: true, e.FormerIDs[0]: true}
	if !ids[graph.NameKey(schema.Person, "Ana Costa")] || !ids[graph.NameKey(schema.Person, "Ana M. Costa")] || e.FormerIDs[0] < e.ID {
		t.Errorf("%+v", e)
	}
}

func TestADecisionOutranksTheChainsOfArticles(t *testing.T) {
	list := []extract.Extraction{
		news(t, "a", "2024-01-01", "[P Evan Marlow] leads [O Quokka Robotics].\n[P Evan Marlow|Marlow] met [O Quokka Robotics].\n[P Evan Marlow|Lady Marlow] joined [O Lagoa Works].",
			"Evan Marlow|LEADS|Quokka Robotics", "Evan Marlow|WORKS_FOR|Lagoa Works"),
		news(t, "b", "2024-01-02", "[P Evan Marlow] left [O Quokka Robotics]."),
		news(t, "c", "2024-01-03", "[P Lady Marlow] bought a boat."),
		news(t, "d", "2024-01-04", "[P Marlow|Lady Marlow] met [O Quokka Robotics] and [O Lagoa Works]."),
	}
	evan, lady, sally := graph.NameKey(schema.Person, "Evan Marlow"), graph.NameKey(schema.Person, "Lady Marlow"), graph.NameKey(schema.Person, "Sally Marlow")
	list = append(list, news(t, "e", "2024-01-05", "[P Sally Marlow] spoke."))
	out := Decision{A: evan, B: NameOf(evan, lady), When: "2024-02-01T00:00:00Z"}
	for _, c := range []struct {
		name      string
		decisions []Decision
		want      string
	}{
		{"none", nil, "Evan Marlow: Evan Marlow, Lady Marlow, Marlow; Lady Marlow: Lady Marlow; Sally Marlow: Sally Marlow; Evan Marlow LEADS Quokka Robotics; Evan Marlow WORKS_FOR Lagoa Works"},
		{"a name of one is another's", []Decision{out}, "Evan Marlow: Evan Marlow, Marlow; Lady Marlow: Lady Marlow; Sally Marlow: Sally Marlow; Evan Marlow LEADS Quokka Robotics; Lady Marlow WORKS_FOR Lagoa Works"},
		{"who is somebody's other name", []Decision{out, {A: lady, B: sally, Same: true, When: "2024-02-02T00:00:00Z"}}, "Evan Marlow: Evan Marlow, Marlow; Lady Marlow: Lady Marlow, Sally Marlow; Evan Marlow LEADS Quokka Robotics; Lady Marlow WORKS_FOR Lagoa Works"},
		{"two that are apart by their ids", []Decision{{A: evan, B: lady}}, "Evan Marlow: Evan Marlow, Marlow; Lady Marlow: Lady Marlow; Sally Marlow: Sally Marlow; Evan Marlow LEADS Quokka Robotics; Lady Marlow WORKS_FOR Lagoa Works"},
		{"an article that means another of the name", []Decision{{A: evan, B: In(evan, "b")}}, "Evan Marlow: Evan Marlow; Evan Marlow: Evan Marlow, Lady Marlow, Marlow; Lady Marlow: Lady Marlow; Sally Marlow: Sally Marlow; Evan Marlow LEADS Quokka Robotics; Evan Marlow WORKS_FOR Lagoa Works"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := resolvedWith(t, c.decisions, list...)
			var people, facts []string
			names := map[string]string{}
			for _, e := range g.Entities {
				names[e.ID] = e.Name
				var forms []string
				for _, a := range e.Aliases {
					forms = append(forms, a.Name)
				}
				slices.Sort(forms)
				if e.Type == schema.Person {
					people = append(people, e.Name+": "+strings.Join(forms, ", "))
				}
			}
			for _, s := range g.Statements {
				facts = append(facts, fmt.Sprint(names[s.Subject], " ", s.Type, " ", names[s.Object]))
			}
			slices.Sort(people)
			slices.Sort(facts)
			if got := strings.Join(append(people, facts...), "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
