package model

import (
	"slices"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
)

// Articles explain short names in brackets after the long ones: "Office for
// National Statistics (ONS)". The long name mostly tells what it is, the short
// one never.

// longestName is how many words a name before a bracket is followed back.
const longestName = 10

// linking are the small words within long names.
var linking = []string{"of", "for", "and", "the", "to", "in", "on", "&", "-", ",", "de", "del", "la", "y", "e", "et", "des", "du", "für", "da", "do"}

// explained returns the last word of the long name that the word in brackets
// at token i shortens, or -1.
func explained(tokens []text.Token, i int) int {
	if i < 3 || i+1 >= len(tokens) || tokens[i-1].Text != "(" || tokens[i+1].Text != ")" || !capital(tokens, i) || !capital(tokens, i-2) {
		return -1
	}
	first, _ := utf8.DecodeRuneInString(tokens[i].Text)
	words, initial := 0, false
	for k := i - 2; k >= 0 && k > i-2-longestName; k-- {
		if !capital(tokens, k) {
			if slices.Contains(linking, tokens[k].Text) {
				continue
			}
			break
		}
		words++
		r, _ := utf8.DecodeRuneInString(tokens[k].Text)
		initial = initial || r == first
	}
	if words < 2 || !initial {
		return -1
	}
	return i - 2
}
