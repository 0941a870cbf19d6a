package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A splitter finds the sentences of a text.
type splitter struct {
	text  string
	words []word
	open  []bool // whether a straight quotation mark is open before each word
}

// markSentences decides, for each word, whether a sentence starts there.
func markSentences(text string, words []word) {
	if len(words) == 0 {
		return
	}
	lines := newLines(text, words)
	s := splitter{text, words, make([]bool, len(words)+1)}
	words[0].starts = true
	open := false
	for i := range words {
		if i > 0 && lines.paragraphEnds(i) {
			words[i].starts = true
			open = false
		}
		s.open[i] = open
		if strings.Count(words[i].In(text), `"`)%2 == 1 {
			open = !open
		}
	}
	s.open[len(words)] = open
	for i := 1; i < len(words); i++ {
		if !words[i].starts {
			words[i].starts = s.endsAfter(i - 1)
		}
	}
}

const (
	closingMarks = "\"'”’)]}»›"
	openingMarks = "\"'“‘([{«‹„-–—•*"
)

// endsAfter reports whether a sentence ends after word i, given that words i
// and i+1 stand in one paragraph.
func (s *splitter) endsAfter(i int) bool {
	w := s.words[i].In(s.text)
	core := strings.TrimRight(w, closingMarks)
	if core == "" || isNote(w) {
		// A closing mark or notes that stand alone end what the word before ended.
		k := i - 1
		for k > 0 && k > i-9 && !s.words[k].starts && isNote(s.words[k].In(s.text)) {
			k--
		}
		return i > 0 && !s.words[i].starts && strings.Trim(s.words[k].In(s.text), closingMarks) != "" &&
			s.trails(i) && s.endsAfterWord(k, i+1) && !s.trails(i+1)
	}
	return s.endsAfterWord(i, i+1) && !s.trails(i+1)
}

// trails reports whether word i goes with the sentence that ended before it:
// closing marks alone, more full stops, a note mark such as "[6]".
func (s *splitter) trails(i int) bool {
	w := s.words[i].In(s.text)
	if w == `"` {
		return s.open[i]
	}
	return strings.Trim(w, closingMarks+".?!…") == "" && w != "'" || isNote(w) || isEmoticon(w)
}

// isNote reports whether w is a number in brackets.
func isNote(w string) bool {
	return len(w) > 2 && w[0] == '[' && strings.Trim(w, "0123456789[]") == ""
}

// endsAfterWord reports whether a sentence ends after word i if word j is the
// first that could start the next one.
func (s *splitter) endsAfterWord(i, j int) bool {
	text, words := s.text, s.words
	w := words[i].In(text)
	core := strings.TrimRight(w, closingMarks)
	if core == "" {
		return false
	}
	stop, _ := utf8.DecodeLastRuneInString(core)
	if stop != '.' && stop != '?' && stop != '!' && stop != '…' {
		return false
	}
	next := words[j].In(text)
	quoted := next[0] == '"' || next[0] == '\'' || strings.HasPrefix(next, "“") || strings.HasPrefix(next, "‘")
	head := strings.TrimLeft(next, openingMarks)
	if head == "" {
		head = next
		if j+1 < len(words) {
			head = words[j+1].In(text)
		}
	}
	first, _ := utf8.DecodeRuneInString(head)
	if unicode.IsLower(first) && !hasInnerUpper(head) {
		return false
	}
	starter := starters[strings.TrimRight(head, ",:;.")] && !isInitial(head) || starters[cliticHead(head)]
	switch stop {
	case '?':
		return true
	case '!':
		return core != "Yahoo!" && core != "Jeopardy!" || starter
	case '…':
		return true
	}
	if strings.HasSuffix(core, "...") {
		return true
	}
	t := strings.TrimLeft(core, openingMarks)
	if t == "" {
		return !words[i].starts
	}
	if words[i].starts && isListMark(t) {
		return false
	}
	if len(core) < len(w) && !strings.HasSuffix(w, ")") {
		return true // a quotation ended with it
	}
	switch short := lastOf(t); {
	case titles[short]:
		return starter && (short == "St." || short == "Rep." || short == "Gen." || short == "Ft." || short == "Mt.") && i > 0 && startsUpper(words[i-1].In(text)) && !words[i-1].starts
	case inner[short]:
		return false
	case numbered[short]:
		if isDigit(head[0]) {
			return false
		}
		return starter || !startsUpper(short) || plainWords[short]
	case isClosing(short) && plainWords[short]:
		return starter || quoted || !startsUpper(head) || !startsUpper(short)
	case isClosing(short), isDotted(short):
		return starter || quoted
	case isInitial(t):
		if i > 0 && (head == "I" || head == "A" && isInitial(words[i-1].In(text))) {
			return false
		}
		return starter
	}
	return true
}

func cliticHead(s string) string {
	if i := strings.IndexAny(s, "'’"); i > 0 {
		return s[:i]
	}
	return s
}

// isListMark reports whether s numbers a list item: "1.", "a.", "iv.".
func isListMark(s string) bool {
	body := strings.TrimSuffix(s, ".")
	if body == s || body == "" || len(body) > 4 {
		return false
	}
	return strings.Trim(body, "0123456789") == "" && len(body) <= 2 || len(body) == 1 || strings.Trim(body, "ivx") == ""
}

// hasInnerUpper reports whether s is a name such as iPhone or eBay.
func hasInnerUpper(s string) bool {
	return len(s) > 2 && strings.IndexFunc(s[1:min(3, len(s))], unicode.IsUpper) >= 0
}

// lines knows which line ends of a text end a paragraph.
type lines struct {
	text    string
	words   []word
	wrapped bool
	width   int // of a wrapped text: its longest line
	lineAt  []int
}

// maxWrap is the longest line a hard-wrapped text may have.
const maxWrap = 120

// newLines finds out whether a text is hard-wrapped: whether most of its line
// ends stand where the next word did not fit.
func newLines(text string, words []word) *lines {
	l := &lines{text: text, words: words, lineAt: make([]int, len(words))}
	start := 0
	for i := range words {
		if i > 0 && newlines(text[words[i-1].End:words[i].Start]) > 0 {
			start = words[i].Start
		}
		l.lineAt[i] = start
		l.width = max(l.width, utf8.RuneCountInString(text[start:words[i].End]))
		if l.width > maxWrap {
			return l
		}
	}
	single, full := 0, 0
	for i := 1; i < len(words); i++ {
		if newlines(text[words[i-1].End:words[i].Start]) == 1 {
			single++
			if l.full(i) {
				full++
			}
		}
	}
	l.wrapped = l.width >= 40 && full*2 >= single
	return l
}

// full reports whether word i did not fit on the line before it.
func (l *lines) full(i int) bool {
	line := utf8.RuneCountInString(l.text[l.lineAt[i-1]:l.words[i-1].End])
	return line+1+utf8.RuneCountInString(l.words[i].In(l.text)) > l.width
}

// paragraphEnds reports whether a paragraph ends between words i-1 and i.
func (l *lines) paragraphEnds(i int) bool {
	gap := l.text[l.words[i-1].End:l.words[i].Start]
	switch newlines(gap) {
	case 0:
		return false
	case 1:
	default:
		return true
	}
	before, next := l.words[i-1].In(l.text), l.words[i].In(l.text)
	if isBullet(next) || i+1 < len(l.words) && isListMark(next) && !isInitial(next) {
		return true
	}
	stop, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, closingMarks))
	first, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(first) && stop != '.' && stop != '!' && stop != '?' {
		return false
	}
	return !l.wrapped || !l.full(i)
}

func isBullet(w string) bool {
	switch w {
	case "-", "*", "•", "–", "—", "·", "+", "o", "▪", "●", "◦", "‣":
		return true
	}
	return strings.HasPrefix(w, "•")
}

// newlines counts the line ends in white space; a paragraph separator or form
// feed counts twice.
func newlines(gap string) int {
	n := 0
	for i, r := range gap {
		switch r {
		case '\n', '\u2028', '\u0085', '\v':
			n++
		case '\r':
			if i+1 == len(gap) || gap[i+1] != '\n' {
				n++
			}
		case '\u2029', '\f':
			n += 2
		}
	}
	return n
}
