package extract

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

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
	texts := datatest.Texts(b, datatest.BBC, 200)
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
	for _, t := range datatest.Texts(b, datatest.BBC, 200) {
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
