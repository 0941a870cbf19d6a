package browse

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Each line of relations.tsv: a relation, its words from subject to object, a
// heading for the subjects, on the page of the object, and the words for what is
// not said to be so: after "is to", in the past, after "is said to".
//
//go:embed relations.tsv
var relationsTSV string

type phrase struct{ verb, subjects, will, was, said string }

var phrases = sync.OnceValue(func() map[schema.RelationType]phrase {
	known := map[schema.RelationType]phrase{}
	for line := range strings.Lines(relationsTSV) {
		if f := strings.Split(strings.TrimRight(line, "\r\n"), "\t"); len(f) == 6 {
			known[schema.RelationType(f[0])] = phrase{f[1], f[2], f[3], f[4], f[5]}
		}
	}
	return known
})

// verb puts a relation in words, from subject to object: "invested in".
func verb(t schema.RelationType) string {
	if p, ok := phrases()[t]; ok {
		return p.verb
	}
	return strings.ToLower(strings.ReplaceAll(string(t), "_", " "))
}

// worded is verb for what is said in some way: nothing that is planned, alleged
// or denied is worded as if it were so. "is to acquire", "is said not to have
// acquired".
func worded(t schema.RelationType, m schema.Modality) string {
	p, ok := phrases()[t]
	switch {
	case !ok && m != schema.Asserted && m != "":
		return verb(t) + " (" + string(m) + ")"
	case m == schema.Past:
		return p.was
	case m == schema.Planned:
		return "is to " + p.will
	case m == schema.Alleged:
		return "is said to " + p.said
	case m == schema.Denied:
		return "is said not to " + p.said
	}
	return verb(t)
}

// heading is what a relation's facts, said in some way, stand under on the page
// of their subject ("Invested in", "Is to invest in") or of their object
// ("Investors", "Planned: investors").
func heading(t schema.RelationType, m schema.Modality, ofObject bool) string {
	p, ok := phrases()[t]
	subjects := p.subjects
	if !ok || subjects == "" {
		subjects = verb(t) + " (by)"
	}
	switch {
	case ofObject && m != schema.Asserted && m != "":
		return capital(string(m)) + ": " + subjects
	case ofObject:
		return capital(subjects)
	case m != schema.Asserted && m != "":
		return capital(worded(t, m))
	}
	return capital(strings.TrimPrefix(verb(t), "is "))
}

// firmness is the modality that a fact is listed under: what was so is listed
// with what is.
func firmness(m schema.Modality) schema.Modality {
	if m == schema.Past {
		return schema.Asserted
	}
	return m
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// modalityWords says how a statement holds, where it is not plainly a fact.
func modalityWords(m schema.Modality) string {
	if m == schema.Past {
		return "formerly"
	}
	return string(m)
}

// typeWords is the plural of an entity type: "people", "organizations".
func typeWords(t string) string {
	switch schema.EntityType(t) {
	case schema.Person:
		return "People"
	}
	return t + "s"
}

// support says who tells a fact: "3 stories, 5 publishers".
func support(f store.Fact, t store.Told) string {
	s := plural(f.Stories, "story")
	if f.Support != f.Stories {
		s += ", " + plural(f.Support, "article")
	}
	if t.Publishers > 0 {
		s += ", " + plural(t.Publishers, "publisher")
	}
	return s
}

// Confidences from which a fact is called so.
const (
	sure       = 0.95
	fairlySure = 0.85
	likely     = 0.7
)

// sureness puts a confidence in words and two digits: "sure (0.98)".
func sureness(p float64) string {
	word := "doubtful"
	switch {
	case p >= sure:
		word = "sure"
	case p >= fairlySure:
		word = "fairly sure"
	case p >= likely:
		word = "likely"
	}
	return fmt.Sprintf("%s (%.2f)", word, p)
}

func plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ay"):
		return thousands(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	case strings.HasSuffix(noun, "s"):
		return thousands(n) + " " + noun + "es"
	}
	return thousands(n) + " " + noun + "s"
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// day is the day of an ISO date and time.
func day(date string) string {
	if len(date) > 10 {
		return date[:10]
	}
	return date
}

// seen is a stretch of dates in words.
func seen(first, last string) string {
	switch first, last = day(first), day(last); {
	case first == "":
		return "not known: no article has a date"
	case first == last:
		return first
	default:
		return first + " to " + last
	}
}

// plain makes text fit to show: characters that only steer the display
// (controls, marks of direction) are spelled out or become spaces.
func plain(s string) string {
	steers := func(r rune) bool {
		switch {
		case r == '\n' || r == '\t':
			return false
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return true
		}
		return unicode.IsControl(r)
	}
	if strings.IndexFunc(s, steers) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !steers(r):
			b.WriteRune(r)
		case unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			fmt.Fprintf(&b, "‹U+%04X›", r)
		}
	}
	return b.String()
}

// short cuts a text after about n bytes, at a space where there is one.
func short(s string, n int) string {
	if len(s) <= n {
		return s
	}
	cut := n
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	if i := strings.LastIndexByte(s[:cut], ' '); i > n/2 {
		cut = i
	}
	return s[:cut] + " …"
}

// webLink is u when a browser may follow it to a page, else empty.
func webLink(u string) string {
	low := strings.ToLower(u)
	if strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://") {
		return u
	}
	return ""
}
