package learn

import "sync/atomic"

// NetworkScorer scores with memory of its own: it must not be used by two
// goroutines at once.
type NetworkScorer struct {
	m      *Network
	x      []float32   // a vector
	added  []float32   // what it adds to the filters, where nothing keeps that
	conv   [][]float32 // of each member
	pooled []float32
	at     []int32
	hidden []float32
}

// Scorer returns a scorer.
func (m *Network) Scorer() *NetworkScorer {
	return &NetworkScorer{
		m: m, x: make([]float32, m.vectors.size), added: make([]float32, m.added()), conv: make([][]float32, len(m.members)),
		pooled: make([]float32, m.shape.pooled()), at: make([]int32, m.shape.pooled()), hidden: make([]float32, m.shape.Hidden),
	}
}

// kept holds, by row, what vectors add to the filters: found when first asked
// for.
type kept []atomic.Pointer[[]float32]

// maxKept bounds the words for which it is kept: the most frequent ones.
const maxKept = 1 << 13

// added is the length of what a vector adds to the filters, by member, place in
// the window and filter.
func (m *Network) added() int { return len(m.members) * window * m.shape.Filters }

// ready makes room for what is kept.
func (m *Network) ready() {
	m.words = make(kept, min(m.vectors.Len(), maxKept))
	for _, n := range m.members {
		n.prepare()
		n.stemmed = make(kept, len(n.stems)/max(n.shape.StemSize, 1))
	}
}

// word returns what the vector of a word adds. It is valid until the next call.
func (s *NetworkScorer) word(row int32) []float32 {
	m := s.m
	out := s.added
	if int(row) < len(m.words) {
		if p := m.words[row].Load(); p != nil {
			return *p
		}
		out = make([]float32, m.added())
	}
	m.vectors.read(row, s.x)
	for i, n := range m.members {
		n.add(s.x, 0, out[i*window*m.shape.Filters:])
	}
	if int(row) < len(m.words) {
		m.words[row].Store(&out)
	}
	return out
}

// stem returns what the vector of a stem adds, nil for one that has none.
func (n *net) stem(number int32) []float32 {
	i := n.named.find(uint32(number))
	if i < 0 {
		return nil
	}
	if p := n.stemmed[i].Load(); p != nil {
		return *p
	}
	out := make([]float32, window*n.shape.Filters)
	n.add(n.stems[i*n.shape.StemSize:][:n.shape.StemSize], n.vectors.size, out)
	n.stemmed[i].Store(&out)
	return out
}

// add sets out to what inputs from the given place on add, by place in the
// window and filter.
func (n *net) add(x []float32, from int, out []float32) {
	in := n.in()
	for k := range window * n.shape.Filters {
		out[k] = dot(x, n.filters[k*in+from:])
	}
}

// Read reads a sentence, which must come before the scores of its tokens.
func (s *NetworkScorer) Read(x *Sentence) {
	nf := s.m.shape.Filters
	size := window * nf
	for i, n := range s.m.members {
		s.conv[i] = grow(s.conv[i], len(x.Word)*nf)
		for t := range x.Word {
			copy(s.conv[i][t*nf:][:nf], n.bias)
		}
	}
	for t := range x.Word {
		if w := x.Word[t]; w >= 0 {
			a := s.word(w)
			for i := range s.m.members {
				spread(s.conv[i], a[i*size:][:size], t, nf)
			}
		}
		for i, n := range s.m.members {
			if a := n.stem(x.Stem[t]); a != nil {
				spread(s.conv[i], a, t, nf)
			}
			spread(s.conv[i], n.tagged[int(x.Tag[t])*size:][:size], t, nf)
		}
	}
}

// spread adds what token t adds to the filters in whose window it is.
func spread(conv, added []float32, t, nf int) {
	for k := range window {
		if to := t + window/2 - k; to >= 0 && to*nf < len(conv) {
			addRow(conv[to*nf:][:nf], added[k*nf:])
		}
	}
}

// Score sets the entries of row, which has one a class, that are asked for to
// their log odds for two tokens of the sentence that was read last.
func (s *NetworkScorer) Score(v *View, features []uint32, asked *Mask, row []float32) {
	for c := range row {
		if asked.Has(c) {
			row[c] = 0
		}
	}
	nh := s.m.shape.Hidden
	share := 1 / float32(len(s.m.members))
	for i, n := range s.m.members {
		n.pool(v, s.conv[i], s.pooled, s.at)
		h := s.hidden
		copy(h, n.hidden)
		for _, f := range features {
			if r := n.known.find(f); r >= 0 {
				addRow(h, n.features[r*nh:])
			}
		}
		for p, x := range s.pooled {
			if x != 0 {
				addTimes(h, x, n.project[p*nh:])
			}
		}
		for j := range h {
			h[j] = max(h[j], 0)
		}
		for c := range row {
			if asked.Has(c) {
				w := n.out[c*(nh+1):][:nh+1]
				row[c] += share * (w[0] + dot(w[1:], h))
			}
		}
	}
}
