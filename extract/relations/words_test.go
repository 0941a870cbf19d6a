package relations

import (
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/text"
)

// pairsOf returns the pairs of a marked sentence.
func pairsOf(t *testing.T, marked string) []Pair {
	t.Helper()
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := ParseExample(tagger, marked)
	if err != nil {
		t.Fatal(err)
	}
	var list []Pair
	extractor(t).Pairs(ex.Input, func(p Pair) {
		p.Features = append([]uint32(nil), p.Features...)
		list = append(list, p)
	})
	return list
}

func TestNetworkSeesWhatTokensAreToTheTwoMentions(t *testing.T) {
	const subjectThenObject, subjectThenAgent = 4*1 + 2, 4*1 + 3 + passiveMark
	for _, tt := range []struct {
		name, text string
		want       []uint8
	}{
		{"one buys the other", "[Acme|Organization] bought [Birch|Organization].", []uint8{mentionMark, subjectThenObject, mentionMark + 1, 0}},
		{"one is bought by the other", "[Acme|Organization] was bought by [Birch|Organization].", []uint8{mentionMark, 0, subjectThenAgent, prepMark + 1, mentionMark + 1, 0}},
		{"a title after a comma", "[Ana Soto|Person], chairman of [Acme|Organization].", []uint8{mentionMark, 0, titleMark, prepMark + 1, mentionMark + 1, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := pairsOf(t, tt.text)
			if len(list) != 1 {
				t.Fatalf("%d pairs, want one", len(list))
			}
			if got := fmt.Sprint(list[0].View.Marks); got != fmt.Sprint(tt.want) {
				t.Errorf("marks %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPairsOfASentenceShareIt(t *testing.T) {
	list := pairsOf(t, "[Acme|Organization] bought [Birch|Organization] and [Corvo|Organization]. [Delmar|Organization] sued [Elgin|Organization].")
	sentences := map[*learn.Sentence]int{}
	for _, p := range list {
		sentences[p.View.Sentence]++
		if n := len(p.View.Sentence.Word); n != len(p.View.Marks) || n != len(p.View.Sentence.Stem) || n != len(p.View.Sentence.Tag) {
			t.Errorf("%d words, %d stems, %d tags, %d marks: want as many", n, len(p.View.Sentence.Stem), len(p.View.Sentence.Tag), len(p.View.Marks))
		}
	}
	if len(list) != 4 || len(sentences) != 2 {
		t.Errorf("%d pairs of %d sentences, want 4 of 2", len(list), len(sentences))
	}
}

// What the network is asked must not depend on what was read before.
func TestScoresOfAPairAreTheSameInAnotherText(t *testing.T) {
	m, err := News()
	if err != nil {
		t.Fatal(err)
	}
	const text = "[Acme|Organization] bought [Birch|Organization] from [Corvo|Organization]."
	score := func(s *Scorer, p Pair) string {
		row := make([]float32, len(Labels()))
		s.Score(p.Features, p.Features[:p.Few], &p.Allowed, !p.Ruled.Empty(), func() *learn.View { return &p.View }, row)
		var b strings.Builder
		for k, z := range row {
			if p.Allowed.Has(k) {
				fmt.Fprintf(&b, "%.4f ", z)
			}
		}
		return b.String()
	}
	s := m.weights.Scorer()
	for _, p := range pairsOf(t, "[Delmar|Organization] sued [Elgin|Organization]. "+text) {
		score(s, p)
	}
	for _, p := range pairsOf(t, text) {
		if got, want := score(s, p), score(m.weights.Scorer(), p); got != want {
			t.Errorf("log odds %s after another text, else %s", got, want)
		}
	}
}

func TestWordsOfNewsHaveVectors(t *testing.T) {
	words, err := Words()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range strings.Fields("president acquired bombing subsidiary the") {
		if words.Row(w) < 0 {
			t.Errorf("%q has no vector", w)
		}
	}
	if words.Row("Qwzx") >= 0 {
		t.Error("a word that is none has a vector")
	}
}
