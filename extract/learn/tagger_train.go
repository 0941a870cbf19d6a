package learn

import (
	"fmt"
	"math"
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
	Rate     float32 // learning rate of the random field
	Dropout  float32 // share of the features hidden from a sentence at each turn
	Shrink   float32 // share of a weight lost at each of its updates, times the rate
	Prune    float32 // weights smaller than this are left out of the model
	// Progress, when set, is told after each epoch the share of positions
	// decoded wrongly.
	Progress func(epoch int, wrong float64)
}

// TrainTagger trains a first-order conditional random field (Lafferty et al.
// 2001) by stochastic gradients with a rate for each weight that falls as its
// gradients add up (AdaGrad, Duchi et al. 2011). Of a sentence annotated in
// part it maximizes the probability of all labellings that agree with what is
// known (Tsuboi et al. 2008). The same sequences and options give the same
// tagger. The features of the sequences are renumbered in place.
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
	t := newTrainer(labels, len(ids), o)
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
			n, sure := t.step(&seqs[k])
			rests[k].after(e, sure)
			wrong += n
			all += len(seqs[k].Ends)
		}
		t.endEpoch(e)
		if o.Progress != nil {
			o.Progress(e+1, float64(wrong)/float64(max(all, 1)))
		}
	}
	t.average(o.Epochs)
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

// trainer holds the weights and, for each, the sum of its squared gradients.
type trainer struct {
	labels       Labels
	grid         grid
	rate, shrink float32
	w, sq        []float32
	sum          []float32 // of the weights after each epoch but the first
	tw, tsq      []float32
	scores       []float32
	free, known  sums // over all paths, over those that agree with the annotation
	gradient     []float32
	pairs        []float32
	active       []uint8 // labels with a gradient
	dropout      float32
	rng          *rand.PCG
	shown        []uint32
	shownEnds    []int32
}

func newTrainer(l Labels, features int, o TaggerOptions) *trainer {
	n := len(l.Names)
	t := &trainer{
		labels: l, grid: newGrid(l), rate: o.Rate, shrink: o.Shrink,
		dropout: o.Dropout, rng: rand.NewPCG(o.Seed, 2),
		w: make([]float32, features*n), sq: make([]float32, features*n),
		tw: make([]float32, (n+1)*n), tsq: make([]float32, (n+1)*n),
		sum:      make([]float32, features*n),
		gradient: make([]float32, n), pairs: make([]float32, (n+1)*n),
	}
	t.free.trans = make([]float32, (n+1)*n)
	for i := range t.free.trans {
		t.free.trans[i] = 1
	}
	return t
}

const (
	// negligible gradients are not followed.
	negligible = 0.003
	// damping keeps the first steps of a weight small.
	damping = 1
	// settled is the largest gradient of a sentence that may rest.
	settled = 0.02
)

// step moves the weights along the gradient of one sentence. It returns the
// number of positions whose most probable label is wrong, and whether the
// sentence has nothing more to say.
func (t *trainer) step(s *Sequence) (wrong int, sure bool) {
	n, k := len(s.Ends), t.grid.n
	t.scores = grow(t.scores, n*k)
	clear(t.scores)
	from := int32(0)
	features, ends := t.visible(s)
	for i, end := range ends {
		row := t.scores[i*k : (i+1)*k]
		for _, f := range features[from:end] {
			addRow(row, t.w[int(f)*k:int(f)*k+k])
		}
		from = end
	}
	t.free.exponentials(t.scores, k, 1)
	t.known.n, t.known.k, t.known.emit, t.known.trans = n, k, t.free.emit, t.free.trans
	t.free.run(&t.grid, nil)
	if t.known.run(&t.grid, s.Allowed); t.known.none {
		return 0, true // the annotation contradicts the transitions
	}
	largest := float32(0)
	from = 0
	for i, end := range ends {
		best, top := 0, float32(-1)
		for l := range k {
			p := t.free.label(i, l)
			if p > top {
				best, top = l, p
			}
			g := t.known.label(i, l) - p
			if !(g > negligible || g < -negligible) || g > 1.001 || g < -1.001 {
				g = 0
			}
			t.gradient[l] = g
			largest = max(largest, g, -g)
		}
		if s.Allowed[i]>>best&1 == 0 {
			wrong++
		}
		t.update(features[from:end])
		from = end
	}
	if largest > settled {
		t.transitions(n)
	}
	return wrong, largest <= settled
}

// visible returns the features that a sentence shows in this turn. Hiding some
// at random keeps the learner from leaning on the words alone, which new
// articles do not share (Hinton et al. 2012).
func (t *trainer) visible(s *Sequence) (features []uint32, ends []int32) {
	if t.dropout == 0 {
		return s.Features, s.Ends
	}
	t.shown, t.shownEnds = t.shown[:0], t.shownEnds[:0]
	limit := uint64(float64(t.dropout) * (1 << 32))
	from := int32(0)
	for _, end := range s.Ends {
		for _, f := range s.Features[from:end] {
			if t.rng.Uint64()>>32 >= limit {
				t.shown = append(t.shown, f)
			}
		}
		from = end
		t.shownEnds = append(t.shownEnds, int32(len(t.shown)))
	}
	return t.shown, t.shownEnds
}

// update moves the weights of one position's features.
func (t *trainer) update(features []uint32) {
	k := t.grid.n
	t.active = t.active[:0]
	for l, g := range t.gradient {
		if g != 0 {
			t.active = append(t.active, uint8(l))
		}
	}
	if len(t.active) == 0 {
		return
	}
	for _, f := range features {
		w, sq := t.w[int(f)*k:int(f)*k+k], t.sq[int(f)*k:int(f)*k+k]
		for _, l := range t.active {
			g := t.gradient[l]
			sq[l] += g * g
			w[l] += t.rate * (g - t.shrink*w[l]) / sqrt32(damping+sq[l])
		}
	}
}

// addRow adds w to row.
func addRow(row, w []float32) {
	w = w[:len(row)]
	for len(row) >= 4 && len(w) >= 4 {
		row[0] += w[0]
		row[1] += w[1]
		row[2] += w[2]
		row[3] += w[3]
		row, w = row[4:], w[4:]
	}
	for l := range row {
		row[l] += w[l]
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// transitions moves the weights of the transitions.
func (t *trainer) transitions(n int) {
	k := t.grid.n
	clear(t.pairs)
	for l := range k {
		t.pairs[k*k+l] = t.known.label(0, l) - t.free.label(0, l)
	}
	for i := 1; i < n; i++ {
		for l, before := range t.grid.from {
			for _, p := range before {
				t.pairs[int(p)*k+l] += t.known.pair(i, int(p), l) - t.free.pair(i, int(p), l)
			}
		}
	}
	for i, g := range t.pairs {
		if g > negligible || g < -negligible {
			t.tsq[i] += g * g
			t.tw[i] += t.rate * g / sqrt32(damping+t.tsq[i])
			t.free.trans[i] = float32(math.Exp(float64(t.tw[i])))
		}
	}
}

// endEpoch adds the weights to the sum that average divides. The first epoch's
// are left out: they still move a lot.
func (t *trainer) endEpoch(epoch int) {
	if epoch > 0 {
		for i, w := range t.w {
			t.sum[i] += w
		}
	}
}

// average puts the mean of the epochs' weights in their place, which is less
// moved by the last sentences seen and by single mislabelled ones.
func (t *trainer) average(epochs int) {
	if epochs < 2 {
		return
	}
	for i := range t.w {
		t.w[i] = t.sum[i] / float32(epochs-1)
	}
}

// tagger prunes and quantizes the weights.
func (t *trainer) tagger(ids []uint32, o TaggerOptions) *Tagger {
	k := t.grid.n
	m := &Tagger{labels: t.labels, grid: t.grid, bits: o.Bits, trans: t.tw}
	where := make([]int32, 1<<o.Bits)
	for i, f := range ids {
		where[f] = int32(i) + 1
	}
	largest := float32(0)
	for _, w := range t.w {
		largest = max(largest, w, -w)
	}
	m.book = newCodebook(max(o.Prune, 1e-3), largest)
	var features []uint32
	m.start = []uint32{0}
	for f, i := range where {
		if i == 0 {
			continue
		}
		before := len(m.cells)
		for l, w := range t.w[int(i-1)*k : int(i)*k] {
			if w >= m.book[1] || -w >= m.book[1] {
				m.cells = append(m.cells, cell{uint8(l), m.book.code(w)})
			}
		}
		if len(m.cells) > before {
			features = append(features, uint32(f))
			m.start = append(m.start, uint32(len(m.cells)))
		}
	}
	m.known = newSet(features, o.Bits)
	return m
}
