package store

import (
	"math"
	"slices"
	"sync"
)

// search is the room that a search from both ends needs, kept for the next one.
// All of it is indexed by the end searched from, then by the place of an entity.
type search struct {
	hops    [2][]int8    // from that end; −1 where not found
	cost    [2][]float64 // found so far; infinite where not found
	via     [2][]int32   // the link by which it was found
	prev    [2][]int32   // and the entity that it was found from
	settled [2][]bool
	touched []int32 // what was found from either end, for clearing
}

// searches keeps the room of searches that are over.
type searches struct {
	mu   sync.Mutex
	size int
	free []*search
}

func (p *searches) get() *search {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		s := p.free[n-1]
		p.free = p.free[:n-1]
		return s
	}
	s := &search{}
	for end := range 2 {
		s.hops[end], s.cost[end] = make([]int8, p.size), make([]float64, p.size)
		s.via[end], s.prev[end], s.settled[end] = make([]int32, p.size), make([]int32, p.size), make([]bool, p.size)
		for i := range p.size {
			s.hops[end][i], s.cost[end][i] = -1, math.Inf(1)
		}
	}
	return s
}

func (p *searches) put(s *search) {
	for _, i := range s.touched {
		for end := range 2 {
			s.hops[end][i], s.cost[end][i], s.settled[end][i] = -1, math.Inf(1), false
		}
	}
	s.touched = s.touched[:0]
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, s)
}

// open reports whether a path may take an edge.
func (o PathOptions) open(e edge) bool { return e.other >= 0 && (e.fact || o.AllModalities) }

// shortest is the path of fewest hops: breadth first from both ends, from that
// whose border has fewer edges, until the borders meet.
func (s *search) shortest(n *Network, start, goal int32, o PathOptions) []int32 {
	border, depth := [2][]int32{{start}, {goal}}, [2]int8{}
	s.hops[0][start], s.hops[1][goal] = 0, 0
	s.touched = append(s.touched, start, goal)
	for int(depth[0])+int(depth[1]) < o.MaxHops && len(border[0]) > 0 && len(border[1]) > 0 {
		end := 0
		if n.edges(border[1]) < n.edges(border[0]) {
			end = 1
		}
		depth[end]++
		var next, met []int32
		for _, v := range border[end] {
			for _, e := range n.adjacent[v] {
				if !o.open(e) || s.hops[end][e.other] >= 0 {
					continue
				}
				s.hops[end][e.other] = depth[end]
				s.touched = append(s.touched, e.other)
				next = append(next, e.other)
				if s.hops[1-end][e.other] >= 0 {
					met = append(met, e.other)
				}
			}
		}
		border[end] = next
		if len(met) > 0 {
			return s.first(n, start, met, depth, o)
		}
	}
	return nil
}

// edges counts those of some entities.
func (n *Network) edges(of []int32) (sum int) {
	for _, v := range of {
		sum += len(n.adjacent[v])
	}
	return sum
}

// first is, of the shortest paths through the entities where the borders met,
// the one whose edges come first: at each entity the best that leads on.
func (s *search) first(n *Network, start int32, met []int32, depth [2]int8, o PathOptions) []int32 {
	leads := s.settled[0] // entities of the first part that lead on to one where the borders met
	for at := depth[0]; at > 0; at-- {
		var before []int32
		for _, v := range met {
			leads[v] = true
			for _, e := range n.adjacent[v] {
				if o.open(e) && s.hops[0][e.other] == at-1 && !leads[e.other] {
					leads[e.other] = true
					before = append(before, e.other)
				}
			}
		}
		met = before
	}
	all := depth[0] + depth[1]
	path := make([]int32, 0, all)
	for v := start; int8(len(path)) < all; {
		at := int8(len(path)) + 1
		for _, e := range n.adjacent[v] {
			if o.open(e) && (at <= depth[0] && s.hops[0][e.other] == at && leads[e.other] || at > depth[0] && s.hops[1][e.other] == all-at) {
				path = append(path, e.link)
				v = e.other
				break
			}
		}
	}
	return path
}

// cheapest is the path of least cost, however many hops it has: Dijkstra's search
// from both ends in turn, until no way through the borders is cheaper than one
// that is known.
func (s *search) cheapest(n *Network, start, goal int32, o PathOptions) []int32 {
	var q [2]queue
	for end, v := range []int32{start, goal} {
		s.cost[end][v] = 0
		s.touched = append(s.touched, v)
		q[end].push(step{entity: v})
	}
	best, met, order := math.Inf(1), int32(-1), 0
	for len(q[0]) > 0 && len(q[1]) > 0 && q[0][0].cost+q[1][0].cost < best {
		end := 0
		if q[1][0].cost < q[0][0].cost {
			end = 1
		}
		at := q[end].pop()
		if s.settled[end][at.entity] {
			continue
		}
		s.settled[end][at.entity] = true
		for _, e := range n.adjacent[at.entity] {
			if !o.open(e) {
				continue
			}
			cost := at.cost + e.cost
			if cost >= s.cost[end][e.other] {
				continue
			}
			if math.IsInf(s.cost[end][e.other], 1) {
				s.touched = append(s.touched, e.other)
			}
			s.cost[end][e.other], s.via[end][e.other], s.prev[end][e.other] = cost, e.link, at.entity
			if through := cost + s.cost[1-end][e.other]; through < best {
				best, met = through, e.other
			}
			order++
			q[end].push(step{cost: cost, order: order, entity: e.other})
		}
	}
	if met < 0 {
		return nil
	}
	var path []int32
	for v := met; v != start; v = s.prev[0][v] {
		path = append(path, s.via[0][v])
	}
	slices.Reverse(path)
	for v := met; v != goal; v = s.prev[1][v] {
		path = append(path, s.via[1][v])
	}
	return path
}

// step is a partial path: the entity it has reached, and how.
type step struct {
	cost        float64
	order       int // of discovery, for ties
	entity, via int32
	hops        int32
	prev        int32 // step before it, in a list of all that were taken
}

// cheapestWithin is the path of least cost that keeps the bound on hops. It is
// Dijkstra's search over (entity, hops), so that the bound does not hide a
// longer but cheaper way around.
func (n *Network) cheapestWithin(start, goal int32, o PathOptions) []int32 {
	// The cheapest way to each entity that was found so far. One that is no
	// cheaper and no shorter leads nowhere new.
	type way struct {
		cost float64
		hops int32
	}
	found := make([]way, len(n.adjacent))
	settled := make([]int32, len(n.adjacent)) // fewest hops of a way that was walked on
	for i := range found {
		found[i], settled[i] = way{math.Inf(1), math.MaxInt32}, math.MaxInt32
	}
	var taken []step
	q := queue{{entity: start, prev: -1}}
	for order := 1; len(q) > 0; {
		at := q.pop()
		if at.entity == goal {
			var path []int32
			for ; at.prev >= 0; at = taken[at.prev] {
				path = append(path, at.via)
			}
			slices.Reverse(path)
			return path
		}
		// Whoever came here before was no dearer; with no more hops, it was as good.
		if settled[at.entity] <= at.hops {
			continue
		}
		settled[at.entity] = at.hops
		if int(at.hops) >= o.MaxHops {
			continue
		}
		here := int32(len(taken))
		taken = append(taken, at)
		for _, e := range n.adjacent[at.entity] {
			if !o.open(e) {
				continue
			}
			hops, cost := at.hops+1, at.cost+e.cost
			if cost >= found[goal].cost {
				continue // there is a way no dearer than any through here
			}
			known := &found[e.other]
			if settled[e.other] <= hops || known.cost <= cost && known.hops <= hops {
				continue
			}
			if cost < known.cost {
				*known = way{cost, hops}
			}
			q.push(step{cost, order, e.other, e.link, hops, here})
			order++
		}
	}
	return nil
}

// queue is a heap of steps, the cheapest and earliest found first. (That of
// container/heap would put each step into memory of its own.)
type queue []step

func (q queue) less(i, j int) bool {
	return q[i].cost < q[j].cost || q[i].cost == q[j].cost && q[i].order < q[j].order
}

func (q *queue) push(s step) {
	*q = append(*q, s)
	for i := len(*q) - 1; i > 0 && q.less(i, (i-1)/2); i = (i - 1) / 2 {
		(*q)[i], (*q)[(i-1)/2] = (*q)[(i-1)/2], (*q)[i]
	}
}

func (q *queue) pop() step {
	old := *q
	first, last := old[0], len(old)-1
	old[0] = old[last]
	*q = old[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			return first
		}
		if child+1 < last && q.less(child+1, child) {
			child++
		}
		if !q.less(child, i) {
			return first
		}
		old[i], old[child] = old[child], old[i]
		i = child
	}
}
