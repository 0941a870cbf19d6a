package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a date as news sites and feeds write it and gives it as
// "2006-01-02" when it has no time of day (or midnight UTC, which stands for
// none), else as RFC 3339 in UTC. A time without a zone is taken as UTC.
//
// It reads ISO 8601 in long and compact form, RFC 822, 850, 1123, Unix and
// written-out dates ("Sept. 10, 2020 at 3:04 p.m. EDT", "10 September 2020",
// month names of six languages), 9/10/20 as month, day, year (as day, month,
// year where there is no such month), 10.9.2020 as day, month, year, and
// seconds, milliseconds or microseconds since 1970. A place may stand before a
// written-out date, as in press releases. Everything else is an
// error; nothing is guessed from a part, and no result depends on today.
func ParseDate(s string) (string, error) {
	t, day, ok := parseDate(s)
	if !ok || t.Year() < 1600 || t.Year() > 2200 {
		return "", fmt.Errorf("%q: want RFC 3339 or YYYY-MM-DD", shorten(s))
	}
	return formatDate(t, day), nil
}

func formatDate(t time.Time, dayOnly bool) string {
	t = t.UTC()
	if dayOnly || t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)) {
		return t.Format(time.DateOnly)
	}
	return t.Truncate(time.Second).Format(time.RFC3339)
}

// shorten cuts what an error quotes.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

var (
	isoDate = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ]\s*(\S.*))?$`)
	compact = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:[Tt]?(\d{2})(\d{2})(\d{2})?([Zz])?)?$`)
	slashed = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:,?\s+(\S.*))?$`)
	yearly  = regexp.MustCompile(`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:,?\s+(\S.*))?$`)
	dotted  = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:,?\s+(\S.*))?$`)
	epoch   = regexp.MustCompile(`^(\d{9,10}|\d{12,13}|\d{15,16})(?:\.\d+)?$`)
	clock   = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?$`)
	ampm    = regexp.MustCompile(`(?i)^(\d{1,2})(?:[:.](\d{2}))?(am|pm)$`)
	offset  = regexp.MustCompile(`^(?:UTC|GMT|utc|gmt)?([+-])(\d{2}):?(\d{2})?$`)
	ordinal = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er|º|\.)?$`)
	placed  = regexp.MustCompile(`^\p{Lu}[\pL .]+, (?:\p{Lu}[\pL.]*, )?((?:\pL+,? )?(?:\pL{3,9}\.? \d{1,2}|\d{1,2} \pL{3,9}\.?),? \d{4})$`) // "Washington, DC, May 3, 2021"
	dashed  = regexp.MustCompile(`\b(\d{1,2})-(\pL{3,9})-(\d{2,4})\b`)
)

// parseDate gives the time and whether only the day is known.
func parseDate(s string) (t time.Time, dayOnly, ok bool) {
	s = oneLine(s)
	if s == "" || len(s) > 100 {
		return t, false, false
	}
	switch {
	case epoch.MatchString(s):
		return fromEpoch(s)
	case compact.MatchString(s):
		m := compact.FindStringSubmatch(s)
		if m[4] == "" {
			return assemble(m[1], m[2], m[3], "")
		}
		return assemble(m[1], m[2], m[3], m[4]+":"+m[5]+":"+(m[6] + "00")[:2])
	case isoDate.MatchString(s):
		m := isoDate.FindStringSubmatch(s)
		return assemble(m[1], m[2], m[3], m[4])
	case yearly.MatchString(s):
		m := yearly.FindStringSubmatch(s)
		return assemble(m[1], m[2], m[3], m[4])
	case slashed.MatchString(s):
		m := slashed.FindStringSubmatch(s)
		if n, _ := strconv.Atoi(m[1]); n > 12 {
			m[1], m[2] = m[2], m[1]
		}
		return assemble(m[3], m[1], m[2], m[4])
	case dotted.MatchString(s):
		m := dotted.FindStringSubmatch(s)
		return assemble(m[3], m[2], m[1], m[4])
	}
	if t, day, ok := fromWords(s); ok {
		return t, day, true
	}
	if m := placed.FindStringSubmatch(s); m != nil {
		return fromWords(m[1])
	}
	return t, false, false
}

func fromEpoch(s string) (time.Time, bool, bool) {
	whole, _, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}, false, false
	}
	switch {
	case len(whole) >= 15:
		return time.UnixMicro(n), false, true
	case len(whole) >= 12:
		return time.UnixMilli(n), false, true
	}
	return time.Unix(n, 0), false, true
}

// assemble builds a time from digits of the date and the words of the clock.
func assemble(year, month, day, rest string) (time.Time, bool, bool) {
	y, _ := strconv.Atoi(year)
	mo, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	p := dateParts{year: fullYear(y, len(year)), month: mo, day: d}
	if rest != "" {
		for _, w := range words(rest) {
			if !p.clockWord(w) {
				return time.Time{}, false, false
			}
		}
		if !p.hasClock {
			return time.Time{}, false, false
		}
	}
	return p.time()
}

// fullYear adds the century to a year of two digits: 70 to 99 are 1970 to 1999.
func fullYear(y, digits int) int {
	switch {
	case digits > 2:
		return y
	case y >= 70:
		return 1900 + y
	}
	return 2000 + y
}

// dateParts are what has been read of a date.
type dateParts struct {
	year, month, day int
	hour, min, sec   int
	hasClock, noon   bool // noon: am or pm was seen
	zone             int  // seconds east of UTC
	hasZone          bool
	american         bool // the zone is "ET" or the like, which does not say whether it is summer time
}

func (p *dateParts) time() (time.Time, bool, bool) {
	if p.american && summerInAmerica(p.month, p.day) {
		p.zone += 3600
	}
	t := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.min, p.sec, 0, time.FixedZone("", p.zone))
	valid := t.Year() == p.year && int(t.Month()) == p.month && t.Day() == p.day && p.hour < 24 && p.min < 60 && p.sec < 61
	return t.UTC(), !p.hasClock, valid && p.year > 0
}

// summerInAmerica says whether a day is within daylight saving time as the
// United States have kept it since 2007, to within a week at both ends.
func summerInAmerica(month, day int) bool {
	return month > 3 && month < 11 || month == 3 && day > 10 || month == 11 && day < 4
}

// clockWord takes a word that tells the time of day or its zone.
func (p *dateParts) clockWord(w string) bool {
	low := strings.ToLower(strings.Trim(w, "(),"))
	low = strings.ReplaceAll(low, ".m.", "m")
	if strings.HasSuffix(low, "z") && clock.MatchString(low[:len(low)-1]) {
		low = low[:len(low)-1]
		p.hasZone = true
	}
	if i := strings.LastIndexAny(low, "+-"); i > 0 && clock.MatchString(low[:i]) && offset.MatchString(low[i:]) {
		return p.clockWord(low[:i]) && p.clockWord(low[i:])
	}
	switch m := clock.FindStringSubmatch(low); {
	case m != nil && !p.hasClock:
		p.hour, _ = strconv.Atoi(m[1])
		p.min, _ = strconv.Atoi(m[2])
		p.sec, _ = strconv.Atoi(m[3])
		p.hasClock = true
		return true
	case m != nil:
		return false
	}
	if m := ampm.FindStringSubmatch(low); m != nil && !p.hasClock {
		p.hour, _ = strconv.Atoi(m[1])
		p.min, _ = strconv.Atoi(m[2])
		p.hasClock = true
		return p.half(m[3])
	}
	if low == "am" || low == "pm" {
		return p.hasClock && p.half(low)
	}
	if m := offset.FindStringSubmatch(low); m != nil {
		h, _ := strconv.Atoi(m[2])
		mi, _ := strconv.Atoi(m[3])
		if p.hasZone && p.zone != 0 || h > 14 || mi > 59 {
			return false
		}
		p.zone, p.hasZone = h*3600+mi*60, true
		if m[1] == "-" {
			p.zone = -p.zone
		}
		return true
	}
	if z, ok := zones[low]; ok {
		if !p.hasZone {
			p.zone, p.hasZone = z*60, true
			p.american = len(low) == 2 && low != "ut"
		}
		return true
	}
	return low == "uhr" || low == "hrs" || low == "h"
}

func (p *dateParts) half(w string) bool {
	if p.noon || p.hour > 12 || p.hour == 0 {
		return false
	}
	p.noon = true
	if w == "pm" && p.hour < 12 {
		p.hour += 12
	}
	if w == "am" && p.hour == 12 {
		p.hour = 0
	}
	return true
}

// fromWords reads a date with the name of its month.
func fromWords(s string) (time.Time, bool, bool) {
	var p dateParts
	s = dashed.ReplaceAllString(s, "$1 $2 $3")
	for _, w := range words(s) {
		low := strings.ToLower(strings.Trim(w, ".,()|"))
		switch {
		case low == "" || fillers[low]:
		case months[low] != 0:
			if p.month != 0 {
				return time.Time{}, false, false
			}
			p.month = months[low]
		case p.year == 0 && len(low) == 4 && digits(low):
			p.year, _ = strconv.Atoi(low)
		case p.day == 0 && ordinal.MatchString(low):
			p.day, _ = strconv.Atoi(ordinal.FindStringSubmatch(low)[1])
		case p.day != 0 && p.month != 0 && p.year == 0 && len(low) == 2 && digits(low):
			y, _ := strconv.Atoi(low)
			p.year = fullYear(y, 2)
		case p.clockWord(w):
		default:
			return time.Time{}, false, false
		}
	}
	if p.month == 0 || p.day == 0 || p.year == 0 {
		return time.Time{}, false, false
	}
	return p.time()
}

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '|' || r == '·' || r == '–' || r == '—' })
}
