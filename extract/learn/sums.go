package learn

import "math"

// sums holds the forward and backward sums over all paths through a sentence
// (Rabiner 1989), scaled so that each row of alpha sums to 1.
type sums struct {
	n, k        int
	alpha, beta []float32
	emit, trans []float32 // exponentials of the scores
	scale       []float32
	into, outOf []float32 // transitions to the grid's wide labels, by them and by their predecessors
	a, b        []float32 // memory for products
	none        bool      // no path keeps to the masks
}

// exponentials fills in emit from scores divided by a temperature.
func (s *sums) exponentials(scores []float32, k int, temperature float64) {
	s.k, s.n = k, len(scores)/k
	s.emit = grow(s.emit, len(scores))
	factor := float32(1 / temperature)
	for i := range s.n {
		row, out := scores[i*k:(i+1)*k], s.emit[i*k:(i+1)*k]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		for l, v := range row {
			out[l] = exp32((v - top) * factor)
		}
	}
}

// exp32 is e to the x, which is 0 at most, with six digits; at least a tiny
// positive number so that no path is lost to rounding.
func exp32(x float32) float32 {
	x = max(x, -60)
	n := int32(x*math.Log2E - 0.5) // the nearest whole power of 2
	x -= float32(n) * math.Ln2
	x = 1 + x*(1+x*(1.0/2+x*(1.0/6+x*(1.0/24+x*(1.0/120+x*(1.0/720))))))
	return x * math.Float32frombits(uint32(n+127)<<23)
}

// run sums over the paths that keep to the label masks; nil allows all.
func (s *sums) run(g *grid, allowed []uint64) {
	s.alpha, s.beta, s.scale = grow(s.alpha, s.n*s.k), grow(s.beta, s.n*s.k), grow(s.scale, s.n)
	s.pack(g)
	s.forward(g, allowed)
	s.backward(g, allowed)
}

// pack copies the transitions into the wide labels to matrices.
func (s *sums) pack(g *grid) {
	to, from := len(g.wide), len(g.wideFrom)
	s.into, s.outOf = grow(s.into, to*from), grow(s.outOf, to*from)
	s.a, s.b = grow(s.a, max(to, from)), grow(s.b, max(to, from))
	for i, l := range g.wide {
		for j, q := range g.wideFrom {
			w := s.trans[int(q)*s.k+int(l)]
			s.into[i*from+j], s.outOf[j*to+i] = w, w
		}
	}
}

func (s *sums) forward(g *grid, allowed []uint64) {
	k := s.k
	s.none = false
	for i := range s.n {
		row, e := s.alpha[i*k:(i+1)*k], s.emit[i*k:(i+1)*k]
		if i == 0 {
			for l := range row {
				row[l] = 0
				if g.start[l] {
					row[l] = s.trans[k*k+l]
				}
			}
		} else {
			s.step(g, row, s.alpha[(i-1)*k:i*k])
		}
		sum := float32(0)
		for l := range row {
			if allowed != nil && allowed[i]>>l&1 == 0 || i == s.n-1 && !g.end[l] {
				row[l] = 0
				continue
			}
			row[l] *= e[l]
			sum += row[l]
		}
		if sum < 1e-30 {
			s.none = s.none || sum == 0
			sum = 1e-30
		}
		s.scale[i] = 1 / sum
		for l := range row {
			row[l] *= s.scale[i]
		}
	}
}

// step fills in row with the sums over the transitions from prev.
func (s *sums) step(g *grid, row, prev []float32) {
	k := s.k
	in, out := s.a[:len(g.wideFrom)], s.b[:len(g.wide)]
	for j, q := range g.wideFrom {
		in[j] = prev[q]
	}
	product(out, s.into, in)
	for i, l := range g.wide {
		row[l] = out[i]
	}
	for _, l := range g.rest {
		v := float32(0)
		for _, q := range g.from[l] {
			v += prev[q] * s.trans[int(q)*k+int(l)]
		}
		row[l] = v
	}
}

func (s *sums) backward(g *grid, allowed []uint64) {
	k := s.k
	for i := s.n - 1; i >= 0; i-- {
		row := s.beta[i*k : (i+1)*k]
		if i == s.n-1 {
			for l := range row {
				row[l] = 0
				if g.end[l] {
					row[l] = 1
				}
			}
		} else {
			s.stepBack(g, row, s.beta[(i+1)*k:(i+2)*k], s.emit[(i+1)*k:(i+2)*k], s.scale[i+1])
		}
		if allowed != nil {
			for l := range row {
				if allowed[i]>>l&1 == 0 {
					row[l] = 0
				}
			}
		}
	}
}

// stepBack fills in row with the sums over the transitions to next.
func (s *sums) stepBack(g *grid, row, next, e []float32, scale float32) {
	k := s.k
	clear(row)
	in, out := s.a[:len(g.wide)], s.b[:len(g.wideFrom)]
	for i, l := range g.wide {
		in[i] = next[l] * e[l] * scale
	}
	product(out, s.outOf, in)
	for j, q := range g.wideFrom {
		row[q] = out[j]
	}
	for _, l := range g.rest {
		v := next[l] * e[l] * scale
		for _, q := range g.from[l] {
			row[q] += s.trans[int(q)*k+int(l)] * v
		}
	}
}

// product sets out to the product of a matrix, which lies row by row, and a
// vector. Four rows at a time keep the processor's adders busy.
func product(out, matrix, v []float32) {
	n := len(v)
	for len(out) >= 4 {
		a, b, c, d := matrix[:n], matrix[n:][:n], matrix[2*n:][:n], matrix[3*n:][:n]
		var w, x, y, z float32
		for j, f := range v {
			w += a[j] * f
			x += b[j] * f
			y += c[j] * f
			z += d[j] * f
		}
		out[0], out[1], out[2], out[3] = w, x, y, z
		out, matrix = out[4:], matrix[4*n:]
	}
	for i := range out {
		w := float32(0)
		for j, x := range matrix[i*n:][:n] {
			w += x * v[j]
		}
		out[i] = w
	}
}

// label is the probability that position i bears label l.
func (s *sums) label(i, l int) float32 { return s.alpha[i*s.k+l] * s.beta[i*s.k+l] }

// pair is the probability of label a at position i-1 and b at i.
func (s *sums) pair(i, a, b int) float32 {
	k := s.k
	return s.alpha[(i-1)*k+a] * s.trans[a*k+b] * s.emit[i*k+b] * s.scale[i] * s.beta[i*k+b]
}
