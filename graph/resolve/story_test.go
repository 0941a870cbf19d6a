package resolve

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// prose makes sentences of words as frequent as in language (Zipf's law).
func prose(rng *rand.Rand, n int) []string {
	z := rand.NewZipf(rng, 1.1, 4, 20000)
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", z.Uint64())
	}
	return words
}

// reprint does what outlets do to a wire story: another headline, the end cut
// off, some words changed, a line of their own.
func reprint(rng *rand.Rand, words []string) []string {
	out := slices.Concat(prose(rng, 8), words[:len(words)-rng.IntN(len(words)/2)])
	for range len(out) / 60 {
		out[rng.IntN(len(out))] = fmt.Sprintf("x%d", rng.IntN(1000))
	}
	return append(out, prose(rng, rng.IntN(20))...)
}

func TestReprintsAreFoundAndOthersAreNot(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var articles []Article
	var source []int
	add := func(words []string, from int) {
		articles = append(articles, Article{Shingles: shingles(strings.Join(words, " "))})
		source = append(source, from)
	}
	for from := range 300 {
		words := prose(rng, 150+rng.IntN(500))
		add(words, from)
		for range rng.IntN(4) {
			add(reprint(rng, words), from)
		}
		// An article of its own that quotes a paragraph of the story.
		add(slices.Concat(prose(rng, 300), words[:40], prose(rng, 200)), 1000+from)
	}
	story := stories(digests(articles))
	pairs, found, wrong := 0, 0, 0
	for i := range articles {
		for j := range i {
			same, together := source[i] == source[j], story[i] == story[j]
			switch {
			case same && together:
				pairs, found = pairs+1, found+1
			case same:
				pairs++
			case together:
				wrong++
			}
		}
	}
	t.Logf("%d articles: %d of %d pairs of copies found, %d other pairs", len(articles), found, pairs, wrong)
	if float64(found) < .97*float64(pairs) || wrong > 0 {
		t.Errorf("%d of %d pairs of copies found and %d others: want 97%% and none", found, pairs, wrong)
	}
}

func TestAThousandCopiesAreOneStory(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	words := prose(rng, 400)
	articles := make([]Article, 1000)
	for i := range articles {
		articles[i].Shingles = shingles(strings.Join(append(prose(rng, 6), words[:200+i%200]...), " "))
	}
	for i, s := range stories(digests(articles)) {
		if s != 0 {
			t.Fatalf("copy %d belongs to story %d", i, s)
		}
	}
}

func TestShortTexts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Stocks rose.", "stocks ROSE", true},
		{"Stocks rose on Monday.", "Stocks fell on Monday.", false},
		{"", "", false},
		{"Stocks rose.", "", false},
	} {
		if got := copies(newShingled(shingles(c.a)), newShingled(shingles(c.b))); got != c.want {
			t.Errorf("%q and %q are copies: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func BenchmarkStories(b *testing.B) {
	rng := rand.New(rand.NewPCG(5, 6))
	articles := make([]Article, 2000)
	for i := range articles {
		articles[i].Shingles = shingles(strings.Join(prose(rng, 400), " "))
	}
	for b.Loop() {
		stories(digests(articles))
	}
}

func TestBoilerplateIsWhatMoreArticlesHave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		articles := make([]Digest, rapid.IntRange(0, 30).Draw(t, "articles"))
		count, all := map[uint32]int{}, 0
		for i := range articles {
			s := rapid.SliceOfNDistinct(rapid.Uint32Range(0, 60), 0, 40, rapid.ID).Draw(t, "shingles")
			slices.Sort(s)
			for k := range s {
				s[k] *= 70_000_001 // as hashes are spread
				count[s[k]]++
			}
			slices.Sort(s)
			articles[i].Shingles = s
			all += len(s)
		}
		limit := rapid.IntRange(1, 12).Draw(t, "limit")
		for i, got := range boilerplate(articles, all, limit) {
			var want []uint32
			for _, h := range articles[i].Shingles {
				if count[h] > limit {
					want = append(want, h)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("boilerplate of article %d is %v, want %v", i, got, want)
			}
			for _, h := range without(articles[i].Shingles, got) {
				if slices.Contains(got, h) {
					t.Fatalf("%d is left of article %d though it is boilerplate", h, i)
				}
			}
		}
	})
}

func TestArticlesOfAShingleStandTogetherInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.Uint64()).Draw(t, "list")
		want := slices.Clone(list)
		slices.SortStableFunc(want, func(a, b uint64) int { return cmp.Compare(a>>32, b>>32) })
		if sortByUpper(list); !slices.Equal(list, want) {
			t.Fatalf("sorted to %x, want %x", list, want)
		}
	})
}
