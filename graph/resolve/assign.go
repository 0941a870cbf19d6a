package resolve

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// entity is a cluster of members with its id.
type entity struct {
	id      string
	typ     schema.EntityType
	members []int32 // ascending
	keys    []string
	former  []string
}

// Assignment says which entity each chain stands for.
type Assignment struct {
	first []int32
	at    map[string]int // article id → index
	ids   []string       // by member
}

// Entity returns the id of the entity that a chain of an article (by its index
// in Article.Chains) stands for, "" for a chain without a name.
func (a Assignment) Entity(articleID string, chain int) string {
	i, ok := a.at[articleID]
	if !ok || chain < 0 || a.first[i]+int32(chain) >= a.first[i+1] {
		return ""
	}
	return a.ids[a.first[i]+int32(chain)]
}

// Entities resolves the chains of articles and nothing else.
func Entities(articles []Article, decisions []Decision) Assignment {
	r := newResolver(digests(articles))
	list := r.entities(decisions)
	a := Assignment{first: r.first, at: make(map[string]int, len(r.articles)), ids: make([]string, len(r.members))}
	for i := range r.articles {
		a.at[r.articles[i].ID] = i
	}
	for i, n := range r.entityOf(list) {
		if n >= 0 {
			a.ids[i] = list[n].id
		}
	}
	return a
}

// entityOf gives the entity of each member, by its place in the list, -1 for
// none.
func (r *resolver) entityOf(list []entity) []int32 {
	of := make([]int32, len(r.members))
	for i := range of {
		of[i] = -1
	}
	for n, e := range list {
		for _, i := range e.members {
			of[i] = int32(n)
		}
	}
	return of
}

// entities makes the entities of all members, sorted by id.
func (r *resolver) entities(decisions []Decision) []entity {
	r.setBlocks()
	r.setContexts()
	r.story = <-r.copies
	r.setClusters()
	list := r.identify(r.clusters())
	if len(decisions) > 0 {
		before := list
		list = r.identify(r.decide(before, decisions))
		if on := onTaken(decisions, before, list); len(on) > 0 {
			taken := list
			list = r.identify(r.decide(taken, on))
			r.keepIDs(list, taken, decisions)
		}
		r.keepIDs(list, before, decisions)
	}
	return list
}

// clusters lists the members of each cluster.
func (r *resolver) clusters() [][]int32 {
	list := r.grouped(len(r.members), func(i int32) int32 { return r.members[i].cluster })
	return slices.DeleteFunc(list, func(members []int32) bool { return members == nil })
}

// identify gives each cluster its id: the smallest name key, which of several
// that share it the one in the most articles keeps. Keys that are no entity's
// id any more become former ids.
func (r *resolver) identify(clusters [][]int32) []entity {
	list := make([]entity, len(clusters))
	spread(len(clusters), func(from, to int) {
		for n := from; n < to; n++ {
			list[n] = entity{members: clusters[n], typ: r.typeOf(clusters[n]), keys: r.keysOf(clusters[n])}
		}
	})
	list = byID(list, func(e *entity) string { return e.keys[0] })
	for first, next := 0, 0; first < len(list); first = next {
		for next = first + 1; next < len(list) && list[next].keys[0] == list[first].keys[0]; next++ {
		}
		r.tellApart(list[first:next])
	}
	list = byID(list, func(e *entity) string { return e.id })
	for n := range list {
		e := &list[n]
		for _, k := range e.keys {
			if _, taken := slices.BinarySearchFunc(list, k, func(e entity, id string) int { return strings.Compare(e.id, id) }); !taken {
				e.former = append(e.former, k)
			}
		}
	}
	return list
}

// keysOf lists the name keys of members, sorted.
func (r *resolver) keysOf(members []int32) (keys []string) {
	last := int32(-1)
	for _, i := range members {
		if at := r.members[i].name; at != last {
			last = at
			keys = append(keys, r.names[at].key)
		}
	}
	slices.Sort(keys)
	return slices.Clip(slices.Compact(keys))
}

// tellApart gives ids to the entities that share their smallest name key.
func (r *resolver) tellApart(sharing []entity) {
	slices.SortFunc(sharing, func(a, b entity) int {
		return cmp.Or(cmp.Compare(r.articleCount(b.members), r.articleCount(a.members)), cmp.Compare(a.members[0], b.members[0]))
	})
	for place := range sharing {
		e := &sharing[place]
		if place == 0 {
			e.id = e.keys[0]
			continue
		}
		article := r.articles[r.members[e.members[0]].article].ID
		e.id = graph.EntityID(e.keys, article)
		if slices.ContainsFunc(sharing[:place], func(o entity) bool { return o.id == e.id }) { // two namesakes whose first article is the same
			e.id = graph.EntityID(e.keys, article+"#"+strconv.Itoa(place))
		}
	}
}

// byID sorts a list by ids.
func byID[T any](list []T, id func(*T) string) []T {
	type place struct {
		head uint64 // the first letters of the id, which tell most from others
		at   int32
	}
	order := make([]place, len(list))
	for n := range order {
		var letters [8]byte
		copy(letters[:], id(&list[n]))
		order[n] = place{binary.BigEndian.Uint64(letters[:]), int32(n)}
	}
	slices.SortFunc(order, func(a, b place) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		return strings.Compare(id(&list[a.at]), id(&list[b.at]))
	})
	sorted := make([]T, len(list))
	for n, p := range order {
		sorted[n] = list[p.at]
	}
	return sorted
}

// typeOf is the type of most mentions, the first by its letters of equals.
func (r *resolver) typeOf(members []int32) schema.EntityType {
	var counts typeCounts
	for _, i := range members {
		counts.add(r.members[i].typ, r.members[i].mention+1)
	}
	best := counts[0]
	for _, c := range counts[1:] {
		if c.mentions > best.mentions || c.mentions == best.mentions && c.typ < best.typ {
			best = c
		}
	}
	return best.typ
}

func (r *resolver) articleCount(members []int32) int {
	n, last := 0, int32(-1)
	for _, i := range members {
		if a := r.members[i].article; a != last {
			n, last = n+1, a
		}
	}
	return n
}
