package diff

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// told is a small graph: each line is "subject RELATION object modality stories
// evidence"; a name with "=" tells the id apart, "birch=e9<e1" is the entity
// Birch with id e9 that took in e1.
func told(t testing.TB, articles string, lines ...string) *Snapshot {
	t.Helper()
	var g graph.Graph
	for a := range strings.FieldsSeq(articles) {
		g.Articles = append(g.Articles, graph.Article{Story: a})
		g.Articles[len(g.Articles)-1].ID = a
	}
	entity := func(s string) string {
		if s == "" {
			return ""
		}
		name, id, ok := strings.Cut(s, "=")
		if !ok {
			id = "e-" + name
		}
		id, former, _ := strings.Cut(id, "<")
		if !slices.ContainsFunc(g.Entities, func(e graph.Entity) bool { return e.ID == id }) {
			e := graph.Entity{ID: id, Name: name}
			if former != "" {
				e.FormerIDs = []string{former}
			}
			g.Entities = append(g.Entities, e)
		}
		return id
	}
	for _, line := range lines {
		f := strings.Fields(line)
		s := graph.Statement{Type: schema.RelationType(f[1]), Subject: entity(f[0]), Modality: schema.Modality(f[3]), Confidence: .9}
		if def, _ := schema.Default().Relation(s.Type); def.Dated {
			s.Value = f[2]
		} else {
			s.Object = entity(f[2])
		}
		if _, err := fmt.Sscan(f[4], &s.Stories); err != nil {
			t.Fatal(err)
		}
		s.Support = s.Stories
		s.Subject, s.Object, _ = ends(s)
		s.ID = graph.StatementID(s.Type, s.Subject, s.Object, s.Value, s.Modality)
		g.Statements = append(g.Statements, s)
		for _, e := range f[5:] {
			g.Evidence = append(g.Evidence, graph.Evidence{ID: e, Statement: s.ID})
		}
	}
	graph.Sort(&g)
	snap, err := Take(t.Context(), outline{graph.InMemory{Graph: &g}})
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// outline gives a graph in memory as Take reads it.
type outline struct{ graph.InMemory }

func (o outline) ArticleIDs(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for a, err := range o.Articles(ctx) {
			if !yield(a.ID, err) {
				return
			}
		}
	}
}

func (o outline) EntityNames(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return o.Entities(ctx)
}

func (o outline) EvidenceIDs(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	return o.Evidence(ctx)
}

func ends(s graph.Statement) (string, string, bool) {
	if s.Object == "" {
		return s.Subject, "", false
	}
	return graph.Ends(s.Type, s.Subject, s.Object)
}

// words are changes in a line each.
func words(c Changes) []string {
	var list []string
	for _, one := range c.List {
		line := fmt.Sprintf("%s: %s %s %s%s %s %d>%d", one.Kind, one.Fact.SubjectName, one.Fact.Type, one.Fact.ObjectName, one.Fact.Value, one.Fact.Modality, one.Before, one.Fact.Stories)
		if one.Other != nil {
			line += fmt.Sprintf(" / %s %s%s %s", one.Other.SubjectName, one.Other.ObjectName, one.Other.Value, one.Other.Modality)
		}
		list = append(list, line)
	}
	return list
}

func TestWhatADaysArticlesChange(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new []string
		want     []string
	}{
		{"nothing", []string{"Birch OWNS Acme asserted 1 v1"}, []string{"Birch OWNS Acme asserted 1 v1"}, nil},
		{"a new fact", nil, []string{"Birch OWNS Acme asserted 1 v1"}, []string{"new: Birch OWNS Acme asserted 0>1"}},
		{"another story says so", []string{"Birch OWNS Acme asserted 1 v1"}, []string{"Birch OWNS Acme asserted 3 v1 v2 v3"}, []string{"confirmed: Birch OWNS Acme asserted 1>3"}},
		{"a story was taken back", []string{"Birch OWNS Acme asserted 3 v1 v2"}, []string{"Birch OWNS Acme asserted 1 v1"}, []string{"weakened: Birch OWNS Acme asserted 3>1"}},
		{"all were", []string{"Birch OWNS Acme asserted 3 v1"}, nil, []string{"gone: Birch OWNS Acme asserted 3>3"}},
		{
			"a plan becomes a deal",
			[]string{"Birch ACQUIRED Acme planned 1 v1"},
			[]string{"Birch ACQUIRED Acme planned 1 v1", "Birch ACQUIRED Acme asserted 1 v2"},
			[]string{"new: Birch ACQUIRED Acme asserted 0>1"},
		},
		{
			"a denial",
			[]string{"Birch ACQUIRED Acme asserted 2 v1"},
			[]string{"Birch ACQUIRED Acme asserted 2 v1", "Birch ACQUIRED Acme denied 1 v2"},
			[]string{"contradicted: Birch ACQUIRED Acme denied 0>1 / Birch Acme asserted"},
		},
		{
			"what was denied is said again",
			[]string{"Birch ACQUIRED Acme asserted 1 v1", "Birch ACQUIRED Acme denied 1 v2"},
			[]string{"Birch ACQUIRED Acme asserted 2 v1 v3", "Birch ACQUIRED Acme denied 1 v2"},
			[]string{"contradicted: Birch ACQUIRED Acme asserted 1>2 / Birch Acme denied"},
		},
		{
			"another date",
			[]string{"Ana born_on 1970-01-02 asserted 1 v1"},
			[]string{"Ana born_on 1970-01-02 asserted 1 v1", "Ana born_on 1971 asserted 1 v2"},
			[]string{"contradicted: Ana born_on 1971 asserted 0>1 / Ana 1970-01-02 asserted"},
		},
		{
			"a closer date",
			[]string{"Ana born_on 1970 asserted 1 v1"},
			[]string{"Ana born_on 1970 asserted 1 v1", "Ana born_on 1970-01-02 asserted 1 v2"},
			[]string{"new: Ana born_on 1970-01-02 asserted 0>1"},
		},
		{"an entity took in another", []string{"Birch=e1 OWNS Acme asserted 1 v1"}, []string{"Birch=e9<e1 OWNS Acme asserted 1 v1"}, nil},
		{
			"two entities became one",
			[]string{"Birch=e1 OWNS Acme asserted 1 v1", "Birk=e2 OWNS Acme asserted 1 v2"},
			[]string{"Birch=e1<e2 OWNS Acme asserted 2 v1 v2"},
			[]string{"confirmed: Birch OWNS Acme asserted 1>2"},
		},
		{
			"an entity was parted",
			[]string{"Birch=e1 OWNS Acme asserted 1 v1"},
			[]string{"Birch=e1 OWNS Elm asserted 1 v8", "Birk=e2 OWNS Acme asserted 1 v1"},
			[]string{"new: Birch OWNS Elm asserted 0>1", "moved: Birk OWNS Acme asserted 1>1 / Birch Acme asserted"},
		},
		{
			"ends of a symmetric relation change places", []string{"Ana=e1 MET_WITH Bo=e2 asserted 1 v1"}, []string{"Ana=e3<e1 MET_WITH Bo=e2 asserted 1 v1"}, nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := words(Compare(told(t, "", c.old...), told(t, "", c.new...)))
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestArticlesAndEntitiesAreCounted(t *testing.T) {
	c := Compare(told(t, "a1 a2", "Birch=e1 OWNS Acme=e2 asserted 1 v1", "Elm=e4 OWNS Acme=e2 asserted 1 v2"), told(t, "a2 a3 a4", "Birch=e3<e1 OWNS Fir=e5 asserted 1 v3"))
	if c.ArticlesNew != 2 || c.ArticlesGone != 1 || c.EntitiesNew != 1 || c.EntitiesGone != 2 {
		t.Errorf("%d articles new, %d gone; %d entities new, %d gone: want 2, 1, 1, 2", c.ArticlesNew, c.ArticlesGone, c.EntitiesNew, c.EntitiesGone)
	}
}

// someGraph draws lines for told, each statement once.
func someGraph(t *rapid.T, name string) []string {
	lines := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("%s %s %s %s", rapid.SampledFrom([]string{"Ana", "Birch", "Cole"}).Draw(t, "subject"), rapid.SampledFrom([]string{"OWNS", "SUED"}).Draw(t, "relation"),
			rapid.SampledFrom([]string{"Dee", "Elm"}).Draw(t, "object"), rapid.SampledFrom([]string{"asserted", "planned", "denied"}).Draw(t, "modality"))
	}), 0, 8, rapid.ID).Draw(t, name)
	for i := range lines {
		lines[i] += fmt.Sprintf(" %d v%s", rapid.IntRange(1, 4).Draw(t, "stories"), strings.ReplaceAll(lines[i], " ", ""))
	}
	return lines
}

// TestEveryDifferenceIsListedOnce holds the list to the two graphs: what is in
// one alone is new or gone, what has other stories is confirmed or weakened,
// and going back turns the one into the other.
func TestEveryDifferenceIsListedOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		old, now := someGraph(rt, "old"), someGraph(rt, "new")
		a, b := told(t, "", old...), told(t, "", now...)
		there, back := Compare(a, b), Compare(b, a)
		type state struct{ before, after int }
		differ := map[string]state{}
		for _, s := range a.statements {
			differ[s.ID] = state{before: s.Stories}
		}
		for _, s := range b.statements {
			differ[s.ID] = state{differ[s.ID].before, s.Stories}
		}
		for _, one := range there.List {
			s := differ[one.Fact.ID]
			delete(differ, one.Fact.ID)
			up := s.after > s.before
			want := map[bool][]Kind{true: {New, Confirmed, Contradicted}, false: {Weakened, Gone}}[up]
			if s.before == s.after || !slices.Contains(want, one.Kind) || one.Kind == Gone != (s.after == 0) || one.Kind == New && s.before > 0 {
				rt.Errorf("%s: %d stories before, %d after", words(Changes{List: []Change{one}})[0], s.before, s.after)
			}
		}
		for id, s := range differ {
			if s.before != s.after {
				rt.Errorf("statement %s changed and is not listed", id)
			}
		}
		if len(there.List) != len(back.List) {
			rt.Errorf("%d changes there, %d back", len(there.List), len(back.List))
		}
		if len(Compare(a, a).List) != 0 {
			rt.Error("a graph differs from itself")
		}
	})
}
