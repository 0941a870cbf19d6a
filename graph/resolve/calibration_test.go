package resolve

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestStatementsOfSeveralStoriesAreAsOftenRightAsSaid prints the reliability
// table of the package's documentation (go test -v).
func TestStatementsOfSeveralStoriesAreAsOftenRightAsSaid(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "judged.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	below := []float64{0.7, 0.85, 0.95, 1.01}
	type band struct{ said, right, all float64 }
	bands, single := make([]band, len(below)), make([]band, len(below))
	add := func(bands []band, confidence float64, right bool) {
		n := 0
		for confidence >= below[n] {
			n++
		}
		bands[n].all++
		bands[n].said += confidence
		if right {
			bands[n].right++
		}
	}
	for line := range strings.Lines(string(text)) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		left, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		var stories []float64
		for p := range strings.FieldsSeq(f[2]) {
			q, err := strconv.ParseFloat(p, 64)
			if err != nil {
				t.Fatal(err)
			}
			stories = append(stories, q)
		}
		add(bands, left*believed(stories), f[0] == "right")
		wrong := 1.0 // were stories independent
		for _, q := range stories {
			wrong *= 1 - q
		}
		add(single, left*(1-wrong), f[0] == "right")
	}
	off := func(bands []band) (sum float64) {
		all := 0.0
		for n, b := range bands {
			if b.all == 0 {
				continue
			}
			t.Logf("confidence below %.2f: %3.0f statements, mean %.3f, right %.3f", below[n], b.all, b.said/b.all, b.right/b.all)
			sum += math.Abs(b.said - b.right)
			all += b.all
		}
		t.Logf("mean difference %.3f", sum/all)
		return sum / all
	}
	if got := off(bands); got > 0.05 {
		t.Errorf("confidence differs from the share that is right by %.3f: want at most .05", got)
	}
	t.Log("were stories independent:")
	if got := off(single); got < 0.05 {
		t.Errorf("without damping it differs by %.3f: there is no need for it", got)
	}
}
