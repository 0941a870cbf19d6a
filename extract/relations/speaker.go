package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/text"
)

// speech follows who says what through an article.
type speech struct {
	in      *Input
	says    int32 // trigger class of verbs of saying
	quotes  int32 // of verbs that tell of a saying beside a quotation
	issued  int32 // class of "the following statement"
	accord  int32 // class of "according to"
	spans   []saying
	open    bool // inside a quotation that began in an earlier sentence
	whole   who  // speaker of the whole sentence
	last    who  // the latest speaker
	quoting bool // the sentence began inside a quotation
}

// saying is a range of items that a chain says.
type saying struct {
	start, end int
	who
}

// who is a speaker: a chain, -1 for none, and the mention that is named.
type who struct {
	chain int
	text.Span
}

var nobody = who{chain: -1}

func (e *Extractor) newSpeech(in *Input) *speech {
	return &speech{in: in, says: e.lex.id(cueClass("speech-verbs")), quotes: e.lex.id(cueClass("quote-verbs")), issued: e.lex.id(cueClass("issued")), accord: e.lex.id(cueClass("according")), last: nobody, whole: nobody}
}

// read finds the sayings of the next sentence. Sentences are read in order.
func (p *speech) read(s *sentence) {
	if s.index > 0 && strings.Contains(s.text[p.in.Doc.Sentences[s.index-1].End:p.in.Doc.Sentences[s.index].Start], "\n") {
		p.open = false // a quotation ends with its paragraph, closed or not
	}
	p.spans, p.whole, p.quoting = p.spans[:0], nobody, p.open
	firstQuote := -1
	for i := range s.items {
		it := &s.items[i]
		if it.mention >= 0 {
			continue
		}
		if it.flags&isQuote != 0 && it.lower != "'" && it.lower != "‘" {
			p.open = !p.open
			switch it.lower {
			case "“", "``":
				p.open = true
			case "”", "''":
				p.open = false
			}
			if firstQuote < 0 {
				firstQuote = i
			}
		}
		for k := it.hit0; k < it.hit1; k++ {
			h := &s.hits[k]
			switch h.phrase.class {
			case p.says:
				p.verb(s, i, h.end, false)
			case p.quotes:
				p.verb(s, i, h.end, true)
			case p.issued:
				p.issues(s, i)
			case p.accord:
				p.according(s, i, h.end)
			}
		}
	}
	// A sentence that is wholly quoted goes on with the last speaker.
	if len(p.spans) == 0 && p.last.chain >= 0 && (p.quoting && firstQuote < 0 || p.quoting && firstQuote >= len(s.items)-2 || firstQuote == 0 && (p.open || s.endsQuoted())) {
		p.whole = p.last
	}
}

func (s *sentence) endsQuoted() bool {
	for i := len(s.items) - 1; i >= 0 && i >= len(s.items)-2; i-- {
		if s.items[i].flags&isQuote != 0 {
			return true
		}
	}
	return false
}

// verb reads "X said that …", "…, X said" and "…, said X".
func (p *speech) verb(s *sentence, v, end int, quoted bool) {
	if !s.saysAt(v) {
		return
	}
	before := v > 0 && s.items[v-1].flags&(isComma|isQuote) != 0
	tell := strings.HasPrefix(s.items[v].lower, "tell") || s.items[v].lower == "told"
	sayer, inverted := -1, false
	if end < len(s.items) && !tell && (before || s.closes(end)) {
		if o := s.inverted(end); o >= 0 {
			sayer, inverted = o, true
		}
	}
	if sayer < 0 {
		if s.isSaid(v, end) {
			return
		}
		sayer = s.sayer(v)
	}
	if sayer < 0 {
		return
	}
	sayer = s.firstOfList(sayer)
	chain := s.in.Mentions[s.items[sayer].mention].Chain
	if chain < 0 {
		return
	}
	start := sayer
	if np := s.items[sayer].np; np >= 0 {
		start = s.nps[np].start
	}
	start = min(start, v)
	// Attribution after what is said: the clause before ends with a comma or quote.
	after := inverted || start > 1 && s.items[start-1].flags&(isComma|isQuote) != 0 && s.hasVerb(0, start-1) && (end >= len(s.items)-1 || s.items[end].flags&(isComma|isDate) != 0 || s.items[end].lower == "." || s.items[end].flags&isPreposition != 0 || s.items[end].tag == "IN" && s.items[end].lower != "that" || tell && !s.opensQuote(end))
	if quoted && !after && !s.opensQuote(end) {
		return
	}
	p.last = who{chain, s.items[sayer].Span}
	if after {
		p.spans = append(p.spans, saying{0, start, p.last})
		if end < len(s.items) && s.items[end].flags&isComma == 0 && !s.opensQuote(end) {
			return
		}
	}
	p.spans = append(p.spans, saying{end, len(s.items), p.last})
}

// saysAt reports whether the word at item v, of a class of verbs of saying, is a
// verb there: "the army claims the town fell", tagged as a noun, too.
func (s *sentence) saysAt(v int) bool {
	if s.activeTag(v, &phrase{finite: true}) {
		return true
	}
	if it := &s.items[v]; it.flags&isNoun == 0 || v == 0 || v+1 >= len(s.items) || it.lower != s.text[it.Start:it.End] {
		return false
	}
	before, next := &s.items[v-1], &s.items[v+1]
	if before.mention < 0 && before.flags&isNoun == 0 || before.flags&isPossessive != 0 {
		return false
	}
	return next.mention >= 0 || next.tag == "DT" || next.tag == "PRP" || next.tag == "TO" || next.lower == "that" || next.flags&isQuote != 0 || next.lower == "to"
}

// isSaid reports whether the verb of saying at item v, ending before end, is
// passive: "it was announced", "announced by X".
func (s *sentence) isSaid(v, end int) bool {
	if end < len(s.items) && s.items[end].lower == "by" {
		return true
	}
	for i := v - 1; i >= 0 && s.items[i].mention < 0 && s.items[i].flags&(isBe|isAdverb|isHave) != 0; i-- {
		if s.items[i].flags&isBe != 0 && s.items[v].tag == "VBN" {
			return true
		}
	}
	return false
}

// sayer returns the item of the mention that the verb of saying at item v has
// as its subject, -1 for none.
func (s *sentence) sayer(v int) int {
	if v > 0 && s.items[v-1].mention >= 0 && s.items[v-1].flags&isPossessive == 0 && (s.person(v-1) || s.items[v].np >= 0 && s.items[v].np == s.items[v-1].np) {
		return v - 1 // "Norland minister X says", "Norland claims", tagged as a noun
	}
	if i := s.subjectOf(v, 0); i >= 0 {
		return i
	}
	i := v - 1
	for i >= 0 && s.inVerbGroup(i) {
		i--
	}
	if i >= 0 && s.items[i].np >= 0 {
		for k := i; k >= s.nps[s.items[i].np].start; k-- {
			if s.items[k].mention >= 0 {
				return k // "the Acme press release says"
			}
		}
		return -1
	}
	if i < 1 || s.items[i].flags&isComma == 0 {
		return -1
	}
	// "X, when asked about it, said": the last person before the other comma.
	for j := i - 1; j > 0; j-- {
		if s.items[j].flags&isComma != 0 && s.items[j-1].mention >= 0 && s.person(j-1) {
			return j - 1
		}
	}
	return -1
}

// inverted returns the mention that follows a verb of saying ending before item
// i as its subject, -1 for none: "said Deputy Director in Charge X".
func (s *sentence) inverted(i int) int {
	o := s.objectOf(i, true)
	if o >= 0 && s.beginsClause(o) {
		return -1
	}
	if o >= 0 && s.person(o) {
		return o
	}
	for j := i; j < len(s.items) && j < i+14; j++ {
		it := &s.items[j]
		if it.mention >= 0 && s.person(j) && it.flags&isPossessive == 0 {
			if s.beginsClause(j) {
				return -1
			}
			return j
		}
		if it.mention < 0 && (it.flags&(isComma|isQuote|isModal) != 0 || it.flags&isVerb != 0 && it.np < 0 || it.lower == "." || it.lower == "that") {
			break
		}
	}
	return o
}

// closes reports whether the sentence has nothing after item i but a name with
// its titles: "… overseas said Assistant Director X."
func (s *sentence) closes(i int) bool {
	named := false
	for ; i < len(s.items); i++ {
		it := &s.items[i]
		switch {
		case it.mention >= 0:
			named = s.person(i)
		case it.lower == "." || it.lower == "\"":
		case it.flags&(isNoun|isPreposition) == 0 || it.lower == s.text[it.Start:it.End] && it.flags&isPreposition == 0:
			return false
		}
	}
	return named
}

// firstOfList returns the first member of the list that item i ends.
func (s *sentence) firstOfList(i int) int {
	np := s.items[i].np
	if np < 0 || !s.nps[np].listed {
		return i
	}
	for s.nps[np].prev >= 0 && s.nps[s.nps[np].prev].listed {
		np = s.nps[np].prev
		if a := s.actor(&s.nps[np]); a >= 0 && s.in.Mentions[s.items[a].mention].Chain >= 0 && s.in.Mentions[s.items[a].mention].Type == s.in.Mentions[s.items[i].mention].Type {
			i = a
		}
	}
	return i
}

// hasVerb reports whether one of items [from, to) is a verb.
func (s *sentence) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if it := &s.items[i]; it.mention < 0 && it.flags&isVerb != 0 {
			return true
		}
	}
	return false
}

// opensQuote reports whether a quotation or a colon comes within reach of item
// i.
func (s *sentence) opensQuote(i int) bool {
	for k := i; k < len(s.items) && k < i+reach+4; k++ {
		if it := &s.items[k]; it.mention < 0 && (it.flags&isQuote != 0 && it.lower != "'" || it.lower == ":") {
			return true
		}
	}
	return false
}

// issues reads "X released the following statement": what comes after is X's.
func (p *speech) issues(s *sentence, i int) {
	for v := i - 1; v >= 0 && v > i-4; v-- {
		if it := &s.items[v]; it.mention < 0 && it.flags&isVerb != 0 {
			if sayer := s.sayer(v); sayer >= 0 {
				sayer = s.firstOfList(sayer)
				if chain := s.in.Mentions[s.items[sayer].mention].Chain; chain >= 0 {
					p.last = who{chain, s.items[sayer].Span}
				}
			}
			return
		}
	}
}

// beginsClause reports whether the phrase of an item is the subject of a verb
// that follows: "…, said the bank could …" tells what was said, not who said it.
func (s *sentence) beginsClause(i int) bool {
	end := i + 1
	if np := s.items[i].np; np >= 0 {
		end = s.nps[np].end
	}
	if end >= len(s.items) {
		return false
	}
	switch s.items[end].tag {
	case "MD", "VBZ", "VBP", "VBD":
		return true
	}
	return false
}

// according reads "according to X".
func (p *speech) according(s *sentence, i, end int) {
	if end >= len(s.items) || s.items[end].np < 0 {
		return
	}
	np := &s.nps[s.items[end].np]
	m := s.actor(np)
	if m < 0 {
		return
	}
	chain := s.in.Mentions[s.items[m].mention].Chain
	if chain < 0 {
		return
	}
	p.last = who{chain, s.items[m].Span}
	p.spans = append(p.spans, saying{0, i, p.last})
	if i == 0 || s.items[i-1].flags&(isComma|isConj) != 0 {
		p.spans = append(p.spans, saying{np.end, len(s.items), p.last})
	}
}

// speaker returns who says a candidate, nobody when the article does.
func (p *speech) speaker(s *sentence, c *candidate) who {
	at := [3]int{c.subjectItem, c.objectItem, c.trigger[0]}
	if c.trigger[0] >= c.trigger[1] {
		at[2] = at[0]
	}
	for _, span := range p.spans {
		inside := true
		for _, i := range at[:] {
			inside = inside && i >= span.start && i < span.end
		}
		if inside {
			return span.who
		}
	}
	return p.whole
}
