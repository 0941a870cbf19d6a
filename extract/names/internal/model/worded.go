package model

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Laws are rarely named in the training data, and little tells them from
// other titles of several words. A doubtful one therefore needs a word of law
// in it, a section sign's number, or the form of an abbreviation or a case.

// lawWords are words that names of laws, treaties and court cases contain.
var lawWords = set(`accord accords act acts agreement amendment article bill chapter charter clause code concordat
	constitution convention covenant declaration decree deal directive edict framework guideline guidelines initiative
	law laws mandate memorandum order ordinance pact plan policy principles proclamation programme proposal proposition
	protocol referendum regulation regulations resolution resolutions rights roadmap rule rules ruling section statute
	statutes title treaties treaty v v. vs vs. warrant`)

// leastUnworded is the probability from which a law needs no such word.
const leastUnworded = 0.6

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// wordedAsLaw reports whether a name has the form of a law's.
func wordedAsLaw(tokens []text.Token) bool {
	for _, t := range tokens {
		if lawWords[strings.ToLower(t.Text)] {
			return true
		}
	}
	return len(tokens) == 1 && strings.IndexFunc(tokens[0].Text, unicode.IsLower) < 0
}

// isPronoun reports whether a name is a pronoun: "us" is a country only in
// headlines all in lower case, and there nobody can tell.
func isPronoun(tokens []text.Token) bool {
	return len(tokens) == 1 && strings.HasPrefix(tokens[0].Tag, "PRP") && strings.ToLower(tokens[0].Text) == tokens[0].Text
}

// otherwise returns the class, other than that of the labels path, that the
// tagger thinks most likely for the tokens from i on, and its probability.
func otherwise(p learn.Posterior, i int, path []uint8) (Class, float64) {
	var best Class
	most := -1.0
	labels := make([]uint8, len(path))
	for c := range Classes {
		if c == ClassOf(path[0]) {
			continue
		}
		for j, l := range path {
			labels[j] = uint8(label(c, int(l-1)%4))
		}
		if v := p.Span(i, labels, 0); v > most {
			best, most = c, v
		}
	}
	return best, most
}
