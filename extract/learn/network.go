package learn

import "math"

// Sentence is what a Network reads of a sentence: for each token the numbers
// of what it is.
type Sentence struct {
	Word []int32 // row of its word vector, -1 for none
	Stem []int32 // number of its stem, below 1<<Shape.StemBits
	Tag  []uint8 // number of its tag or, of a name, its type; below Shape.Tags
}

// View is how a Network looks at two tokens of a sentence.
type View struct {
	Sentence    *Sentence
	Left, Right int     // tokens, Left before Right
	Marks       []uint8 // of each token, what it is to the two: 0 for nothing, below Shape.Marks
}

// Shape is the size of a Network.
type Shape struct {
	Bits     int // features are below 1<<Bits
	StemBits int
	Tags     int
	Marks    int
	StemSize int // numbers of a stem's vector
	TagSize  int
	Filters  int // of the convolution
	Hidden   int // units of the layer above it
}

const (
	window = 3  // tokens that a filter sees
	zones  = 4  // before, between and after the two tokens, and those with a mark
	far    = 12 // distances from a token are cut here
	places = 2*far + 1
)

func (s *Shape) pooled() int { return zones * s.Filters }

// Network is a committee of small networks, whose log odds are averaged. Each
// has filters over the vectors of three tokens, their distances from two
// tokens and their marks; the largest value of each before, between and after
// the two (Zeng et al. 2015) and among the tokens with a mark goes, with some
// hashed features, into a hidden layer that every class weighs. Classes do not
// exclude each other. It is safe for concurrent use.
type Network struct {
	shape   Shape
	classes []string
	vectors *Vectors
	members []*net
	words   kept
}

// net is one of a Network.
type net struct {
	shape    *Shape
	vectors  *Vectors
	known    set       // features that have a row
	named    set       // stems that have a row
	features []float32 // by row, hidden unit
	stems    []float32 // by row, size
	tags     []float32 // by tag, size
	filters  []float32 // by place in the window, filter, input
	bias     []float32 // by filter
	left     []float32 // by distance, filter
	right    []float32
	marks    []float32 // by mark, filter
	project  []float32 // by pooled value, hidden unit
	hidden   []float32 // bias by unit
	out      []float32 // by class: a bias, then weights of the units

	tagged  []float32 // by tag, place in the window, filter: what it adds
	stemmed kept      // by row of stems
}

// Classes returns the names of the classes.
func (m *Network) Classes() []string { return m.classes }

// Shape returns the size of the network.
func (m *Network) Shape() Shape { return m.shape }

// in is the number of inputs of a token: its word's vector, its stem's, its
// tag's.
func (n *net) in() int { return n.vectors.size + n.shape.StemSize + n.shape.TagSize }

// prepare finds what each tag adds to the filters.
func (n *net) prepare() {
	size := window * n.shape.Filters
	n.tagged = make([]float32, n.shape.Tags*size)
	for tag := range n.shape.Tags {
		n.add(n.tags[tag*n.shape.TagSize:][:n.shape.TagSize], n.vectors.size+n.shape.StemSize, n.tagged[tag*size:])
	}
}

// distance is the number of the distance of token t from another.
func distance(t, from int) int { return min(max(t-from, -far), far) + far }

// zone is where token t stands.
func (v *View) zone(t int) int {
	switch {
	case t < v.Left:
		return 0
	case t > v.Right:
		return 2
	}
	return 1
}

// pool finds the largest value of each filter in each zone, at least 0, and
// the token that has it, -1 for none. conv has the filters' values by token,
// without what depends on the two tokens.
func (n *net) pool(v *View, conv, pooled []float32, at []int32) {
	nf := n.shape.Filters
	clear(pooled)
	for i := range at {
		at[i] = -1
	}
	for t := range v.Sentence.Word {
		c := conv[t*nf:][:nf]
		p, q := n.left[distance(t, v.Left)*nf:][:nf], n.right[distance(t, v.Right)*nf:][:nf]
		k := n.marks[int(v.Marks[t])*nf:][:nf]
		z := v.zone(t)
		y, a := pooled[z*nf:][:nf], at[z*nf:][:nf]
		if v.Marks[t] == 0 {
			for f := range c {
				if h := c[f] + p[f] + q[f] + k[f]; h > y[f] {
					y[f], a[f] = h, int32(t)
				}
			}
			continue
		}
		ym, am := pooled[(zones-1)*nf:][:nf], at[(zones-1)*nf:][:nf]
		for f := range c {
			h := c[f] + p[f] + q[f] + k[f]
			if h > y[f] {
				y[f], a[f] = h, int32(t)
			}
			if h > ym[f] {
				ym[f], am[f] = h, int32(t)
			}
		}
	}
}

// addTimes adds x times w to row.
func addTimes(row []float32, x float32, w []float32) {
	w = w[:len(row)]
	for i := range row {
		row[i] += x * w[i]
	}
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

// zeroed returns n zeros, in s's memory where it suffices.
func zeroed(s []float32, n int) []float32 {
	s = grow(s, n)
	clear(s)
	return s
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
