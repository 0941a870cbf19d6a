package main

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/eval"
)

// Entities across articles of annotated news must stay as good as when this was
// measured.
func TestEntitiesOfAnnotatedNews(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 2,700 texts")
	}
	var x extraction
	x.recognizer = "news"
	ex, err := x.relations()
	if err != nil {
		t.Fatal(err)
	}
	r, analyzer, err := x.names()
	if err != nil {
		t.Fatal(err)
	}
	task := eval.ResolveTask{Analyze: analyzer.Analyze, Recognize: r.Recognize, Statements: ex.Statements, Entities: entitiesOf}
	for _, tt := range []struct {
		file  string
		floor [3]float64 // B3 F1: all names, of links with several names, names with several links
	}{
		{"wcep_links.dev.jsonl.gz", [3]float64{.945, .89, .76}},
		{"dwie.dev.jsonl.gz", [3]float64{.95, .92, .8}},
		{"ecbplus.dev.jsonl.gz", [3]float64{.90, .87, .85}},
		{"el_msnbc-updated.test.jsonl.gz", [3]float64{.96, .94, .88}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			gold, err := eval.ReadFile(datatest.Path(t, "data/measure/"+tt.file))
			if err != nil {
				t.Fatal(err)
			}
			s := eval.Resolve(gold, task)
			for i, floor := range tt.floor {
				if got := s.Rows[i].B3.F1(); got < floor {
					t.Errorf("%s: B3 F1 is %.3f, want %.3f", s.Rows[i].Title, got, floor)
				}
			}
		})
	}
}
