package names

import (
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Stock is prose v2's own recognizer. It knows people and places (and calls
// most organizations one of them); its probability is its measured precision
// on news, the same for all mentions of a type.
type Stock struct{ analyzer *text.Analyzer }

// Prose returns the stock recognizer. It fails when prose's model cannot be
// loaded.
func Prose(a *text.Analyzer) (*Stock, error) {
	if _, err := a.ProseEntities(text.Document{}); err != nil {
		return nil, err
	}
	return &Stock{analyzer: a}, nil
}

// Recognize implements Recognizer.
func (s *Stock) Recognize(doc text.Document) []Mention {
	entities, err := s.analyzer.ProseEntities(doc)
	if err != nil {
		return nil // the model was loaded when s was made; it does not fail later
	}
	var out []Mention
	for _, e := range entities {
		m := Mention{Span: e.Span, Kind: Name, Chain: -1, Sentence: e.Sentence, First: e.First, Last: e.Last}
		switch e.Label {
		case "PERSON":
			m.Type, m.Probability = schema.Person, 0.55
		case "GPE", "LOCATION", "FACILITY", "GSP":
			m.Type, m.Probability = schema.Place, 0.4
		case "ORGANIZATION":
			m.Type, m.Probability = schema.Organization, 0.45
		default:
			continue
		}
		out = append(out, m)
	}
	return out
}
