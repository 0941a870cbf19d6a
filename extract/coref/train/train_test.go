package train

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

// annotated is an article with chains: the woman is meant by "she".
func annotated(name string) eval.Document {
	d := eval.Document{ID: name, Text: name + " spoke in Lyon. Then she left."}
	add := func(form, chain, typ string, at int) {
		d.Entities = append(d.Entities, eval.Entity{Start: at, End: at + len(form), Text: form, Type: typ, Cluster: eval.Cluster(chain)})
	}
	add(name, "1", "person", 0)
	add("Lyon", "2", "place", len(name)+10)
	add("she", "1", "person", len(name)+21)
	return d
}

func reader(t *testing.T) *Reader {
	t.Helper()
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	return &Reader{Analyze: a.Analyze, Recognize: func(text.Document) []names.Mention { return nil }}
}

func TestAnnotatedPronounIsAQuestion(t *testing.T) {
	d := annotated("Anna Weber")
	got := reader(t).document(&d)
	if len(got) != 1 || got[0].Topic != "she" || got[0].Span.In(d.Text) != "she" {
		t.Fatalf("questions are %+v", got)
	}
	for k, right := range got[0].Right {
		if right != (got[0].Entity[k] >= 0) {
			t.Errorf("candidate %d of entity %d is right: %v", k, got[0].Entity[k], right)
		}
	}
}

func TestModelLearnsAndStaysTheSame(t *testing.T) {
	var docs []Document
	for i := range 12 {
		d := annotated(fmt.Sprintf("Anna Weber%c", 'a'+i))
		docs = append(docs, reader(t).document(&d))
	}
	ds, err := CrossValidate(docs, 3, DefaultLearning())
	if err != nil {
		t.Fatal(err)
	}
	if c := Counts(ds, []string{"she"}, .5); c.Right != 12 || c.False != 0 {
		t.Errorf("of 12 pronouns %+v", c)
	}
	least, _ := Thresholds(ds, DefaultGoals())
	var packed [2]Files
	for i := range packed {
		m, err := Weights(docs, DefaultLearning())
		if err != nil {
			t.Fatal(err)
		}
		if packed[i], err = Pack(m, least, "here"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(packed[0].Weights, packed[1].Weights) || !bytes.Equal(packed[0].Settings, packed[1].Settings) {
		t.Error("a second training gives other files")
	}
}

func TestThresholdKeepsThePrecision(t *testing.T) {
	var ds []Decision
	for i := range 100 {
		ds = append(ds, Decision{Topic: "it", Probability: float64(i) / 100, Right: i >= 70, Any: true})
	}
	least, _ := Thresholds(ds, []Goal{{[]string{"it"}, .9}})
	if c := Counts(ds, []string{"it"}, least["it"]); c.Precision() < .9 || c.Recall() < .29 {
		t.Errorf("threshold %v gives %+v", least["it"], c)
	}
}

func TestAnnotatedDescriptionsAreReadable(t *testing.T) {
	by, err := descriptions()
	if err != nil {
		t.Fatal(err)
	}
	named, all := 0, 0
	for _, list := range by {
		for _, d := range list {
			all++
			if d.name != "" {
				named++
			}
			if d.End <= d.Start {
				t.Errorf("%+v is empty", d)
			}
		}
	}
	if all < 200 || named < 80 {
		t.Errorf("%d descriptions, %d with a name", all, named)
	}
}
