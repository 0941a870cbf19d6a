package relations

import (
	"errors"
	"slices"

	"github.com/newsgraph/newsgraph/extract/learn"
)

// Weights are what training learned. A pair's log odds are the mean of what
// both models say, or what the logistic one says where that is sure that the
// pair has no relation and no rule says otherwise.
type Weights struct {
	Logistic *learn.Logistic
	Network  *learn.Network // nil: the logistic model alone
}

// hopeless are log odds below which the logistic model is believed alone.
const hopeless = -4

func (w Weights) check() error {
	if !slices.Equal(w.Logistic.Classes(), Labels()) || w.Logistic.Bits() != FeatureBits {
		return errors.New("relations model: its classes or features are not those of this version: train it anew")
	}
	if w.Network == nil {
		return nil
	}
	s := w.Network.Shape()
	if !slices.Equal(w.Network.Classes(), Labels()) || s.Bits != FeatureBits || s.StemBits != StemBits || s.Tags != TagCount || s.Marks != MarkCount {
		return errors.New("relations network: its classes or features are not those of this version: train it anew")
	}
	return nil
}

// Scorer scores pairs with memory of its own: it must not be used by two
// goroutines at once.
type Scorer struct {
	weights Weights
	network *learn.NetworkScorer
	read    *learn.Sentence
	second  []float32
}

// Scorer returns a scorer.
func (w Weights) Scorer() *Scorer {
	s := &Scorer{weights: w, second: make([]float32, len(labels().list))}
	if w.Network != nil {
		s.network = w.Network.Scorer()
	}
	return s
}

// Score sets row, which has an entry a class, to the log odds of the classes
// that a pair is allowed. view tells how the network looks at the pair; it is
// asked for only when that matters.
func (s *Scorer) Score(features, few []uint32, allowed *learn.Mask, ruled bool, view func() *learn.View, row []float32) {
	s.weights.Logistic.Score(features, row)
	if s.network == nil {
		return
	}
	hope := ruled
	for k, z := range row {
		hope = hope || z > hopeless && allowed.Has(k)
	}
	if !hope {
		return
	}
	v := view()
	if s.read != v.Sentence {
		s.network.Read(v.Sentence)
		s.read = v.Sentence
	}
	s.network.Score(v, few, allowed, s.second)
	for k := range row {
		if allowed.Has(k) {
			row[k] = (row[k] + s.second[k]) / 2
		}
	}
}

// Forget makes the scorer read the next sentence even where it stands in the
// memory of the last.
func (s *Scorer) Forget() { s.read = nil }
