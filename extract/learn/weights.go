package learn

import "math/bits"

// weights are the weights of hashed features, each for some labels: sparse,
// and quantized to a byte. The zero value has none.
type weights struct {
	bits  int // features are below 1<<bits
	book  codebook
	known set
	start []uint32 // of the cells of each known feature, and the end of the last
	cells []cell
}

// cell is one weight: of a label, as a code of the codebook.
type cell struct {
	label uint8
	code  uint8
}

// codebook maps the codes of quantized weights to values: code 0 is 0, codes
// 1 to 127 grow geometrically, codes 129 to 255 are their negatives.
type codebook [256]float32

// atOnce is how many features are looked up together.
const atOnce = 64

// add adds to row, which has an entry a label, the weights of the features. It
// looks up many features before it reads the weights of the first: most of the
// time goes into waiting for memory, and so they wait together.
func (w *weights) add(features []uint32, row []float32) {
	var at [atOnce][2]uint32
	for len(features) > 0 {
		some := features[:min(len(features), atOnce)]
		features = features[len(some):]
		known := 0
		for _, f := range some {
			if i := w.known.find(f); i >= 0 {
				at[known] = [2]uint32{w.start[i], w.start[i+1]}
				known++
			}
		}
		for _, span := range at[:known] {
			for _, c := range w.cells[span[0]:span[1]] {
				row[c.label] += w.book[c.code]
			}
		}
	}
}

// weightsBuilder collects weights, feature by feature with rising numbers.
type weightsBuilder struct {
	weights
	features []uint32
}

// newWeightsBuilder returns a builder that leaves out the weights below prune.
func newWeightsBuilder(bits int, prune, largest float32) *weightsBuilder {
	return &weightsBuilder{weights: weights{bits: bits, book: newCodebook(max(prune, leastWeight), largest)}}
}

// leastWeight is the smallest weight that a code book can hold.
const leastWeight = 1e-3

// put adds a weight.
func (b *weightsBuilder) put(feature uint32, label int, w float32) {
	if w < b.book[1] && -w < b.book[1] {
		return
	}
	if n := len(b.features); n == 0 || b.features[n-1] != feature {
		b.features = append(b.features, feature)
		b.start = append(b.start, uint32(len(b.cells)))
	}
	b.cells = append(b.cells, cell{uint8(label), b.book.code(w)})
}

// build returns the weights.
func (b *weightsBuilder) build() weights {
	b.start = append(b.start, uint32(len(b.cells)))
	b.known = newSet(b.features, b.bits)
	return b.weights
}

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
