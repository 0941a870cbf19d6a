package browse

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph/store"
)

// Piece is a stretch of text on a page, maybe a mention.
type Piece struct {
	Text   string
	Entity *store.End // of a mention
	Mark   bool       // one of the two arguments of a statement
	Form   string     // what kind of mention: name, pronoun, …
	Notes  []Note     // that end here
	Anchor string     // the id by which links lead to the sentence that begins here
}

// Note is the number of a statement beside the text.
type Note struct{ Number int }

// aroundMention is how many bytes of a very long sentence are kept on either
// side of its mentions.
const aroundMention = 400

// sentence cuts the sentence of e into pieces, its two mentions marked. Of a
// sentence that would fill pages, what is far from them is left out.
func sentence(e store.Said, f store.Fact) []Piece {
	type arg struct {
		text.Span
		end store.End
	}
	args := []arg{{e.SubjectSpan, f.SubjectEnd}, {e.ObjectSpan, f.ObjectEnd}}
	slices.SortStableFunc(args, func(a, b arg) int { return cmp.Compare(a.Start, b.Start) })
	var pieces []Piece
	at, end := e.Start, e.Start+len(e.Sentence)
	keep := func(from, to int, head, tail bool) string {
		s := e.Sentence[from-e.Start : to-e.Start]
		if len(s) <= 2*aroundMention {
			return s
		}
		first, last := "", ""
		if head { // something marked stands before
			first = s[:runeStart(s, aroundMention)]
		}
		if tail {
			last = s[runeStart(s, len(s)-aroundMention):]
		}
		if !head && !tail {
			return s[:runeStart(s, 2*aroundMention)] + " …"
		}
		return first + " … " + last
	}
	marked := false
	for _, a := range args {
		if a.Start < at || a.End > end || a.Start >= a.End {
			continue // in another sentence
		}
		if a.Start > at {
			pieces = append(pieces, Piece{Text: keep(at, a.Start, marked, true)})
		}
		p := Piece{Text: e.Sentence[a.Start-e.Start : a.End-e.Start], Mark: true}
		if a.end.ID != "" {
			end := a.end
			p.Entity = &end
		}
		pieces = append(pieces, p)
		at, marked = a.End, true
	}
	if at < end {
		pieces = append(pieces, Piece{Text: keep(at, end, marked, false)})
	}
	return pieces
}

func runeStart(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
