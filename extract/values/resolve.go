package values

import (
	"fmt"
	"strings"
	"time"
)

// onWeekday takes "Monday" and "Monday, November 12".
func (f *finder) onWeekday(i int) int {
	if f.isNamed(i) {
		return i
	}
	j := i + 1
	if f.word(j) == "," {
		j++
	}
	if f.word(j) == "the" {
		j++
	}
	if s := f.sense(j); s.role == month && f.upper(j) {
		if d, _, _ := f.days(j + 1); d > 0 {
			if k := f.monthFirst(i, j, s.n); k > j {
				return k
			}
		}
	}
	if k := f.dayFirst(i, j); k > j {
		return k
	}
	if !f.dated || len(f.word(i)) < 6 && strings.HasSuffix(f.word(i), ".") && f.word(i-1) != "on" {
		return i
	}
	back := (int(f.day.Weekday()) - f.sense(i).n + 7) % 7
	day := f.day.AddDate(0, 0, -back)
	if f.tense(i, i+1) == future && back > 0 {
		day = day.AddDate(0, 0, 7)
	}
	return f.emit(i, i+1, Date, day.Format(time.DateOnly))
}

// onDayWord takes "yesterday", "today" and "tomorrow".
func (f *finder) onDayWord(i, distance int) int {
	if !f.dated || i > 0 && f.upper(i) && f.upper(i-1) { // "USA Today"
		return i
	}
	return f.emit(i, i+1, Date, f.day.AddDate(0, 0, distance).Format(time.DateOnly))
}

// related takes "last Tuesday", "this week", "next month", "last November".
func (f *finder) related(i, n int) int {
	if !f.dated {
		return i
	}
	switch f.word(i - 1) {
	case "the", "The", "at", "his", "her", "their", "its", "those", "very":
		return i // "the last week", "at last"
	}
	s := f.sense(i + 1)
	switch s.role {
	case weekday:
		if f.isNamed(i + 1) {
			return i
		}
		ahead := (s.n - int(f.day.Weekday()) + 7) % 7
		switch {
		case n < 0:
			ahead -= 7
		case n > 0 && ahead == 0:
			ahead = 7
		case n == 0 && f.tense(i, i+2) == past && ahead > 0:
			ahead -= 7
		}
		return f.emit(i, i+2, Date, f.day.AddDate(0, 0, ahead).Format(time.DateOnly))
	case month:
		if !f.upper(i+1) || f.dayOf(i+2) > 0 {
			return i
		}
		y, this := f.day.Year(), int(f.day.Month())
		if n < 0 && s.n >= this {
			y--
		}
		if n > 0 && s.n <= this {
			y++
		}
		return f.emit(i, i+2, Date, fmt.Sprintf("%04d-%02d", y, s.n))
	case unit:
		if strings.HasSuffix(f.word(i+1), "s") {
			return i
		}
		if v := f.shift(s.n, n); v != "" {
			return f.emit(i, i+2, Date, v)
		}
	}
	switch w := f.word(i + 1); {
	case n == 0 && (w == "morning" || w == "afternoon" || w == "evening"):
		return f.emit(i, i+2, Date, f.day.Format(time.DateOnly))
	case n < 0 && w == "night":
		return f.emit(i, i+2, Date, f.day.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	return i
}

// The units of time, as the lexicon numbers them.
const (
	unitDay = iota
	unitWeek
	unitMonth
	unitQuarter
	unitYear
)

// shift is the unit of time that lies n units from the day of publication.
// Weeks are ISO 8601 weeks.
func (f *finder) shift(u, n int) string {
	first := time.Date(f.day.Year(), f.day.Month(), 1, 0, 0, 0, 0, time.UTC)
	switch u {
	case unitDay:
		if n == 0 {
			return "" // "this day"
		}
		return f.day.AddDate(0, 0, n).Format(time.DateOnly)
	case unitWeek:
		y, w := f.day.AddDate(0, 0, 7*n).ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case unitMonth:
		return first.AddDate(0, n, 0).Format("2006-01")
	case unitQuarter:
		at := first.AddDate(0, 3*n, 0)
		return quarterOf(at.Year(), (int(at.Month())+2)/3)
	case unitYear:
		return first.AddDate(n, 0, 0).Format("2006")
	}
	return ""
}

// ago takes "two years ago", "a month ago", "10 days ago"; the result is as
// precise as the unit.
func (f *finder) ago(i int) int {
	if !f.dated {
		return i
	}
	n, j := int64(1), i+1
	if s := f.sense(i); s.role != article {
		if f.sense(j).role != unit {
			return i
		}
		q, ok := f.number(i)
		if !ok || !q.value.IsInt() || q.next != j {
			return i
		}
		n = q.value.Num().Int64()
	}
	u := f.sense(j)
	if u.role != unit || f.word(j+1) != "ago" || n < 0 || n > 500 {
		return i
	}
	return f.emit(i, j+2, Date, f.shift(u.n, -int(n)))
}

type tense int

const (
	unknown tense = iota
	past
	future
)

// tense is that of the verb which the date at tokens i to j-1 goes with: the
// nearest one before it, else the nearest after it.
func (f *finder) tense(i, j int) tense {
	if f.word(i-1) == "in" && strings.EqualFold(f.word(i-2), "earlier") {
		return past
	}
	for k := i - 1; k >= 0 && k > i-15; k-- {
		if t := f.verb(k); t != unknown {
			return t
		}
	}
	for k := j; k < len(f.toks) && k < j+12; k++ {
		if t := f.verb(k); t != unknown {
			return t
		}
	}
	return unknown
}

// verb is the tense of token k, if it is a verb that shows one.
func (f *finder) verb(k int) tense {
	t := f.toks[k]
	switch t.Text {
	case "will", "'ll", "wo", "due", "scheduled", "expected", "set", "shall", "plans", "upcoming", "until", "by", "deadline",
		"may", "could", "would", "should", "might":
		if (t.Text == "by" || t.Text == "until") && k+1 < len(f.toks) && f.sense(k+1).role != month && f.sense(k+1).role != weekday {
			return unknown
		}
		return future
	}
	switch t.Tag {
	case "VBD":
		return past
	case "VBN":
		for b := k - 1; b >= 0 && b >= k-2; b-- {
			switch f.word(b) {
			case "was", "were", "had", "has", "have", "'ve", "been":
				return past
			}
		}
	case "VB":
		if f.word(k-1) == "to" {
			switch f.word(k - 2) {
			case "is", "are", "'s", "going", "plan", "plans", "due":
				return future
			}
		}
	case "VBZ", "VBP":
		switch t.Text {
		case "is", "are", "has", "have", "'s", "'re", "'ve", "does", "do", "says":
			return unknown
		}
		return future // "play starts on Monday"
	}
	return unknown
}

// namedYear reads "last year", "of this year" from token j on.
func (f *finder) namedYear(j int) (y, next int) {
	if f.word(j) == "of" {
		j++
	}
	if s := f.sense(j); f.dated && s.role == relation && f.word(j+1) == "year" {
		return f.day.Year() + s.n, j + 2
	}
	return 0, j
}

// yearOfDay is the year of a day that was named without one.
func (f *finder) yearOfDay(m, d int, t tense) int {
	y := f.day.Year()
	at := func(y int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	switch t {
	case past:
		if at(y).After(f.day) {
			return y - 1
		}
		return y
	case future:
		if at(y).Before(f.day) {
			return y + 1
		}
		return y
	}
	best := y
	for _, c := range []int{y - 1, y + 1} {
		if at(c).Sub(f.day).Abs() < at(best).Sub(f.day).Abs() {
			best = c
		}
	}
	return best
}

// yearOfMonth is the year of a month that was named without one.
func (f *finder) yearOfMonth(m int, t tense) int {
	y, this := f.day.Year(), int(f.day.Month())
	switch {
	case t == future && m < this:
		return y + 1
	case t == past && m > this, t == unknown && m > this+6:
		return y - 1
	case t == unknown && m < this-6:
		return y + 1
	}
	return y
}
