package learn

import (
	"math"
	"math/rand/v2"
)

// field learns the random field. It holds the weights and, for each, the sum of its squared gradients.
type field struct {
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

func newField(l Labels, features int, o TaggerOptions) *field {
	n := len(l.Names)
	t := &field{
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
func (t *field) step(s *Sequence) (wrong int, sure bool) {
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
func (t *field) visible(s *Sequence) (features []uint32, ends []int32) {
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
func (t *field) update(features []uint32) {
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
func (t *field) transitions(n int) {
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
func (t *field) endEpoch(epoch int) {
	if epoch > 0 {
		for i, w := range t.w {
			t.sum[i] += w
		}
	}
}

// average puts the mean of the epochs' weights in their place, which is less
// moved by the last sentences seen and by single mislabelled ones.
func (t *field) average(epochs int) {
	if epochs < 2 {
		return
	}
	for i := range t.w {
		t.w[i] = t.sum[i] / float32(epochs-1)
	}
}
