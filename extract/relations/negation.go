package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// negates reports whether the word of denial at item i denies a candidate. It
// does not where it belongs to another verb ("was not hurt, but married X"), where
// what is denied is that something ends or is opposed ("will not quit as coach"),
// that a match was won ("failed to beat X"), or that a match or race came after
// another ("has not played since the Y").
func (q *cues) negates(s *sentence, i int, c *candidate) bool {
	t0, t1 := c.trigger[0], c.trigger[1]
	last := max(c.subjectItem, c.objectItem, t1-1)
	for k := i + 1; k < t0; k++ {
		if s.items[k].lower == "but" {
			return false
		}
	}
	for k := last + 1; k < i; k++ {
		if s.items[k].lower == "but" {
			return false
		}
	}
	word := s.items[i].lower
	if i+1 < len(s.items) && strings.HasPrefix(word, "den") && s.items[i].flags&isVerb != 0 && (i+1 == c.subjectItem || i+1 == c.objectItem) {
		return false // "an injury denied X the chance to"
	}
	if c.rel == schema.CompetesWith || c.rel == schema.ParticipatedIn {
		if t0 < t1 && c.verb && i < t0 && isResult(s.items[t0].lower) {
			return false
		}
		for k := i + 1; k <= last+1 && k < len(s.items); k++ {
			if s.items[k].lower == "since" && s.items[k].mention < 0 && isNegation(word) {
				return false
			}
		}
	}
	if isNegation(word) {
		return !q.reverses(s, i, t0)
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if isNegation(s.items[k].lower) {
			return false // "would not oppose"
		}
	}
	return true
}

// reverses reports whether the verb after a negation at item i ends an office
// or, where it is not the trigger at t0, ends or opposes something: "not quit",
// "not rule out".
func (q *cues) reverses(s *sentence, i, t0 int) bool {
	for k := i + 1; k < len(s.items) && k <= i+3; k++ {
		for h := s.items[k].hit0; h < s.items[k].hit1; h++ {
			class := s.hits[h].phrase.class
			if s.items[k].flags&isVerb != 0 && (q.quit[class] || k != t0 && (q.ended[class] || q.denied[class] && !isNegation(s.items[k].lower))) {
				return true
			}
		}
	}
	return false
}

// isResult reports whether a verb tells how a match or a race ended.
func isResult(verb string) bool {
	for _, stem := range []string{"win", "won", "beat", "defeat", "los", "finish", "overcome", "overcame", "hold", "held", "draw", "drew"} {
		if strings.HasPrefix(verb, stem) {
			return true
		}
	}
	return false
}

func isNegation(word string) bool {
	switch word {
	case "not", "n't", "never", "no", "neither", "nor", "without":
		return true
	}
	return false
}

// isYear reports whether a word is the number of a year.
func isYear(word string) bool {
	return len(word) == 4 && strings.Trim(word, "0123456789") == "" && word > "1800" && word < "2100"
}

// accedes reports whether the trigger is a noun for becoming a member, which
// news tells of before it happens: "X's entry into Y", but not "since its entry".
func (s *sentence) accedes(c *candidate) bool {
	t0 := c.trigger[0]
	if c.rel != schema.MemberOf || c.verb || t0 >= c.trigger[1] {
		return false
	}
	switch s.items[t0].lower {
	case "entry", "accession", "admission":
	default:
		return false
	}
	np := s.items[t0].np
	if np < 0 {
		return true
	}
	for k := s.nps[np].start; k < t0; k++ {
		if isYear(s.items[k].lower) {
			return false // "X's 2004 entry"
		}
	}
	if s.nps[np].start == 0 {
		return true
	}
	switch s.items[s.nps[np].start-1].lower {
	case "since", "after", "following", "with", "upon", "celebrated", "marked":
		return false
	}
	return true
}
