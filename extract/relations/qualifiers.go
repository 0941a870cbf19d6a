package relations

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// role returns the trigger with the modifiers that belong to it, in lower case
// but for abbreviations, and where it stands: "deputy finance minister", "CEO".
func (s *sentence) role(start, end int) (string, text.Span) {
	np := s.items[start].np
	first := start
	for np >= 0 && first > s.nps[np].start && s.inRole(&s.items[first-1]) {
		first--
	}
	words := strings.Fields(s.text[s.items[first].Start:s.items[end-1].End])
	if n := len(words); s.items[end-1].tag == "NNS" && n > 0 {
		words[n-1] = singular(words[n-1]) // "ministers A and B"
	}
	for i, w := range words {
		if strings.IndexFunc(w, unicode.IsLower) >= 0 {
			words[i] = strings.ToLower(w)
		}
	}
	return strings.TrimPrefix(strings.Join(words, " "), "ex-"), text.Span{Start: s.items[first].Start, End: s.items[end-1].End}
}

// singular returns the singular of a role's last word.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ss") || !strings.HasSuffix(w, "s"):
		return w
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// headlineVerb reports whether the word after a name is a verb that was tagged
// as a noun: "Everton sign striker Moreira".
func (s *sentence) headlineVerb(i int) bool {
	it := &s.items[i]
	if i == 0 || s.items[i-1].mention < 0 || s.items[i-1].flags&isPossessive != 0 || it.lower != s.text[it.Start:it.End] {
		return false
	}
	verb := false
	for k := it.hit0; k < it.hit1; k++ {
		verb = verb || s.hits[k].phrase.class == s.lex.engage && s.hits[k].phrase.finite
	}
	for j := i + 1; verb && j < len(s.items) && j < i+6; j++ {
		switch next := &s.items[j]; {
		case next.mention >= 0 && s.in.Mentions[next.mention].Type == schema.Person:
			return true
		case next.mention < 0 && next.flags&isModifier == 0:
			return false
		}
	}
	return false
}

// inRole reports whether a modifier is part of a role's name.
func (s *sentence) inRole(it *item) bool {
	switch it.lower {
	case "newly-appointed", "newly-elected", "long-time", "one-time", "outspoken", "influential", "controversial", "powerful", "embattled", "disgraced", "former", "ex", "late", "then", "outgoing", "incoming", "new", "current", "longtime", "veteran", "mr.", "and":
		return false
	}
	if it.mention >= 0 || it.value >= 0 || it.flags&(isPossessive|isQuote|isAdverb) != 0 {
		return false
	}
	return it.tag == "JJ" || it.flags&isNoun != 0
}

// dealTypes are the relations of which "in August" says when they began.
var dealTypes = map[schema.RelationType]bool{
	schema.Acquired: true, schema.InvestedIn: true, schema.PartneredWith: true, schema.Appointed: true, schema.Succeeded: true,
	schema.MetWith: true, schema.Visited: true, schema.Attacked: true, schema.Sued: true, schema.Sanctioned: true,
}

// timeless are the relations that hold without a date beside them: one in their
// sentence belongs to something else.
var timeless = map[schema.RelationType]bool{
	schema.LocatedIn: true, schema.HeadquarteredIn: true, schema.BornIn: true, schema.CitizenOf: true, schema.ChildOf: true,
}

// reach is how many items a date or amount may lie from trigger or arguments.
const reach = 10

// window returns the items within reach of a candidate, not past a semicolon.
func (s *sentence) window(c *candidate) (lo, hi int) {
	lo, hi = min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	if c.trigger[0] < c.trigger[1] {
		lo, hi = min(lo, c.trigger[0]), max(hi, c.trigger[1]-1)
	}
	for k := 0; k < reach && lo > 0 && s.items[lo-1].lower != ";"; k++ {
		lo--
	}
	for k := 0; k < reach && hi+1 < len(s.items) && s.items[hi+1].lower != ";"; k++ {
		hi++
	}
	return lo, hi + 1
}

// validity reads when a candidate holds: "since 2019", "until Friday", "from
// 2010 to 2014"; for deals and other events also "in August". It returns the
// items of the dates, -1 for none.
func (s *sentence) validity(c *candidate, modality schema.Modality) (from, to int) {
	from, to = -1, -1
	if c.dated || timeless[c.rel] {
		return from, to
	}
	lo, hi := s.window(c)
	event, nearest := -1, len(s.items)
	for i := max(lo, 1); i < hi; i++ {
		if !s.isDay(i) || !s.dates(i, c) {
			continue
		}
		before := s.items[i-1].lower
		if !dealTypes[c.rel] && i < min(c.subjectItem, c.objectItem) && i > 3 {
			continue // of a clause before; "Since 2019 X has led Y" begins with its date
		}
		switch before {
		case "since":
			if !dealTypes[c.rel] && modality != schema.Past {
				from = i
			}
			continue
		case "until", "till":
			if !dealTypes[c.rel] {
				to = i
			}
			continue
		case "from", "between":
			if s.isDay(i + 2) {
				switch s.items[i+1].lower {
				case "to", "until", "till", "and", "-", "–", "through":
					return i, i + 2
				}
			}
		}
		if d := distance(i, c); dealTypes[c.rel] && d < nearest && before != "by" && before != "for" && before != "since" {
			event, nearest = i, d
		}
	}
	if from < 0 && to < 0 {
		from = event
	}
	return from, to
}

// dates reports whether the date at item i can be that of a candidate: no verb
// of another clause stands between them ("Y, who has led Z since 2015", "X bought
// Y, the companies said on Monday").
func (s *sentence) dates(i int, c *candidate) bool {
	first, last := min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	from, to := last, i
	switch {
	case c.trigger[0] < c.trigger[1] && i >= c.trigger[1]:
		from = c.trigger[1]
		if !c.verb {
			from = max(from, last)
		}
	case c.trigger[0] < c.trigger[1]:
		from, to = i, c.trigger[0]
		if j := i - 1; j >= 0 && s.saysBefore(j) {
			return false
		}
	case i < first:
		from, to = i, first
	}
	for k := from; k < to; k++ {
		it := &s.items[k]
		if it.mention >= 0 && it.flags&isRelative != 0 && k > c.trigger[0] || it.mention < 0 && it.flags&isVerb != 0 && it.np < 0 && it.flags&(isBe|isHave) == 0 && (it.flags&inControl == 0 || i >= c.trigger[1]) && it.tag != "VBG" {
			return false
		}
	}
	return true
}

// saysBefore reports whether a verb of saying, with its preposition, ends at
// item i: "said on".
func (s *sentence) saysBefore(i int) bool {
	if s.items[i].flags&isPreposition != 0 || s.items[i].flags&isDate != 0 {
		i--
	}
	return i >= 0 && s.items[i].mention < 0 && (s.items[i].lower == "said" || s.items[i].lower == "says")
}

// isDay reports whether item i is a date.
func (s *sentence) isDay(i int) bool {
	return i < len(s.items) && s.items[i].value >= 0 && s.items[i].flags&isDate != 0
}

// valueOf returns the value at item i, empty for none.
func (s *sentence) valueOf(i int) string {
	if i < 0 {
		return ""
	}
	v := &s.in.Values[s.items[i].value]
	if v.Kind == values.Percent {
		return v.Value + " %"
	}
	return v.Value
}

// distance is how far item i lies from the trigger.
func distance(i int, c *candidate) int {
	switch {
	case i < c.trigger[0]:
		return c.trigger[0] - i
	case i >= c.trigger[1]:
		return i - c.trigger[1] + 1
	}
	return 0
}

// amounts returns the items of the money and of the share nearest to the
// trigger of a deal or stake, -1 for none.
func (s *sentence) amounts(c *candidate) (money, share int) {
	money, share = -1, -1
	switch c.rel {
	case schema.InvestedIn, schema.Acquired, schema.Owns, schema.PartneredWith:
	default:
		return money, share
	}
	lo, hi := s.window(c)
	for i := lo; i < hi; i++ {
		if s.items[i].value < 0 {
			continue
		}
		at := &money
		switch s.in.Values[s.items[i].value].Kind {
		case values.Money:
			if !s.dates(i, c) {
				continue // of another clause: "X, which Y owns, paid $2 million"
			}
		case values.Percent:
			if s.heldByAnother(i, c) {
				continue
			}
			at = &share
		default:
			continue
		}
		if *at < 0 || distance(i, c) < distance(*at, c) {
			*at = i
		}
	}
	return money, share
}

// heldByAnother reports whether a verb before the share at item i says that
// another than the candidate's subject holds it: "X, which owned 12 percent of Y,
// sold its shares to Z".
func (s *sentence) heldByAnother(i int, c *candidate) bool {
	k := i - 1
	for k >= 0 && s.items[k].flags&(isVerb|isNoun) == 0 && s.items[k].mention < 0 {
		k--
	}
	if k < 0 || s.items[k].flags&isVerb == 0 || k >= c.trigger[0] && k < c.trigger[1] {
		return false
	}
	for k--; k >= 0; k-- {
		if s.items[k].mention >= 0 {
			return k != c.subjectItem && k != c.objectItem
		}
	}
	return false
}
