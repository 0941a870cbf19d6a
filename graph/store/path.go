package store

import "context"

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
// equally short paths the one with the more supported edges, then the first
// types and ids, is taken; of equally credible ones always the same. The result is empty when there is none within the bounds or
// when both are the same entity.
func (s *Store) Path(ctx context.Context, from, to string, o PathOptions) ([]Fact, error) {
	n, err := s.Network(ctx)
	if err != nil {
		return nil, err
	}
	return s.FactsByID(ctx, n.Path(from, to, o))
}

// Path returns the ids of the statements that Store.Path would, in order.
func (n *Network) Path(from, to string, o PathOptions) []string {
	if o.MaxHops <= 0 {
		o.MaxHops = 6
	}
	start, ok := n.place[from]
	goal, there := n.place[to]
	if !ok || !there || start == goal {
		return nil
	}
	s := n.searches.get()
	defer n.searches.put(s)
	var links []int32
	if o.Weighted {
		// The most credible path of all is that within the bound, unless it has
		// more hops.
		if links = s.cheapest(n, start, goal, o); len(links) > o.MaxHops {
			links = n.cheapestWithin(start, goal, o)
		}
	} else {
		links = s.shortest(n, start, goal, o)
	}
	ids := make([]string, len(links))
	for i, l := range links {
		ids[i] = n.links[l].ID
	}
	return ids
}
