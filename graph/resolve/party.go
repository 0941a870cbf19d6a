package resolve

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/schema"
)

// settledType is the type of a chain: its own, but for the people of a body of
// state ("Ukrainian forces") and the members of a party ("Republicans", "Tories"),
// who are the party where the article speaks of a country that has it, or of none.
func (r *resolver) settledType(d *Digest, c *DigestChain) schema.EntityType {
	if c.Type != schema.Group {
		return c.Type
	}
	b, seen := r.bodies[c.Name]
	if !seen {
		b.body, b.ok = readBody(c.Name)
		r.bodies[c.Name] = b
	}
	if !b.ok {
		return c.Type
	}
	p, ok := known.PartyOf(b.rest)
	if !ok {
		if b.country != "" {
			return schema.Organization
		}
		return c.Type
	}
	others := false
	for i := range d.Chains {
		if n := d.Chains[i].Nation; slices.Contains(p.Countries, n) {
			return schema.Organization
		} else if n != "" {
			others = true
		}
	}
	if others && b.country == "" {
		return c.Type
	}
	return schema.Organization
}

// manyCountries are so many that others than the table knows have such a party.
const manyCountries = 8

// partyLabel is the country of a party: that which its name or a word next to it
// says, else the one with a party of this kind that the article mentions most,
// else the usual one, as where it only mentions countries without. A kind that
// many countries have has no usual one there: the article is of another.
func (r *resolver) partyLabel(i int32, p known.Party) string {
	m := &r.members[i]
	if slices.Contains(p.Countries, m.country) {
		return m.country
	}
	if b, _ := r.bodyOf(r.raw(int(i))); b.country != "" {
		return b.country
	}
	counts := map[string]int{}
	for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
		if o := &r.members[j]; o.nation != "" {
			counts[o.nation] += o.mention
		}
	}
	best := p.Countries[0]
	for _, c := range p.Countries {
		if counts[c] > counts[best] {
			best = c
		}
	}
	if other := most(counts); len(p.Countries) >= manyCountries && counts[best] == 0 && other != "" {
		return other
	}
	return best
}
