package train

import (
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
)

// Reliability tells how often the classes of pairs that were given a
// probability hold, also where it is below the thresholds: of what the model
// sees alone, and of what a rule found, too. Every fold is scored by a model
// that was trained, and whose calibration was fitted, on the others.
func (t *Trainer) Reliability() (alone, ruled eval.Reliability, err error) {
	folds, err := t.cross()
	if err != nil {
		return alone, ruled, err
	}
	for f := range folds {
		s := t.settings(folds, f, t.o.Goals)
		for _, rel := range types(folds[f].outcomes) {
			x := s.Types[rel]
			for _, o := range folds[f].outcomes[rel] {
				if z := x.Scale*o.z + x.Shift; o.ruled {
					ruled.Count(s.Ruled.Probability(z+x.Rule, o.rule), o.right)
				} else {
					alone.Count(learn.Sigmoid(z), o.right)
				}
			}
		}
	}
	return alone, ruled, nil
}
