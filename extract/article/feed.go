package article

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// feed reads an RSS, RDF or Atom file.
func (j job) feed(src Source, data []byte) error {
	text, replaced := decode(data, xmlEncoding(data[:min(len(data), 4096)]))
	text = xmlDeclaration.ReplaceAllString(text, "") // it names an encoding that is no longer so
	text = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\r' && r != '\t' {
			return -1
		}
		return r
	}, text)
	feed, err := guarded("feed", func() (*gofeed.Feed, error) {
		return gofeed.NewParser().ParseString(strings.TrimLeft(text, " \t\r\n"))
	})
	if err != nil {
		return j.fail(src, err)
	}
	if len(feed.Items) == 0 {
		return j.fail(src, errors.New("a feed without entries"))
	}
	for i, item := range feed.Items {
		if item == nil {
			continue
		}
		d := feedDraft(feed, item)
		d.number = i + 1
		if i == 0 {
			d.replaced = replaced
		}
		if err := j.finish(Source{Path: src.Path, Line: i + 1}, d); err != nil {
			return err
		}
	}
	return nil
}

func feedDraft(feed *gofeed.Feed, item *gofeed.Item) draft {
	d := draft{
		title:     htmlTitle(item.Title),
		publisher: htmlTitle(feed.Title),
		language:  feed.Language,
		published: dateOf(item.Published, item.PublishedParsed),
		modified:  dateOf(item.Updated, item.UpdatedParsed),
		url:       item.Link,
	}
	if CanonicalURL(d.url) == "" {
		d.url = item.GUID
	}
	d.body = item.Content
	if strings.TrimSpace(d.body) == "" {
		d.body = item.Description
	}
	d.body = withoutMarkup(d.body)
	for _, p := range item.Authors {
		if p == nil {
			continue
		}
		if p.Name != "" {
			d.authors = append(d.authors, p.Name)
		}
	}
	if len(d.authors) == 0 && item.DublinCoreExt != nil {
		d.authors = item.DublinCoreExt.Creator
	}
	if d.modified == d.published {
		d.modified = ""
	}
	return d
}

// dateOf prefers the date as written, which says whether it has a time.
func dateOf(written string, parsed *time.Time) string {
	if _, err := ParseDate(written); err != nil && parsed != nil {
		return parsed.UTC().Format(time.RFC3339)
	}
	return written
}
