package article

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	webAddress = regexp.MustCompile(`\(?\bhttps?://[^\s)>\]]+\)?`)
	bareURL    = regexp.MustCompile(`^https?://\S+$`)
	outletTail = regexp.MustCompile(`^(.{8,}?)\s+(?:[-–—|]\s+(\p{Lu}[^|–—]{1,40})|\((\p{Lu}[^()]{1,40})\))$`)
)

// parseCitation reads a line that names another article: "Title, Outlet,
// 9/10/20", "Title - Outlet", "Title (Outlet)", with or without a web address.
// What cannot be told apart stays in the title.
func parseCitation(line string) Citation {
	var c Citation
	if u := webAddress.FindString(line); u != "" {
		c.URL = strings.Trim(u, "()")
		line = strings.Replace(line, u, "", 1)
	}
	line = strings.Trim(oneLine(bullet.ReplaceAllString(line, "")), " ,")
	parts := strings.Split(line, ",")
	for n := 1; n <= 3; n++ { // "Sept. 10, 2020" has a comma inside
		if len(parts) <= n {
			continue
		}
		written := strings.Trim(strings.Join(parts[len(parts)-n:], ","), " .()")
		iso, err := ParseDate(written)
		if err != nil || !strings.ContainsFunc(written, unicode.IsDigit) {
			continue
		}
		c.Published = iso
		parts = parts[:len(parts)-n]
		if last := strings.TrimSpace(parts[len(parts)-1]); len(parts) > 1 && outletLike(last) {
			c.Publisher = last
			parts = parts[:len(parts)-1]
		}
		c.Title = strings.TrimSpace(strings.Join(parts, ","))
		break
	}
	if c.Title == "" {
		c.Title = line
	}
	if c.Publisher == "" {
		if m := outletTail.FindStringSubmatch(c.Title); m != nil && outletLike(m[2]+m[3]) {
			c.Title, c.Publisher = m[1], m[2]+m[3]
		}
	}
	c.Title = strings.Trim(c.Title, " ")
	if t := strings.Trim(c.Title, `“”"`); len(t) > 0 && !strings.ContainsAny(t, `“”"`) {
		c.Title = t
	}
	if c.Title == "" {
		c.Title = c.URL
	}
	return c
}

// outletLike says whether words can be the name of an outlet: few, the first
// with a capital or digit, no sentence.
func outletLike(s string) bool {
	w := strings.Fields(s)
	if len(w) == 0 || len(w) > 6 {
		return false
	}
	r := []rune(w[0])[0]
	return unicode.IsUpper(r) || unicode.IsDigit(r) || !strings.Contains(s, " ")
}
