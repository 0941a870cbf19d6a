// Package values finds dates, money, percentages and counts and normalizes
// them: an analyzed text and the article's date in, values with byte offsets
// out, sorted and not overlapping.
//
// The rules are our own and read tokens from left to right; the longest
// reading at a token wins. Dates are ISO 8601, currencies ISO 4217, amounts
// exact decimals (big.Rat, never floating point).
//
// Relative dates are resolved against the article's date: "Monday" is the last
// one, or the next one where the nearest verb speaks of the future ("will
// meet", "is due"); a day or month without a year is taken likewise, and where
// no verb decides it is the nearest. "Last year" is a year, "last week" an ISO
// week; "the last week" is a duration and no value. Of "11/12/2020" nobody
// knows the month, so it is left out.
//
// Plain "$" and "dollars" are US dollars. "Pounds" are money only with a
// magnitude, from a thousand on, or as "pounds sterling": others are weights.
// A range such as "5-10%" or "$5 to $6 billion" is two values of one kind. A
// count is a number that a plural noun follows; measures, durations, scores,
// ages and the numbers in names ("Apollo 11") are none.
package values
