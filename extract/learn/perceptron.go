package learn

// perceptron learns the averaged structured perceptron. It holds the weights
// and, for averaging, each update times the step at which it was made.
type perceptron struct {
	grid       grid
	w, sum     []float32
	tw         []float32
	tsum       []float64
	steps      float64
	lat        lattice
	scores     []float32
	gold, pred []uint8
}

// million keeps sums over steps in a range that float32 holds well.
const million = 1e6

func newPerceptron(l Labels, features int) *perceptron {
	n := len(l.Names)
	return &perceptron{
		grid: newGrid(l), steps: 1,
		w: make([]float32, features*n), sum: make([]float32, features*n),
		tw: make([]float32, (n+1)*n), tsum: make([]float64, (n+1)*n),
	}
}

// step decodes a sentence and, where the best path contradicts the annotation,
// moves the weights towards the best path that agrees with it (the latent
// perceptron of Sun et al. 2009). It returns the number of positions that
// contradict, and whether there are none.
func (t *perceptron) step(s *Sequence) (wrong int, right bool) {
	n, k := len(s.Ends), t.grid.n
	t.steps++
	t.scores, t.gold, t.pred = grow(t.scores, n*k), grow(t.gold, n), grow(t.pred, n)
	clear(t.scores)
	from := int32(0)
	for i, end := range s.Ends {
		row := t.scores[i*k : (i+1)*k]
		for _, f := range s.Features[from:end] {
			addRow(row, t.w[int(f)*k:int(f)*k+k])
		}
		from = end
	}
	if !t.grid.viterbi(&t.lat, t.scores, t.tw, s.Allowed, t.gold) {
		return 0, true // the annotation contradicts the transitions
	}
	t.grid.viterbi(&t.lat, t.scores, t.tw, nil, t.pred)
	for i, l := range t.pred {
		if s.Allowed[i]>>l&1 == 0 {
			wrong++
		}
	}
	if wrong > 0 {
		t.update(s)
	}
	return wrong, wrong == 0
}

// update adds the features of the agreeing path and takes off those of the
// other.
func (t *perceptron) update(s *Sequence) {
	k := t.grid.n
	c := float32(t.steps / million)
	from := int32(0)
	for i, end := range s.Ends {
		g, p := int(t.gold[i]), int(t.pred[i])
		if g != p {
			for _, f := range s.Features[from:end] {
				o := int(f) * k
				t.w[o+g]++
				t.w[o+p]--
				t.sum[o+g] += c
				t.sum[o+p] -= c
			}
		}
		from = end
		pg, pp := k, k // the row of starts
		if i > 0 {
			pg, pp = int(t.gold[i-1]), int(t.pred[i-1])
		}
		if pg != pp || g != p {
			t.tw[pg*k+g]++
			t.tw[pp*k+p]--
			t.tsum[pg*k+g] += t.steps
			t.tsum[pp*k+p] -= t.steps
		}
	}
}

// average puts the mean of the weights over all steps in their place.
func (t *perceptron) average() {
	total := float32(t.steps / million)
	for i := range t.w {
		t.w[i] -= t.sum[i] / total
	}
	for i := range t.tw {
		t.tw[i] -= float32(t.tsum[i] / t.steps)
	}
}
