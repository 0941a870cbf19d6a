package model

import (
	"math"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/learn"
)

func TestScoresAreTheSumsOfTheFeatures(t *testing.T) {
	x := build(t, func(b *Builder) {
		b.AddPhrase("New Oslo", City)
		b.AddPhrase("Lee", Surname)
		b.AddWord("oslo", Cluster{ID: [4]uint16{1, 2, 3, 4}, Rank: 5})
		b.AddWord("in", Cluster{ID: [4]uint16{2, 3, 4, 5}, Rank: 1})
	})
	sentences := []string{"Ann Lee lives in New Oslo .", "Lee", "LEE LEAVES NEW OSLO IN ANGER", "oslo in may , says new-oslo lee ."}
	e := NewExtractor(x)
	var seqs []learn.Sequence
	for i, s := range sentences {
		features, ends := e.Features(tokens(strings.Fields(s)...))
		seq := learn.Sequence{Features: append([]uint32{}, features...), Ends: append([]int32{}, ends...), Allowed: make([]uint64, len(ends))}
		for p := range seq.Allowed { // names without sense, for weights of all features
			seq.Allowed[p] = 1 << label(Class((i+p)%int(Classes)), unit)
		}
		seqs = append(seqs, seq)
	}
	tagger, err := learn.TrainTagger(Labels(), seqs, learn.TaggerOptions{Bits: FeatureBits, Epochs: 3})
	if err != nil {
		t.Fatal(err)
	}
	s := newScorer(&Model{Lexicon: x, Tagger: tagger})
	for _, sentence := range append(sentences, sentences...) { // unknown words, then known ones
		words := tokens(strings.Fields(sentence)...)
		got := make([]float32, len(words)*labelCount)
		s.score(words, got)
		features, ends := e.Features(words)
		want := make([]float32, len(got))
		from := int32(0)
		for i, end := range ends {
			tagger.Score(features[from:end], want[i*labelCount:(i+1)*labelCount])
			from = end
		}
		largest := 0.0
		for i := range got {
			largest = max(largest, math.Abs(float64(want[i])))
			if d := math.Abs(float64(got[i] - want[i])); d > 1e-4 {
				t.Fatalf("%q: score %d is %g, want %g", sentence, i, got[i], want[i])
			}
		}
		if largest < 0.1 {
			t.Fatalf("%q: the largest score is %g: nothing was learned", sentence, largest)
		}
	}
}
