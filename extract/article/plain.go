package article

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text reads a plain text or Markdown file.
func (j job) text(src Source, name string, data []byte) error {
	text, replaced := decode(data, "")
	if j.opts.AsIs {
		return j.finish(src, draft{body: text, whole: true, replaced: replaced})
	}
	d := draft{replaced: replaced}
	text = Normalize(text)
	if ext := strings.ToLower(path.Ext(name)); ext == ".md" || ext == ".markdown" {
		text = d.frontMatter(text)
		text = withoutMarkdown(text)
	}
	text = d.headerLines(text)
	text = unwrap(text)
	if d.title == "" {
		d.title, text = splitTitle(text)
	}
	d.body = text
	return j.finish(src, d)
}

// splitTitle takes the title off a normalized text whose first line looks like
// one: short, no sentence, with longer text to follow.
func splitTitle(text string) (title, body string) {
	line, rest, ok := strings.Cut(text, "\n")
	if !ok || !titleLike(line) {
		return "", text
	}
	apart := strings.HasPrefix(rest, "\n")
	next := strings.TrimLeft(rest, "\n")
	if !apart && !bylineLike(firstLine(next)) && len(firstLine(next)) <= 2*len(line) {
		return "", text
	}
	return line, next
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// titleLike says whether a line can be a title.
func titleLike(line string) bool {
	n := utf8.RuneCountInString(line)
	if n < 3 || n > 200 || len(strings.Fields(line)) > 30 || bylineLike(line) || isDate(line) || boilerplateLine(line) {
		return false
	}
	if !strings.ContainsFunc(line, unicode.IsLetter) {
		return false
	}
	end := strings.TrimRight(line, `"'”’»)`)
	switch {
	case strings.HasSuffix(end, "...") || strings.HasSuffix(end, "…"):
		return true
	case strings.HasSuffix(end, "."):
		last := end[strings.LastIndexByte(end, ' ')+1:]
		return shortForm.MatchString(last)
	}
	return !strings.HasSuffix(end, ":") && !strings.HasSuffix(end, ",") && !strings.HasSuffix(end, ";")
}

// shortForm are words that end in a period without ending a sentence.
var shortForm = regexp.MustCompile(`(?i)^(?:(?:\pL\.){2,}|inc\.|corp\.|co\.|ltd\.|jr\.|sr\.|bros\.|no\.|st\.|vs\.|etc\.)$`)

var headerLine = regexp.MustCompile(`(?i)^(title|headline|author|authors|byline|date|published|publication date|source|publisher|publication|url|link|language)\s*:\s+(\S.*)$`)

// headerLines takes "Name: value" lines off the top of a text; at least two of
// them must stand there, with an empty line after.
func (d *draft) headerLines(text string) string {
	head, body, ok := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) < 2 {
		return text
	}
	for _, line := range lines {
		if !headerLine.MatchString(line) {
			return text
		}
	}
	for _, line := range lines {
		m := headerLine.FindStringSubmatch(line)
		d.setHeader(strings.ToLower(m[1]), m[2])
	}
	return body
}

func (d *draft) setHeader(name, value string) {
	switch name {
	case "title", "headline":
		d.title = value
	case "author", "authors", "byline":
		d.authors = append(d.authors, value)
	case "date", "published", "publication date":
		d.published = value
	case "source", "publisher", "publication":
		d.publisher = value
	case "url", "link", "canonical":
		d.url = value
	case "language", "lang":
		d.language = value
	}
}

// frontMatter reads the simple lines of a "---" block at the top of Markdown.
func (d *draft) frontMatter(text string) string {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return text
	}
	head, body, ok := strings.Cut(rest, "\n---")
	if !ok {
		return text
	}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, ok := strings.Cut(line, ":")
		if value = strings.Trim(value, ` "'[]`); ok && value != "" {
			d.setHeader(strings.ToLower(strings.TrimSpace(name)), value)
		}
	}
	_, body, _ = strings.Cut(body, "\n")
	return strings.TrimLeft(body, "\n")
}

var (
	mdImage    = regexp.MustCompile(`!\[[^\]\n]*\]\([^)\n]*\)`)
	mdLink     = regexp.MustCompile(`\[([^\]\n]+)\]\([^)\n]*\)`)
	mdHeading  = regexp.MustCompile(`(?m)^#{1,6} +(.*?)[ #]*$`)
	mdEmphasis = regexp.MustCompile(`(\*\*|__|\*)([^\s*_](?:[^*_\n]*[^\s*_])?)(\*\*|__|\*)`)
	mdQuote    = regexp.MustCompile(`(?m)^>\s?`)
)

func withoutMarkdown(text string) string {
	text = mdImage.ReplaceAllString(text, "")
	text = mdLink.ReplaceAllString(text, "$1")
	text = mdHeading.ReplaceAllString(text, "$1")
	text = mdEmphasis.ReplaceAllString(text, "$2")
	return Normalize(mdQuote.ReplaceAllString(text, ""))
}

// unwrap joins the lines of paragraphs that were broken at a fixed width: when
// hardly a line would have had room for the first word of the next.
func unwrap(text string) string {
	lines := strings.Split(text, "\n")
	width := 0
	for i, l := range lines {
		if i+1 < len(lines) && lines[i+1] != "" {
			width = max(width, utf8.RuneCountInString(l))
		}
	}
	if width > 100 || width < 40 {
		return text
	}
	breaks, full := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i] == "" || lines[i+1] == "" {
			continue
		}
		breaks++
		word, _, _ := strings.Cut(lines[i+1], " ")
		if utf8.RuneCountInString(lines[i])+1+utf8.RuneCountInString(word) > width {
			full++
		}
	}
	if breaks < 3 || full*10 < breaks*8 {
		return text
	}
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(l)
		if i+1 == len(lines) {
			break
		}
		word, _, _ := strings.Cut(lines[i+1], " ")
		if l != "" && word != "" && utf8.RuneCountInString(l)+1+utf8.RuneCountInString(word) > width {
			b.WriteByte(' ')
		} else {
			b.WriteByte('\n')
		}
	}
	return b.String()
}
