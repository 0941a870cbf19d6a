package values

import "github.com/newsgraph/newsgraph/extract/text"

// Kind is what a value measures.
type Kind string

// The kinds of values.
const (
	Date    Kind = "date"    // ISO 8601 with the precision given: "2020-08", "2020-11-12"
	Money   Kind = "money"   // amount and ISO 4217 code: "44300000000 USD"
	Percent Kind = "percent" // "1.6"
	Count   Kind = "count"   // "689000000"
)

// Value is a normalized quantity named by the text. ID is its index in the
// article's list.
type Value struct {
	ID int `json:"id"`
	text.Span
	Kind  Kind   `json:"kind"`
	Value string `json:"value"`
}
