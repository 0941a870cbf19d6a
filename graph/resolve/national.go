package resolve

import (
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// nationalNames finds the names of several words that stand with a country and
// without: "U.S. Seventh Fleet" and "Seventh Fleet". Those of bodies of state and
// of known names are settled elsewhere.
func (r *resolver) nationalNames() map[string]bool {
	list := map[string]bool{}
	for i := range r.names {
		n := &r.names[i]
		if n.typ != schema.Organization {
			continue
		}
		b, ok := r.bodyOfName(n)
		if ok || b.country == "" || b.country == "GE" || !strings.Contains(b.rest, " ") {
			continue
		}
		bare, found := r.nameOf(schema.Organization, b.rest)
		if !found || r.names[bare].known != nil {
			continue
		}
		if k, ok := r.bodyOfName(&r.names[bare]); !ok && k.country == "" {
			list[b.rest] = true
		}
	}
	return list
}

// noCountry stands for the country of organizations whose article speaks of
// other countries than those that have one.
const noCountry = "?"

// nationalLabel tells organizations of one name by their countries: that which
// the name says or a word next to it, else the one of those countries that the
// article mentions most. It is "" where the article mentions no country.
func (r *resolver) nationalLabel(members []int32) func(int32) string {
	countries := map[string]bool{}
	for _, i := range members {
		if b, _ := r.bodyOf(r.raw(int(i))); b.country != "" {
			countries[b.country] = true
		}
	}
	return func(i int32) string {
		m := &r.members[i]
		if countries[m.country] {
			return m.country
		}
		counts, others := map[string]int{}, false
		for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
			switch o := &r.members[j]; {
			case countries[o.nation]:
				counts[o.nation] += o.mention
			case o.nation != "":
				others = true
			}
		}
		if c := most(counts); c != "" || !others {
			return c
		}
		return noCountry
	}
}
