package store

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
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
				n.join(id, fmt.Sprint(l.a), fmt.Sprint(l.b), l.confidence, int32(rapid.IntRange(1, 3).Draw(t, "stories")))
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
