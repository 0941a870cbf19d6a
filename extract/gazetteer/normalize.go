package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns the key under which spellings of one name agree:
//
//   - letters are lower-cased and lose their accents: "Erdoğan" is "erdogan";
//   - "&" is "and"; periods and apostrophes are dropped without a space
//     ("U.S." is "us", "O'Neill" is "oneill"), other punctuation is a space;
//   - single letters in a row are joined: "J. P. Morgan" is "jp morgan";
//   - "the" and the possessive "'s" at the end are dropped;
//   - words are separated by one space.
//
// A name of nothing but dropped parts is kept as far as it has letters ("The
// The" is "the the"). Normalize(Normalize(s)) equals Normalize(s).
func Normalize(name string) string {
	folded := fold(trimPossessive(name))
	if n := joinWords(folded, "the"); n != "" {
		return n
	}
	return joinWords(folded, "")
}

// joinWords puts one space between words and none between single letters. It
// leaves one word out.
func joinWords(folded, but string) string {
	var b strings.Builder
	b.Grow(len(folded))
	single := false
	for w := range strings.FieldsSeq(folded) {
		if w == but {
			continue
		}
		one := utf8.RuneCountInString(w) == 1
		if b.Len() > 0 && !(single && one) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		single = one
	}
	return b.String()
}

func trimPossessive(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range [...]string{"'s", "’s"} {
		if t, ok := strings.CutSuffix(s, p); ok && t != "" {
			return t
		}
	}
	return s
}

// keyWords folds a name and cuts it into words.
func keyWords(s string) []string { return strings.Fields(fold(s)) }

// fold makes a name of small letters, digits and spaces.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFKD.String(s)
	}
	buf := make([]byte, 0, len(s)+8)
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			buf = append(buf, byte(r))
		case r >= 'A' && r <= 'Z':
			buf = append(buf, byte(r)+'a'-'A')
		case r == '&':
			buf = append(buf, " and "...)
		case r == '.' || r == '\'' || r == '’' || r == '‘' || r == '`' || r == 'ʻ' || r == 'ʼ':
		case r < utf8.RuneSelf:
			buf = append(buf, ' ')
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if f, ok := plainLetters[r]; ok {
				buf = append(buf, f...)
			} else {
				buf = utf8.AppendRune(buf, unicode.ToLower(r))
			}
		default:
			buf = append(buf, ' ')
		}
	}
	return string(buf)
}

// plainLetters are letters that do not decompose into a base and an accent.
var plainLetters = map[rune]string{
	'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'ł': "l", 'Ł': "l",
	'ı': "i", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th", 'ə': "a", 'Ə': "a",
}
