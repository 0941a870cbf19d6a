package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	byWord      = regexp.MustCompile(`(?i)^(?:written |posted |reported |words |story )?(?:by|von|par|por|di)\s*:?\s+`)
	authorSplit = regexp.MustCompile(`(?i)\s*[;|/•]\s*|\s+(?:and|und|et|y|with|&)\s+`)
	authorTail  = regexp.MustCompile(`(?i)\s*(?:\(.*\)|\bin [A-Z].*| - .*|@\S+|\S+@\S+|https?://\S+)$`)
)

// cleanAuthors splits and cleans bylines: "By Ana Lima and Jo Tan, Reuters"
// gives Ana Lima and Jo Tan.
func cleanAuthors(raw []string) []string {
	var out []string
	add := func(name string) {
		name = strings.Trim(authorTail.ReplaceAllString(oneLine(name), ""), " ,.-–—")
		if name != "" && !slices.Contains(out, name) && strings.ContainsFunc(name, unicode.IsLetter) {
			out = append(out, name)
		}
	}
	for _, line := range raw {
		line = byWord.ReplaceAllString(oneLine(htmlTitle(line)), "")
		if strings.Contains(line, "://") || len(line) > 300 {
			continue
		}
		for _, part := range authorSplit.Split(line, -1) {
			for i, name := range strings.Split(part, ",") {
				if i > 0 && !personLike(name) {
					continue // the desk, the paper, a degree
				}
				add(name)
			}
		}
	}
	return out
}

// personLike says whether a part of a byline after a comma is one more name:
// two to four words that begin with capitals.
func personLike(s string) bool {
	w := strings.Fields(s)
	if len(w) < 2 || len(w) > 4 {
		return false
	}
	for _, x := range w {
		r := []rune(x)[0]
		if !unicode.IsUpper(r) && !particles[x] || deskWords[strings.ToLower(strings.Trim(x, ".,"))] {
			return false
		}
	}
	return true
}

var (
	particles = wordSet("de da di la le van von der den el al bin ter dos du")
	deskWords = wordSet(`news press times post journal reporter editor correspondent staff writer desk reuters bbc
		agency service media magazine daily weekly online editorial chief bureau political business sports
		technology science health the jr sr`)
)
