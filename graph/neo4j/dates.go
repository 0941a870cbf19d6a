package neo4j

import (
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// setDate puts an ISO 8601 date into props as a DATE under name. Of a month or
// year it puts the first day and says so in name_precision; text that is no
// date goes to name_text. The properties that do not apply become nil, which
// removes them.
func setDate(props map[string]any, name, text string) {
	props[name], props[name+"_precision"], props[name+"_text"] = nil, nil, nil
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
			props[name+"_precision"] = f.precision
		}
		return
	}
	props[name+"_text"] = text
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
