package relations

import (
	"encoding/json"
	"fmt"

	"github.com/newsgraph/newsgraph/schema"
)

// Settings are the numbers beside the model's weights: what its scores are
// worth, measured on sentences that it was not trained on.
type Settings struct {
	Types map[schema.RelationType]TypeSettings `json:"types"`
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
	// Threshold is the least probability of a finding, RuleThreshold that of
	// one that a built-in rule found, too.
	Threshold     float64 `json:"threshold"`
	RuleThreshold float64 `json:"rule_threshold"`
	// What was measured with these numbers in cross-validation.
	Found     int     `json:"found"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
}

// ReadSettings reads the settings file.
func ReadSettings(data []byte) (Settings, error) {
	var s Settings
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("settings of the relations model: %w", err)
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
