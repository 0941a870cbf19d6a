package relations

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/schema"
)

// Settings are the numbers beside the model's weights: what its scores are
// worth, measured on sentences that it was not trained on.
type Settings struct {
	Types map[schema.RelationType]TypeSettings `json:"types"`
	// Ruled says what a finding of both a rule and the model is worth.
	Ruled RuledSettings `json:"ruled"`
	// Together are the pairs of types that were annotated for one pair of
	// mentions; of others the more probable one is kept.
	Together [][2]schema.RelationType `json:"together"`
}

// TypeSettings are the settings of a relation type. The probability of a
// finding with log odds z is that of Scale*z+Shift, plus Rule when a rule found
// it, too (Platt 1999).
type TypeSettings struct {
	Scale float64 `json:"scale"`
	Shift float64 `json:"shift"`
	Rule  float64 `json:"rule"`
	// Threshold is the least probability of a finding, RuleThreshold that from
	// which on the model is said to agree with a rule.
	Threshold     float64 `json:"threshold"`
	RuleThreshold float64 `json:"rule_threshold"`
	// What was measured with these numbers in cross-validation.
	Found     int     `json:"found"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

// RuledSettings make the probability of what a rule and the model found both:
// that of Scale*z+Shift+Precision*r, with z the log odds by the type's settings and
// r those of the rule's precision. The model doubts many right rules, and is surer
// of others than it is right.
type RuledSettings struct {
	Scale     float64 `json:"scale"`
	Shift     float64 `json:"shift"`
	Precision float64 `json:"precision"`
}

// Probability is that of a finding with log odds z that a rule of a precision
// found, too.
func (r RuledSettings) Probability(z, precision float64) float64 {
	return learn.Sigmoid(r.Scale*z + r.Shift + r.Precision*RuleOdds(precision))
}

// RuleOdds are the log odds of a rule's precision. None is taken for surer than
// measuring it can tell.
func RuleOdds(precision float64) float64 {
	p := min(max(precision, 0.5), 0.995)
	return math.Log(p / (1 - p))
}

// ReadSettings reads the settings file.
func ReadSettings(data []byte) (Settings, error) {
	var s Settings
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("settings of the relations model: %w", err)
	}
	if !(s.Ruled.Scale > 0) {
		return s, fmt.Errorf("settings of the relations model: scale %g of what rules find, too: want a positive number", s.Ruled.Scale)
	}
	for t, x := range s.Types {
		if def, ok := schema.Default().Relation(t); !ok || def.Dated {
			return s, fmt.Errorf("settings of the relations model: %q is no relation type", t)
		}
		if !(x.Scale > 0) {
			return s, fmt.Errorf("settings of the relations model: %s: scale %g: want a positive number", t, x.Scale)
		}
	}
	return s, nil
}
