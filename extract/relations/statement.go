package relations

import (
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// Statement is a relation that an article states between two chains. Object is
// the id of a chain or, for born_on, died_on and founded_on, of a value.
type Statement struct {
	Type        schema.RelationType `json:"type"`
	Subject     int                 `json:"subject"`
	Object      int                 `json:"object"`
	Modality    schema.Modality     `json:"modality"`
	Role        string              `json:"role,omitempty"`       // "deputy finance minister"
	Speaker     *int                `json:"speaker,omitempty"`    // chain that says so, nil when the article itself does
	ValidFrom   string              `json:"valid_from,omitempty"` // ISO 8601
	ValidTo     string              `json:"valid_to,omitempty"`   // ISO 8601
	Amount      string              `json:"amount,omitempty"`     // value of the deal or stake: "1500000000 USD", "8 %"
	Probability float64             `json:"probability"`          // of its best evidence
	Evidence    []Evidence          `json:"evidence"`             // at least one, by start
}

// Evidence is one place in the text that makes the statement. Its own span is
// the sentence.
type Evidence struct {
	text.Span
	Subject     text.Span `json:"subject"`
	Object      text.Span `json:"object"`
	Rule        string    `json:"rule"` // id of the rule, or name of the model, that fired
	Probability float64   `json:"probability"`
}

// Input is what statements are read from: one analysed article. Mentions have
// their chains; those of kind pronoun and description are among them.
type Input struct {
	Doc       text.Document
	Title     text.Span // the headline within Doc.Text; empty when there is none
	Published string    // ISO 8601, may be empty
	Mentions  []names.Mention
	Values    []values.Value
	Chains    []coref.Chain
}
