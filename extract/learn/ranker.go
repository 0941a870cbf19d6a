package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Choice is a training example of a ranker: of several candidates at least one
// is right.
type Choice struct {
	Candidates [][]uint32 // features of each
	Right      []bool
	Weight     float32 // of its gradient; 0 is 1
}

// TrainRanker trains a ranker: the probability that a candidate is meant is
// the softmax of the candidates' scores, and the summed probability of the
// right ones is made as large as possible (stochastic gradients with a rate
// for each weight, averaged over the second half of the epochs). It comes as a
// Logistic of one class, whose log odds are the scores. Of the options Drop is
// not used. The same choices and options give the same model.
func TrainRanker(choices []Choice, o LogisticOptions) (*Logistic, error) {
	if o.Bits < 1 || o.Bits > maxBits || o.Epochs < 1 {
		return nil, fmt.Errorf("%d feature bits, %d epochs: want 1 to %d bits and an epoch or more", o.Bits, o.Epochs, maxBits)
	}
	size := 1 << o.Bits
	w, sq, sum, seen := make([]float32, size), make([]float32, size), make([]float32, size), make([]int, size)
	for _, c := range choices {
		for _, features := range c.Candidates {
			for _, f := range features {
				seen[f]++
			}
		}
	}
	order := make([]int, len(choices))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	averaged := 0
	var p []float64
	for e := range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			c := &choices[i]
			p = p[:0]
			for _, features := range c.Candidates {
				var z float32
				for _, f := range features {
					z += w[f]
				}
				p = append(p, float64(z))
			}
			Softmax(p)
			right := 0.0
			for k, is := range c.Right {
				if is {
					right += p[k]
				}
			}
			weight := c.Weight
			if weight == 0 {
				weight = 1
			}
			for k, features := range c.Candidates {
				g := p[k]
				if c.Right[k] {
					g -= p[k] / max(right, 1e-9)
				}
				if math.Abs(g) < tiny {
					continue
				}
				for _, f := range features {
					if seen[f] < o.MinCount {
						continue
					}
					d := float32(g)*weight + o.Shrink*w[f]
					sq[f] += d * d
					w[f] -= o.Rate * d / float32(math.Sqrt(float64(sq[f])+.1))
				}
			}
		}
		if e >= o.Epochs/2 {
			averaged++
			for f, v := range w {
				sum[f] += v
			}
		}
	}
	largest := float32(0)
	for f := range w {
		w[f] = sum[f] / float32(averaged)
		largest = max(largest, w[f], -w[f])
	}
	b := newWeightsBuilder(o.Bits, o.Prune, largest)
	for f, v := range w {
		b.put(uint32(f), 0, v)
	}
	return &Logistic{weights: b.build(), classes: []string{"meant"}, bias: []float32{0}}, nil
}

// Softmax turns scores into probabilities in place.
func Softmax(z []float64) {
	top := math.Inf(-1)
	for _, v := range z {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range z {
		z[i] = math.Exp(v - top)
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
}
