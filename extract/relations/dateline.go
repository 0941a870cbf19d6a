package relations

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// isOfDateline reports whether an argument stands in the dateline, which says
// where and when an article was written and takes no part in its first sentence.
// Of two places there one may lie in the other.
func (s *sentence) isOfDateline(c *candidate) bool {
	n := s.dateline()
	if c.rel == schema.LocatedIn && c.subjectItem < n && c.objectItem < n {
		return false
	}
	return c.subjectItem < n || c.objectItem < n
}

// dateline is how many items at the beginning of a sentence are a dateline, as in
// "TRONBY, Norland (Northern Ledger), May 5 - …" and, where the dash was lost,
// "TRONBY A court …".
func (s *sentence) dateline() int {
	if len(s.items) < 4 || s.items[0].mention < 0 {
		return 0
	}
	m := &s.in.Mentions[s.items[0].mention]
	if m.Type != schema.Place || m.Kind != names.Name {
		return 0
	}
	i := 1
	for i+1 < len(s.items) {
		it, next := &s.items[i], &s.items[i+1]
		switch {
		case it.lower == "," && (next.value >= 0 || next.flags&isDate != 0):
			i += 2
		case it.lower == "," && next.mention >= 0 && s.in.Mentions[next.mention].Type == schema.Place:
			i += 2
		case it.jump > 0:
			i = int(it.jump)
			continue
		case it.value >= 0, it.flags&isDate != 0 && it.flags&isComma == 0:
			i++
		default:
			switch {
			case it.flags&isComma != 0 && it.lower != "," && it.mention < 0:
				if s.beginsLine() && (it.lower != "-" || it.Start > s.items[i-1].End && next.Start > it.End) {
					return i
				}
			case isCapitals(m.In(s.text)) && s.opens(i):
				return i
			}
			return 0
		}
	}
	return 0
}

// beginsLine reports whether the sentence is the first of its paragraph.
func (s *sentence) beginsLine() bool {
	before := strings.TrimRight(s.text[:s.items[0].Start], " \t")
	return before == "" || strings.HasSuffix(before, "\n")
}

// opens reports whether a sentence of its own begins at item i, in which not all
// is written in capitals.
func (s *sentence) opens(i int) bool {
	it := &s.items[i]
	word := s.text[it.Start:it.End]
	if first := rune(word[0]); !unicode.IsUpper(first) || len(word) > 1 && word == strings.ToUpper(word) {
		return false
	}
	if m := it.mention; m >= 0 {
		return s.in.Mentions[m].Type == schema.Person
	}
	tag := it.tag
	switch it.lower {
	case "a", "an", "the", "two", "three", "four", "five", "six", "former":
		tag = "DT" // which a tagger takes for part of the name
	}
	switch tag {
	case "DT", "PRP", "PRP$", "IN", "CD", "EX", "JJ", "RB":
		next := &s.items[i+1]
		return next.mention >= 0 || !isCapitals(s.text[next.Start:next.End])
	}
	return it.flags&isDate != 0
}

// isCapitals reports whether a name of at least four letters is written in
// capitals.
func isCapitals(name string) bool {
	n := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n >= 4 && name == strings.ToUpper(name)
}
