package store

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/schema"
)

// TestAPathIsTheCheapestWithinItsHops holds the search to a table of the
// cheapest ways of each number of hops, on small networks of any shape.
func TestAPathIsTheCheapestWithinItsHops(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &Network{place: map[string]int32{}}
		const entities = 7
		type link struct {
			a, b       int
			confidence float64
		}
		links := map[string]link{}
		for i := range rapid.IntRange(1, 14).Draw(t, "statements") {
			l := link{rapid.IntRange(0, entities-1).Draw(t, "a"), rapid.IntRange(0, entities-1).Draw(t, "b"), float64(rapid.IntRange(1, 10).Draw(t, "tenths")) / 10}
			if l.a != l.b {
				id := fmt.Sprintf("s%02d", i)
				links[id] = l
				n.join(Link{ID: id, Subject: fmt.Sprint(l.a), Object: fmt.Sprint(l.b), Modality: schema.Asserted, Confidence: l.confidence, Stories: rapid.IntRange(1, 3).Draw(t, "stories")})
			}
		}
		n.sort()
		o := PathOptions{MaxHops: rapid.IntRange(1, 6).Draw(t, "hops"), Weighted: rapid.Bool().Draw(t, "weighted")}
		cost := func(l link) float64 {
			if o.Weighted {
				return hopCost - math.Log(l.confidence)
			}
			return 1
		}
		at := [entities]float64{}
		for i := range at {
			at[i] = math.Inf(1)
		}
		at[0] = 0
		for range o.MaxHops {
			next := at
			for _, l := range links {
				next[l.b] = min(next[l.b], at[l.a]+cost(l))
				next[l.a] = min(next[l.a], at[l.b]+cost(l))
			}
			at = next
		}
		path := n.Path("0", "1", o)
		here, sum := 0, 0.0
		for _, id := range path {
			l := links[id]
			if here != l.a && here != l.b {
				t.Fatalf("%v breaks off before %s", path, id)
			}
			here = l.a + l.b - here
			sum += cost(l)
		}
		switch {
		case len(path) > o.MaxHops:
			t.Fatalf("%v has more than %d hops", path, o.MaxHops)
		case len(path) == 0 && !math.IsInf(at[1], 1):
			t.Fatalf("no path, want one of cost %g", at[1])
		case len(path) > 0 && (here != 1 || math.Abs(sum-at[1]) > 1e-9):
			t.Fatalf("%v ends at %d with cost %g, want %g", path, here, sum, at[1])
		}
	})
}

// TestOfShortestPathsTheFirstIsTaken holds the search from both ends to one that
// goes from the start alone and tries the best edges first.
func TestOfShortestPathsTheFirstIsTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := &Network{place: map[string]int32{}}
		for i := range rapid.IntRange(1, 30).Draw(t, "statements") {
			n.join(Link{
				ID: fmt.Sprintf("s%02d", i), Subject: fmt.Sprint(rapid.IntRange(0, 9).Draw(t, "subject")), Object: fmt.Sprint(rapid.IntRange(0, 9).Draw(t, "object")),
				Modality:   rapid.SampledFrom([]schema.Modality{schema.Asserted, schema.Past, schema.Denied}).Draw(t, "modality"),
				Confidence: float64(rapid.IntRange(5, 9).Draw(t, "tenths")) / 10, Stories: rapid.IntRange(1, 3).Draw(t, "stories"),
			})
		}
		n.sort()
		o := PathOptions{MaxHops: rapid.IntRange(1, 6).Draw(t, "hops"), AllModalities: rapid.Bool().Draw(t, "all modalities")}
		var want []string
		var walk func(at int32, path []string, hops int) bool
		walk = func(at int32, path []string, hops int) bool {
			if at == n.place["1"] {
				want = path
				return true
			}
			for _, e := range n.adjacent[at] {
				if hops > 0 && o.open(e) && walk(e.other, append(path[:len(path):len(path)], n.links[e.link].ID), hops-1) {
					return true
				}
			}
			return false
		}
		start, ok := n.place["0"]
		if _, there := n.place["1"]; ok && there {
			for hops := 1; hops <= o.MaxHops && !walk(start, nil, hops); hops++ {
				continue
			}
		}
		for range 2 { // in new room, then in the same again
			if got := n.Path("0", "1", o); !slices.Equal(got, want) {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

// TestANetworkIsWhatTheStoreHolds compares its lists with those of the store.
func TestANetworkIsWhatTheStoreHolds(t *testing.T) {
	ctx := t.Context()
	s := filledStore(t)
	n, err := s.Network(ctx)
	if err != nil {
		t.Fatal(err)
	}
	statements, err := all(s.Statements(ctx))
	if err != nil {
		t.Fatal(err)
	}
	latest := slices.Collect(n.Latest())
	if len(latest) != len(statements) || len(latest) == 0 {
		t.Errorf("%d links of %d statements", len(latest), len(statements))
	}
	for i := 1; i < len(latest); i++ {
		if latest[i-1].LastSaid < latest[i].LastSaid {
			t.Errorf("what was said last on %s stands after %s", latest[i].LastSaid, latest[i-1].LastSaid)
		}
	}
	entities, err := all(s.Entities(ctx))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entities {
		var got, want []string
		for l := range n.Of(e.ID) {
			got = append(got, l.ID)
		}
		for f, err := range s.Facts(ctx, e.ID) {
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, f.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", e.Name, got, want)
		}
	}
}
