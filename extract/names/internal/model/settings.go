package model

import (
	"encoding/json"
	"fmt"
	"sort"
)

// Settings are the numbers beside the weights. They live in a file of the
// model, with the measurements that chose them in the model card.
type Settings struct {
	// Temperature divides the tagger's scores before they become
	// probabilities.
	Temperature float64 `json:"temperature"`
	// Document is the weight of what the rest of the article says about a
	// word: the score added to a class that all its other mentions have.
	Document float64 `json:"document"`
	// Teams is taken off the score of places in reports on sports where they
	// may be teams, which are organizations; 0 leaves them places.
	Teams float64 `json:"teams"`
	// Outside is added to the score of standing outside of names: below 0 it
	// finds more names, above 0 fewer.
	Outside float64 `json:"outside"`
	// Calibration maps the tagger's probability of a mention to the share of
	// such mentions that were right on held-out text: points with rising X and
	// Y, straight lines between them.
	Calibration []Point `json:"calibration"`
}

// Point is a pair of a raw and a calibrated probability.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// ReadSettings reads the settings file.
func ReadSettings(data []byte) (Settings, error) {
	var s Settings
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("settings of the names model: %w", err)
	}
	if s.Temperature <= 0 {
		return s, fmt.Errorf("settings of the names model: temperature %g: want a positive number", s.Temperature)
	}
	for i, p := range s.Calibration {
		if i > 0 && (p.X <= s.Calibration[i-1].X || p.Y < s.Calibration[i-1].Y) {
			return s, fmt.Errorf("settings of the names model: calibration point %d does not rise", i)
		}
	}
	return s, nil
}

// Calibrate returns the calibrated probability.
func (s *Settings) Calibrate(p float64) float64 {
	c := s.Calibration
	if len(c) == 0 {
		return p
	}
	i := sort.Search(len(c), func(i int) bool { return c[i].X >= p })
	switch {
	case i == 0:
		return c[0].Y
	case i == len(c):
		return c[i-1].Y
	}
	a, b := c[i-1], c[i]
	return a.Y + (b.Y-a.Y)*(p-a.X)/(b.X-a.X)
}
