package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
)

func TestMarksComeBackAsTheyWere(t *testing.T) {
	kinds := []relations.MarkKind{relations.TriggerMark, relations.ModalityMark, relations.SpeakerMark, relations.FromMark}
	rapid.Check(t, func(t *rapid.T) {
		var marks []relations.Mark
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			at := rapid.IntRange(0, 1e6).Draw(t, "start")
			marks = append(marks, relations.Mark{Span: text.Span{Start: at, End: at + 3}, Kind: rapid.SampledFrom(kinds).Draw(t, "kind")})
		}
		got, err := readMarks(marksCell(marks))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(marks, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAMarkThatIsNoneIsAnError(t *testing.T) {
	for _, cell := range []string{"trigger", "trigger 1", "trigger 1 x", " 1 2", "trigger 1 2,modality 3 4"} {
		if marks, err := readMarks(cell); err == nil {
			t.Errorf("%q: got %v, want an error", cell, marks)
		}
	}
}
