package main

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

func linksCommand() *cobra.Command {
	var data, out string
	c := &cobra.Command{
		Use:   "links",
		Short: "Compile the names that annotators linked to one page",
		Long: `Compile extract/gazetteer/known/model/links.tsv from wcep_links.train and gum_open:
names, by the type that the recognizer gives them, whose links mostly lead to one
page of Wikipedia, with its title as identifier. Left out is what only its
sentence makes clear: last names, demonyms, titles, names of places that the page
has to qualify.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := names.News()
			if err != nil {
				return err
			}
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			task := eval.ResolveTask{Analyze: analyzer.Analyze, Recognize: r.Recognize}
			var list []eval.LinkedName
			for _, file := range []string{"wcep_links.train", "gum_open.train", "gum_open.dev"} {
				docs, err := eval.ReadFile(filepath.Join(data, "train", file+".jsonl.gz"))
				if err != nil {
					return err
				}
				list = append(list, eval.LinkedNames(docs, task)...)
			}
			lines := linkTable(list)
			fmt.Fprintf(cmd.OutOrStdout(), "%d linked names, %d pages\n", len(list), len(lines))
			head := "# type\tname\taliases\tids; written by newsgraph-train links; CC BY-SA 4.0, see LICENSE\n"
			return os.WriteFile(out, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644)
		},
	}
	c.Flags().StringVar(&data, "data", "../shared/data", "folder of the data sets")
	c.Flags().StringVar(&out, "out", "extract/gazetteer/known/model/links.tsv", "file to write")
	return c
}

// pageShare is the share of a name's links that must lead to its page.
const pageShare = .8

// often is how many times a name must be linked that does not resemble the
// title of its page.
const often = 3

// linkTable makes the lines of the table: type, name, aliases, page.
func linkTable(list []eval.LinkedName) []string {
	type form struct {
		typ schema.EntityType
		key string
	}
	links := map[form]map[string]int{}
	spelling := map[form]map[string]int{}
	count := func(m map[form]map[string]int, f form, v string) {
		if m[f] == nil {
			m[f] = map[string]int{}
		}
		m[f][v]++
	}
	for _, n := range list {
		title := pageTitle(n.Link)
		text := strings.TrimSuffix(strings.TrimSuffix(strings.Join(strings.Fields(n.Text), " "), "'s"), "’s")
		text = strings.TrimPrefix(strings.TrimPrefix(text, "the "), "The ")
		if title == "" || !meansOne(n.Type, text, title) {
			continue
		}
		f := form{n.Type, gazetteer.Normalize(text)}
		count(links, f, title)
		count(spelling, f, text)
	}
	pages := map[form]map[string]int{} // type and page → spellings
	for f, pageCounts := range links {
		title, n := mostFrequent(pageCounts)
		all := 0
		for _, c := range pageCounts {
			all += c
		}
		if float64(n) < pageShare*float64(all) {
			continue
		}
		text, _ := mostFrequent(spelling[f])
		if all < often && !alike(f.typ, text, title) {
			continue
		}
		if pages[form{f.typ, title}] == nil {
			pages[form{f.typ, title}] = map[string]int{}
		}
		pages[form{f.typ, title}][text] = all
	}
	var lines []string
	for p, spellings := range pages {
		if !strings.ContainsAny(p.key, "(,") {
			spellings[p.key]++
		}
		order := slices.SortedFunc(maps.Keys(spellings), func(a, b string) int {
			return cmp.Or(cmp.Compare(spellings[b], spellings[a]), cmp.Compare(a, b))
		})
		lines = append(lines, strings.Join([]string{string(p.typ), order[0], strings.Join(order[1:], ";"), "wikipedia=" + p.key}, "\t"))
	}
	slices.Sort(lines)
	return lines
}

// mostFrequent is the key with the highest count, the first of equals.
func mostFrequent(counts map[string]int) (string, int) {
	best := slices.MinFunc(slices.Collect(maps.Keys(counts)), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return best, counts[best]
}

// pageTitle is the title of a page given by title or address.
func pageTitle(link string) string {
	if rest, ok := strings.CutPrefix(link, "https://en.wikipedia.org/wiki/"); ok {
		title, err := url.PathUnescape(rest)
		if err != nil {
			return ""
		}
		link = strings.ReplaceAll(title, "_", " ")
	}
	if strings.ContainsAny(link, "\t\n;=#") || strings.Contains(link, "://") {
		return ""
	}
	return link
}

// meansOne leaves out names that mean one only by their sentence.
func meansOne(t schema.EntityType, name, title string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || strings.ContainsAny(name, "\t\n;=\"()") || len(words) > 8 {
		return false
	}
	if _, ok := gazetteer.StateOf(name); ok || isCountry(name) || gazetteer.IsTitle(words[len(words)-1]) {
		return false
	}
	if !startsName(words[0]) || !startsName(words[len(words)-1]) || hasYear(title) && !hasYear(name) {
		return false
	}
	plain := true // titles, countries and small words only
	for _, w := range words {
		plain = plain && (isCountry(w) || gazetteer.IsTitle(w) || !startsName(w))
	}
	switch {
	case plain:
		return false
	case t == schema.Person:
		last := gazetteer.Normalize(words[len(words)-1])
		return len(words) > 1 && len(words) < 6 && !strings.Contains(name, "'s ") && strings.Contains(gazetteer.Normalize(title), last) &&
			!strings.Contains(title, " of ")
	case t == schema.Place:
		return strings.Contains(name, ",") || !strings.ContainsAny(title, ",(")
	case isCapitals(name):
		return true
	case strings.ContainsFunc(title, unicode.IsUpper) && namesCountry(title) && !namesCountry(name):
		return false // "Electoral Commission", "People's Assembly"
	case len(words) == 1:
		return gazetteer.Normalize(title) == gazetteer.Normalize(name) // not "Senate", "Constitution"
	}
	return true
}

// alike reports whether a name resembles the title of a page: equal, one within
// the other, or the other's initials.
func alike(t schema.EntityType, name, title string) bool {
	title, _, _ = strings.Cut(title, " (")
	a, b := gazetteer.Normalize(name), gazetteer.Normalize(title)
	switch {
	case a == b:
		return true
	case t == schema.Work || t == schema.Event || t == schema.Product || t == schema.Law || t == schema.Group:
		return false
	case isCapitals(name):
		return a == initialsOf(b, true) || a == initialsOf(b, false)
	}
	return t == schema.Person || strings.Contains(" "+a+" ", " "+b+" ") || t == schema.Place && strings.HasPrefix(b, a+" ")
}

// initialsOf are the first letters of a name's words, with small ones or
// without.
func initialsOf(name string, small bool) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		switch w {
		case "of", "and", "for", "in", "on", "to", "de":
			if !small {
				continue
			}
		}
		b.WriteString(w[:1])
	}
	return b.String()
}

func isCountry(w string) bool {
	_, ok := gazetteer.CountryOf(strings.TrimSuffix(w, "'s"))
	return ok
}

// namesCountry reports whether a word, or two or three in a row, of a name is a
// country.
func namesCountry(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '(' || r == ')' || r == ',' })
	for i := range words {
		for n := i + 1; n <= min(i+3, len(words)); n++ {
			if isCountry(strings.Join(words[i:n], " ")) {
				return true
			}
		}
	}
	return false
}

func startsName(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) })
}

func isCapitals(s string) bool {
	return len(s) > 2 && !strings.ContainsFunc(s, unicode.IsLower)
}

// hasYear reports whether a name holds four digits in a row.
func hasYear(s string) bool {
	run := 0
	for _, r := range s {
		if run++; !unicode.IsDigit(r) {
			run = 0
		}
		if run == 4 {
			return true
		}
	}
	return false
}
