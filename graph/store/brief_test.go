package store

import (
	"encoding/json"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/graph"
)

func TestBriefRowsLackOnlyWhatProjectionsDoNotShow(t *testing.T) {
	s := openNew(t)
	put(t, s, append(newsOfTheYear(t, 30), news(t, "k", "2024-02-03", "[P Ann Lee] met [O Acme].\n[P Ann Lee|she] left."))...)
	resolved(t, s)
	b := graph.Brief(s)
	equalBut(t, "articles", s.Articles(t.Context()), b.Articles(t.Context()), func(a *graph.Article) { a.Key, a.Text, a.Cites, a.Modified = "", "", nil, "" })
	equalBut(t, "mentions", s.Mentions(t.Context()), b.Mentions(t.Context()), func(m *graph.Mention) {
		m.Type, m.Probability = "", 0
		if m.Kind != names.Pronoun {
			m.Kind = ""
		}
	})
	equalBut(t, "evidence", s.Evidence(t.Context()), b.Evidence(t.Context()), func(v *graph.Evidence) { v.Marks, v.Reasons = nil, nil })
	equalBut(t, "entities", s.Entities(t.Context()), b.Entities(t.Context()), func(*graph.Entity) {})
	equalBut(t, "outline", s.Entities(t.Context()), graph.Outline(t.Context(), b), func(e *graph.Entity) {
		*e = graph.Entity{ID: e.ID, Type: e.Type, Identifiers: e.Identifiers}
	})
}

func equalBut[T any](t *testing.T, what string, full, brief iter.Seq2[T, error], without func(*T)) {
	t.Helper()
	want, err := all(full)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		without(&want[i])
	}
	got, err := all(brief)
	if err != nil {
		t.Fatal(err)
	}
	if len(want) == 0 {
		t.Fatalf("%s: there are none", what)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: -want +got:\n%s", what, diff)
	}
}

func TestAliasesAreReadAsJSONReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"HBO", `a "b"`, `x","mentions":1},{`, "A & B", "{}", "]", ""}))
		want := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graph.Alias {
			return graph.Alias{Name: name.Draw(t, "name"), Mentions: rapid.Int().Draw(t, "mentions")}
		}), 0, 4).Draw(t, "aliases")
		js, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readAliases(string(js))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", js, diff)
		}
	})
}
