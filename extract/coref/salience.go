package coref

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed data/salience.json
var salienceFile []byte

// weights say how salient a noun phrase is for a pronoun, and how sure the
// pronouns so resolved are. The file names the measurement that chose them.
type weights struct {
	Distance     [farthest + 1]int `json:"distance"`      // by sentences between
	Subject      int               `json:"subject"`       // is the subject of its clause
	Object       int               `json:"object"`        // is neither subject nor possessor
	Mention      int               `json:"mention"`       // for each mention of the entity by name
	MentionsMost int               `json:"mentions_most"` // the most that these give
	GenderKnown  int               `json:"gender_known"`  // the entity is known to have the pronoun's gender
	Margin       int               `json:"margin"`        // the best candidate must lead by this
	ClearMargin  int               `json:"clear_margin"`  // a lead of this is sure; asked of "it" between two names

	Least       map[string]int        `json:"least"`       // what the best candidate must reach
	Probability map[string][2]float64 `json:"probability"` // with a clear margin, without

	Relative    float64 `json:"relative"`    // probability of "who" right after a name
	Description float64 `json:"description"` // probability of "the company"

	least [int(they) + 1]int
	sure  [int(they) + 1][2]float64
}

// salience is the compiled-in weights.
var salience = sync.OnceValue(func() *weights {
	w := &weights{}
	if err := json.Unmarshal(salienceFile, w); err != nil {
		return &weights{Margin: 1 << 30} // a test holds the file to its form
	}
	for i, name := range [...]string{he: "he", she: "she", it: "it", they: "they"} {
		w.least[i], w.sure[i] = w.Least[name], w.Probability[name]
	}
	return w
})
