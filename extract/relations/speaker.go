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
	p.colon(s)
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

// colon reads "X: …", as headlines and transcripts have it.
func (p *speech) colon(s *sentence) {
	if len(s.items) < 3 || s.items[0].np < 0 {
		return
	}
	np := &s.nps[s.items[0].np]
	if m := np.end - 1; np.end < len(s.items)-1 && s.items[np.end].lower == ":" && s.items[m].mention >= 0 && s.person(m) {
		if chain := s.in.Mentions[s.items[m].mention].Chain; chain >= 0 {
			p.last = who{chain, s.items[m].Span}
			p.spans = append(p.spans, saying{np.end + 1, len(s.items), p.last})
		}
	}
}

// issues reads "X released the following statement" and "X's full remarks": what
// comes after is X's.
func (p *speech) issues(s *sentence, i int) {
	if i > 1 && s.items[i-1].lower == "'s" && s.items[i-2].mention >= 0 {
		if chain := s.in.Mentions[s.items[i-2].mention].Chain; chain >= 0 {
			p.last = who{chain, s.items[i-2].Span} // "X's full remarks"
		}
		return
	}
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

// according reads "according to X".
func (p *speech) according(s *sentence, i, end int) {
	if end >= len(s.items) || s.items[end].np < 0 {
		return
	}
	np := &s.nps[s.items[end].np]
	m := s.inverted(end) // "according to the Governor of Norland X"
	if m < 0 || !s.person(m) {
		m = s.actor(np)
	}
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
