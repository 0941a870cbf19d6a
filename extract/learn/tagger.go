package learn

import "math/bits"

// cell is one weight: of a label, as a code of the codebook.
type cell struct {
	label uint8
	code  uint8
}

// Tagger is a trained sequence tagger. It is safe for concurrent use; the
// memory of a call is kept in a Scratch.
type Tagger struct {
	labels Labels
	grid   grid
	bits   int
	book   codebook
	known  set
	start  []uint32 // of the cells of each known feature, and the end of the last
	cells  []cell
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

// scoreAtOnce is how many features Score looks up together.
const scoreAtOnce = 64

// Score adds to row, which has an entry a label, the weights of the features.
// It looks up many features before it reads the weights of the first: most of
// the time goes into waiting for memory, and so they wait together.
func (t *Tagger) Score(features []uint32, row []float32) {
	var at [scoreAtOnce][2]uint32
	for len(features) > 0 {
		some := features[:min(len(features), scoreAtOnce)]
		features = features[len(some):]
		known := 0
		for _, f := range some {
			if i := t.known.find(f); i >= 0 {
				at[known] = [2]uint32{t.start[i], t.start[i+1]}
				known++
			}
		}
		for _, c := range at[:known] {
			for _, c := range t.cells[c[0]:c[1]] {
				row[c.label] += t.book[c.code]
			}
		}
	}
}

// Decode returns the best path for n rows of scores. The path is valid until
// the next call with the same scratch.
func (t *Tagger) Decode(s *Scratch, scores []float32) []uint8 {
	s.path = grow(s.path, len(scores)/t.grid.n)
	t.grid.viterbi(&s.lat, scores, t.trans, nil, s.path)
	return s.path
}

// codebook maps the codes of quantized weights to values: code 0 is 0, codes
// 1 to 127 grow geometrically, codes 129 to 255 are their negatives.
type codebook [256]float32

// set is a set of features: a bit each, and with each word of bits the number
// of features before it. Most features of a new text are in no model; the bits
// are small enough to stay in the processor's cache and tell so at once.
type set []members

type members struct {
	bits   uint64
	before uint32
}

// newSet returns the set of the given features below 1<<width, which rise.
func newSet(features []uint32, width int) set {
	s := make(set, max(1<<width/64, 1))
	for _, f := range features {
		s[f/64].bits |= 1 << (f % 64)
	}
	total := 0
	for i := range s {
		s[i].before = uint32(total)
		total += bits.OnesCount64(s[i].bits)
	}
	return s
}

// find returns the place of a feature among those of the set, or -1.
func (s set) find(f uint32) int {
	m, bit := &s[f/64], uint64(1)<<(f%64)
	if m.bits&bit == 0 {
		return -1
	}
	return int(m.before) + bits.OnesCount64(m.bits&(bit-1))
}

// all returns the features of the set.
func (s set) all() []uint32 {
	var out []uint32
	for i := range s {
		for b := s[i].bits; b != 0; b &= b - 1 {
			out = append(out, uint32(i*64+bits.TrailingZeros64(b)))
		}
	}
	return out
}
