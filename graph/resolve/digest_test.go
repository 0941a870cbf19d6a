package resolve

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/schema"
)

func TestPackedDigestsAreReadAgain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		for _, x := range drawArticles(rt, t) {
			a := FromExtraction(x)
			want := a.Digest()
			var got Digest
			if err := got.Unpack(string(want.Pack())); err != nil {
				rt.Fatal(err)
			}
			want.Article = article.Article{}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Digest{}), cmpopts.EquateEmpty()); diff != "" {
				rt.Fatal(diff)
			}
		}
	})
}

func TestADamagedDigestIsAnError(t *testing.T) {
	a := FromExtraction(news(t, "a", "2024-03-11", "[O Helion Networks] bought [O Rheintal AG]."+filler, "Helion Networks|ACQUIRED|Rheintal AG"))
	d := a.Digest()
	whole := string(d.Pack())
	for n := range whole {
		var got Digest
		if err := got.Unpack(whole[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are read without an error", n, len(whole))
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		bytes := []byte(whole)
		bytes[rapid.IntRange(0, len(bytes)-1).Draw(rt, "at")] = rapid.Byte().Draw(rt, "byte")
		var got Digest
		if got.Unpack(string(bytes)) == nil {
			NewPlan([]Digest{got}, nil) // must not panic
		}
	})
}

// TestWhatIsMadeOfDigestsHasANumber fails when the graph of the golden articles,
// or a digest, is another under the same revision: stores would keep the old one.
func TestWhatIsMadeOfDigestsHasANumber(t *testing.T) {
	graph, err := os.ReadFile(filepath.Join("testdata", "takeover.golden"))
	if err != nil {
		t.Fatal(err)
	}
	a := FromExtraction(news(t, "a", "2024-03-11", "The minister [P Karl Brandt] of [L Germany] spoke to [O Helion Networks], and the [L Iran|~Iranian] [O parliament] met [O Helion Networks|Helion]."+filler,
		"Karl Brandt|WORKS_FOR|Germany||minister"))
	d := a.Digest()
	got := revision + " " + schema.Digest(string(graph), string(d.Pack())) + "\n"
	file := filepath.Join("testdata", "revision.golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got %q, want %q: raise revision in plan.go, then go test -update", got, want)
	}
}
