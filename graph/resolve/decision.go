package resolve

import (
	"cmp"
	"maps"
	"slices"
)

// Decision is a curator's word that two entities are the same or are not. It
// outranks all that matching finds. A and B are entity ids, former ids or name
// keys. Of two decisions on one pair the later stands (When, then Who, then
// Same before different).
type Decision struct {
	A    string `json:"a"`
	B    string `json:"b"`
	Same bool   `json:"same"`
	Who  string `json:"who,omitempty"`
	When string `json:"when,omitempty"` // RFC 3339
	Note string `json:"note,omitempty"`
}

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
	for _, d := range standing {
		if d.Same {
			continue
		}
		a, okA := named[d.A]
		b, okB := named[d.B]
		if okA && okB && set.find(a) == set.find(b) {
			out = r.separate(out, list, d, a, b)
		}
	}
	return out
}

// separate takes out of the cluster that holds both A and B the members of B:
// those of its entity where the two were entities of their own before other
// decisions joined them, else those with its name.
func (r *resolver) separate(clusters [][]int32, list []entity, d Decision, a, b int32) [][]int32 {
	isB := func(i int32) bool {
		_, in := slices.BinarySearch(list[b].members, i)
		return in && (a != b || r.names[r.members[i].name].key == d.B)
	}
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
