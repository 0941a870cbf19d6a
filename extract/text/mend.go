package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// preCuts finds the places where a word falls apart whatever prose makes of
// it: around dashes, ellipses and quotation marks, around a slash between two
// names, after a comma that lacks its space.
func preCuts(w string) []int {
	if !strings.ContainsAny(w, "-–—―−….\"/,;«»‹›•|*()") || isAddress(w) {
		return nil
	}
	var cuts []int
	cut := func(at int) {
		if at > 0 && at < len(w) && (len(cuts) == 0 || cuts[len(cuts)-1] < at) {
			cuts = append(cuts, at)
		}
	}
	for i := 0; i < len(w); {
		r, size := utf8.DecodeRuneInString(w[i:])
		n := size
		switch r {
		case '-', '.':
			for i+n < len(w) && w[i+n] == w[i] {
				n++
			}
			if r == '-' && n > 1 || r == '.' && n > 2 {
				cut(i)
				cut(i + n)
			}
		case '–', '—', '―', '…', '"', '«', '»', '‹', '›', '•', '|':
			cut(i)
			cut(i + n)
		case '*':
			if i == 0 || i+n == len(w) {
				cut(i)
				cut(i + n)
			}
		case '/':
			if before, after := w[:i], w[i+1:]; len(before) > 2 && len(after) > 2 && startsUpper(before) && startsUpper(after) {
				cut(i)
				cut(i + 1)
			}
		case ',', ';':
			if i > 0 && isLetterBefore(w, i) && startsLetter(w[i+1:]) {
				cut(i)
				cut(i + 1)
			}
		case '(', ')':
			if r == ')' && startsUpper(w[i+1:]) || r == '(' && i > 1 && startsUpper(w[i+1:]) {
				cut(i)
				cut(i + 1)
			}
		}
		i += n
	}
	return cuts
}

// isAddress reports whether w is a web or e-mail address.
func isAddress(w string) bool {
	return strings.Contains(w, "://") || strings.Contains(w, "www.") ||
		strings.IndexByte(w, '@') > 0 && strings.Contains(w, ".")
}

// mend turns the ends of prose's tokens within a word into parts.
func mend(w straight, bounds []int) []part {
	pieces := make([]Span, 0, len(bounds)+2)
	from := 0
	for _, to := range bounds {
		pieces = split(w.text, Span{from, to}, pieces)
		from = to
	}
	pieces = join(w.text, pieces)
	parts := make([]part, 0, len(pieces)+2)
	for _, p := range pieces {
		parts = splitHyphen(w, p, parts)
	}
	return parts
}

func newPart(w straight, p Span) part {
	s := p.In(w.text)
	return part{start: w.source(p.Start), end: w.source(p.End), text: s, tag: presetTag(s)}
}

const (
	openers = "([{\"«‹<"
	closers = ")]}\"»›>,;:!?"
)

// split cuts what prose left whole: brackets, currency signs, percent signs,
// clitics, the period of a short capitalised word that is no abbreviation.
func split(text string, p Span, out []Span) []Span {
	s := p.In(text)
	r, size := utf8.DecodeRuneInString(s)
	if size == len(s) {
		return append(out, p)
	}
	last, lastSize := utf8.DecodeLastRuneInString(s)
	cutAt := func(i int) []Span {
		return split(text, Span{p.Start + i, p.End}, split(text, Span{p.Start, p.Start + i}, out))
	}
	switch {
	case len(s) > longest:
		return append(out, trimLong(text, p)...)
	case isAddress(s) && !strings.ContainsRune(closers, last):
		return append(out, p)
	case strings.ContainsRune(openers, r) && !isEmoticon(s):
		return cutAt(size)
	case strings.ContainsRune(closers, last) && !isEmoticon(s):
		return cutAt(len(s) - lastSize)
	case last == '.' && s != "..." && !strings.HasSuffix(s, ".."):
		if isAbbreviation(s) || isDotted(s) {
			return append(out, p)
		}
		return cutAt(len(s) - 1)
	}
	if i, n := currencySign(s); n > 0 {
		switch {
		case i+n < len(s) && isCountryPrefix(s[:i]):
			return cutAt(i + n)
		case i > 0 && !isCountryPrefix(s[:i]):
			return cutAt(i)
		}
		return append(out, p)
	}
	if last == '%' {
		return cutAt(len(s) - 1)
	}
	if i := amountHyphen(text, p); i > 0 {
		return cutAt(i)
	}
	if i := clitic(s); i > 0 {
		return cutAt(i)
	}
	return append(out, p)
}

// trimLong takes the punctuation off both ends of an overlong word.
func trimLong(text string, p Span) []Span {
	s := p.In(text)
	head := len(s) - len(strings.TrimLeft(s, openers))
	tail := len(strings.TrimRight(s, closers+"."))
	var out []Span
	for _, q := range []Span{{0, head}, {head, tail}, {max(head, tail), len(s)}} {
		if q.Start < q.End {
			out = append(out, Span{p.Start + q.Start, p.Start + q.End})
		}
	}
	return out
}

// isEmoticon reports whether s is a short smiley such as ":)" or ";-)".
func isEmoticon(s string) bool {
	return len(s) >= 2 && len(s) <= 4 && (s[0] == ':' || s[0] == ';') && strings.ContainsAny(s[1:], ")(PD|]")
}

// currencySign finds the first currency sign and its length.
func currencySign(s string) (at, size int) {
	for i, r := range s {
		if r == '$' || r >= 0x80 && unicode.Is(unicode.Sc, r) {
			return i, utf8.RuneLen(r)
		}
	}
	return 0, 0
}

// isCountryPrefix reports whether s is what stands before a currency sign, as
// in "US$5m" or "-£3m".
func isCountryPrefix(s string) bool {
	switch strings.TrimLeft(s, "+-~<>") {
	case "", "US", "A", "AU", "Aus", "C", "CA", "Can", "HK", "NZ", "S", "SG", "NT", "R", "Z", "J", "TT", "U.S.", "Bds":
		return true
	}
	return false
}

// amountHyphen finds the hyphen after a sum of money, as in "£5m-a-year" or
// "$5-$6". Whether p is a sum shows in the byte before it.
func amountHyphen(text string, p Span) int {
	if r, _ := utf8.DecodeLastRuneInString(text[:p.Start]); !unicode.Is(unicode.Sc, r) {
		return 0
	}
	s := p.In(text)
	if !isDigit(s[0]) {
		return 0
	}
	return max(0, strings.IndexByte(s, '-'))
}

// clitic finds where a contracted ending starts: "they've", "O'Brien's".
func clitic(s string) int {
	i := strings.LastIndexByte(s, '\'')
	if i <= 0 {
		return 0
	}
	switch strings.ToLower(s[i+1:]) {
	case "s", "ve", "d", "ll", "re", "m":
		return i
	case "t":
		if i > 2 && (s[i-1] == 'n' || s[i-1] == 'N') {
			return i - 1
		}
	}
	return 0
}

// join puts together what prose tore apart: abbreviations and their periods,
// names such as O'Sullivan; and takes an opening quote off a word.
func join(text string, pieces []Span) []Span {
	out := pieces[:0:0]
	for i, p := range pieces {
		s := p.In(text)
		if len(out) > 0 {
			last := &out[len(out)-1]
			lone := i+1 == len(pieces) || pieces[i+1].In(text) != "."
			before := last.In(text)
			switch {
			case s == "." && lone && (isAbbreviation(before+".") || isInitial(before+".") || isDotted(before+".")),
				s[0] == '\'' && len(s) > 2 && clitic("x"+s) == 0 && isLetterBefore(text, last.End):
				last.End = p.End
				continue
			}
		}
		if s[0] == '\'' && len(s) > 2 && clitic("x"+s) == 0 && !isElided(s) {
			out = append(out, Span{p.Start, p.Start + 1}, Span{p.Start + 1, p.End})
			continue
		}
		out = append(out, p)
	}
	return out
}

// isElided reports whether the apostrophe of s stands for missing letters.
func isElided(s string) bool {
	switch strings.ToLower(s[1:]) {
	case "em", "tis", "twas", "til", "cause", "bout", "n'", "round":
		return true
	}
	return isDigit(s[1])
}

// presetTag is the tag of tokens whose form says it all, and which prose's
// model has not seen.
func presetTag(s string) string {
	switch s {
	case ".", "?", "!":
		return "."
	case ",":
		return ","
	case ":", ";", "-", "–", "—", "―", "…", "•", "|", "−":
		return ":"
	case "(", "[", "{":
		return "("
	case ")", "]", "}":
		return ")"
	case "«", "‹":
		return "``"
	case "»", "›":
		return "''"
	case "%":
		return "NN"
	case "&":
		return "CC"
	case "#":
		return "#"
	case "\"", "'":
		return "" // decided by side
	}
	if i, n := currencySign(s); n > 0 && i+n == len(s) {
		return "$"
	}
	switch c := s[0]; {
	case isDigit(c) || (c == '+' || c == '-' || c == '.') && len(s) > 1 && isDigit(s[1]):
		if isNumber(s) {
			return "CD"
		}
	case c == '-' || c == '.':
		if strings.Trim(s, "-") == "" || strings.Trim(s, ".") == "" {
			return ":"
		}
	}
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
		return "SYM"
	}
	if isAddress(s) || s[0] == '@' {
		return "NN"
	}
	return ""
}

// isNumber reports whether s is a number, perhaps with a magnitude.
func isNumber(s string) bool {
	s = strings.TrimLeft(s, "+-")
	switch rest := strings.TrimLeft(s, "0123456789.,:-–/"); strings.ToLower(rest) {
	case "", "m", "mn", "bn", "b", "k", "tn", "million", "billion":
		return true
	}
	return false
}

// quoteSide tells an opening quotation mark from a closing one, as the Penn
// Treebank writes them.
func quoteSide(text string, at int) string {
	switch {
	case strings.HasPrefix(text[at:], "“"), strings.HasPrefix(text[at:], "‘"), strings.HasPrefix(text[at:], "„"):
		return "``"
	case strings.HasPrefix(text[at:], "”"), strings.HasPrefix(text[at:], "’"):
		return "''"
	}
	r, n := utf8.DecodeLastRuneInString(text[:at])
	if n == 0 || unicode.IsSpace(r) || strings.ContainsRune("([{-–—'\"“‘/", r) {
		if next, n := utf8.DecodeRuneInString(text[at+1:]); n > 0 && !unicode.IsSpace(next) {
			return "``"
		}
	}
	return "''"
}

// splitFinalPeriod takes the period of a sentence off an abbreviation that
// does not keep it there: "on Jan." and "plan B.", but not "of Acme Inc.".
func splitFinalPeriod(parts []part) []part {
	i := len(parts) - 1
	for i > 0 && strings.Contains(closers, parts[i].text) {
		i--
	}
	p := parts[i]
	if len(p.text) < 2 || p.text[len(p.text)-1] != '.' || p.text[len(p.text)-2] == '.' || keepsPeriod(p.text) || p.role != plain {
		return parts
	}
	stop := p
	stop.start, stop.text, stop.tag = p.end-1, ".", "."
	p.end, p.text = p.end-1, p.text[:len(p.text)-1]
	p.tag = presetTag(p.text)
	return slices.Concat(parts[:i], []part{p, stop}, parts[i+1:])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func isLetterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r)
}
