package learn

const never = float32(-1e30)

// lattice is reusable memory for decoding.
type lattice struct {
	best []float32 // two rows of scores
	back []uint8   // back pointers, a row a position
	// The smallest and largest scores of transitions from each predecessor of
	// the grid's wide labels to them, and the predecessors that they leave to
	// choose from.
	least, most []float32
	chosen      []uint8
}

// viterbi finds the best path through n positions with the given scores (rows
// of g.n), transition scores trans[p*g.n+l] and, at row g.n, those of starting
// with l. Position i may take only labels in allowed[i]; nil allows all. The
// path is written to out. It reports false when no path is allowed.
func (g *grid) viterbi(lat *lattice, scores, trans []float32, allowed []uint64, out []uint8) bool {
	n, k := len(out), g.n
	if n == 0 {
		return true
	}
	lat.best = grow(lat.best, 2*k)
	lat.back = grow(lat.back, n*k)
	prev, cur := lat.best[:k], lat.best[k:2*k]
	for l := range prev {
		prev[l] = never
		if g.start[l] && (allowed == nil || allowed[0]>>l&1 == 1) {
			prev[l] = scores[l] + trans[k*k+l]
		}
	}
	lat.bound(g, trans)
	for i := 1; i < n; i++ {
		row, back := scores[i*k:(i+1)*k], lat.back[i*k:(i+1)*k]
		lat.choose(g, prev)
		for l := range cur {
			cur[l] = never
			if allowed != nil && allowed[i]>>l&1 == 0 {
				continue
			}
			from := g.from[l]
			if g.isWide[l] {
				from = lat.chosen
			}
			best, arg := never, uint8(0)
			for _, p := range from {
				if v := prev[p] + trans[int(p)*k+l]; v > best {
					best, arg = v, p
				}
			}
			if best > never/2 {
				cur[l] = best + row[l]
			}
			back[l] = arg
		}
		prev, cur = cur, prev
	}
	best, arg := never, 0
	for l, v := range prev {
		if g.end[l] && v > best {
			best, arg = v, l
		}
	}
	if best <= never/2 {
		return false
	}
	for i := n - 1; ; i-- {
		out[i] = uint8(arg)
		if i == 0 {
			return true
		}
		arg = int(lat.back[i*k+arg])
	}
}

// bound fills in least and most.
func (lat *lattice) bound(g *grid, trans []float32) {
	lat.least, lat.most = grow(lat.least, len(g.wideFrom)), grow(lat.most, len(g.wideFrom))
	for j, p := range g.wideFrom {
		low := trans[int(p)*g.n+int(g.wide[0])]
		high := low
		for _, l := range g.wide {
			w := trans[int(p)*g.n+int(l)]
			low, high = min(low, w), max(high, w)
		}
		lat.least[j], lat.most[j] = low, high
	}
}

// choose finds the predecessors that a best path to a wide label can come
// from: those not behind another whatever the label. Mostly one is far ahead.
func (lat *lattice) choose(g *grid, prev []float32) {
	sure := never
	for j, p := range g.wideFrom {
		sure = max(sure, prev[p]+lat.least[j])
	}
	lat.chosen = lat.chosen[:0]
	for j, p := range g.wideFrom {
		if prev[p]+lat.most[j] >= sure {
			lat.chosen = append(lat.chosen, p)
		}
	}
}

// grow returns a slice of length n, of s's memory where it suffices.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
