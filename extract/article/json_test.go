package article

import (
	"context"
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestFieldNamesOfJSON(t *testing.T) {
	want := Article{
		Key: "https://ledger.example/bank", URL: "https://ledger.example/bank", Title: "Bank to be sold",
		Authors: []string{"Ana Lima", "Jo Tan"}, Publisher: "Ledger", Published: "2021-05-03", Language: "en",
		Text: "Bank to be sold\n\nThe bank will be sold to its Spanish rival.",
	}
	want.ID = TextID(want.Text)
	const body = `The bank will be sold to its Spanish rival.`
	for name, in := range map[string]string{
		"plain":      `{"title":"Bank to be sold","text":"` + body + `","url":"https://ledger.example/bank","authors":["Ana Lima","Jo Tan"],"publisher":"Ledger","date":"2021-05-03","language":"en"}`,
		"upper case": `{"TITLE":"Bank to be sold","Body":"` + body + `","URL":"https://ledger.example/bank?utm_source=x","Byline":"By Ana Lima and Jo Tan","Source":"Ledger","Published_At":"2021-05-03T00:00:00Z","Lang":"en-GB"}`,
		"news API":   `{"source":{"id":null,"name":"Ledger"},"author":"Ana Lima, Jo Tan","title":"Bank to be sold","description":"Short.","url":"https://ledger.example/bank","publishedAt":"2021-05-03","content":"` + body + `","language":"en"}`,
		"schema.org": `{"@type":"NewsArticle","headline":"Bank to be sold","articleBody":"` + body + `","url":"https://ledger.example/bank","author":[{"@type":"Person","name":"Ana Lima"},{"@type":"Person","name":"Jo Tan"}],"publisher":{"@type":"Organization","name":"Ledger"},"datePublished":"2021-05-03","inLanguage":"en"}`,
		"WordPress":  `{"id":7,"date_gmt":"2021-05-03","link":"https://ledger.example/bank","title":{"rendered":"Bank to be sold"},"content":{"rendered":"<p>The bank will be&nbsp;sold to its Spanish rival.</p><script>track()</script>"},"authors":[{"first_name":"Ana","last_name":"Lima"},"Jo Tan"],"site":"Ledger","lang":"en"}`,
		"Guardian":   `{"webTitle":"Bank to be sold","webUrl":"https://ledger.example/bank","webPublicationDate":"2021-05-03","fields":{"bodyText":"` + body + `","byline":"Ana Lima and Jo Tan","publication":"Ledger","lang":"en"}}`,
		"search hit": `{"_id":"x","_source":{"headline":"Bank to be sold","maintext":"` + body + `","url":"https://ledger.example/bank","authors":["Ana Lima","Jo Tan"],"date_publish":"20210503","source_domain":"Ledger","language":"en"}}`,
		"entities":   `{"title":"Bank to be sold","text":"The bank will be sold&#32;to its Spanish rival.","link":"https://ledger.example/bank#x","creator":"Ana Lima; Jo Tan","outlet":"Ledger","timestamp":1620000000,"lang":"en"}`,
	} {
		r := readOne(t, "a.jsonl", in)
		got := r.Article
		if strings.HasPrefix(got.Published, "2021-05-03") {
			got.Published = "2021-05-03"
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
		}
	}
}

func TestABadLineDoesNotSpoilTheRest(t *testing.T) {
	in := strings.Join([]string{
		`{"title":"One","text":"The first."}`, ``, `{"title": broken}`, `[1]`, `"text"`, `{"author":"nobody"}`,
		`{"text":"The bank, the rival and the price.","Date":"yesterday-ish"}`, "{\"text\":\"caf\xe9 news\"}", `{"text":"Last`,
	}, "\n")
	records, errs := readAll(t, "a.jsonl", in, Options{})
	var keys []string
	for _, r := range records {
		keys = append(keys, r.Key)
	}
	if got, want := strings.Join(keys, " "), "a.jsonl#1 a.jsonl#7 a.jsonl#8"; got != want {
		t.Errorf("got keys %s, want %s", got, want)
	}
	want := []string{
		"a.jsonl:3: not JSON: invalid character 'b' looking for beginning of value",
		"a.jsonl:4: 1: want a JSON object with the article's fields",
		`a.jsonl:5: "text": want a JSON object with the article's fields`,
		"a.jsonl:6: no text: want a title or a text, body, content or articleBody",
		"a.jsonl:9: not JSON: unexpected end of JSON input",
	}
	if !reflect.DeepEqual(errs, want) {
		t.Errorf("got errors\n%s\nwant\n%s", strings.Join(errs, "\n"), strings.Join(want, "\n"))
	}
	if w := records[1].Warnings; len(w) != 1 || w[0].Error() != `a.jsonl:7: kept without a date: "Date" is "yesterday-ish": want RFC 3339 or YYYY-MM-DD` {
		t.Errorf("got warnings %v", w)
	}
	if r := records[2]; r.Text != "café news" || r.Source.Line != 8 {
		t.Errorf("got %q of line %d", r.Text, r.Source.Line)
	}
}

func TestListsAndWrappersOfArticles(t *testing.T) {
	const a, b = `{"title":"One","text":"The first."}`, `{"title":"Two","text":"The second."}`
	for name, c := range map[string]struct{ in, want string }{
		"an object":          {a, "a.json:1"},
		"an object, a line":  {a + "\n", "a.json:1"},
		"a printed object":   {"{\n \"title\": \"One\",\n \"text\": \"The first.\"\n}\n", "a.json:1"},
		"a list":             {"[" + a + "," + b + "]", "a.json#1:1 a.json#2:1"},
		"a printed list":     {"[\n" + a + ",\n" + b + "\n]\n", "a.json#1:2 a.json#2:3"},
		"an empty list":      {"[]", ""},
		"a wrapper":          {`{"status":"ok","articles":[` + a + "," + b + "]}", "a.json#1:1 a.json#2:1"},
		"a printed wrapper":  {"{\n\"articles\": [\n" + a + ",\n" + b + "]}", "a.json#1:3 a.json#2:4"},
		"a deep wrapper":     {`{"response":{"docs":[` + a + "," + b + "]}}", "a.json#1:1 a.json#2:1"},
		"search hits":        {`{"hits":{"total":2,"hits":[{"_source":` + a + `},{"_source":` + b + "}]}}", "a.json#1:1 a.json#2:1"},
		"lines":              {a + "\n" + b + "\n", "a.json#1:1 a.json#2:2"},
		"objects in a row":   {"{\n\"text\": \"The first.\"\n}\n{\n\"text\": \"The second.\"\n}\n", "a.json#1:1 a.json#2:4"},
		"UTF-8 byte order":   {"\ufeff" + a, "a.json:1"},
		"numbers in a list":  {"[" + a + ",\n7,\n" + b + "]", "a.json#1:1 !2 a.json#3:3"},
		"a list that breaks": {"[" + a + ",\n{\"text\": }]", "a.json#1:1 !2"},
		"a list that ends":   {"[" + a + ",\n", "a.json#1:1 !2"},
		"a mere number":      {"7", "!1"},
	} {
		var got []string
		records, errs := readAll(t, "a.json", c.in, Options{})
		for _, r := range records {
			got = append(got, strings.Replace(r.Key+":", "a.json:", "a.json:", 1)+itoa(r.Source.Line))
		}
		want := strings.Fields(c.want)
		var wantErrs int
		var wantKeys []string
		for _, w := range want {
			if strings.HasPrefix(w, "!") {
				wantErrs++
				if len(errs) == 0 || !strings.HasPrefix(errs[0], "a.json:"+w[1:]+": ") {
					t.Errorf("%s: got errors %q, want one of line %s", name, errs, w[1:])
				}
				continue
			}
			wantKeys = append(wantKeys, w)
		}
		if !reflect.DeepEqual(got, wantKeys) || len(errs) != wantErrs {
			t.Errorf("%s: got %q and errors %q, want %q", name, got, errs, c.want)
		}
	}
}

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

func TestJSONFeeds(t *testing.T) {
	records, errs := readAll(t, "feed.json", `{"version":"https://jsonfeed.org/version/1.1","title":"Ledger","description":"News","language":"en",
		"items":[{"id":"1","url":"https://ledger.example/1","title":"Bank to be sold","content_html":"<p>The bank will be sold.</p><p>Soon.</p>","date_published":"2021-05-03T10:00:00+02:00","authors":[{"name":"Ana Lima"}]},
		{"id":"https://ledger.example/2","content_text":"No title here."}]}`, Options{})
	if len(errs) > 0 || len(records) != 2 {
		t.Fatalf("got %d records and %q", len(records), errs)
	}
	a := records[0].Article
	if a.Publisher != "Ledger" || a.Published != "2021-05-03T08:00:00Z" || a.Text != "Bank to be sold\n\nThe bank will be sold.\n\nSoon." || a.Key != "https://ledger.example/1" {
		t.Errorf("got %+v", a)
	}
	if records[1].Key != "https://ledger.example/2" {
		t.Errorf("got key %q", records[1].Key)
	}
}

func TestAsIsTakesTheTextAsItStands(t *testing.T) {
	const text = " Bank to be sold\r\n\n\n\u00a0Related:\nX, Y, 1/1/21\n<b>&amp;</b> \x00"
	line, err := json.Marshal(map[string]string{"id": "doc 7", "title": "<b>Bank", "text": text, "body": "other", "published": "2021-05-03"})
	if err != nil {
		t.Fatal(err)
	}
	records, errs := readAll(t, "gold.jsonl", string(line)+"\n{\"text\": [\"no\"]}\n{\"title\":\"no text\"}\n", Options{AsIs: true})
	if len(records) != 1 || len(errs) != 2 {
		t.Fatalf("got %d records and %q", len(records), errs)
	}
	if r := records[0]; r.Text != text || r.ID != "doc 7" || len(r.Cites) != 0 || r.Key != "gold.jsonl#1" || r.Published != "2021-05-03" {
		t.Errorf("got %+v", r)
	}
	plain, _ := readAll(t, "a.txt", text, Options{AsIs: true})
	if len(plain) != 1 || plain[0].Text != text || plain[0].Title != "" {
		t.Errorf("got %+v", plain)
	}
}

func TestOneGivenIDIsForOneText(t *testing.T) {
	const bank, port = `{"id": "1", "text": "The bank was sold."}` + "\n", `{"id": "1", "text": "The port was closed."}` + "\n"
	dir := writeTree(t, map[string]string{"a.jsonl": bank + port + bank, "b.jsonl": port})
	read := func(opts Options) (ids []string, errs []string) {
		for r, err := range Read(context.Background(), []string{dir}, opts) {
			if err != nil {
				errs = append(errs, strings.TrimPrefix(err.Error(), filepath.ToSlash(dir)))
				continue
			}
			ids = append(ids, r.ID)
		}
		return ids, errs
	}
	const fault = `: id "1" was given to another text before: want one id for each text`
	for range 2 { // every sequence begins anew
		ids, errs := read(Options{AsIs: true})
		if !slices.Equal(ids, []string{"1", "1"}) || !slices.Equal(errs, []string{"/a.jsonl:2" + fault, "/b.jsonl:1" + fault}) {
			t.Errorf("got ids %q and errors %q", ids, errs)
		}
	}
	ids, errs := read(Options{AsIs: true, TextIDs: true})
	b, p := TextID("The bank was sold."), TextID("The port was closed.")
	if !slices.Equal(ids, []string{b, p, b, p}) || len(errs) > 0 {
		t.Errorf("with ids of the texts: got ids %q and errors %q", ids, errs)
	}
}

func TestATextThatIsNoneIsRefused(t *testing.T) {
	in := `{"text": 5}
{"title": "Helion rises", "body": true}
{"text": 17, "description": "Helion rose on Monday."}
{"title": "Helion falls", "story": 20240304}
`
	records, errs := readAll(t, "a.jsonl", in, Options{})
	var texts []string
	for _, r := range records {
		texts = append(texts, r.Text)
	}
	if got, want := strings.Join(errs, "; "), `a.jsonl:1: "text" is 5: want a string; a.jsonl:2: "body" is true: want a string`; got != want {
		t.Errorf("errors %q, want %q", got, want)
	}
	if len(texts) != 2 || texts[0] != "Helion rose on Monday." || texts[1] != "Helion falls" {
		t.Errorf("texts %q, want those of the lines 3 and 4", texts)
	}
}
