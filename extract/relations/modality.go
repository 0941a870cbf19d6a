package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// cues are the words that decide modality, as classes of the lexicon.
type cues struct {
	past, planned, alleged, denied, ended map[int32]bool
	helped                                map[int32]bool // verbs whose infinitive is a fact: "managed to"
	denies, alleges                       map[int32]bool // verbs whose clause is denied or alleged
	elect                                 map[int32]bool
	event, state, reported, quit          map[int32]bool // what happens to a deal or talks: "collapsed"
}

// cueClass is the name under which the lexicon holds a cue list.
func cueClass(name string) string { return "cue " + name }

func newCues(set *schema.RuleSet, lex *lexicon) *cues {
	pick := func(names ...string) map[int32]bool {
		m := map[int32]bool{}
		for _, n := range names {
			if id, ok := lex.ids[cueClass(n)]; ok {
				m[id] = true
			}
		}
		return m
	}
	return &cues{
		past: pick("past"), planned: pick("planned", "planned-verbs"), alleged: pick("alleged", "alleged-verbs"),
		denied: pick("denied", "denied-verbs"), ended: pick("ended", "ended-verbs"), helped: pick("fact-verbs"),
		elect: pick("elect"), event: pick("event-denied-verbs"), state: pick("state-verbs"), reported: pick("reported"), quit: pick("quit-verbs"),
		denies: pick("denies-verbs"), alleges: pick("alleges-verbs"),
	}
}

// states are the relations that last: a past tense or "former" ends them.
var states = map[schema.RelationType]bool{
	schema.SpokespersonFor: true, schema.HeadOfStateOf: true, schema.HeadOfGovernmentOf: true, schema.CEOOf: true, schema.Leads: true,
	schema.WorksFor: true, schema.MemberOf: true, schema.AffiliatedWith: true, schema.Owns: true, schema.SubsidiaryOf: true,
	schema.LivesIn: true, schema.SpouseOf: true, schema.InvestedIn: true, schema.CitizenOf: true,
}

// events are the relations whose triggers, when nouns, can be planned by the
// verb that follows: "talks between A and B will begin".
var events = map[schema.RelationType]bool{
	schema.NegotiatedWith: true, schema.MetWith: true, schema.PartneredWith: true, schema.Acquired: true, schema.Visited: true,
	schema.CompetesWith: true, schema.Sanctioned: true, schema.Supported: true,
}

// modality decides how a candidate holds from the cues around its trigger.
func (q *cues) modality(s *sentence, c *candidate) schema.Modality {
	if c.modality != "" {
		return c.modality
	}
	lo, hi := s.scope(c)
	var past, planned, alleged, denied, fact bool
	for i := lo; i < hi; i++ {
		it := &s.items[i]
		if it.mention >= 0 || c.verb && i >= c.trigger[0] && i < c.trigger[1] {
			continue
		}
		for k := it.hit0; k < it.hit1; k++ {
			class := s.hits[k].phrase.class
			if s.hits[k].phrase.kind == verbClass && it.flags&isVerb == 0 {
				continue
			}
			switch {
			case q.past[class] && states[c.rel]:
				past = past || s.bears(i, c)
			case q.planned[class]:
				planned = planned || c.verb || s.hits[k].end <= c.trigger[0] || i >= c.trigger[1]
			case q.alleged[class] && c.rel != schema.Accused:
				alleged = true
			case q.denied[class]:
				denied = true
			case q.ended[class] && i >= c.trigger[0]-6 && c.rel != schema.Succeeded && c.rel != schema.Appointed:
				past = true
			case q.helped[class]:
				fact = true
			case q.elect[class] && states[c.rel] && c.rel != schema.AffiliatedWith && c.rel != schema.MemberOf:
				planned = true
			case q.event[class] && i > c.trigger[0] && events[c.rel]:
				denied = true
			}
		}
		if strings.HasPrefix(it.lower, "ex-") || strings.HasPrefix(it.lower, "then-") {
			past = past || states[c.rel] && s.bears(i, c)
		}
		if strings.HasSuffix(it.lower, "-elect") || it.lower == "elect" {
			planned = planned || states[c.rel]
		}
	}
	if c.verb && c.trigger[0] < c.trigger[1] {
		t := &s.items[c.trigger[0]]
		if states[c.rel] && s.pastTense(c.trigger[0]) && q.isState(s, c.trigger[0]) {
			past = true
		}
		if t.tag != "VBN" && !fact && s.aim(c) {
			planned = true
		}
	} else if c.trigger[0] < c.trigger[1] && states[c.rel] && s.pastCopula(c) {
		past = true
	}
	switch governs := q.governing(s, c); {
	case governs == schema.Denied:
		denied = true
	case governs == schema.Alleged && c.rel != schema.Accused:
		alleged = true
	}
	if !past && states[c.rel] && q.leaves(s, c) {
		past = true
	}
	if !denied && !planned && !past && q.hearsay(s) {
		alleged = true
	}
	switch {
	case denied:
		return schema.Denied
	case planned:
		return schema.Planned
	case alleged:
		return schema.Alleged
	case past:
		return schema.Past
	}
	return schema.Asserted
}

// bears reports whether a cue at item i may speak of a candidate: one within a
// noun phrase does when the phrase is that of the trigger or an argument, not in
// "X, a former official at Y, is a member of Z".
func (s *sentence) bears(i int, c *candidate) bool {
	np := s.items[i].np
	if np >= 0 && np == s.items[c.subjectItem].np && c.trigger[0] < c.trigger[1] && np != s.items[c.trigger[0]].np && c.subjectItem > i {
		for k := i + 1; k < c.subjectItem; k++ {
			if s.items[k].mention < 0 && s.items[k].flags&isNoun != 0 {
				return false // "former sprinter X, who is a member of Y"
			}
		}
	}
	return np < 0 || np == s.items[c.subjectItem].np || np == s.items[c.objectItem].np ||
		c.trigger[0] < c.trigger[1] && (np == s.items[c.trigger[0]].np || s.nps[np].end == c.trigger[0])
}

// governing returns the modality that a verb of denial or allegation gives to
// the clause after it: "X denied that Y bought Z".
func (q *cues) governing(s *sentence, c *candidate) schema.Modality {
	np := s.items[min(c.subjectItem, c.objectItem)].np
	if !c.verb && !events[c.rel] || np < 0 {
		return ""
	}
	i := s.nps[np].start - 1
	if i >= 0 && s.items[i].lower == "that" {
		i--
	}
	if i < 0 || s.items[i].flags&isVerb == 0 {
		return ""
	}
	for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
		switch class := s.hits[k].phrase.class; {
		case q.denies[class]:
			return schema.Denied
		case q.alleges[class]:
			return schema.Alleged
		}
	}
	return ""
}

// leaves reports whether the subject of a candidate gives up an office in the
// same sentence: "Prime Minister X resigned".
func (q *cues) leaves(s *sentence, c *candidate) bool {
	for i := range s.items {
		for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
			if q.quit[s.hits[k].phrase.class] && s.items[i].flags&isVerb != 0 && s.items[i].tag != "VB" && (i == c.trigger[0] || s.subjectOf(i, 0) == c.subjectItem) {
				return true
			}
		}
	}
	return false
}

// hearsay reports whether the sentence as a whole says what is alleged:
// "According to the indictment, …".
func (q *cues) hearsay(s *sentence) bool {
	for i := 0; i < len(s.items) && i < 8; i++ {
		for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
			if q.reported[s.hits[k].phrase.class] {
				return true
			}
		}
	}
	return false
}

// isState reports whether the verb at item v says what somebody is, so that its
// past says what he was: "led", not "became".
func (q *cues) isState(s *sentence, v int) bool {
	for k := s.items[v].hit0; k < s.items[v].hit1; k++ {
		if q.state[s.hits[k].phrase.class] {
			return true
		}
	}
	return false
}

// aim reports whether the trigger is an infinitive that is still to happen:
// "X to buy Y", but not "X beat Y to win Z".
func (s *sentence) aim(c *candidate) bool {
	v := c.trigger[0]
	if !s.infinitive(v) {
		return false
	}
	if c.rel != schema.ParticipatedIn && c.rel != schema.Succeeded {
		return true
	}
	for i := v - 1; i > 0; i-- {
		if s.items[i].lower == "to" {
			np := s.items[i-1].np
			return np < 0 || s.items[c.subjectItem].np == np
		}
	}
	return true
}

// scope returns the items whose cues bear on a candidate.
func (s *sentence) scope(c *candidate) (lo, hi int) {
	t0, t1 := c.trigger[0], c.trigger[1]
	first, last := min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	if t0 >= t1 {
		// No trigger word: what stands directly before the first argument.
		if np := s.items[first].np; np >= 0 {
			return s.nps[np].start, last
		}
		return first, last
	}
	if !c.verb && !events[c.rel] {
		lo, hi = t0, t1
		if np := s.items[t0].np; np >= 0 {
			lo = s.nps[np].start
		}
		if np := s.items[first].np; np >= 0 {
			lo = min(lo, s.nps[np].start)
		}
		if lo = min(lo, first); lo > 0 && s.items[lo-1].tag == "VBN" {
			lo-- // "ousted President X"
		}
		return lo, hi
	}
	lo = t0
	for lo > 0 && lo > t0-10 {
		it := &s.items[lo-1]
		if it.lower == ";" || it.lower == ":" || lo-1 == c.subjectItem && c.verb || lo-1 == c.objectItem && c.verb {
			break
		}
		if it.mention >= 0 && !c.verb && s.items[lo-1].np != s.items[t0].np {
			break
		}
		if it.flags&isComma != 0 && (c.verb && lo-1 < first || !c.verb) {
			break
		}
		lo--
	}
	// "accuses X of attacking Y"
	if c.verb && s.items[t0].tag == "VBG" && t0 > 0 && s.items[t0-1].lower == "of" && c.subjectItem < t0 {
		lo = max(0, min(lo, c.subjectItem-3))
	}
	// Modifiers in the phrase of the first argument: "former Iraqi President X".
	if np := s.items[first].np; np >= 0 && first < t1 {
		lo = min(lo, s.nps[np].start)
	}
	hi = t1
	if !c.verb && events[c.rel] {
		for hi < len(s.items) && hi < max(last, t1)+8 && (hi <= last || s.items[hi].flags&isComma == 0) {
			hi++
		}
	}
	return lo, hi
}

// pastTense reports whether the verb at item v, or its auxiliary, is past.
func (s *sentence) pastTense(v int) bool {
	for i := v - 1; i >= 0 && i > v-4; i-- {
		it := &s.items[i]
		if it.mention >= 0 {
			break
		}
		switch it.lower {
		case "was", "were", "had":
			return true
		case "is", "are", "has", "have", "'re", "been", "be":
			return false
		}
	}
	return s.items[v].tag == "VBD" && !s.passive(v, v+1)
}

// pastCopula reports whether "was" or "were" links the trigger to its subject.
func (s *sentence) pastCopula(c *candidate) bool {
	for i := c.trigger[0] - 1; i > c.subjectItem && i > c.trigger[0]-6; i-- {
		it := &s.items[i]
		if it.mention >= 0 && i != c.objectItem && i != c.subjectItem {
			return false
		}
		switch it.lower {
		case "was", "were":
			return true
		case ",", "is", "are":
			return false
		}
	}
	return false
}

// infinitive reports whether "to" stands before the verb at item v.
func (s *sentence) infinitive(v int) bool {
	for i := v - 1; i >= 0 && i > v-3; i-- {
		if s.items[i].lower == "to" {
			return true
		}
		if s.items[i].flags&isAdverb == 0 && s.items[i].lower != "be" {
			return false
		}
	}
	return false
}
