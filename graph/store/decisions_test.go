package store

import (
	"context"
	"testing"

	"github.com/newsgraph/newsgraph/graph/resolve"
)

func TestACuratorsDecisionOutranksTheNamesAndCanBeUndone(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t)
	before := dump(t, s, append(graphTables, views...)...)
	sandhill, banksia := named(t, s, "Sandhill Partners"), named(t, s, "Banksia Group")
	d := resolve.Decision{A: sandhill.ID, B: banksia.ID, Same: true, Who: "jo", When: "2024-06-01T00:00:00Z", Note: "renamed in May"}
	if err := s.Decide(ctx, d); err != nil {
		t.Fatal(err)
	}
	if r := resolved(t, s); !r.Changed {
		t.Error("the decision changed nothing")
	}
	one, err := s.Find(ctx, "Banksia Group", 5)
	if err != nil || len(one) != 1 {
		t.Fatalf("%+v, %v", one, err)
	}
	for _, id := range []string{sandhill.ID, banksia.ID} {
		if e, err := s.Entity(ctx, id); err != nil || e.ID != one[0].ID {
			t.Errorf("id %s leads to %+v, %v: want %s", id, e, err, one[0].ID)
		}
	}
	if got, err := s.Decisions(ctx); err != nil || len(got) != 1 || got[0].Note != d.Note || !got[0].Same {
		t.Errorf("decisions %+v, %v: want %+v", got, err, d)
	}
	if r := resolved(t, s); r.Changed {
		t.Errorf("resolved again: %+v", r)
	}
	if n, err := s.Undecide(ctx, banksia.ID, sandhill.ID); err != nil || n != 1 {
		t.Errorf("%d undone, %v: want 1", n, err)
	}
	resolved(t, s)
	if after := dump(t, s, append(graphTables, views...)...); after != before {
		t.Errorf("undone, the graph is\n%s\nwant\n%s", after, before)
	}
	if err := s.Decide(ctx, resolve.Decision{A: "x", B: "x"}); err == nil {
		t.Error("a decision about one entity was taken")
	}
}
