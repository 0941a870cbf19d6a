package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// isRole reports whether a family is one of a film or a play: "who plays
// Cheadle's wife Tatiana", "a role as Tom's mother".
func (s *sentence) isRole(c *candidate) bool {
	first := min(c.subjectItem, c.objectItem)
	for i := max(0, first-4); i < first; i++ {
		if i+1 < first && strings.HasPrefix(s.items[i].lower, "play") {
			switch s.items[i+1].lower {
			case "for", "against", "at", "in", "with":
				continue // "who played for Rovers, and his wife"
			}
		}
		switch s.items[i].lower {
		case "play", "plays", "played", "playing", "portray", "portrays", "portrayed", "portraying", "role", "roles", "cameo", "starred", "stars", "starring":
			return true
		}
	}
	return false
}

// isChoice reports whether who is named gets no office but a prize, a shirt or a
// bad name: "named player of the year", "named as one of
// five executives who took part".
func (s *sentence) isChoice(c *candidate) bool {
	last := max(c.subjectItem, c.objectItem, c.trigger[1]-1)
	if last == c.objectItem && s.items[last].np >= 0 {
		for np := s.items[last].np; np >= 0 && s.nps[np].listed; np = s.nps[np].next {
			last = s.nps[np].head
		}
	}
	from := min(c.subjectItem, c.objectItem) + 1
	for i := from; i < len(s.items) && i <= last+6; i++ {
		switch s.items[i].lower {
		case "best", "award", "awards", "prize", "winner", "winners", "recipient", "recipients", "squad", "line-up", "lineup", "side":
			return true
		case "year", "century", "month", "match", "tournament":
			if i >= 2 && s.items[i-1].lower == "the" && s.items[i-2].lower == "of" {
				return true
			}
		case "one":
			if i+1 < len(s.items) && s.items[i+1].lower == "of" && s.items[i-1].lower == "as" {
				return true
			}
		}
	}
	return false
}

// isSite reports whether a town right before the noun of an attack says where it
// was: "a Baghdad bombing".
func (s *sentence) isSite(c *candidate, subject *names.Mention) bool {
	t0 := c.trigger[0]
	if c.verb || t0 >= c.trigger[1] || subject.Type != schema.Place || subject.Kind != names.Name || c.subjectItem >= t0 || t0 > c.subjectItem+3 || isNation(s.nameOf(subject)) {
		return false
	}
	for i := c.subjectItem + 1; i < c.trigger[1]; i++ {
		switch s.items[i].lower {
		case "missile", "rocket", "drone", "air", "artillery", "'s", "-led", "-backed":
			return false
		}
	}
	for _, stem := range []string{"bomb", "attack", "blast", "explosion", "shooting", "shootout", "siege"} {
		if strings.HasPrefix(s.items[c.trigger[1]-1].lower, stem) {
			return true
		}
	}
	return false
}

// isVerbal reports whether an attack is one in words or a contest. Politicians
// and parties that "attack" others criticize them; of others who "attack", "clash
// with" or "fight" somebody the sentence must tell of arms or violence, but for
// one who attacks a place.
func (s *sentence) isVerbal(c *candidate, subject, object *names.Mention) bool {
	attack, contest := false, false
	for i := c.trigger[0]; i < c.trigger[1]+4 && i < len(s.items); i++ {
		it := &s.items[i]
		if it.mention < 0 {
			attack = attack || strings.HasPrefix(it.lower, "attack")
		}
		if i >= c.trigger[1] && (!c.verb || it.mention >= 0) {
			break
		}
		contest = contest || i < c.trigger[1] && it.mention < 0 && s.isA(i, s.lex.contest)
	}
	if t0 := c.trigger[0]; !c.verb && t0 > 0 && t0 < c.trigger[1] && strings.HasPrefix(s.items[t0].lower, "strike") && s.items[t0-1].lower == "on" {
		return true // "go on strike against"
	}
	switch {
	case attack && (subject.Type == schema.Person || s.isParty(subject)):
		return true
	case attack || contest && strings.HasPrefix(s.items[c.trigger[0]].lower, "destroy"):
		return object.Type != schema.Place && object.Type != schema.Group && !s.isViolent()
	}
	return contest && !s.isViolent()
}

// isViolent reports whether a word or a name of the sentence tells of arms or
// violence: "killed", "Norland Defence Forces".
func (s *sentence) isViolent() bool {
	for i := range s.items {
		if m := s.items[i].mention; m < 0 && s.isA(i, s.lex.violence) || m >= 0 && s.hasWord(&s.in.Mentions[m], s.lex.violence) {
			return true
		}
	}
	return false
}

// isSuccession reports whether the trigger is a word of succession, which is
// said of posts only.
func (s *sentence) isSuccession(c *candidate) bool {
	return c.trigger[0] < c.trigger[1] && strings.HasPrefix(s.items[c.trigger[0]].lower, "succe")
}

// isSubstitution reports whether a sentence tells of players who replace others
// in a match or a team, which is no post: it speaks of the match and of no office.
func (s *sentence) isSubstitution() bool {
	match := false
	for i := range s.items {
		if s.items[i].mention >= 0 {
			continue
		}
		if s.isA(i, s.lex.office...) {
			return false
		}
		match = match || s.isA(i, s.lex.substitution)
	}
	return match
}

// isSomebody reports whether the demonym at item i stands for a person: "the
// Brazilian", "the youngest Indian", but not "the British".
func (s *sentence) isSomebody(i int) bool {
	it := &s.items[i]
	m := &s.in.Mentions[it.mention]
	if m.Type != schema.Place || it.np < 0 || s.nps[it.np].head != i || s.nps[it.np].start == i {
		return false
	}
	if end := s.nps[it.np].end; end > i+1 || end < len(s.items) && s.items[end].flags&(isConj|isQuote|isComma|isModifier) != 0 {
		return false // "the Norlandic and Sudmark leaders"
	}
	name := m.In(s.text)
	if !hasAnySuffix(name, "an", "i") {
		return false
	}
	_, people, ok := gazetteer.DemonymOf(name)
	if !ok || people {
		return false
	}
	first := &s.items[s.nps[it.np].start]
	return first.tag == "DT" || first.tag == "PRP$"
}

// ofAnother reports whether an event or a party only says who somebody else is:
// "the Olympic champion lost to X", "gave the Liberal leader more votes than X",
// but not "X, the Olympic champion,".
func (s *sentence) ofAnother(c *candidate) bool {
	if c.rel != schema.ParticipatedIn && c.rel != schema.AffiliatedWith {
		return false
	}
	i := c.objectItem
	np := s.items[i].np
	if np < 0 || np == s.items[c.subjectItem].np {
		return false
	}
	p := &s.nps[np]
	last := &s.items[p.end-1]
	if holder := p.end - 1; last.mention >= 0 && s.person(holder) && holder > i {
		last = &s.items[holder-1] // "Open champion X beat Y"
		return c.rel == schema.ParticipatedIn && last.mention < 0 && hasAnySuffix(last.lower, "champion", "winner", "finalist")
	}
	champion := hasAnySuffix(last.lower, "champion", "champions", "medallist", "medalist", "medallists", "medalists", "winner", "winners", "finalist", "hopeful", "runner-up")
	if last.mention >= 0 || !champion && (last.tag != "NN" || last.flags&isTitle == 0 && !s.isA(p.end-1, s.lex.office...) || s.items[p.start].tag != "DT") {
		return false
	}
	from, to := p.end, c.subjectItem
	if to < i {
		from, to = to+1, p.start
	}
	for k := from; k < to; k++ {
		it := &s.items[k]
		if it.mention >= 0 {
			continue
		}
		if it.lower == "as" || it.lower == "who" || it.lower == "become" || it.lower == "became" || it.lower == "becomes" {
			return false
		}
		if it.flags&(isComma|isModifier|isBe|isQuote|isAdverb) == 0 {
			return champion || to == 0 || s.items[to-1].flags&isComma == 0
		}
	}
	return false
}

// isTitleHolder reports whether a continent before a subject belongs to a title
// that he holds: "European champion X".
func (s *sentence) isTitleHolder(c *candidate) bool {
	country, _ := gazetteer.CountryOf(s.nameOf(&s.in.Mentions[c.object]))
	if !continents[country.Name] {
		return false
	}
	np := s.items[c.objectItem].np
	for i := c.objectItem + 1; np >= 0 && i < s.nps[np].end; i++ {
		if hasAnySuffix(s.items[i].lower, "champion", "champions", "medallist", "medalist", "finalist", "hopeful", "winner", "record", "title") {
			return true
		}
	}
	return false
}

// isWarmUp reports whether the event at item i names what was played before it:
// "the Harbour Open warm-up".
func (s *sentence) isWarmUp(i int) bool {
	return i+1 < len(s.items) && strings.HasPrefix(s.items[i+1].lower, "warm")
}

// isTimeOf reports whether the event at item i says when something was, or is a
// team taken for an event: "before the World Cup", "against X".
func (s *sentence) isTimeOf(i int) bool {
	k := i - 1
	if np := s.items[i].np; np >= 0 {
		k = s.nps[np].start - 1
	}
	if k < 0 || s.items[k].mention >= 0 {
		return false
	}
	switch s.items[k].lower {
	case "before", "until", "against":
		return true
	case "to":
		return k > 0 && s.items[k-1].lower == "prior"
	}
	return false
}

// isScene reports whether the place at item i is where a match is played: "won
// in Sudmark".
func (s *sentence) isScene(i int) bool {
	return i > 0 && s.items[i-1].lower == "in" && s.in.Mentions[s.items[i].mention].Type == schema.Place
}

// isReflexive reports whether the mention at item i is a pronoun that only its
// own subject can stand for: "has established itself".
func (s *sentence) isReflexive(i int) bool {
	return hasAnySuffix(s.items[i].lower, "self", "selves")
}

// inRow reports whether two places with a comma between them stand in a row of at
// least four that commas part, which is a list: "Ayr, Bute, Crail, Dunoon".
func (s *sentence) inRow(c *candidate) bool {
	i, j := c.subjectItem, c.objectItem
	if j != i+2 || s.items[i+1].lower != "," {
		return false
	}
	place := func(k int) bool {
		return k >= 0 && k < len(s.items) && s.items[k].mention >= 0 && s.in.Mentions[s.items[k].mention].Type == schema.Place && !isNation(s.nameOf(&s.in.Mentions[s.items[k].mention]))
	}
	n := 2
	for i >= 2 && s.items[i-1].lower == "," && place(i-2) {
		i, n = i-2, n+1
	}
	for j+2 < len(s.items) && s.items[j+1].lower == "," && place(j+2) {
		j, n = j+2, n+1
	}
	return n > 3
}

// isClause reports whether the pronoun right after a title begins a clause of its
// own and is nobody with that title: "told Labour members he was".
func (s *sentence) isClause(c *candidate) bool {
	return states[c.rel] && !c.verb && c.trigger[0] < c.trigger[1] && c.subjectItem == c.trigger[1] && s.in.Mentions[c.subject].Kind == names.Pronoun
}

// isFixture reports whether names stand in a list of matches ("Norland v
// Sudmark"), which says nothing of where they are.
func (s *sentence) isFixture(c *candidate) bool {
	if c.rel != schema.HeadquarteredIn && c.rel != schema.LocatedIn {
		return false
	}
	for i := min(c.subjectItem, c.objectItem) + 1; i < max(c.subjectItem, c.objectItem); i++ {
		switch s.items[i].lower {
		case "v", "v.", "vs", "vs.":
			return true
		}
	}
	return false
}

// isParty reports whether a name is that of a political party or its people.
func (s *sentence) isParty(m *names.Mention) bool {
	return s.hasWord(m, s.lex.party) || s.hasWord(m, s.lex.partyMark)
}

// isDepartment reports whether a name with a word of a party in it is that of a
// body of a state: "Department of Labor".
func (s *sentence) isDepartment(m *names.Mention) bool {
	for w := range strings.FieldsSeq(m.In(s.text)) {
		switch w {
		case "Department", "Ministry", "Bureau", "Court", "Commission":
			return true
		}
	}
	return false
}

// shadows reports whether an office is one in a party's front bench, whose
// department is that of the government: "the party's Treasury spokesman".
func (s *sentence) shadows(c *candidate, object *names.Mention) bool {
	if object.Type != schema.Organization || s.isParty(object) || !s.hasWord(object, s.lex.body) {
		return false
	}
	if strings.HasPrefix(strings.ToLower(object.In(s.text)), "shadow ") {
		return true
	}
	np := s.items[c.objectItem].np
	if np < 0 {
		return false
	}
	for i := s.nps[np].start; i < c.objectItem; i++ {
		if m := s.items[i].mention; m >= 0 {
			if s.isParty(&s.in.Mentions[m]) {
				return true
			}
			continue
		}
		switch s.items[i].lower {
		case "shadow", "party", "opposition":
			return true
		}
	}
	return false
}

// isUnit reports whether the name at item i, which stands after its owner's
// ("the Treasury's Tax Office"), is that of a part of it and not of a product or
// of what the owner does: its name or the noun after it says so.
func (s *sentence) isUnit(i int) bool {
	m := &s.in.Mentions[s.items[i].mention]
	body := s.hasWord(m, s.lex.body) || s.hasWord(m, s.lex.subsidiary)
	np := s.items[i].np
	if np < 0 {
		return body
	}
	end := s.nps[np].end
	if end == i+1 {
		return body
	}
	last := &s.items[end-1]
	if last.mention >= 0 {
		return body
	}
	return last.flags&(isKind|isCrew) != 0 || s.isA(end-1, s.lex.subsidiary, s.lex.body)
}

// isA reports whether the word at item i begins a hit of one of some classes.
func (s *sentence) isA(i int, classes ...int32) bool {
	for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
		for _, class := range classes {
			if s.hits[k].phrase.class == class {
				return true
			}
		}
	}
	return false
}
