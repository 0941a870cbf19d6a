package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// longestBill is the most words that a law's name grows by.
const longestBill = 12

// withBills gives acts of parliaments their whole names, whose first words the
// model may take for words of the sentence: "the Supporting and Treating Officers
// in Crisis Act". A name grows to the left over words with capitals and small
// words between them, up to a word of the sentence, a place or a person.
func withBills(doc text.Document, mentions []Mention) []Mention {
	out := mentions[:0]
	for i := range mentions {
		out = append(out, mentions[i])
		m := &out[len(out)-1]
		tokens := doc.Sentences[m.Sentence].Tokens
		if m.Type != schema.Law || !isAct(tokens[m.First:m.Last]) {
			continue
		}
		first, absorbed := m.First, 0 // mentions that are part of it
		k, before := m.First-1, len(out)-2
		for ; k >= 0 && m.First-k <= longestBill; k-- {
			if before >= 0 && out[before].Sentence == m.Sentence && out[before].Last == k+1 {
				p, next := &out[before], tokens[k+1].Text
				if !mayBegin(p, tokens) || next == "and" || next == "," {
					break
				}
				k, first = p.First, p.First
				before--
				absorbed = len(out) - 2 - before
				continue
			}
			if t := tokens[k].Text; startsTitle(t) {
				first = k
			} else if !smallInTitle[t] {
				break
			}
		}
		if k < 0 || m.First-k > longestBill || !isPlainWord(tokens[k].Text) {
			continue // a sentence that begins with capitals says nothing
		}
		if tokens[first].Text == "The" {
			first++
		}
		m.First, m.Start = first, tokens[first].Start
		if absorbed > 0 {
			out[len(out)-1-absorbed] = *m
			out = out[:len(out)-absorbed]
		}
	}
	return out
}

// mayBegin reports whether a mention may be the first words of a law's name: "No
// Section 230 Immunity Act".
func mayBegin(m *Mention, tokens []text.Token) bool {
	switch m.Type {
	case schema.Organization, schema.Product:
		return true
	case schema.Law:
		return !isAct(tokens[m.First:m.Last])
	}
	return false
}

// isAct reports whether a name ends as acts do: "Clean Ports Act of 2019".
func isAct(tokens []text.Token) bool {
	n := len(tokens)
	if n > 2 && tokens[n-2].Text == "of" {
		n -= 2
	}
	return n > 1 && tokens[n-1].Text == "Act"
}

// startsTitle reports whether a word has a capital, as those of a title do.
func startsTitle(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// isPlainWord reports whether a word is in small letters.
func isPlainWord(word string) bool {
	return word != "" && strings.ToLower(word) == word && word[0] >= 'a' && word[0] <= 'z'
}

// smallInTitle are the words without a capital within titles.
var smallInTitle = map[string]bool{"and": true, "of": true, "for": true, "in": true, "to": true, "with": true, "on": true, "from": true, "by": true, "'s": true, "’s": true}
