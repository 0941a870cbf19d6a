package learn

import (
	"bytes"
	"math"
	"testing"
)

// rankerChoices mean the candidate with feature 1; feature 2 says nothing.
func rankerChoices() []Choice {
	var list []Choice
	for i := range 60 {
		noise := uint32(3 + i%7)
		c := Choice{Candidates: [][]uint32{{2, noise}, {1, noise}, {2}}, Right: []bool{false, true, false}}
		if i%2 == 0 {
			c = Choice{Candidates: [][]uint32{{1}, {2, noise}}, Right: []bool{true, false}}
		}
		list = append(list, c)
	}
	return list
}

func TestRankerPrefersWhatWasMeant(t *testing.T) {
	o := LogisticOptions{Bits: 4, Epochs: 10, Seed: 1, Rate: .1, Prune: .01}
	m, err := TrainRanker(rankerChoices(), o)
	if err != nil {
		t.Fatal(err)
	}
	var good, bad [1]float32
	m.Score([]uint32{1, 9}, good[:])
	m.Score([]uint32{2, 9}, bad[:])
	if good[0] <= bad[0]+1 {
		t.Errorf("the meant candidate scores %g, the other %g", good[0], bad[0])
	}
	again, err := TrainRanker(rankerChoices(), o)
	if err != nil {
		t.Fatal(err)
	}
	a, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	b, err := again.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("a second training gives another model")
	}
	if _, err := TrainRanker(nil, LogisticOptions{}); err == nil {
		t.Error("no feature bits were accepted")
	}
}

func TestSoftmaxSumsToOne(t *testing.T) {
	p := []float64{1000, 999, -1000}
	Softmax(p)
	if sum := p[0] + p[1] + p[2]; math.Abs(sum-1) > 1e-9 || p[0] <= p[1] || p[1] <= p[2] {
		t.Errorf("probabilities are %v", p)
	}
}
