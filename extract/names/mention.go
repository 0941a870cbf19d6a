package names

import (
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Kind is the form of a mention.
type Kind string

// The kinds of mentions.
const (
	Name        Kind = "name"        // "Sequoia Capital"
	Demonym     Kind = "demonym"     // "Iranian" for the Place Iran
	Pronoun     Kind = "pronoun"     // "she", "its"
	Description Kind = "description" // "the company"
)

// Mention is a span of the text that stands for an entity.
type Mention struct {
	text.Span
	Type        schema.EntityType `json:"type"`
	Kind        Kind              `json:"kind"`
	Chain       int               `json:"chain"`            // id of its chain; -1 before coreference and for unresolved mentions
	Probability float64           `json:"probability"`      // 0 to 1, that span and type are right
	Listed      string            `json:"listed,omitempty"` // the id that a user's list gives the name

	Sentence int `json:"-"` // index into Document.Sentences
	First    int `json:"-"` // its first token in that sentence
	Last     int `json:"-"` // one past its last token
}

// Recognizer finds names. Implementations are safe for concurrent use.
type Recognizer interface {
	// Recognize returns the mentions of kind Name and Demonym of one article,
	// sorted by start, not overlapping, each within one sentence, with
	// Sentence, First and Last set and Chain -1.
	Recognize(doc text.Document) []Mention
}
