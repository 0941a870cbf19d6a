package train

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
)

// Goal says which threshold is chosen for topics together: of those that give
// the precision the one with the best F1.
type Goal struct {
	Topics    []string
	Precision float64
}

// DefaultGoals are those of the shipped thresholds.
func DefaultGoals() []Goal {
	return []Goal{
		{[]string{"he", "she"}, .94},
		{[]string{"it"}, .86},
		{[]string{"they"}, .85},
		{[]string{"person"}, .78},
		{[]string{"organization", "thing"}, .76},
		{[]string{"place"}, .82},
	}
}

// DefaultLearning is how the shipped model learns.
func DefaultLearning() learn.LogisticOptions {
	return learn.LogisticOptions{Bits: coref.FeatureBits, Epochs: 6, Seed: 1, MinCount: 2, Rate: .03, Shrink: 1e-3, Prune: .01}
}

// Weights trains on documents.
func Weights(docs []Document, o learn.LogisticOptions) (*learn.Logistic, error) {
	var choices []learn.Choice
	for _, d := range docs {
		for _, c := range d {
			choices = append(choices, c.Choice)
		}
	}
	return learn.TrainRanker(choices, o)
}

// Decision is what a model says about one question.
type Decision struct {
	Topic       string
	Probability float64 // of the best entity
	Right       bool    // it is meant
	Any         bool    // some entity is meant
}

// Decide asks the model about documents.
func Decide(m *learn.Logistic, docs []Document) []Decision {
	var out []Decision
	var row [1]float32
	for _, d := range docs {
		for _, c := range d {
			p := make([]float64, len(c.Candidates))
			for k, features := range c.Candidates {
				m.Score(features, row[:])
				p[k] = float64(row[0])
			}
			learn.Softmax(p)
			of, right := map[int]float64{}, map[int]bool{}
			x := Decision{Topic: c.Topic}
			var order []int
			for k, e := range c.Entity {
				if e < 0 {
					continue
				}
				if _, ok := of[e]; !ok {
					order = append(order, e)
				}
				of[e] += p[k]
				right[e] = right[e] || c.Right[k]
				x.Any = x.Any || c.Right[k]
			}
			for _, e := range order {
				if of[e] > x.Probability {
					x.Probability, x.Right = of[e], right[e]
				}
			}
			out = append(out, x)
		}
	}
	return out
}

// CrossValidate asks, for each of n parts of the documents, the model trained
// on the others.
func CrossValidate(docs []Document, n int, o learn.LogisticOptions) ([]Decision, error) {
	var out []Decision
	for fold := range n {
		var rest, part []Document
		for i, d := range docs {
			if i%n == fold {
				part = append(part, d)
			} else {
				rest = append(rest, d)
			}
		}
		m, err := Weights(rest, o)
		if err != nil {
			return nil, err
		}
		out = append(out, Decide(m, part)...)
	}
	return out, nil
}

// Counts of decisions about topics at or over a threshold.
func Counts(ds []Decision, topics []string, least float64) eval.Count {
	var c eval.Count
	for _, d := range ds {
		if !slices.Contains(topics, d.Topic) {
			continue
		}
		said := d.Probability >= least
		switch {
		case said && d.Right:
			c.Right++
		case said:
			c.False++
		}
		if d.Any && !(said && d.Right) {
			c.Missed++
		}
	}
	return c
}

// Thresholds chooses thresholds in steps of .02. The report has a line for
// every topic.
func Thresholds(ds []Decision, goals []Goal) (least map[string]float64, report string) {
	least = map[string]float64{}
	for _, g := range goals {
		best, f1 := .98, -1.0
		for step := 15; step < 50; step++ {
			v := float64(step) / 50
			if c := Counts(ds, g.Topics, v); c.Precision() >= g.Precision && c.F1() > f1 {
				best, f1 = v, c.F1()
			}
		}
		for _, t := range g.Topics {
			least[t] = best
			c := Counts(ds, []string{t}, best)
			report += fmt.Sprintf("%-13s %.2f  P %.3f R %.3f F1 %.3f (%d right, %d wrong, %d missed)\n", t, best, c.Precision(), c.Recall(), c.F1(), c.Right, c.False, c.Missed)
		}
	}
	return least, report
}

// Files are the model's files.
type Files struct {
	Weights, Settings []byte
}

// Pack makes the model's files.
func Pack(m *learn.Logistic, least map[string]float64, measured string) (Files, error) {
	w, err := m.MarshalBinary()
	if err != nil {
		return Files{}, err
	}
	s, err := json.MarshalIndent(coref.Settings{Measured: measured, Least: least}, "", "  ")
	return Files{w, append(s, '\n')}, err
}
