package graph

import (
	"strconv"
	"strings"
	"time"
)

// Date words a date for people: one without a year, as undated articles give
// ("--11-17", "--01"), becomes "17 November" or "January"; others stay as they
// are.
func Date(s string) string {
	rest, ok := strings.CutPrefix(s, "--")
	if !ok {
		return s
	}
	month, day, hasDay := strings.Cut(rest, "-")
	m, err := strconv.Atoi(month)
	if err != nil || m < 1 || m > 12 {
		return s
	}
	if !hasDay {
		return time.Month(m).String()
	}
	d, err := strconv.Atoi(day)
	if err != nil || d < 1 || d > 31 {
		return s
	}
	return strconv.Itoa(d) + " " + time.Month(m).String()
}
