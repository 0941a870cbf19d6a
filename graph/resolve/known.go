package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/schema"
)

// joinKnown joins the names that the tables give to one entity, and the names
// and abbreviations of an American state. Names of people known by one word are
// looked after by attachKnown, bodies of state by their country.
func (r *resolver) joinKnown(set sets) {
	r.noteDisputed()
	first := map[*known.Entity]int32{}
	states := map[string]int32{}
	for i := range r.names {
		n := &r.names[i]
		if n.typ == schema.Place {
			s, ok := gazetteer.StateOf(n.raw)
			if !ok {
				s, ok = gazetteer.StateOf(n.raw + ".") // "Calif", where the period ends a sentence
			}
			if ok && s.Name != "Washington" && !isAmbiguous(n.norm) && len(n.raw) > 2 { // "LA" is a city, too
				if j, ok := states[s.Code]; ok {
					set.union(j, int32(i))
				} else {
					states[s.Code] = int32(i)
				}
			}
		}
		if kind, _ := competition(n.typ, n.norm); kind != "" {
			continue // its sport tells
		}
		if n.known == nil || r.disputed[int32(i)] || n.typ == schema.Person && isShort(n.norm) {
			continue
		}
		if n.typ == schema.Organization {
			if _, body := r.bodyOfName(n); body {
				continue
			}
		}
		if n.typ == schema.Person && sameEnds(n.norm, n.known.Name) {
			continue // joinPersons knows whether there is another of these names
		}
		if j, ok := first[n.known]; ok {
			set.union(j, int32(i))
		} else {
			first[n.known] = int32(i)
		}
	}
}

// disputedShare is the share of the articles which use an acronym for one name
// or the other that must mean something else than the tables know for it.
const disputedShare = 0.2

// noteDisputed finds the acronyms that the tables know and articles use for
// another name: "SPD" where the police of Seattle are in the news. Context alone
// says then which is meant.
func (r *resolver) noteDisputed() {
	r.disputed = map[int32]bool{}
	other := map[int32]int{} // name → articles
	for _, u := range r.shortened {
		n := &r.names[u.name]
		if a, ok := r.nameOf(n.typ, u.acronym); ok && r.names[a].known != nil && r.names[a].known != n.known {
			other[a]++
		}
	}
	if len(other) == 0 {
		return
	}
	all := map[*known.Entity]int{}
	own := map[int32]int{}
	for i := range r.members {
		if m := &r.members[i]; m.named && acronymTypes[m.typ] {
			if e := r.names[m.name].known; e != nil {
				all[e]++
				if _, ok := other[m.name]; ok {
					own[m.name]++
				}
			}
		}
	}
	for a, n := range other {
		same := 0
		if isAcronym(r.names[a].raw) {
			same = all[r.names[a].known] - own[a]
		}
		if float64(n) >= disputedShare*float64(n+same) {
			r.disputed[a] = true
		}
	}
}

// sameEnds reports whether two names of a person differ in the middle only, or
// not at all.
func sameEnds(norm, name string) bool {
	first, middle, last := splitPerson(norm)
	f, m, l := splitPerson(gazetteer.Normalize(name))
	return first == f && last == l && middle != m
}

// familiar is how well an article must fit what is known of a person that it
// names by one well-known word.
const familiar = 1.0

// attachKnown joins the members known by one word that the tables know
// ("Zelensky") to the largest cluster with the person's full name, where their
// article names what that cluster's articles name, too: Mr. Modi, a chef from
// Leicester, is another.
func (r *resolver) attachKnown(set sets) {
	full := map[*known.Entity]map[int32]int{} // cluster → members
	for i := range r.members {
		m := &r.members[i]
		if !m.named || m.typ != schema.Person || isShort(r.names[m.name].norm) {
			continue
		}
		if e := r.names[m.name].known; e != nil {
			if full[e] == nil {
				full[e] = map[int32]int{}
			}
			full[e][set.find(int32(i))]++
		}
	}
	best := map[*known.Entity]int32{}
	for e, clusters := range full {
		best[e] = slices.MinFunc(slices.Collect(maps.Keys(clusters)), func(a, b int32) int {
			return cmp.Or(cmp.Compare(clusters[b], clusters[a]), cmp.Compare(a, b))
		})
	}
	together := map[int32][]int32{} // the members of each of these clusters
	wanted := make([]bool, len(r.members))
	for _, j := range best {
		wanted[j] = true
	}
	for i := range r.members {
		if j := set.find(int32(i)); wanted[j] {
			together[j] = append(together[j], int32(i))
		}
	}
	profiles := make(map[int32]profile, len(together))
	for j, members := range together {
		profiles[j] = r.profile(members)
	}
	for i := range r.members {
		m := &r.members[i]
		if !m.named || m.typ != schema.Person || !isShort(r.names[m.name].norm) {
			continue
		}
		if e := r.titled(int32(i)); e != nil { // a full name with them or without
			j, ok := best[e]
			if !ok {
				j = int32(i)
				best[e] = j
			}
			m.short, m.attached = ok && !isShort(r.names[r.members[j].name].norm), true
			set.union(j, int32(i))
			continue
		}
		e := r.names[m.name].known
		j, ok := best[e]
		if e == nil || !ok || profiles[j].articles == 0 {
			continue
		}
		if r.score(m.article, profiles[j], m.block, r.members[j].block) < familiar {
			r.note(int32(i), j, ShortName, 0.5)
			continue
		}
		m.short, m.attached = true, true
		set.union(j, int32(i))
	}
}

// titled is whom a form with a title says that a chain of one name means: "Pope
// Francis".
func (r *resolver) titled(i int32) *known.Entity {
	for _, f := range r.chain(i).Forms {
		if strings.Contains(f.Text, " ") {
			if e, ok := known.Find(schema.Person, f.Text); ok {
				return e
			}
		}
	}
	return nil
}

// identifiers are what public sources call an entity: a country's and a state's
// ISO 3166 code, what the tables of known names say, a city's GeoNames id.
func (r *resolver) identifiers(e entity) map[string]string {
	if c, ok := r.countryOf(e); ok {
		if c.Code == "" {
			return nil
		}
		ids := map[string]string{"iso3166": c.Code}
		r.listedID(e, ids)
		return ids
	}
	ids := map[string]string{}
	r.listedID(e, ids)
	votes := map[*known.Entity]int{}
	all := 0
	for _, i := range e.members {
		m := &r.members[i]
		if m.short {
			continue
		}
		n := &r.names[m.name]
		if kind, sport := competition(n.typ, n.norm); kind != "" && sport == "" {
			continue // many sports have one of this name
		}
		all++
		k := n.known
		switch {
		case m.attached: // "Pope Francis", of whom there is no full name
			k = r.titled(i)
		case n.typ == schema.Person && isShort(n.norm):
			continue // by one word alone it may be a namesake
		}
		if k != nil && len(k.IDs) > 0 && m.typ == e.typ {
			votes[k]++
		}
	}
	var best *known.Entity
	for k, n := range votes {
		if 2*n > all {
			best = k
		}
	}
	if best != nil && r.maybe(e, best) {
		for scheme, id := range best.IDs {
			if ids[scheme] == "" {
				ids[scheme] = id
			}
		}
	}
	if e.typ == schema.Place {
		r.placeIDs(e, ids)
	}
	if len(ids) == 0 {
		return nil
	}
	return ids
}

// maybe reports whether what articles say of a person allows that it is the
// known one: members of Congress are in public life.
func (r *resolver) maybe(e entity, k *known.Entity) bool {
	if k.IDs["bioguide"] == "" {
		return true
	}
	camps := map[string]int{}
	for _, i := range e.members {
		camps[r.members[i].camp]++
	}
	return camps["public"] > camps["sport"]+camps["arts"]
}

// placeIDs adds the code of an American state, or the GeoNames id of a city: the
// one in the country that articles mostly say, or the only one of its name where
// they say none. The table knows large cities only: Salem is not always in India.
func (r *resolver) placeIDs(e entity, ids map[string]string) {
	m := &r.members[e.members[0]]
	raw := r.names[m.name].raw
	if s, ok := gazetteer.StateOf(raw); ok && s.Name != "Washington" {
		ids["iso3166"] = "US-" + s.Code
		return
	}
	if norm := r.names[m.name].norm; norm == washington || evergreenNames[norm] {
		ids["iso3166"] = "US-" + r.washington(e.members[0])
		if ids["iso3166"] == "US-WA" {
			delete(ids, "wikipedia") // it is the capital's
		}
		return
	}
	cities := known.Cities(raw)
	countries := map[string]int{}
	for _, i := range e.members {
		if c := r.members[i].country; c != "" {
			countries[c]++
		}
	}
	country := most(countries)
	if len(cities) == 1 && len(countries) == 0 {
		ids["geonames"] = cities[0].GeoNames
		return
	}
	for _, c := range cities {
		if c.Country == country {
			ids["geonames"] = c.GeoNames
		}
	}
}
