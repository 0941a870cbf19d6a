package learn

import "math"

// sums holds the forward and backward sums over all paths through a sentence
// (Rabiner 1989), scaled so that each row of alpha sums to 1.
type sums struct {
	n, k        int
	alpha, beta []float32
	emit, trans []float32 // exponentials of the scores
	scale       []float32
	none        bool // no path keeps to the masks
}

// exponentials fills in emit from scores divided by a temperature.
func (s *sums) exponentials(scores []float32, k int, temperature float64) {
	s.k, s.n = k, len(scores)/k
	s.emit = grow(s.emit, len(scores))
	for i := range s.n {
		row, out := scores[i*k:(i+1)*k], s.emit[i*k:(i+1)*k]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		for l, v := range row {
			out[l] = exp32(float64(v-top) / temperature)
		}
	}
}

// exp32 is e to the x, at least a tiny positive number so that no path is lost
// to rounding.
func exp32(x float64) float32 {
	if x < -60 {
		x = -60
	}
	return float32(math.Exp(x))
}

// run sums over the paths that keep to the label masks; nil allows all.
func (s *sums) run(g *grid, allowed []uint64) {
	s.alpha, s.beta, s.scale = grow(s.alpha, s.n*s.k), grow(s.beta, s.n*s.k), grow(s.scale, s.n)
	s.forward(g, allowed)
	s.backward(g, allowed)
}

func (s *sums) forward(g *grid, allowed []uint64) {
	k := s.k
	s.none = false
	for i := range s.n {
		row, e := s.alpha[i*k:(i+1)*k], s.emit[i*k:(i+1)*k]
		sum := float32(0)
		for l := range row {
			row[l] = 0
			if allowed != nil && allowed[i]>>l&1 == 0 || i == s.n-1 && !g.end[l] {
				continue
			}
			v := float32(0)
			if i == 0 {
				if g.start[l] {
					v = s.trans[k*k+l]
				}
			} else {
				prev := s.alpha[(i-1)*k : i*k]
				for _, q := range g.from[l] {
					v += prev[q] * s.trans[int(q)*k+l]
				}
			}
			row[l] = v * e[l]
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

func (s *sums) backward(g *grid, allowed []uint64) {
	k := s.k
	for i := s.n - 1; i >= 0; i-- {
		row := s.beta[i*k : (i+1)*k]
		clear(row)
		if i == s.n-1 {
			for l := range row {
				if g.end[l] && (allowed == nil || allowed[i]>>l&1 == 1) {
					row[l] = 1
				}
			}
			continue
		}
		next, e := s.beta[(i+1)*k:(i+2)*k], s.emit[(i+1)*k:(i+2)*k]
		for l := range next {
			if next[l] == 0 {
				continue
			}
			v := next[l] * e[l] * s.scale[i+1]
			for _, q := range g.from[l] {
				row[q] += s.trans[int(q)*k+l] * v
			}
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

// label is the probability that position i bears label l.
func (s *sums) label(i, l int) float32 { return s.alpha[i*s.k+l] * s.beta[i*s.k+l] }

// pair is the probability of label a at position i-1 and b at i.
func (s *sums) pair(i, a, b int) float32 {
	k := s.k
	return s.alpha[(i-1)*k+a] * s.trans[a*k+b] * s.emit[i*k+b] * s.scale[i] * s.beta[i*k+b]
}
