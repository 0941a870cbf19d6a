package train

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/eval"
)

// Case is a way to write a sentence.
type Case int

// The cases: as headlines and lists write them.
const (
	Lower Case = iota
	Title
	Upper
)

// String names the case.
func (c Case) String() string { return [...]string{"lower", "title", "upper"}[c] }

// small are the words that headlines do not capitalise.
var small = strings.Fields("a an and as at but by for from in into of on or over the to up with vs via")

// Recase returns the documents in another case, without those whose offsets
// would change.
func Recase(docs []eval.Document, c Case) []eval.Document {
	out := make([]eval.Document, 0, len(docs))
	for _, d := range docs {
		t := c.apply(d.Text)
		if len(t) != len(d.Text) {
			continue
		}
		d.Text = t
		d.Entities = slices.Clone(d.Entities)
		for i := range d.Entities {
			e := &d.Entities[i]
			e.Text = t[e.Start:e.End]
		}
		out = append(out, d)
	}
	return out
}

func (c Case) apply(s string) string {
	switch c {
	case Lower:
		return strings.ToLower(s)
	case Upper:
		return strings.ToUpper(s)
	}
	words := strings.SplitAfter(s, " ")
	for i, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		if i > 0 && slices.Contains(small, strings.TrimSpace(w)) {
			continue
		}
		words[i] = string(unicode.ToUpper(r)) + w[size:]
	}
	return strings.Join(words, "")
}
