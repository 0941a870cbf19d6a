package store

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

func TestCopiesOfAStoreThatWentApartDiffer(t *testing.T) {
	in := some(t)
	meta := func(batches ...[]Input) graph.Meta {
		t.Helper()
		s := openNew(t)
		if err := s.Adopt(t.Context(), "copied"); err != nil {
			t.Fatal(err)
		}
		for _, batch := range batches {
			put(t, s, batch...)
			resolved(t, s)
		}
		m, err := s.Meta(t.Context())
		if err != nil || m.State == "" {
			t.Fatalf("%+v, %v: want a state", m, err)
		}
		return m
	}
	one, other := meta(in[:1], in[1:2]), meta(in[:1], in[2:3])
	if one.StoreID != other.StoreID || one.Revision != other.Revision {
		t.Fatalf("%+v and %+v: want copies of one revision", one, other)
	}
	if one.State == other.State {
		t.Errorf("both are in the state %s, but hold other articles", one.State)
	}
	if slow, fast := meta(in[:1], in[1:3], in[3:]), meta(in); slow.State != fast.State {
		t.Errorf("the same articles, added one by one and at once: states %s and %s", slow.State, fast.State)
	}
}
