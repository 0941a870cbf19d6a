package resolve

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/schema"
)

// Washington is the capital, unless the other names of the article are of the
// state more often than of the federal government.
const washington = "washington"

// isWashington reports whether a block of places holds the name.
func (r *resolver) isWashington(block int32) bool {
	n, ok := r.nameOf(schema.Place, washington)
	return ok && r.blocks.find(n) == block
}

// washington tells by the other names of the article which Washington is meant:
// "WA" the state, "DC" the capital, which a longer name says itself.
func (r *resolver) washington(i int32) string {
	m := &r.members[i]
	if norm := r.names[m.name].norm; evergreenNames[norm] {
		return "WA"
	} else if norm != washington {
		return "DC"
	}
	state, capital := 0, 0
	for _, f := range r.chain(i).Forms {
		if evergreenNames[r.normal(m.typ, f.Text)] {
			state += sureOfState
		}
	}
	for _, s := range r.articles[m.article].Statements { // "Bellevue, Washington"
		if s.Type == schema.LocatedIn && s.Object == int(m.chain) && s.Modality != schema.Denied {
			if o := r.first[m.article] + int32(s.Subject); r.members[o].typ == schema.Place && isAmericanCity(r.raw(int(o))) {
				state += sureOfState
			}
		}
	}
	for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
		o := &r.members[j]
		if j == i || !o.named || o.typ != schema.Place && o.typ != schema.Organization {
			continue
		}
		norm := " " + r.normal(o.typ, r.raw(int(j))) + " "
		for cue, n := range evergreen {
			if strings.Contains(norm, cue) {
				state += n
			}
		}
		for cue := range federal {
			if strings.Contains(norm, cue) {
				capital++
			}
		}
	}
	if state > capital {
		return "WA"
	}
	return "DC"
}

// isAmericanCity reports whether a place may be a city that a state holds.
func isAmericanCity(name string) bool {
	return evergreen[" "+gazetteer.Normalize(name)+" "] > 0 || slices.ContainsFunc(known.Cities(name), func(c known.City) bool { return c.Country == "US" })
}

// evergreenNames are names of the state alone.
var evergreenNames = setOf(`wa; wash; washington state; state of washington`)

// sureOfState outweighs some names of the federal government, which articles from
// everywhere have.
const sureOfState = 5

// evergreen are places of the state, federal words of names in the capital.
var (
	evergreen = map[string]int{
		" seattle ": 2, " spokane ": 2, " tacoma ": 2, " olympia ": 2, " bellevue ": 1, " yakima ": 2, " everett ": 1, " puget sound ": 2,
		" king county ": 1, " snohomish ": 2, " oregon ": 1, " idaho ": 1, " portland ": 1, " washington state ": 2, " walla walla ": 2, " bellingham ": 2,
		" redmond ": 2, " kennewick ": 2, " renton ": 2, " kirkland ": 1, " vancouver ": 1, " wenatchee ": 2, " pierce county ": 1, " kitsap ": 2, " bremerton ": 2,
		" western district of washington ": 2, " eastern district of washington ": 2,
	}
	federal = padded("white house; congress; senate; pentagon; capitol; state department; supreme court; federal reserve; fbi; cia; treasury; house of representatives; justice department")
)

// padded puts a space before and after each of a set of words.
func padded(list string) map[string]bool {
	m := map[string]bool{}
	for w := range setOf(list) {
		m[" "+w+" "] = true
	}
	return m
}
