package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// isSeatOfAnother reports whether the name at an object stands in brackets after
// the name of somebody else: in "A (R-Utah) and B (I-Vt.)" Vermont is not A's.
func (s *sentence) isSeatOfAnother(c *candidate) bool {
	if !s.person(c.subjectItem) {
		return false
	}
	for i := c.objectItem - 1; i > 0 && i >= c.objectItem-4; i-- {
		if s.items[i].lower == "(" {
			return i-1 != c.subjectItem && s.items[i-1].mention >= 0 && s.person(i-1)
		}
	}
	return false
}

// isNominator reports whether the subject of an office is who chose somebody for
// it: "X's nominee to be director of Y".
func (s *sentence) isNominator(c *candidate) bool {
	i := c.subjectItem
	if !states[c.rel] || c.trigger[0] <= i {
		return false
	}
	if s.items[i].flags&isPossessive == 0 && (i+1 >= len(s.items) || s.items[i+1].lower != "'s") {
		return false
	}
	np := s.items[i].np
	if np < 0 || s.nps[np].head <= i {
		return false
	}
	switch s.items[s.nps[np].head].lower {
	case "nominee", "nominees", "nomination", "choice", "pick", "candidate", "appointee", "replacement":
		return true
	}
	return false
}

// isRivals reports whether the party that the model holds for a person's is that
// of somebody against him: "his Democrat challenger", "either of the Democratic
// candidates would beat X".
func (s *sentence) isRivals(c *candidate) bool {
	if c.rel != schema.AffiliatedWith || c.rule != ModelRule {
		return false
	}
	np := s.items[c.objectItem].np
	if np < 0 {
		return false
	}
	p := &s.nps[np]
	last := &s.items[p.end-1]
	if last.mention >= 0 {
		return false
	}
	if s.isA(p.end-1, s.lex.rival) {
		return c.subjectItem >= p.start && c.subjectItem < c.objectItem && s.items[c.subjectItem].flags&isPossessive != 0
	}
	if last.tag != "NNS" || c.subjectItem < p.end {
		return false
	}
	for i := p.end; i < c.subjectItem; i++ {
		if s.items[i].mention < 0 && s.items[i].flags&isVerb != 0 && s.items[i].flags&(isBe|isHave) == 0 {
			return s.items[i].lower != "including"
		}
	}
	return false
}

// isElsewhere reports whether a place says where something happened rather than
// who did it: "sends tanks into northern Y to go on with its offensive against Z".
func (s *sentence) isElsewhere(i int) bool {
	np := s.items[i].np
	if np < 0 || s.nps[np].head != i || s.nps[np].start == 0 || s.items[i].flags&isPossessive != 0 {
		return false
	}
	switch s.items[s.nps[np].start-1].lower {
	case "in", "into", "at", "near", "throughout", "across", "inside", "around", "outside", "over":
		return true
	}
	return false
}

// isHeld reports whether a town right before an organization says where
// something is that has nothing to do with it: "at the show in X Y's boss".
func (s *sentence) isHeld(c *candidate) bool {
	i := c.objectItem
	if c.trigger[0] < c.trigger[1] || c.subjectItem != i+1 || i == 0 {
		return false
	}
	if w := s.items[i-1].lower; w != "in" && w != "at" {
		return false
	}
	return !isNation(s.nameOf(&s.in.Mentions[c.object])) && !s.hasWord(&s.in.Mentions[c.subject], s.lex.body)
}

// isTold reports whether the date after a trigger is that of what somebody said
// of it, or of what he did before: "has died, according to X on Friday", "who
// died last year, went to X in 1937".
func (s *sentence) isTold(c *candidate) bool {
	if i := c.objectItem; i > 0 && i+1 < len(s.items) && s.items[i-1].tag == "DT" && s.items[i+1].mention >= 0 {
		return true // "died of wounds from the 24 July Tronby bombing"
	}
	for i := c.trigger[1]; i < c.objectItem; i++ {
		if s.items[i].mention < 0 && (s.items[i].lower == "according" || s.isA(i, s.lex.says) && s.items[i].flags&isVerb != 0 || s.items[i-1].lower == "," && (s.items[i].tag == "VBD" || s.items[i].tag == "VBZ")) {
			return true
		}
	}
	return false
}

// isClauseApart reports whether "that" between a verb and an object begins a
// clause with another subject: "X announces that Y will lift sanctions on Z".
func (s *sentence) isClauseApart(c *candidate) bool {
	for i := c.trigger[1]; i < c.objectItem; i++ {
		if s.items[i].mention < 0 && s.items[i].lower == "that" && c.subjectItem < c.trigger[0] {
			return true
		}
	}
	return false
}

// isExecution reports whether the place after a death is that of what somebody
// was put to death for: "is executed for ten murders in X".
func (s *sentence) isExecution(c *candidate) bool {
	if c.trigger[0] >= c.trigger[1] {
		return false
	}
	verb := s.items[c.trigger[1]-1].lower
	if !strings.HasPrefix(verb, "execut") && !strings.HasPrefix(verb, "hang") && !strings.HasPrefix(verb, "behead") {
		return false
	}
	for i := c.trigger[1]; i < c.objectItem; i++ {
		if w := s.items[i].lower; w == "for" || w == "after" {
			return true
		}
	}
	return false
}

// isParticiple reports whether the verb of a candidate only says which object is
// meant: "gave a reference to the accused trafficker X".
func (s *sentence) isParticiple(c *candidate) bool {
	t0 := c.trigger[0]
	if !c.verb || t0 == 0 || c.trigger[1] > c.objectItem || s.items[t0].tag != "VBN" && s.items[t0].tag != "VBD" && s.items[t0].tag != "JJ" {
		return false
	}
	before, np := &s.items[t0-1], s.items[c.objectItem].np
	if before.mention >= 0 || before.flags&isCrew != 0 || np < 0 || s.nps[np].start > c.trigger[1] {
		return false
	}
	switch before.tag {
	case "DT", "JJ", "NN", "VB":
		first := &s.items[c.trigger[1]]
		return first.mention < 0 && first.flags&isNoun != 0 && c.subjectItem < t0-1
	}
	return false
}

// isDeputy reports whether the model takes a deputy for the head of a state or a
// government: "X is prime minister with Y as the deputy prime minister".
func (s *sentence) isDeputy(c *candidate) bool {
	if c.rule != ModelRule {
		return false
	}
	for i := c.subjectItem + 1; i < len(s.items) && i <= c.subjectItem+4 && s.items[i].mention < 0; i++ {
		if w := s.items[i].lower; w == "deputy" || w == "vice" {
			return true
		}
	}
	return false
}

// isOpposed reports whether a vote, a word or a step is against the object: "his
// vote against the Y Act", "a bill to repeal the Y Act".
func (s *sentence) isOpposed(c *candidate) bool {
	k := c.objectItem - 1
	if np := s.items[c.objectItem].np; np >= 0 {
		k = s.nps[np].start - 1
	}
	if k < 0 || k <= c.subjectItem || s.items[k].mention >= 0 {
		return false
	}
	switch s.items[k].lower {
	case "against", "oppose", "opposes", "opposed", "opposing", "repeal", "repeals", "repealed", "repealing", "overturn", "overturns", "overturned", "overturning":
		return true
	}
	return false
}

// isFriendOf reports whether an argument only says whom somebody is for: in
// "pro-X separatists attacked Y" X did nothing.
func (s *sentence) isFriendOf(c *candidate) bool {
	if c.rel != schema.Attacked && c.rel != schema.Accused {
		return false
	}
	i := c.subjectItem
	return i > 0 && s.items[i-1].End == s.items[i].Start && (s.items[i-1].lower == "pro-" || i > 1 && s.items[i-1].lower == "-" && s.items[i-2].lower == "pro")
}

// isWay reports whether two places are joined by a dash, as the ends of a line
// are: "the X – Y – Z pipeline".
func (s *sentence) isWay(c *candidate) bool {
	if c.objectItem != c.subjectItem+2 {
		return false
	}
	it := &s.items[c.subjectItem+1]
	return it.flags&isComma != 0 && it.lower != ","
}

// isSeatOfBody reports whether the place after a possessive only says where
// something of the country's is: "X's Y embassy".
func (s *sentence) isSeatOfBody(c *candidate) bool {
	np := s.items[c.subjectItem].np
	if c.trigger[0] < c.trigger[1] || c.subjectItem < c.objectItem || np < 0 {
		return false
	}
	head := s.nps[np].head
	return head > c.subjectItem && s.items[head].mention < 0 && s.isA(head, s.lex.facility)
}

// isCounsel reports whether who is said to sue is the lawyer in the case only:
// "represented in the case against X by attorney Y".
func (s *sentence) isCounsel(c *candidate) bool {
	np := s.items[c.subjectItem].np
	if c.verb || np < 0 || c.trigger[0] >= c.trigger[1] || c.subjectItem < c.trigger[1] || !s.person(c.subjectItem) {
		return false
	}
	for i := s.nps[np].start; i < c.subjectItem; i++ {
		if s.items[i].mention < 0 && hasAnySuffix(s.items[i].lower, "attorney", "attorneys", "counsel", "lawyer", "lawyers") {
			return true
		}
	}
	return false
}
