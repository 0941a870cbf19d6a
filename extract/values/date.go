package values

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// date takes the date that starts at token i and returns the token after it.
func (f *finder) date(i int) int {
	s := f.sense(i)
	switch s.role {
	case month:
		return f.monthFirst(i, i, s.n)
	case weekday:
		return f.onWeekday(i)
	case dayWord:
		return f.onDayWord(i, s.n)
	case relation:
		return f.related(i, s.n)
	case quarterName:
		if y, ok := f.year(i + 1); ok {
			return f.emit(i, i+2, Date, quarterOf(y, s.n))
		}
		return i
	case ordinal:
		return f.ofYear(i, s.n)
	case digitWord, article:
		return f.ago(i)
	}
	t := f.toks[i].Text
	if t[0] == '\'' {
		if strings.HasSuffix(t, "0s") {
			return f.emit(i, i+1, Date, fmt.Sprintf("19%c0/19%c9", t[1], t[1]))
		}
		return i
	}
	if j := f.dayFirst(i, i); j > i {
		return j
	}
	if v, ok := numeric(t); ok {
		return f.emit(i, i+1, Date, v)
	}
	if j := f.ago(i); j > i {
		return j
	}
	return f.yearFirst(i)
}

// year reads token i as a year.
func (f *finder) year(i int) (int, bool) {
	t := f.word(i)
	if len(t) != 4 || t[0] != '1' && t[0] != '2' {
		return 0, false
	}
	y, err := strconv.Atoi(t)
	return y, err == nil && y >= 1000 && y < 2200
}

// dayOf reads token i as the day of a month: "12", "12th".
func (f *finder) dayOf(i int) int {
	t := f.word(i)
	for _, ending := range [...]string{"st", "nd", "rd", "th"} {
		t = strings.TrimSuffix(t, ending)
	}
	if len(t) == 0 || len(t) > 2 || !isDigit(t[0]) || !isDigit(t[len(t)-1]) {
		return 0
	}
	d, _ := strconv.Atoi(t)
	if d > 31 {
		return 0
	}
	return d
}

// days reads one token or three as a range of days: "12-14", "12 – 14".
func (f *finder) days(i int) (first, last, next int) {
	if d := f.dayOf(i); d > 0 {
		if w := f.word(i + 1); w == "–" || w == "-" {
			if e := f.dayOf(i + 2); e > d {
				return d, e, i + 3
			}
		}
		return d, d, i + 1
	}
	a, b, ok := strings.Cut(f.word(i), "-")
	if !ok || len(a) > 2 || len(b) > 2 {
		return 0, 0, i
	}
	d, err1 := strconv.Atoi(a)
	e, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || d < 1 || e <= d || e > 31 {
		return 0, 0, i
	}
	return d, e, i + 1
}

// monthFirst takes "November 12", "November 12, 2020", "August 2020",
// "August"; m is the month at token i; the value starts at token from.
func (f *finder) monthFirst(from, i, m int) int {
	if y, ok := f.year(i + 1); ok {
		return f.emit(from, i+2, Date, fmt.Sprintf("%04d-%02d", y, m))
	}
	if f.word(i+1) == "," || f.word(i+1) == "of" {
		if y, ok := f.year(i + 2); ok {
			return f.emit(from, i+3, Date, fmt.Sprintf("%04d-%02d", y, m))
		}
	}
	if m == 9 && f.dayOf(i+1) == 11 && f.isAttack(i+2) {
		return f.emit(from, i+2, Date, "2001-09-11")
	}
	if y, j := f.namedYear(i + 1); y > 0 {
		return f.emit(from, j, Date, fmt.Sprintf("%04d-%02d", y, m))
	}
	if d, e, j := f.days(i + 1); d > 0 && f.word(j) != "%" && !f.counts(j) {
		if f.word(j) == "," {
			if y, ok := f.year(j + 1); ok {
				return f.dayValue(from, j+2, y, m, d, e)
			}
		}
		if y, ok := f.year(j); ok {
			return f.dayValue(from, j+1, y, m, d, e)
		}
		return f.dayValue(from, j, 0, m, d, e)
	}
	if from < i || !f.bareMonth(i) {
		return i
	}
	if !f.dated {
		return f.emit(i, i+1, Date, fmt.Sprintf("--%02d", m))
	}
	return f.emit(i, i+1, Date, fmt.Sprintf("%04d-%02d", f.yearOfMonth(m, f.tense(i, i+1)), m))
}

// counts reports whether token j is a noun that the number before it counts:
// "In May 12 people died".
func (f *finder) counts(j int) bool {
	return people[f.word(j)] || j < len(f.toks) && f.toks[j].Tag == "NNS" && f.word(j) != "talks"
}

// bareMonth reports whether the name of a month without a day or year is one.
func (f *finder) bareMonth(i int) bool {
	t := f.toks[i]
	if strings.HasSuffix(t.Text, ".") && len(t.Text) < 4 || t.Tag == "MD" {
		return false
	}
	return beforeMonth[f.word(i-1)] && (f.word(i-1) != "for" && f.word(i-1) != "and" && f.word(i-1) != "by" && f.word(i-1) != "of" ||
		!f.upper(i+1)) && !f.upper(i+1)
}

func (f *finder) upper(i int) bool {
	r, _ := utf8.DecodeRuneInString(f.word(i))
	return unicode.IsUpper(r)
}

// isAttack reports whether the attacks of 2001 are named at token i.
func (f *finder) isAttack(i int) bool {
	switch f.word(i) {
	case "attacks", "attack", "terror", "terrorist", "terrorism", "hijackers", "hijackings":
		return true
	}
	return false
}

// dayFirst takes "12 November 2020", "the 12th of November", "12-14 May".
func (f *finder) dayFirst(from, i int) int {
	d, e, j := f.days(i)
	if d == 0 {
		return i
	}
	if f.word(j) == "of" {
		j++
	}
	s := f.sense(j)
	if s.role != month || !f.upper(j) || f.toks[j].Tag == "MD" {
		return i
	}
	m := s.n
	j++
	if m == 9 && d == 11 && e == d && f.isAttack(j) {
		return f.emit(from, j, Date, "2001-09-11")
	}
	if y, ok := f.year(j); ok {
		return f.dayValue(from, j+1, y, m, d, e)
	}
	if f.word(j) == "," {
		if y, ok := f.year(j + 1); ok {
			return f.dayValue(from, j+2, y, m, d, e)
		}
	}
	return f.dayValue(from, j, 0, m, d, e)
}

// dayValue emits the days d to e of a month; a year of 0 is to be resolved.
func (f *finder) dayValue(i, j, y, m, d, e int) int {
	if y == 0 {
		if named, next := f.namedYear(j); named > 0 {
			y, j = named, next
		}
	}
	if e > daysIn(y, m) {
		return i
	}
	form := func(day int) string { return fmt.Sprintf("--%02d-%02d", m, day) }
	if y == 0 && f.dated {
		y = f.yearOfDay(m, d, f.tense(i, j))
	}
	if y > 0 {
		form = func(day int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, day) }
	}
	value := form(d)
	if e > d {
		value += "/" + form(e)
	}
	return f.emit(i, j, Date, value)
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y > 0 && (y%4 != 0 || y%100 == 0 && y%400 != 0) {
			return 28
		}
		return 29
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// numeric reads a date written in digits: "2020-11-12", "2020-11", "14.8.2020".
// Of "11/12/2020" nobody knows the month; it is taken only if one number is
// above 12.
func numeric(t string) (string, bool) {
	if len(t) < 7 || len(t) > 20 {
		return "", false
	}
	day := t
	if len(t) > 10 && t[10] == 'T' {
		day = t[:10]
	}
	separator := strings.IndexAny(day, "-/.")
	if separator < 0 {
		return "", false
	}
	parts := strings.Split(day, day[separator:separator+1])
	var n [3]int
	if len(parts) > 3 || len(parts) < 2 {
		return "", false
	}
	for k, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || len(p) > 4 {
			return "", false
		}
		n[k] = v
	}
	y, m, d := n[0], n[1], n[2]
	switch {
	case len(parts) == 2:
		if day[separator] != '-' || len(parts[0]) != 4 || len(parts[1]) != 2 || m < 1 || m > 12 || m == (y+1)%100 || y < 1800 || y > 2199 {
			return "", false
		}
		return day, true
	case len(parts[0]) == 4:
	case len(parts[2]) == 4:
		y, m, d = n[2], n[1], n[0]
		if day[separator] == '/' {
			switch {
			case n[0] > 12:
			case n[1] > 12:
				m, d = n[0], n[1]
			case n[0] != n[1]:
				return "", false
			}
		}
	default:
		return "", false
	}
	if y < 1000 || y > 2199 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d), true
}

// yearFirst takes "2020", "the 1990s", "2010-2015", "2004-05".
func (f *finder) yearFirst(i int) int {
	t := f.toks[i].Text
	if len(t) == 5 && strings.HasSuffix(t, "0s") || len(t) == 4 && strings.HasSuffix(t, "0") && f.word(i+1) == "'s" {
		y, err := strconv.Atoi(t[:4])
		if err != nil || y < 1500 || y > 2090 {
			return i
		}
		j := i + 1
		if len(t) == 4 {
			j++
		}
		if len(t) == 5 || f.sense(i-1).role == none && f.word(i-1) == "the" {
			if y%100 == 0 && y < 2000 {
				return f.emit(i, j, Date, fmt.Sprintf("%04d/%04d", y, y+99))
			}
			return f.emit(i, j, Date, fmt.Sprintf("%04d/%04d", y, y+9))
		}
	}
	if len(t) == 7 || len(t) == 9 {
		y, err1 := strconv.Atoi(t[:4])
		z, err2 := strconv.Atoi(t[5:])
		if err1 == nil && err2 == nil && (t[4] == '-' || t[4] == '/') && y >= 1500 && y < 2200 {
			if len(t) == 7 && z == (y+1)%100 {
				return f.emit(i, i+1, Date, fmt.Sprintf("%04d/%04d", y, y+1))
			}
			if len(t) == 9 && z > y && z < 2200 {
				return f.emit(i, i+1, Date, fmt.Sprintf("%04d/%04d", y, z))
			}
		}
		return i
	}
	y, ok := f.year(i)
	if !ok || y < 1500 {
		return i
	}
	if w := f.word(i + 1); w == "–" || w == "-" {
		if z, ok := f.year(i + 2); ok && z > y {
			return f.emit(i, i+3, Date, fmt.Sprintf("%04d/%04d", y, z))
		}
		if next := f.word(i + 2); len(next) == 2 && isDigit(next[0]) && isDigit(next[1]) {
			if z := y - y%100 + int(next[0]-'0')*10 + int(next[1]-'0'); z > y {
				return f.emit(i, i+3, Date, fmt.Sprintf("%04d/%04d", y, z))
			}
		}
	}
	if !f.standsAsYear(i, y) {
		return i
	}
	return f.emit(i, i+1, Date, strconv.Itoa(y))
}

// standsAsYear reports whether a number of four digits is a year here.
func (f *finder) standsAsYear(i, y int) bool {
	next := f.word(i + 1)
	if measures[next] || people[next] || next == "%" || next == "percent" || next == "per" {
		return false
	}
	if s := f.sense(i + 1); s.role == currency || s.role == magnitude || s.role == unit {
		return false
	}
	if s := f.sense(i - 1); s.role == sign || s.role == digitWord {
		return false
	}
	before := f.word(i - 1)
	counted := i+1 < len(f.toks) && f.toks[i+1].Tag == "NNS" && !f.upper(i+1)
	if y < 1900 || y > 2099 {
		switch before {
		case "in", "In", "since", "Since", "until", "from", "From":
			return !counted
		}
		return false
	}
	if counted {
		switch before {
		case "in", "In", "since", "Since", "the", "The", "during", "During", "from", "after", "After", "before", "its", "his", "her":
			switch next {
			case "jobs", "workers", "soldiers", "years", "homes", "employees", "members", "pages", "words", "votes", "shares":
				return false
			}
			return true
		}
		return false
	}
	if beforeYear[before] {
		return true
	}
	switch before {
	case "(", ",", "/", "":
		return next != "-"
	}
	return i > 0 && f.upper(i-1) && f.toks[i-1].Tag == "NNP" && f.sense(i-1).role == none || next == "," || next == ")" || next == "'s"
}

// ofYear takes "first quarter of 2019" and "second half of 2019".
func (f *finder) ofYear(i, n int) int {
	j := i + 2
	if w := f.word(j); w == "of" || w == "in" {
		j++
	}
	y, ok := f.year(j)
	if !ok {
		return i
	}
	switch f.word(i + 1) {
	case "quarter":
		return f.emit(i, j+1, Date, quarterOf(y, n))
	case "half":
		if n <= 2 {
			return f.emit(i, j+1, Date, fmt.Sprintf("%04d-%02d/%04d-%02d", y, 6*n-5, y, 6*n))
		}
	}
	return i
}

// quarterOf is a quarter as an interval of months.
func quarterOf(y, n int) string {
	return fmt.Sprintf("%04d-%02d/%04d-%02d", y, 3*n-2, y, 3*n)
}

// isNamed reports whether the weekday at token i is part of a name.
func (f *finder) isNamed(i int) bool {
	return namedDays[f.word(i-1)] || dayTitles[f.word(i+1)] || f.word(i-2) == "Mail" && f.word(i-1) == "on"
}
