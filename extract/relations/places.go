package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/schema"
)

// isNation reports whether a name is that of a country, a nation without one, a
// territory or an American state, or of its people.
func isNation(name string) bool {
	if _, ok := gazetteer.CountryOf(name); ok {
		return true
	}
	if _, _, ok := gazetteer.DemonymOf(name); ok {
		return true
	}
	return isState(name)
}

// isState reports whether a name is that of an American state.
func isState(name string) bool {
	_, ok := gazetteer.StateOf(name)
	return ok
}

// isAmericanState reports whether a name stands for an American state: Georgia
// does in an article that speaks of the United States.
func (s *sentence) isAmericanState(name string) bool {
	if !isState(name) || !isCountry(name) {
		return isState(name)
	}
	for _, word := range []string{"U.S.", "United States", "American", "Atlanta", "Republican", "Democrat", "Congress", "Sen.", "Rep."} {
		if strings.Contains(s.text, word) {
			return true
		}
	}
	return false
}

// isTurned reports whether two places before and after the noun of a part of a town
// lie in each other the other way round: it is "the Yarmouk neighborhood of
// Damascus" and "the Damascus neighborhood of Yarmouk", where only the one is known
// for a city.
func (s *sentence) isTurned(c *candidate, inner, outer int) bool {
	t := c.trigger
	if c.rel != schema.LocatedIn || t[1] != t[0]+1 || t[1] >= len(s.items) || s.items[t[1]].lower != "of" || min(inner, outer) != t[0]-1 || max(inner, outer) <= t[1] {
		return false
	}
	switch s.items[t[0]].lower {
	case "neighborhood", "neighbourhood", "suburb":
	default:
		return false
	}
	isCity := func(i int) bool { return len(known.Cities(s.nameOf(&s.in.Mentions[s.items[i].mention]))) > 0 }
	return isCity(inner) && !isCity(outer) && !isNation(s.nameOf(&s.in.Mentions[s.items[outer].mention]))
}

// isSea reports whether a name is that of a sea, which missiles are fired into
// when they are tried.
func isSea(name string) bool {
	return strings.HasPrefix(name, "Sea of ") || strings.HasSuffix(name, " Sea") || strings.HasSuffix(name, " Ocean")
}

// isCourtDistrict reports whether a name is that of a court's district:
// "Northern District of California".
func isCourtDistrict(name string) bool {
	before, _, ok := strings.Cut(name, "District of ")
	return ok && before != ""
}

// isCountry reports whether a name is that of a country or a nation without
// one, or of its people; the European Union is a body.
func isCountry(name string) bool {
	c, ok := gazetteer.CountryOf(name)
	return ok && c.Name != "European Union"
}

// hasState reports whether a name is that of a country or a territory with a
// government of its own, or of its people, or has such a name in it ("Kurdish
// region"), so that it may have a head of state.
func hasState(name string) bool {
	if continents[name] {
		return false
	}
	if isCountry(name) || isState(name) {
		return isCountry(name)
	}
	for word := range strings.FieldsSeq(name) {
		if word == "Republic" || word == "region" || !continents[word] && isCountry(word) && !strings.HasPrefix(name, word) || len(name) > len(word) && strings.HasPrefix(name, word) && isAdjective(word) {
			return true
		}
	}
	return false
}

// isAdjective reports whether a word is the adjective of a country.
func isAdjective(word string) bool {
	c, people, ok := gazetteer.DemonymOf(word)
	return ok && !people && !continents[c.Name]
}

// continents are the regions that hold whole countries.
var continents = map[string]bool{
	"Europe": true, "European Union": true, "Africa": true, "Asia": true, "South America": true, "North America": true,
	"Latin America": true, "Central America": true, "Middle East": true, "Southeast Asia": true, "South Asia": true,
	"Central Asia": true, "Caribbean": true, "Scandinavia": true, "Balkans": true,
}

// lies reports whether one place may lie in the other. Names that the tables do
// not know may lie anywhere; an adjective ("Chinese") lies nowhere.
func lies(inner, outer string) bool {
	if _, _, adjective := gazetteer.DemonymOf(inner); adjective {
		return false
	}
	country, known := gazetteer.CountryOf(inner)
	around, outerKnown := gazetteer.CountryOf(outer)
	state, isState := gazetteer.StateOf(inner)
	switch {
	case isState && outerKnown && around.Code == "US":
		return true
	case isState && (state.Name == "New York" || state.Name == "Washington"):
		return true // cities, too
	case known && continents[country.Name]:
		return false
	case known && country.Code != "":
		return outerKnown && continents[around.Name]
	case known:
		return outerKnown // Scotland, Tibet
	}
	return !isState
}
