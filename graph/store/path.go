package store

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
)

// PathOptions bound and weigh a path search.
type PathOptions struct {
	// MaxHops is the longest path looked for; zero means six.
	MaxHops int
	// Weighted makes the most credible path the shortest: an edge is as long as
	// −log of its confidence, plus a little for each hop. Else every edge has
	// length one.
	Weighted bool
	// AllModalities lets planned, alleged and denied statements be edges too.
	AllModalities bool
}

// hopCost is what every edge of a weighted path costs beside its doubt, so
// that of two certain paths the shorter one wins.
const hopCost = 0.05

// Path returns the shortest path between two entities as facts in order, each
// shares an entity with the next; edges are walked in both directions. Of
// equally short paths the one with the more supported edges, then the smaller
// ids, is taken. The result is empty when there is none within the bounds or
// when both are the same entity.
func (s *Store) Path(ctx context.Context, from, to string, o PathOptions) ([]Fact, error) {
	n, err := s.Network(ctx, o.AllModalities)
	if err != nil {
		return nil, err
	}
	path := []Fact{}
	for _, id := range n.Path(from, to, o) {
		f, err := s.Statement(ctx, id)
		if err != nil {
			return nil, err
		}
		path = append(path, f)
	}
	return path, nil
}

// Network is who is connected with whom, in memory, for asking for many paths.
// It is as the store was when it was read. Safe for concurrent use.
type Network struct {
	place      map[string]int32 // of an entity, by id
	adjacent   [][]edge         // by place, each sorted best edge first
	statements []string         // ids
}

// edge is a statement seen from one of its ends.
type edge struct {
	other, statement int32 // places
	stories          int32
	confidence       float64
}

// Network reads the connections: those of facts, or of all modalities.
func (s *Store) Network(ctx context.Context, allModalities bool) (*Network, error) {
	n := &Network{place: map[string]int32{}}
	type row struct {
		id, subject, object string
		confidence          float64
		stories             int32
	}
	for r, err := range rowsOf(ctx, s, "read statements", `SELECT id, subject, object, confidence, stories FROM statement
		WHERE object <> '' AND subject <> object AND (? OR modality IN ('asserted', 'past')) ORDER BY id`, func(rows *sql.Rows) (r row, err error) {
		err = rows.Scan(&r.id, &r.subject, &r.object, &r.confidence, &r.stories)
		return r, err
	}, allModalities) {
		if err != nil {
			return nil, err
		}
		n.join(r.id, r.subject, r.object, r.confidence, r.stories)
	}
	n.sort()
	return n, nil
}

// join adds a statement. They come in the order of their ids.
func (n *Network) join(id, subject, object string, confidence float64, stories int32) {
	at := func(entity string) int32 {
		i, ok := n.place[entity]
		if !ok {
			i = int32(len(n.adjacent))
			n.place[entity] = i
			n.adjacent = append(n.adjacent, nil)
		}
		return i
	}
	a, b, place := at(subject), at(object), int32(len(n.statements))
	n.statements = append(n.statements, id)
	n.adjacent[a] = append(n.adjacent[a], edge{b, place, stories, confidence})
	n.adjacent[b] = append(n.adjacent[b], edge{a, place, stories, confidence})
}

// sort puts the best edges of each entity first.
func (n *Network) sort() {
	for _, list := range n.adjacent {
		slices.SortFunc(list, func(a, b edge) int {
			return cmp.Or(cmp.Compare(b.stories, a.stories), cmp.Compare(b.confidence, a.confidence), cmp.Compare(a.statement, b.statement))
		})
	}
}

// step is a partial path: the entity it has reached, and how.
type step struct {
	cost        float64
	order       int // of discovery, for ties
	entity, via int32
	hops        int32
	prev        int32 // step before it, in a list of all that were taken
}

// Path returns the ids of the statements that Store.Path would, in order.
// Modalities are those that the network was read with.
//
// It is Dijkstra's search over (entity, hops), so that a bound on hops does not
// hide a longer but cheaper way around.
func (n *Network) Path(from, to string, o PathOptions) []string {
	if o.MaxHops <= 0 {
		o.MaxHops = 6
	}
	start, ok := n.place[from]
	goal, there := n.place[to]
	if !ok || !there || start == goal {
		return nil
	}
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
			var ids []string
			for ; at.prev >= 0; at = taken[at.prev] {
				ids = append(ids, n.statements[at.via])
			}
			slices.Reverse(ids)
			return ids
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
			hops, cost := at.hops+1, at.cost+1
			if o.Weighted {
				cost = at.cost + hopCost - math.Log(max(e.confidence, 1e-6))
			}
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
			q.push(step{cost, order, e.other, e.statement, hops, here})
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
