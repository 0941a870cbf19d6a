package graph

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
)

func TestASelectionReadsItsNodesAndWhatBelongsToItsArticles(t *testing.T) {
	g := Graph{
		Articles:   []Article{{Article: article.Article{ID: "a1"}}, {Article: article.Article{ID: "a2"}}},
		Entities:   []Entity{{ID: "e1"}, {ID: "e2"}},
		Statements: []Statement{{ID: "s1"}, {ID: "s2"}},
		Mentions:   []Mention{{Article: "a1", Entity: "e1"}, {Article: "a2", Entity: "e2"}},
		Evidence:   []Evidence{{ID: "v1", Statement: "s1", Article: "a1"}, {ID: "v2", Statement: "s1", Article: "a2"}, {ID: "v3", Statement: "s2", Article: "a2"}},
		Citations:  []Citation{{Article: "a1", Cited: "a2"}, {Article: "a2", Cited: "c"}},
	}
	r := InMemory{Graph: &g, Head: Meta{StoreID: "test"}}.Select(Selection{Articles: []string{"a2", "gone"}, Entities: []string{"e1"}, Statements: []string{"s1"}})
	var got []string
	for a, err := range r.Articles(t.Context()) {
		got = append(got, a.ID, message(err))
	}
	for e, err := range r.Entities(t.Context()) {
		got = append(got, e.ID, message(err))
	}
	for s, err := range r.Statements(t.Context()) {
		got = append(got, s.ID, message(err))
	}
	for m, err := range r.Mentions(t.Context()) {
		got = append(got, m.Entity, message(err))
	}
	for v, err := range r.Evidence(t.Context()) {
		got = append(got, v.ID, message(err))
	}
	for c, err := range r.Citations(t.Context()) {
		got = append(got, c.Cited, message(err))
	}
	want := []string{"a2", "", "e1", "", "s1", "", "e2", "", "v2", "", "v3", "", "c", ""}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if m, err := r.Meta(t.Context()); err != nil || m.StoreID != "test" {
		t.Errorf("Meta = %+v, %v", m, err)
	}
}
