package relations

// FeatureBits is the size of the feature space: feature numbers are below
// 1<<FeatureBits.
const FeatureBits = 21

// maxBetween is how many items between two mentions features look at.
const maxBetween = 40

// emitter collects the features of a pair. Each begins with a number of its
// own; those of typed also hold the types of both mentions.
type emitter struct {
	out   []uint32
	few   int // how many of the first ones the network reads
	types uint64
	kinds uint64

	explain bool // take notes
	notes   []featureNote
}

func (e *emitter) put(h uint64) { e.out = append(e.out, uint32(h>>(64-FeatureBits))) }

func (e *emitter) plain(k, x uint64) {
	e.put(mix64(mix64(k, x), 1))
	if e.explain {
		e.note(k, x, 0, 0)
	}
}

func (e *emitter) typed(k, x uint64) {
	e.put(mix64(mix64(mix64(k, x), e.types), 2))
	if e.explain {
		e.note(k, x, 0, 0)
	}
}

func (e *emitter) typed2(k, x, y uint64) {
	e.put(mix64(mix64(mix64(mix64(k, x), y), e.types), 3))
	if e.explain {
		e.note(k, x, y, 0)
	}
}

func (e *emitter) typed3(k, x, y, z uint64) {
	e.put(mix64(mix64(mix64(mix64(mix64(k, x), y), z), e.types), 4))
	if e.explain {
		e.note(k, x, y, z)
	}
}

// at returns the number of item i in list, or a mark for the sentence's ends.
func at64(list []uint64, i int) uint64 {
	switch {
	case i < 0:
		return 101
	case i >= len(list):
		return 102
	}
	return list[i]
}

func bucket(n int) uint64 {
	switch {
	case n < 5:
		return uint64(n)
	case n < 8:
		return 5
	case n < 13:
		return 6
	case n < 20:
		return 7
	}
	return 8
}

// pair returns the features of the mentions at items l and r, l before r. They
// are valid until the next call.
func (v *view) pair(e *emitter, l, r int) []uint32 {
	a, b := &v.names[l], &v.names[r]
	e.out = e.out[:0]
	e.types = mix64(a.typ, b.typ)
	e.kinds = a.kind*3 + b.kind
	e.typed(1, 0)
	v.ruled(e, l, r)
	e.few = len(e.out)
	e.typed(2, e.kinds)
	le, rs := l, r
	form := uint64(0)
	if a.listFirst == b.listFirst && a.listFirst != l || a.listLast == b.listLast && b.listLast != r || a.listFirst == l && b.listLast == r && a.listLast == r {
		form = 1
	} else {
		if a.listLast < rs {
			le = a.listLast
		}
		if b.listFirst > le {
			rs = b.listFirst
		}
		if le != l {
			form |= 2
		}
		if rs != r {
			form |= 4
		}
	}
	e.typed(3, form)
	v.path(e, form, le, rs)
	v.context(e, l, r, le, rs)
	v.zones(e, l, r)
	v.syntax(e, l, r, a, b)
	v.namesOf(e, l, r, a, b)
	return e.out
}

// path describes what stands between items le and rs, brackets left out.
func (v *view) path(e *emitter, form uint64, le, rs int) {
	s := v.s
	var buf [maxBetween]int
	list, bracket, long := buf[:0], uint64(0), false
	mentions := 0
	types := uint64(0)
	for i := le + 1; i < rs; i++ {
		if j := int(s.items[i].jump); j > i && j <= rs && s.items[i].flags&isComma == 0 {
			i, bracket = j-1, 1
			continue
		}
		if len(list) == maxBetween {
			long = true
			break
		}
		if s.items[i].mention >= 0 {
			mentions++
			types = mix64(types, v.word[i])
		}
		list = append(list, i)
	}
	e.typed2(10, bucket(len(list)), bracket)
	e.typed(11, bucket(mentions))
	if mentions < 4 {
		e.typed(12, types)
	}
	words, kept, fine, coarse := uint64(9), uint64(9), uint64(9), uint64(9)
	n := 0
	p1, p2 := uint64(55), uint64(55)
	f1, c1 := uint64(55), uint64(55)
	w1, w2 := uint64(55), uint64(55)
	for _, i := range list {
		words = mix64(words, v.word[i])
		e.typed2(22, w1, v.word[i])
		e.typed3(23, w2, w1, v.word[i])
		w1, w2 = v.word[i], w1
		if !v.keep[i] || v.covered[i] {
			continue
		}
		n++
		x := v.stem[i]
		kept, fine, coarse = mix64(kept, x), mix64(fine, v.fine[i]), mix64(coarse, v.coarse[i])
		e.typed(13, x)
		e.plain(14, x)
		e.typed2(15, p1, x)
		e.typed3(16, p2, p1, x)
		e.typed(17, v.fine[i])
		e.typed(18, v.coarse[i])
		e.typed2(19, f1, v.fine[i])
		e.typed2(20, c1, v.coarse[i])
		p1, p2 = x, p1
		f1, c1 = v.fine[i], v.coarse[i]
	}
	e.typed2(15, p1, 56)
	e.typed3(16, p2, p1, 56)
	e.typed2(19, f1, 56)
	e.typed2(22, w1, 56)
	e.typed3(23, w2, w1, 56)
	if long {
		return
	}
	if len(list) <= 8 {
		e.typed2(24, words, form)
	}
	if n <= 8 {
		e.typed(25, kept)
		e.typed2(26, kept, form)
		e.plain(27, kept)
		e.typed(28, fine)
		e.typed(29, coarse)
		e.typed2(30, kept, at64(v.stem, le-1))
		e.typed2(31, kept, at64(v.stem, rs+1))
	}
}

// context describes the words around both mentions.
func (v *view) context(e *emitter, l, r, le, rs int) {
	ar := v.names[r].listLast
	bl := v.names[l].listFirst
	if ar < r {
		ar = r
	}
	if bl > l {
		bl = l
	}
	for k, list := range [3][]uint64{v.stem, v.fine, v.word} {
		id := uint64(40 + 12*k)
		e.typed(id, at64(list, bl-1))
		e.typed2(id+1, at64(list, bl-1), at64(list, bl-2))
		e.typed(id+2, at64(list, ar+1))
		e.typed2(id+3, at64(list, ar+1), at64(list, ar+2))
		e.typed(id+4, at64(list, rs-1))
		e.typed2(id+5, at64(list, rs-1), at64(list, rs-2))
		e.typed(id+6, at64(list, le+1))
		e.typed2(id+7, at64(list, le+1), at64(list, le+2))
		e.typed2(id+8, at64(list, l-1), at64(list, r+1))
		e.typed3(id+9, at64(list, ar+1), at64(list, ar+2), at64(list, ar+3))
		e.typed3(id+10, at64(list, bl-1), at64(list, bl-2), at64(list, bl-3))
	}
	for i := bl - 1; i >= 0 && i >= bl-5; i-- {
		if v.keep[i] {
			e.typed(80, v.stem[i])
			e.typed(81, v.fine[i])
		}
	}
	for i := ar + 1; i < len(v.stem) && i <= ar+5; i++ {
		if v.keep[i] {
			e.typed(82, v.stem[i])
			e.typed(83, v.fine[i])
		}
	}
}

// zones describes the trigger classes before, between and after the mentions.
func (v *view) zones(e *emitter, l, r int) {
	var nearest [3]uint64
	for k := range v.triggers {
		t := &v.triggers[k]
		switch {
		case t.item < l:
			nearest[0] = t.class
			if t.item >= l-8 {
				e.typed(90, t.class)
			}
		case t.item < r:
			nearest[1] = t.class
			e.typed(91, t.class)
		default:
			if nearest[2] == 0 {
				nearest[2] = t.class
			}
			if t.item <= r+8 {
				e.typed(92, t.class)
			}
		}
		e.typed(93, t.class)
		e.plain(94, t.class)
	}
	for z, class := range nearest {
		e.typed(95+uint64(z), class)
	}
	e.typed2(98, nearest[0], nearest[1])
	e.typed2(99, nearest[1], nearest[2])
	e.typed2(100, v.main, 0)
}

// syntax describes the verbs that the mentions are arguments of, and their
// phrases.
func (v *view) syntax(e *emitter, l, r int, a, b *nameInfo) {
	role := func(f *frame, i int, x *nameInfo) uint64 {
		if k := f.role(i, x); k != 3 {
			return uint64(k)
		}
		return mix64(3, x.prep)
	}
	between := uint64(0)
	for k := range v.frames {
		f := &v.frames[k]
		if f.item > l && f.item < r {
			between = f.stem
		}
		ra, rb := role(f, l, a), role(f, r, b)
		if ra == 0 && rb == 0 {
			continue
		}
		e.typed3(110, mix64(f.stem, f.passive), ra, rb)
		e.typed3(111, f.passive, ra, rb)
		e.typed3(112, mix64(v.fine[f.item], f.passive), ra, rb)
		if ra != 0 {
			e.typed3(113, f.stem, f.passive, ra)
		}
		if rb != 0 {
			e.typed3(114, f.stem, f.passive, rb)
		}
	}
	e.typed(115, between)
	e.typed3(116, between, b.prep, 0)
	e.typed2(117, a.prep, a.governor)
	e.typed2(118, b.prep, b.governor)
	e.typed2(119, a.prep, a.verb)
	e.typed2(120, b.prep, b.verb)
	e.typed2(121, a.prep, b.prep)
	e.typed2(122, a.head, 1)
	e.typed2(122, b.head, 2)
	e.typed2(123, a.head, b.head)
	s := v.s
	same := s.items[l].np >= 0 && s.items[l].np == s.items[r].np
	if same {
		e.typed2(124, a.head, b.head)
		e.typed(125, at64(v.stem, s.nps[s.items[l].np].end))
	}
	for _, m := range a.modifiers {
		e.typed2(126, m, 1)
	}
	for _, m := range b.modifiers {
		e.typed2(127, m, 1)
	}
	if s.items[l].flags&isPossessive != 0 || l+1 < len(s.items) && s.items[l+1].lower == "'s" {
		e.typed2(128, b.head, 1)
	}
	e.typed(129, v.apposition(l))
	e.typed2(129, v.apposition(r), 1)
}

// apposition returns the head of the phrase after the comma that follows the
// mention at item i: "X, the owner of Y".
func (v *view) apposition(i int) uint64 {
	s := v.s
	if i+2 >= len(s.items) || s.items[i+1].flags&isComma == 0 || s.items[i+2].np < 0 {
		return 0
	}
	p := &s.nps[s.items[i+2].np]
	return mix64(v.stem[p.head], at64(v.word, p.end))
}

// namesOf describes the mentions themselves and those around them.
func (v *view) namesOf(e *emitter, l, r int, a, b *nameInfo) {
	for k, x := range [2]*nameInfo{a, b} {
		id := uint64(140 + 10*k)
		e.typed(id, x.text)
		e.typed(id+1, x.last)
		e.typed(id+2, x.first)
		e.typed(id+3, x.fine)
		e.typed(id+4, x.coarse)
		for _, w := range x.words {
			e.typed(id+5, w)
		}
		if x.kind == 1 {
			e.typed(id+6, x.text)
		}
	}
	e.typed2(160, a.fine, b.fine)
	e.typed2(161, a.text, b.text)
	shared := uint64(0)
	for _, w := range a.words {
		for _, o := range b.words {
			if w == o {
				shared = 1
			}
		}
	}
	e.typed(162, shared)
	first, last := v.mentions[0] == l, v.mentions[len(v.mentions)-1] == r
	pos := uint64(0)
	if first {
		pos |= 1
	}
	if last {
		pos |= 2
	}
	e.typed2(163, pos, bucket(len(v.mentions)))
	before, after := uint64(0), uint64(0)
	for _, i := range v.mentions {
		if i < l {
			before = v.word[i]
		}
		if i > r {
			after = v.word[i]
			break
		}
	}
	e.typed2(164, before, 1)
	e.typed2(164, after, 2)
	e.typed2(165, bucket(l), 1)
	e.typed2(165, bucket(len(v.word)-r), 2)
}

// ruled describes what the rules found for the pair and for each mention with
// others.
func (v *view) ruled(e *emitter, l, r int) {
	some := false
	for k := range v.rules {
		h := &v.rules[k]
		x := uint64(h.label)
		switch {
		case h.left == l && h.right == r:
			some = true
			e.plain(170, x)
			e.typed(171, x)
			e.typed(172, h.rule)
		case h.left == l:
			e.typed2(173, x, 1)
		case h.right == r:
			e.typed2(173, x, 2)
		case h.right == l:
			e.typed2(173, x, 3)
		case h.left == r:
			e.typed2(173, x, 4)
		}
	}
	if !some {
		e.typed(174, 0)
	}
}
