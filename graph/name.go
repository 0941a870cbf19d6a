package graph

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// NormalName is the form of a name that a name key is made of: without case,
// accents, articles and punctuation (gazetteer.Normalize); the usual name of a
// country for its other names and adjectives, also at the beginning of an
// organization's name ("U.S. Steel", not "American Airlines"); an organization
// without its legal form, a department or ministry with its field first. A name without letters
// is kept as it is.
func NormalName(t schema.EntityType, name string) string {
	switch t {
	case schema.Place:
		if c, ok := gazetteer.CountryOf(strings.TrimSpace(name)); ok {
			name = c.Name
		}
	case schema.Organization:
		name, _ = gazetteer.TrimLegalForm(name)
		name = countryFirst(name)
	}
	n := gazetteer.Normalize(name)
	if n == "" {
		return name
	}
	if t == schema.Organization {
		return fieldFirst(n)
	}
	return n
}

// fieldFirst turns "department of justice" into "justice department".
func fieldFirst(n string) string {
	for _, body := range [...]string{"department", "ministry"} {
		before, field, ok := strings.Cut(n, body+" of ")
		if !ok || field == "" || before != "" && !strings.HasSuffix(before, " ") || strings.Contains(field, " of ") {
			continue
		}
		return before + field + " " + body
	}
	return n
}

// countryFirst gives the country at the beginning of a name its usual name.
func countryFirst(name string) string {
	words := strings.Fields(name)
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	for n := min(3, len(words)); n > 0; n-- {
		place := strings.TrimSuffix(strings.TrimSuffix(strings.Join(words[:n], " "), "'s"), "’s")
		c, ok := gazetteer.CountryOf(place)
		if !ok {
			continue
		}
		if _, _, demonym := gazetteer.DemonymOf(place); !demonym {
			return strings.Join(append([]string{c.Name}, words[n:]...), " ")
		}
		break
	}
	return name
}
