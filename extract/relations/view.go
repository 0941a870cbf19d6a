package relations

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names"
)

// view is what features need to know of a sentence's items, found once for all
// its pairs of mentions. Words are numbers: hashes of their text.
type view struct {
	s        *sentence
	clusters names.Clusters
	words    *learn.Vectors
	tags     map[string]uint8
	known    map[string]wordInfo // of frequent words, kept between sentences
	word     []uint64            // text; of mentions and values their type
	stem     []uint64            // trigger class, else the word without its ending
	fine     []uint64            // cluster, else the word
	coarse   []uint64
	row      []int32 // of the word's vector
	keep     []bool  // not a determiner, adjective, adverb or number
	covered  []bool  // inside a trigger of several words, not its first
	mentions []int   // items
	names    []nameInfo
	frames   []frame
	triggers []trigger
	rules    []ruleHit
	main     uint64 // stem of the first verb
}

type wordInfo struct {
	word, stem, fine, coarse uint64
	row                      int32
}

// nameInfo is what is known of a mention's own words.
type nameInfo struct {
	text, first, last uint64
	fine, coarse      uint64 // of its last word
	typ, kind         uint64
	typeIndex         int
	row               int32 // of the last word's vector
	words             []uint64
	listFirst         int // items of the first and last member of its list
	listLast          int
	prep, governor    uint64 // preposition before its phrase, what that hangs on
	verb              uint64 // verb before the preposition
	verbItem          int
	head              uint64 // head of its phrase when that is another item
	modifiers         []uint64
}

// frame is a verb with the items of its subject and object, -1 for none.
type frame struct {
	item, subject, object int
	stem                  uint64
	passive               uint64
}

// trigger is a trigger class and where it stands.
type trigger struct {
	item  int
	class uint64
}

// ruleHit is what a rule found.
type ruleHit struct {
	left, right int // items
	label       int
	rule        uint64
}

// isRuled reports whether a rule found something between the mentions at items
// l and r.
func (v *view) isRuled(l, r int) bool {
	return slices.ContainsFunc(v.rules, func(h ruleHit) bool { return h.left == l && h.right == r })
}

const hashSeed = 0xcbf29ce484222325

func hashText(s string) uint64 {
	h := uint64(hashSeed)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h ^ h>>29
}

// mix continues a hash with a number.
func mix64(h, x uint64) uint64 {
	h = (h ^ x) * 0x9E3779B97F4A7C15
	return h ^ h>>32
}

// maxKnown bounds the memory of known words.
const maxKnown = 1 << 15

// read fills the view for a sentence and what the rules found in it.
func (v *view) read(s *sentence, found []candidate) {
	v.s = s
	n := len(s.items)
	v.word, v.stem, v.fine, v.coarse = v.word[:0], v.stem[:0], v.fine[:0], v.coarse[:0]
	v.keep, v.covered, v.row = v.keep[:0], v.covered[:0], v.row[:0]
	v.mentions, v.frames, v.triggers, v.rules = v.mentions[:0], v.frames[:0], v.triggers[:0], v.rules[:0]
	v.main = 0
	covered := 0
	for i := range s.items {
		it := &s.items[i]
		w := v.item(it)
		var keep bool
		if it.mention < 0 && it.value < 0 {
			first := true
			for k := it.hit0; k < it.hit1; k++ {
				h := &s.hits[k]
				if h.phrase.kind == wordClass || h.phrase.kind == verbClass && s.lex.cue[h.phrase.class] {
					continue
				}
				class := s.lex.hashes[h.phrase.class]
				if first {
					w.stem, first = class, false
					covered = max(covered, h.end)
				}
				v.triggers = append(v.triggers, trigger{i, class})
			}
			keep = !first || it.flags&isAdverb == 0 && it.tag != "DT" && it.tag != "PRP$" && it.tag != "CD" && it.tag != "PDT" && it.tag != "MD" && !strings.HasPrefix(it.tag, "JJ") && it.flags&(isQuote|isDate) == 0
			if it.flags&isQuote != 0 {
				keep = false
			}
			v.covered = append(v.covered, first && i < covered)
		} else {
			v.covered = append(v.covered, false)
			keep = it.mention >= 0
		}
		v.word, v.stem, v.fine, v.coarse = append(v.word, w.word), append(v.stem, w.stem), append(v.fine, w.fine), append(v.coarse, w.coarse)
		v.keep, v.row = append(v.keep, keep), append(v.row, w.row)
		if it.mention >= 0 {
			v.mentions = append(v.mentions, i)
		}
	}
	if len(v.mentions) < 2 {
		return
	}
	for i := range n {
		it := &s.items[i]
		if it.mention >= 0 || it.flags&isVerb == 0 || it.flags&(isBe|isHave|isModal) != 0 {
			continue
		}
		if v.main == 0 {
			v.main = v.stem[i]
		}
		f := frame{item: i, subject: s.subjectOf(i, 0), object: s.objectOf(i+1, true), stem: v.stem[i]}
		if s.passive(i, i+1) {
			f.passive = 1
		}
		v.frames = append(v.frames, f)
	}
	for len(v.names) < n {
		v.names = append(v.names, nameInfo{})
	}
	for _, i := range v.mentions {
		v.readName(i)
	}
	for k := range found {
		if c := &found[k]; !c.dated {
			v.rules = append(v.rules, ruleHit{min(c.subjectItem, c.objectItem), max(c.subjectItem, c.objectItem), labels().of(c), hashText(c.rule)})
		}
	}
}

// item returns the numbers of an item.
func (v *view) item(it *item) wordInfo {
	if it.mention >= 0 {
		h := mix64(3, hashText(string(v.s.in.Mentions[it.mention].Type)))
		return wordInfo{h, h, h, h, -1}
	}
	if it.value >= 0 {
		h := mix64(4, hashText(string(v.s.in.Values[it.value].Kind)))
		return wordInfo{h, h, h, h, -1}
	}
	if w, ok := v.known[it.lower]; ok {
		return w
	}
	w := wordInfo{word: hashText(it.lower), row: v.words.Row(it.lower)}
	w.stem = mix64(6, hashText(stemOf(it.lower)))
	w.fine, w.coarse = w.stem, w.stem
	if c := v.clusters.Of(it.lower); c[0] != 0 {
		w.fine, w.coarse = mix64(8, uint64(c[2])), mix64(9, uint64(c[1]))
	}
	if len(v.known) < maxKnown {
		v.known[strings.Clone(it.lower)] = w
	}
	return w
}

// stemOf cuts the endings of inflection off a word.
func stemOf(w string) string {
	cut := func(suffix string, least int) bool {
		if len(w) >= least+len(suffix) && strings.HasSuffix(w, suffix) {
			w = w[:len(w)-len(suffix)]
			return true
		}
		return false
	}
	switch {
	case cut("ies", 2):
		return w + "y"
	case strings.HasSuffix(w, "ss"):
		return w
	case cut("ing", 3), cut("ed", 3), cut("es", 3), cut("s", 3), cut("e", 3):
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}

// readName fills what is known of the mention at item i.
func (v *view) readName(i int) {
	s := v.s
	it := &s.items[i]
	m := &s.in.Mentions[it.mention]
	x := &v.names[i]
	*x = nameInfo{words: x.words[:0], modifiers: x.modifiers[:0], listFirst: i, listLast: i, verbItem: -1}
	x.typ = v.word[i]
	x.typeIndex = -1
	if t, ok := labels().types[m.Type]; ok {
		x.typeIndex = t
	}
	name := s.text[it.Start:it.End]
	x.text = hashText(strings.ToLower(name))
	switch m.Kind {
	case names.Pronoun:
		x.kind, x.text = 1, mix64(5, x.text)
	case names.Description:
		x.kind = 2
	}
	last := ""
	for w := range strings.FieldsSeq(name) {
		w = strings.ToLower(strings.Trim(w, ".,'’\""))
		x.words = append(x.words, hashText(w))
		last = w
	}
	x.row = v.nameRow(m.Type, last)
	if n := len(x.words); n > 0 {
		x.first, x.last = x.words[0], x.words[n-1]
		if c := v.clusters.Of(last); c[0] != 0 {
			x.fine, x.coarse = uint64(c[2]), uint64(c[0])
		}
	}
	if it.np < 0 {
		return
	}
	p := &s.nps[it.np]
	if p.head != i {
		x.head = v.stem[p.head]
	}
	for k := p.start; k < p.end; k++ {
		if k != i && s.items[k].mention < 0 && s.items[k].flags&isNoun != 0 {
			side := uint64(1)
			if k > i {
				side = 2
			}
			x.modifiers = append(x.modifiers, mix64(side, v.stem[k]))
		}
	}
	if p.listed && s.actor(p) == i {
		k := it.np
		for s.nps[k].prev >= 0 && s.nps[s.nps[k].prev].listed {
			k = s.nps[k].prev
			if a := s.actor(&s.nps[k]); a >= 0 {
				x.listFirst = a
			}
		}
		for k = it.np; s.nps[k].next >= 0 && s.nps[s.nps[k].next].listed; {
			k = s.nps[k].next
			if a := s.actor(&s.nps[k]); a >= 0 {
				x.listLast = a
			}
		}
	}
	start := p.start
	if x.listFirst != i && s.items[x.listFirst].np >= 0 {
		start = s.nps[s.items[x.listFirst].np].start
	}
	if start > 0 && s.items[start-1].flags&isPreposition != 0 {
		x.prep = v.word[start-1]
		if k := s.governor(start - 2); k >= 0 {
			x.governor = v.stem[k]
		}
		for k := start - 2; k >= 0 && k > start-16; k-- {
			o := &s.items[k]
			if o.mention < 0 && o.flags&isVerb != 0 && o.flags&isHave == 0 {
				x.verb, x.verbItem = v.stem[k], k
				break
			}
		}
	}
}
