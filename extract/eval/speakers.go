package eval

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Quotation is an annotated part of an article that somebody says. Speaker is
// nil when no name of the article stands for who does.
type Quotation struct {
	Document string `json:"document"`
	text.Span
	Speaker *text.Span `json:"speaker"`
}

// ReadQuotations reads JSON Lines of quotations.
func ReadQuotations(r io.Reader) ([]Quotation, error) {
	var list []Quotation
	for d := json.NewDecoder(r); ; {
		var q Quotation
		switch err := d.Decode(&q); {
		case err == io.EOF:
			return list, nil
		case err != nil:
			return list, fmt.Errorf("quotation %d: %w", len(list)+1, err)
		}
		list = append(list, q)
	}
}

// Speaks reports whether the sayings of an article give a quotation its
// speaker: the saying that covers most of the quotation, at least half, is of a
// chain with a mention where the annotated speaker stands. A quotation without
// a named speaker must have none.
func Speaks(in relations.Input, sayings []relations.Saying, q Quotation) bool {
	chain, most := -1, (q.End-q.Start+1)/2
	for _, s := range sayings {
		if n := min(s.End, q.End) - max(s.Start, q.Start); n >= most {
			chain, most = s.Chain, n+1
		}
	}
	if chain < 0 || q.Speaker == nil {
		return chain < 0 && q.Speaker == nil
	}
	for _, m := range in.Mentions {
		if m.Chain == chain && m.Overlaps(*q.Speaker) {
			return true
		}
	}
	return false
}
