package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/text"
)

// speech follows who says what through an article.
type speech struct {
	in      *Input
	says    int32 // trigger class of verbs of saying
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
	return &speech{in: in, says: e.lex.id(cueClass("speech-verbs")), accord: e.lex.id(cueClass("according")), last: nobody, whole: nobody}
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
				p.verb(s, i, h.end)
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
func (p *speech) verb(s *sentence, v, end int) {
	if !s.activeTag(v, &phrase{finite: true}) || s.passive(v, end) {
		return
	}
	sayer := s.subjectOf(v, 0)
	inverted := false
	tell := s.items[v].lower == "told" || s.items[v].lower == "tells"
	if v > 0 && (s.items[v-1].flags&(isComma|isQuote) != 0) && end < len(s.items) && !tell {
		if o := s.objectOf(end, true); o >= 0 && !s.beginsClause(o) {
			sayer, inverted = o, true
		}
	}
	if sayer < 0 {
		return
	}
	chain := s.in.Mentions[s.items[sayer].mention].Chain
	if chain < 0 {
		return
	}
	p.last = who{chain, s.items[sayer].Span}
	start := sayer
	if np := s.items[sayer].np; np >= 0 {
		start = s.nps[np].start
	}
	// Attribution after what is said: the clause before ends with a comma or quote.
	after := inverted || start > 1 && s.items[start-1].flags&(isComma|isQuote) != 0 && (end >= len(s.items)-1 || s.items[end].flags&(isComma|isDate) != 0 || s.items[end].lower == "." || s.items[end].flags&isPreposition != 0 || s.items[end].tag == "IN" && s.items[end].lower != "that" || tell)
	if after {
		p.spans = append(p.spans, saying{0, min(start, v), p.last})
		if end < len(s.items) && s.items[end].flags&isComma == 0 {
			return
		}
	}
	p.spans = append(p.spans, saying{end, len(s.items), p.last})
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
