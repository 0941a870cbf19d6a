package learn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// bio is a label set of one class: outside, begin, inside.
func bio() Labels {
	return Labels{Names: []string{"O", "B", "I"}, Start: 0b011, End: 0b111, From: []uint64{0b111, 0b111, 0b110}}
}

// toy returns sentences whose label is the feature, with a second feature
// that says nothing.
func toy(n int) []Sequence {
	rng := rand.New(rand.NewPCG(7, 7))
	var out []Sequence
	for range n {
		var s Sequence
		open := false
		for range 3 + rng.IntN(5) {
			l := rng.IntN(3)
			if l == 2 && !open {
				l = 1
			}
			open = l > 0
			s.Features = append(s.Features, uint32(10+l), uint32(20+rng.IntN(30)))
			s.Ends = append(s.Ends, int32(len(s.Features)))
			s.Allowed = append(s.Allowed, 1<<l)
		}
		out = append(out, s)
	}
	return out
}

func train(t *testing.T, seqs []Sequence, o TaggerOptions) *Tagger {
	t.Helper()
	if o.Bits == 0 {
		o.Bits = 8
	}
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	m, err := TrainTagger(bio(), seqs, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func decode(m *Tagger, features ...uint32) []uint8 {
	scores := make([]float32, len(features)*3)
	for i, f := range features {
		m.Score([]uint32{f}, scores[i*3:i*3+3])
	}
	return slices.Clone(m.Decode(&Scratch{}, scores))
}

// shares are those of the perceptron that the tests of learning try: none of
// it, half, nothing else.
var shares = []float32{0, 0.5, 1}

func TestTaggerLearnsWhatTheFeatureSays(t *testing.T) {
	for _, share := range shares {
		m := train(t, toy(50), TaggerOptions{Perceptron: share})
		if got, want := decode(m, 10, 11, 12, 10, 11), []uint8{0, 1, 2, 0, 1}; !slices.Equal(got, want) {
			t.Errorf("perceptron's share %g: labels %v, want %v", share, got, want)
		}
	}
}

func TestTaggerNeverBreaksTheLabelRules(t *testing.T) {
	m := train(t, toy(50), TaggerOptions{})
	got := decode(m, 12, 12, 10, 12, 12) // inside without a begin
	for i, l := range got {
		if l == 2 && (i == 0 || got[i-1] == 0) {
			t.Errorf("labels %v: inside at %d follows no begin", got, i)
		}
	}
}

func TestPartialAnnotationIsFilledIn(t *testing.T) {
	for _, share := range shares {
		seqs := toy(60)
		for i := range seqs[20:] { // two thirds know only whether a name is there
			for p, m := range seqs[20+i].Allowed {
				if m != 1 {
					seqs[20+i].Allowed[p] = 0b110
				}
			}
		}
		m := train(t, seqs, TaggerOptions{Epochs: 20, Perceptron: share})
		if got, want := decode(m, 10, 11, 12, 10, 11), []uint8{0, 1, 2, 0, 1}; !slices.Equal(got, want) {
			t.Errorf("perceptron's share %g: labels %v, want %v", share, got, want)
		}
	}
}

func TestContradictoryAnnotationIsPassedOver(t *testing.T) {
	for _, share := range shares {
		seqs := toy(20)
		seqs[3].Allowed[0] = 0b100 // a sentence cannot begin inside a name
		if got := decode(train(t, seqs, TaggerOptions{Perceptron: share}), 11, 12); !slices.Equal(got, []uint8{1, 2}) {
			t.Errorf("perceptron's share %g: labels %v, want [1 2]", share, got)
		}
	}
}

func TestSameDataSameBytes(t *testing.T) {
	for _, share := range shares {
		o := TaggerOptions{Seed: 3, Dropout: 0.2, Perceptron: share}
		a, err := train(t, toy(40), o).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		b, err := train(t, toy(40), o).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("perceptron's share %g: two trainings with the same data and seed differ", share)
		}
	}
}

func TestMixIsTheWeightedSum(t *testing.T) {
	field, perceptron := []float32{2, -1, 0}, []float32{27, 0, -54}
	scale(perceptron)
	mix(field, perceptron, 0.25)
	for i, want := range []float32{1.75, -0.75, -0.5} {
		if d := field[i] - want; d > 1e-5 || d < -1e-5 {
			t.Errorf("weight %d is %g, want %g", i, field[i], want)
		}
	}
}

func TestFileKeepsTheTagger(t *testing.T) {
	m := train(t, toy(40), TaggerOptions{})
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	r, err := ReadTagger(data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.start, r.start) || !slices.Equal(m.cells, r.cells) || !slices.Equal(m.trans, r.trans) {
		t.Error("weights changed by writing and reading")
	}
	for i := range m.book {
		if d := math.Abs(float64(m.book[i] - r.book[i])); d > 1e-3*math.Abs(float64(m.book[i])) {
			t.Errorf("code %d stands for %g, was %g", i, r.book[i], m.book[i])
		}
	}
	if !slices.Equal(r.Labels().Names, bio().Names) || r.Bits() != 8 {
		t.Errorf("labels %v, %d bits", r.Labels().Names, r.Bits())
	}
}

func TestUnusableOptionsAreRefused(t *testing.T) {
	for name, o := range map[string]TaggerOptions{"no bits": {Epochs: 1}, "no epochs": {Bits: 8}, "too many bits": {Bits: 40, Epochs: 1}} {
		if _, err := TrainTagger(bio(), toy(3), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := TrainTagger(Labels{Names: []string{"O"}}, nil, TaggerOptions{Bits: 8, Epochs: 1}); err == nil {
		t.Error("labels without transitions: no error")
	}
}

// brute sums exp(score) over all allowed paths that begin with the fixed
// labels at position at and, when closed, go on with none of the mask.
func brute(m *Tagger, scores []float32, want func(path []uint8) bool) float64 {
	k := m.grid.n
	n := len(scores) / k
	total, hit := 0.0, 0.0
	path := make([]uint8, n)
	var walk func(i int, s float64)
	walk = func(i int, s float64) {
		if i == n {
			if !m.grid.end[path[n-1]] {
				return
			}
			total += math.Exp(s)
			if want(path) {
				hit += math.Exp(s)
			}
			return
		}
		for l := range k {
			tr := m.trans[k*k+l]
			if i > 0 {
				if !slices.Contains(m.grid.from[l], path[i-1]) {
					continue
				}
				tr = m.trans[int(path[i-1])*k+l]
			} else if !m.grid.start[l] {
				continue
			}
			path[i] = uint8(l)
			walk(i+1, s+float64(tr)+float64(scores[i*k+l]))
		}
	}
	walk(0, 0)
	return hit / total
}

func TestPosteriorIsTheShareOfAllPaths(t *testing.T) {
	m := train(t, toy(30), TaggerOptions{})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "length")
		scores := rapid.SliceOfN(rapid.Float32Range(-4, 4), n*3, n*3).Draw(t, "scores")
		var s Scratch
		p := m.Posterior(&s, scores, 1)
		for i := range n {
			for l := range 3 {
				want := brute(m, scores, func(path []uint8) bool { return int(path[i]) == l })
				if got := p.Label(i, l); math.Abs(got-want) > 1e-3 {
					t.Fatalf("position %d, label %d: %g, want %g", i, l, got, want)
				}
			}
		}
		if n >= 3 { // the name at 1 alone: begin, and not inside after it
			want := brute(m, scores, func(path []uint8) bool { return path[1] == 1 && path[2] != 2 })
			if got := p.Span(1, []uint8{1}, 0b100); math.Abs(got-want) > 1e-3 {
				t.Fatalf("span: %g, want %g", got, want)
			}
		}
	})
}

func TestDecodeFindsTheBestOfAllPaths(t *testing.T) {
	m := train(t, toy(30), TaggerOptions{})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "length")
		scores := rapid.SliceOfN(rapid.Float32Range(-4, 4), n*3, n*3).Draw(t, "scores")
		var s Scratch
		got := slices.Clone(m.Decode(&s, scores))
		share := brute(m, scores, func(path []uint8) bool { return slices.Equal(path, got) })
		p := brute(m, scores, func(path []uint8) bool {
			return pathScore(m, scores, path) > pathScore(m, scores, got)+1e-3
		})
		if p > 0 || share == 0 {
			t.Fatalf("path %v is not the best", got)
		}
	})
}

// pathScore is a path's score.
func pathScore(m *Tagger, scores []float32, path []uint8) float64 {
	k := m.grid.n
	s := float64(m.trans[k*k+int(path[0])])
	for i, l := range path {
		s += float64(scores[i*k+int(l)])
		if i > 0 {
			s += float64(m.trans[int(path[i-1])*k+int(l)])
		}
	}
	return s
}

func FuzzReadTagger(f *testing.F) {
	m, err := TrainTagger(bio(), toy(10), TaggerOptions{Bits: 8, Epochs: 1})
	if err != nil {
		f.Fatal(err)
	}
	data, err := m.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadTagger(data)
		if err != nil {
			return
		}
		k := len(m.Labels().Names)
		row := make([]float32, k)
		m.Score([]uint32{0}, row)
		if got := m.Decode(&Scratch{}, row); len(got) != 1 || int(got[0]) >= k {
			t.Errorf("labels %v of %d", got, k)
		}
	})
}

func TestDropoutStillLearnsAndIsRepeatable(t *testing.T) {
	o := TaggerOptions{Dropout: 0.3, Epochs: 20}
	m := train(t, toy(60), o)
	if got, want := decode(m, 10, 11, 12, 10), []uint8{0, 1, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("labels %v, want %v", got, want)
	}
	if again := train(t, toy(60), o); !slices.Equal(m.cells, again.cells) {
		t.Error("two trainings with the same seed hide different features")
	}
}
