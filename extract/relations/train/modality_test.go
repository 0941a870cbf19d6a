package train

import (
	"bytes"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// holding are sentences of which those with a verb that no cue list knows are
// planned.
func holding(t *testing.T) []eval.Document {
	t.Helper()
	var docs []eval.Document
	for i, name := range []string{"Acme", "Birch", "Corvane", "Delta", "Elm", "Fjord", "Gable", "Harrow"} {
		for _, verb := range []string{"yearns to buy", "bought"} {
			d := note(t, name+verb, "["+name+"|Organization] "+verb+" [Lorne|Organization] on Monday.", "ACQUIRED")
			if verb != "bought" {
				d.Relations[0].Modality = string(schema.Planned)
			}
			d.ID += strings.Repeat("x", i)
			docs = append(docs, d)
		}
	}
	return docs
}

func trained(t *testing.T) []byte {
	t.Helper()
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	o := ModalityDefaults()
	o.MinCount = 1
	m, err := NewModality(holding(t), analyzer.Analyze, 2, o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := m.Train(-1)
	if err != nil {
		t.Fatal(err)
	}
	b, err := l.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestModalityIsLearnedAlike(t *testing.T) {
	if !bytes.Equal(trained(t), trained(t)) {
		t.Error("the same sentences gave two modality models")
	}
}

func TestModalityOfOtherClassesIsRefused(t *testing.T) {
	l, err := learn.TrainLogistic([]string{"yes", "no"}, nil, ModalityDefaults())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := relations.NewModality(l); err == nil {
		t.Error("a model of two classes was taken for one of modality")
	}
	if _, err := relations.ReadModality(trained(t)); err != nil {
		t.Errorf("its own model is refused: %v", err)
	}
}
