package values

import (
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract/text"
)

// Find returns the values that a text names, sorted by start and not
// overlapping; of two readings the longer wins. The ID of a value is its index.
// The date published is "2006-01-02" or RFC 3339; relative dates are resolved
// against it. Without it, relative dates are left out, and days and months
// without a year are ISO 8601 dates without one: "--11-12", "--11".
func Find(doc text.Document, published string) []Value {
	f := finder{text: doc.Text}
	if len(published) >= len(time.DateOnly) {
		if day, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)]); err == nil && day.Year() >= 1500 && day.Year() < 2200 {
			f.day, f.dated = day, true
		}
	}
	for _, s := range doc.Sentences {
		f.toks = s.Tokens
		for i := 0; i < len(f.toks); {
			i = f.step(i)
		}
	}
	return f.out
}

// A finder reads one document.
type finder struct {
	text  string
	toks  []text.Token // of the sentence at hand
	day   time.Time    // published
	dated bool
	out   []Value
}

func (f *finder) sense(i int) sense {
	if i < 0 || i >= len(f.toks) {
		return sense{}
	}
	return lexicon[f.toks[i].Text]
}

// word is the text of token i, or nothing outside of the sentence.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.toks) {
		return ""
	}
	return f.toks[i].Text
}

// emit adds the value of tokens i to j-1.
func (f *finder) emit(i, j int, kind Kind, value string) int {
	f.add(text.Span{Start: f.toks[i].Start, End: f.toks[j-1].End}, kind, value)
	return j
}

func (f *finder) add(span text.Span, kind Kind, value string) {
	f.out = append(f.out, Value{ID: len(f.out), Span: span, Kind: kind, Value: value})
}

// step takes the value that starts at token i, if one does, and returns the
// index of the next token to look at.
func (f *finder) step(i int) int {
	t := f.toks[i].Text
	if isDigit(t[0]) {
		if j := f.date(i); j > i {
			return j
		}
		return f.quantity(i)
	}
	if c := t[0]; (c == '-' || c == '+' || c == '.') && len(t) > 1 && isDigit(t[1]) {
		return f.quantity(i)
	}
	s, known := lexicon[t]
	if !known {
		switch {
		case strings.IndexByte(t, '-') > 0 && t[0] > '9':
			if _, ok := hyphenated(t); ok {
				return f.quantity(i)
			}
		case t[0] == 'R' && len(t) > 2 && t[1] == 's' && isDigit(t[2]):
			return f.gluedRupees(i)
		case t[0] == '\'' && len(t) == 4 && isDigit(t[1]):
			return max(f.date(i), i+1)
		}
		return i + 1
	}
	switch s.role {
	case month, weekday, dayWord, relation, quarterName, ordinal:
		if j := f.date(i); j > i {
			return j
		}
	case sign:
		if j := f.signed(i, s.code); j > i {
			return j
		}
	case digitWord, article, half:
		if j := f.date(i); j > i {
			return j
		}
		return f.quantity(i)
	}
	return i + 1
}

// quantity takes money, a percentage or a count that starts with a number.
func (f *finder) quantity(i int) int {
	q, ok := f.number(i)
	if !ok {
		return f.special(i)
	}
	if j := f.percent(i, q); j > i {
		return j
	}
	if j := f.amount(i, q); j > i {
		return j
	}
	if j := f.count(i, q); j > i {
		return j
	}
	return max(q.next, i+1)
}
