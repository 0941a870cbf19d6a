package resolve

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// A body of state is named alike in many countries: "Foreign Ministry",
// "parliament". Which one is meant is part of the name ("U.S. Treasury
// Department", "Parliament of Iran"), stands before it in the text, or follows
// from the country that the article is about.
type body struct {
	rest    string // its name without the country
	country string // ISO 3166, "" when the name does not say
	host    string // of an embassy: the country that it is in, where the name says so
}

// exactBodies are names of bodies of state that many countries have.
var exactBodies = setOf(`government; parliament; senate; congress; house; house of commons; supreme court; high court; constitutional court; court of appeal;
	central bank; army; navy; air force; coast guard; military; armed forces; national guard; police; cabinet; treasury; national assembly;
	house of representatives; chamber of deputies; foreign office; embassy; state security; border guard; national police; federal police;
	election commission; electoral commission; football association; olympic committee; interior; state department; national security council; communist party; socialist party; green party`)

// bodyKinds are other words for bodies of a country: "Iranian forces".
var bodyKinds = map[string]string{
	"military": "armed forces", "forces": "armed forces", "troops": "armed forces", "soldiers": "armed forces", "defense forces": "armed forces",
	"defence forces": "armed forces", "defence force": "armed forces", "defense force": "armed forces", "regime": "government",
	"defence ministry": "defense ministry", "ministry of foreign affairs": "foreign ministry", "foreign affairs ministry": "foreign ministry",
}

// sameBody are bodies of state that countries call by different names: "the
// Treasury" is a finance ministry.
var sameBody = map[string]string{"treasury": "finance ministry", "treasury department": "finance ministry", "house": "house of representatives"}

// ownArmy are countries of whose forces news tell the army from the rest; of
// others "the army" is all of them.
var ownArmy = map[string]bool{"US": true, "GB": true, "IN": true, "PK": true, "IR": true, "AU": true, "CA": true, "NZ": true, "IE": true, "BR": true, "MX": true, "CN": true}

// americanDepartments are names that hardly any other country uses.
var americanDepartments = setOf(`state department; justice department; treasury department; defense department; commerce department;
	energy department; interior department; labor department; agriculture department; transportation department; education department;
	homeland security department; veterans affairs department; health and human services department; housing and urban development department`)

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for f := range strings.SplitSeq(list, ";") {
		m[strings.Join(strings.Fields(f), " ")] = true
	}
	return m
}

// bodyOf takes an organization's name apart; ok is false when it is not that of
// a body of state.
func (r *resolver) bodyOf(raw string) (body, bool) {
	if n, ok := r.spelled[schema.Organization][raw]; ok && r.spellings[n].body != nil {
		return r.spellings[n].body.body, r.spellings[n].body.ok
	}
	return readBody(raw)
}

// bodyOfName is bodyOf for a name.
func (r *resolver) bodyOfName(n *name) (body, bool) {
	if b := r.spellings[n.spelling].body; b != nil {
		return b.body, b.ok
	}
	return readBody(n.raw)
}

type isBody struct {
	body
	ok bool
}

func readBody(raw string) (b body, ok bool) {
	if k, ok := known.BodyOf(raw); ok {
		return body{rest: k.Kind, country: k.Country}, true
	}
	w := strings.Fields(raw)
	if len(w) > 1 && strings.EqualFold(w[0], "the") {
		w = w[1:]
	}
	for n := min(3, len(w)-1); n > 0 && b.country == ""; n-- {
		place := strings.TrimSuffix(strings.TrimSuffix(strings.Join(w[:n], " "), "'s"), "’s")
		if c, found := gazetteer.CountryOf(place); found && c.Code != "" {
			b.country, w = c.Code, w[n:]
		}
	}
	for i := len(w) - 2; i > 0 && b.country == ""; i-- {
		if w[i] == "of" {
			if c, found := gazetteer.CountryOf(strings.Join(w[i+1:], " ")); found && c.Code != "" {
				b.country, w = c.Code, w[:i]
			}
		}
	}
	b.rest = graph.NormalName(schema.Organization, strings.Join(w, " "))
	if one, ok := strings.CutSuffix(b.rest, "s"); ok && exactBodies[one] && strings.Contains(one, " ") {
		b.rest = one // "the Supreme Courts decision"
	}
	if p, ok := known.PartyOf(b.rest); ok {
		b.rest = p.Kind
		return b, true
	}
	if len(w) > 2 && strings.EqualFold(w[0], embassy) && w[1] == "in" {
		if b.host = hostOf(strings.Join(w[2:], " ")); b.host != "" {
			b.rest = embassy
		}
	}
	if kind := bodyKinds[b.rest]; kind != "" && (b.country != "" || b.rest == "military") {
		b.rest = kind
	}
	if b.rest == "army" && b.country != "" && !ownArmy[b.country] {
		b.rest = "armed forces"
	}
	if americanDepartments[b.rest] && b.country == "" {
		b.country = "US"
	}
	return b, exactBodies[b.rest] || americanDepartments[b.rest] || strings.HasSuffix(b.rest, " ministry")
}

// joinBodies puts all bodies of one kind into one block. Their countries part
// them again.
func (r *resolver) joinBodies(set sets) {
	first := map[string]int32{}
	bodies := make([]body, len(r.names))
	for i := range r.names {
		n := &r.names[i]
		if n.typ != schema.Organization {
			continue
		}
		b, ok := r.bodyOfName(n)
		if !ok && !r.national[b.rest] {
			continue
		}
		bodies[i] = b
		if !ok {
			r.nations[int32(i)] = true
		}
		kind := b.rest
		if k, ok := sameBody[kind]; ok {
			kind = k
		}
		if j, ok := first[kind]; ok {
			set.union(j, int32(i))
		} else {
			first[kind] = int32(i)
		}
	}
	for i := range r.members {
		m := &r.members[i]
		if !m.named {
			continue
		}
		switch b := bodies[m.name]; {
		case b.rest == "":
			if m.typ == schema.Organization {
				m.country = ""
			}
		case b.country != "" && (m.country == "" || !americanDepartments[b.rest]):
			m.country = b.country
		}
	}
}

// usualShare is the share of the labelled articles of a body's common name with
// which a country's is the usual one: it is meant where an article mentions that
// country, or none.
const usualShare = 0.75

// bodyLabel gives the country of each member of a block of bodies: that which
// its name or a word next to it says, else the usual one where the article may
// speak of it, else the one that the article is about. Names of one country's own, such as
// "Federal Reserve", do not make it the usual one.
func (r *resolver) bodyLabel(members []int32) func(int32) string {
	kind := r.kindOf(members[0])
	if kind == embassy {
		return r.embassyLabel
	}
	if p, ok := known.PartyOf(kind); ok {
		return func(i int32) string { return r.partyLabel(i, p) }
	}
	counts, all := map[string]map[string]int{}, map[string]int{} // by common name
	for _, i := range members {
		if c := r.members[i].country; c != "" && hasCommonName(r.raw(int(i))) {
			k := r.kindOf(i)
			if counts[k] == nil {
				counts[k] = map[string]int{}
			}
			counts[k][c]++
			all[k]++
		}
	}
	usual := map[string]string{}
	for k := range counts {
		if c := most(counts[k]); float64(counts[k][c]) >= usualShare*float64(all[k]) {
			usual[k] = c
		}
	}
	return func(i int32) string {
		m := &r.members[i]
		if m.country != "" {
			return m.country
		}
		if c := usual[r.kindOf(i)]; c != "" && r.maySpeakOf(m.article, c) {
			return c
		}
		return r.countryOfArticle(m.article)
	}
}

// hasCommonName reports whether a body's name is one that many countries have.
func hasCommonName(raw string) bool {
	_, own := known.BodyOf(raw)
	return !own
}

// kindOf is what body of state a member is, "" for none.
func (r *resolver) kindOf(i int32) string {
	b, ok := r.bodyOf(r.raw(int(i)))
	if !ok {
		return ""
	}
	return b.rest
}

// unsaid are countries whose papers do not say that a body is their own; papers of
// the one and of the other stand in one store.
var unsaid = map[string]bool{"US": true, "GB": true}

// maySpeakOf reports whether an article mentions a country, or no country and no
// city either, unless the country is one that papers leave unsaid.
func (r *resolver) maySpeakOf(article int32, country string) bool {
	others := false
	for i := r.first[article]; i < r.first[article+1]; i++ {
		switch r.members[i].nation {
		case country:
			return true
		case "":
		default:
			others = true
		}
	}
	return !others && !unsaid[country] && r.countryOfArticle(article) == ""
}

// countryOfArticle is the country that an article mentions at least twice as
// often as any other, its people and its bodies included; in one that mentions no
// country, that of its cities.
func (r *resolver) countryOfArticle(a int32) string {
	counts := map[string]int{}
	for i := r.first[a]; i < r.first[a+1]; i++ {
		if m := &r.members[i]; m.nation != "" {
			counts[m.nation] += m.mention
		}
	}
	if len(counts) > 0 {
		return most(counts)
	}
	for i := r.first[a]; i < r.first[a+1]; i++ {
		if m := &r.members[i]; m.named && m.typ == schema.Place {
			if c := hostOf(r.raw(int(i))); c != "" {
				counts[c] += m.mention
			}
		}
	}
	return most(counts)
}

// nationOf is the country that chains of a name are, or are of: "Iran",
// "Iranians", "Iranian parliament".
func nationOf(t schema.EntityType, name string) string {
	switch t {
	case schema.Place:
		return countryCode(t, name)
	case schema.Group:
		if k, _, ok := gazetteer.DemonymOf(name); ok {
			return k.Code
		}
	case schema.Organization:
		b, _ := readBody(name)
		if !americanDepartments[b.rest] {
			return b.country
		}
	}
	return ""
}
