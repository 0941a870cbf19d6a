package learn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// Words of the notes that the networks of these tests read: who did what to
// whom.
var noteWords = strings.Fields("bought sold by was the of and yesterday")

func noteVectors(t *testing.T) *Vectors {
	t.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	rows := make([][]float64, len(noteWords))
	for i := range rows {
		for range 8 {
			rows[i] = append(rows[i], rng.NormFloat64())
		}
	}
	v, err := NewVectors(noteWords, rows)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// note is a sentence in which A and B stand for two names: the first class
// holds where the first one buys, the second where the second one does.
func note(v *Vectors, text string) NetworkExample {
	s := &Sentence{}
	x := NetworkExample{View: View{Sentence: s}}
	for i, w := range strings.Fields(text) {
		tag := uint8(1)
		switch w {
		case "A", "B":
			tag = 2
			if w == "A" {
				x.View.Left = i
			} else {
				x.View.Right = i
			}
		}
		s.Word, s.Stem, s.Tag = append(s.Word, v.Row(w)), append(s.Stem, int32(len(w))), append(s.Tag, tag)
	}
	x.View.Marks = make([]uint8, len(s.Word))
	x.View.Marks[x.View.Left] = 1
	x.Asked.Add(0)
	x.Asked.Add(1)
	x.Features = []uint32{3}
	switch {
	case strings.Contains(text, "A bought") || strings.Contains(text, "A and the bought"):
		x.True.Add(0)
	case strings.Contains(text, "bought by"):
		x.True.Add(1)
	}
	return x
}

func notes(v *Vectors) []NetworkExample {
	var list []NetworkExample
	for range 40 {
		for _, text := range []string{
			"A bought B", "A sold B yesterday", "A was bought by B", "yesterday A bought the B", "A was sold by the B",
			"A and B bought", "the A was bought by B yesterday", "the A of B bought", "the A was sold by B",
		} {
			list = append(list, note(v, text))
		}
	}
	return list
}

func noteOptions() NetworkOptions {
	return NetworkOptions{
		Shape:   Shape{Bits: 6, StemBits: 6, Tags: 3, Marks: 2, StemSize: 4, TagSize: 3, Filters: 12, Hidden: 10},
		Members: 2, Epochs: 12, Batch: 4, Seed: 1, MinCount: 1, Rate: 0.01, RowRate: 0.05, DropWords: 0.05, DropRest: 0.1, DropUnits: 0.1,
	}
}

func trainNotes(t *testing.T) (*Network, *Vectors) {
	t.Helper()
	v := noteVectors(t)
	m, err := TrainNetwork([]string{"BUYS", "BUYS<"}, notes(v), v, noteOptions())
	if err != nil {
		t.Fatal(err)
	}
	return m, v
}

func scoreNote(m *Network, x NetworkExample) [2]float32 {
	s := m.Scorer()
	s.Read(x.View.Sentence)
	var row [2]float32
	s.Score(&x.View, x.Features, &x.Asked, row[:])
	return row
}

func TestNetworkLearnsWhoBuysFromTheOrderOfWords(t *testing.T) {
	m, v := trainNotes(t)
	for text, want := range map[string][2]bool{
		"yesterday the A bought the B": {true, false},
		"the A was bought by the B":    {false, true},
		"the A sold the B":             {false, false},
	} {
		got := scoreNote(m, note(v, text))
		if got[0] > 0 != want[0] || got[1] > 0 != want[1] {
			t.Errorf("%s: log odds %.1f, want above 0: %v", text, got, want)
		}
	}
}

func TestNetworkTrainedTwiceIsTheSame(t *testing.T) {
	var files [2][]byte
	for i := range files {
		m, _ := trainNotes(t)
		var err error
		if files[i], err = m.MarshalBinary(); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same notes gave two networks")
	}
}

func TestNetworkReadFromItsFileScoresTheSame(t *testing.T) {
	m, v := trainNotes(t)
	file, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadNetwork(file, v)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range notes(v)[:9] {
		if a, b := scoreNote(m, x), scoreNote(read, x); a != b {
			t.Errorf("log odds %v before, %v after", a, b)
		}
	}
}

func TestDamagedNetworkFileIsRefused(t *testing.T) {
	m, v := trainNotes(t)
	file, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{nil, []byte("no model"), file[:len(file)/2]} {
		if _, err := ReadNetwork(data, v); err == nil {
			t.Errorf("%d bytes were read as a network", len(data))
		}
	}
	other, err := NewVectors([]string{"one"}, [][]float64{{1, 2, 3}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadNetwork(file, other); err == nil || !strings.Contains(err.Error(), "train it anew") {
		t.Errorf("with other word vectors: error %v", err)
	}
}

// A sentence that was remembered in part scores as one that was not.
func TestNetworkScoresDoNotDependOnWhatWasReadBefore(t *testing.T) {
	m, v := trainNotes(t)
	s := m.Scorer()
	for round := range 2 {
		for _, x := range notes(v)[:9] {
			s.Read(x.View.Sentence)
			var row [2]float32
			s.Score(&x.View, x.Features, &x.Asked, row[:])
			if want := scoreNote(m, x); row != want {
				t.Errorf("round %d: log odds %v, want %v", round, row, want)
			}
		}
	}
}

// loss is what training makes small, for one sentence without dropout.
func (t *netTrainer) loss(x *NetworkExample) float64 {
	t.read(x.View.Sentence)
	t.pool(&x.View, t.conv, t.pooled, t.at)
	t.some = append(t.some[:0], t.rows[0]...)
	t.forward()
	sum := 0.0
	for c := range t.classes {
		w := t.out[c*(t.shape.Hidden+1):][:t.shape.Hidden+1]
		p := Sigmoid(float64(w[0] + dot(w[1:], t.units)))
		if !x.True.Has(c) {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum
}

func TestGradientsAreTheSlopesOfTheLoss(t *testing.T) {
	v := noteVectors(t)
	o := noteOptions()
	o.DropWords, o.DropRest, o.DropUnits, o.RowRate = 0, 0, 0, 0
	examples := []NetworkExample{note(v, "yesterday the A was bought by the B of the")}
	m := &Network{shape: o.Shape, classes: []string{"BUYS", "BUYS<"}, vectors: v}
	trainer := newNetTrainer(m, examples, o, rand.New(rand.NewPCG(1, 2)))
	trainer.learn([2]int{0, 1})
	names := []string{"tags", "filters", "bias", "left", "right", "marks", "project", "hidden", "out"}
	for k, a := range trainer.dense {
		wrong, checked := 0, 0
		for i := range a.w {
			const step = 1e-2
			w := a.w[i]
			a.w[i] = w + step
			up := trainer.loss(&examples[0])
			a.w[i] = w - step
			down := trainer.loss(&examples[0])
			a.w[i] = w
			slope := (up - down) / (2 * step)
			if slope == 0 && a.g[i] == 0 {
				continue
			}
			checked++
			if math.Abs(slope-float64(a.g[i])) > 0.02+0.05*math.Abs(slope) {
				wrong++
			}
		}
		// A largest value may change its token within the step.
		if checked == 0 || wrong > checked/20 {
			t.Errorf("%s: %d of %d gradients are no slopes", names[k], wrong, checked)
		}
	}
}

func TestVectorsComeBackFromTheirFile(t *testing.T) {
	v := noteVectors(t)
	file, err := v.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadVectors(file)
	if err != nil {
		t.Fatal(err)
	}
	if read.Len() != v.Len() || read.Size() != v.Size() || read.Row("sold") != v.Row("sold") || read.Row("unheard") != -1 {
		t.Fatalf("%d vectors of %d numbers, want %d of %d, with the same rows", read.Len(), read.Size(), v.Len(), v.Size())
	}
	a, b := make([]float32, v.Size()), make([]float32, v.Size())
	for row := range int32(v.Len()) {
		v.read(row, a)
		read.read(row, b)
		for i := range a {
			if a[i] != b[i] {
				t.Fatalf("%s: %v before, %v after", noteWords[row], a, b)
			}
		}
	}
	if _, err := ReadVectors(file[:len(file)/2]); err == nil {
		t.Error("half a file was read")
	}
}

func TestVectorsNeedOneLengthAndWordsOnce(t *testing.T) {
	if _, err := NewVectors([]string{"a", "b"}, [][]float64{{1}, {1, 2}}); err == nil {
		t.Error("vectors of two lengths were taken")
	}
	if _, err := NewVectors([]string{"a", "a"}, [][]float64{{1}, {2}}); err == nil || !strings.Contains(err.Error(), `"a"`) {
		t.Errorf("a word with two vectors: error %v", err)
	}
}
