package relations

import (
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// plausible reports whether what the tables of countries and states know of two
// names lets a relation hold between them: no country lies in a city, and nobody
// is a citizen of a town.
func (s *sentence) plausible(c *candidate, subject, object *names.Mention) bool {
	if c.rule == ModelRule && (s.misplaced(c) || s.isBeyond(c) || s.isOfOther(c) || s.ofAnother(c) || s.isFixture(c)) || s.isReflexive(c.subjectItem) || s.isReflexive(c.objectItem) || s.isClause(c) || s.anothersOffice(c) || s.isNominator(c) || s.isSeatOfAnother(c) || s.isFriendOf(c) || s.standsApart(c) || s.misreads(c) || c.rel != schema.CitizenOf && (s.isSomebody(c.subjectItem) || s.isSomebody(c.objectItem)) {
		return false
	}
	switch c.rel {
	case schema.LocatedIn:
		if subject.Type != schema.Place {
			return true
		}
		return !s.bearing(c.subjectItem) && !s.isWay(c) && !s.isSeatOfBody(c) && lies(s.nameOf(subject), s.nameOf(object)) && (isNation(s.nameOf(object)) || !s.inRow(c))
	case schema.HeadOfStateOf:
		return !s.isDeputy(c) && (s.isA(c.trigger[0], s.lex.monarch) && c.rule != ModelRule || hasState(s.nameOf(object)))
	case schema.HeadOfGovernmentOf:
		return !s.isDeputy(c) && !continents[s.nameOf(object)] && (c.rule != ModelRule || s.isA(c.trigger[0], s.lex.premier) || hasState(s.nameOf(object)))
	case schema.SpokespersonFor:
		return !s.shadows(c, object)
	case schema.Leads:
		return c.trigger[0] == 0 || s.items[c.trigger[0]-1].lower != "shadow"
	case schema.SubsidiaryOf:
		return !isCountry(s.nameOf(object)) && (c.trigger[0] < c.trigger[1] || c.subjectItem < c.objectItem || s.isUnit(c.subjectItem) || c.rule == ModelRule && !s.follows(c.subjectItem, c.objectItem))
	case schema.MemberOf:
		return !s.hasWord(object, s.lex.facility) && (object.Type != schema.Organization || !isCountry(s.nameOf(object))) && !(s.isParty(subject) && s.isParty(object))
	case schema.Succeeded:
		return s.isSuccession(c) || !s.isSubstitution()
	case schema.CompetesWith, schema.MetWith:
		if c.rel == schema.CompetesWith && ((subject.Type == schema.Person) != (object.Type == schema.Person) || c.rule == ModelRule && (s.isScene(c.subjectItem) || s.isScene(c.objectItem))) {
			return false
		}
		return !s.alternatives(c) && !s.names(c.subjectItem, c.objectItem) && !s.names(c.objectItem, c.subjectItem)
	case schema.CitizenOf:
		return isNation(s.nameOf(object)) && !s.isTitleHolder(c) && !(c.trigger[0] == c.trigger[1] && s.isAmericanState(s.nameOf(object)))
	case schema.LivesIn:
		// "Soto of Chile" says whose citizen she is, "Soto of Lima" where she lives,
		// and nobody lives in the Northern District of California.
		name := s.nameOf(object)
		return c.trigger[0] < c.trigger[1] || s.isAmericanState(name) || !isNation(name) && !isCourtDistrict(name)
	case schema.HeadquarteredIn:
		return !s.isHeld(c) && (c.trigger[0] < c.trigger[1] || subject.Start != object.End+1 || object.Kind != names.Pronoun && s.isBody(subject))
	case schema.WorksFor:
		if s.hasTrigger(c, s.lex.partyMember) && s.isParty(object) {
			return false // "Tory MP" says whose side he is on
		}
		if s.shadows(c, object) {
			return false
		}
		return c.trigger[0] < c.trigger[1] || object.Start == 0 || s.text[object.Start-1] != '(' || s.isTeamSheet() && !s.isSeat(object)
	case schema.InvestedIn:
		return c.rule != ModelRule || !s.holdsMost(c)
	case schema.Acquired:
		return c.rule != ModelRule || !s.anothersPlan(c)
	case schema.Owns:
		if c.rule == ModelRule && subject.Type == schema.Organization && object.Type == schema.Organization && s.follows(c.objectItem, c.subjectItem) && !s.isUnit(c.objectItem) {
			return false // "Acme's Glider sells well"
		}
		return object.Type != schema.Place || !isNation(s.nameOf(object))
	case schema.Produces:
		// The navy's helicopters are somebody else's make.
		return !isVessel(object.In(s.text)) && (c.trigger[0] < c.trigger[1] || !s.hasWord(subject, s.lex.user))
	case schema.Supported:
		// An investment company backs firms for return.
		return !s.isOpposed(c) && (object.Type != schema.Organization || !s.hasWord(subject, s.lex.fund))
	case schema.Sued, schema.Accused:
		// "Prosecutors in Lisbon" are not the town.
		i := c.subjectItem
		if c.rel == schema.Accused && subject.Type == schema.Place && s.isElsewhere(i) {
			return false
		}
		return !s.isHeard(c) && !s.isParticiple(c) && !s.isCounsel(c) && (c.rule != ModelRule || subject.Type != schema.Place || i == 0 || s.items[i-1].lower != "in" && s.items[i-1].lower != "at")
	case schema.SpouseOf, schema.ChildOf:
		return !s.isRole(c)
	case schema.Appointed:
		return !s.isChoice(c)
	case schema.Attacked:
		return !s.isVerbal(c, subject, object) && !s.isSite(c, subject) && !(subject.Type == schema.Place && !c.verb && s.isElsewhere(c.subjectItem)) && !isSea(s.nameOf(object))
	case schema.Sanctioned:
		return c.rule == ModelRule || !s.isClauseApart(c)
	case schema.DiedIn:
		return !s.isExecution(c)
	case schema.AffiliatedWith:
		if object.Type == schema.Organization && s.isDepartment(object) {
			return false
		}
		return !s.isRivals(c) && (object.Type != schema.Group || !isNation(s.nameOf(object)))
	}
	return true
}

// misplaced reports whether the phrases around the names that the model holds
// for related say that one belongs to something else: who chairs "the Commons
// accounts committee" does not chair the Commons, and in "France defender A and
// Ireland winger B" B does not play for France.
func (s *sentence) misplaced(c *candidate) bool {
	switch c.rel {
	case schema.Leads, schema.CEOOf:
		if i := c.objectItem; s.items[i].np >= 0 {
			head := &s.items[s.nps[s.items[i].np].head]
			if s.nps[s.items[i].np].head > i && head.mention < 0 && head.flags&isNoun != 0 && head.flags&(isTitle|isKind|isCrew) == 0 {
				return true
			}
		}
	case schema.ParticipatedIn:
		return s.isWarmUp(c.objectItem) || s.isTimeOf(c.objectItem)
	case schema.WorksFor, schema.SpokespersonFor, schema.HeadOfStateOf, schema.HeadOfGovernmentOf, schema.CitizenOf:
	default:
		return false
	}
	other := s.headOf(c.objectItem)
	if other == c.objectItem || other == c.subjectItem || s.items[other].mention < 0 || !s.person(other) {
		return false
	}
	np := s.items[c.subjectItem].np
	if np < 0 {
		return false
	}
	object := s.in.Mentions[s.items[c.objectItem].mention].Type
	for i := s.nps[np].start; i < c.subjectItem; i++ {
		if m := s.items[i].mention; m >= 0 && i != c.objectItem && s.in.Mentions[m].Type == object {
			return true
		}
	}
	return false
}

// anothersOffice reports whether the office before a subject and a comma is that
// of somebody named before: "Bush begins his second term as US president, X said".
func (s *sentence) anothersOffice(c *candidate) bool {
	i := c.subjectItem - 1
	if !states[c.rel] || i < 0 || c.objectItem > i || s.items[i].lower != "," || s.items[i-1].mention >= 0 && i-1 != c.objectItem {
		return false
	}
	np := s.items[i-1].np
	if np < 0 {
		return false
	}
	as := s.nps[np].start - 1
	return as > 0 && s.items[as].lower == "as" && s.items[as-1].flags&(isComma|isQuote|isConj) == 0
}

// anothersPlan reports whether somebody unnamed plans what stands after the
// subject: "X fears the operator's plans to buy Y".
func (s *sentence) anothersPlan(c *candidate) bool {
	for i := c.subjectItem + 2; i < c.trigger[0]; i++ {
		if s.items[i].lower == "'s" && s.items[i].mention < 0 && s.items[i-1].mention < 0 {
			return true
		}
	}
	return false
}

// headOf returns the head of the noun phrase of item i, which may be i.
func (s *sentence) headOf(i int) int {
	if np := s.items[i].np; np >= 0 {
		return s.nps[np].head
	}
	return i
}

// bearing reports whether a place is only what another lies by: "south of X".
func (s *sentence) bearing(i int) bool {
	if i < 2 || s.items[i-1].lower != "of" {
		return false
	}
	switch w := s.items[i-2].lower; w {
	case "north", "south", "east", "west", "outside":
		return true
	default:
		return hasAnySuffix(w, "northeast", "northwest", "southeast", "southwest")
	}
}

// hasTrigger reports whether the trigger of a candidate is of a class.
func (s *sentence) hasTrigger(c *candidate, class int32) bool {
	for i := c.trigger[0]; i < c.trigger[1]; i++ {
		for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
			if s.hits[k].phrase.class == class {
				return true
			}
		}
	}
	return false
}

// isSeat reports whether a name in brackets is a lawmaker's party and state:
// "Ann Poe (D-Ohio)".
func (s *sentence) isSeat(m *names.Mention) bool {
	party, _, found := strings.Cut(m.In(s.text), "-")
	if !found {
		return false
	}
	for _, p := range s.lex.byFirst[strings.ToLower(party)] {
		if p.class == s.lex.partyMark && len(p.words) == 0 {
			return true
		}
	}
	return false
}

// isTeamSheet reports whether the sentence lists at least three names each with
// another in brackets: "Soto (Rovers), Lima (United), Alves (City)".
func (s *sentence) isTeamSheet() bool {
	n := 0
	for i := 1; i+2 < len(s.items); i++ {
		if s.items[i].lower == "(" && s.items[i-1].mention >= 0 && s.items[i+1].mention >= 0 && s.items[i+2].lower == ")" && s.person(i-1) {
			n++
		}
	}
	return n >= 3
}

// holdsMost reports whether the share that a candidate tells of is the majority,
// which makes an owner of its holder: "owns 60 percent of", "has a 70 percent
// stake in".
func (s *sentence) holdsMost(c *candidate) bool {
	share := s.share(c.trigger[0], min(c.objectItem, c.trigger[1]+5))
	return share > 50 && share <= 100 && s.allows(schema.Owns, c)
}

// holdsPart reports whether what a candidate says is owned is owned in part only:
// "is 43% owned by".
func (s *sentence) holdsPart(c *candidate) bool {
	share := s.share(max(0, c.trigger[0]-2), c.trigger[0])
	return c.verb && share > 0 && share <= 50 && s.allows(schema.InvestedIn, c)
}

// share is the first percentage among items [i, j), below zero for none.
func (s *sentence) share(i, j int) float64 {
	for ; i < j; i++ {
		if v := s.items[i].value; v >= 0 && s.in.Values[v].Kind == values.Percent {
			if share, err := strconv.ParseFloat(s.in.Values[v].Value, 64); err == nil {
				return share
			}
			return -1
		}
	}
	return -1
}

// allows reports whether a relation may hold between a candidate's arguments.
func (s *sentence) allows(rel schema.RelationType, c *candidate) bool {
	def, _ := schema.Default().Relation(rel)
	return def.Allows(s.in.Mentions[c.subject].Type, s.in.Mentions[c.object].Type)
}

// follows reports whether nothing but "'s" stands between the names at item
// owner and, after it, at item i.
func (s *sentence) follows(i, owner int) bool {
	return i == owner+2 && s.items[i-1].lower == "'s"
}

// isVessel reports whether a product is a ship or flight of somebody who did not
// build it: "HMS Dragon", "Flight 253".
func isVessel(name string) bool {
	first, _, more := strings.Cut(name, " ")
	switch first {
	case "Flight", "HMS", "USS", "HMAS", "HMCS", "INS", "USNS", "USCGC", "RMS", "RRS":
		return more
	}
	return false
}

// isBody reports whether an organization right after a country may be one of
// its own: "French Senate", "Dutch Shell", but not "Italian Potito Starace".
func (s *sentence) isBody(m *names.Mention) bool {
	if strings.Contains(m.In(s.text), " ") {
		return s.hasWord(m, s.lex.body)
	}
	return !s.hasWord(m, s.lex.international)
}

// partOfTitle reports whether a noun after the title that matched makes it
// another: "principal consultant".
func (m *matcher) partOfTitle() bool {
	s, end := m.s, m.b.trigger[1]
	if m.p.elements[m.p.anchor].verb || m.b.trigger[0] >= end || end >= len(s.items) {
		return false
	}
	it := &s.items[end]
	if it.mention >= 0 || it.value >= 0 || it.flags&isNoun == 0 || it.np < 0 || it.np != s.items[end-1].np || it.hit0 < it.hit1 || it.lower != s.text[it.Start:it.End] {
		return false
	}
	switch it.lower {
	case "elect", "designate", "emeritus":
		return false
	}
	return true
}

// leadsPart reports whether the title that matched heads a part only: "sanctions
// chief", "director of database markets".
func (m *matcher) leadsPart() bool {
	s, t := m.s, m.b.trigger
	if m.p.elements[m.p.anchor].verb || t[0] >= t[1] || t[0] == 0 {
		return false
	}
	if end := t[1]; end+1 < len(s.items) && s.items[end].lower == "of" && s.items[end+1].np >= 0 {
		p := &s.nps[s.items[end+1].np]
		named := false
		for i := p.start; i < p.end; i++ {
			named = named || s.items[i].mention >= 0
		}
		if !named && m.b.object < t[0] {
			return true
		}
	}
	before := &s.items[t[0]-1]
	switch before.lower {
	case "committee", "commission", "subcommittee", "panel", "department", "division", "unit", "section", "branch", "caucus":
		return before.mention < 0 && before.np == s.items[t[0]].np
	}
	switch s.items[t[0]].lower {
	case "chief", "director", "head":
	default:
		return false
	}
	return before.mention < 0 && before.np == s.items[t[0]].np && before.flags&isNoun != 0 && before.flags&(isKind|isCrew|isTitle) == 0 && before.value < 0
}

// nameOf is the text of a name, and the chain's name for other mentions.
func (s *sentence) nameOf(m *names.Mention) string {
	if (m.Kind == names.Description || m.Kind == names.Pronoun) && m.Chain >= 0 && m.Chain < len(s.in.Chains) {
		return s.in.Chains[m.Chain].Name
	}
	return m.In(s.text)
}
