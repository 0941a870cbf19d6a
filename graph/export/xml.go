package export

import (
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// escaped writes a text as the content of an element or attribute. What XML
// cannot hold becomes U+FFFD.
func (o *output) escaped(s string) { _ = xml.EscapeText(o.Writer, []byte(s)) } // an error shows at the flush

// attribute is an attribute of entities or relations in the formats for looking.
// An empty value means that there is none.
type attribute[T any] struct {
	name, kind string // string, int or double
	of         func(T) string
}

// shown is an entity with the facts that its node shows.
type shown struct {
	graph.Entity
	facts map[schema.RelationType]graph.Statement
}

func entityAttributes() []attribute[shown] {
	fact := func(t schema.RelationType) func(shown) string {
		return func(e shown) string { return graph.Date(e.facts[t].Value) }
	}
	return []attribute[shown]{
		{"type", "string", func(e shown) string { return string(e.Type) }},
		{"aliases", "string", func(e shown) string { return strings.Join(aliases(e.Entity), "; ") }},
		{"mentions", "int", func(e shown) string { return strconv.Itoa(e.Mentions) }},
		{"articles", "int", func(e shown) string { return strconv.Itoa(e.Articles) }},
		{"first_seen", "string", func(e shown) string { return day(e.FirstSeen) }},
		{"last_seen", "string", func(e shown) string { return day(e.LastSeen) }},
		{"born_on", "string", fact(schema.BornOn)},
		{"died_on", "string", fact(schema.DiedOn)},
		{"founded_on", "string", fact(schema.FoundedOn)},
	}
}

func relationAttributes() []attribute[graph.Statement] {
	type s = graph.Statement
	return []attribute[s]{
		{"type", "string", func(r s) string { return string(r.Type) }},
		{"modality", "string", func(r s) string { return string(r.Modality) }},
		{"role", "string", func(r s) string { return label(r.Role) }},
		{"amount", "string", func(r s) string { return label(r.Amount) }},
		{"stake", "string", func(r s) string { return label(r.Stake) }},
		{"confidence", "double", func(r s) string { return strconv.FormatFloat(r.Confidence, 'g', -1, 64) }},
		{"support", "int", func(r s) string { return strconv.Itoa(r.Support) }},
		{"stories", "int", func(r s) string { return strconv.Itoa(r.Stories) }},
		{"first_said", "string", func(r s) string { return day(r.FirstSaid) }},
		{"last_said", "string", func(r s) string { return day(r.LastSaid) }},
		{"valid_from", "string", func(r s) string { return graph.Date(day(r.ValidFrom)) }},
		{"valid_to", "string", func(r s) string { return graph.Date(day(r.ValidTo)) }},
	}
}
