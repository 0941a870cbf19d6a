package article

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

const bankPage = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Bank to be sold &amp; split | The Ledger</title>
<meta property="og:site_name" content="The Ledger">
<link rel="canonical" href="https://Ledger.example/bank?utm_medium=social">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
{"@type":["NewsArticle"],"headline":"Bank to be sold &amp; split","author":[{"@type":"Person","name":"Ana Lima"},{"name":"https://ledger.example/jo"}],
"datePublished":"2021-05-03T09:30:00+01:00","dateModified":"2021-05-04","publisher":{"name":"Ledger Media"}}]}</script>
<style>p { color: red }</style><script>var leak = "Acme Ads";</script></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bank to be sold &amp; split</h1><p class="byline">By Ana Lima</p>
<p>The bank will be sold to its Spanish rival, Caja Meridional,<script>leak()</script> the finance minister said in Lisbon on Monday.</p>
<p>The price is open.<br>The date is not: the deal must be done by July, according to a decree that the cabinet passed last week.</p>
<ul><li>Rival pays cash</li><li>State keeps a tenth</li></ul>
<p>“We keep a tenth,” said the spokeswoman, Carla Esteves, who would not say why the government wants any of it.</p>
<p>Related:</p><ul><li>Who Owns the Bank?, Tagus Daily, 4/30/21</li></ul></article>
<footer>© 2021 Ledger Media. All rights reserved.</footer></body></html>`

func TestAPageBecomesAnArticle(t *testing.T) {
	r := readOne(t, "bank.html", bankPage)
	want := Article{
		Key: "https://ledger.example/bank", URL: "https://ledger.example/bank", Title: "Bank to be sold & split",
		Authors: []string{"Ana Lima"}, Publisher: "The Ledger", Published: "2021-05-03T08:30:00Z", Modified: "2021-05-04", Language: "en",
		Cites: []Citation{{Title: "Who Owns the Bank?", Publisher: "Tagus Daily", Published: "2021-04-30"}},
		Text: "Bank to be sold & split\n\n" +
			"The bank will be sold to its Spanish rival, Caja Meridional, the finance minister said in Lisbon on Monday.\n\n" +
			"The price is open.\nThe date is not: the deal must be done by July, according to a decree that the cabinet passed last week.\n\n" +
			"Rival pays cash\nState keeps a tenth\n\n" +
			"“We keep a tenth,” said the spokeswoman, Carla Esteves, who would not say why the government wants any of it.",
	}
	want.ID = TextID(want.Text)
	if !reflect.DeepEqual(r.Article, want) {
		t.Errorf("got\n%+v\nwant\n%+v", r.Article, want)
	}
}

func TestEncodingsOfPages(t *testing.T) {
	page := `<html><head><meta http-equiv="content-type" content="text/html; charset=windows-1251"><title>Банк</title></head><body><article><p>` +
		strings.Repeat("Министр финансов заявил в понедельник, что банк будет продан испанскому сопернику. ", 5) + `</p></article></body></html>`
	encoded, err := charmap.Windows1251.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	if r := readOne(t, "a.html", encoded); !strings.Contains(r.Text, "Министр финансов") || r.Language != "ru" || r.Replaced != 0 {
		t.Errorf("got %q in %q", r.Text, r.Language)
	}
}

func TestBreaksMakeParagraphs(t *testing.T) {
	for in, want := range map[string]string{
		`<div>One <em>is</em> here.<br><br>Two.<br>More of two.<br> <br/><b>Three</b>.</div>`: "One is here.\n\nTwo.\nMore of two.\n\nThree.",
		`<p>One.<br>Two.</p>`: "One.\nTwo.",
		`<table><tr><td>Kyle</td><td>7</td></tr><tr><td>Ana</td><td>9</td></tr></table>`: "Kyle 7\nAna 9",
		"<p>Spaces\n  and   lines</p><p>count\tonce</p>":                                 "Spaces and lines\n\ncount once",
		`<style>x</style>A<script>y</script>B<!-- z --><noscript>q</noscript>`:           "AB",
	} {
		if got := Normalize(fragmentText(in)); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
	page := `<html><body><div class="content">The bank, the oldest in the land, is to be sold to the <em>Tagus</em> group, the minister said on Monday.<br><br>
		The price is open, and so is the name that the bank will bear when all is done in July.<br>No one would comment.<br><br>
		The union of the bank’s clerks called for a strike on Friday, its head said.</div></body></html>`
	want := "The bank, the oldest in the land, is to be sold to the Tagus group, the minister said on Monday.\n\n" +
		"The price is open, and so is the name that the bank will bear when all is done in July.\nNo one would comment.\n\n" +
		"The union of the bank’s clerks called for a strike on Friday, its head said."
	if got := readOne(t, "a.html", page); got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
}

func TestTitlesLoseTheNameOfTheSite(t *testing.T) {
	for _, c := range []struct{ title, site, want string }{
		{"Bank sold | The Ledger", "The Ledger", "Bank sold"},
		{"Bank sold - Ledger.com", "Ledger", "Bank sold"},
		{"The Ledger: bank sold", "The Ledger", "The Ledger: bank sold"},
		{"Ledger - Bank sold", "Ledger", "Bank sold"},
		{"Bank sold - what now?", "Ledger", "Bank sold - what now?"},
		{"Bank sold | X", "", "Bank sold | X"},
	} {
		if got := withoutSite(c.title, c.site); got != c.want {
			t.Errorf("%q of %q: got %q, want %q", c.title, c.site, got, c.want)
		}
	}
}

func TestFeedsBecomeArticles(t *testing.T) {
	const rss = `<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Ledger</title><language>en-us</language>
<item><title>Caf` + "\xe9" + ` &amp;amp; bank sold</title><link>https://ledger.example/1?utm_source=rss</link><dc:creator>Ana Lima</dc:creator><pubDate>Mon, 03 May 2021 09:30:00 +0100</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>The bank is sold.</p><script>leak()</script><p>So is the caf&eacute;.</p>]]></content:encoded></item>
<item><title>No body</title><guid isPermaLink="false">tag:2</guid></item></channel></rss>`
	const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Ledger</title><entry><title type="html">Caf&amp;eacute; &amp;amp; bank sold</title>
<link href="https://ledger.example/1"/><id>urn:1</id><author><name>Ana Lima</name></author><published>2021-05-03T08:30:00Z</published><updated>2021-05-04T08:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The bank is sold.</p><p>So is the café.</p></div></content></entry></feed>`
	want := Article{
		Key: "https://ledger.example/1", URL: "https://ledger.example/1", Title: "Café & bank sold", Authors: []string{"Ana Lima"},
		Publisher: "The Ledger", Published: "2021-05-03T08:30:00Z", Language: "en", Text: "Café & bank sold\n\nThe bank is sold.\n\nSo is the café.",
	}
	want.ID = TextID(want.Text)
	records, errs := readAll(t, "feed.xml", rss, Options{})
	if len(errs) > 0 || len(records) != 2 {
		t.Fatalf("got %d records and %q", len(records), errs)
	}
	if !reflect.DeepEqual(records[0].Article, want) {
		t.Errorf("got\n%+v\nwant\n%+v", records[0].Article, want)
	}
	if r := records[1]; r.Key != "feed.xml#2" || r.Text != "No body" {
		t.Errorf("got %+v", r)
	}
	got := readOne(t, "feed.atom", atom).Article
	if got.Modified != "2021-05-04T08:30:00Z" {
		t.Errorf("got modified %q", got.Modified)
	}
	got.Modified, want.Language, got.Language = "", "", ""
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	_, errs = readAll(t, "feed.rss", `<rss version="2.0"><channel><item>`, Options{})
	if len(errs) != 1 || !strings.HasPrefix(errs[0], "feed.rss: ") {
		t.Errorf("got errors %q", errs)
	}
}
