package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Decision is a curator's word that two entities are the same or are not. It
// outranks all that matching finds. A and B are entity ids, former ids or name
// keys; B may also be a name of A's entity (NameOf) or A's mentions in an article
// (In). Of two decisions on one pair the later stands (When, then Who, then Same
// before different).
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

// In writes what a decision means by the mentions of an entity in one article.
func In(entity, article string) string { return entity + "@" + article }

// CutArticle parts what In wrote. ok is false for any other id.
func CutArticle(id string) (entity, article string, ok bool) { return strings.Cut(id, "@") }

// deciding are entities on their way to what decisions make of them. Clusters have
// the numbers of the entities that they were; those that decisions take out come
// after them.
type deciding struct {
	r        *resolver
	list     []entity
	named    map[string][]int32 // the entities of the ids and keys that decisions name; that of the id first
	set      sets               // of clusters that are one
	clusters [][]int32          // of each cluster that is the first of its set
	taken    map[string]int32   // the cluster of a name that was taken out, by its key
}

// decide applies decisions to entities: those that join, then those that take
// names or articles out, the earlier first, with what was joined with such a name
// since, then those that part. A decision on ids or keys that no entity has does
// nothing.
func (r *resolver) decide(list []entity, decisions []Decision) [][]int32 {
	d := deciding{r: r, list: list, named: namedBy(list, decisions), set: newSets(len(list)), taken: map[string]int32{}}
	for n := range list {
		d.clusters = append(d.clusters, list[n].members)
	}
	cuts := map[string]string{} // keys of names that are taken out → when first
	standing := standing(decisions)
	for _, one := range standing {
		if _, key, ok := CutName(one.B); ok && !one.Same {
			if when, ok := cuts[key]; !ok || one.When < when {
				cuts[key] = one.When
			}
		}
	}
	var later, part []Decision
	for _, one := range standing {
		_, _, name := CutName(one.B)
		_, _, article := CutArticle(one.B)
		switch {
		case !one.Same && (name || article):
			later = append(later, one)
		case !one.Same:
			part = append(part, one)
		case isLater(cuts, one):
			later = append(later, one)
		default:
			d.join(one)
		}
	}
	slices.SortStableFunc(later, func(p, q Decision) int {
		return cmp.Or(cmp.Compare(p.When, q.When), compareBool(q.Same, p.Same))
	})
	for _, one := range later {
		if one.Same {
			d.join(one)
		} else {
			d.takeOut(one)
		}
	}
	for _, one := range part {
		d.part(one)
	}
	var out [][]int32
	for _, members := range d.clusters {
		if len(members) > 0 {
			slices.SortFunc(members, func(i, j int32) int { // members that were cut off are the last
				return cmp.Or(cmp.Compare(r.members[i].article, r.members[j].article), cmp.Compare(i, j))
			})
			out = append(out, members)
		}
	}
	return out
}

// namedBy finds the entities that decisions name.
func namedBy(list []entity, decisions []Decision) map[string][]int32 {
	named := map[string][]int32{}
	for _, d := range decisions {
		for _, id := range []string{d.A, d.B} {
			if entity, key, ok := CutName(id); ok {
				named[entity], named[key] = nil, nil
			} else if entity, _, ok := CutArticle(id); ok {
				named[entity] = nil
			} else {
				named[id] = nil
			}
		}
	}
	for n := range list {
		e := &list[n]
		if of, ok := named[e.id]; ok { // an id means this entity, whoever else has the name
			named[e.id] = slices.Insert(of, 0, int32(n))
		}
		for _, k := range e.keys {
			if of, ok := named[k]; ok && k != e.id {
				named[k] = append(of, int32(n))
			}
		}
	}
	return named
}

// isLater reports whether a name that a decision joins was taken out before.
func isLater(cuts map[string]string, d Decision) bool {
	for _, id := range []string{d.A, d.B} {
		if when, ok := cuts[id]; ok && when < d.When {
			return true
		}
	}
	return false
}

// find is the cluster that an id or key means now.
func (d *deciding) find(id string) (int32, bool) {
	if c, ok := d.taken[id]; ok {
		return d.set.find(c), true
	}
	if of := d.named[id]; len(of) > 0 {
		return d.set.find(of[0]), true
	}
	return -1, false
}

func (d *deciding) join(one Decision) {
	a, okA := d.find(one.A)
	b, okB := d.find(one.B)
	if okA && okB {
		d.union(a, b)
	}
}

func (d *deciding) union(a, b int32) {
	if a, b = min(d.set.find(a), d.set.find(b)), max(d.set.find(a), d.set.find(b)); a != b {
		d.set.union(a, b)
		d.clusters[a], d.clusters[b] = slices.Concat(d.clusters[a], d.clusters[b]), nil
	}
}

// leave makes members of a cluster one of their own, unless all would leave.
func (d *deciding) leave(c int32, leaves func(int32) bool) (int32, bool) {
	stay, leave := divide(d.clusters[c], leaves)
	if len(stay) == 0 || len(leave) == 0 {
		return -1, false
	}
	n := int32(len(d.set))
	d.set, d.clusters = append(d.set, n), append(d.clusters, leave)
	d.clusters[c] = stay
	return n, true
}

// takeOut takes a name out of an entity, or the mentions of an article. What is
// taken out is one entity; a name is the only other entity's that has it, if there
// is one and the name is more than a person's last name.
func (d *deciding) takeOut(one Decision) {
	if id, article, ok := CutArticle(one.B); ok {
		if c, ok := d.find(id); ok {
			at := func(i int32) bool { return d.r.articles[d.r.members[i].article].ID == article }
			if n, ok := d.leave(c, at); ok {
				if first, ok := d.taken[In(id, "")]; ok {
					d.union(first, n)
				} else {
					d.taken[In(id, "")] = n
				}
			}
		}
		return
	}
	id, key, _ := CutName(one.B)
	c, ok := d.find(id)
	if !ok {
		return
	}
	n, ok := d.takeName(c, key)
	if !ok {
		return
	}
	d.taken[key] = n
	at := &d.r.names[d.r.members[d.clusters[n][0]].name]
	if at.typ == schema.Person && isShort(at.norm) {
		return
	}
	others := map[int32]bool{}
	for _, o := range d.named[key] {
		if o = d.set.find(o); o != d.set.find(c) {
			others[o] = true
		}
	}
	if len(others) == 1 {
		for o := range others {
			d.union(n, o)
		}
	}
}

// takeName takes the mentions of a name out of a cluster, also of the chains of
// articles that use it with others.
func (d *deciding) takeName(c int32, key string) (int32, bool) {
	bears := map[int32]bool{}
	for _, i := range slices.Clone(d.clusters[c]) {
		m := &d.r.members[i]
		bears[i] = d.r.names[m.name].key == key
		forms := d.r.chain(i).Forms
		if len(forms) == 0 || bears[i] && len(forms) == 1 {
			continue
		}
		is, rest := divide(forms, func(f Form) bool { return graph.NormalKey(m.typ, d.r.normal(m.typ, f.Text)) != key })
		switch own := d.r.names[m.name].norm; {
		case bears[i]: // what is neither the name nor short for it stays
			rest = slices.DeleteFunc(rest, func(f Form) bool { return isAcronym(f.Text) || isPart(d.r.normal(m.typ, f.Text), own) })
			if len(is) > 0 && len(rest) > 0 {
				d.clusters[c] = append(slices.Clip(d.clusters[c]), d.r.cutForms(i, texts(rest)))
			}
		case len(is) == 0:
		case !slices.ContainsFunc(append(slices.Clip(rest), Form{Text: d.r.raw(int(i))}), func(f Form) bool { return !isPart(d.r.normal(m.typ, f.Text), d.r.normal(m.typ, is[0].Text)) }):
			d.r.rename(i, longestOf(texts(is))) // "Lady Marlow" and "Marlow" are one person, whose chain is called "Marlow"
			bears[i] = true
		default:
			n := d.r.cutForms(i, texts(is))
			d.clusters[c] = append(slices.Clip(d.clusters[c]), n)
			bears[n] = true
		}
	}
	return d.leave(c, func(i int32) bool { return bears[i] })
}

// isPart reports whether the words of one normal name stand in another.
func isPart(norm, of string) bool { return strings.Contains(" "+of+" ", " "+norm+" ") }

func texts(forms []Form) []string {
	list := make([]string, len(forms))
	for i, f := range forms {
		list[i] = f.Text
	}
	return list
}

// part keeps two entities apart. Where they are one, B's members leave: those of
// its entity where A and B were entities of their own before other decisions
// joined them, else those with its name. Where an article's chain of the one holds
// the other's name, it is the other's.
func (d *deciding) part(one Decision) {
	a, okA := d.find(one.A)
	b, okB := d.find(one.B)
	switch {
	case !okA || !okB:
	case a == b:
		x, y := d.named[one.A], d.named[one.B]
		if len(x) > 0 && len(y) > 0 && x[0] != y[0] {
			d.leave(a, func(i int32) bool {
				_, in := slices.BinarySearch(d.list[y[0]].members, i)
				return in
			})
		} else if _, ok := d.takeName(a, one.B); !ok {
			d.takeName(a, one.A)
		}
	default:
		d.giveBack(a, b, one.B)
		d.giveBack(b, a, one.A)
	}
}

// giveBack takes the name of one cluster out of the chains of another that is not
// called so.
func (d *deciding) giveBack(from, to int32, key string) {
	if slices.ContainsFunc(d.clusters[from], func(i int32) bool { return d.r.names[d.r.members[i].name].key == key }) {
		return // namesakes
	}
	if n, ok := d.takeName(from, key); ok {
		d.union(to, n)
	}
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

// onTaken are the decisions on what decisions took out of entities, which had no
// id before, with those that part.
func onTaken(decisions []Decision, before, list []entity) []Decision {
	was, is := namedBy(before, decisions), namedBy(list, decisions)
	isNew := func(id string) bool { return len(was[id]) == 0 && len(is[id]) > 0 }
	var on, part []Decision
	for _, d := range decisions {
		a, b := d.A, d.B
		if entity, _, ok := CutName(b); ok {
			b = entity
		} else if entity, _, ok := CutArticle(b); ok {
			b = entity
		} else if !d.Same {
			part = append(part, d)
			continue
		}
		if isNew(a) || isNew(b) {
			on = append(on, d)
		}
	}
	if len(on) == 0 && !slices.ContainsFunc(part, func(d Decision) bool { return isNew(d.A) || isNew(d.B) }) {
		return nil
	}
	return append(on, part...)
}

// keepIDs makes the ids that decisions name, and that no entity has any more after
// them, former ids of the entities that hold most of their members.
func (r *resolver) keepIDs(list, before []entity, decisions []Decision) {
	at := func(in []entity, id string) (int, bool) {
		return slices.BinarySearchFunc(in, id, func(e entity, id string) int { return strings.Compare(e.id, id) })
	}
	of := r.entityOf(list)
	for _, d := range decisions {
		for _, id := range []string{d.A, d.B} {
			n, was := at(before, id)
			if _, is := at(list, id); is || !was || slices.ContainsFunc(list, func(e entity) bool {
				_, former := slices.BinarySearch(e.former, id)
				return former
			}) {
				continue
			}
			counts := map[int32]int{}
			for _, i := range before[n].members {
				counts[of[i]]++
			}
			holder := &list[slices.MinFunc(slices.Collect(maps.Keys(counts)), func(a, b int32) int {
				return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
			})]
			place, _ := slices.BinarySearch(holder.former, id)
			holder.former = slices.Insert(holder.former, place, id)
		}
	}
}
