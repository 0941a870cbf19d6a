package learn

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestProductOfAnyMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(0, 11).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "columns")
		matrix := rapid.SliceOfN(rapid.Float32Range(-2, 2), rows*columns, rows*columns).Draw(t, "matrix")
		v := rapid.SliceOfN(rapid.Float32Range(-2, 2), columns, columns).Draw(t, "vector")
		out := make([]float32, rows)
		product(out, matrix, v)
		for i, got := range out {
			want := float32(0)
			for j, x := range v {
				want += matrix[i*columns+j] * x
			}
			if d := got - want; d > 1e-5 || d < -1e-5 {
				t.Fatalf("row %d: %g, want %g", i, got, want)
			}
		}
	})
}

func TestExponentialsHaveSixDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float32Range(-60, 0).Draw(t, "x")
		want := math.Exp(float64(x))
		if got := float64(exp32(x)); math.Abs(got-want) > 4e-6*want {
			t.Fatalf("exp(%g) = %g, want %g", x, got, want)
		}
	})
	if got := exp32(-1e9); got <= 0 || got > 1e-20 {
		t.Errorf("exp(-1e9) = %g, want a tiny positive number", got)
	}
}

// many is a label set with many labels that may follow each other and one that
// may not: names of four classes, with a label for what goes on.
func many() Labels {
	return Labels{
		Names: []string{"O", "B1", "B2", "B3", "B4", "I"}, Start: 0b011111, End: 0b111111,
		From: []uint64{0b111111, 0b111111, 0b111111, 0b111111, 0b111111, 0b110010},
	}
}

func TestManyLabelsAgreeWithAllPaths(t *testing.T) {
	labels := many()
	k := len(labels.Names)
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.Float32Range(-4, 4)
		n := rapid.IntRange(1, 4).Draw(t, "length")
		scores := rapid.SliceOfN(draw, n*k, n*k).Draw(t, "scores")
		m := &Tagger{labels: labels, grid: newGrid(labels), trans: rapid.SliceOfN(draw, (k+1)*k, (k+1)*k).Draw(t, "transitions")}
		var s Scratch
		best := m.Decode(&s, scores)
		if better := brute(m, scores, func(path []uint8) bool {
			return pathScore(m, scores, path) > pathScore(m, scores, best)+1e-3
		}); better > 0 {
			t.Fatalf("path %v is not the best", best)
		}
		p := m.Posterior(&s, scores, 1)
		for i := range n {
			for l := range k {
				want := brute(m, scores, func(path []uint8) bool { return int(path[i]) == l })
				if got := p.Label(i, l); math.Abs(got-want) > 1e-3 {
					t.Fatalf("position %d, label %d: %g, want %g", i, l, got, want)
				}
			}
		}
	})
}
