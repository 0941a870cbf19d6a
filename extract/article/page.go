package article

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// page reads an HTML page.
func (j job) page(src Source, data []byte) error {
	text, replaced := decode(data, prescanHTML(data))
	d, err := pageDraft(text)
	if err != nil {
		return j.fail(src, err)
	}
	d.replaced = replaced
	return j.finish(src, d)
}

// pageDraft reads a page; a panic of the libraries, which read what strangers
// write, does not end the run.
func pageDraft(text string) (_ draft, err error) {
	defer recovered("page", &err)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return draft{}, fmt.Errorf("damaged page: %w", err)
	}
	meta := readMeta(doc)
	prune(doc)
	markBreaks(doc)
	result, err := extractPage(doc, meta)
	if err != nil {
		return draft{}, err
	}
	d := draft{
		title:     first(meta.title, withoutSite(result.Metadata.Title, first(meta.publisher, result.Metadata.Sitename)), meta.docTitle),
		authors:   meta.authors,
		publisher: first(meta.publisher, result.Metadata.Sitename),
		published: first(meta.published, day(result.Metadata.Date)),
		modified:  meta.modified,
		url:       first(meta.url, result.Metadata.URL),
		body:      result.body,
	}
	if len(d.authors) == 0 && result.Metadata.Author != "" {
		d.authors = strings.Split(result.Metadata.Author, ";")
	}
	if d.language = DetectLanguage(d.body); d.language == "" {
		d.language = meta.language
	}
	return d, nil
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func first(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}

type extracted struct {
	*trafilatura.ExtractResult
	body string
}

// extractPage finds the main text. Bounds for dates are fixed, so that a page
// gives the same article in every year.
func extractPage(doc *html.Node, meta pageMeta) (extracted, error) {
	opts := trafilatura.Options{
		EnableFallback:  true,
		Focus:           trafilatura.Balanced,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Fast,
		HtmlDateOptions: &htmldate.Options{
			UseOriginalDate:     true,
			SkipExtensiveSearch: true,
			MinDate:             time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC),
			MaxDate:             time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		},
	}
	opts.Config = trafilatura.DefaultConfig()
	opts.Config.MinExtractedSize = 1 // below it the extractor takes the whole page and glues its paragraphs
	if meta.published != "" {
		opts.HtmlDateOverride = &htmldate.Result{}
	}
	if u, err := url.Parse(meta.url); err == nil && meta.url != "" {
		opts.OriginalURL = u
	}
	r, err := trafilatura.ExtractDocument(doc, opts)
	if err != nil {
		return extracted{}, errors.New("no article text found in the page")
	}
	body := ""
	if r.ContentNode != nil {
		body = nodeText(r.ContentNode)
	}
	if strings.TrimSpace(body) == "" {
		body = r.ContentText
	}
	if strings.TrimSpace(body) == "" {
		return extracted{}, errors.New("no article text found in the page")
	}
	r.Metadata.Title = strings.ReplaceAll(r.Metadata.Title, breakMark, " ")
	r.Metadata.Author = strings.ReplaceAll(r.Metadata.Author, breakMark, ";")
	return extracted{r, strings.ReplaceAll(body, breakMark, "\n")}, nil
}

// prune takes out what is never part of what is read.
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && (c.Data == "style" || c.Data == "template" || c.Data == "iframe" || c.Data == "svg" ||
			c.Data == "script" && !strings.Contains(attr(c, "type"), "json")) {
			n.RemoveChild(c)
		} else {
			prune(c)
		}
		c = next
	}
}
