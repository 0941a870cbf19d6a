package learn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
)

// Sequence is a training sentence: for each position its features and the
// labels it may bear. A position with several allowed labels is annotated in
// part only; the learner then follows the best path that agrees with what is
// known.
type Sequence struct {
	Features []uint32 // all positions' features, one after the other
	Ends     []int32  // end of each position's features
	Allowed  []uint64 // label masks
	Repeat   int      // times to use it in an epoch; 0 is once
}

// TaggerOptions says how to train a tagger.
type TaggerOptions struct {
	Bits     int     // features are numbers below 1<<Bits
	Epochs   int     // passes over the data
	Seed     uint64  // of the order of the sentences
	MinCount int     // features seen less often are left out
	Rate     float32 // learning rate of the random field
	Dropout  float32 // share of the features hidden from a sentence at each turn
	Shrink   float32 // share of a weight lost at each of its updates, times the rate
	Prune    float32 // weights smaller than this are left out of the model
	// Perceptron, when above 0, trains an averaged perceptron too and mixes
	// its weights into the random field's: its share of the sum. At 1 it is
	// trained alone.
	Perceptron float32
	// Progress, when set, is told after each epoch the share of positions
	// that the random field labelled wrongly.
	Progress func(epoch int, wrong float64)
}

// TrainTagger trains a first-order conditional random field (Lafferty et al.
// 2001) by stochastic gradients with a rate for each weight that falls as its
// gradients add up (AdaGrad, Duchi et al. 2011). Of a sentence annotated in
// part it maximizes the probability of all labellings that agree with what is
// known (Tsuboi et al. 2008). Where asked for, an averaged structured
// perceptron (Collins 2002) learns beside it, on another processor; both score
// labels by sums of weights, so that a weighted sum of the two is a tagger of
// the same size, with fewer mistakes than either. The same sequences and
// options give the same tagger. The features of the sequences are renumbered in place.
func TrainTagger(labels Labels, seqs []Sequence, o TaggerOptions) (*Tagger, error) {
	if err := labels.check(); err != nil {
		return nil, err
	}
	if o.Bits < 1 || o.Bits > maxBits || o.Epochs < 1 {
		return nil, fmt.Errorf("%d feature bits, %d epochs: want 1 to %d bits and an epoch or more", o.Bits, o.Epochs, maxBits)
	}
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	ids := compact(seqs, o)
	if o.Perceptron == 1 {
		p := newPerceptron(labels, len(ids))
		visit(seqs, o, p.step, nil, o.Progress)
		p.average()
		scale(p.w)
		scale(p.tw)
		return compile(labels, ids, p.w, p.tw, o), nil
	}
	f := newField(labels, len(ids), o)
	if o.Perceptron == 0 {
		visit(seqs, o, f.step, f.endEpoch, o.Progress)
		f.average(o.Epochs)
	} else {
		p := newPerceptron(labels, len(ids))
		var learning sync.WaitGroup
		learning.Go(func() {
			visit(seqs, o, p.step, nil, nil)
			p.average()
		})
		visit(seqs, o, f.step, f.endEpoch, o.Progress)
		f.average(o.Epochs)
		learning.Wait()
		scale(p.w)
		scale(p.tw)
		mix(f.w, p.w, o.Perceptron)
		mix(f.tw, p.tw, o.Perceptron)
	}
	return compile(labels, ids, f.w, f.tw, o), nil
}

// perceptronScale brings the perceptron's weights, which add up mistakes, to
// about the size of the random field's.
const perceptronScale = 1.0 / 27

func scale(perceptron []float32) {
	for i := range perceptron {
		perceptron[i] *= perceptronScale
	}
}

// mix puts into field the weights of both learners, those of the perceptron
// with the given share.
func mix(field, perceptron []float32, share float32) {
	for i, w := range perceptron {
		field[i] = (1-share)*field[i] + share*w
	}
}

// visit shows the sequences to a learner in as many rounds as asked for. step
// returns the positions it had wrong, and whether it has learned all that the
// sequence has to teach.
func visit(seqs []Sequence, o TaggerOptions, step func(*Sequence) (wrong int, sure bool), endEpoch func(int), progress func(int, float64)) {
	var order []int
	for i := range seqs {
		for range max(seqs[i].Repeat, 1) {
			order = append(order, i)
		}
	}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	rests := make([]rest, len(seqs))
	for e := range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		wrong, all := 0, 0
		for _, k := range order {
			if rests[k].sits(e) {
				continue
			}
			n, sure := step(&seqs[k])
			rests[k].after(e, sure)
			wrong += n
			all += len(seqs[k].Ends)
		}
		if endEpoch != nil {
			endEpoch(e)
		}
		if progress != nil {
			progress(e+1, float64(wrong)/float64(max(all, 1)))
		}
	}
}

// rest lets a sentence that was right several epochs in a row sit out some: it
// would change nothing, and most of a training's time would go into finding
// that out.
type rest struct {
	right int // epochs in a row
	last  int // epoch of its last turn
	until int // epoch of its next turn
}

// sits reports whether the sentence sits out an epoch. Its repeats within one
// epoch go together.
func (r *rest) sits(epoch int) bool { return r.until > epoch && r.last < epoch }

// after records a turn in an epoch.
func (r *rest) after(epoch int, right bool) {
	switch {
	case !right:
		r.right, r.until = 0, 0
	case r.last < epoch || epoch == 0:
		r.right++
		r.until = epoch + 1 + min(r.right/2, 2)
	}
	r.last = epoch
}

// compact renumbers the features of seqs by falling frequency, dropping those
// seen less often than asked for, and returns the old number of each.
func compact(seqs []Sequence, o TaggerOptions) []uint32 {
	count := make([]uint32, 1<<o.Bits)
	for _, s := range seqs {
		for _, f := range s.Features {
			count[f]++
		}
	}
	var ids []uint32
	for f, n := range count {
		if n > 0 && int(n) >= o.MinCount {
			ids = append(ids, uint32(f))
		}
	}
	slices.SortStableFunc(ids, func(a, b uint32) int { return int(count[b]) - int(count[a]) })
	number := count // reused
	clear(number)
	for i, f := range ids {
		number[f] = uint32(i) + 1
	}
	for i := range seqs {
		s := &seqs[i]
		w, from := 0, int32(0)
		for p, end := range s.Ends {
			for _, f := range s.Features[from:end] {
				if n := number[f]; n > 0 {
					s.Features[w] = n - 1
					w++
				}
			}
			from, s.Ends[p] = end, int32(w)
		}
		s.Features = s.Features[:w]
	}
	return ids
}

// compile prunes and quantizes weights.
func compile(labels Labels, ids []uint32, weights, transitions []float32, o TaggerOptions) *Tagger {
	k := len(labels.Names)
	where := make([]int32, 1<<o.Bits)
	for i, f := range ids {
		where[f] = int32(i) + 1
	}
	largest := float32(0)
	for _, w := range weights {
		largest = max(largest, w, -w)
	}
	b := newWeightsBuilder(o.Bits, o.Prune, largest)
	for f, i := range where {
		if i == 0 {
			continue
		}
		for l, w := range weights[int(i-1)*k : int(i)*k] {
			b.put(uint32(f), l, w)
		}
	}
	return &Tagger{weights: b.build(), labels: labels, grid: newGrid(labels), trans: transitions}
}
