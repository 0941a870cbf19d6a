package article

import (
	"errors"
	"fmt"
	"html"
	"strings"
)

// draft is what a reader found, before it is brought into the form of an
// Article.
type draft struct {
	id, url             string
	title, body         string
	authors             []string
	publisher, language string
	published, modified string                    // as written
	dates               func(field string) string // how the file calls them; nil: published, modified
	replaced            int
	whole               bool // body is taken as it stands
	number              int  // which of the records of its file, from 1; 0 when the file is one article
}

// finish makes a Record of a draft and passes it on.
func (j job) finish(src Source, d draft) error {
	r := Record{Source: src, Replaced: d.replaced}
	a := &r.Article
	a.Title = oneLine(d.title)
	a.Authors = cleanAuthors(d.authors)
	a.Publisher = oneLine(d.publisher)
	if d.whole {
		a.Text = strings.ToValidUTF8(d.body, "\ufffd")
	} else {
		body := dropTitle(Normalize(d.body), a.Title)
		body, top := cutTop(body)
		body, a.Cites = cutBoilerplate(body)
		if len(a.Authors) == 0 {
			a.Authors = cleanAuthors(top.authors)
		}
		if d.published == "" {
			d.published = top.date
		}
		a.Text = Normalize(a.Title + "\n\n" + body)
	}
	if strings.TrimSpace(a.Text) == "" {
		return j.fail(src, errors.New("no text: want a title or a text, body, content or articleBody"))
	}
	a.Published = r.date("published", d.published, d.dates)
	a.Modified = r.date("modified", d.modified, d.dates)
	if a.Language = languageTag(d.language); a.Language == "" {
		a.Language = DetectLanguage(a.Text)
	}
	a.ID = TextID(a.Text)
	if d.whole && d.id != "" && !j.opts.TextIDs {
		if before, ok := j.given[d.id]; ok && before != a.ID {
			return j.fail(src, fmt.Errorf("id %q was given to another text before: want one id for each text", d.id))
		}
		j.given[d.id], a.ID = a.ID, d.id
	}
	a.URL = CanonicalURL(d.url)
	switch {
	case a.URL != "":
		a.Key = a.URL
	case src.Path == stdinName:
		a.Key = a.ID
	case d.number > 0:
		a.Key = fmt.Sprintf("%s#%d", j.pathKey(src), d.number)
	default:
		a.Key = j.pathKey(src)
	}
	return j.out(r, nil)
}

// pathKey gives the path of a source as a key has it.
func (j job) pathKey(src Source) string {
	return j.key + strings.TrimPrefix(src.Path, j.name)
}

// date reads a date; one that cannot be read becomes a warning.
func (r *Record) date(field, s string, called func(string) string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	iso, err := ParseDate(s)
	if err != nil {
		without := "a date"
		if field == "modified" {
			without = "a date of its change"
		}
		if called != nil {
			field = called(field)
		}
		err = fmt.Errorf("kept without %s: %q is %w", without, field, err)
		r.Warnings = append(r.Warnings, &InputError{Path: r.Source.Path, Line: r.Source.Line, Err: err})
	}
	return iso
}

// dropTitle takes the title off the top of a body that begins with it.
func dropTitle(body, title string) string {
	if title == "" {
		return body
	}
	first, rest, _ := strings.Cut(body, "\n")
	if first == title || sameLetters(first, title) {
		return strings.TrimLeft(rest, "\n")
	}
	return body
}

// sameLetters compares two lines by their letters and digits alone.
func sameLetters(a, b string) bool {
	x, y := letters(a), letters(b)
	return x != "" && x == y
}

// htmlTitle gives the text of a title that may hold entities and tags.
func htmlTitle(s string) string {
	if strings.Contains(s, "<") {
		s = fragmentText(s)
	}
	return html.UnescapeString(s)
}
