package names

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// seatProbability is that of the party and the state of a lawmaker.
const seatProbability = 0.99

// longestSeat is the most bytes that a state in brackets takes.
const longestSeat = len("District of Columbia")

// withSeats puts a lawmaker's party and state, which texts write in brackets
// after the name ("Ann Poe (R-Utah)"), in place of the mentions that they touch:
// the letter is a Group, the state a Place. Of independents ("I-Vt.") only the
// state is a name.
func withSeats(doc text.Document, mentions []Mention) []Mention {
	for s := range doc.Sentences {
		tokens := doc.Sentences[s].Tokens
		for i := range tokens {
			start := tokens[i].Start
			if start == 0 || doc.Text[start-1] != '(' {
				continue
			}
			if seat := seatAt(doc, s, i); len(seat) > 0 {
				end := seat[len(seat)-1].End
				mentions = slices.DeleteFunc(mentions, func(m Mention) bool { return m.Start < end && start < m.End })
				at, _ := slices.BinarySearchFunc(mentions, start, func(m Mention, start int) int { return m.Start - start })
				mentions = slices.Insert(mentions, at, seat...)
			}
		}
	}
	return mentions
}

// seatAt reads the party and state that begin at token i of a sentence, nil when
// there are none.
func seatAt(doc text.Document, sentence, i int) []Mention {
	tokens, limit := doc.Sentences[sentence].Tokens, doc.Sentences[sentence].End
	start := tokens[i].Start
	letter, hyphen, ok := strings.Cut(doc.Text[start:min(start+2, limit)], "-")
	if !ok || hyphen != "" || !strings.Contains("RDI", letter) || letter == "" {
		return nil
	}
	from := start + 2
	inner, _, closed := strings.Cut(doc.Text[from:min(from+longestSeat+1, len(doc.Text))], ")")
	if _, ok := gazetteer.StateOf(inner); !ok || !closed || from+len(inner) > limit {
		return nil
	}
	state := Mention{
		Span: text.Span{Start: from, End: from + len(inner)}, Type: schema.Place, Kind: Name, Chain: -1,
		Probability: seatProbability, Sentence: sentence, First: i, Last: i + 1,
	}
	for state.First+1 < len(tokens) && tokens[state.First].End <= state.Start {
		state.First++
	}
	for state.Last < len(tokens) && tokens[state.Last].Start < state.End {
		state.Last++
	}
	if letter == "I" {
		return []Mention{state}
	}
	party := state
	party.Span, party.Type, party.First, party.Last = text.Span{Start: start, End: start + 1}, schema.Group, i, i+1
	return []Mention{party, state}
}
