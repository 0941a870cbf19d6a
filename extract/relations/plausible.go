package relations

import (
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// plausible reports whether what the tables of countries and states know of two
// names lets a relation hold between them: no country lies in a city, and nobody
// is a citizen of a town.
func (s *sentence) plausible(rel schema.RelationType, subject, object *names.Mention) bool {
	switch rel {
	case schema.LocatedIn:
		if subject.Type != schema.Place {
			return true
		}
		return lies(s.nameOf(subject), s.nameOf(object))
	case schema.CitizenOf:
		return isNation(s.nameOf(object))
	case schema.AffiliatedWith:
		return object.Type != schema.Group || !isNation(s.nameOf(object))
	}
	return true
}

// nameOf is the text of a name, and the chain's name for other mentions.
func (s *sentence) nameOf(m *names.Mention) string {
	if (m.Kind == names.Description || m.Kind == names.Pronoun) && m.Chain >= 0 && m.Chain < len(s.in.Chains) {
		return s.in.Chains[m.Chain].Name
	}
	return m.In(s.text)
}

// isNation reports whether a name is that of a country, a nation without one, a
// territory or an American state, or of its people.
func isNation(name string) bool {
	if _, ok := gazetteer.CountryOf(name); ok {
		return true
	}
	if _, _, ok := gazetteer.DemonymOf(name); ok {
		return true
	}
	_, ok := gazetteer.StateOf(name)
	return ok
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
	}
	return !isState
}
