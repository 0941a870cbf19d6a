package relations

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// flag is a property of an item that matching asks for often.
type flag uint32

const (
	isModifier flag = 1 << iota // determiner, adjective, number, noun: may stand before a head
	isNoun
	isVerb
	isAdverb
	isQuote
	isComma // comma or dash
	isConj
	isBe
	isHave
	isModal
	isDate
	isPossessive // 's, or a possessive pronoun
	inControl    // part of a verb or adjective that governs an infinitive
	isRelative   // who, which, that
	isPreposition
	isCrew
	isTitle // a title that other titles do not reach across
	isKindOfPlace
	isKind // a noun that says what a name before it is: "the Fatah faction"
)

// item is a word, a punctuation mark or a whole mention of a sentence.
type item struct {
	text.Span
	lower   string
	tag     string
	mention int32 // index into Input.Mentions, -1 for words
	value   int32 // index into Input.Values, -1 for others
	flags   flag
	np      int32 // index of its noun phrase, -1 outside
	hit0    int32 // its trigger hits are hits[hit0:hit1]
	hit1    int32
	jump    int32 // where matching goes on when it skips a bracket here, 0 for none
}

// hit is a trigger class found at an item.
type hit struct {
	phrase *phrase
	end    int // one past its last item
}

// nounPhrase is a base noun phrase: items[start:end] with the head's index.
type nounPhrase struct {
	start, end, head int
	next             int32 // phrase that follows it in a list, -1 for none
	prev             int32
	listed           bool // its list ends with a conjunction
}

// sentence is what patterns match against.
type sentence struct {
	in    *Input
	index int
	text  string // Doc.Text
	items []item
	hits  []hit
	nps   []nounPhrase
	lex   *lexicon
	modal modalReader
}

var (
	beForms   = map[string]bool{"be": true, "is": true, "are": true, "am": true, "was": true, "were": true, "been": true, "being": true, "'re": true, "'m": true, "get": true, "gets": true, "got": true, "gotten": true}
	haveForms = map[string]bool{"have": true, "has": true, "had": true, "having": true, "'ve": true, "do": true, "does": true, "did": true}
	dateWords = map[string]bool{
		"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
		"january": true, "february": true, "august": true, "september": true, "october": true, "november": true, "december": true,
		"week": true, "weekend": true, "month": true, "year": true, "night": true, "morning": true, "evening": true, "afternoon": true,
		"today": true, "yesterday": true, "tomorrow": true, "tonight": true,
	}
)

// build fills s with the items, hits and noun phrases of a sentence.
func (s *sentence) build(in *Input, index int, mentions []int32, vals []int32) {
	s.in, s.index, s.text = in, index, in.Doc.Text
	s.items, s.hits, s.nps = s.items[:0], s.hits[:0], s.nps[:0]
	covered := 0 // bytes up to here belong to an item
	mi, vi := 0, 0
	for _, tok := range in.Doc.Sentences[index].Tokens {
		pos := max(tok.Start, covered)
		for pos < tok.End {
			for mi < len(mentions) && in.Mentions[mentions[mi]].Start < pos {
				mi++
			}
			for vi < len(vals) && in.Values[vals[vi]].Start < pos {
				vi++
			}
			end := tok.End
			if mi < len(mentions) && in.Mentions[mentions[mi]].Start < end {
				m := &in.Mentions[mentions[mi]]
				if m.Start == pos {
					s.addMention(m, mentions[mi], tok.Tag)
					covered, pos = m.End, m.End
					mi++
					continue
				}
				end = m.Start
			}
			if vi < len(vals) && in.Values[vals[vi]].Start == pos && (mi >= len(mentions) || in.Values[vals[vi]].End <= in.Mentions[mentions[mi]].Start) {
				v := &in.Values[vals[vi]]
				s.addValue(v, vals[vi])
				covered, pos = v.End, v.End
				vi++
				continue
			}
			s.addWord(text.Span{Start: pos, End: end}, tok)
			covered, pos = end, end
		}
	}
	s.findHits()
	s.mendTags()
	s.findBrackets()
	s.chunk()
	s.coordinate()
}

func (s *sentence) addMention(m *names.Mention, index int32, tag string) {
	it := item{Span: m.Span, tag: "NNP", mention: index, value: -1, np: -1}
	if m.Kind == names.Pronoun {
		it.lower = strings.ToLower(m.In(s.text))
		switch it.lower {
		case "his", "its", "their", "our", "my", "your", "whose":
			it.flags |= isPossessive
		case "her":
			if tag == "PRP$" {
				it.flags |= isPossessive
			}
		case "who", "which", "that":
			it.flags |= isRelative
		}
	}
	it.flags |= isModifier
	s.items = append(s.items, it)
}

func (s *sentence) addValue(v *values.Value, index int32) {
	it := item{Span: v.Span, tag: "CD", mention: -1, value: index, np: -1, flags: isModifier}
	switch v.Kind {
	case values.Date:
		it.flags = isDate
	case values.Percent:
		it.lower = "percent"
	}
	s.items = append(s.items, it)
}

func (s *sentence) addWord(span text.Span, tok text.Token) {
	surface := tok.Text
	if span != tok.Span {
		surface = s.text[span.Start:span.End]
	}
	it := item{Span: span, lower: strings.ToLower(surface), tag: tok.Tag, mention: -1, value: -1, np: -1}
	if span != tok.Span {
		switch {
		case it.lower == "'s" || it.lower == "’s" || it.lower == "'" || it.lower == "’":
			it.lower, it.tag = "'s", "POS"
		default:
			it.tag = "JJ"
		}
	}
	it.flags = wordFlags(&it)
	if n := len(s.items); surface == "-" && n > 0 && s.items[n-1].End == span.Start && span.End < len(s.text) && s.text[span.End] != ' ' {
		it.flags |= isModifier // "Anglo-Dutch", "Seoul-based"
	} else if n > 0 && s.items[n-1].lower == "-" && s.items[n-1].flags&isModifier != 0 && s.items[n-1].End == span.Start {
		it.flags = it.flags&^(isVerb|isNoun) | isModifier
	}
	if it.flags&isPossessive != 0 && len(s.items) > 0 && it.lower != "'s" && it.tag == "POS" {
		it.lower = "'s"
	}
	s.items = append(s.items, it)
}

func wordFlags(it *item) flag {
	var f flag
	switch {
	case strings.HasPrefix(it.tag, "NN"):
		f = isModifier | isNoun
	case strings.HasPrefix(it.tag, "VB"):
		f = isVerb
	case it.tag == "DT", it.tag == "PDT", strings.HasPrefix(it.tag, "JJ"), it.tag == "CD", it.tag == "PRP$", it.tag == "$", it.tag == "#":
		f = isModifier
	case strings.HasPrefix(it.tag, "RB"), it.tag == "RP":
		f = isAdverb
	case it.tag == "MD":
		f = isModal
	case it.tag == "POS":
		f = isPossessive
	}
	switch it.lower {
	case ",", "-", "--", "---", "–", "—":
		return isComma
	case "\"", "''", "``", "“", "”", "'", "‘":
		if f&isPossessive == 0 {
			return isQuote
		}
	case "and", "&", "or":
		f = isConj
	case "who", "which", "that":
		f |= isRelative
	case "not", "n't", "also", "ever", "never", "now", "reportedly", "allegedly":
		f = isAdverb
	case "'s":
		f |= isPossessive
	case "as", "by", "with", "of", "in", "at", "from", "for", "on", "against", "to", "near", "over", "between", "among", "within", "under", "inside", "outside", "into", "about":
		f = isPreposition
	}
	switch {
	case beForms[it.lower]:
		f |= isBe | isVerb
	case haveForms[it.lower]:
		f |= isHave | isVerb
	case dateWords[it.lower]:
		f = isDate
	}
	return f
}

// findHits looks up the trigger classes that start at each word.
func (s *sentence) findHits() {
	covered := 0 // end of the last noun phrase of several words: "vice president"
	for i := range s.items {
		it := &s.items[i]
		it.hit0 = int32(len(s.hits))
		if it.mention < 0 && it.value < 0 {
			list, long := s.lex.byFirst[it.lower], 0
			for k := range list {
				p := &list[k]
				if p.kind == nounClass && (i < covered || i+1+len(p.words) < long) {
					continue
				}
				if end := s.phraseEnd(i, p.words); end > 0 {
					if p.kind == nounClass && end > i+1 && end > covered {
						long = end
					}
					s.hits = append(s.hits, hit{phrase: p, end: end})
					s.mark(i, end, p.class)
				}
			}
			covered = max(covered, long)
		}
		it.hit1 = int32(len(s.hits))
	}
}

// phraseEnd returns the end of a phrase whose first word is item i, or 0.
func (s *sentence) phraseEnd(i int, rest []string) int {
	for _, w := range rest {
		i++
		if i >= len(s.items) || s.items[i].lower != w || s.items[i].mention >= 0 {
			return 0
		}
	}
	return i + 1
}

// mark sets the flags of the classes that the engine itself knows.
func (s *sentence) mark(i, end int, class int32) {
	var f flag
	switch class {
	case s.lex.control, s.lex.controlWords:
		f = inControl
	case s.lex.crew:
		f = isCrew
	case s.lex.kind:
		f = isKind
	case s.lex.kindOfPlace:
		f = isKindOfPlace
	case s.lex.titles[0], s.lex.titles[1], s.lex.titles[2], s.lex.titles[3]:
		f = isTitle
	default:
		return
	}
	for ; i < end; i++ {
		s.items[i].flags |= f
	}
}

// findBrackets lets matching skip "(…)" and the age in "X, 45, …".
func (s *sentence) findBrackets() {
	for i := range s.items {
		switch s.items[i].lower {
		case "(", "[", "-lrb-":
			for j := i + 1; j < len(s.items) && j < i+14; j++ {
				if l := s.items[j].lower; l == ")" || l == "]" || l == "-rrb-" {
					s.items[i].jump = int32(j + 1)
					s.items[j].jump = int32(-i)
					break
				}
			}
		case ",":
			if i+2 < len(s.items) && s.items[i+1].tag == "CD" && len(s.items[i+1].lower) <= 3 && s.items[i+2].lower == "," {
				s.items[i].jump = int32(i + 2)
				s.items[i+1].jump = int32(-i)
			}
		}
	}
}

// mendTags corrects parts of speech that would hide a verb or a date: a
// headline's "Putin meets Modi" tagged as a noun, "last week" after a name.
func (s *sentence) mendTags() {
	for i := 1; i < len(s.items); i++ {
		it, before := &s.items[i], &s.items[i-1]
		if before.lower == "," && i > 3 && s.items[i-2].tag == "CD" && s.items[i-3].lower == "," {
			before = &s.items[i-4] // "Ida Moreau, 58, lives in"
		}
		if it.flags&isDate != 0 && before.mention < 0 {
			switch before.lower {
			case "last", "this", "next", "past", "early", "late", "earlier", "later", "that", "each", "every", "on":
				before.flags = isDate
			}
		}
		if it.flags&isVerb == 0 && s.headlineVerb(i) {
			it.tag = "VBP"
			it.flags = it.flags&^(isNoun|isModifier|isAdverb|isPreposition) | isVerb
		}
		if it.tag == "VBZ" && !strings.HasSuffix(it.lower, "s") && it.hit0 == it.hit1 && before.tag == "NN" && before.mention < 0 && i+1 < len(s.items) && s.items[i+1].mention >= 0 {
			it.tag = "NN" // "the magazine app Texture"
			it.flags = it.flags&^isVerb | isNoun | isModifier
		}
		if it.tag == "VBN" && before.mention >= 0 && before.flags&isPossessive == 0 && i+1 < len(s.items) && s.items[i+1].mention >= 0 && s.items[i+1].flags&isDate == 0 {
			it.tag = "VBD" // "Acme named Ida Moreau as"
		}
		if it.flags&(isNoun|isAdverb) != 0 && (before.mention >= 0 && before.flags&isPossessive == 0 || before.flags&isCrew != 0 && before.flags&isNoun != 0) && i+1 < len(s.items) && s.hiddenVerb(it, before, &s.items[i+1]) {
			it.tag = "VBZ"
			it.flags = it.flags&^(isNoun|isModifier|isAdverb) | isVerb
			if next := &s.items[i+1]; next.tag == "VBZ" && next.flags&(isBe|isHave) == 0 {
				next.becomeNoun() // "Ida Moreau announces plans to"
			}
		}
		if it.tag == "VBZ" && it.flags&isCrew != 0 && before.mention >= 0 && i+1 < len(s.items) && s.items[i+1].mention < 0 && s.items[i+1].flags&(isVerb|isModal) != 0 && s.items[i+1].tag != "VBN" && s.items[i+1].tag != "VBG" {
			it.becomeNoun() // "Norlandic troops killed"
		}
	}
}

// becomeNoun makes a plural noun of a word that was tagged as a verb.
func (it *item) becomeNoun() {
	it.tag = "NNS"
	it.flags = it.flags&^isVerb | isNoun | isModifier
}

// hiddenVerb reports whether a word after a name, tagged as a noun, is a verb:
// it is a finite form of a trigger class and an object may follow. After
// people, nouns of the same form ("visits") do not speak against it.
func (s *sentence) hiddenVerb(it, before, next *item) bool {
	if !s.opensObject(next) && next.tag != "VBZ" && next.tag != "NNS" && next.lower != "." && next.lower != "," || it.lower != s.text[it.Start:it.End] {
		return false
	}
	verb, noun := false, it.flags&isCrew != 0
	for k := it.hit0; k < it.hit1; k++ {
		switch p := s.hits[k].phrase; p.kind {
		case nounClass:
			noun = true
		case verbClass:
			verb = verb || p.finite
		}
	}
	plural := strings.HasSuffix(it.lower, "s")
	if it.flags&isAdverb != 0 && !(verb && plural) {
		return false
	}
	if before.mention >= 0 && s.in.Mentions[before.mention].Type == schema.Person {
		if it.flags&isCrew != 0 {
			return false
		}
		people := hasAnySuffix(it.lower, "ers", "ors", "ists", "ants", "men", "ies")
		if next.tag == "VBZ" {
			return verb && plural && next.flags&(isBe|isHave) == 0
		}
		return verb || plural && !people && next.lower != "." && next.lower != "," && next.tag != "VBN" && next.tag != "IN"
	}
	if next.tag == "VBZ" || next.tag == "NNS" {
		return false
	}
	object := next.mention >= 0 || next.value >= 0 || next.tag == "DT" || next.tag == "CD"
	return verb && (!noun && (plural || object) || plural && object)
}

// opensObject reports whether an item may come right after a verb.
func (s *sentence) opensObject(it *item) bool {
	return it.mention >= 0 || it.flags&(isPreposition|isDate|isQuote) != 0 || it.tag == "DT" || it.tag == "PRP$" || it.tag == "TO" || it.tag == "CD" || it.tag == "PRP" || it.tag == "IN" || it.tag == "JJ" || it.tag == "NN" || it.tag == "NNP" || it.tag == "VBN"
}
