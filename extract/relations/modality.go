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
	ahead, coming, fixture, poll          map[int32]bool // what tells of an event to come: "ahead of", "next month", "face"
	elect                                 map[int32]bool
	rivals                                map[int32]bool // nouns of who competes: no event
	event, reported, quit                 map[int32]bool // what happens to a deal or talks: "collapsed"
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
	rivals := map[int32]bool{}
	if id, ok := lex.ids["rival"]; ok {
		rivals[id] = true
	}
	return &cues{
		rivals: rivals,
		past:   pick("past"), planned: pick("planned", "planned-verbs"), alleged: pick("alleged", "alleged-verbs"),
		denied: pick("denied", "denied-verbs"), ended: pick("ended", "ended-verbs"), helped: pick("fact-verbs"),
		elect: pick("elect"), event: pick("event-denied-verbs"), reported: pick("reported"), quit: pick("quit-verbs"),
		denies: pick("denies-verbs"), alleges: pick("alleges-verbs"), ahead: pick("ahead"), coming: pick("coming"), fixture: pick("fixture-verbs"), poll: pick("poll"),
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

// signs are the items that speak for each modality other than asserted, -1 for
// none.
type signs struct{ past, planned, alleged, denied int }

// note keeps the first item that speaks for a modality.
func note(at *int, item int, speaks bool) {
	if speaks && *at < 0 {
		*at = item
	}
}

// verdict is the modality that weighs most, and the item that shows it.
func (g signs) verdict() (schema.Modality, int) {
	switch {
	case g.denied >= 0:
		return schema.Denied, g.denied
	case g.planned >= 0:
		return schema.Planned, g.planned
	case g.alleged >= 0:
		return schema.Alleged, g.alleged
	case g.past >= 0:
		return schema.Past, g.past
	}
	return schema.Asserted, -1
}

// modality decides how a candidate holds from the cues around its trigger, and
// says at which item that shows, -1 for none.
func (q *cues) modality(s *sentence, c *candidate) (schema.Modality, int) {
	if c.modality != "" {
		return c.modality, -1
	}
	if s.sellsLater(c) {
		return schema.Asserted, -1
	}
	if m, at := q.claimed(s, c); at >= 0 && c.rel != schema.Accused {
		return m, at
	}
	if at := s.keptFrom(c); at >= 0 {
		return schema.Denied, at
	}
	if at := s.movedAway(c); at >= 0 {
		return schema.Past, at
	}
	lo, hi := s.scope(c)
	s.modal.pardoned = false
	g, fact, kept := signs{-1, -1, -1, -1}, false, false
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
				note(&g.past, i, s.bears(i, c))
			case q.planned[class]:
				note(&g.planned, i, c.verb || s.hits[k].end <= c.trigger[0] || i >= c.trigger[1])
			case q.alleged[class] && c.rel != schema.Accused:
				note(&g.alleged, i, true)
			case q.denied[class]:
				denies := q.negates(s, i, c)
				note(&g.denied, i, denies)
				s.modal.pardoned = s.modal.pardoned || !denies
				kept = kept || states[c.rel] && isNegation(it.lower) && q.reverses(s, i, c.trigger[0])
			case q.ended[class] && i >= c.trigger[0]-6 && c.rel != schema.Succeeded && c.rel != schema.Appointed:
				note(&g.past, i, true)
			case q.helped[class]:
				fact = true
			case q.elect[class] && states[c.rel] && c.rel != schema.AffiliatedWith && c.rel != schema.MemberOf:
				note(&g.planned, i, true)
			case q.event[class] && i > c.trigger[0] && events[c.rel]:
				note(&g.denied, i, true)
			}
		}
		if strings.HasPrefix(it.lower, "ex-") || strings.HasPrefix(it.lower, "then-") {
			note(&g.past, i, states[c.rel] && s.bears(i, c))
		}
		if strings.HasSuffix(it.lower, "-elect") || it.lower == "elect" {
			note(&g.planned, i, states[c.rel])
		}
	}
	if kept && g.denied < 0 && g.alleged < 0 {
		return schema.Asserted, -1 // "will not quit as coach"
	}
	t0 := c.trigger[0]
	if c.verb && t0 < c.trigger[1] {
		note(&g.past, t0, states[c.rel] && s.pastTense(t0) && s.isState(t0))
		note(&g.planned, max(t0-1, 0), s.items[t0].tag != "VBN" && !fact && s.aim(c))
	} else if t0 < c.trigger[1] && states[c.rel] {
		at := s.pastCopula(c)
		note(&g.past, at, at >= 0)
		at = s.willBe(c)
		note(&g.planned, at, at >= 0)
		note(&g.planned, t0, s.accedes(c))
	}
	if g.planned < 0 {
		at := q.toCome(s, c)
		note(&g.planned, at, at >= 0)
	}
	switch m, at := q.governing(s, c); {
	case m == schema.Denied:
		note(&g.denied, at, true)
	case m == schema.Alleged && c.rel != schema.Accused:
		note(&g.alleged, at, true)
	}
	if g.past < 0 && states[c.rel] {
		at := q.leaves(s, c)
		note(&g.past, at, at >= 0)
	}
	if at := q.hearsay(s); at >= 0 && g == (signs{-1, -1, -1, -1}) {
		g.alleged = at
	}
	if g.denied >= 0 {
		if at := q.bidsAgain(s, c); at >= 0 {
			return schema.Planned, at
		}
	}
	return g.verdict()
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
func (q *cues) governing(s *sentence, c *candidate) (schema.Modality, int) {
	np := s.items[min(c.subjectItem, c.objectItem)].np
	if !c.verb && !events[c.rel] || np < 0 {
		return "", -1
	}
	i := s.nps[np].start - 1
	if i >= 0 && s.items[i].lower == "that" {
		i--
	}
	if i < 0 || s.items[i].flags&isVerb == 0 {
		return "", -1
	}
	for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
		switch class := s.hits[k].phrase.class; {
		case q.denies[class]:
			return schema.Denied, i
		case q.alleges[class]:
			return schema.Alleged, i
		}
	}
	return "", -1
}

// leaves returns the verb with which the subject of a candidate gives up an
// office in the same sentence, -1 for none: "Prime Minister X resigned".
func (q *cues) leaves(s *sentence, c *candidate) int {
	for i := range s.items {
		for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
			if q.quit[s.hits[k].phrase.class] && s.items[i].flags&isVerb != 0 && s.items[i].tag != "VB" && (i == c.trigger[0] || s.subjectOf(i, 0) == c.subjectItem) {
				return i
			}
		}
	}
	return -1
}

// hearsay returns the item that makes the sentence as a whole say what is
// alleged, -1 for none: "According to the indictment, …".
func (q *cues) hearsay(s *sentence) int {
	for i := 0; i < len(s.items) && i < 8; i++ {
		for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
			if q.reported[s.hits[k].phrase.class] {
				return i
			}
		}
	}
	return -1
}

// willBe returns the word that puts off a state whose trigger is a noun, -1 for
// none: "will become a unit of", "to be chairman of".
func (s *sentence) willBe(c *candidate) int {
	v := s.verbOf(c)
	if v < 1 || s.items[v].lower != "be" && s.items[v].lower != "become" {
		return -1
	}
	switch it := &s.items[v-1]; {
	case it.lower == "will", it.lower == "would", it.lower == "to", it.lower == "'ll":
		return v - 1
	}
	return -1
}

// verbOf returns the verb right before the phrase of a trigger that is a noun,
// -1 for none.
func (s *sentence) verbOf(c *candidate) int {
	t := c.trigger[0]
	if c.verb || t >= c.trigger[1] || s.items[t].np < 0 {
		return -1
	}
	if v := s.nps[s.items[t].np].start - 1; v >= 0 && s.items[v].mention < 0 && s.items[v].flags&isVerb != 0 {
		return v
	}
	return -1
}

// sellsLater reports whether a stake is still to be sold, so that it is held:
// "X plans to sell its stake in Y".
func (s *sentence) sellsLater(c *candidate) bool {
	v := s.verbOf(c)
	if v < 1 || c.rel != schema.InvestedIn && c.rel != schema.Owns {
		return false
	}
	switch s.items[v].lower {
	case "sell", "offload", "divest", "cut", "reduce", "lower":
		return s.items[v-1].lower == "to" || s.items[v-1].flags&isModal != 0
	}
	return false
}

// isState reports whether the verb at item v says what somebody is, so that its
// past says what he was: "led", not "became".
func (s *sentence) isState(v int) bool {
	for k := s.items[v].hit0; k < s.items[v].hit1; k++ {
		if s.hits[k].phrase.class == s.lex.state {
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

// pastCopula returns the "was" or "were" that links the trigger to its subject,
// -1 for none.
func (s *sentence) pastCopula(c *candidate) int {
	for i := c.trigger[0] - 1; i > c.subjectItem && i > c.trigger[0]-6; i-- {
		it := &s.items[i]
		if it.mention >= 0 && i != c.objectItem && i != c.subjectItem {
			return -1
		}
		switch it.lower {
		case "was", "were":
			return i
		case ",", "is", "are":
			return -1
		}
	}
	return -1
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
