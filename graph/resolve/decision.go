package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Decision is a curator's word that two entities are the same or are not. It
// outranks all that matching finds. A and B are entity ids, former ids or name
// keys; B may also be a name of A's entity (NameOf). Of two decisions on one pair
// the later stands (When, then Who, then Same before different).
type Decision struct {
	A    string `json:"a"`
	B    string `json:"b"`
	Same bool   `json:"same"`
	Who  string `json:"who,omitempty"`
	When string `json:"when,omitempty"` // RFC 3339
	Note string `json:"note,omitempty"`
}

// NameOf writes what a decision means by one name of an entity: the name alone,
// whoever else bears it.
func NameOf(entity, key string) string { return entity + ":" + key }

// CutName parts what NameOf wrote. ok is false for any other id.
func CutName(id string) (entity, key string, ok bool) { return strings.Cut(id, ":") }

// decide applies decisions to entities: first all that join, then all that
// part. A decision on ids or keys that no entity has does nothing, and nor does
// one on a single name.
func (r *resolver) decide(list []entity, decisions []Decision) [][]int32 {
	set := newSets(len(list))
	named := map[string]int32{}
	for n, e := range list {
		for _, k := range e.keys {
			if _, ok := named[k]; !ok {
				named[k] = int32(n)
			}
		}
	}
	for n, e := range list { // an id means this entity, whoever else has the name
		named[e.id] = int32(n)
	}
	standing := standing(decisions)
	for _, d := range standing {
		a, okA := named[d.A]
		b, okB := named[d.B]
		if d.Same && okA && okB {
			set.union(a, b)
		}
	}
	merged := map[int32][]int32{}
	for n, e := range list {
		root := set.find(int32(n))
		merged[root] = append(merged[root], e.members...)
	}
	var out [][]int32
	for _, root := range slices.Sorted(maps.Keys(merged)) {
		members := merged[root]
		slices.Sort(members)
		out = append(out, members)
	}
	of := r.entityOf(list)
	for _, d := range standing {
		if d.Same {
			continue
		}
		if id, key, ok := CutName(d.B); ok {
			if a, ok := named[id]; ok {
				out = separate(out, func(i int32) bool {
					return r.names[r.members[i].name].key == key && set.find(of[i]) == set.find(a)
				})
			}
			continue
		}
		a, okA := named[d.A]
		b, okB := named[d.B]
		if okA && okB && set.find(a) == set.find(b) {
			out = separate(out, r.membersOf(list, d, a, b))
		}
	}
	return out
}

// membersOf tells the members of B: those of its entity where A and B were
// entities of their own before other decisions joined them, else those with its
// name.
func (r *resolver) membersOf(list []entity, d Decision, a, b int32) func(int32) bool {
	return func(i int32) bool {
		_, in := slices.BinarySearch(list[b].members, i)
		return in && (a != b || r.names[r.members[i].name].key == d.B)
	}
}

// separate takes the members that are B's out of the cluster that they share
// with others.
func separate(clusters [][]int32, isB func(int32) bool) [][]int32 {
	for n, members := range clusters {
		var stay, leave []int32
		for _, i := range members {
			if isB(i) {
				leave = append(leave, i)
			} else {
				stay = append(stay, i)
			}
		}
		if len(leave) > 0 && len(stay) > 0 {
			clusters[n] = stay
			clusters = append(clusters, leave)
			break
		}
	}
	return clusters
}

// standing sorts decisions and keeps the last on each pair, with A below B.
func standing(decisions []Decision) []Decision {
	list := slices.Clone(decisions)
	for i, d := range list {
		if d.B < d.A {
			list[i].A, list[i].B = d.B, d.A
		}
	}
	slices.SortFunc(list, func(p, q Decision) int {
		return cmp.Or(cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B), cmp.Compare(p.When, q.When), cmp.Compare(p.Who, q.Who),
			compareBool(q.Same, p.Same), cmp.Compare(p.Note, q.Note))
	})
	var out []Decision
	for i, d := range list {
		if d.A == d.B {
			continue
		}
		if i+1 == len(list) || list[i+1].A != d.A || list[i+1].B != d.B {
			out = append(out, d)
		}
	}
	return out
}

// keepIDs makes the ids of namesakes that decisions name, and that no entity has
// any more after them, former ids of the entities that hold their members.
func (r *resolver) keepIDs(list, before []entity, decisions []Decision) {
	at := func(in []entity, id string) (int, bool) {
		return slices.BinarySearchFunc(in, id, func(e entity, id string) int { return strings.Compare(e.id, id) })
	}
	of := r.entityOf(list)
	for _, d := range decisions {
		for _, id := range []string{d.A, d.B} {
			n, was := at(before, id)
			if _, is := at(list, id); is || !was || slices.Contains(before[n].keys, id) { // a key stands already
				continue
			}
			holder := &list[of[before[n].members[0]]]
			if place, ok := slices.BinarySearch(holder.former, id); !ok {
				holder.former = slices.Insert(holder.former, place, id)
			}
		}
	}
}
