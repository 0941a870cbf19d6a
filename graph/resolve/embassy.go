package resolve

import (
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
)

// embassy is what a country has in many others.
const embassy = "embassy"

// hostOf is the country that a place is or lies in, "" where its name does not
// tell.
func hostOf(place string) string {
	if c, ok := gazetteer.CountryOf(place); ok {
		return c.Code
	}
	host := ""
	for _, c := range known.Cities(place) {
		if host != "" && host != c.Country {
			return ""
		}
		host = c.Country
	}
	return host
}

// embassyLabel tells the embassies of one country by the countries that they are
// in: that which the name says, else the one that the article mentions most
// besides the embassy's own.
func (r *resolver) embassyLabel(i int32) string {
	m := &r.members[i]
	if m.country == "" {
		return ""
	}
	b, _ := r.bodyOf(r.raw(int(i)))
	if b.host == "" {
		counts := map[string]int{}
		for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
			if o := &r.members[j]; o.nation != m.country && o.nation != "" {
				counts[o.nation] += o.mention
			}
		}
		if b.host = most(counts); b.host == "" {
			return ""
		}
	}
	return m.country + " in " + b.host
}
