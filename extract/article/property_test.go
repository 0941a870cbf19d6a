package article

import (
	"encoding/json"
	"html"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// newsText draws a title and paragraphs of made-up news.
func newsText(t *rapid.T) (title string, paragraphs []string) {
	word := rapid.SampledFrom(strings.Fields("Helion Rheintal bank minister sold bought café Łódź talks “deal” 4.2 euros Monday the of in a U.S. it’s"))
	sentence := rapid.Custom(func(t *rapid.T) string {
		return "The " + strings.Join(rapid.SliceOfN(word, 5, 15).Draw(t, "words"), " ") + " was said in Lisbon."
	})
	title = "Helion " + strings.Join(rapid.SliceOfN(word, 2, 6).Draw(t, "title"), " ") + " Rheintal"
	for range rapid.IntRange(1, 4).Draw(t, "paragraphs") {
		paragraphs = append(paragraphs, strings.Join(rapid.SliceOfN(sentence, 2, 4).Draw(t, "paragraph"), " "))
	}
	return title, paragraphs
}

func TestOneTextHasOneIDInEveryFormat(t *testing.T) {
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		title, paragraphs := newsText(t)
		body := strings.Join(paragraphs, "\n\n")
		plain := title + "\n\n" + body
		htmlBody := "<p>" + strings.Join(paragraphs, "</p>\n<p>") + "</p>"
		record, err := json.Marshal(map[string]string{"headline": title, "body": body})
		if err != nil {
			t.Fatal(err)
		}
		inTags, err := json.Marshal(map[string]string{"title": title, "content": htmlBody})
		if err != nil {
			t.Fatal(err)
		}
		want := TextID(plain)
		for name, content := range map[string]string{
			"a.txt":          plain,
			"b/c.text":       strings.ReplaceAll(plain, "\n", "\r\n") + "\r\n\r\n",
			"old-mac.txt":    "\ufeff" + strings.ReplaceAll(plain, "\n", "\r"),
			"spaces.txt":     strings.ReplaceAll(plain, " ", "\u00a0"),
			"a.jsonl":        string(record) + "\n",
			"a.json":         "[" + string(inTags) + "]",
			"packed.txt.gz":  gzipped(outer, plain),
			"packed.txt.zst": zstandard(outer, plain),
			"x.zip":          zipped(outer, "x.txt", plain),
			"feed.rss":       `<rss version="2.0"><channel><title>L</title><item><title>` + html.EscapeString(title) + `</title><description>` + html.EscapeString(htmlBody) + `</description></item></channel></rss>`,
			"page.html":      "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1>" + htmlBody + "</article></body></html>",
		} {
			r := readOne(outer, name, content)
			if r.Text != plain || r.ID != want {
				t.Fatalf("%s: got %q, want %q", name, r.Text, plain)
			}
		}
	})
}

// checkRecords holds whatever was read to what the package promises.
func checkRecords(t *testing.T, name string, data []byte) {
	records, errs := readAll(t, name, string(data), Options{})
	for _, r := range records {
		if !utf8.ValidString(r.Text) || !utf8.ValidString(r.Title) || !utf8.ValidString(r.Key) || !utf8.ValidString(r.URL) {
			t.Fatalf("not UTF-8: %+v", r)
		}
		if r.Text == "" || r.Text != Normalize(r.Text) {
			t.Fatalf("text is not in normal form: %q", r.Text)
		}
		if r.Title != "" && !strings.HasPrefix(r.Text, r.Title) {
			t.Fatalf("text %q does not begin with the title %q", r.Text, r.Title)
		}
		if r.ID != TextID(r.Text) || r.Key == "" {
			t.Fatalf("id %q, key %q", r.ID, r.Key)
		}
		for _, d := range []string{r.Published, r.Modified} {
			if again, err := ParseDate(d); d != "" && (err != nil || again != d) {
				t.Fatalf("date %q is read as %q, %v", d, again, err)
			}
		}
	}
	again, errsAgain := readAll(t, name, string(data), Options{})
	if len(again) != len(records) || len(errs) != len(errsAgain) {
		t.Fatal("read twice, got something else")
	}
	for i := range again {
		if again[i].Text != records[i].Text || again[i].Language != records[i].Language || again[i].Published != records[i].Published {
			t.Fatalf("read twice, got %+v and %+v", records[i].Article, again[i].Article)
		}
	}
}
