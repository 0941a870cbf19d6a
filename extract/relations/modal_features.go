package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// modalClue is a feature of how a candidate holds, and the item that shows it,
// -1 for none.
type modalClue struct {
	feature uint32
	item    int32
}

// modalReader collects the features of a candidate's modality.
type modalReader struct {
	clusters names.Clusters
	clues    []modalClue
	features []uint32
	row      []float32
	weight   []float32
	rel      uint64
	group    uint64
	item     int32
	pardoned bool // a word of denial that does not bear on the candidate stands near
}

func (r *modalReader) one(h uint64) {
	f := uint32(h >> (64 - ModalityBits))
	r.clues = append(r.clues, modalClue{f, r.item})
	r.features = append(r.features, f)
}

// put adds a feature: alone, and with the kind of the relation.
func (r *modalReader) put(k uint64, xs ...uint64) {
	h := mix64(200, k)
	for _, x := range xs {
		h = mix64(h, x)
	}
	r.one(mix64(h, 1))
	r.one(mix64(mix64(h, r.group), 2))
}

// typed adds a feature with the relation's type.
func (r *modalReader) typed(k uint64, xs ...uint64) {
	h := mix64(300, k)
	for _, x := range xs {
		h = mix64(h, x)
	}
	r.one(mix64(mix64(h, r.rel), 3))
}

// read fills the features of a candidate; ruled is what the cues say of
// it, at item cue.
func (r *modalReader) read(s *sentence, c *candidate, ruled schema.Modality, cue int) {
	if c.trigger[0] >= c.trigger[1] {
		c = s.withTrigger(c)
	}
	r.clues, r.features = r.clues[:0], r.features[:0]
	r.rel = hashText(string(c.rel))
	r.item = -1
	switch {
	case c.rel == schema.Attacked || c.rel == schema.Accused || c.rel == schema.Sued || c.rel == schema.Sanctioned:
		r.group = 4
	case states[c.rel] && events[c.rel]:
		r.group = 3
	case states[c.rel]:
		r.group = 2
	case events[c.rel]:
		r.group = 1
	default:
		r.group = 0
	}
	verb, given := uint64(0), uint64(0)
	if c.verb {
		verb = 1
	}
	if c.modality != "" {
		given = 1
	}
	said := hashText(string(ruled))
	r.typed(1)
	r.put(2, said, verb)
	r.typed(2, said)
	r.put(3, said, given)
	r.typed(4, verb)
	r.put(5, hashText(c.rule), said)
	if cue >= 0 {
		r.item = int32(cue)
		near := uint64(0)
		if s.governs(cue, c) {
			near = 1
		}
		r.put(7, said, s.wordAt(cue), verb)
		r.put(8, said, s.wordAt(cue), near)
		r.put(9, said, near, verb)
		r.item = -1
	}
	a, b := min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem)
	t0, t1 := c.trigger[0], c.trigger[1]
	order := uint64(0)
	if c.subjectItem > c.objectItem {
		order = 1
	}
	place := uint64(3) // none
	if t0 < t1 {
		switch {
		case t0 < a:
			place = 0
		case t0 < b:
			place = 1
		default:
			place = 2
		}
	}
	r.put(6, place, order, verb)
	if t0 < t1 {
		r.trigger(s, c, verb)
	}
	r.modifiers(s, c)
	r.around(s, c, a, b)
	r.verbs(s, c, a, b)
	r.cues(s, c, a, b)
	r.frames(s, c)
	r.whole(s)
}

// frames describes what the arguments do and what is done to them: "X, who died
// in May", "sacked X".
func (r *modalReader) frames(s *sentence, c *candidate) {
	for i := range s.items {
		it := &s.items[i]
		if it.mention >= 0 || it.flags&isVerb == 0 || it.flags&(isBe|isHave|isModal) != 0 || c.verb && i >= c.trigger[0] && i < c.trigger[1] {
			continue
		}
		subject, object := s.subjectOf(i, 0), s.objectOf(i+1, true)
		passive := uint64(0)
		if s.passive(i, i+1) {
			passive = 1
		}
		r.item = int32(i)
		for k, arg := range [2]int{c.subjectItem, c.objectItem} {
			role := uint64(0)
			switch arg {
			case subject:
				role = 1
			case object:
				role = 2
			default:
				continue
			}
			r.put(65, s.stemAt(i), role, uint64(k), passive)
			r.put(66, hashText(it.tag), role, uint64(k), passive)
			r.put(67, s.stemAt(i), s.wordAt(i-1), role, uint64(k))
			if cl := r.clusters.Of(it.lower); cl[0] != 0 {
				r.put(68, uint64(cl[2]), role, uint64(k), passive)
			}
		}
	}
	r.item = -1
}

// withTrigger returns a candidate that has no trigger with the first word
// between its arguments that is one of any type, if there is one.
func (s *sentence) withTrigger(c *candidate) *candidate {
	d := *c
	for i := min(c.subjectItem, c.objectItem) + 1; i < max(c.subjectItem, c.objectItem); i++ {
		for k := s.items[i].hit0; k < s.items[i].hit1; k++ {
			h := &s.hits[k]
			if s.lex.cue[h.phrase.class] || h.phrase.kind == wordClass || h.phrase.kind == verbClass && !s.activeTag(i, h.phrase) {
				continue
			}
			d.trigger, d.verb = [2]int{i, h.end}, h.phrase.kind == verbClass
			return &d
		}
	}
	return &d
}

// governs reports whether only the words of a verb group stand between item i
// and the trigger after it.
func (s *sentence) governs(i int, c *candidate) bool {
	t := c.trigger[0]
	if t >= c.trigger[1] || i >= t {
		return false
	}
	for k := i + 1; k < t; k++ {
		if !s.inVerbGroup(k) {
			return false
		}
	}
	return true
}

func (s *sentence) wordAt(i int) uint64 {
	switch {
	case i < 0:
		return 101
	case i >= len(s.items):
		return 102
	}
	it := &s.items[i]
	switch {
	case it.mention >= 0:
		return mix64(3, hashText(string(s.in.Mentions[it.mention].Type)))
	case it.value >= 0:
		return mix64(4, hashText(string(s.in.Values[it.value].Kind)))
	}
	return hashText(it.lower)
}

func (s *sentence) stemAt(i int) uint64 {
	if it := &s.items[i]; it.mention < 0 && it.value < 0 {
		return mix64(6, hashText(stemOf(it.lower)))
	}
	return s.wordAt(i)
}

// trigger describes the trigger, its verb group and what governs it.
func (r *modalReader) trigger(s *sentence, c *candidate, verb uint64) {
	t0, t1 := c.trigger[0], c.trigger[1]
	tag := hashText(s.items[t0].tag)
	r.item = int32(t0)
	r.typed(10, s.stemAt(t1-1))
	r.put(11, s.stemAt(t0), tag)
	r.put(12, tag, verb)
	r.typed(12, tag, verb)
	r.put(13, s.wordAt(t0))
	r.put(14, s.wordAt(t0-1), verb)
	r.typed(14, s.wordAt(t0-1))
	r.put(15, s.wordAt(t0-1), s.wordAt(t0-2), verb)
	r.put(16, s.wordAt(t1), verb)
	r.put(17, s.wordAt(t1), s.wordAt(t1+1), verb)
	// The verb group, from the trigger to the left.
	i := t0 - 1
	if verb == 1 {
		h, passive := uint64(9), uint64(0)
		for ; i >= 0 && i >= t0-8 && s.inVerbGroup(i); i-- {
			it := &s.items[i]
			if it.flags&(isQuote|isDate) != 0 {
				continue
			}
			r.item = int32(i)
			w := s.wordAt(i)
			h = mix64(h, w)
			r.put(18, w)
			r.put(19, w, tag)
			r.typed(18, w)
		}
		if s.passive(t0, t1) {
			passive = 1
		}
		r.item = -1
		r.put(20, h, tag)
		r.put(21, h, tag, passive)
		if i >= 0 {
			r.item = int32(i)
			r.put(22, s.wordAt(i), tag)
			r.put(23, hashText(s.items[i].tag), tag)
		}
	} else if np := s.items[t0].np; np >= 0 {
		p := &s.nps[np]
		r.item = int32(max(p.start-1, 0))
		r.put(24, s.wordAt(p.start-1))
		r.put(25, s.wordAt(p.start-1), s.wordAt(p.start-2))
		i = p.start - 1
	}
	if verb == 1 {
		state, past := uint64(0), uint64(0)
		if s.isState(t0) {
			state = 1
		}
		if s.pastTense(t0) {
			past = 1
		}
		r.item = int32(t0)
		r.put(38, state, past, tag)
		r.typed(38, state, past)
	}
	// The nearest verb before, with its own auxiliaries.
	for k, n := i, 0; k >= 0 && n < 2; k-- {
		it := &s.items[k]
		if it.mention >= 0 || it.flags&isVerb == 0 {
			continue
		}
		n++
		r.item = int32(k)
		r.put(26+uint64(n), s.stemAt(k), verb)
		r.put(28+uint64(n), s.wordAt(k), verb)
		r.put(30+uint64(n), hashText(it.tag), verb, tag)
		h := uint64(9)
		for j := k - 1; j >= 0 && j > k-6 && s.inVerbGroup(j); j-- {
			if it := &s.items[j]; it.flags&(isQuote|isDate) == 0 {
				r.item = int32(j)
				h = mix64(h, s.wordAt(j))
				r.put(32+uint64(n), s.wordAt(j), verb)
			}
		}
		r.put(34+uint64(n), h, hashText(it.tag), verb)
	}
	r.item = -1
}

// modifiers describes what stands in the phrases of the arguments and of the
// trigger.
func (r *modalReader) modifiers(s *sentence, c *candidate) {
	for at, i := range [3]int{c.subjectItem, c.objectItem, c.trigger[0]} {
		if at == 2 && (c.trigger[0] >= c.trigger[1] || c.verb) || s.items[i].np < 0 {
			continue
		}
		p := &s.nps[s.items[i].np]
		for k := p.start; k < p.end; k++ {
			it := &s.items[k]
			if k == i || it.mention >= 0 {
				continue
			}
			r.item = int32(k)
			r.put(40, s.wordAt(k), uint64(at))
			r.typed(40, s.wordAt(k), uint64(at))
			if j := strings.IndexByte(it.lower, '-'); j > 0 {
				r.put(41, hashText(it.lower[:j]))
				r.put(41, hashText(it.lower[j+1:]))
			}
		}
		r.item = int32(max(p.start-1, 0))
		r.put(42, s.wordAt(p.start-1), uint64(at))
		r.put(43, s.wordAt(p.start-1), s.wordAt(p.start-2), uint64(at))
		r.item = int32(min(p.end, len(s.items)-1))
		r.put(44, s.wordAt(p.end), uint64(at))
		r.put(45, s.wordAt(p.end), s.wordAt(p.end+1), uint64(at))
	}
	r.item = -1
}
