package learn

import (
	"fmt"
	"math/rand/v2"
	"slices"
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
	Margin   float32 // a wrong label must score this much less than the right one; 0 is the plain perceptron
	Prune    float32 // weights smaller than this are left out of the model
	// Progress, when set, is told after each epoch the share of positions
	// decoded wrongly.
	Progress func(epoch int, wrong float64)
}

// TrainTagger trains a first-order sequence tagger with the averaged
// structured perceptron (Collins 2002), with a margin and partial annotation
// (the latent perceptron of Sun et al. 2009) where asked for. The same
// sequences and options give the same tagger. The features of the sequences
// are renumbered in place.
func TrainTagger(labels Labels, seqs []Sequence, o TaggerOptions) (*Tagger, error) {
	if err := labels.check(); err != nil {
		return nil, err
	}
	if o.Bits < 1 || o.Bits > maxBits || o.Epochs < 1 {
		return nil, fmt.Errorf("%d feature bits, %d epochs: want 1 to %d bits and an epoch or more", o.Bits, o.Epochs, maxBits)
	}
	ids := compact(seqs, o)
	t := newTrainer(labels, len(ids))
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
			n := t.step(&seqs[k], o.Margin)
			rests[k].after(e, n == 0)
			wrong += n
			all += len(seqs[k].Ends)
		}
		if o.Progress != nil {
			o.Progress(e+1, float64(wrong)/float64(max(all, 1)))
		}
	}
	return t.tagger(ids, o), nil
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

// trainer holds weights and, for averaging, each update times the step at
// which it was made.
type trainer struct {
	labels     Labels
	grid       grid
	w, sum     []float32
	tw         []float32
	tsum       []float64
	step1      float64 // current step
	lat        lattice
	scores     []float32
	gold, pred []uint8
}

func newTrainer(l Labels, features int) *trainer {
	n := len(l.Names)
	return &trainer{labels: l, grid: newGrid(l), w: make([]float32, features*n), sum: make([]float32, features*n), tw: make([]float32, (n+1)*n), tsum: make([]float64, (n+1)*n), step1: 1}
}

// step decodes one sequence, updates the weights where it is wrong and returns
// the number of wrong positions.
func (t *trainer) step(s *Sequence, margin float32) int {
	n, k := len(s.Ends), t.grid.n
	t.step1++
	t.scores, t.gold, t.pred = grow(t.scores, n*k), grow(t.gold, n), grow(t.pred, n)
	clear(t.scores)
	from := int32(0)
	for i, end := range s.Ends {
		row := t.scores[i*k : (i+1)*k]
		for _, f := range s.Features[from:end] {
			w := t.w[int(f)*k : int(f)*k+k]
			for l := range row {
				row[l] += w[l]
			}
		}
		from = end
	}
	if !t.grid.viterbi(&t.lat, t.scores, t.tw, s.Allowed, t.gold) {
		return 0 // the annotation contradicts the transitions
	}
	if margin > 0 {
		for i := range n {
			row := t.scores[i*k : (i+1)*k]
			for l := range row {
				if s.Allowed[i]>>l&1 == 0 {
					row[l] += margin
				}
			}
		}
	}
	t.grid.viterbi(&t.lat, t.scores, t.tw, nil, t.pred)
	wrong := 0
	for i := range n {
		if s.Allowed[i]>>t.pred[i]&1 == 0 {
			wrong++
		}
	}
	if wrong > 0 {
		t.update(s)
	}
	return wrong
}

func (t *trainer) update(s *Sequence) {
	k := t.grid.n
	c := float32(t.step1 / 1e6)
	from := int32(0)
	for i, end := range s.Ends {
		g, p := t.gold[i], t.pred[i]
		if g != p {
			for _, f := range s.Features[from:end] {
				o := int(f) * k
				t.w[o+int(g)]++
				t.w[o+int(p)]--
				t.sum[o+int(g)] += c
				t.sum[o+int(p)] -= c
			}
		}
		from = end
		pg, pp := k, k
		if i > 0 {
			pg, pp = int(t.gold[i-1]), int(t.pred[i-1])
		}
		if pg != pp || g != p {
			t.tw[pg*k+int(g)]++
			t.tw[pp*k+int(p)]--
			t.tsum[pg*k+int(g)] += t.step1
			t.tsum[pp*k+int(p)] -= t.step1
		}
	}
}

// tagger averages, prunes and quantizes the weights.
func (t *trainer) tagger(ids []uint32, o TaggerOptions) *Tagger {
	k := t.grid.n
	total := float32(t.step1 / 1e6)
	for i := range t.w {
		t.w[i] -= t.sum[i] / total
	}
	m := &Tagger{labels: t.labels, grid: t.grid, bits: o.Bits, trans: make([]float32, len(t.tw))}
	for i := range t.tw {
		m.trans[i] = t.tw[i] - float32(t.tsum[i]/t.step1)
	}
	where := make([]int32, 1<<o.Bits)
	for i, f := range ids {
		where[f] = int32(i) + 1
	}
	largest := float32(0)
	for _, w := range t.w {
		largest = max(largest, w, -w)
	}
	m.book = newCodebook(max(o.Prune, 1e-3), largest)
	m.start = make([]uint32, 1<<o.Bits+1)
	for f, i := range where {
		if i > 0 {
			row := t.w[int(i-1)*k : int(i)*k]
			for l, w := range row {
				if w >= m.book[1] || -w >= m.book[1] {
					m.cells = append(m.cells, cell{uint8(l), m.book.code(w)})
				}
			}
		}
		m.start[f+1] = uint32(len(m.cells))
	}
	return m
}
