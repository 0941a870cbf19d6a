package resolve

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

var sentenceEnd = regexp.MustCompile(`[.!?]["”]? +|\n+`)

// newsTexts reads every nth text of at least 60 words.
func newsTexts(t *testing.T, nth int) []string {
	t.Helper()
	var texts []string
	for n, s := range datatest.Texts(t, "data/raw/news.jsonl.gz", 0) {
		if n%nth == 0 && len(strings.Fields(s)) >= 60 {
			texts = append(texts, s)
		}
	}
	return texts
}

// outlets make copies of a text: some sentences dropped, mostly from the end,
// neighbours exchanged, a share of the others reworded (three of ten words are
// other texts' words), another headline before it and a line of their own
// after it.
func outlet(rng *rand.Rand, text string, words []string) string {
	var list []string
	at := 0
	for _, m := range sentenceEnd.FindAllStringIndex(text, -1) {
		list = append(list, text[at:m[1]])
		at = m[1]
	}
	list = append(list, text[at:])
	if drop := rng.IntN(len(list)*2/5 + 1); drop > 0 {
		if rng.IntN(2) == 0 {
			list = list[:len(list)-drop]
		} else {
			for range drop {
				i := rng.IntN(len(list))
				list = slices.Delete(list, i, i+1)
			}
		}
	}
	for i := 0; i+1 < len(list); i += 2 {
		if rng.IntN(4) == 0 {
			list[i], list[i+1] = list[i+1], list[i]
		}
	}
	share := rng.Float64() * .35
	for i, s := range list {
		if rng.Float64() >= share {
			continue
		}
		w := strings.Fields(s)
		for k := range w {
			if rng.IntN(10) < 3 {
				w[k] = words[rng.IntN(len(words))]
			}
		}
		list[i] = strings.Join(w, " ") + " "
	}
	line := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[rng.IntN(len(words))] + " ")
		}
		return b.String()
	}
	return line(6+rng.IntN(6)) + "\n" + strings.Join(list, "") + "\n" + line(rng.IntN(15))
}

// reprinted makes one to three articles of each text and counts the pairs of one
// text that stories finds, those it misses, and those of two texts it joins.
func reprinted(texts []string) (found, missed, wrong int) {
	var words []string
	for _, s := range texts[:min(len(texts), 200)] {
		words = append(words, strings.Fields(s)...)
	}
	rng := rand.New(rand.NewPCG(7, 8))
	var articles []Article
	var source []int
	for from, s := range texts {
		for range 1 + rng.IntN(3) {
			articles = append(articles, Article{Shingles: shingles(s)})
			source = append(source, from)
			s = outlet(rng, texts[from], words)
		}
	}
	story := stories(digests(articles))
	for i := range articles {
		for j := range i {
			switch same, together := source[i] == source[j], story[i] == story[j]; {
			case same && together:
				found++
			case same:
				missed++
			case together:
				wrong++
			}
		}
	}
	return found, missed, wrong
}

// distinctTexts leaves out texts of which a third stands in an earlier one: a
// press office's follow-ups ("was sentenced today" after "pleaded guilty today")
// and its form letters. Nobody can say that they are not one story.
func distinctTexts(texts []string) []string {
	var out []string
	first := map[uint32]int{} // shingle → its first text
	for i, s := range texts {
		shared := map[int]int{}
		list := shingles(s)
		for _, h := range list {
			if j, ok := first[h]; ok {
				shared[j]++
			} else {
				first[h] = i
			}
		}
		own := true
		for j, n := range shared {
			own = own && 3*n < min(len(list), len(shingles(texts[j])))
		}
		if own {
			out = append(out, s)
		}
	}
	return out
}

func TestReprintsOfNewsAreFound(t *testing.T) {
	texts := newsTexts(t, 20)
	measure := func(what string, texts []string) (precision, recall float64) {
		found, missed, wrong := reprinted(texts)
		precision, recall = float64(found)/float64(found+wrong), float64(found)/float64(found+missed)
		t.Logf("%s: %d texts, %d pairs of copies, %d others joined: precision %.3f, recall %.3f", what, len(texts), found+missed, wrong, precision, recall)
		return precision, recall
	}
	measure("all", texts)
	if precision, recall := measure("without follow-ups", distinctTexts(texts)); precision < .99 || recall < .95 {
		t.Errorf("precision %.3f, recall %.3f: want .99 and .95", precision, recall)
	}
}
