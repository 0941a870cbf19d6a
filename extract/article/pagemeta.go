package article

import (
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// pageMeta is what a page says of itself outside of its text.
type pageMeta struct {
	title, docTitle     string
	authors             []string
	publisher, url      string
	published, modified string
	language            string
}

// readMeta reads schema.org JSON-LD first, then meta and link elements.
func readMeta(doc *html.Node) pageMeta {
	var ld pageMeta
	tags := map[string][]string{}
	var canonical, lang, docTitle string
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.Data {
			case "html":
				lang = first(lang, attr(n, "lang"))
			case "title":
				if docTitle == "" && n.Parent != nil && n.Parent.Data == "head" {
					docTitle = rawText(n)
				}
			case "meta":
				name := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))
				if v := strings.TrimSpace(attr(n, "content")); name != "" && v != "" && v != "content" {
					tags[name] = append(tags[name], v)
				}
			case "link":
				if strings.EqualFold(attr(n, "rel"), "canonical") {
					canonical = first(canonical, attr(n, "href"))
				}
			case "script":
				if strings.Contains(attr(n, "type"), "ld+json") && ld.title == "" {
					readJSONLD(rawText(n), &ld, 0)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(doc)
	tag := func(names string) string {
		for name := range strings.FieldsSeq(names) {
			if v := tags[name]; len(v) > 0 {
				return v[0]
			}
		}
		return ""
	}
	m := pageMeta{
		authors:   ld.authors,
		publisher: first(tag("og:site_name"), ld.publisher, tag("article:publisher_name application-name dc.publisher dcterms.publisher citation_journal_title cre")),
		published: firstDate(ld.published, tag("article:published_time og:article:published_time og:published_time"),
			tag("datepublished pubdate publishdate publish-date publish_date parsely-pub-date sailthru.date dc.date.issued dcterms.created dcterms.date dc.date date article.published citation_publication_date ptime")),
		modified: firstDate(ld.modified, tag("article:modified_time og:updated_time og:modified_time"),
			tag("datemodified last-modified lastmod dcterms.modified article.updated utime")),
		language: first(languageTag(ld.language), languageTag(lang), languageTag(tag("og:locale"))),
		docTitle: docTitle,
	}
	for _, u := range []string{canonical, tag("og:url"), ld.url, tag("twitter:url")} {
		if m.url == "" && CanonicalURL(u) != "" {
			m.url = u
		}
	}
	m.title = withoutSite(first(ld.title, tag("og:title twitter:title parsely-title sailthru.title dc.title headline")), m.publisher)
	m.docTitle = withoutSite(docTitle, m.publisher)
	if len(m.authors) == 0 {
		for _, name := range strings.Fields("author article:author parsely-author sailthru.author byl dc.creator dcterms.creator citation_author") {
			for _, v := range tags[name] {
				if !strings.Contains(v, "://") {
					m.authors = append(m.authors, v)
				}
			}
			if len(m.authors) > 0 {
				break
			}
		}
	}
	return m
}

// firstDate gives the first value that is a date.
func firstDate(values ...string) string {
	for _, v := range values {
		if _, err := ParseDate(v); err == nil {
			return v
		}
	}
	return ""
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

var articleType = regexp.MustCompile(`(?:Article|BlogPosting|Report)$`)

// readJSONLD takes the first article of a JSON-LD block.
func readJSONLD(text string, m *pageMeta, depth int) {
	if depth > maxNesting {
		return
	}
	text = strings.TrimSuffix(strings.TrimSpace(text), ";")
	if strings.HasPrefix(text, "[") {
		var list []json.RawMessage
		if json.Unmarshal([]byte(text), &list) != nil {
			return
		}
		for _, item := range list {
			if m.title == "" {
				readJSONLD(string(item), m, depth+1)
			}
		}
		return
	}
	f, err := parseFields([]byte(text))
	if err != nil {
		return
	}
	isArticle := false
	for _, t := range stringsOf(f["type"]) {
		isArticle = isArticle || articleType.MatchString(t)
	}
	if !isArticle {
		for _, name := range []string{"graph", "mainentity", "mainentityofpage"} {
			if v := f[name]; len(v) > 0 && m.title == "" {
				readJSONLD(string(v), m, depth+1)
			}
		}
		return
	}
	m.title = htmlTitle(stringOf(f["headline"]))
	for _, name := range stringsOf(f["author"]) {
		if !strings.Contains(name, "://") {
			m.authors = append(m.authors, name)
		}
	}
	m.publisher = html.UnescapeString(stringOf(f["publisher"]))
	m.published = stringOf(f["datepublished"])
	m.modified = stringOf(f["datemodified"])
	m.language = stringOf(f["inlanguage"])
	m.url = stringOf(f["url"])
}

// withoutSite takes the name of the site off the end or the front of a title.
func withoutSite(title, site string) string {
	title = oneLine(html.UnescapeString(title))
	if site == "" {
		return title
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » "} {
		if i := strings.LastIndex(title, sep); i > 0 && sameName(title[i+len(sep):], site) {
			return title[:i]
		}
		if i := strings.Index(title, sep); i > 0 && sameName(title[:i], site) {
			return title[i+len(sep):]
		}
	}
	return title
}

func sameName(a, b string) bool {
	cut := func(s string) string {
		s = letters(s)
		s = strings.TrimPrefix(s, "the")
		return strings.TrimSuffix(s, "com")
	}
	x, y := cut(a), cut(b)
	return x != "" && x == y
}
