package neo4j

import (
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// setDate puts an ISO 8601 date into props as a DATE under name. Of a month or
// year it puts the first day and says so in name_precision; text that is no
// date goes to name_text. The properties that do not apply become nil, which
// removes them.
func setDate(props map[string]any, name, text string) {
	about := besideDate(name)
	props[name], props[about.precision], props[about.text] = nil, nil, nil
	if text == "" {
		return
	}
	if len(text) > len(time.DateOnly) {
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			props[name] = day(t.UTC())
			return
		}
	}
	for _, f := range []struct{ layout, precision string }{
		{time.DateOnly, ""}, {"2006-01", "month"}, {"2006", "year"},
	} {
		if len(text) != len(f.layout) {
			continue
		}
		t, err := time.Parse(f.layout, text)
		if err != nil {
			continue
		}
		props[name] = day(t)
		if f.precision != "" {
			props[about.precision] = f.precision
		}
		return
	}
	props[about.text] = text
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

// setTime puts the DATETIME of text under name when text has a time of day.
func setTime(props map[string]any, name, text string) {
	props[name] = nil
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		props[name] = t.UTC()
	}
}

func day(t time.Time) driver.Date {
	return driver.DateOf(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC))
}
