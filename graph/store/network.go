package store

import (
	"cmp"
	"context"
	"database/sql"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// Network is every statement without its text, in memory: who is connected with
// whom and how, for pages that choose a few statements among very many, and for
// paths. It is as the store was when it was read. Safe for concurrent use.
type Network struct {
	place    map[string]int32 // of an entity, by id
	links    []Link           // by place
	adjacent [][]edge         // of entities, by place, each sorted best edge first
	latest   []int32          // places of links, the last said first
	searches searches
}

// Link is a statement in a Network.
type Link struct {
	ID         string
	Type       schema.RelationType
	Subject    string
	Object     string // empty for a dated fact
	Modality   schema.Modality
	Stories    int
	Confidence float64
	FirstSaid  string
	LastSaid   string
}

// Other is the end of a link that is not the given entity.
func (l Link) Other(entity string) string {
	if l.Subject == entity {
		return l.Object
	}
	return l.Subject
}

// edge is a link seen from one of its ends.
type edge struct {
	other int32 // place of the other end; −1 where there is no other
	link  int32
	fact  bool    // stated as fact, present or past
	cost  float64 // of a credible path
}

// Network reads the statements.
func (s *Store) Network(ctx context.Context) (*Network, error) {
	n := &Network{place: map[string]int32{}}
	known := map[string]string{} // one copy of each word, date and id
	one := func(v string) string {
		if k, ok := known[v]; ok {
			return k
		}
		v = strings.Clone(v)
		known[v] = v
		return v
	}
	for l, err := range rowsOf(ctx, s, "read statements", `SELECT id, type, subject, object, modality, stories, confidence, first_said, last_said
		FROM statement ORDER BY id`, func(r *sql.Rows) (l Link, err error) {
		err = r.Scan(&l.ID, &l.Type, &l.Subject, &l.Object, &l.Modality, &l.Stories, &l.Confidence, &l.FirstSaid, &l.LastSaid)
		return l, err
	}) {
		if err != nil {
			return nil, err
		}
		l.Type, l.Modality = schema.RelationType(one(string(l.Type))), schema.Modality(one(string(l.Modality)))
		l.Subject, l.Object, l.FirstSaid, l.LastSaid = one(l.Subject), one(l.Object), one(l.FirstSaid), one(l.LastSaid)
		n.join(l)
	}
	n.sort()
	return n, nil
}

// join adds a link.
func (n *Network) join(l Link) {
	at := func(entity string) int32 {
		i, ok := n.place[entity]
		if !ok {
			i = int32(len(n.adjacent))
			n.place[entity] = i
			n.adjacent = append(n.adjacent, nil)
		}
		return i
	}
	place := int32(len(n.links))
	n.links = append(n.links, l)
	e := edge{-1, place, l.Modality == schema.Asserted || l.Modality == schema.Past, hopCost - math.Log(max(l.Confidence, 1e-6))}
	a := at(l.Subject)
	if l.Object == "" || l.Object == l.Subject {
		n.adjacent[a] = append(n.adjacent[a], e)
		return
	}
	b := at(l.Object)
	e.other = b
	n.adjacent[a] = append(n.adjacent[a], e)
	e.other = a
	n.adjacent[b] = append(n.adjacent[b], e)
}

// sort puts the best edges of each entity first, in the order of Facts, once all
// are joined.
func (n *Network) sort() {
	n.searches.size = len(n.adjacent)
	compare := func(a, b *Link) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(b.Confidence, a.Confidence), strings.Compare(string(a.Type), string(b.Type)), strings.Compare(a.ID, b.ID))
	}
	for _, list := range n.adjacent {
		slices.SortFunc(list, func(a, b edge) int { return compare(&n.links[a.link], &n.links[b.link]) })
	}
	n.latest = make([]int32, len(n.links))
	for i := range n.latest {
		n.latest[i] = int32(i)
	}
	slices.SortFunc(n.latest, func(i, j int32) int {
		a, b := &n.links[i], &n.links[j]
		return cmp.Or(strings.Compare(b.LastSaid, a.LastSaid), cmp.Compare(b.Stories, a.Stories), cmp.Compare(b.Confidence, a.Confidence), strings.Compare(a.ID, b.ID))
	})
}

// Of gives the statements that an entity is an end of, in the order of Facts.
func (n *Network) Of(entity string) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		at, ok := n.place[entity]
		if !ok {
			return
		}
		for _, e := range n.adjacent[at] {
			if !yield(n.links[e.link]) {
				return
			}
		}
	}
}

// Latest gives all statements, the last said first; of one day those that most
// stories state, then the surest.
func (n *Network) Latest() iter.Seq[Link] {
	return func(yield func(Link) bool) {
		for _, i := range n.latest {
			if !yield(n.links[i]) {
				return
			}
		}
	}
}
