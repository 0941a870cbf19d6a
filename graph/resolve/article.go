package resolve

import (
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Article is what resolving needs of one extraction. All strings stand for
// themselves; the text of the embedded article is carried along for the graph
// and not looked at, so that a caller may keep it elsewhere.
type Article struct {
	article.Article
	Chains     []Chain // by the ids of the extraction: its index is its id
	Mentions   []Mention
	Statements []Statement
	Shingles   []uint32 // hashes of the text's word 5-grams, sorted, each once
}

// Chain is a chain of one article with what tells it from others of its name.
type Chain struct {
	Type   schema.EntityType
	Name   string
	Forms  []Form         // of its names, by count, most first, then by text
	Fields map[Field]int  // hints of what the person does
	Labels map[string]int // countries by ISO 3166 code that a name goes with: "Iranian" before "parliament"; those that a person serves
	Listed string         // the id that a user's list gives the first of its names that has one
}

// Form is a name that mentions of a chain use.
type Form struct {
	Text  string
	Count int
}

// Mention is a mention that belongs to a chain.
type Mention struct {
	text.Span
	Chain       int
	Type        schema.EntityType
	Kind        names.Kind
	Form        string
	Probability float64
}

// Statement is a statement between chains, its values and sentences written
// out.
type Statement struct {
	Type        schema.RelationType
	Subject     int    // chain
	Object      int    // chain; -1 for a dated fact
	Value       string // date of a dated fact
	Modality    schema.Modality
	Role        string
	Speaker     int // chain, -1 for the article itself
	ValidFrom   string
	ValidTo     string
	Amount      string
	Stake       string
	Probability float64
	Evidence    []Evidence
	Said        []Said // in a digest, in place of Evidence, where an end has several forms
}

// Evidence is a sentence that makes a statement.
type Evidence struct {
	text.Span
	Subject     text.Span
	Object      text.Span
	Rule        string
	Probability float64
	Sentence    string
	Marks       []relations.Mark
	Reasons     []string
}

// Field is a walk of life. Two people of one name are told apart by it.
type Field string

// The fields.
const (
	Politics Field = "politics"
	Sport    Field = "sport"
	Business Field = "business"
	Arts     Field = "arts"
	Science  Field = "science"
	Military Field = "military"
	Law      Field = "law"
	Religion Field = "religion"
	Media    Field = "media"
)
