package graph

import (
	"fmt"
	"strconv"
	"strings"
)

// Amount writes an amount or a share of a statement for people: "4600000000
// USD" as "4.6 billion USD".
func Amount(s string) string {
	number, unit, ok := strings.Cut(s, " ")
	n, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil {
		return s
	}
	for _, step := range []struct {
		size float64
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if n >= step.size {
			return fmt.Sprintf("%s %s %s", strconv.FormatFloat(n/step.size, 'f', -1, 64), step.word, unit)
		}
	}
	return s
}
