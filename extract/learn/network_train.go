package learn

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// NetworkExample is a training example of a Network. Examples of one sentence
// share it and follow each other.
type NetworkExample struct {
	Example
	View View
}

// NetworkOptions says how to train a Network.
type NetworkOptions struct {
	Shape
	Members   int // networks of the committee
	Epochs    int // passes over the data
	Batch     int // sentences between two steps
	Seed      uint64
	MinCount  int     // features and stems seen less often have no row
	Rate      float32 // learning rate, which falls to a twentieth in the end
	RowRate   float32 // that of features and stems
	DropWords float32 // share of a sentence's words, and of its stems, left out at random
	DropRest  float32 // share of features left out
	DropUnits float32 // share of pooled values and of hidden units left out
}

// TrainNetwork trains the members one by one, each from a seed of its own, by
// stochastic gradients: Adam (Kingma and Ba 2015) for what is dense, AdaGrad
// for rows, with dropout (Srivastava et al. 2014), averaged over the last two
// epochs. The same examples and options give the same network.
func TrainNetwork(classes []string, examples []NetworkExample, vectors *Vectors, o NetworkOptions) (*Network, error) {
	if len(classes) < 1 || len(classes) > MaxClasses {
		return nil, fmt.Errorf("%d classes: want 1 to %d", len(classes), MaxClasses)
	}
	if o.Bits < 1 || o.Bits > maxBits || o.StemBits < 1 || o.StemBits > maxBits || o.Epochs < 2 || o.Members < 1 || o.Members > maxMembers || o.Batch < 1 {
		return nil, fmt.Errorf("a network of %d bits for features and %d for stems, %d epochs, %d members, batches of %d: want 1 to %d bits, two epochs, 1 to %d members, and a sentence a batch or more", o.Bits, o.StemBits, o.Epochs, o.Members, o.Batch, maxBits, maxMembers)
	}
	m := &Network{shape: o.Shape, classes: slices.Clone(classes), vectors: vectors}
	for k := range o.Members {
		t := newNetTrainer(m, examples, o, rand.New(rand.NewPCG(o.Seed+uint64(k), 7)))
		t.train()
		m.members = append(m.members, t.net)
	}
	m.ready()
	return m, nil
}

// netTrainer trains one network.
type netTrainer struct {
	*net
	o        NetworkOptions
	classes  int
	rng      *rand.Rand
	examples []NetworkExample
	rows     [][]uint32 // rows of each example's features
	groups   [][2]int   // examples of each sentence
	dense    []*adam    // in the order of net.dense
	fSquares []float32  // of each feature's gradients
	sSquares []float32  // of each stem's
	rowRate  float32

	sentence        Sentence
	x, gx           []float32 // inputs of the tokens and their gradients
	conv, pooled    []float32
	at              []int32
	units, gradient []float32
	on              []bool
	some            []uint32
}

// Places of matrices in net.dense.
const (
	tagsAt = iota
	filtersAt
	biasAt
	leftAt
	rightAt
	marksAt
	projectAt
	hiddenAt
	outAt
)

func newNetTrainer(m *Network, examples []NetworkExample, o NetworkOptions, rng *rand.Rand) *netTrainer {
	t := &netTrainer{net: &net{shape: &m.shape, vectors: m.vectors}, o: o, classes: len(m.classes), rng: rng, examples: examples}
	s := t.shape
	features, stems := make([]int, 1<<o.Bits), make([]int, 1<<o.StemBits)
	for i := 0; i < len(examples); {
		x := examples[i].View.Sentence
		from := i
		for ; i < len(examples) && examples[i].View.Sentence == x; i++ {
			for _, f := range examples[i].Features {
				features[f]++
			}
		}
		for _, k := range x.Stem {
			stems[k]++
		}
		t.groups = append(t.groups, [2]int{from, i})
	}
	t.known, t.named = seen(features, o.MinCount, o.Bits), seen(stems, o.MinCount, o.StemBits)
	for i := range examples {
		var row []uint32
		for _, f := range examples[i].Features {
			if r := t.known.find(f); r >= 0 {
				row = append(row, uint32(r))
			}
		}
		slices.Sort(row)
		t.rows = append(t.rows, slices.Compact(row))
	}
	random := func(n int, scale float32) []float32 {
		w := make([]float32, n)
		for i := range w {
			w[i] = float32(rng.NormFloat64()) * scale
		}
		return w
	}
	t.fSquares, t.sSquares = make([]float32, len(t.known.all())), make([]float32, len(t.named.all()))
	t.features, t.stems = random(len(t.fSquares)*s.Hidden, 0.012), random(len(t.sSquares)*s.StemSize, 0.1)
	scales := [...]float32{
		tagsAt: 0.3, filtersAt: 1 / sqrt(float32(window*t.in())), leftAt: 0.1, rightAt: 0.1, marksAt: 0.1,
		projectAt: 1 / sqrt(float32(s.pooled())), outAt: 1 / sqrt(float32(s.Hidden)),
	}
	for k, x := range t.net.dense(t.classes) {
		*x.at = random(x.size, scales[k])
		t.dense = append(t.dense, newAdam(*x.at))
	}
	for c := range t.classes {
		t.out[c*(s.Hidden+1)] = -2
	}
	t.pooled, t.at = make([]float32, s.pooled()), make([]int32, s.pooled())
	t.units, t.gradient, t.on = make([]float32, s.Hidden), make([]float32, s.Hidden), make([]bool, s.Hidden)
	return t
}

// seen returns the numbers that were counted often enough.
func seen(counts []int, least, bits int) set {
	var list []uint32
	for x, n := range counts {
		if n > 0 && n >= least {
			list = append(list, uint32(x))
		}
	}
	return newSet(list, bits)
}

func (t *netTrainer) train() {
	var sums [2]mean
	steps, all := 0, max(t.o.Epochs*len(t.groups)/t.o.Batch, 1)
	for e := range t.o.Epochs {
		t.rng.Shuffle(len(t.groups), func(i, j int) { t.groups[i], t.groups[j] = t.groups[j], t.groups[i] })
		for i, g := range t.groups {
			t.rowRate = t.o.RowRate * (1 - 0.9*float32(e*len(t.groups)+i)/float32(t.o.Epochs*len(t.groups)))
			t.learn(g)
			if (i+1)%t.o.Batch == 0 {
				steps++
				for _, a := range t.dense {
					a.step(t.o.Rate*(1-0.95*float32(steps)/float32(all)), t.o.Batch, steps)
				}
			}
		}
		if e >= t.o.Epochs-2 {
			for _, a := range t.dense {
				a.sum.add(a.w)
			}
			sums[0].add(t.features)
			sums[1].add(t.stems)
		}
	}
	for _, a := range t.dense {
		a.sum.write(a.w)
	}
	sums[0].write(t.features)
	sums[1].write(t.stems)
	rounded(t.features, t.shape.Hidden)
	rounded(t.stems, t.shape.StemSize)
}

// mean sums weights up.
type mean struct {
	sum []float32
	n   int
}

func (m *mean) add(w []float32) {
	if m.sum == nil {
		m.sum = make([]float32, len(w))
	}
	addRow(m.sum, w)
	m.n++
}

func (m *mean) write(w []float32) {
	for i := range w {
		w[i] = m.sum[i] / float32(m.n)
	}
}

// adam are dense weights with their gradients and the moments of these.
type adam struct {
	w, g, m, v []float32
	sum        mean
}

func newAdam(w []float32) *adam {
	return &adam{w: w, g: make([]float32, len(w)), m: make([]float32, len(w)), v: make([]float32, len(w))}
}

// step moves the weights along the mean of the gradients of n sentences; it is
// the step of the given number, from 1.
func (a *adam) step(rate float32, n, number int) {
	const keep1, keep2 = 0.9, 0.999
	c1, c2 := 1-power(keep1, number), 1-power(keep2, number)
	share := 1 / float32(n)
	for i, g := range a.g {
		g *= share
		a.m[i] = keep1*a.m[i] + (1-keep1)*g
		a.v[i] = keep2*a.v[i] + (1-keep2)*g*g
		a.w[i] -= rate * a.m[i] / c1 / (sqrt(a.v[i]/c2) + 1e-8)
		a.g[i] = 0
	}
}

func power(x float32, n int) float32 {
	y := float32(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			y *= x
		}
		x *= x
	}
	return y
}
