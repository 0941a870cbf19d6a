package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// maxClause is how many items a verb looks back for its subject across commas.
const maxClause = 24

// subjectOf returns the items of the mentions that may be the subject of the
// verb at item v, -1 for none. It walks left over auxiliaries, adverbs and
// governing verbs ("has agreed to"), through relative pronouns, appositives
// and coordinated verbs, to the noun phrase that the verb speaks of.
func (s *sentence) subjectOf(v int, depth int) int {
	i := v - 1
	for i >= 0 && s.inVerbGroup(i) {
		i--
	}
	if i < 0 || depth > 3 {
		return -1
	}
	it := &s.items[i]
	gerund := s.items[v].tag == "VBG"
	switch {
	case it.mention < 0 && it.flags&isRelative != 0:
		i--
		if i >= 0 && s.items[i].flags&isComma != 0 {
			i--
		}
		if i < 0 {
			return -1
		}
		if np := s.items[i].np; np >= 0 {
			// "with Pfizer, which", but not "the bombing in Beirut that"
			if m := s.actor(&s.nps[np]); m >= 0 && s.in.Mentions[s.items[m].mention].Type != schema.Place {
				return m
			}
		}
		return s.phraseSubject(i)
	case it.flags&isConj != 0 || it.lower == "but" || it.lower == "then":
		if i > 0 && s.items[i-1].flags&isComma != 0 {
			i--
		}
		return s.coordinated(i, depth, s.items[v].tag)
	case it.flags&isComma != 0:
		if m := s.beforeAppositive(i); m >= 0 {
			return m
		}
		if gerund || s.items[v].tag == "VBD" || s.items[v].tag == "VBZ" {
			return s.coordinated(i, depth, s.items[v].tag)
		}
		if s.items[v].tag == "VBN" && i == v-1 && i > 0 && s.items[i-1].np >= 0 {
			return s.phraseSubject(i - 1) // "X, owned by Y"
		}
		return -1
	case gerund && (it.flags&isPreposition != 0 || it.tag == "IN"):
		if it.lower == "of" || it.lower == "from" || it.lower == "for" {
			switch {
			case i > 0 && s.items[i-1].np >= 0:
				return s.phraseSubject(i - 1)
			case i > 0 && s.items[i-1].flags&isVerb != 0:
				return s.subjectOf(i-1, depth+1) // "is accused of"
			}
			return -1
		}
		return s.coordinated(i, depth, s.items[v].tag)
	}
	if it.flags&isVerb != 0 && s.items[i+1].flags&inControl != 0 {
		return s.subjectOf(i, depth+1) // "announced plans to"
	}
	if jump := s.jumpLeft(i); jump >= 0 {
		i = jump - 1
		if i < 0 {
			return -1
		}
	}
	if np := s.items[i].np; np >= 0 && s.infinitive(v) {
		first := np
		for s.nps[first].prev >= 0 && s.nps[first].listed {
			first = s.nps[first].prev // "met X and Y to discuss"
		}
		m, before := s.actor(&s.nps[np]), max(s.nps[first].start-1, 0)
		switch {
		case m >= 0 && s.items[before].lower == "for":
			return m // "approval for X to buy"
		case m >= 0 && s.items[before].mention < 0 && s.items[before].flags&isVerb != 0 && s.departs(before):
			return s.planner(np, depth) // "X left Y to join"
		case m < 0 && s.items[s.nps[np].head].flags&isCrew == 0, s.items[before].flags&isPreposition != 0:
			return s.planner(np, depth)
		}
	}
	return s.phraseSubject(i)
}

// departs reports whether the verb at item i is followed by a purpose of its
// subject: "left Y to", not "asked Y to".
func (s *sentence) departs(i int) bool {
	switch s.items[i].lower {
	case "left", "leave", "leaves", "leaving", "quit", "beat", "beats", "beating", "defeated", "defeats", "defeating", "met", "meet", "meets", "visited", "visits", "used", "uses", "quits":
		return true
	}
	return false
}

// planner returns the subject of an infinitive that follows noun phrase np: the
// X of "X 's plan to", "X announced plans to", "X flew to Y to".
func (s *sentence) planner(np int32, depth int) int {
	p := &s.nps[np]
	for k := p.end - 1; k > p.start; k-- {
		if s.items[k].lower == "'s" {
			if s.items[k-1].mention >= 0 {
				return k - 1
			}
			return -1 // "the operator's plans to buy" are nobody's else
		}
	}
	if first := &s.items[p.start]; first.mention >= 0 && first.flags&isPossessive != 0 {
		return p.start
	}
	for j := p.start - 1; j >= 0 && j > p.start-10; j-- {
		switch it := &s.items[j]; {
		case it.mention < 0 && it.flags&isVerb != 0:
			return s.subjectOf(j, depth+1)
		case it.np >= 0, it.flags&(isPreposition|isAdverb|isDate) != 0:
		default:
			return -1
		}
	}
	return -1
}

// inVerbGroup reports whether item i belongs to the words between a subject
// and its verb.
func (s *sentence) inVerbGroup(i int) bool {
	it := &s.items[i]
	if it.mention >= 0 {
		return false
	}
	if it.value >= 0 && s.in.Values[it.value].Kind == values.Percent {
		return i+1 < len(s.items) && s.items[i+1].tag == "VBN" // "is 43% owned by"
	}
	return it.flags&(isAdverb|isModal|isBe|isHave|inControl|isQuote|isDate) != 0 || it.tag == "TO" || it.lower == "to" || it.lower == "on" && i+1 < len(s.items) && s.items[i+1].flags&isDate != 0
}

// jumpLeft returns the start of a bracket that ends at item i, or -1.
func (s *sentence) jumpLeft(i int) int {
	if j := s.items[i].jump; j < 0 {
		return int(-j)
	}
	return -1
}

// phraseSubject returns the mention that the noun phrase ending at item i
// speaks of, walking out of prepositional phrases: "troops from X in Y".
func (s *sentence) phraseSubject(i int) int {
	inner, prep := -1, ""
	for hops := 0; hops < 4; hops++ {
		if i >= 0 {
			if j := s.jumpLeft(i); j >= 0 {
				i = j - 1
			}
		}
		if i < 0 || s.items[i].np < 0 {
			return -1
		}
		p := &s.nps[s.items[i].np]
		m := s.actor(p)
		if m < 0 && hops == 0 {
			m = s.beside(p)
		}
		if m < 0 && inner >= 0 {
			head := s.items[p.head].flags
			if head&isCrew != 0 && (prep == "of" || prep == "from") {
				m = inner
			}
		}
		if p.start == 0 || s.items[p.start-1].flags&isPreposition == 0 || s.items[p.start-1].lower == "as" {
			return m
		}
		if m >= 0 && s.person(m) && s.items[p.start].mention >= 0 && p.start < m {
			return m // "the president of Benin Mathieu Kerekou"
		}
		inner, prep = m, s.items[p.start-1].lower
		if i = p.start - 2; i < 0 || s.items[i].np < 0 && s.items[i].jump >= 0 {
			return -1
		}
	}
	return -1
}

// beside returns the actor that a phrase without one is told of: "X and its
// allies", "X, a firm (that …)"; -1 for none.
func (s *sentence) beside(p *nounPhrase) int {
	i := p.start - 1
	if i < 1 || s.items[i-1].np < 0 {
		return -1
	}
	switch it := &s.items[i]; {
	case it.flags&isConj != 0 && (s.items[p.start].tag == "PRP$" || s.items[p.start].flags&isPossessive != 0):
	case it.lower == "," && s.items[p.start].tag == "DT" && s.items[p.end-1].flags&isNoun != 0:
	default:
		return -1
	}
	return s.actor(&s.nps[s.items[i-1].np])
}

// beforeAppositive returns the mention before an appositive or relative clause
// that ends with the comma at item i: "X, the maker of Y, bought".
func (s *sentence) beforeAppositive(i int) int {
	for j := i - 1; j > 0 && j > i-maxClause; j-- {
		it := &s.items[j]
		if it.lower == ";" || it.lower == ":" {
			return -1
		}
		if it.flags&isComma == 0 || s.items[i].lower == "," && it.lower != "," {
			continue
		}
		next := &s.items[j+1]
		// "the head of Y, X, said": the name stands between the commas.
		if q := next.np; q >= 0 && s.nps[q].start == j+1 && s.nps[q].end == i {
			if m := s.items[s.nps[q].head].mention; m >= 0 && (s.in.Mentions[m].Type == schema.Person || s.in.Mentions[m].Type == schema.Organization && s.items[j-1].np >= 0 && s.phraseSubject(j-1) < 0) {
				return s.nps[q].head
			}
		}
		starts := next.mention < 0 && (next.tag == "DT" || next.flags&isRelative != 0 || next.lower == "whose" || next.tag == "VBN" || next.tag == "VBG" || next.tag == "CD" || next.tag == "JJ" || next.flags&isNoun != 0 || next.lower == "based" || next.lower == "formerly") ||
			next.mention >= 0 && (next.flags&isPossessive != 0 || j+2 < i && s.items[j+2].lower == "'s" || s.items[j+1].np >= 0 && s.nps[next.np].head > j+1)
		if !starts {
			// A place in a bracket of commas: "police in Mosul, Iraq, arrested".
			if next.mention >= 0 && j+2 == i && j > 1 && s.items[j-2].flags&isComma == 0 {
				return s.phraseSubject(j - 1)
			}
			continue
		}
		if m := s.phraseSubject(j - 1); m >= 0 {
			return m
		}
	}
	return -1
}

// coordinated returns the subject of the finite verb before item i in the same
// clause: "X bought Y and sold Z". When that speaks of no mention, an earlier
// verb of the same tense may: "X says that prices will rise, and accuses Y".
func (s *sentence) coordinated(i int, depth int, tag string) int {
	failed := false
	for j := i - 1; j >= 0 && j > i-maxClause; j-- {
		it := &s.items[j]
		if it.mention >= 0 {
			continue
		}
		switch it.lower {
		case ";", ":", "if", "because", "while", "although", "after", "before", "when":
			return -1
		}
		if it.tag == "VBD" || it.tag == "VBZ" || it.tag == "VBP" || it.tag == "MD" {
			if failed && it.tag != tag {
				continue
			}
			if m := s.subjectOf(j, depth+1); m >= 0 {
				return m
			}
			failed = true
		}
	}
	return -1
}

// objectOf returns the item of the mention that is the object of a verb ending
// before item i, -1 for none. With crew, people may stand for the mention:
// "attacked a convoy of U.S. troops".
func (s *sentence) objectOf(i int, crew bool) int {
	for i < len(s.items) && s.items[i].mention < 0 && (s.items[i].flags&(isAdverb|isQuote|isDate) != 0 || s.approximates(i)) {
		i++
	}
	for hops := 0; hops < 3 && i < len(s.items) && s.items[i].np >= 0; hops++ {
		p := &s.nps[s.items[i].np]
		if s.items[p.head].mention >= 0 {
			if s.items[p.head].flags&isPossessive != 0 {
				return -1
			}
			return p.head
		}
		if m := s.townOf(p); m >= 0 {
			return m
		}
		if crew {
			if m := s.crewOf(p); m >= 0 {
				return m
			}
		}
		if p.end+1 >= len(s.items) {
			return -1
		}
		next := &s.items[p.end]
		switch {
		case next.flags&isConj != 0 && s.items[p.end+1].np >= 0:
			// "killed a guard and X", "buys seed and pesticide maker X"
			if q := &s.nps[s.items[p.end+1].np]; s.items[q.head].mention >= 0 && s.items[q.head].flags&isPossessive == 0 {
				return q.head
			}
			return -1
		case next.flags&isComma != 0 && s.items[p.head].flags&isNoun != 0 && p.end-p.start > 1:
			// "bought a rival, X,": the appositive names it.
			j := p.end + 1
			if s.items[j].np < 0 {
				return -1
			}
			q := &s.nps[s.items[j].np]
			if q.start == j && s.items[q.head].mention >= 0 && (q.end == len(s.items) || s.items[q.end].flags&isVerb == 0) {
				return q.head
			}
			return -1
		case crew && s.items[p.head].flags&isCrew != 0 && (next.lower == "of" || next.lower == "from" || next.lower == "in"):
			i = p.end + 1
		default:
			return -1
		}
	}
	return -1
}

// townOf returns the X of "the town of X", -1 when the phrase is no such thing.
func (s *sentence) townOf(p *nounPhrase) int {
	if s.items[p.head].flags&isKindOfPlace == 0 || p.end+1 >= len(s.items) || s.items[p.end].lower != "of" || s.items[p.end+1].np < 0 {
		return -1
	}
	q := &s.nps[s.items[p.end+1].np]
	if m := s.items[q.head].mention; m >= 0 && s.in.Mentions[m].Type == schema.Place && s.items[q.head].flags&isPossessive == 0 {
		return q.head
	}
	return -1
}

// approximates reports whether item i belongs to a rough number: "about 50",
// "at least two", "more than 20".
func (s *sentence) approximates(i int) bool {
	switch s.items[i].lower {
	case "about", "around", "over", "at", "least", "more", "than", "up", "to", "as", "many", "nearly":
		for j := i + 1; j < len(s.items) && j < i+4 && s.items[j].mention < 0; j++ {
			if s.items[j].tag == "CD" {
				return true
			}
		}
	}
	return false
}

// passive reports whether the verb form at item v, ending before end, is
// passive: an auxiliary "be" before it, or a participle with "by" or without
// an auxiliary after a noun phrase.
func (s *sentence) passive(v, end int) bool {
	for i := v - 1; i >= 0; i-- {
		it := &s.items[i]
		if it.mention >= 0 {
			break
		}
		if it.flags&isBe != 0 {
			return true
		}
		if it.flags&isHave != 0 || it.flags&isModal != 0 {
			return false
		}
		if it.flags&(isAdverb|isQuote) == 0 {
			break
		}
	}
	for i := end; i < len(s.items) && i < end+6; i++ {
		it := &s.items[i]
		if it.lower == "by" {
			return i+1 < len(s.items) && s.items[i+1].tag != "VBG"
		}
		if it.mention >= 0 || it.flags&isComma != 0 || it.flags&isVerb != 0 {
			break
		}
	}
	return s.items[v].tag == "VBN" && !strings.HasPrefix(s.items[max(v-1, 0)].tag, "VB") && v > 0
}

// activeTag reports whether the part of speech of item v lets it be a verb.
func (s *sentence) activeTag(v int, p *phrase) bool {
	it := &s.items[v]
	if it.np >= 0 && (it.tag == "VBN" || it.tag == "JJ") {
		return false // "the occupied West Bank"
	}
	if p.base && (it.tag == "VBD" || it.tag == "VBN") {
		return false // "found" of "find"
	}
	if it.flags&isHave != 0 && s.helps(v) {
		return false // "has bought"
	}
	if it.flags&isVerb != 0 {
		return true
	}
	if v > 0 && p.base && s.items[v-1].mention < 0 && (s.items[v-1].flags&isModal != 0 || s.items[v-1].lower == "to") {
		return true
	}
	if it.tag == "JJ" && (p.participle || p.gerund) {
		return true
	}
	// A headline's "Google buys YouTube", tagged as a noun.
	if it.flags&isNoun != 0 && v > 0 && v+1 < len(s.items) && s.items[v-1].mention >= 0 && s.items[v-1].flags&isPossessive == 0 && len(p.words) == 0 && strings.HasSuffix(it.lower, "s") {
		next := &s.items[v+1]
		return next.mention >= 0 || next.tag == "DT" || next.tag == "CD"
	}
	return false
}

// helps reports whether the "have" at item v is an auxiliary: a participle
// follows.
func (s *sentence) helps(v int) bool {
	for i := v + 1; i < len(s.items) && s.items[i].mention < 0; i++ {
		switch it := &s.items[i]; {
		case it.flags&isAdverb != 0:
		default:
			return it.tag == "VBN" || it.tag == "VBD" || it.lower == "been"
		}
	}
	return false
}
