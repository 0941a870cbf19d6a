package store

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

func TestASelectionReadsWhatAWholeGraphHasOfIt(t *testing.T) {
	s := openNew(t)
	put(t, s, append(some(t), sixty()...)...)
	resolved(t, s)
	ctx := t.Context()
	whole := graph.Graph{
		Articles: collect(t, s.Articles(ctx)), Entities: collect(t, s.Entities(ctx)), Statements: collect(t, s.Statements(ctx)),
		Mentions: collect(t, s.Mentions(ctx)), Evidence: collect(t, s.Evidence(ctx)), Citations: collect(t, s.Citations(ctx)),
	}
	var sel graph.Selection
	for i, a := range whole.Articles {
		if i%3 == 0 {
			sel.Articles = append(sel.Articles, a.ID)
		}
	}
	for i, e := range whole.Entities {
		if i%2 == 0 {
			sel.Entities = append(sel.Entities, e.ID)
		}
	}
	for i, x := range whole.Statements {
		if i%2 == 1 {
			sel.Statements = append(sel.Statements, x.ID)
		}
	}
	for _, sel := range []graph.Selection{sel, {}, {Articles: []string{"not there"}, Entities: []string{`a "quoted" one`}}} {
		want, got := graph.InMemory{Graph: &whole}.Select(sel), s.Select(sel)
		same(t, "articles", collect(t, got.Articles(ctx)), collect(t, want.Articles(ctx)))
		same(t, "entities", collect(t, got.Entities(ctx)), collect(t, want.Entities(ctx)))
		same(t, "statements", collect(t, got.Statements(ctx)), collect(t, want.Statements(ctx)))
		same(t, "mentions", collect(t, got.Mentions(ctx)), collect(t, want.Mentions(ctx)))
		same(t, "evidence", collect(t, got.Evidence(ctx)), collect(t, want.Evidence(ctx)))
		same(t, "citations", collect(t, got.Citations(ctx)), collect(t, want.Citations(ctx)))
	}
}
