package train

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// note is a sentence with two marked names: "[Acme|Organization] bought …".
func note(t *testing.T, id, marked, rel string) eval.Document {
	t.Helper()
	d := eval.Document{ID: id, Source: "notes"}
	for rest := marked; ; {
		before, after, open := strings.Cut(rest, "[")
		d.Text += before
		if !open {
			break
		}
		inside, tail, _ := strings.Cut(after, "]")
		name, typ, _ := strings.Cut(inside, "|")
		d.Entities = append(d.Entities, eval.Entity{Start: len(d.Text), End: len(d.Text) + len(name), Type: typ})
		d.Text += name
		rest = tail
	}
	if rel != "" {
		d.Relations = []eval.Relation{{Head: 0, Tail: 1, Type: rel}}
	}
	return d
}

// notes are sentences in which "snaps up" says who acquires whom, which no
// rule knows.
func notes(t *testing.T) []eval.Document {
	var docs []eval.Document
	firms := strings.Fields("Acme Birch Corvo Delmar Elgin Fenwick Garnet Halden Irwell Jarrow")
	for i, a := range firms {
		b := firms[(i+3)%len(firms)]
		docs = append(docs,
			note(t, fmt.Sprintf("a%d", i), "["+a+"|Organization] gobbled ["+b+"|Organization] whole on Monday.", "ACQUIRED"),
			note(t, fmt.Sprintf("b%d", i), "["+a+"|Organization] resembled ["+b+"|Organization] somewhat on Monday.", ""))
	}
	return docs
}

func trainer(t *testing.T) *Trainer {
	t.Helper()
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	tr, err := New(Options{Docs: notes(t), Analyze: analyzer.Analyze, Folds: 2, Learn: learn.LogisticOptions{Epochs: 20, MinCount: 1, Rate: 0.2}, Goals: Goals{Micro: 0.6, Type: 0.6}})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func TestTrainingIsDeterministic(t *testing.T) {
	a, err := trainer(t).Train()
	if err != nil {
		t.Fatal(err)
	}
	b, err := trainer(t).Train()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Weights, b.Weights) || !bytes.Equal(a.Settings, b.Settings) {
		t.Error("the same sentences gave two models")
	}
}

func TestModelLearnsAVerbThatNoRuleKnows(t *testing.T) {
	files, err := trainer(t).Train()
	if err != nil {
		t.Fatal(err)
	}
	m, err := relations.ReadModel(files.Weights, files.Network, files.Settings)
	if err != nil {
		t.Fatal(err)
	}
	e, err := relations.New(relations.WithModel(m))
	if err != nil {
		t.Fatal(err)
	}
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	d := note(t, "x", "[Kestrel|Organization] gobbled [Lorne|Organization] whole on Monday.", "")
	in := relations.Input{Doc: analyzer.Analyze(d.Text)}
	in.Mentions, in.Chains = eval.GoldMentions(&d)
	got := e.Statements(in)
	if len(got) != 1 || got[0].Type != schema.Acquired || got[0].Subject != 0 || got[0].Evidence[0].Rule != relations.ModelRule {
		t.Fatalf("got %+v, want Kestrel ACQUIRED Lorne by the model", got)
	}
	if p := got[0].Probability; !(p > 0 && p < 1) {
		t.Errorf("probability %v, want one between 0 and 1", p)
	}
}

// In these notes a deal is never more than talk.
func TestDoubtfulRuleYieldsToAModelThatDisbelievesIt(t *testing.T) {
	var docs []eval.Document
	firms := strings.Fields("Acme Birch Corvo Delmar Elgin Fenwick Garnet Halden Irwell Jarrow")
	for i, a := range firms {
		for k := range 4 {
			b := firms[(i+k+1)%len(firms)]
			docs = append(docs,
				note(t, fmt.Sprintf("a%d-%d", i, k), "["+a+"|Organization] signed a deal with ["+b+"|Organization] on Monday.", ""),
				note(t, fmt.Sprintf("b%d-%d", i, k), "["+a+"|Organization] will partner with ["+b+"|Organization] on Monday.", "PARTNERED_WITH"))
		}
	}
	analyzer, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	tr, err := New(Options{Docs: docs, Analyze: analyzer.Analyze, Folds: 2, Learn: learn.LogisticOptions{Epochs: 20, MinCount: 1, Rate: 0.2}, Goals: Goals{Micro: 0.6, Type: 0.6}})
	if err != nil {
		t.Fatal(err)
	}
	files, err := tr.Train()
	if err != nil {
		t.Fatal(err)
	}
	m, err := relations.ReadModel(files.Weights, files.Network, files.Settings)
	if err != nil {
		t.Fatal(err)
	}
	for said, want := range map[string][2]int{ // statements without the model, and with it
		"[Kestrel|Organization] signed a deal with [Lorne|Organization] on Monday.": {1, 0},
		"[Kestrel|Organization] will partner with [Lorne|Organization] on Monday.":  {1, 1},
	} {
		d := note(t, "x", said, "")
		in := relations.Input{Doc: analyzer.Analyze(d.Text)}
		in.Mentions, in.Chains = eval.GoldMentions(&d)
		for i, model := range []*relations.Model{nil, m} {
			e, err := relations.New(relations.WithModel(model))
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Statements(in); len(got) != want[i] {
				t.Errorf("%s (model: %v): %d statements, want %d", said, i == 1, len(got), want[i])
			}
		}
	}
}

func TestCalibrationFollowsTheShareOfRightFindings(t *testing.T) {
	var list []outcome
	for i := range 1000 {
		z := float64(i%10) - 5
		list = append(list, outcome{z: z, right: float64(i/10%100) < 100*learn.Sigmoid(z/2+0.5)})
	}
	k := fit(list, curve{a: 1}, 0.01)
	if math.Abs(k.a-0.5) > 0.05 || math.Abs(k.b-0.5) > 0.1 {
		t.Errorf("slope %.2f, offset %.2f: want 0.5 and 0.5", k.a, k.b)
	}
}

func TestReliabilityCountsEveryPairOfTheFolds(t *testing.T) {
	tr := trainer(t)
	alone, ruled, err := tr.Reliability()
	if err != nil {
		t.Fatal(err)
	}
	found, right := 0, 0
	for _, r := range []eval.Reliability{alone, ruled} {
		for _, b := range r {
			found, right = found+b.Found, right+b.Right
		}
	}
	if found <= right || right != 10 {
		t.Errorf("%d classes, %d right, want more, 10 of them right", found, right)
	}
}

func TestThresholdsRiseUntilATypeIsPreciseEnough(t *testing.T) {
	out := map[schema.RelationType][]outcome{}
	for i := range 200 {
		z := float64(i)/25 - 4
		out[schema.Owns] = append(out[schema.Owns], outcome{z: z, right: i%10 < 9 && z > 0 || i%2 == 0})
		out[schema.Sued] = append(out[schema.Sued], outcome{z: z, right: z > 1 || z > -1 && i%4 == 0})
	}
	s := settle(out, nil, Goals{Micro: 0.8, Type: 0.85})
	for rel, x := range s.Types {
		if x.Precision < 0.84 || x.Found == 0 {
			t.Errorf("%s: precision %.2f of %d: want .85 of some", rel, x.Precision, x.Found)
		}
	}
}

func TestWrittenSentencesAreNeverMeasured(t *testing.T) {
	docs := Documents([]eval.Document{{ID: "a", Source: "VOA"}, {ID: "b", Source: "written for newsrel"}}, 5)
	if docs[0].Fold < 0 || docs[1].Fold >= 0 {
		t.Errorf("folds %d and %d: want one for news, none for written sentences", docs[0].Fold, docs[1].Fold)
	}
}
