package learn

// Tagger is a trained sequence tagger. It is safe for concurrent use; the
// memory of a call is kept in a Scratch.
type Tagger struct {
	weights
	labels Labels
	grid   grid
	trans  []float32
}

// Scratch is memory for tagging that calls may reuse one after the other.
type Scratch struct {
	lat  lattice
	path []uint8
	sums
	transOf     *Tagger // whose transitions sums holds, at temperature
	temperature float64
}

// Labels returns the label set.
func (t *Tagger) Labels() Labels { return t.labels }

// Bits returns the size of the feature space: features are below 1<<Bits.
func (t *Tagger) Bits() int { return t.bits }

// Weights returns the number of weights kept.
func (t *Tagger) Weights() int { return len(t.cells) }

// Score adds to row, which has an entry a label, the weights of the features.
func (t *Tagger) Score(features []uint32, row []float32) { t.add(features, row) }

// Decode returns the best path for n rows of scores. The path is valid until
// the next call with the same scratch.
func (t *Tagger) Decode(s *Scratch, scores []float32) []uint8 {
	s.path = grow(s.path, len(scores)/t.grid.n)
	t.grid.viterbi(&s.lat, scores, t.trans, nil, s.path)
	return s.path
}
