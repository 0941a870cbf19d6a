package eval

import (
	"math"
	"strings"
	"testing"
)

func TestReliabilityComparesWhatIsPromisedWithWhatIsRight(t *testing.T) {
	var r, more Reliability
	for i := range 10 {
		r.Count(.75, i < 8)
	}
	more.Count(.25, false)
	more.Count(1, true)
	r.Add(more)
	if got, want := r.Error(), (.5+.25+0)/12; math.Abs(got-want) > 1e-9 {
		t.Errorf("calibration error %v, want %v", got, want)
	}
	var b strings.Builder
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"0.7 to 0.8              0.750  0.800      10\n", "0.9 to 1.0              1.000  1.000       1\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "0.4 to 0.5") || (Reliability{}).Error() != 0 {
		t.Error("a band without findings counts")
	}
}
