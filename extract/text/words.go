package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
)

// A word is a run of bytes without white space, with the tokens it is cut into.
type word struct {
	Span
	parts  []part
	starts bool // a sentence starts here
}

// A part is one token of a word; its offsets count from the word's start.
type part struct {
	start, end int
	text       string // with straight quotes
	tag        string // a tag known from the form alone, else empty
	role       role
	whole      string // hyphenHead: the unsplit word, which is what gets tagged
}

type role uint8

const (
	plain      role = iota
	hyphenHead      // first token of a split "London-based"
	hyphenTail      // the others
)

// splitWords cuts a text at white space and marks where sentences start.
func splitWords(text string) []word {
	var words []word
	start := -1
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if unicode.IsSpace(r) {
			if start >= 0 {
				words = append(words, word{Span: Span{start, i}})
				start = -1
			}
		} else if start < 0 {
			start = i
		}
		i += size
	}
	if start >= 0 {
		words = append(words, word{Span: Span{start, len(text)}})
	}
	markSentences(text, words)
	return words
}

// cutWords fills in the parts of all words. Each distinct word is cut once.
func cutWords(text string, words []word) {
	index := make(map[string]int, len(words)/2)
	var distinct []straight
	for i := range words {
		w := words[i].In(text)
		if _, ok := index[w]; !ok {
			index[w] = len(distinct)
			distinct = append(distinct, straighten(w))
		}
	}
	parts := cutDistinct(distinct)
	for i := range words {
		words[i].parts = parts[index[words[i].In(text)]]
	}
}

// A straight is a word with straight quotes, and where each byte came from.
type straight struct {
	text string
	at   []int32 // source offset of each byte and of the end; nil: unchanged
}

func (s straight) source(i int) int {
	if s.at == nil {
		return i
	}
	return int(s.at[i])
}

// straighten makes the replacements that prose makes before it tokenizes, and
// the same for the quotes that it overlooks.
func straighten(w string) straight {
	if !strings.ContainsAny(w, "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f&") {
		return straight{text: w}
	}
	out := make([]byte, 0, len(w))
	at := make([]int32, 0, len(w)+1)
	for i := 0; i < len(w); {
		_, size := utf8.DecodeRuneInString(w[i:])
		b := byte(0)
		switch w[i : i+size] {
		case "\u2018", "\u2019", "\u201a", "\u201b":
			b = '\''
		case "\u201c", "\u201d", "\u201e", "\u201f":
			b = '"'
		case "&":
			if strings.HasPrefix(w[i:], "&rsquo;") {
				b, size = '\'', len("&rsquo;")
			}
		}
		if b != 0 {
			out, at = append(out, b), append(at, int32(i))
		} else {
			for k := range size {
				out, at = append(out, w[i+k]), append(at, int32(i+k))
			}
		}
		i += size
	}
	return straight{string(out), append(at, int32(len(w)))}
}

// longest is the length up to which a word is given to prose, whose tokenizer
// needs quadratic time for long runs of punctuation.
const longest = 64

// fence keeps the tokens of two words apart in one call: prose drops what
// follows the apostrophe of "O'Sullivan", so that lengths do not add up.
const fence = "\x01"

// safeForProse reports whether prose can tokenize w: it looks for clitics in a
// lower-cased copy and cuts the original there, which goes wrong for the few
// letters whose lower case has another length.
func safeForProse(w string) bool {
	if len(w) > longest || strings.Contains(w, fence) || strings.Trim(w, ".-") == "" {
		return false
	}
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return utf8.ValidString(w) && len(strings.ToLower(w)) == len(w) && !strings.ContainsRune(w, utf8.RuneError)
		}
	}
	return true
}

// cutDistinct cuts words into parts: at dashes and the like first, then by
// prose's tokenizer, then mended.
func cutDistinct(words []straight) [][]part {
	var b strings.Builder
	cuts := make([][]int, len(words))
	for i, w := range words {
		cuts[i] = preCuts(w.text)
		from := 0
		for _, to := range append(cuts[i], len(w.text)) {
			if s := w.text[from:to]; safeForProse(s) {
				b.WriteString(s)
				b.WriteString(" " + fence + " ")
			}
			from = to
		}
	}
	tokens := proseTokens(b.String())
	out := make([][]part, len(words))
	for i, w := range words {
		from := 0
		bounds := make([]int, 0, 8)
		for _, to := range append(cuts[i], len(w.text)) {
			piece := w.text[from:to]
			if safeForProse(piece) {
				for at := from; len(tokens) > 0; tokens = tokens[1:] {
					if tokens[0].Text == fence {
						tokens = tokens[1:]
						break
					}
					if strings.HasPrefix(w.text[at:to], tokens[0].Text) {
						at += len(tokens[0].Text)
						bounds = append(bounds, at)
					}
				}
			}
			if len(bounds) == 0 || bounds[len(bounds)-1] != to {
				bounds = append(bounds, to)
			}
			from = to
		}
		out[i] = mend(w, bounds)
	}
	return out
}

// proseTokens runs prose's tokenizer alone. An empty model keeps prose from
// loading its own.
func proseTokens(text string) []prose.Token {
	if text == "" {
		return nil
	}
	doc, err := prose.NewDocument(text, prose.UsingModel(new(prose.Model)),
		prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	return doc.Tokens()
}
