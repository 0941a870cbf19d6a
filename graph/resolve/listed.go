package resolve

import "strings"

// useListed takes a user's list of names at its word: chains that it gives one
// id are one entity, and chains with two ids are two. Chains of a cluster that
// the list does not know go with the id that most of the others have.
func (r *resolver) useListed() {
	ids := map[int32]map[string]int{} // by cluster: chains of each id
	first := map[string]int32{}       // of each id
	for i := range r.members {
		m := &r.members[i]
		id := r.listed(int32(i))
		if id == "" {
			continue
		}
		if ids[m.cluster] == nil {
			ids[m.cluster] = map[string]int{}
		}
		ids[m.cluster][id]++
		if _, ok := first[id]; !ok {
			first[id] = int32(i)
		}
	}
	for i := range r.members {
		m := &r.members[i]
		of := ids[m.cluster]
		if of == nil || !m.named {
			continue
		}
		id := r.listed(int32(i))
		if id == "" {
			id = mostOf(of)
		}
		m.cluster = first[id]
	}
}

// listed is the id that a user's list gives a member with a name.
func (r *resolver) listed(i int32) string {
	if !r.members[i].named {
		return ""
	}
	return r.chain(i).Listed
}

// mostOf is the key with the highest count, the first by its letters of equals.
func mostOf(counts map[string]int) string {
	best := ""
	for k, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && k < best {
			best = k
		}
	}
	return best
}

// listedID adds the id that a user's list gives an entity: "wikidata:Q42" under
// its scheme, one without a scheme under "listed".
func (r *resolver) listedID(e entity, ids map[string]string) {
	counts := map[string]int{}
	for _, i := range e.members {
		if id := r.listed(i); id != "" {
			counts[id]++
		}
	}
	if len(counts) == 0 {
		return
	}
	id := mostOf(counts)
	scheme, rest, ok := strings.Cut(id, ":")
	if !ok || rest == "" || strings.ContainsFunc(scheme, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }) || scheme == "" {
		scheme, rest = "listed", id
	}
	ids[scheme] = rest
}
