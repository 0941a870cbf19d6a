package graph

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/text"
)

func TestASortedGraphReadsInOrder(t *testing.T) {
	g := Graph{
		Articles:   []Article{{Article: article.Article{ID: "b"}}, {Article: article.Article{ID: "a"}}},
		Entities:   []Entity{{ID: "e2"}, {ID: "e1"}},
		Statements: []Statement{{ID: "s2"}, {ID: "s1"}},
		Mentions: []Mention{
			{Article: "b", Span: text.Span{Start: 1, End: 2}},
			{Article: "a", Span: text.Span{Start: 9, End: 10}},
			{Article: "a", Span: text.Span{Start: 3, End: 9}},
			{Article: "a", Span: text.Span{Start: 3, End: 4}},
		},
		Evidence:  []Evidence{{ID: "v2", Statement: "s2", Article: "a"}, {ID: "v3", Statement: "s1", Article: "b"}, {ID: "v1", Statement: "s1", Article: "a"}},
		Citations: []Citation{{Article: "b", Cited: "c1"}, {Article: "a", Cited: "c2"}, {Article: "a", Cited: "c1"}},
	}
	Sort(&g)
	r, ctx := InMemory{Graph: &g, Head: Meta{StoreID: "test"}}, context.Background()
	if m, err := r.Meta(ctx); err != nil || m.StoreID != "test" {
		t.Errorf("Meta = %+v, %v", m, err)
	}
	var got []string
	for a, err := range r.Articles(ctx) {
		got = append(got, a.ID, message(err))
	}
	for e, err := range r.Entities(ctx) {
		got = append(got, e.ID, message(err))
	}
	for s, err := range r.Statements(ctx) {
		got = append(got, s.ID, message(err))
	}
	for v, err := range r.Evidence(ctx) {
		got = append(got, v.ID, message(err))
	}
	for c, err := range r.Citations(ctx) {
		got = append(got, c.Article+c.Cited, message(err))
	}
	want := []string{"a", "", "b", "", "e1", "", "e2", "", "s1", "", "s2", "", "v1", "", "v3", "", "v2", "", "ac1", "", "ac2", "", "bc1", ""}
	if !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	var ends []int
	for m, err := range r.Mentions(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, m.End)
	}
	if !slices.Equal(ends, []int{4, 9, 10, 2}) {
		t.Errorf("mentions end at %v", ends)
	}
	for _, err := range r.Articles(ctx) {
		if err != nil {
			t.Error(err)
		}
		break // leaving early is no error
	}
}

func message(err error) string {
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := InMemory{Graph: &Graph{Entities: []Entity{{ID: "e1"}, {ID: "e2"}}}}
	var errs []error
	for _, err := range r.Entities(ctx) {
		errs = append(errs, err)
		cancel()
	}
	if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], context.Canceled) {
		t.Errorf("errors %v: want one entity, then that the context has ended", errs)
	}
}
