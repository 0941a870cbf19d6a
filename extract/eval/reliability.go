package eval

import (
	"fmt"
	"io"
)

// bands is into how many equal parts probabilities are cut.
const bands = 10

// Reliability says how often findings are right, by the probability that they
// were given. Of calibrated ones the two agree in every band.
type Reliability [bands]Band

// Band counts the findings with a probability of one tenth of the range.
type Band struct {
	Found int     `json:"found"`
	Right int     `json:"right"`
	Sum   float64 `json:"sum"` // of the probabilities
}

// Count adds a finding.
func (r *Reliability) Count(probability float64, right bool) {
	b := &r[min(max(int(probability*bands), 0), bands-1)]
	b.Found++
	b.Sum += probability
	if right {
		b.Right++
	}
}

// Add adds the counts of o.
func (r *Reliability) Add(o Reliability) {
	for i, b := range o {
		r[i].Found += b.Found
		r[i].Right += b.Right
		r[i].Sum += b.Sum
	}
}

// Error is the mean distance, over all findings, between the probability that a
// band gives and the share that is right in it (expected calibration error; Naeini,
// Cooper and Hauskrecht 2015).
func (r Reliability) Error() float64 {
	off, all := 0.0, 0
	for _, b := range r {
		off += max(b.Sum-float64(b.Right), float64(b.Right)-b.Sum)
		all += b.Found
	}
	if all == 0 {
		return 0
	}
	return off / float64(all)
}

// Write prints a line for every band that has findings.
func (r Reliability) Write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%-22s %6s %6s %7s\n", "probability", "mean", "right", "found"); err != nil {
		return err
	}
	for i, b := range r {
		if b.Found == 0 {
			continue
		}
		name := fmt.Sprintf("%.1f to %.1f", float64(i)/bands, float64(i+1)/bands)
		if _, err := fmt.Fprintf(w, "%-22s %6.3f %6.3f %7d\n", name, b.Sum/float64(b.Found), ratio(b.Right, b.Found), b.Found); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%-22s %6.3f\n", "calibration error", r.Error())
	return err
}
