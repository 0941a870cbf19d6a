package text

import (
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

// BenchmarkAnalyze and BenchmarkProse run over the same stories, to show what
// offsets and sentences cost over prose's bare tokens and tags.
func BenchmarkAnalyze(b *testing.B) {
	a, texts := analyzer(b), datatest.Texts(b, datatest.BBC, 200)
	tokens := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			for _, s := range a.Analyze(text).Sentences {
				tokens += len(s.Tokens)
			}
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkProse(b *testing.B) {
	texts, model := datatest.Texts(b, datatest.BBC, 200), prose.ModelFromData("stock")
	tokens := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			doc, err := prose.NewDocument(text, prose.UsingModel(model),
				prose.WithSegmentation(false), prose.WithExtraction(false))
			if err != nil {
				b.Fatal(err)
			}
			tokens += len(doc.Tokens())
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
