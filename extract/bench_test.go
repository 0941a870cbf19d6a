package extract

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

// stories returns news stories of the data kept beside the module.
func stories(b *testing.B) []string {
	b.Helper()
	root := os.Getenv("NEWSGRAPH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "data", "measure", "raw_bbc2005.jsonl.gz"))
	if err != nil {
		if os.Getenv("NEWSGRAPH_REQUIRE_SHARED") == "1" {
			b.Fatal(err)
		}
		b.Skipf("%v: set NEWSGRAPH_SHARED to the folder with the data", err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for len(out) < 200 && lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		out = append(out, d.Text)
	}
	if err := lines.Err(); err != nil {
		b.Fatal(err)
	}
	return out
}

// BenchmarkExtract runs all stages over the stories that BenchmarkProse of
// package text only splits and tags, to show what the whole costs over prose's
// bare tokens and tags:
//
//	go test -p 1 -run xxx -bench 'Extract|Prose' -cpu 1 ./extract ./extract/text
func BenchmarkExtract(b *testing.B) {
	x, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	texts := stories(b)
	words := 0
	for _, t := range texts {
		words += len(strings.Fields(t))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			x.Extract(article.Article{Text: t, Published: "2005-01-10"})
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkNames runs the recognizer alone over the stories' tagged tokens.
func BenchmarkNames(b *testing.B) {
	analyzer, err := text.Default()
	if err != nil {
		b.Fatal(err)
	}
	m, err := names.News()
	if err != nil {
		b.Fatal(err)
	}
	var docs []text.Document
	tokens := 0
	for _, t := range stories(b) {
		doc := analyzer.Analyze(t)
		for i := range doc.Sentences {
			tokens += len(doc.Sentences[i].Tokens)
		}
		docs = append(docs, doc)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			m.Recognize(doc)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
