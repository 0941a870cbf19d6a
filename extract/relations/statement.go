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
	Amount      string              `json:"amount,omitempty"`     // money of the deal: "1500000000 USD"
	Stake       string              `json:"stake,omitempty"`      // share held or bought: "8 %"
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
	Marks       []Mark    `json:"marks,omitempty"`   // what else in the text says so, by start
	Reasons     []string  `json:"reasons,omitempty"` // in words, the strongest first, at most MaxReasons
}

// MaxReasons is how many reasons evidence has at most.
const MaxReasons = 3

// Mark is a place in the text that shows a property of a statement. It lies in
// the sentence, but for a speaker who was named before.
type Mark struct {
	text.Span
	Kind MarkKind `json:"kind"`
}

// MarkKind says which property a mark shows.
type MarkKind string

// The kinds of marks.
const (
	TriggerMark  MarkKind = "trigger"  // the word that says which relation it is
	ModalityMark MarkKind = "modality" // the word that says how it holds
	SpeakerMark  MarkKind = "speaker"  // the mention of who says so
	RoleMark     MarkKind = "role"
	FromMark     MarkKind = "valid_from"
	ToMark       MarkKind = "valid_to"
	AmountMark   MarkKind = "amount"
	StakeMark    MarkKind = "stake"
)

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
