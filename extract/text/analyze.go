package text

import (
	"fmt"
	"sync"
)

// An Analyzer splits texts into tagged tokens and sentences. It is cheap to
// share and safe for concurrent use.
type Analyzer struct {
	tagger   *tagger
	entities func() (*entityModel, error)
}

// New loads prose's tagging model. It takes about 100 ms; one Analyzer serves
// a whole process.
func New() (*Analyzer, error) {
	t, err := newTagger()
	if err != nil {
		return nil, fmt.Errorf("text: load tagger: %w", err)
	}
	return &Analyzer{tagger: t, entities: sync.OnceValues(newEntityModel)}, nil
}

// Default is the Analyzer that a process shares; it is loaded on first use.
var Default = sync.OnceValues(New)

// Analyze splits a text into sentences of tagged tokens. Every byte that is
// not white space belongs to exactly one token; any string is accepted.
func (a *Analyzer) Analyze(text string) Document {
	doc := Document{Text: text}
	words := splitWords(text)
	if len(words) == 0 {
		return doc
	}
	cutWords(text, words)
	total := 0
	for i := range words {
		total += len(words[i].parts)
	}
	tokens := make([]Token, 0, total+len(words)/8)
	var slots []slot
	for from := 0; from < len(words); {
		to := from + 1
		for to < len(words) && !words[to].starts {
			to++
		}
		first := len(tokens)
		tokens, slots = a.sentence(text, words[from:to], tokens, slots[:0])
		doc.Sentences = append(doc.Sentences, Sentence{
			Span:   Span{tokens[first].Start, tokens[len(tokens)-1].End},
			Tokens: tokens[first:len(tokens):len(tokens)],
		})
		from = to
	}
	return doc
}

// sentence appends the tagged tokens of one sentence.
func (a *Analyzer) sentence(text string, words []word, tokens []Token, slots []slot) ([]Token, []slot) {
	quoting := false // within single quotation marks
	for i := range words {
		w := &words[i]
		parts := w.parts
		if i == len(words)-1 {
			parts = splitFinalPeriod(parts)
		}
		for _, p := range parts {
			tokens = append(tokens, Token{
				Span: Span{w.Start + p.start, w.Start + p.end},
				Text: p.text,
			})
			if p.role != plain {
				tokens[len(tokens)-1].Tag = p.tag
			}
			if p.role != hyphenTail {
				s := slot{word: p.text, preset: p.tag, token: len(tokens) - 1}
				if p.role == hyphenHead {
					s.word, s.preset, s.token = p.whole, "", -1
				}
				switch p.text {
				case `"`:
					s.word = quoteSide(text, w.Start+p.start)
					s.preset = s.word
				case "'":
					s.preset = quoteSide(text, w.Start+p.start)
					if s.preset == "''" && !quoting {
						s.preset = "POS"
					}
					quoting = s.preset == "``"
				}
				slots = append(slots, s)
			}
		}
	}
	a.tagger.tag(slots)
	for _, s := range slots {
		if s.token >= 0 {
			tokens[s.token].Tag = s.tag
		}
	}
	return tokens, slots
}
