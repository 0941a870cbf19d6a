package relations

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// candidate is one finding in one sentence, before modality and merging. Rules
// and trained classifiers alike emit candidates.
type candidate struct {
	rel         schema.RelationType
	subject     int32 // index into Input.Mentions
	object      int32 // index into Input.Mentions, or into Input.Values when dated
	subjectItem int
	objectItem  int
	dated       bool
	trigger     [2]int // items [start, end) of the trigger; empty when there is none
	verb        bool   // the trigger is a verb
	rule        string
	probability float64
	role        string
	roleSpan    text.Span
	agreed      bool            // the model believes the rule
	reasons     []string        // of the model
	modality    schema.Modality // set when the rule decides it
	weak        bool
	listed      bool // both arguments come from one list
	doubted     bool // the model disbelieves the rule
}

// source finds candidates. Implementations are safe for concurrent use.
type source interface {
	// candidates appends what it finds in the sentence to dst. The sentence
	// and its slices are valid during the call only.
	candidates(s *sentence, dst []candidate) []candidate
}

// ruleSource finds candidates by rules.
type ruleSource struct {
	byClass [][]*pattern // by trigger class
	bySlot  []*pattern   // without a trigger class
}

// newRuleSource compiles a rule set against its lexicon.
func newRuleSource(set *schema.RuleSet, lex *lexicon) *ruleSource {
	src := &ruleSource{byClass: make([][]*pattern, len(lex.kinds))}
	for i := range set.Rules {
		r := &rule{Rule: &set.Rules[i]}
		r.def, _ = schema.Default().Relation(r.Type)
		for _, parsed := range r.Parsed {
			p := compile(r, parsed, lex)
			if p.anchor < 0 {
				p.anchor = 0
				src.bySlot = append(src.bySlot, p)
				continue
			}
			for _, c := range p.elements[p.anchor].classes {
				src.byClass[c] = append(src.byClass[c], p)
			}
		}
	}
	return src
}

func compile(r *rule, parsed schema.Pattern, lex *lexicon) *pattern {
	p := &pattern{rule: r, anchor: -1}
	for i, e := range parsed {
		el := element{Element: e, named: -1}
		if e.Named != "" {
			el.named = lex.ids[e.Named]
		}
		for _, name := range e.Classes {
			c := lex.ids[name]
			el.classes = append(el.classes, c)
			el.noun = el.noun || lex.kinds[c] == nounClass
			el.verb = el.verb || lex.kinds[c] == verbClass
		}
		for _, w := range e.Words {
			if w == "be" {
				el.be, el.verb = true, true
			}
		}
		if p.anchor < 0 && len(el.classes) > 0 && !e.Optional {
			p.anchor = i
		}
		if i > 0 && i+1 < len(parsed) && slices.Contains(e.Words, "and") && parsed[i-1].Kind == schema.SlotElement && parsed[i+1].Kind == schema.SlotElement {
			p.joins = true
		}
		p.elements = append(p.elements, el)
	}
	return p
}

func (src *ruleSource) candidates(s *sentence, dst []candidate) []candidate {
	m := matcher{s: s}
	for i := range s.items {
		it := &s.items[i]
		if it.mention >= 0 {
			for _, p := range src.bySlot {
				m.p = p
				if m.fromSlot(i) {
					dst = m.emit(dst)
				}
			}
			continue
		}
		for k := it.hit0; k < it.hit1; k++ {
			h := &s.hits[k]
			for _, p := range src.byClass[h.phrase.class] {
				m.p = p
				if s.admits(&p.elements[p.anchor], i, h) && m.at(i, h.end) {
					dst = m.emit(dst)
				}
			}
		}
	}
	return dst
}

// fromSlot matches a pattern that begins with a slot and has no trigger class.
func (m *matcher) fromSlot(i int) bool {
	m.b = binding{subject: -1, object: -1, both: -1, date: -1, trigger: [2]int{i, i}}
	el := &m.p.elements[0]
	if el.Kind != schema.SlotElement || !m.bind(el, i) {
		return false
	}
	it := &m.s.items[i]
	end := i + 1
	switch {
	case el.Possessive && it.flags&isPossessive != 0:
	case el.Possessive:
		if end >= len(m.s.items) || m.s.items[end].lower != "'s" {
			return false
		}
		end++
	case it.flags&isPossessive != 0:
		return false
	}
	return m.right(1, 0, end)
}

// emit appends the candidates of a match: every pair of the members of its
// arguments' lists that the ontology allows.
func (m *matcher) emit(dst []candidate) []candidate {
	s, b, r := m.s, &m.b, m.p.rule
	c := candidate{
		rel: r.Type, trigger: b.trigger, rule: r.ID, probability: r.Precision,
		modality: r.Modality, weak: r.Weak, verb: m.p.elements[m.p.anchor].verb, listed: m.p.joins,
	}
	switch {
	case r.Role && !c.verb && b.trigger[0] < b.trigger[1]:
		c.role, c.roleSpan = s.role(b.trigger[0], b.trigger[1])
	case r.Role && b.noun[0] < b.noun[1]:
		c.role, c.roleSpan = s.role(b.noun[0], b.noun[1])
	}
	if r.Role && m.partOfTitle() {
		return dst
	}
	if c.rel == schema.Leads && m.leadsPart() {
		c.rel = schema.WorksFor
	}
	var left, right [12]int
	if b.both >= 0 {
		c.listed = true
		all := s.members(b.both, anyType, left[:0])
		for i, x := range all {
			for _, y := range all[i+1:] {
				if s.person(x) != s.person(y) && r.Type == schema.MetWith {
					continue
				}
				dst = s.add(dst, c, &r.def, x, y)
			}
		}
		return dst
	}
	subjects := left[:0]
	plural := m.plural()
	if b.single[0] && !plural {
		subjects = append(subjects, b.subject)
	} else {
		subjects = s.members(b.subject, mix(b.crew[0]), subjects)
	}
	if b.date >= 0 {
		c.dated = true
		for _, x := range subjects {
			c.subject, c.subjectItem = s.items[x].mention, x
			c.object, c.objectItem = s.items[b.date].value, b.date
			if !s.isTold(&c) {
				dst = append(dst, c)
			}
		}
		return dst
	}
	objects := right[:0]
	if b.single[1] {
		objects = append(objects, b.object)
	} else {
		objects = s.members(b.object, mix(b.crew[1]), objects)
	}
	def := &r.def
	if c.rel != r.Type {
		other, _ := schema.Default().Relation(c.rel)
		def = &other
	}
	if r.Role && !c.verb && !plural && b.object > b.trigger[0] {
		if both := s.members(b.subject, sameType, nil); len(both) == 2 {
			if one := s.respective(b.trigger, both); len(one) == 1 {
				subjects = one
			}
		}
	}
	for _, x := range subjects {
		if r.Role && s.hasOwn(x, b.object) {
			break
		}
		for _, y := range objects {
			dst = s.add(dst, c, def, x, y)
		}
	}
	return dst
}

// respective returns, of two names before two offices, the one that has the office
// that matched: in "X and Y, the chairman and secretary of Z" X is chairman.
func (s *sentence) respective(trigger [2]int, two []int) []int {
	if two[1] > trigger[0] {
		return two
	}
	office := func(i int) bool {
		return i >= 0 && i < len(s.items) && s.items[i].mention < 0 && (s.items[i].tag == "NN" || s.items[i].tag == "NNP")
	}
	conj := func(i int) bool { return i >= 0 && i < len(s.items) && s.items[i].lower == "and" }
	after := trigger[1] + 1
	if conj(after-1) && (office(after) || office(after+1)) {
		return two[:1]
	}
	for i := trigger[0] - 1; i > two[1] && i >= trigger[0]-3; i-- {
		if conj(i) && office(i-1) {
			return two[1:]
		}
	}
	return two
}

// hasOwn reports whether the name at item i of a list, whose first office is with
// the name at item employer, has one of its own before it: "Acme managers A and
// B, and Birch Group managers C and D".
func (s *sentence) hasOwn(i, employer int) bool {
	np := s.items[i].np
	if np < 0 || np == s.items[employer].np || i < employer {
		return false
	}
	typ := s.in.Mentions[s.items[employer].mention].Type
	for k := s.nps[np].start; k < i; k++ {
		if m := s.items[k].mention; m >= 0 && s.in.Mentions[m].Type == typ {
			return true
		}
	}
	return false
}

// add appends the candidate between the mentions at two items unless the
// ontology forbids it or they are one entity.
func (s *sentence) add(dst []candidate, c candidate, def *schema.Relation, subject, object int) []candidate {
	if def.Symmetric && object < subject {
		subject, object = object, subject
	}
	if s.isTurned(&c, subject, object) {
		subject, object = object, subject
	}
	if x, y := s.ofNearest(c.rel, subject), s.ofNearest(c.rel, object); x != object && y != subject {
		subject, object = x, y
	}
	a, b := s.items[subject].mention, s.items[object].mention
	ma, mb := &s.in.Mentions[a], &s.in.Mentions[b]
	between := c.trigger[0] > min(subject, object) && c.trigger[0] < max(subject, object)
	if !c.listed && !between && s.sameList(subject, object) {
		return dst
	}
	if s.negated(subject) || s.negated(object) {
		return dst
	}
	c.subject, c.object, c.subjectItem, c.objectItem = a, b, subject, object
	if ma.Chain < 0 || mb.Chain < 0 || ma.Chain == mb.Chain || !def.Allows(ma.Type, mb.Type) || !s.plausible(&c, ma, mb) {
		return dst
	}
	if m, ok := s.stopsAid(&c); ok {
		c.modality = m
	}
	switch {
	case c.rel == schema.InvestedIn && s.holdsMost(&c):
		c.rel = schema.Owns
		if s.isA(c.trigger[0], s.lex.buy) && s.allows(schema.Acquired, &c) {
			c.rel = schema.Acquired // "bought 70 percent of"
		}
	case c.rel == schema.Owns && s.holdsPart(&c):
		c.rel = schema.InvestedIn
	}
	return append(dst, c)
}

// sameList reports whether two items are members of one list.
func (s *sentence) sameList(i, j int) bool {
	a, b := s.items[i].np, s.items[j].np
	if a < 0 || b < 0 || a == b || !s.nps[a].listed || !s.nps[b].listed {
		return false
	}
	last := max(a, b)
	for k := min(a, b); k != last; k = s.nps[k].next {
		if s.nps[k].next < 0 || s.nps[k].next > last {
			return false
		}
	}
	// "Durham, North Carolina, and Duke University" lists no two places.
	for s.nps[last].next >= 0 && s.nps[s.nps[last].next].listed {
		last = s.nps[last].next
	}
	if m := s.actor(&s.nps[last]); m >= 0 {
		return s.in.Mentions[s.items[m].mention].Type == s.in.Mentions[s.items[i].mention].Type
	}
	return true
}

// plural reports whether the trigger is a plural noun: "ministers A and B".
func (m *matcher) plural() bool {
	end := m.b.trigger[1]
	if end <= m.b.trigger[0] {
		return false
	}
	tag := m.s.items[end-1].tag
	return tag == "NNS" || tag == "NNPS"
}

func (s *sentence) person(i int) bool {
	return s.in.Mentions[s.items[i].mention].Type == schema.Person
}

// mix says what may go together in the list of an argument: with people that
// stand for a name, "NATO and Afghan forces" do.
func mix(crew bool) mixture {
	if crew {
		return anyActor
	}
	return sameType
}

// negated reports whether a prefix turns the name at item i into its opposite:
// "non-NATO", "anti-Bush".
func (s *sentence) negated(i int) bool {
	if i == 0 || s.items[i-1].End != s.items[i].Start {
		return false
	}
	word := s.items[i-1].lower
	if word == "-" && i > 1 && s.items[i-2].End == s.items[i-1].Start {
		word = s.items[i-2].lower
	}
	switch strings.TrimSuffix(word, "-") {
	case "non", "anti", "un", "pre", "post":
		return true
	}
	return false
}
