package neo4j

import (
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
)

// dateOf reads an ISO 8601 date: the first day of what it names, "month" or
// "year" when that is longer than a day, or the text when it is no date, in words
// when that has no year. What does not apply is nil.
func dateOf(text string) (date, precision, rest any) {
	if text == "" {
		return nil, nil, nil
	}
	if len(text) > len(time.DateOnly) {
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			return day(t.UTC()), nil, nil
		}
	}
	for _, f := range [...]struct {
		layout    string
		precision any
	}{
		{time.DateOnly, nil}, {"2006-01", "month"}, {"2006", "year"},
	} {
		if len(text) != len(f.layout) {
			continue
		}
		if t, err := time.Parse(f.layout, text); err == nil {
			return day(t), f.precision, nil
		}
	}
	return nil, nil, graph.Date(text)
}

// beside names the properties that stand beside a date.
type beside struct{ precision, text string }

// dateNames are those of the model's dates: every row has some.
var dateNames = sync.OnceValue(func() map[string]beside {
	out := map[string]beside{}
	for _, name := range []string{
		"first_said", "last_said", "valid_from", "valid_to", "first_seen", "last_seen", "published", "born_on", "died_on", "founded_on",
	} {
		out[name] = beside{name + "_precision", name + "_text"}
	}
	return out
})

func besideDate(name string) beside {
	if b, ok := dateNames()[name]; ok {
		return b
	}
	return beside{name + "_precision", name + "_text"}
}

// timeOf is the DATETIME of text that has a time of day, else nil.
func timeOf(text string) any {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC()
	}
	return nil
}

func day(t time.Time) driver.Date {
	return driver.Date(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC))
}
