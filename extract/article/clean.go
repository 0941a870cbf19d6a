package article

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TextID is the id of an article with that text: the first 128 bits of the
// SHA-256 of its UTF-8 bytes, as 26 letters and digits (base32 of RFC 4648 in
// lower case, without padding).
func TextID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}

// Normalize brings text into the form that the package comment describes. It
// is idempotent.
func Normalize(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	if strings.ContainsAny(text, "\x1b\u009b") {
		text = escapes.ReplaceAllString(text, "")
	}
	text = norm.NFC.String(strings.Map(plainRune, strings.ReplaceAll(text, "\r\n", "\n")))
	var b strings.Builder
	b.Grow(len(text))
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = squeeze(line)
		if line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if empty > 0 {
				b.WriteByte('\n')
			}
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}

// escapes are what terminals are told by: ECMA-48's control sequences (colours,
// moves), its strings up to their end (titles, links), and its other escapes.
var escapes = regexp.MustCompile(`(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\` + "`" + `-~]`)

// oneLine normalizes text that is one line by its nature: a title, a name.
func oneLine(s string) string {
	return squeeze(strings.ReplaceAll(Normalize(s), "\n", " "))
}

// plainRune maps one character: line ends to "\n", spaces of any kind to a
// space, what is not seen to nothing. The joiners U+200C and U+200D stay, some
// scripts and emoji are spelled with them.
func plainRune(r rune) rune {
	switch {
	case r == '\n', r >= 0x20 && r < 0x7f:
		return r
	case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n'
	case r == '\t', unicode.Is(unicode.Zs, r):
		return ' '
	case r < 0xa0: // the controls
		return -1
	case r == 0x200c, r == 0x200d:
		return r
	case r == 0xad, r == 0x34f, unicode.Is(unicode.Cf, r), r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return -1
	}
	return r
}

// squeeze trims a line and leaves one space where there were several.
func squeeze(line string) string {
	if !strings.Contains(line, "  ") {
		return strings.Trim(line, " ")
	}
	return strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' }), " ")
}

// looksBinary says whether decoded text has so many control characters that it is
// no text.
func looksBinary(text string) bool {
	head := text[:min(len(text), 4096)]
	bad, all := 0, 0
	for _, r := range head {
		all++
		if r == 0 || r == unicode.ReplacementChar || (r < 0x20 && !strings.ContainsRune("\n\r\t\f\v\x1b", r)) {
			bad++
		}
	}
	return bad*20 > all
}
