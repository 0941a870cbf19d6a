// Package values finds dates, money, percentages and counts and normalizes
// them: sentences and the article's date in, values with byte offsets out.
package values
