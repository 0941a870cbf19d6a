package coref

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/newsgraph/newsgraph/extract/learn"
)

//go:embed model/coref.bin
var weightsFile []byte

//go:embed model/settings.json
var settingsFile []byte

// Settings are the numbers that belong to the weights.
type Settings struct {
	Measured string             `json:"measured"` // what chose them
	Least    map[string]float64 `json:"least"`    // what the probability of the best candidate must reach, by topic
}

// ranker is the trained model.
type ranker struct {
	weights *learn.Logistic
	least   [topics]float64
}

// rankerModel is the compiled-in model. That its files can be read, a test
// makes sure.
var rankerModel = sync.OnceValue(func() *ranker {
	m, err := readRanker(weightsFile, settingsFile)
	if err != nil {
		panic("built-in coreference model: " + err.Error())
	}
	return m
})

func readRanker(weights, settings []byte) (*ranker, error) {
	m := &ranker{}
	var err error
	if m.weights, err = learn.ReadLogistic(weights); err != nil {
		return nil, fmt.Errorf("coref model: %w", err)
	}
	if m.weights.Bits() != FeatureBits {
		return nil, fmt.Errorf("coref model has %d feature bits: want %d", m.weights.Bits(), FeatureBits)
	}
	var s Settings
	d := json.NewDecoder(bytes.NewReader(settings))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return nil, fmt.Errorf("coref model settings: %w", err)
	}
	for i, name := range topicNames {
		least, ok := s.Least[name]
		if !ok {
			return nil, fmt.Errorf("coref model settings: no threshold for %q", name)
		}
		m.least[i] = least
	}
	return m, nil
}
