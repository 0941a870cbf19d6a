package article

import "testing"

func FuzzText(f *testing.F) {
	for _, s := range []string{
		helionText, "By Ana Lima\n\n" + helionBody, "caf\xe9\x81", "\xff\xfeH\x00e\x00l\x00l\x00o\x00", "---\ntitle: x\n---\n# y\n",
		helionText + "\n\nRelated:\nX, Y, 9/10/20\n\nNo Comments Yet", "Title: a\nDate: b\n\nc",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRecords(t, "a.txt", data)
		checkRecords(t, "a.md", data)
	})
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{bankPage, "<div>a<br><br>b<p>c<br>d</div>", "<meta charset=utf-16><p>x", "<script type='ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[1]}</script><p>x</p>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkRecords(t, "a.html", data) })
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		`{"title":"a","text":"b"}` + "\n" + `{"text":"c","date":"x"}`, `[{"text":"a"},{"text":"b"}]`, `{"articles":[{"body":"<p>a</p>"}]}`,
		"{\n\"text\":\"a\"}\n{\"text\":\"\\ud800\"}", `{"hits":{"hits":[{"_source":{"text":"a","authors":[{"name":"x"},["y"]]}}]}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRecords(t, "a.jsonl", data)
		checkRecords(t, "a.json", data)
	})
}

func FuzzFeed(f *testing.F) {
	for _, s := range []string{
		`<rss version="2.0"><channel><title>L</title><item><title>a</title><link>https://l.example/1</link><pubDate>Mon, 03 May 2021 09:30:00 GMT</pubDate><description>&lt;p&gt;b</description></item></channel></rss>`,
		`<?xml version="1.0" encoding="koi8-r"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><content type="html">b</content></entry></feed>`,
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item><title>a</title></item></rdf:RDF>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkRecords(t, "a.rss", data) })
}

func FuzzArchive(f *testing.F) {
	for _, s := range []string{gzipped(f, helionText), zstandard(f, helionText), zipped(f, "a.txt", helionText, "b.jsonl.gz", gzipped(f, `{"text":"a"}`))} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkRecords(t, "a", data) })
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2020-09-10T14:30:00Z", "9/10/20", "Sept. 10, 2020 at 3:04 p.m. ET", "1599750000", "Washington, DC, August 12, 2022"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		iso, err := ParseDate(s)
		if err != nil {
			return
		}
		if again, err := ParseDate(iso); err != nil || again != iso {
			t.Fatalf("%q is read as %q, and that as %q, %v", s, iso, again, err)
		}
	})
}
