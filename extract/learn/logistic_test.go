package learn

import (
	"bytes"
	"testing"
)

// logisticExamples say yes to class 0 where feature 1 stands, to class 1 where
// 2 does; class 2 is never asked.
func logisticExamples() []Example {
	var list []Example
	for i := range 200 {
		x := Example{Features: []uint32{uint32(3 + i%5)}}
		x.Asked.Add(0)
		x.Asked.Add(1)
		if i%2 == 0 {
			x.Features = append(x.Features, 1)
			x.True.Add(0)
		}
		if i%3 == 0 {
			x.Features = append(x.Features, 2)
			x.True.Add(1)
		}
		list = append(list, x)
	}
	return list
}

func trainLogistic(t *testing.T, drop float32) *Logistic {
	t.Helper()
	m, err := TrainLogistic([]string{"a", "b", "c"}, logisticExamples(), LogisticOptions{Bits: 4, Epochs: 20, Seed: 1, Rate: 0.1, Drop: drop, Prune: 0.01})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLogisticTellsClassesApart(t *testing.T) {
	for _, drop := range []float32{0, 0.3} {
		m := trainLogistic(t, drop)
		row := make([]float32, 3)
		for _, x := range logisticExamples() {
			m.Score(x.Features, row)
			for c := range 2 {
				if (row[c] > 0) != x.True.Has(c) {
					t.Fatalf("drop %g: features %v: class %d has log odds %g", drop, x.Features, c, row[c])
				}
			}
			if row[2] != 0 {
				t.Fatalf("class 2, which was never asked, has log odds %g", row[2])
			}
		}
	}
}

func TestLogisticFileKeepsTheModel(t *testing.T) {
	m := trainLogistic(t, 0.3)
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadLogistic(data)
	if err != nil {
		t.Fatal(err)
	}
	a, b := make([]float32, 3), make([]float32, 3)
	for f := range uint32(16) {
		m.Score([]uint32{f}, a)
		again.Score([]uint32{f}, b)
		if a[0] != b[0] || a[1] != b[1] || again.Weight(f, 0) != m.Weight(f, 0) {
			t.Errorf("feature %d: %v became %v", f, a, b)
		}
	}
	second, err := trainLogistic(t, 0.3).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, second) {
		t.Error("the same examples gave two files")
	}
}

func TestTrainLogisticRefuses(t *testing.T) {
	for name, o := range map[string]LogisticOptions{"no bits": {Epochs: 1}, "no epochs": {Bits: 4}, "too many bits": {Bits: 40, Epochs: 1}} {
		if _, err := TrainLogistic([]string{"a"}, nil, o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := TrainLogistic(nil, nil, LogisticOptions{Bits: 4, Epochs: 1}); err == nil {
		t.Error("no classes: no error")
	}
}

func FuzzReadLogistic(f *testing.F) {
	m, err := TrainLogistic([]string{"a", "b", "c"}, logisticExamples(), LogisticOptions{Bits: 4, Epochs: 2, Seed: 1, Rate: 0.1})
	if err != nil {
		f.Fatal(err)
	}
	data, err := m.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("no model"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ReadLogistic(data)
		if err != nil || m.Bits() == 0 {
			return
		}
		m.Score([]uint32{0, 1}, make([]float32, max(len(m.Classes()), 1)))
	})
}
