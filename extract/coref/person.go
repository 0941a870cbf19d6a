package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// joinPersons joins shorter names of persons to the one longer name that they
// fit, from the longest to the shortest.
func (r *resolver) joinPersons() {
	persons := r.ofType(schema.Person)
	slices.SortStableFunc(persons, func(a, b *entity) int { return len(b.longest()) - len(a.longest()) })
	var placed []*entity
	for _, p := range persons {
		if e := r.personFor(p, placed); e != nil {
			r.absorb(e, p)
			continue
		}
		p.guessGender(r)
		placed = append(placed, p)
	}
}

// ofType lists the entities of a type, in order.
func (r *resolver) ofType(t schema.EntityType) []*entity {
	var list []*entity
	for _, e := range r.entities {
		if e.typ == t && len(e.mentions) > 0 {
			list = append(list, e)
		}
	}
	return list
}

// personFor returns the only entity that a name fits best, or nil.
func (r *resolver) personFor(p *entity, placed []*entity) *entity {
	short := p.longest()
	best := noFit
	var fits []*entity
	for _, e := range placed {
		f := noFit
		for _, long := range e.forms {
			f = max(f, personFit(short, long))
		}
		if f == firstFit && (familyNamed(p) || reigns(p)) {
			f = noFit
		}
		if f == noFit || p.gender != gazetteer.Unknown && e.gender != gazetteer.Unknown && p.gender != e.gender {
			continue
		}
		switch {
		case f > best:
			best, fits = f, []*entity{e}
		case f == best:
			fits = append(fits, e)
		}
	}
	if len(fits) > 1 {
		fits = tieByTitle(p, fits)
	}
	if len(fits) > 1 && best == lastFit {
		fits = r.tieByOrder(p, fits)
	}
	if len(fits) == 1 {
		return fits[0]
	}
	return nil
}

// familyNamed reports whether a single name must be a family name although it
// is a given name, too: "Mr Howard" is not Howard Flight. "Mr Xi" may be Xi
// Jinping.
func familyNamed(p *entity) bool {
	name := p.longest()
	if len(name) != 1 || familyFirst[name[0]] || gazetteer.GenderOf(name[0]) == gazetteer.Unknown {
		return false
	}
	return slices.ContainsFunc(p.titles, func(t string) bool { return civilTitles[t] })
}

// reigns reports whether a single name has a title of those who are called by
// their given names alone: "King Michael" is not Michael Novak.
func reigns(p *entity) bool {
	return len(p.longest()) == 1 && slices.ContainsFunc(p.titles, func(t string) bool { return reigningTitles[t] })
}

var reigningTitles = wordSet("king queen prince princess pope emperor empress sultan emir tsar saint duke duchess")

// tieByTitle keeps those that share a telling title with the name.
func tieByTitle(p *entity, fits []*entity) []*entity {
	var same []*entity
	for _, e := range fits {
		for _, t := range p.titles {
			if !plainTitles[t] && slices.Contains(e.titles, t) {
				same = append(same, e)
				break
			}
		}
	}
	if len(same) == 1 {
		return same
	}
	return fits
}

// tieByOrder keeps the person whom the article is about: the only one named in
// full before the last name stands alone, or the first person that the article
// names, unless another is named in full more often.
func (r *resolver) tieByOrder(p *entity, fits []*entity) []*entity {
	var before []*entity
	most := 0
	for _, e := range fits {
		if e.mentions[0] < p.mentions[0] {
			before = append(before, e)
			most = max(most, len(e.mentions))
		}
	}
	if len(before) == 1 {
		return before
	}
	for _, e := range before {
		if e.mentions[0] == r.firstPerson() && len(e.mentions) == most {
			return []*entity{e}
		}
	}
	return fits
}

// firstPerson is the index of the first mention of a person.
func (r *resolver) firstPerson() int {
	return slices.IndexFunc(r.mentions, func(m mention) bool { return m.Type == schema.Person })
}

// familyFirst are the family names of languages that put them first.
var familyFirst = wordSet(`xi kim lee li yi moon park pak wang chen zhang liu yang huang zhao wu zhou xu sun ma zhu hu
	guo he lin gao luo zheng liang wen deng jiang han tang feng yu dong xiao cheng cao yuan tran nguyen le pham choi
	jung jang yoon mao hun lam tsai chang roh ban cho ahn kang shin oh`)

// civilTitles stand before family names.
var civilTitles = wordSet("mr mrs ms miss")

var plainTitles = wordSet("mr mrs ms miss dr sir")

// How well a shorter name fits a longer one.
const (
	noFit = iota
	middleFit
	firstFit
	lastFit
	fullFit
)

// personFit says how a name fits one that is no shorter.
func personFit(short, long []string) int {
	s, sSuffix := cutSuffix(short)
	l, lSuffix := cutSuffix(long)
	if len(s) == 0 || len(l) == 0 || len(s) < len(l) && (slices.Contains(l, "and") || slices.Contains(l, "et")) {
		return noFit // "Jules et Jim" is neither
	}
	if len(s) == 1 {
		if sSuffix != "" && lSuffix != sSuffix {
			return noFit
		}
		switch i := slices.Index(l, s[0]); {
		case len(l) == 1 && i == 0:
			return fullFit
		case i < 0 || len(s[0]) < 2:
			if len(l) > 1 && len(s[0]) > 2 && isNickname(s[0], l[0]) {
				return middleFit
			}
			return noFit
		case i == len(l)-1 && lSuffix != "":
			return firstFit // "Trump" is the father
		case i == len(l)-1:
			return lastFit
		case i == 0:
			return firstFit
		default:
			return middleFit
		}
	}
	if sSuffix != lSuffix && !(sSuffix == "" && len(s) > 2) {
		return noFit
	}
	if strings.Join(s, "") == strings.Join(l, "") {
		return fullFit
	}
	if len(s) < len(l) {
		if slices.Equal(s, l[len(l)-len(s):]) {
			return lastFit
		}
		if at := index(l, s); at >= 0 {
			return firstFit
		}
	}
	if s[len(s)-1] != l[len(l)-1] || !sameGiven(s[0], l[0]) {
		return noFit
	}
	if !sameMiddle(s[1:len(s)-1], l[1:len(l)-1]) {
		return noFit
	}
	return fullFit
}

// index returns where the words s stand in l, or -1.
func index(l, s []string) int {
	for i := 0; i+len(s) <= len(l); i++ {
		if slices.Equal(l[i:i+len(s)], s) {
			return i
		}
	}
	return -1
}

// sameGiven reports whether two given names can be one: equal, an initial, a
// short form.
func sameGiven(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) <= 2 && a != "" && !strings.ContainsAny(a, "aeiou") || len(a) == 1 {
		return a[0] == b[0]
	}
	return isNickname(a, b) || isNickname(b, a) || len(a) > 2 && strings.HasPrefix(b, a) && len(b)-len(a) > 1
}

func isNickname(short, full string) bool {
	for _, n := range gazetteer.Nicknames(short) {
		if strings.EqualFold(n, full) {
			return true
		}
	}
	return false
}

// sameMiddle reports whether middle names do not contradict each other.
func sameMiddle(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] && a[i][0] != b[i][0] {
			return false
		}
		if len(a[i]) > 1 && len(b[i]) > 1 && a[i] != b[i] {
			return false
		}
	}
	return true
}

// cutSuffix takes "jr", "sr", "ii", "iii" off a name.
func cutSuffix(words []string) (name []string, suffix string) {
	if n := len(words); n > 1 {
		switch words[n-1] {
		case "jr", "sr", "ii", "iii", "iv":
			return words[:n-1], words[n-1]
		}
	}
	return words, ""
}

// lastName is the last word of a name apart from "Jr."; of names that begin
// with the family's, such as "Xi Jinping", it is a given one, which does no
// harm.
func lastName(words []string) string {
	w, _ := cutSuffix(words)
	return w[len(w)-1]
}
