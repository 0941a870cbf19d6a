package watch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"github.com/newsgraph/newsgraph/extract/article"
)

// entry is one entry of a feed.
type entry struct {
	key  string // link, else what the feed calls it
	link string // of its page, empty when it has none
	tag  string // tells a change
	own  *article.Record
}

// readFeed reads the entries of a feed, those without link and text left out,
// mostEntries at most; more is how many it has beyond.
func readFeed(ctx context.Context, address string, body []byte) (list []entry, more int, err error) {
	feed, err := parseFeed(body)
	if err != nil {
		if named := feedsOf(address, body); len(named) > 0 {
			return nil, 0, fmt.Errorf("%s: not a feed, but a page that names %s", address, strings.Join(named, ", "))
		}
		return nil, 0, fmt.Errorf("%s: not a feed: %w", address, err)
	}
	if more = max(0, len(feed.Items)-mostEntries); more > 0 {
		feed.Items = feed.Items[:mostEntries]
	}
	own := map[string]*article.Record{} // the entries' own texts, by canonical address and number
	n := 0
	for r, err := range article.ReadFrom(ctx, address, bytes.NewReader(body), article.Options{}) {
		if n++; n > mostEntries {
			break
		}
		var in *article.InputError
		if err != nil && !errors.As(err, &in) {
			return nil, 0, err
		}
		if err == nil {
			own[cmp.Or(article.CanonicalURL(r.URL), fmt.Sprint("#", n))] = &r
		}
	}
	base, err := url.Parse(cmp.Or(feed.Link, address))
	if err != nil || base.Host == "" {
		if base, err = url.Parse(address); err != nil {
			return nil, 0, err
		}
	}
	seen := map[string]bool{}
	for i, item := range feed.Items {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		if item == nil {
			continue
		}
		e := entry{link: resolved(base, cmp.Or(item.Link, item.GUID))}
		e.own = cmp.Or(own[article.CanonicalURL(e.link)], own[fmt.Sprint("#", i+1)])
		if e.key = cmp.Or(e.link, item.GUID, item.Title); e.key == "" || e.link == "" && e.own == nil {
			continue
		}
		e.tag = digest(item.Title, item.Published, item.Updated, item.Description, item.Content)
		if e.own != nil {
			e.own.Source = article.Source{Path: e.link}
			if e.link == "" { // its number will soon be another's
				e.own.Key = address + "#" + digest(e.key)
				e.own.Source.Path = e.own.Key
			}
		}
		if !seen[e.key] {
			seen[e.key] = true
			list = append(list, e)
		}
	}
	return list, more, nil
}

// digest is a short hash of texts.
func digest(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// feedsOf are the feeds that a page names.
func feedsOf(address string, page []byte) (named []string) {
	base, err := url.Parse(address)
	doc, failed := html.Parse(bytes.NewReader(page))
	if err != nil || failed != nil {
		return nil
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "link" {
			continue
		}
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		kind := strings.ToLower(attributes["type"])
		if link := resolved(base, attributes["href"]); link != "" && slices.Contains(feedTypes, kind) && strings.EqualFold(attributes["rel"], "alternate") {
			named = append(named, link)
		}
	}
	return named
}

var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json"}

// parseFeed reads a feed; the library's panics on odd ones are errors.
func parseFeed(body []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(body))
}

// resolved is the address of a link, empty when it leads to no page.
func resolved(base *url.URL, link string) string {
	u, err := base.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || link == "" {
		return ""
	}
	u.Fragment, u.User = "", nil
	return u.String()
}

// page reads the page that an entry links to: its text with what the feed knows
// beside it, or the feed's own text where that is longer.
func page(ctx context.Context, a answer, own *article.Record) (article.Record, error) {
	var best *article.Record
	var failed error
	for r, err := range article.ReadFrom(ctx, a.url, bytes.NewReader(a.body), article.Options{}) {
		if err != nil {
			failed = err
			continue
		}
		if best == nil || len(r.Text) > len(best.Text) {
			best = &r
		}
	}
	switch {
	case ctx.Err() != nil:
		return article.Record{}, ctx.Err()
	case best == nil && own == nil:
		return article.Record{}, final{cmp.Or(failed, fmt.Errorf("%s: no article on the page", a.url))}
	case best == nil || own != nil && len(own.Text) > len(best.Text):
		return *own, nil
	}
	if best.URL == "" {
		best.URL = a.url
	}
	best.Key = cmp.Or(article.CanonicalURL(best.URL), a.url)
	best.Source = article.Source{Path: a.url}
	if own != nil {
		best.Published = cmp.Or(best.Published, own.Published)
		best.Publisher = cmp.Or(best.Publisher, own.Publisher)
		if len(best.Authors) == 0 {
			best.Authors = own.Authors
		}
	}
	return *best, nil
}
