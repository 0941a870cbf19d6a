package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// standsApart reports whether a candidate joins a word to a name that belongs to
// something else: a child without a name to who speaks next, a goal to an office,
// a minister of finance to the head of a government.
func (s *sentence) standsApart(c *candidate) bool {
	if s.isAlmost(c) || s.isOfRelative(c) {
		return true
	}
	switch c.rel {
	case schema.SpouseOf, schema.ChildOf:
		return s.isUnnamedKin(c) || s.isNextPerson(c) || s.isOfNearer(c)
	case schema.Leads:
		return s.isGoal(c) || s.isConstituency(c) || s.isOfFilm(c) || s.isAppointees(c) || s.isCrowd(c)
	case schema.LivesIn:
		return s.isSettling(c)
	case schema.ParticipatedIn:
		return s.isPrize(c)
	case schema.Supported:
		return s.isCoSupporter(c)
	case schema.HeadOfStateOf:
		return s.isIncluded(c)
	case schema.HeadOfGovernmentOf:
		return s.isIncluded(c) || s.isExchequer(c)
	case schema.CitizenOf:
		return s.isOfFirst(c)
	case schema.Produces:
		return s.isRemark(c) || s.isQuoted(c)
	case schema.WorksFor:
		return s.isCooperation(c)
	}
	return false
}

// isUnnamedKin reports whether the noun of a family stands alone and the name
// after it is that of who speaks, or of one where there are several: "access to
// her children, Greer said", "left her son, he says".
func (s *sentence) isUnnamedKin(c *candidate) bool {
	last := max(c.subjectItem, c.objectItem)
	if last < 2 || s.items[last-1].lower != "," || c.trigger[1] != last-1 || c.trigger[0] >= c.trigger[1] {
		return false
	}
	it := &s.items[last]
	if s.in.Mentions[it.mention].Kind == names.Pronoun && it.flags&isRelative == 0 {
		return true
	}
	np := it.np
	if s.items[last-2].tag == "NNS" && (np < 0 || !s.nps[np].listed) {
		return true
	}
	if last+1 >= len(s.items) {
		return false
	}
	next := &s.items[last+1]
	return next.mention < 0 && next.flags&isVerb != 0 && s.isA(last+1, s.lex.says)
}

// isNextPerson reports whether a list goes on after a parent: in "the son of X
// and Y, 27, agreed" the age begins a new member of the list.
func (s *sentence) isNextPerson(c *candidate) bool {
	i := c.objectItem
	np := s.items[i].np
	if c.trigger[0] >= c.trigger[1] || i < c.trigger[1] || np < 0 || s.nps[np].start < 2 || s.items[s.nps[np].start-1].flags&isConj == 0 {
		return false
	}
	return i+1 < len(s.items) && s.items[i+1].lower == "," && s.items[i+1].jump > 0
}

// isGoal reports whether a verb of leading tells of a match: "headed X in front",
// "led X 2-0".
func (s *sentence) isGoal(c *candidate) bool {
	if !c.verb || c.objectItem < c.trigger[1] {
		return false
	}
	for i := c.objectItem + 1; i < len(s.items) && i <= c.objectItem+3; i++ {
		it := &s.items[i]
		if it.mention >= 0 {
			return false
		}
		switch it.lower {
		case "ahead", "level", "home":
			return true
		case "front", "lead":
			return s.items[i-1].lower == "in" || s.items[i-1].lower == "the"
		}
		if score, _, ok := strings.Cut(it.lower, "-"); ok && it.tag == "CD" && len(score) == 1 {
			return true
		}
	}
	return false
}

// isAlmost reports whether the verb of a candidate tells of what did not come
// about: "almost signed for X".
func (s *sentence) isAlmost(c *candidate) bool {
	i := c.trigger[0] - 1
	if !c.verb || i < 0 || s.items[i].mention >= 0 {
		return false
	}
	return s.items[i].lower == "almost" || s.items[i].lower == "nearly"
}

// isOfRelative reports whether the name before a verb is the object of a relative
// clause, whose verb stands right before it: "councillors who back X met Y".
func (s *sentence) isOfRelative(c *candidate) bool {
	i := c.subjectItem
	if !c.verb || i+1 != c.trigger[0] || s.items[i].np < 0 {
		return false
	}
	v := s.nps[s.items[i].np].start - 1
	if v < 2 || s.items[v].mention >= 0 || s.items[v].flags&isVerb == 0 || s.items[v].flags&(isBe|isHave) != 0 || s.isA(v, s.lex.says) {
		return false
	}
	switch s.items[v].lower {
	case "think", "thinks", "thought", "believe", "believes", "believed", "know", "knows", "knew", "hope", "hopes", "fear", "fears", "feel", "feels", "felt":
		return false
	}
	k := v - 1
	for k > 0 && s.items[k].mention < 0 && s.items[k].flags&(isAdverb|isHave|isModal) != 0 {
		k--
	}
	return s.items[k].lower == "who" && k > 0 && s.items[k-1].mention < 0 && s.items[k-1].flags&isNoun != 0
}

// isConstituency reports whether a place is what somebody sits for and not what
// he leads: "MP for X and leader of Y".
func (s *sentence) isConstituency(c *candidate) bool {
	k := c.objectItem - 1
	if np := s.items[c.objectItem].np; np >= 0 {
		k = s.nps[np].start - 1
	}
	if k < 1 || s.items[k].lower != "for" || s.items[k-1].mention >= 0 {
		return false
	}
	switch s.items[k-1].lower {
	case "mp", "mps", "mep", "msp", "am", "member", "senator", "candidate", "councillor":
		return true
	}
	return false
}

// isIncluded reports whether an office is the next member of a list and not
// that of the name before it: "guests including X, the King of Y, and Z".
func (s *sentence) isIncluded(c *candidate) bool {
	i := c.subjectItem
	np := s.items[i].np
	if np < 0 || c.trigger[0] < i+2 || c.trigger[0] > i+3 || s.items[i+1].lower != "," || s.nps[np].start == 0 {
		return false
	}
	before := &s.items[s.nps[np].start-1]
	end := max(c.objectItem, c.trigger[1]-1) + 1
	return before.mention < 0 && before.lower == "including" && end+1 < len(s.items) && s.items[end].lower == "," && s.items[end+1].flags&isConj != 0
}

// isExchequer reports whether a chancellor is a minister of finance, as he is
// outside of Germany and Austria: "UK Chancellor X".
func (s *sentence) isExchequer(c *candidate) bool {
	from, to := min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	chancellor := false
	for i := max(from-1, 0); i < to; i++ {
		if s.items[i].mention >= 0 {
			continue
		}
		if s.isA(i, s.lex.titles[2]) {
			return false
		}
		chancellor = chancellor || s.items[i].lower == "chancellor"
	}
	if !chancellor {
		return false
	}
	name := s.nameOf(&s.in.Mentions[c.object])
	country, ok := gazetteer.CountryOf(name)
	if !ok {
		country, _, ok = gazetteer.DemonymOf(name)
	}
	return !ok || country.Code != "DE" && country.Code != "AT"
}

// isOfFirst reports whether the adjective of a nation belongs to the first of two
// people only, each of whom has a noun of his own: "Norlandic pianist X and
// singer Y".
func (s *sentence) isOfFirst(c *candidate) bool {
	first, second := s.items[c.objectItem].np, s.items[c.subjectItem].np
	if first < 0 || second < 0 || first >= second || c.trigger[0] < c.trigger[1] && c.verb {
		return false
	}
	p := &s.nps[second]
	if p.start == 0 || s.items[p.start-1].flags&isConj == 0 {
		return false
	}
	own := func(from, to int) bool {
		for i := from; i < to; i++ {
			if s.items[i].mention < 0 && s.items[i].flags&isNoun != 0 {
				return true
			}
		}
		return false
	}
	q := &s.nps[first]
	return own(p.start, c.subjectItem) && s.items[q.head].mention >= 0 && s.person(q.head) && own(c.objectItem+1, q.head)
}

// isRemark reports whether a name only says what a remark or a tune is about:
// "his X comment", "the X theme".
func (s *sentence) isRemark(c *candidate) bool {
	for i := c.objectItem + 1; i < len(s.items) && i <= c.objectItem+2; i++ {
		switch s.items[i].lower {
		case "comment", "comments", "remark", "remarks", "jibe", "insult", "slur", "joke", "gesture", "salute", "theme":
			return s.items[i].mention < 0
		}
		if s.items[i].flags&isQuote == 0 {
			return false
		}
	}
	return false
}

// isCooperation reports whether who works with a country does not work for it:
// "had to work with X".
func (s *sentence) isCooperation(c *candidate) bool {
	if !c.verb || c.objectItem < c.trigger[1] || s.in.Mentions[c.object].Type != schema.Place {
		return false
	}
	i := c.trigger[1]
	return i < len(s.items) && s.items[i].lower == "with"
}

// isOfNearer reports whether the family told of is that of a name that stands
// nearer: in "X met Y and his wife Z" it is not that of X, whom
// "his" was taken for.
func (s *sentence) isOfNearer(c *candidate) bool {
	first, last := min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	for i := first; i <= last; i++ {
		if k := s.ofNearest(c.rel, i); k != i && (k > first || i == first) {
			return true
		}
	}
	return false
}

// ofNearest returns the item of who a possessive pronoun of a family stands for:
// the name before "and" in "X met Y and his wife Z".
func (s *sentence) ofNearest(rel schema.RelationType, i int) int {
	if rel != schema.SpouseOf && rel != schema.ChildOf || i < 2 || s.items[i-1].lower != "and" {
		return i
	}
	it, before := &s.items[i], &s.items[i-2]
	if it.lower != "his" && it.lower != "her" || it.mention < 0 || before.mention < 0 || !s.person(i-2) || before.flags&isPossessive != 0 {
		return i
	}
	m := &s.in.Mentions[before.mention]
	if m.Kind != names.Name || m.Chain == s.in.Mentions[it.mention].Chain {
		return i
	}
	other := gazetteer.Female
	if it.lower == "her" {
		other = gazetteer.Male
	}
	if gazetteer.GenderOf(m.In(s.text)) == other {
		return i
	}
	return i - 2
}

// isOfFilm reports whether a director is one of a film whose name was taken for
// that of an organization: the noun stands right after it and the article speaks
// of films.
func (s *sentence) isOfFilm(c *candidate) bool {
	t := c.trigger[0]
	if c.verb || t >= c.trigger[1] || c.objectItem != t-1 || s.items[c.objectItem].flags&isPossessive != 0 || !strings.HasPrefix(s.items[t].lower, "director") {
		return false
	}
	m := &s.in.Mentions[c.object]
	if m.Type != schema.Organization || s.hasWord(m, s.lex.body) {
		return false
	}
	for w := range strings.FieldsSeq(m.In(s.text)) {
		switch w {
		case "Film", "Films", "Festival", "Theatre", "Theater", "Opera", "Ballet", "Gallery", "Studios", "Pictures":
			return false
		}
	}
	n := 0
	for _, sentence := range s.in.Doc.Sentences {
		for _, token := range sentence.Tokens {
			switch s.text[token.Start:token.End] {
			case "film", "films", "movie", "movies", "sequel", "starring", "filmmaker", "Oscar", "Oscars":
				n++
			}
		}
	}
	return n > 1
}

// isAppointees reports whether who names somebody to an office is taken for him:
// "will name a delegate to head X".
func (s *sentence) isAppointees(c *candidate) bool {
	t := c.objectItem - 1 // the verb before the object
	if np := s.items[c.objectItem].np; np >= 0 {
		t = s.nps[np].start - 1
	}
	if t < 2 || s.items[t].flags&isVerb == 0 || s.items[t-1].lower != "to" || c.subjectItem >= t-2 {
		return false
	}
	np := s.items[t-2].np
	if np < 0 || np == s.items[c.subjectItem].np || s.nps[np].start == 0 || s.items[s.nps[np].head].mention >= 0 {
		return false
	}
	verb := s.nps[np].start - 1
	return s.items[verb].flags&isVerb != 0 && s.isA(verb, s.lex.appoint) && !s.passive(verb, verb+1)
}

// isCrowd reports whether somebody leads some people of a body and not the body:
// "led 53 other House and Senate colleagues".
func (s *sentence) isCrowd(c *candidate) bool {
	np := s.items[c.objectItem].np
	if !c.verb || np < 0 || c.objectItem < c.trigger[1] {
		return false
	}
	for i := s.nps[np].start; i < c.objectItem; i++ {
		if s.items[i].tag == "CD" || s.items[i].lower == "fellow" || s.items[i].lower == "colleagues" {
			return true
		}
	}
	return false
}

// isSettling reports whether who settles for something lives nowhere by it: "had
// to settle for bronze in X".
func (s *sentence) isSettling(c *candidate) bool {
	t := c.trigger
	return c.verb && strings.HasPrefix(s.items[t[0]].lower, "settl") && t[1] < len(s.items) && (s.items[t[1]].lower == "for" || s.items[t[1]].lower == "with")
}

// isPrize reports whether an event is a prize that somebody got, and no
// ceremony: "won the Harbour Prize", but not "won two awards at the Harbour
// Awards".
func (s *sentence) isPrize(c *candidate) bool {
	name := s.in.Mentions[c.object].In(s.text)
	last := name[strings.LastIndexByte(name, ' ')+1:]
	prize := last == "Prize" || last == "Prizes" || last == "Award" || last == "Awards" || last == "Medal" || last == "Oscar" ||
		strings.Contains(name, "Prize for ") || strings.Contains(name, "Award for ") || strings.Contains(name, "Prize in ") || strings.Contains(name, "Medal of ")
	if !prize {
		return false
	}
	k := c.objectItem - 1
	if np := s.items[c.objectItem].np; np >= 0 {
		k = s.nps[np].start - 1
	}
	for i := max(0, k-1); i <= k; i++ {
		switch s.items[i].lower {
		case "at", "in", "attend", "attends", "attended", "attending", "host", "hosts", "hosted", "hosting", "boycott", "boycotts", "boycotted":
			return false
		}
	}
	return true
}

// isCoSupporter reports whether two names that back something stand in one list:
// "has been backed by X, Y and Z".
func (s *sentence) isCoSupporter(c *candidate) bool {
	t := c.trigger
	if !c.verb || t[0] == 0 || t[0] >= t[1] || c.subjectItem < t[1] || c.objectItem < c.subjectItem {
		return false
	}
	return s.items[t[0]-1].flags&isBe != 0
}

// isQuoted reports whether a quotation begins between a name and a product, so that
// the one only says it of the other: "said on X: \"Y is good\"".
func (s *sentence) isQuoted(c *candidate) bool {
	return c.trigger[0] >= c.trigger[1] && c.objectItem == c.subjectItem+2 && s.items[c.subjectItem+1].flags&isQuote != 0 && s.items[c.subjectItem].flags&isPossessive == 0
}

// isBeyond reports whether a semicolon parts a name from a subject after it, or
// one that another subject is nearer to, which the model takes no notice of: "X,
// attorney for Y; and Z", but not "X studied at Y; at Z".
func (s *sentence) isBeyond(c *candidate) bool {
	typ, beyond, other, brackets := s.in.Mentions[c.subject].Type, false, c.objectItem < c.subjectItem, 0
	for i := min(c.subjectItem, c.objectItem) + 1; i < max(c.subjectItem, c.objectItem); i++ {
		it := &s.items[i]
		switch {
		case it.mention >= 0:
			other = other || s.in.Mentions[it.mention].Type == typ
		case it.lower == "(":
			brackets++
		case it.lower == ")":
			brackets--
		case it.lower == ";" && brackets <= 0:
			beyond = true
		}
	}
	return beyond && other
}

// isOfOther reports whether who heads a state is said right after his name to be
// of another: "in X, President Y of Z said".
func (s *sentence) isOfOther(c *candidate) bool {
	i := c.subjectItem + 1
	if c.rel != schema.HeadOfStateOf && c.rel != schema.HeadOfGovernmentOf || i+1 >= len(s.items) || s.items[i].lower != "of" {
		return false
	}
	np := s.items[i+1].np
	if np < 0 || np == s.items[c.objectItem].np {
		return false
	}
	m := s.items[s.nps[np].head].mention
	return m >= 0 && s.in.Mentions[m].Type == schema.Place
}

// isHeard reports whether a court only hears or throws out what somebody else
// brought: "the X Court rejects a lawsuit against Y".
func (s *sentence) isHeard(c *candidate) bool {
	if c.rel != schema.Sued || c.subjectItem > c.objectItem || !strings.Contains(s.in.Mentions[c.subject].In(s.text), "Court") {
		return false
	}
	heard := false
	for i := c.subjectItem + 1; i < c.objectItem; i++ {
		if s.items[i].mention >= 0 {
			continue
		}
		switch s.items[i].lower {
		case "reject", "rejects", "rejected", "dismiss", "dismisses", "dismissed", "hear", "hears", "heard", "revives", "revived", "throws", "threw", "tosses", "tossed", "blocks", "blocked", "reinstates", "reinstated":
			heard = true
		case "lawsuit", "lawsuits", "suit", "case", "complaint", "appeal", "charges":
			if heard {
				return true
			}
		}
	}
	return false
}
