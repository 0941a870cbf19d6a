package extract

import (
	"strings"
	"unicode"
)

// shortText is below how many bytes a guess of the language means little: a
// few foreign names turn it.
const shortText = 200

// languageSample is how many bytes tell a text's letters.
const languageSample = 2000

// latin reports whether at least half of a text's letters are Latin ones.
func latin(text string) bool {
	known, all := 0, 0
	for _, r := range text[:min(len(text), languageSample)] {
		if unicode.IsLetter(r) {
			all++
			if unicode.Is(unicode.Latin, r) {
				known++
			}
		}
	}
	return 2*known >= all
}

// foreign reports whether a short text of another language by a guess is so
// plainly: it has the words of a sentence, and none of those that English
// sentences are made with and others are not.
func foreign(text string) bool {
	words := 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		switch strings.ToLower(w) {
		case "the", "and", "that", "with", "said", "from", "his", "they", "would", "this", "which", "their", "who", "were", "by", "of", "to":
			return false
		}
	}
	return words >= sentenceWords
}

// sentenceWords are how many words tell a sentence or two from a headline or a
// list of names.
const sentenceWords = 12
