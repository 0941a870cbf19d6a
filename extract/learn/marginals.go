package learn

import "math"

// Posterior holds the probabilities that a tagger gives to the labels of one
// sentence.
type Posterior struct {
	t *Tagger
	*sums
}

// Posterior computes the label probabilities for n rows of scores, of which a
// path's probability is proportional to exp(score/temperature). It is valid
// until the next call with the same scratch.
func (t *Tagger) Posterior(s *Scratch, scores []float32, temperature float64) Posterior {
	if s.transOf != t || s.temperature != temperature {
		s.trans, s.transOf, s.temperature = grow(s.trans, len(t.trans)), t, temperature
		for i, w := range t.trans {
			s.trans[i] = float32(math.Exp(float64(w) / temperature))
		}
	}
	s.exponentials(scores, t.grid.n, temperature)
	s.run(&t.grid, nil)
	return Posterior{t: t, sums: &s.sums}
}

// Label returns the probability that position i bears label l.
func (p *Posterior) Label(i, l int) float64 { return min(float64(p.label(i, l)), 1) }

// Span returns the probability of the labels path at positions from i on, with
// none of the labels in mask after them.
func (p *Posterior) Span(i int, path []uint8, mask uint64) float64 {
	k := p.k
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
