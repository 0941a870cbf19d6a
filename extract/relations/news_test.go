package relations_test

import (
	"hash/fnv"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
)

// TestRulesOnAnnotatedNews holds the rules to their figures on a third of the
// annotated news sentences that they were not written on.
func TestRulesOnAnnotatedNews(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of sentences")
	}
	docs, err := eval.ReadFile(datatest.Path(t, "data/train/newsrel.train.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var held []eval.Document
	for _, d := range docs {
		h := fnv.New32a()
		h.Write([]byte(d.ID))
		if h.Sum32()%3 == 0 && !strings.HasPrefix(d.Source, "written") {
			held = append(held, d)
		}
	}
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, err := relations.New(relations.WithModel(nil)) // which was trained on them
	if err != nil {
		t.Fatal(err)
	}
	s := eval.Relations(held, eval.RelationTask{Analyze: tagger.Analyze, Statements: e.Statements})
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d sentences\n%s", len(held), b.String())
	if m := s.Micro(); m.Precision() < .85 || m.Recall() < .45 {
		t.Errorf("precision %.3f, want .85; recall %.3f, want .45", m.Precision(), m.Recall())
	}
	if a := s.ModalityAccuracy(); a < .93 {
		t.Errorf("modality accuracy %.3f, want .93", a)
	}
}
