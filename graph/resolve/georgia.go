package resolve

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// isAmbiguous reports whether a place's normalized name is both a country's and
// an American state's. There is one.
func isAmbiguous(norm string) bool { return norm == "georgia" }

// georgia tells by the other names of the article which Georgia is meant: "GE"
// the country, "US" the state, "" when nothing tells.
func (r *resolver) georgia(i int32) string {
	m := &r.members[i]
	if abbreviatedState(m.typ, r.raw(int(i))) != "" {
		return "US"
	}
	country, state := 2*r.chain(i).Demonyms, 0
	for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
		o := &r.members[j]
		if j == i || !o.named {
			continue
		}
		raw := r.raw(int(j))
		if o.typ != schema.Place && o.typ != schema.Group && o.typ != schema.Organization {
			continue
		}
		if o.typ == schema.Place {
			if _, ok := gazetteer.StateOf(raw); ok {
				state += 2
				continue
			}
			if c, ok := gazetteer.CountryOf(raw); ok {
				switch c.Code {
				case "US":
					state++
				case "RU", "AM", "AZ", "UA", "TR", "MD":
					country += 2
				case "":
				default:
					country++
				}
				continue
			}
		}
		for _, w := range strings.Fields(r.normal(o.typ, raw)) {
			country += 3 * caucasus[w]
			state += 3 * peach[w]
		}
	}
	switch {
	case country > state:
		return "GE"
	case state > country:
		return "US"
	}
	return ""
}

var caucasus = map[string]int{
	"tbilisi": 1, "abkhazia": 1, "ossetia": 1, "batumi": 1, "gori": 1, "kutaisi": 1, "saakashvili": 1, "kremlin": 1, "moscow": 1, "caucasus": 1,
	"soviet": 1, "nato": 1,
}

var peach = map[string]int{
	"atlanta": 1, "savannah": 1, "macon": 1, "augusta": 1, "athens": 0, "fulton": 1, "republicans": 1, "democrats": 1, "kemp": 1, "warnock": 1,
	"ossoff": 1, "alabama": 1, "florida": 1, "carolina": 1, "tennessee": 1,
}
