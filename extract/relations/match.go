package relations

import (
	"slices"

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
	joins    bool // it asks for two names with "and" between them
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
			if pos-k > 0 && endsGap(m.s.items[pos-k-1].lower) {
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

// endsGap reports whether a word ends the reach of a gap.
func endsGap(w string) bool { return w == ";" || w == ":" || w == "." }

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
			if endsGap(m.s.items[pos+k].lower) {
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
		case schema.Finite:
			return h.phrase.finite && !(h.phrase.participle && s.passive(i, h.end))
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
	if it.flags&isConj != 0 && i > 0 && m.s.items[i-1].flags&isNoun != 0 && len(el.Words) > 0 && i+1 < len(m.s.items) && m.s.items[i+1].flags&isModifier != 0 && m.s.items[i+1].mention < 0 {
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
