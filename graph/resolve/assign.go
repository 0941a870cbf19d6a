package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

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
	r := newResolver(articles)
	list := r.entities(decisions)
	a := Assignment{first: r.first, at: make(map[string]int, len(r.articles)), ids: r.ids(list)}
	for i := range r.articles {
		a.at[r.articles[i].ID] = i
	}
	return a
}

// ids gives the entity id of each member.
func (r *resolver) ids(list []entity) []string {
	ids := make([]string, len(r.members))
	for _, e := range list {
		for _, i := range e.members {
			ids[i] = e.id
		}
	}
	return ids
}

// entities makes the entities of all members, sorted by id.
func (r *resolver) entities(decisions []Decision) []entity {
	r.setBlocks()
	r.setContexts()
	r.setClusters()
	list := r.identify(r.clusters())
	if len(decisions) > 0 {
		list = r.identify(r.decide(list, decisions))
	}
	return list
}

// clusters lists the members of each cluster.
func (r *resolver) clusters() [][]int32 {
	var list [][]int32
	at := map[int32]int{}
	for i := range r.members {
		m := &r.members[i]
		if !m.named {
			continue
		}
		n, ok := at[m.cluster]
		if !ok {
			n = len(list)
			at[m.cluster] = n
			list = append(list, nil)
		}
		list[n] = append(list[n], int32(i))
	}
	return list
}

// identify gives each cluster its id: the smallest name key, which of several
// that share it the one in the most articles keeps. Keys that are no entity's
// id any more become former ids.
func (r *resolver) identify(clusters [][]int32) []entity {
	list := make([]entity, len(clusters))
	byKey := map[string][]int{}
	for n, members := range clusters {
		e := &list[n]
		e.members, e.typ = members, r.typeOf(members)
		seen := map[string]bool{}
		for _, i := range members {
			if k := r.names[r.members[i].name].key; !seen[k] {
				seen[k] = true
				e.keys = append(e.keys, k)
			}
		}
		slices.Sort(e.keys)
		byKey[e.keys[0]] = append(byKey[e.keys[0]], n)
	}
	taken := map[string]bool{}
	for key, sharing := range byKey {
		slices.SortFunc(sharing, func(a, b int) int {
			return cmp.Or(cmp.Compare(r.articleCount(list[b].members), r.articleCount(list[a].members)),
				cmp.Compare(list[a].members[0], list[b].members[0]))
		})
		for place, n := range sharing {
			e := &list[n]
			if place == 0 {
				e.id = key
			} else {
				m := r.members[e.members[0]]
				e.id = graph.EntityID(e.keys, r.articles[m.article].ID)
				if taken[e.id] { // two namesakes whose first article is the same
					e.id = graph.EntityID(e.keys, r.articles[m.article].ID+"#"+strconv.Itoa(place))
				}
			}
			taken[e.id] = true
		}
	}
	for n := range list {
		for _, k := range list[n].keys {
			if !taken[k] {
				list[n].former = append(list[n].former, k)
			}
		}
	}
	slices.SortFunc(list, func(a, b entity) int { return cmp.Compare(a.id, b.id) })
	return list
}

// typeOf is the type of most mentions.
func (r *resolver) typeOf(members []int32) schema.EntityType {
	counts := map[schema.EntityType]int{}
	for _, i := range members {
		counts[r.members[i].typ] += r.members[i].mention + 1
	}
	var best schema.EntityType
	for _, t := range slices.Sorted(maps.Keys(counts)) {
		if counts[t] > counts[best] {
			best = t
		}
	}
	return best
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
