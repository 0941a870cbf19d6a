package relations

import (
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// chunk groups the items into base noun phrases. A possessive does not end a
// phrase: "TikTok 's owner ByteDance" is one, with ByteDance as its head.
func (s *sentence) chunk() {
	n := len(s.items)
	for i := 0; i < n; {
		if !s.inPhrase(i, false) {
			i++
			continue
		}
		start, head := i, -1
		for ; i < n && s.inPhrase(i, i > start); i++ {
			it := &s.items[i]
			if i > start && s.opensPhrase(i) {
				break
			}
			if it.mention >= 0 || it.flags&isNoun != 0 {
				head = i
			}
		}
		if head < 0 {
			head = i - 1
		}
		for k := start; k < i; k++ {
			s.items[k].np = int32(len(s.nps))
		}
		head = s.namedHead(start, head)
		s.nps = append(s.nps, nounPhrase{start: start, end: i, head: head, next: -1, prev: -1})
	}
}

// namedHead returns the head of a phrase that ends with a name and the noun
// that says what it is: "the Fatah faction", "Liaoning province".
func (s *sentence) namedHead(start, head int) int {
	if head+1 < len(s.items) && s.items[head+1].lower == "of" && s.items[head].flags&isKindOfPlace != 0 {
		return head // "the U.S. state of Ohio"
	}
	for i := head; i > start; i-- {
		it := &s.items[i]
		if it.mention >= 0 {
			if i == head || s.in.Mentions[it.mention].Kind != names.Name {
				return head
			}
			return i
		}
		if !s.kindOf(i, start) && (i == head || it.flags&isModifier == 0 || it.tag == "DT" || it.flags&isCrew != 0) {
			return head
		}
	}
	if s.items[start].mention >= 0 && s.items[start].flags&isPossessive == 0 && head > start {
		return start
	}
	return head
}

// kindOf reports whether a noun says what the name before item i is: places
// have regions and towns, others have groups and companies.
func (s *sentence) kindOf(i, start int) bool {
	flags := s.items[i].flags
	for i--; i >= start; i-- {
		if m := s.items[i].mention; m >= 0 {
			if s.in.Mentions[m].Type == schema.Place {
				return flags&isKindOfPlace != 0
			}
			return flags&isKind != 0
		}
	}
	return false
}

func (s *sentence) inPhrase(i int, inside bool) bool {
	it := &s.items[i]
	switch {
	case it.mention >= 0:
		return true
	case it.flags&isDate != 0:
		return false
	case it.flags&isModifier != 0:
		return true
	case it.lower == "'s":
		return inside && it.flags&isVerb == 0 || inside && i+1 < len(s.items) && s.items[i+1].flags&isNoun != 0
	case it.tag == "POS":
		return inside
	case it.tag == "VBN" || it.tag == "VBG" || it.tag == "RBS" || it.tag == "RB" && it.lower != "not" && it.lower != "n't":
		return inside && s.items[i-1].mention < 0 && s.items[i-1].flags&isNoun == 0 && i+1 < len(s.items) && (s.items[i+1].flags&(isNoun|isModifier) != 0 && s.items[i+1].tag != "DT" || it.tag == "RB" && s.items[i+1].tag == "VBN")
	}
	return false
}

// opensPhrase reports whether item i starts a phrase of its own although the
// one before it could go on.
func (s *sentence) opensPhrase(i int) bool {
	it, before := &s.items[i], &s.items[i-1]
	if it.mention >= 0 {
		m := &s.in.Mentions[it.mention]
		return m.Kind == names.Pronoun || m.Kind == names.Description && s.startsWithDeterminer(it)
	}
	switch it.tag {
	case "CD", "$", "#":
		return before.mention >= 0
	case "PRP$", "PDT":
		return true
	case "DT":
		return before.tag != "PDT" && before.lower != "all" && before.lower != "both"
	}
	if before.mention >= 0 && s.in.Mentions[before.mention].Kind == names.Pronoun && before.flags&isPossessive == 0 {
		return true
	}
	return false
}

func (s *sentence) startsWithDeterminer(it *item) bool {
	t := s.text[it.Start:it.End]
	return len(t) > 4 && (t[:4] == "the " || t[:4] == "The " || t[:4] == "this" || t[:4] == "This")
}

// coordinate links the phrases of lists: "A, B and C". Names of one type may be
// joined by commas; "and" joins any.
func (s *sentence) coordinate() {
	for k := 0; k+1 < len(s.nps); k++ {
		after := k + 1
		for after+1 < len(s.nps) && s.bracketed(s.nps[k].end, s.nps[after].start) {
			after++
		}
		a, b := &s.nps[k], &s.nps[after]
		ma, mb := s.actor(a), s.actor(b)
		if ma < 0 || mb < 0 {
			continue
		}
		conj, ok := s.joint(a.end, b.start)
		if !ok {
			continue
		}
		ta, tb := s.in.Mentions[s.items[ma].mention].Type, s.in.Mentions[s.items[mb].mention].Type
		if !conj && ta != tb || conj && s.beginsAnother(k, after) {
			continue
		}
		a.next, b.prev = int32(after), int32(k)
		if conj {
			for p := k; p >= 0; p = int(s.nps[p].prev) {
				s.nps[p].listed = true
			}
			b.listed = true
		}
	}
}

// beginsAnother reports whether phrase k is the object of one verb and phrase
// after, beyond a conjunction, the subject of the next: "A beat B and C beat D".
func (s *sentence) beginsAnother(k, after int) bool {
	for s.nps[k].prev >= 0 {
		k = int(s.nps[k].prev)
	}
	v, w := s.nps[k].start-1, s.nps[after].end
	if v < 1 || w >= len(s.items) || !s.isFinite(v) || !s.isFinite(w) || s.isA(v, s.lex.says) {
		return false
	}
	return s.items[w].flags&(isBe|isHave|isModal) == 0 && s.items[v-1].np >= 0
}

// isFinite reports whether the word at item i is a verb that has a subject.
func (s *sentence) isFinite(i int) bool {
	it := &s.items[i]
	return it.mention < 0 && (it.tag == "VBD" || it.tag == "VBZ" || it.tag == "VBP")
}

// bracketed reports whether item i lies in a bracket that opens at item open.
func (s *sentence) bracketed(open, i int) bool {
	return open < len(s.items) && s.items[open].jump > 0 && s.items[open].flags&isComma == 0 && i < int(s.items[open].jump)
}

// joint reports whether items[i:j] join two members of a list, and whether a
// conjunction is among them.
func (s *sentence) joint(i, j int) (conj, ok bool) {
	if i < len(s.items) && s.items[i].jump > 0 && s.items[i].flags&isComma == 0 {
		i = int(s.items[i].jump)
	}
	if i >= j || j-i > 5 {
		return false, false
	}
	for k := i; k < j; k++ {
		it := &s.items[k]
		switch {
		case it.flags&isConj != 0:
			conj = true
		case it.flags&isComma != 0 && it.lower == ",", it.lower == ";", it.flags&isQuote != 0:
		case it.lower == "as" && k+2 < j && s.items[k+1].lower == "well" && s.items[k+2].lower == "as":
			conj, k = true, k+2
		default:
			return false, false
		}
	}
	return conj, true
}

// actor returns the item of the mention that a phrase speaks of: its head, or
// the last mention before a head that stands for the mention's people
// ("Israeli troops"); -1 for none.
func (s *sentence) actor(p *nounPhrase) int {
	if s.items[p.head].mention >= 0 {
		if s.items[p.head].flags&isPossessive != 0 {
			return -1
		}
		return p.head
	}
	if m := s.townOf(p); m >= 0 {
		return m // "the state of X"
	}
	return s.crewOf(p)
}

// crewOf returns the mention whose people the head names, or -1.
func (s *sentence) crewOf(p *nounPhrase) int {
	if it := &s.items[p.head]; it.flags&isCrew == 0 && (it.tag != "NNS" || !hasAnySuffix(it.lower, "ers", "ors", "ists", "ants", "men")) {
		return -1
	}
	for i := p.head - 1; i >= p.start; i-- {
		if m := s.items[i].mention; m >= 0 {
			if s.in.Mentions[m].Type == schema.Person {
				return -1
			}
			return i
		}
	}
	return -1
}

// mixture says which members of a list go with one of them.
type mixture int

const (
	sameType mixture = iota
	anyActor         // places, groups and organizations go together
	anyType
)

// members returns the items of a list's mentions around item i (i included)
// that go with it, in order.
func (s *sentence) members(i int, mixed mixture, dst []int) []int {
	np := s.items[i].np
	if np < 0 || !s.nps[np].listed || s.actor(&s.nps[np]) != i {
		return append(dst, i)
	}
	typ := s.in.Mentions[s.items[i].mention].Type
	k := np
	for s.nps[k].prev >= 0 && s.nps[s.nps[k].prev].listed {
		k = s.nps[k].prev
	}
	for ; k >= 0; k = s.nps[k].next {
		m := s.actor(&s.nps[k])
		if m >= 0 && (s.in.Mentions[s.items[m].mention].Type == typ || mixed == anyType || mixed == anyActor && typ != schema.Person && !s.person(m)) {
			dst = append(dst, m)
		}
		if s.nps[k].next >= 0 && !s.nps[s.nps[k].next].listed {
			break
		}
	}
	return dst
}
