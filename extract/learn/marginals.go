package learn

import "math"

// Posterior holds the probabilities that a tagger gives to the labels of one
// sentence, by forward and backward sums over all paths (Rabiner 1989).
type Posterior struct {
	t           *Tagger
	n           int
	alpha, beta []float32 // scaled so that each row of alpha sums to 1
	emit, trans []float32
	scale       []float32
}

// Posterior computes the label probabilities for n rows of scores, of which a
// path's probability is proportional to exp(score/temperature). It is valid
// until the next call with the same scratch.
func (t *Tagger) Posterior(s *Scratch, scores []float32, temperature float64) Posterior {
	k := t.grid.n
	n := len(scores) / k
	s.alpha, s.beta, s.emit = grow(s.alpha, n*k), grow(s.beta, n*k), grow(s.emit, n*k)
	s.scale = grow(s.scale, n)
	if len(s.trans) != len(t.trans) || s.transOf != t || s.temperature != temperature {
		s.trans, s.transOf, s.temperature = grow(s.trans, len(t.trans)), t, temperature
		for i, w := range t.trans {
			s.trans[i] = float32(math.Exp(float64(w) / temperature))
		}
	}
	p := Posterior{t: t, n: n, alpha: s.alpha, beta: s.beta, emit: s.emit, trans: s.trans, scale: s.scale}
	for i := range n {
		row, out := scores[i*k:(i+1)*k], p.emit[i*k:(i+1)*k]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		for l, v := range row {
			out[l] = exp32(float64(v-top) / temperature)
		}
	}
	p.forward()
	p.backward()
	return p
}

// exp32 is e to the x, at least a tiny positive number so that no path is lost
// to rounding.
func exp32(x float64) float32 {
	if x < -60 {
		x = -60
	}
	return float32(math.Exp(x))
}

func (p *Posterior) forward() {
	k, g := p.t.grid.n, &p.t.grid
	for i := range p.n {
		row, e := p.alpha[i*k:(i+1)*k], p.emit[i*k:(i+1)*k]
		sum := float32(0)
		for l := range row {
			v := float32(0)
			if i == 0 {
				if g.start[l] {
					v = p.trans[k*k+l]
				}
			} else {
				prev := p.alpha[(i-1)*k : i*k]
				for _, q := range g.from[l] {
					v += prev[q] * p.trans[int(q)*k+l]
				}
			}
			if i == p.n-1 && !g.end[l] {
				v = 0
			}
			row[l] = v * e[l]
			sum += row[l]
		}
		if sum < 1e-30 {
			sum = 1e-30
		}
		p.scale[i] = 1 / sum
		for l := range row {
			row[l] *= p.scale[i]
		}
	}
}

func (p *Posterior) backward() {
	k, g := p.t.grid.n, &p.t.grid
	for i := p.n - 1; i >= 0; i-- {
		row := p.beta[i*k : (i+1)*k]
		if i == p.n-1 {
			for l := range row {
				row[l] = 0
				if g.end[l] {
					row[l] = 1
				}
			}
			continue
		}
		clear(row)
		next, e := p.beta[(i+1)*k:(i+2)*k], p.emit[(i+1)*k:(i+2)*k]
		for l := range next {
			v := next[l] * e[l] * p.scale[i+1]
			for _, q := range g.from[l] {
				row[q] += p.trans[int(q)*k+l] * v
			}
		}
	}
}

// Label returns the probability that position i bears label l.
func (p *Posterior) Label(i, l int) float64 {
	k := p.t.grid.n
	return min(float64(p.alpha[i*k+l])*float64(p.beta[i*k+l]), 1)
}

// Span returns the probability of the labels path at positions from i on, with
// none of the labels in mask after them.
func (p *Posterior) Span(i int, path []uint8, mask uint64) float64 {
	k := p.t.grid.n
	v := float64(p.alpha[i*k+int(path[0])])
	for j := 1; j < len(path); j++ {
		a, b := int(path[j-1]), int(path[j])
		v *= float64(p.trans[a*k+b]) * float64(p.emit[(i+j)*k+b]) * float64(p.scale[i+j])
	}
	last := i + len(path) - 1
	l := int(path[len(path)-1])
	rest := float64(p.beta[last*k+l])
	if last+1 < p.n {
		for m := range k {
			if mask>>m&1 == 1 && p.t.labels.From[m]>>l&1 == 1 {
				rest -= float64(p.trans[l*k+m]) * float64(p.emit[(last+1)*k+m]) * float64(p.beta[(last+1)*k+m]) * float64(p.scale[last+1])
			}
		}
	}
	return min(max(v*rest, 0), 1)
}
