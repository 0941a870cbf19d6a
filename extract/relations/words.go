package relations

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/schema"
)

//go:embed model/words.bin
var wordsFile []byte

// Words are the word vectors that the network reads.
var Words = sync.OnceValues(func() (*learn.Vectors, error) { return learn.ReadVectors(wordsFile) })

// Numbers that the network reads: of stems, of tags and types, of what a token
// is to two mentions.
const (
	StemBits  = 16
	TagCount  = 64
	MarkCount = 48

	dateTag  = 42
	valueTag = 43
	typeTag  = 44 // of the first entity type

	passiveMark  = 16 // added to that of a verb, which is 4 times the left mention's role in it and the right one's
	headMark     = 32 // of the phrase of the left mention; the right one's is the next, as below
	prepMark     = 34 // before it
	governorMark = 36 // what that hangs on
	titleMark    = 38 // head of the phrase after its comma
	mentionMark  = 40
	listMark     = 42 // a name in its list
)

// tagNumbers numbers the tags of Penn, from 1.
var tagNumbers = sync.OnceValue(func() map[string]uint8 {
	numbers := map[string]uint8{}
	for i, t := range strings.Fields("DT NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD IN TO JJ JJR JJS RB RBR RBS CC CD PRP PRP$ WP WDT WRB WP$ POS RP EX , . : ( ) `` '' # $ UH") {
		numbers[t] = uint8(i + 1)
	}
	return numbers
})

// sentence fills x with what the network reads of the view's sentence.
func (v *view) sentence(x *learn.Sentence) {
	s := v.s
	x.Word, x.Stem, x.Tag = x.Word[:0], x.Stem[:0], x.Tag[:0]
	for i := range s.items {
		it := &s.items[i]
		word, stem, tag := int32(-1), int32(0), uint8(0)
		switch {
		case it.mention >= 0:
			word, tag = v.names[i].row, uint8(typeTag+max(v.names[i].typeIndex, 0))
		case it.value >= 0:
			if tag = valueTag; s.in.Values[it.value].Kind == "date" {
				tag = dateTag
			}
		default:
			word, stem, tag = v.row[i], int32(v.stem[i]>>(64-StemBits)), v.tags[it.tag]
		}
		x.Word, x.Stem, x.Tag = append(x.Word, word), append(x.Stem, stem), append(x.Tag, tag)
	}
}

// look fills out with how the network looks at the mentions at items l and r.
func (v *view) look(l, r int, out *learn.View) {
	s := v.s
	out.Left, out.Right = l, r
	if cap(out.Marks) < len(s.items) {
		out.Marks = make([]uint8, len(s.items))
	}
	out.Marks = out.Marks[:len(s.items)]
	clear(out.Marks)
	mark := func(i int, m uint8) {
		if i >= 0 && out.Marks[i] == 0 {
			out.Marks[i] = m
		}
	}
	a, b := &v.names[l], &v.names[r]
	for k := range v.frames {
		f := &v.frames[k]
		if ra, rb := f.role(l, a), f.role(r, b); ra|rb != 0 {
			mark(f.item, 4*ra+rb+passiveMark*uint8(f.passive))
		}
	}
	v.around(l, a, 0, mark)
	v.around(r, b, 1, mark)
	mark(l, mentionMark)
	mark(r, mentionMark+1)
	for _, i := range v.mentions {
		if i >= a.listFirst && i <= a.listLast {
			mark(i, listMark)
		}
		if i >= b.listFirst && i <= b.listLast {
			mark(i, listMark+1)
		}
	}
}

// role is what the mention at item i, of which x tells, is to a verb: 1 its
// subject, 2 its object, 3 after a preposition, 0 nothing.
func (f *frame) role(i int, x *nameInfo) uint8 {
	switch {
	case f.subject >= 0 && (f.subject == i || f.subject >= x.listFirst && f.subject <= x.listLast):
		return 1
	case f.object >= 0 && (f.object == i || f.object >= x.listFirst && f.object <= x.listLast):
		return 2
	case x.verbItem == f.item:
		return 3
	}
	return 0
}

// around marks what stands around the mention at item i, the left one (0) or
// the right one (1).
func (v *view) around(i int, x *nameInfo, side uint8, mark func(int, uint8)) {
	s := v.s
	if s.items[i].np < 0 {
		return
	}
	p := &s.nps[s.items[i].np]
	if p.head != i {
		mark(p.head, headMark+side)
	}
	start := p.start
	if first := s.items[x.listFirst].np; x.listFirst != i && first >= 0 {
		start = s.nps[first].start
	}
	if start > 0 && x.prep != 0 {
		mark(start-1, prepMark+side)
		if k := s.governor(start - 2); k >= 0 && s.items[k].mention < 0 {
			mark(k, governorMark+side)
		}
	}
	if i+2 < len(s.items) && s.items[i+1].flags&isComma != 0 && s.items[i+2].np >= 0 {
		mark(s.nps[s.items[i+2].np].head, titleMark+side)
	}
}

// governor returns the item that a preposition hangs on: the nearest at or
// before k that is no adverb, quotation mark or date; -1 for none.
func (s *sentence) governor(k int) int {
	for ; k >= 0; k-- {
		if s.items[k].flags&(isAdverb|isQuote|isDate) == 0 || s.items[k].mention >= 0 {
			break
		}
	}
	return k
}

// nameRow is the row of a name's last word; people's names say nothing.
func (v *view) nameRow(typ schema.EntityType, last string) int32 {
	if typ == schema.Person || last == "" {
		return -1
	}
	return v.words.Row(last)
}
