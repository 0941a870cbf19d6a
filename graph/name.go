package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/newsgraph/newsgraph/schema"
)

// Fold is the form in which names and titles are compared: without case,
// accents and punctuation, words separated by single spaces. "Müller-Späth" and
// "muller spath" fold alike, and so do "U.S." and "US".
func Fold(s string) string {
	if f, ok := foldASCII(s); ok {
		return f
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(cases.Fold().String(s)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '.', r == '\'', r == '’', r == '‘':
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mc, r), unicode.IsSymbol(r), r == '&':
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(plainLetter(r))
		default:
			space = true
		}
	}
	return b.String()
}

// foldASCII is Fold for the most common case.
func foldASCII(s string) (string, bool) {
	out := make([]byte, 0, len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= unicode.MaxASCII:
			return "", false
		case c == '.' || c == '\'':
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', strings.IndexByte("$+<=>^`|~&", c) >= 0:
		default:
			space = true
			continue
		}
		if space && len(out) > 0 {
			out = append(out, ' ')
		}
		space = false
		out = append(out, c)
	}
	return string(out), true
}

// plainLetter replaces letters that have no decomposition but a usual spelling
// without their stroke.
func plainLetter(r rune) rune {
	switch r {
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'đ', 'ð':
		return 'd'
	case 'ı':
		return 'i'
	}
	return r
}

// NormalName is the form of a name that a name key is made of: folded, without
// a leading article and, for an organization, without its legal form. It is
// never empty for a name that has a letter or digit.
func NormalName(t schema.EntityType, name string) string {
	f := Fold(name)
	if rest, ok := strings.CutPrefix(f, "the "); ok && t != schema.Work {
		f = rest
	}
	return f
}
