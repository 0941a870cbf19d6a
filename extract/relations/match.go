package relations

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// maxSkip is how many modifiers may stand between two elements.
const maxSkip = 8

// element is a compiled schema.Element.
type element struct {
	schema.Element
	classes []int32
	named   int32 // class of which a slot's name must have a word, -1 for any name
	noun    bool  // a noun class is among the classes
	verb    bool  // a verb class is among the classes, or the word is "be"
	be      bool  // the word "be", matched in all its forms
}

// rule is a compiled schema.Rule; compiled patterns point to it.
type rule struct {
	*schema.Rule
	def schema.Relation
}

// pattern is a compiled pattern with the element that matching starts from.
type pattern struct {
	rule     *rule
	elements []element
	anchor   int
}

// binding is the state of a match: the items bound so far.
type binding struct {
	subject, object int // items, -1 when unbound
	both            int
	date            int
	single, crew    [2]bool // of subject and object: not extended over a list; of any type in it
	trigger         [2]int  // items [start, end) of the anchor
	noun            [2]int  // of the noun class matched last, the role of a verb's subject
}

// matcher runs one pattern over one sentence.
type matcher struct {
	s *sentence
	p *pattern
	b binding
}

// at matches the pattern with its anchor at items [start, end). It reports
// whether all elements were found; m.b then holds the arguments.
func (m *matcher) at(start, end int) bool {
	m.b = binding{subject: -1, object: -1, both: -1, date: -1, trigger: [2]int{start, end}}
	return m.rest(start, end)
}

func (m *matcher) rest(start, end int) bool {
	a := m.p.anchor
	return m.left(a-1, a, start) && m.right(a+1, a, end)
}

// left matches element e, whose right neighbour begins at item pos.
func (m *matcher) left(e, neighbour, pos int) bool {
	if e < 0 {
		return true
	}
	el, right := &m.p.elements[e], &m.p.elements[neighbour]
	switch el.Kind {
	case schema.GapElement:
		for k := 0; k <= el.Max && pos-k >= 0; k++ {
			if m.left(e-1, e, pos-k) {
				return true
			}
			if pos-k > 0 && s0(m.s.items[pos-k-1].lower) {
				break
			}
		}
		return false
	case schema.SlotElement:
		saved := m.b
		for _, c := range m.slotLeft(el, right, pos) {
			if c.item >= 0 && m.bind(el, c.item) && m.left(e-1, e, c.start) {
				return true
			}
			m.b = saved
		}
	default:
		for i, steps := pos-1, 0; i >= 0 && steps <= maxSkip; steps++ {
			if start := m.wordEndingAt(el, i); start >= 0 && m.left(e-1, e, start) {
				return true
			}
			next := m.skipLeft(i, right)
			if next == i {
				break
			}
			i = next
		}
	}
	return el.Optional && m.left(e-1, neighbour, pos)
}

// s0 reports whether a word ends the reach of a gap.
func s0(w string) bool { return w == ";" || w == ":" || w == "." }

// right matches element e, whose left neighbour ends before item pos.
func (m *matcher) right(e, neighbour, pos int) bool {
	if e >= len(m.p.elements) {
		return true
	}
	el, left := &m.p.elements[e], &m.p.elements[neighbour]
	switch el.Kind {
	case schema.GapElement:
		for k := 0; k <= el.Max && pos+k < len(m.s.items); k++ {
			if m.right(e+1, e, pos+k) {
				return true
			}
			if s0(m.s.items[pos+k].lower) {
				break
			}
		}
		return false
	case schema.SlotElement:
		saved := m.b
		last := e == len(m.p.elements)-1
		for _, c := range m.slotRight(el, left, pos, last) {
			if c.item >= 0 && m.bind(el, c.item) && m.right(e+1, e, c.end) {
				return true
			}
			m.b = saved
		}
	default:
		for i, steps := pos, 0; i < len(m.s.items) && steps <= maxSkip; steps++ {
			if end := m.wordStartingAt(el, i); end >= 0 && m.right(e+1, e, end) {
				return true
			}
			next := m.skipRight(i, el)
			if next == i {
				break
			}
			i = next
		}
	}
	return el.Optional && m.right(e+1, neighbour, pos)
}

// place is a candidate for a slot: the item, and the items it covers with its
// list, brackets and possessive mark.
type place struct{ item, start, end int }

// slotLeft returns the candidates for a slot before item pos.
func (m *matcher) slotLeft(el, right *element, pos int) []place {
	s := m.s
	if right.verb && el.Slot != schema.DateSlot && !el.Possessive {
		if i := s.subjectOf(pos, 0); i >= 0 {
			return []place{{i, m.listStart(i), i + 1}}
		}
		return nil
	}
	i := pos - 1
	for i >= 0 && (s.items[i].flags&isQuote != 0 || s.items[i].flags&isAdverb != 0 && s.items[i].mention < 0 || s.items[i].jump < 0) {
		if s.items[i].jump < 0 {
			i = int(-s.items[i].jump) - 1
		} else {
			i--
		}
	}
	if i < 0 {
		return nil
	}
	if el.Slot == schema.DateSlot {
		if s.items[i].value >= 0 && s.items[i].flags&isDate != 0 {
			return []place{{i, i, i + 1}}
		}
		return nil
	}
	// Within one noun phrase, modifiers stand between: "Iran 's new foreign minister".
	if right.Kind == schema.SlotElement && right.Single && el.Single && s.items[i].mention < 0 && s.items[i].lower != "'s" {
		return nil
	}
	inside := pos < len(s.items) && s.items[pos].np >= 0 && s.items[i].np == s.items[pos].np
	if inside && el.Single && s.items[i].mention < 0 && s.items[i].lower != "'s" {
		return nil
	}
	if inside {
		for steps := 0; steps < maxSkip && i >= 0 && s.items[i].np == s.items[pos].np && s.items[i].mention < 0 && s.items[i].lower != "'s" && s.items[i].flags&isTitle == 0; steps++ {
			i--
		}
		if i < 0 || s.items[i].np != s.items[pos].np {
			return nil
		}
	}
	if s.items[i].lower == "'s" && s.items[i].mention < 0 {
		if i == 0 || !el.Possessive && !inside || s.items[i-1].mention < 0 {
			return nil
		}
		if !el.Possessive && !m.possessiveAsTitle(right) {
			return nil
		}
		return []place{{i - 1, i - 1, i + 1}}
	}
	if s.items[i].mention < 0 {
		if np := s.items[i].np; np >= 0 && el.Crew && s.nps[np].end == i+1 {
			if c := s.crewOf(&s.nps[np]); c >= 0 {
				return []place{{c, s.nps[np].start, i + 1}}
			}
		}
		return nil
	}
	if el.Possessive != (s.items[i].flags&isPossessive != 0) && (el.Possessive || !inside) {
		return nil
	}
	if !inside && !el.Possessive && s.nps[s.items[i].np].head != i {
		return nil
	}
	return []place{{i, m.listStart(i), i + 1}}
}

// possessiveAsTitle reports whether "X 's title" may stand for "X title".
func (m *matcher) possessiveAsTitle(right *element) bool {
	return len(right.classes) > 0 || right.Kind == schema.SlotElement
}

// slotRight returns the candidates for a slot from item pos on.
func (m *matcher) slotRight(el, left *element, pos int, last bool) []place {
	s := m.s
	if left.verb && el.Slot != schema.DateSlot && !el.Possessive {
		if i := s.objectOf(pos, el.Crew); i >= 0 {
			return []place{{i, i, m.listEnd(i)}}
		}
		return nil
	}
	i := pos
	for i < len(s.items) && s.items[i].mention < 0 && (s.items[i].flags&(isQuote|isAdverb) != 0 || s.items[i].jump > 0 || el.Slot == schema.DateSlot && (s.items[i].flags&isPreposition != 0 || s.items[i].tag == "DT")) {
		if j := s.items[i].jump; j > 0 {
			i = int(j)
		} else {
			i++
		}
	}
	if i >= len(s.items) {
		return nil
	}
	if el.Slot == schema.DateSlot {
		if s.items[i].value >= 0 && s.items[i].flags&isDate != 0 {
			return []place{{i, i, i + 1}}
		}
		return nil
	}
	if s.items[i].np < 0 {
		return nil
	}
	p := &s.nps[s.items[i].np]
	if el.Possessive {
		for k := i; k < p.end; k++ {
			if s.items[k].mention < 0 {
				continue
			}
			if s.items[k].flags&isPossessive != 0 {
				return []place{{k, k, k + 1}}
			}
			if k+1 < p.end && s.items[k+1].lower == "'s" {
				return []place{{k, k, k + 2}}
			}
		}
		return nil
	}
	var out []place
	if left.Kind == schema.SlotElement && left.Single && el.Single {
		// Two names side by side: "French Foreign Ministry".
		if s.items[i].mention < 0 || s.items[i].flags&isPossessive != 0 || i == 0 || s.items[i-1].np != s.items[i].np {
			return nil
		}
		return []place{{i, i, i + 1}}
	}
	if left.noun && s.items[pos-1].np == s.items[i].np {
		for k := i; k < p.head; k++ {
			if s.items[k].lower == "'s" {
				break
			}
			if s.items[k].mention < 0 && (s.items[k].tag == "NN" || s.items[k].tag == "NNS") {
				return nil
			}
		}
		// "president X 's lawyer"
		for k := i; k+1 < p.end; k++ {
			if s.items[k].mention >= 0 {
				if s.items[k+1].lower == "'s" && s.items[k].flags&isPossessive == 0 {
					return []place{{k, k, k + 1}}
				}
				break
			}
		}
	}
	if s.items[p.head].mention >= 0 {
		if p.head >= i && s.items[p.head].flags&isPossessive == 0 {
			out = append(out, place{p.head, p.head, m.listEnd(p.head)})
		}
	} else if c := s.townOf(p); c >= 0 && p.head >= i {
		out = append(out, place{c, c, m.listEnd(c)})
	} else if el.Crew {
		if c := s.crewOf(p); c >= i {
			out = append(out, place{c, c, m.listEnd(c)})
		} else if s.items[p.head].flags&isCrew != 0 && p.end+1 < len(s.items) && (s.items[p.end].lower == "of" || s.items[p.end].lower == "from") && s.items[p.end+1].np >= 0 {
			// "the leaders of X and Y"
			if c := s.actor(&s.nps[s.items[p.end+1].np]); c >= 0 {
				out = append(out, place{c, c, m.listEnd(c)})
			}
		}
	}
	if !last {
		for k := i; k < p.end; k++ {
			if s.items[k].mention >= 0 && k != p.head && s.items[k].flags&isPossessive == 0 {
				out = append(out, place{k, k, k + 1})
			}
		}
	}
	return out
}

// listStart returns where the list that item i belongs to starts.
func (m *matcher) listStart(i int) int {
	np := m.s.items[i].np
	if np < 0 || !m.s.nps[np].listed {
		return i
	}
	for m.s.nps[np].prev >= 0 && m.s.nps[m.s.nps[np].prev].listed {
		np = m.s.nps[np].prev
	}
	return m.s.nps[np].start
}

// listEnd returns where the list that item i belongs to ends.
func (m *matcher) listEnd(i int) int {
	np := m.s.items[i].np
	if np < 0 {
		return i + 1
	}
	if m.s.nps[np].head != i {
		if m.s.crewOf(&m.s.nps[np]) != i {
			return i + 1
		}
	}
	if !m.s.nps[np].listed {
		return m.s.nps[np].end
	}
	for m.s.nps[np].next >= 0 && m.s.nps[m.s.nps[np].next].listed {
		np = m.s.nps[np].next
	}
	return m.s.nps[np].end
}

// bind gives a slot its item when the types allow it.
func (m *matcher) bind(el *element, i int) bool {
	if el.Slot == schema.DateSlot {
		m.b.date = i
		return true
	}
	typ := m.s.in.Mentions[m.s.items[i].mention].Type
	if len(el.Types) > 0 && !slices.Contains(el.Types, typ) {
		return false
	}
	if el.named >= 0 && !m.s.named(i, el.named) {
		return false
	}
	def := &m.p.rule.def
	switch el.Slot {
	case schema.AnySlot:
	case schema.BothSlot:
		m.b.both = i
	case schema.ObjectSlot:
		if !slices.Contains(def.Object, typ) || i == m.b.subject {
			return false
		}
		m.b.object, m.b.single[1], m.b.crew[1] = i, el.Single, el.Crew
	default:
		if !slices.Contains(def.Subject, typ) || i == m.b.object {
			return false
		}
		m.b.subject, m.b.single[0], m.b.crew[0] = i, el.Single, el.Crew
	}
	return true
}

// wordStartingAt returns the end of a word element that starts at item i, -1
// when it does not match there.
func (m *matcher) wordStartingAt(el *element, i int) int {
	it := &m.s.items[i]
	if it.mention >= 0 {
		return -1
	}
	for k := it.hit0; k < it.hit1; k++ {
		h := &m.s.hits[k]
		if slices.Contains(el.classes, h.phrase.class) && m.s.admits(el, i, h) {
			if el.noun {
				m.b.noun = [2]int{i, h.end}
			}
			return h.end
		}
	}
	if m.literal(el, it) {
		return i + 1
	}
	return -1
}

// wordEndingAt returns the start of a word element whose last item is i.
func (m *matcher) wordEndingAt(el *element, i int) int {
	for start := i; start >= 0 && start > i-4; start-- {
		it := &m.s.items[start]
		if it.mention >= 0 {
			break
		}
		for k := it.hit0; k < it.hit1; k++ {
			h := &m.s.hits[k]
			if h.end == i+1 && slices.Contains(el.classes, h.phrase.class) && m.s.admits(el, start, h) {
				if el.noun {
					m.b.noun = [2]int{start, h.end}
				}
				return start
			}
		}
	}
	if m.s.items[i].mention < 0 && m.literal(el, &m.s.items[i]) {
		return i
	}
	return -1
}

func (m *matcher) literal(el *element, it *item) bool {
	if el.be && it.flags&isBe != 0 {
		return true
	}
	for _, w := range el.Words {
		if w == it.lower || w == "," && it.flags&isComma != 0 {
			return true
		}
	}
	return false
}

// admits checks part of speech and voice of a trigger hit at item i.
func (s *sentence) admits(el *element, i int, h *hit) bool {
	switch h.phrase.kind {
	case nounClass:
		t := s.items[h.end-1].tag
		if t == "VB" || t == "VBP" {
			// "Acme engineer Leo Brandt", tagged as a verb
			return i > 0 && h.end < len(s.items) && s.items[i-1].mention >= 0 && s.items[h.end].mention >= 0
		}
		return t != "VBD" && t != "VBZ"
	case verbClass:
		if !s.activeTag(i, h.phrase) {
			return false
		}
		switch el.Voice {
		case schema.Passive:
			return h.phrase.participle && s.passive(i, h.end)
		case schema.Active:
			return (h.phrase.finite || h.phrase.gerund || h.phrase.participle) && !(h.phrase.participle && s.passive(i, h.end))
		}
	}
	return true
}

// skipRight returns where to look next for el after item i did not match, or i
// itself when nothing may be skipped.
func (m *matcher) skipRight(i int, el *element) int {
	it := &m.s.items[i]
	if it.jump > 0 {
		return int(it.jump)
	}
	if it.mention >= 0 {
		return i
	}
	if it.flags&(isAdverb|isQuote|isDate) != 0 {
		return i + 1
	}
	if el.noun && (it.flags&isModifier != 0 || it.tag == "VBN" || it.tag == "VBG") {
		return i + 1
	}
	if el.noun && it.flags&isConj != 0 && i > 0 && m.s.items[i-1].flags&isNoun != 0 {
		return i + 1
	}
	if it.flags&isConj != 0 && len(el.Words) > 0 && i+1 < len(m.s.items) && m.s.items[i+1].flags&isModifier != 0 && m.s.items[i+1].mention < 0 {
		// "chairman and chief executive of"
		j := i + 1
		for j < len(m.s.items) && j < i+5 && m.s.items[j].mention < 0 && m.s.items[j].flags&isModifier != 0 {
			j++
		}
		return j
	}
	return i
}

// skipLeft is skipRight towards the left; right is the element found last.
func (m *matcher) skipLeft(i int, right *element) int {
	it := &m.s.items[i]
	if it.jump < 0 {
		return int(-it.jump) - 1
	}
	if it.mention >= 0 {
		return i
	}
	if it.flags&(isAdverb|isQuote|isDate) != 0 {
		return i - 1
	}
	if right.Kind == schema.SlotElement && it.flags&isModifier != 0 {
		return i - 1
	}
	if right.noun && (it.np >= 0 || it.flags&isConj != 0 && i > 0 && m.s.items[i-1].flags&isNoun != 0) {
		return i - 1
	}
	return i
}

// named reports whether the name at item i has a word of a class: "party".
func (s *sentence) named(i int, class int32) bool {
	for _, w := range strings.Fields(s.text[s.items[i].Start:s.items[i].End]) {
		for _, p := range s.lex.byFirst[strings.ToLower(w)] {
			if p.class == class && len(p.words) == 0 {
				return true
			}
		}
	}
	return false
}
