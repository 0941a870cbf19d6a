package store

import (
	"cmp"
	"container/heap"
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
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
type Network struct{ adjacent map[string][]edge }

// Network reads the connections: those of facts, or of all modalities.
func (s *Store) Network(ctx context.Context, allModalities bool) (*Network, error) {
	adjacent, err := s.edges(ctx, allModalities)
	return &Network{adjacent}, err
}

// Path returns the ids of the statements that Store.Path would, in order.
// Modalities are those that the network was read with.
func (n *Network) Path(from, to string, o PathOptions) []string {
	if o.MaxHops <= 0 {
		o.MaxHops = 6
	}
	return shortest(n.adjacent, from, to, o)
}

// edge is a statement seen from one of its ends.
type edge struct {
	other, statement string
	confidence       float64
	stories          int
}

// edges reads the adjacency lists of the graph, each sorted best edge first.
func (s *Store) edges(ctx context.Context, allModalities bool) (map[string][]edge, error) {
	adjacent := make(map[string][]edge)
	query := `SELECT id, subject, object, confidence, stories FROM statement
		WHERE object <> '' AND subject <> object AND (? OR modality IN ('asserted', 'past'))`
	type full struct {
		edge
		subject string
	}
	for e, err := range rowsOf(ctx, s, "read statements", query, func(r *sql.Rows) (f full, err error) {
		err = r.Scan(&f.statement, &f.subject, &f.other, &f.confidence, &f.stories)
		return f, err
	}, allModalities) {
		if err != nil {
			return nil, err
		}
		adjacent[e.subject] = append(adjacent[e.subject], e.edge)
		back := e.edge
		back.other = e.subject
		adjacent[e.other] = append(adjacent[e.other], back)
	}
	for _, list := range adjacent {
		slices.SortFunc(list, func(a, b edge) int {
			return cmp.Or(cmp.Compare(b.stories, a.stories), cmp.Compare(b.confidence, a.confidence), strings.Compare(a.statement, b.statement))
		})
	}
	return adjacent, nil
}

// step is a partial path: the entity it has reached, and how.
type step struct {
	entity string
	cost   float64
	hops   int
	order  int // of discovery, for ties
	via    string
	prev   *step
}

// shortest is Dijkstra's search over (entity, hops), so that a bound on hops
// does not hide a longer but cheaper way around.
func shortest(adjacent map[string][]edge, from, to string, o PathOptions) []string {
	if from == to {
		return nil
	}
	type state struct {
		entity string
		hops   int
	}
	best := map[string]int{} // fewest hops with which an entity was settled
	seen := map[state]bool{}
	q := &queue{{entity: from}}
	for n := 1; q.Len() > 0; {
		at := heap.Pop(q).(*step)
		if at.entity == to {
			var ids []string
			for ; at.prev != nil; at = at.prev {
				ids = append(ids, at.via)
			}
			slices.Reverse(ids)
			return ids
		}
		// Whoever came here before was no dearer; with no more hops, it was as good.
		if h, ok := best[at.entity]; ok && h <= at.hops {
			continue
		}
		best[at.entity] = at.hops
		if at.hops == o.MaxHops {
			continue
		}
		for _, e := range adjacent[at.entity] {
			st := state{e.other, at.hops + 1}
			if h, ok := best[e.other]; ok && h <= st.hops || !o.Weighted && seen[st] {
				continue
			}
			seen[st] = true
			cost := at.cost + 1
			if o.Weighted {
				cost = at.cost + hopCost - math.Log(max(e.confidence, 1e-6))
			}
			heap.Push(q, &step{e.other, cost, st.hops, n, e.statement, at})
			n++
		}
	}
	return nil
}

// queue is a heap of steps, the cheapest and earliest found first.
type queue []*step

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].cost < q[j].cost || q[i].cost == q[j].cost && q[i].order < q[j].order
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push adds a *step.
func (q *queue) Push(x any) { *q = append(*q, x.(*step)) }

// Pop takes the last *step off.
func (q *queue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
