package eval

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/extract/text"
)

// PR is a precision and a recall as sums, so that documents can be added up.
type PR struct {
	PNum, PDen, RNum, RDen float64
}

// Precision is 1 when nothing was claimed.
func (s PR) Precision() float64 { return quotient(s.PNum, s.PDen) }

// Recall is 1 when there was nothing to find.
func (s PR) Recall() float64 { return quotient(s.RNum, s.RDen) }

// F1 is the harmonic mean of precision and recall.
func (s PR) F1() float64 {
	p, r := s.Precision(), s.Recall()
	return quotient(2*p*r, p+r)
}

// Add returns the sum of two.
func (s PR) Add(t PR) PR {
	return PR{s.PNum + t.PNum, s.PDen + t.PDen, s.RNum + t.RNum, s.RDen + t.RDen}
}

func (s PR) String() string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", s.Precision(), s.Recall(), s.F1())
}

func quotient(a, b float64) float64 {
	if b == 0 {
		return 1
	}
	return a / b
}

// CorefScores are the three measures whose mean is the CoNLL score.
type CorefScores struct {
	MUC   PR // links (Vilain et al. 1995)
	B3    PR // mentions (Bagga and Baldwin 1998)
	CEAFe PR // aligned chains, phi4 (Luo 2005)
}

// Add returns the sum of the scores of two documents.
func (s CorefScores) Add(t CorefScores) CorefScores {
	return CorefScores{s.MUC.Add(t.MUC), s.B3.Add(t.B3), s.CEAFe.Add(t.CEAFe)}
}

// F1 is the CoNLL score, the mean of the three F1.
func (s CorefScores) F1() float64 { return (s.MUC.F1() + s.B3.F1() + s.CEAFe.F1()) / 3 }

func (s CorefScores) String() string {
	return fmt.Sprintf("MUC %v · B3 %v · CEAFe %v · mean %.3f", s.MUC, s.B3, s.CEAFe, s.F1())
}

// Coref compares the chains of one document with the gold ones; a chain is a
// list of mention spans, singletons included. No span may stand in two chains
// of one side. The spans of the two sides need not be the same.
func Coref(gold, found [][]text.Span) CorefScores {
	inGold, inFound := chainOf(gold), chainOf(found)
	overlap := make([]map[int]float64, len(gold)) // gold chain -> found chain -> shared mentions
	for g, chain := range gold {
		overlap[g] = map[int]float64{}
		for _, m := range chain {
			if f, ok := inFound[m]; ok {
				overlap[g][f]++
			}
		}
	}
	var s CorefScores
	s.MUC.RNum, s.MUC.RDen = links(gold, inFound)
	s.MUC.PNum, s.MUC.PDen = links(found, inGold)
	for g, chain := range gold {
		s.B3.RDen += float64(len(chain))
		for f, n := range overlap[g] {
			s.B3.RNum += n * n / float64(len(chain))
			s.B3.PNum += n * n / float64(len(found[f]))
		}
	}
	for _, chain := range found {
		s.B3.PDen += float64(len(chain))
	}
	same := align(len(gold), len(found), func(g, f int) float64 {
		return 2 * overlap[g][f] / float64(len(gold[g])+len(found[f]))
	})
	s.CEAFe = PR{same, float64(len(found)), same, float64(len(gold))}
	return s
}

func chainOf(chains [][]text.Span) map[text.Span]int {
	in := map[text.Span]int{}
	for i, c := range chains {
		for _, m := range c {
			in[m] = i
		}
	}
	return in
}

// links counts, for each chain, the links that the other side kept, of the
// links needed to hold it together.
func links(chains [][]text.Span, other map[text.Span]int) (kept, needed float64) {
	for _, c := range chains {
		parts, alone := map[int]bool{}, 0
		for _, m := range c {
			if o, ok := other[m]; ok {
				parts[o] = true
			} else {
				alone++
			}
		}
		needed += float64(len(c) - 1)
		kept += float64(len(c) - len(parts) - alone)
	}
	return kept, needed
}

// align returns the largest sum of similarities of a one-to-one alignment of
// n with m chains. Chains that share nothing need no alignment, so it solves
// the Hungarian method on each connected group on its own.
func align(n, m int, similarity func(g, f int) float64) float64 {
	var total float64
	rows := make([][]int, n)
	columns := make([][]int, m)
	for g := range n {
		for f := range m {
			if similarity(g, f) > 0 {
				rows[g] = append(rows[g], f)
				columns[f] = append(columns[f], g)
			}
		}
	}
	seen := make([]bool, n)
	for g := range n {
		if seen[g] || len(rows[g]) == 0 {
			continue
		}
		gs, fs := []int{g}, []int{}
		seen[g] = true
		inFs := map[int]bool{}
		for i := 0; i < len(gs); i++ {
			for _, f := range rows[gs[i]] {
				if inFs[f] {
					continue
				}
				inFs[f] = true
				fs = append(fs, f)
				for _, h := range columns[f] {
					if !seen[h] {
						seen[h] = true
						gs = append(gs, h)
					}
				}
			}
		}
		slices.SortFunc(fs, cmp.Compare)
		total += hungarian(gs, fs, similarity)
	}
	return total
}

// hungarian is the Kuhn-Munkres method with potentials, O(size^3).
func hungarian(gs, fs []int, similarity func(g, f int) float64) float64 {
	size := max(len(gs), len(fs))
	cost := func(i, j int) float64 {
		if i >= len(gs) || j >= len(fs) {
			return 0
		}
		return -similarity(gs[i], fs[j])
	}
	const far = 1e18
	u, v := make([]float64, size+1), make([]float64, size+1)
	match, way := make([]int, size+1), make([]int, size+1)
	for i := 1; i <= size; i++ {
		match[0] = i
		at := 0
		least := make([]float64, size+1)
		for j := range least {
			least[j] = far
		}
		used := make([]bool, size+1)
		for {
			used[at] = true
			row, delta, next := match[at], far, 0
			for j := 1; j <= size; j++ {
				if used[j] {
					continue
				}
				if c := cost(row-1, j-1) - u[row] - v[j]; c < least[j] {
					least[j], way[j] = c, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := 0; j <= size; j++ {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
			if match[at] == 0 {
				break
			}
		}
		for at != 0 {
			match[at] = match[way[at]]
			at = way[at]
		}
	}
	var total float64
	for j := 1; j <= size; j++ {
		total -= cost(match[j]-1, j-1)
	}
	return total
}
