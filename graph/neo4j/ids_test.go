package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestIDsAreFoundByNumberAndNumberByID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.OneOf(rapid.StringN(1, 8, 20), rapid.StringMatching(`e[ab]{1,5}`), rapid.StringMatching(`[ea][0-9a-v]{16}`), rapid.StringMatching(`[0-9a-w]{20,40}`), rapid.StringMatching(`x{60,80}[a-z]`), rapid.StringMatching(`y{250,260}[a-z]{250,260}`))
		set := rapid.MapOfN(id, rapid.Just(true), 0, 60).Draw(t, "ids")
		for i := range rapid.SampledFrom([]int{0, 17, 3000}).Draw(t, "more") {
			set[fmt.Sprintf("e%07d", i*7919%100_000)] = true
		}
		want := slices.Sorted(maps.Keys(set))
		var l ids
		for _, id := range want {
			l.add(id)
		}
		if l.len() != len(want) {
			t.Fatalf("holds %d of %d", l.len(), len(want))
		}
		n := 0
		for i, id := range l.all() {
			if i != n || id != want[i] || l.at(i) != id || l.find(id) != i {
				t.Fatalf("number %d: all gives %d %q, at %q, find %d, want %q", n, i, id, l.at(i), l.find(id), want[i])
			}
			n++
		}
		near := l.follow()
		for _, i := range rapid.SliceOfN(rapid.IntRange(-5, len(want)+5), 0, 40).Draw(t, "asked for") {
			for _, i := range []int{i, i + 1, i + 3} { // as they stand, but for leaps
				if i >= 0 && i < len(want) && near.find(want[i]) != i {
					t.Fatalf("near the last one, %q is not found", want[i])
				}
			}
			other := id.Draw(t, "another one")
			if got := near.find(other); got != l.find(other) {
				t.Fatalf("near the last one, %q is number %d, want %d", other, got, l.find(other))
			}
		}
		if n != len(want) {
			t.Fatalf("all gives %d of %d", n, len(want))
		}
		other := id.Draw(t, "other")
		if got := l.find(other); (got >= 0) != set[other] {
			t.Fatalf("find %q: %d", other, got)
		}
	})
}

func TestListsKeepWhatIsAdded(t *testing.T) {
	var l, zeros list[int]
	const n = 2*ofList + 3
	zeros.fill(n)
	for i := range n {
		l.add(i)
		*zeros.at(i) += i
	}
	for i := range n {
		if *l.at(i) != i || *zeros.at(i) != i {
			t.Fatalf("number %d: %d and %d", i, *l.at(i), *zeros.at(i))
		}
	}
}
