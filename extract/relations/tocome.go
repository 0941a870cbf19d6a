package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// occasions are the relations of which an article often tells before they
// happen: matches, trips, meetings.
var occasions = map[schema.RelationType]bool{
	schema.CompetesWith: true, schema.ParticipatedIn: true, schema.Visited: true, schema.MetWith: true, schema.NegotiatedWith: true,
}

// laterWords begin dates that lie ahead of the article's own.
var laterWords = []string{"next ", "tomorrow", "later ", "this weekend", "this coming "}

// toCome returns the item that says that the match, trip or meeting of a
// candidate is still to come, -1 for none: "ahead of the trip to X", "next
// month's Y", "faces X on Saturday", "if X meets Y".
func (q *cues) toCome(s *sentence, c *candidate) int {
	if !occasions[c.rel] {
		return -1
	}
	if c.trigger[0] >= c.trigger[1] {
		c = s.withTrigger(c)
	}
	t0, t1 := c.trigger[0], c.trigger[1]
	named := t0 < t1
	if named && (!c.verb && !q.has(s, t0, q.rivals) || c.verb && s.items[t0].tag == "VBG") {
		if at := q.occasion(s, t0); at >= 0 {
			return at
		}
		if at := s.isTo(t0); at >= 0 {
			return at
		}
	}
	for _, i := range [2]int{c.subjectItem, c.objectItem} {
		if s.in.Mentions[s.items[i].mention].Type == schema.Event {
			if at := q.occasion(s, i); at >= 0 {
				return at
			}
		}
	}
	if !named {
		return -1
	}
	if tag := s.items[t0].tag; c.verb && (tag == "VBD" || tag == "VBN") {
		return -1
	}
	if c.verb {
		if at := s.condition(c); at >= 0 {
			return at
		}
		if q.fixtureAt(s, c) {
			return t0
		}
		for k := t0 - 1; k >= 0 && s.inVerbGroup(k); k-- {
			if word := s.items[k].lower; (word == "can" || word == "about") && !s.negatedVerb(k, t0) {
				return k
			}
		}
	}
	return q.dateAhead(s, t1, max(c.subjectItem, c.objectItem))
}

// occasion returns the item before an event's name or noun at item i that says
// that it is still to come, -1 for none.
func (q *cues) occasion(s *sentence, i int) int {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		it := &s.items[k]
		switch {
		case q.has(s, k, q.ahead), q.has(s, k, q.coming), s.later(k):
			return k
		case it.mention >= 0, it.flags&(isModifier|isDate|isPossessive|isQuote) != 0, it.lower == "of", it.lower == "to", it.lower == "up", it.lower == "for":
		default:
			return -1
		}
	}
	return -1
}

// isTo returns the "to" of a verb that is still to happen before the noun at
// item i, -1 for none: "is to join X in a visit".
func (s *sentence) isTo(i int) int {
	for k := i - 1; k > 0 && k > i-10 && s.items[k].flags&isComma == 0; k-- {
		if s.items[k].lower != "to" || k+1 >= len(s.items) || s.items[k+1].tag != "VB" {
			continue
		}
		if before := s.items[k-1].lower; before == "is" || before == "are" || before == "due" || before == "set" {
			return k
		}
		return -1
	}
	return -1
}

// dateAhead returns the date of the future that follows a trigger ending before
// item i or its last argument, in the same clause, -1 for none.
func (q *cues) dateAhead(s *sentence, i, last int) int {
	for k := i; k < len(s.items) && k <= max(i, last)+5; k++ {
		it := &s.items[k]
		if it.mention >= 0 {
			continue
		}
		switch {
		case q.has(s, k, q.ahead):
			return -1
		case q.has(s, k, q.coming), s.later(k):
			return k
		case it.flags&(isVerb|isModal|isRelative) != 0, k > last && it.flags&(isComma|isConj) != 0, it.lower == ";", it.lower == "after", it.lower == "before":
			return -1
		}
	}
	return -1
}

// has reports whether a cue of the classes begins at item i.
func (q *cues) has(s *sentence, i int, classes map[int32]bool) bool {
	for h := s.items[i].hit0; h < s.items[i].hit1; h++ {
		if classes[s.hits[h].phrase.class] {
			return true
		}
	}
	return false
}

// fixtureAt reports whether the verb of a candidate tells of a match to come:
// "X face Y", "X visit Y", but not "X faces Y in the election", where both
// compete already.
func (q *cues) fixtureAt(s *sentence, c *candidate) bool {
	v := c.trigger[0]
	if tag := s.items[v].tag; tag != "VBP" && tag != "VBZ" && tag != "VB" {
		return false
	}
	team := s.in.Mentions[s.items[c.subjectItem].mention].Type == schema.Organization
	if !q.has(s, v, q.fixture) || c.rel != schema.CompetesWith && c.rel != schema.ParticipatedIn && (c.rel != schema.Visited || !team) {
		return false
	}
	for i := range s.items {
		if s.items[i].mention < 0 && q.has(s, i, q.poll) {
			return false
		}
	}
	return true
}

// negatedVerb reports whether a word of negation stands between items i and j.
func (s *sentence) negatedVerb(i, j int) bool {
	for k := i + 1; k < j; k++ {
		switch s.items[k].lower {
		case "not", "n't", "never", "no":
			return true
		}
	}
	return false
}

// later reports whether item i is a date after that of the article.
func (s *sentence) later(i int) bool {
	it := &s.items[i]
	if it.value < 0 {
		return false
	}
	v := &s.in.Values[it.value]
	if v.Kind != values.Date {
		return false
	}
	words := strings.ToLower(v.In(s.text))
	for _, w := range laterWords {
		if strings.HasPrefix(words, w) && !strings.HasPrefix(words, "later that ") {
			return true
		}
	}
	from, _, _ := strings.Cut(v.Value, "/")
	n := len(from)
	return n <= len(s.in.Published) && n >= len("2006") && !strings.Contains(from, "W") && from[0] != '-' && from > s.in.Published[:n]
}

// condition returns the "if" whose clause a verb in the present tense stands
// in, -1 for none.
func (s *sentence) condition(c *candidate) int {
	if s.pastTense(c.trigger[0]) {
		return -1
	}
	np := s.items[c.subjectItem].np
	if c.subjectItem > c.trigger[0] || np < 0 || s.nps[np].start == 0 {
		return -1
	}
	switch i := s.nps[np].start - 1; s.items[i].lower {
	case "if", "unless", "whether", "should":
		return i
	}
	return -1
}
