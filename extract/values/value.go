package values

import "github.com/newsgraph/newsgraph/extract/text"

// Kind is what a value measures.
type Kind string

// The kinds of values.
const (
	// Date is ISO 8601 with the precision given: "2020", "2020-08",
	// "2020-11-12", the week "2020-W46", intervals of these ("2019-07/2019-09"
	// for a quarter, "1990/1999" for a decade); without a year, where the
	// article bears no date, "--11-12" and "--11".
	Date    Kind = "date"
	Money   Kind = "money"   // amount and ISO 4217 code: "44300000000 USD"
	Percent Kind = "percent" // "1.6"; of basis points the hundredth
	Count   Kind = "count"   // "689000000"; the span is that of the number
)

// Value is a normalized quantity named by the text. ID is its index in the
// article's list.
type Value struct {
	ID int `json:"id"`
	text.Span
	Kind  Kind   `json:"kind"`
	Value string `json:"value"`
}
