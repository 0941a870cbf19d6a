package eval

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
)

func quotations(t *testing.T) []Quotation {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "quotations.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	list, err := ReadQuotations(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSpeakersOfQuotations(t *testing.T) {
	docs, err := ReadFile(datatest.Path(t, "data/raw/news.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]string{}
	for _, d := range docs {
		byID[d.ID] = d.Text
	}
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	recognizer, err := names.News()
	if err != nil {
		t.Fatal(err)
	}
	extractor, err := relations.New()
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, q := range quotations(t) {
		article := byID[q.Document]
		if q.End > len(article) {
			t.Fatalf("document %s has %d bytes, the quotation ends at %d", q.Document, len(article), q.End)
		}
		in := relations.Input{Doc: analyzer.Analyze(article)}
		in.Mentions, in.Chains = coref.Resolve(in.Doc, recognizer.Recognize(in.Doc))
		all++
		if Speaks(in, extractor.Sayings(in), q) {
			right++
			continue
		}
		named := "nobody"
		if q.Speaker != nil {
			named = q.Speaker.In(article)
		}
		t.Logf("wrong: %q, said by %s", q.In(article), named)
	}
	t.Logf("%d of %d speakers right: %.3f", right, all, float64(right)/float64(all))
	if float64(right) < 0.85*float64(all) {
		t.Errorf("%d of %d speakers right: want .85 of them", right, all)
	}
}
