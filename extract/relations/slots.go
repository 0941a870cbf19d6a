package relations

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

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
	out := []place{{i, m.listStart(i), i + 1}}
	if start := s.nps[s.items[i].np].start; el.Single && out[0].start < start {
		out = append(out, place{i, start, i + 1}) // one of "X and Y"
	}
	return out
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
			if el.Single && out[0].end > p.end {
				out = append(out, place{p.head, p.head, p.end})
			}
		}
	} else if c := s.townOf(p); c >= 0 && p.head >= i {
		out = append(out, place{c, c, m.listEnd(c)})
	} else if el.Crew {
		if c := s.crewOf(p); c >= i {
			out = append(out, place{c, c, m.listEnd(c)})
			if el.Single && out[0].end > p.end {
				out = append(out, place{c, c, p.end})
			}
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

// named reports whether the name at item i has a word of a class: "party".
func (s *sentence) named(i int, class int32) bool {
	return s.hasWord(&s.in.Mentions[s.items[i].mention], class)
}

// hasWord reports whether a word of a name is of a class.
func (s *sentence) hasWord(m *names.Mention, class int32) bool {
	for _, w := range strings.Fields(m.In(s.text)) {
		for _, p := range s.lex.byFirst[strings.ToLower(w)] {
			if p.class == class && len(p.words) == 0 {
				return true
			}
		}
	}
	return false
}
