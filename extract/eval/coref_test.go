package eval

import (
	"math"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
	"pgregory.net/rapid"
)

func spans(ids ...int) []text.Span {
	var s []text.Span
	for _, i := range ids {
		s = append(s, text.Span{Start: i, End: i + 1})
	}
	return s
}

// The example of Luo (2005), section 4, and its known values.
func TestCorefOfPublishedExample(t *testing.T) {
	gold := [][]text.Span{spans(1, 2, 3, 4, 5), spans(6, 7), spans(8, 9, 10, 11, 12)}
	tests := []struct {
		name                string
		found               [][]text.Span
		muc, b3, ceafe      float64
		mucR, b3R, ceafeRec float64
	}{
		{"small chains merged", [][]text.Span{spans(1, 2, 3, 4, 5), spans(6, 7, 8, 9, 10, 11, 12)}, .947, .865, .733, 1, 1, .611},
		{"large chains merged", [][]text.Span{spans(1, 2, 3, 4, 5, 8, 9, 10, 11, 12), spans(6, 7)}, .947, .737, .667, 1, 1, .556},
		{"all in one", [][]text.Span{spans(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)}, .900, .545, .294, 1, 1, .196},
	}
	for _, tt := range tests {
		s := Coref(gold, tt.found)
		for _, v := range []struct {
			name      string
			got, want float64
		}{
			{"MUC F1", s.MUC.F1(), tt.muc},
			{"B3 F1", s.B3.F1(), tt.b3},
			{"CEAFe F1", s.CEAFe.F1(), tt.ceafe},
			{"MUC recall", s.MUC.Recall(), tt.mucR},
			{"B3 recall", s.B3.Recall(), tt.b3R},
			{"CEAFe recall", s.CEAFe.Recall(), tt.ceafeRec},
		} {
			if math.Abs(v.got-v.want) > .001 {
				t.Errorf("%s: %s is %.4f, want %.3f", tt.name, v.name, v.got, v.want)
			}
		}
	}
}

func TestCorefOfGoldIsPerfect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 20).Draw(t, "chain of each mention")
		by := map[int][]int{}
		for m, c := range of {
			by[c] = append(by[c], m)
		}
		var chains [][]text.Span
		for c := range 6 {
			if len(by[c]) > 0 {
				chains = append(chains, spans(by[c]...))
			}
		}
		s := Coref(chains, chains)
		if math.Abs(s.F1()-1) > 1e-9 {
			t.Fatalf("gold against itself gives %v", s)
		}
		none := Coref(chains, nil)
		if none.B3.Recall() != 0 || none.CEAFe.Recall() != 0 {
			t.Fatalf("nothing found gives %v", none)
		}
	})
}
