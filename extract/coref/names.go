package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// joinNames puts every mention into an entity.
func (r *resolver) joinNames() {
	r.group()
	r.joinPersons()
	r.joinShortForms()
	r.joinAcronyms()
	r.joinPlaces()
	for _, e := range r.entities {
		e.guessGender(r)
	}
}

// group makes an entity of each set of equal names.
func (r *resolver) group() {
	byKey := map[string][]int{}
	var keys []string
	for i := range r.mentions {
		k := r.mentions[i].key
		if byKey[k] == nil {
			keys = append(keys, k)
		}
		byKey[k] = append(byKey[k], i)
	}
	surnames := r.surnameWeights()
	for _, k := range keys {
		for _, part := range r.splitByType(byKey[k], surnames[k]) {
			switch part.typ {
			case schema.Person:
				r.groupPersons(part)
			case schema.Organization:
				r.groupBodies(part)
			default:
				r.newEntity(part.typ, part.mentions)
			}
		}
	}
}

// surnameWeights gives each last name of a full name the weight of the
// mentions that bear it.
func (r *resolver) surnameWeights() map[string]float64 {
	w := map[string]float64{}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Type == schema.Person && len(m.words) > 1 {
			w[lastName(m.words)] += m.weight
		}
	}
	return w
}

// part are mentions of one type.
type part struct {
	typ      schema.EntityType
	mentions []int
	weight   float64
}

// splitByType decides the types of mentions of one string: the type with the
// most weight takes the others where they may be errors.
func (r *resolver) splitByType(mentions []int, surname float64) []part {
	var parts []part
	for _, i := range mentions {
		m := &r.mentions[i]
		at := slices.IndexFunc(parts, func(p part) bool { return p.typ == m.Type })
		if at < 0 {
			at = len(parts)
			parts = append(parts, part{typ: m.Type})
		}
		parts[at].mentions = append(parts[at].mentions, i)
		parts[at].weight += m.weight
	}
	if len(parts) == 1 {
		return parts
	}
	for i := range parts {
		if parts[i].typ == schema.Person {
			parts[i].weight += surname
		}
	}
	top := 0
	for i := range parts {
		if parts[i].weight > parts[top].weight {
			top = i
		}
	}
	long := len(r.mentions[mentions[0]].words) > 1
	kept := []part{parts[top]}
	for i, p := range parts {
		if i == top {
			continue
		}
		if mayBeError(p, parts[top], long, surname > 0) {
			kept[0].mentions = append(kept[0].mentions, p.mentions...)
		} else {
			kept = append(kept, p)
		}
	}
	for i := range kept {
		slices.Sort(kept[i].mentions)
	}
	slices.SortFunc(kept, func(a, b part) int { return a.mentions[0] - b.mentions[0] })
	return kept
}

// mayBeError reports whether a string's mentions of type p.typ are taken for
// wrongly typed ones of the type that it has more often.
// surname says that a full name of the article ends in the string.
func mayBeError(p, top part, long, surname bool) bool {
	share := p.weight / top.weight
	if long {
		return true
	}
	pair := func(a, b schema.EntityType) bool {
		return p.typ == a && top.typ == b || p.typ == b && top.typ == a
	}
	switch {
	case top.typ == schema.Person && surname:
		return share < .7
	case p.typ == schema.Person || top.typ == schema.Person:
		return share < .4 // "Ford", "Jordan", "Washington"
	case pair(schema.Place, schema.Organization):
		return share < .5 // "Liverpool", "Brussels"
	case pair(schema.Place, schema.Group):
		return share < .4
	}
	return true
}

// newEntity makes an entity of mentions.
func (r *resolver) newEntity(typ schema.EntityType, mentions []int) *entity {
	e := &entity{id: len(r.entities), typ: typ, mentions: mentions}
	for _, i := range mentions {
		m := &r.mentions[i]
		m.entity = e.id
		e.addForm(m.words)
		e.addTitle(m.title)
		if e.gender == gazetteer.Unknown {
			e.gender = m.gender
		}
		if e.place == "" && typ == schema.Place {
			e.place = m.place
		}
		e.weight += m.weight
	}
	r.entities = append(r.entities, e)
	return e
}

// groupPersons keeps "Mr. Clinton" and "Mrs. Clinton" apart; "Clinton" alone
// goes with neither when both occur.
func (r *resolver) groupPersons(p part) {
	var by [3][]int
	for _, i := range p.mentions {
		g := r.mentions[i].gender
		by[g] = append(by[g], i)
	}
	if len(by[gazetteer.Male]) == 0 || len(by[gazetteer.Female]) == 0 || len(r.mentions[p.mentions[0]].words) > 1 {
		r.newEntity(p.typ, p.mentions)
		return
	}
	for _, mentions := range by {
		if len(mentions) > 0 {
			r.newEntity(p.typ, mentions)
		}
	}
}

// groupBodies keeps apart the ministries, parliaments and armies of different
// countries that share a name. One without a country goes with the nearest
// before it, or else with the first.
func (r *resolver) groupBodies(p part) {
	m := &r.mentions[p.mentions[0]]
	if m.place != "" || !bodyNouns[m.words[len(m.words)-1]] {
		r.newEntity(p.typ, p.mentions)
		return
	}
	var countries []string
	by := map[string][]int{}
	last := ""
	for _, i := range p.mentions {
		if q := r.mentions[i].qualifier; q != "" {
			last = q
			break
		}
	}
	for _, i := range p.mentions {
		q := r.mentions[i].qualifier
		if q == "" {
			q = last
		}
		last = q
		if by[q] == nil {
			countries = append(countries, q)
		}
		by[q] = append(by[q], i)
	}
	for _, q := range countries {
		r.newEntity(p.typ, by[q])
	}
}

// bodyNouns end names that every state has one of.
var bodyNouns = wordSet(`government ministry parliament army military police embassy court senate congress cabinet navy
	forces force intelligence bank office administration council assembly treasury guard guards consulate commission
	agency authority department service legislature judiciary prosecutor party union federation association committee`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// joinPlaces joins a city's long and short names: "New York City" and "New
// York", "Washington, D.C." and "Washington"; but "Mexico City" is not Mexico,
// nor "Oklahoma City" the state.
func (r *resolver) joinPlaces() {
	for _, long := range r.entities {
		if long.typ != schema.Place || long.place != "" || len(long.mentions) == 0 {
			continue
		}
		for _, f := range long.forms {
			n := len(f)
			if n < 2 || !placeTails[f[n-1]] {
				continue
			}
			if e := r.find(schema.Place, f[:n-1]); e != nil && e != long && (e.place == "" || e.place == "New York") {
				r.absorb(long, e)
				break
			}
		}
	}
}

// placeTails may end the name of a place or not.
var placeTails = wordSet(`city dc island islands strip mountains desert river creek lake`)

// find returns the entity of a type that has this very form.
func (r *resolver) find(typ schema.EntityType, words []string) *entity {
	for _, e := range r.entities {
		if e.typ != typ {
			continue
		}
		for _, f := range e.forms {
			if slices.Equal(f, words) {
				return e
			}
		}
	}
	return nil
}
