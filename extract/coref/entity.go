package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// entity is a chain in the making.
type entity struct {
	id       int
	typ      schema.EntityType
	forms    [][]string // distinct normalized names, as words
	mentions []int      // in text order
	gender   gazetteer.Gender
	told     [3]int   // pronouns resolved to it, by gender
	titles   []string // that stood with its names
	place    string   // the country or region that it is
	weight   float64
}

// absorb moves the mentions of o into e.
func (r *resolver) absorb(e, o *entity) {
	if e == o {
		return
	}
	for _, i := range o.mentions {
		r.mentions[i].entity = e.id
	}
	e.mentions = append(e.mentions, o.mentions...)
	slices.Sort(e.mentions)
	for _, f := range o.forms {
		e.addForm(f)
	}
	for _, t := range o.titles {
		e.addTitle(t)
	}
	if e.gender == gazetteer.Unknown {
		e.gender = o.gender
	}
	if e.place == "" {
		e.place = o.place
	}
	e.weight += o.weight
	o.mentions, o.forms = nil, nil
}

func (e *entity) addForm(words []string) {
	for _, f := range e.forms {
		if slices.Equal(f, words) {
			return
		}
	}
	e.forms = append(e.forms, words)
}

func (e *entity) addTitle(t string) {
	if t != "" && !slices.Contains(e.titles, t) {
		e.titles = append(e.titles, t)
	}
}

// longest is the form with the most words, the first of equals.
func (e *entity) longest() []string {
	var best []string
	for _, f := range e.forms {
		if len(f) > len(best) {
			best = f
		}
	}
	return best
}

// hasWord reports whether a name of the entity has one of the words.
func (e *entity) hasWord(words ...string) bool {
	for _, f := range e.forms {
		for _, w := range f {
			if slices.Contains(words, w) {
				return true
			}
		}
	}
	return false
}

// guessGender decides by titles, then by the given name.
func (e *entity) guessGender(r *resolver) {
	if e.typ != schema.Person || e.gender != gazetteer.Unknown {
		return
	}
	for _, i := range e.mentions {
		if g := r.mentions[i].gender; g != gazetteer.Unknown {
			e.gender = g
			return
		}
	}
	for _, f := range e.forms {
		if len(f) > 1 {
			if g := gazetteer.GenderOf(f[0]); g != gazetteer.Unknown {
				e.gender = g
				return
			}
		}
	}
}

// tells returns the gender by names or, failing that, by the pronouns that
// were resolved to it so far.
func (e *entity) tells() gazetteer.Gender {
	if e.gender != gazetteer.Unknown {
		return e.gender
	}
	switch m, f := e.told[gazetteer.Male], e.told[gazetteer.Female]; {
	case m >= f+2:
		return gazetteer.Male
	case f >= m+2:
		return gazetteer.Female
	}
	return gazetteer.Unknown
}

// fullestName is the name to show: of a place known by its demonym only the
// country's name, of others the longest form, where an acronym is shorter than
// any name that is none.
func (r *resolver) fullestName(e *entity) string {
	best, score := "", -1
	named := false
	for _, i := range e.mentions {
		m := &r.mentions[i]
		n := len([]rune(m.name)) * 2
		if acronymLetters(m.name) == "" {
			n++
		} else if len(m.words) == 1 {
			n = 1
		}
		if _, _, ok := gazetteer.DemonymOf(m.name); m.Kind == names.Demonym || ok && e.typ == schema.Place {
			n = 0
		} else {
			named = true
			if m.name == e.place && isCountry(e.place) {
				n += 1000 // "United States" rather than "America"
			}
		}
		if n > score {
			best, score = m.name, n
		}
	}
	if e.typ == schema.Place && !named {
		if c, ok := gazetteer.CountryOf(best); ok {
			return c.Name
		}
		if c, _, ok := gazetteer.DemonymOf(best); ok {
			return c.Name
		}
	}
	return strings.Join(strings.Fields(best), " ")
}
