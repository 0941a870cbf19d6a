package train

import (
	"math"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/schema"
)

// outcome is a score of a class for a pair that the model was not trained on.
type outcome struct {
	z     float64
	ruled bool
	right bool
	fold  int
	rule  float64 // precision of the surest rule that found it
}

// curve is a calibration: log odds are a*z + b, plus c when a rule agrees.
type curve struct{ a, b, c float64 }

func (k curve) at(o outcome) float64 {
	z := k.a*o.z + k.b
	if o.ruled {
		z += k.c
	}
	return learn.Sigmoid(z)
}

// fit finds the curve of least log loss, drawn towards prior with the given
// strength.
func fit(list []outcome, prior curve, strength float64) curve {
	agrees := func(o outcome) float64 {
		if o.ruled {
			return 1
		}
		return 0
	}
	return minimize(list, prior, strength, agrees)
}

// fitRuled finds what the outcomes are worth that a rule found, too, by the
// curves of their types.
func fitRuled(outcomes map[schema.RelationType][]outcome, curves map[schema.RelationType]curve) relations.RuledSettings {
	var list []outcome
	for _, t := range types(outcomes) {
		for _, o := range outcomes[t] {
			if o.ruled {
				o.z = curves[t].a*o.z + curves[t].b + curves[t].c
				list = append(list, o)
			}
		}
	}
	k := minimize(list, curve{a: 1}, 0.3, func(o outcome) float64 { return relations.RuleOdds(o.rule) })
	return relations.RuledSettings{Scale: round(k.a), Shift: round(k.b), Precision: round(k.c)}
}

// minimize finds log odds a*z + b + c*more of least log loss by Newton's method.
func minimize(list []outcome, prior curve, strength float64, more func(outcome) float64) curve {
	k := prior
	for range 30 {
		g := [3]float64{strength * (k.a - prior.a), strength * (k.b - prior.b), strength * (k.c - prior.c)}
		h := [3][3]float64{{strength, 0, 0}, {0, strength, 0}, {0, 0, strength}}
		for _, o := range list {
			x := [3]float64{o.z, 1, more(o)}
			p := learn.Sigmoid(k.a*x[0] + k.b + k.c*x[2])
			d := p
			if o.right {
				d--
			}
			w := max(p*(1-p), 1e-9)
			for i := range 3 {
				g[i] += d * x[i]
				for j := range 3 {
					h[i][j] += w * x[i] * x[j]
				}
			}
		}
		step := solve(h, g)
		k.a, k.b, k.c = k.a-step[0], k.b-step[1], k.c-step[2]
		if math.Abs(step[0])+math.Abs(step[1])+math.Abs(step[2]) < 1e-7 {
			break
		}
	}
	k.a = max(k.a, 0.05)
	return k
}

// solve solves a system of three equations by elimination.
func solve(h [3][3]float64, g [3]float64) [3]float64 {
	for i := range 3 {
		for j := i + 1; j < 3; j++ {
			f := h[j][i] / h[i][i]
			for k := i; k < 3; k++ {
				h[j][k] -= f * h[i][k]
			}
			g[j] -= f * g[i]
		}
	}
	var x [3]float64
	for i := 2; i >= 0; i-- {
		x[i] = g[i]
		for j := i + 1; j < 3; j++ {
			x[i] -= h[i][j] * x[j]
		}
		x[i] /= h[i][i]
	}
	return x
}

// Goals are what thresholds are chosen for.
type Goals struct {
	Micro float64 // precision of all findings
	Type  float64 // precision of each type's findings
	// Margin is by how many standard deviations a type's precision must exceed
	// the goal: its thresholds were chosen on these findings.
	Margin float64
	// Least is the least probability of what the model finds alone. Stories
	// differ from the sentences that the calibration was measured on.
	Least float64
	// Types are higher ones of types that were found wrong too often in
	// stories.
	Types map[schema.RelationType]float64
}

// tally counts findings.
type tally struct{ right, found, all int }

func (t tally) precision() float64 { return float64(t.right) / float64(max(t.found, 1)) }
func (t tally) recall() float64    { return float64(t.right) / float64(max(t.all, 1)) }

// settle chooses the settings from outcomes: a calibration for every type, and
// the least probability at which all findings together are as precise as
// asked; types that are not precise enough there get a higher one.
func settle(outcomes map[schema.RelationType][]outcome, lost map[schema.RelationType]int, goals Goals) relations.Settings {
	s := relations.Settings{Types: map[schema.RelationType]relations.TypeSettings{}}
	var all []outcome
	for _, t := range types(outcomes) {
		all = append(all, outcomes[t]...)
	}
	general := fit(all, curve{a: 1}, 1)
	curves := map[schema.RelationType]curve{}
	for _, t := range types(outcomes) {
		curves[t] = fit(outcomes[t], general, 3)
	}
	s.Ruled = fitRuled(outcomes, curves)
	count := func(t schema.RelationType, c cut) tally {
		n := tally{all: lost[t]}
		k := curves[t]
		for _, o := range outcomes[t] {
			if o.right {
				n.all++
			}
			least := c.model
			if o.ruled {
				least = relations.Disbelieved
			}
			if k.at(o) >= least {
				n.found++
				if o.right {
					n.right++
				}
			}
		}
		return n
	}
	cuts := map[schema.RelationType]cut{}
	best := -1.0
	for least := 0.30; least < 0.9; least += 0.02 {
		var sum tally
		now := map[schema.RelationType]cut{}
		for _, t := range types(outcomes) {
			c := cutFor(max(least, goals.Least, goals.Types[t]), goals, func(c cut) tally { return count(t, c) })
			n := count(t, c)
			now[t] = c
			sum = tally{sum.right + n.right, sum.found + n.found, sum.all + n.all}
		}
		p, r := sum.precision(), sum.recall()
		if f := 2 * p * r / max(p+r, 1e-9); p >= goals.Micro && f > best {
			best, cuts = f, now
		}
	}
	for _, t := range types(outcomes) {
		c, ok := cuts[t]
		if !ok {
			c = cut{0.95, agreed}
		}
		n := count(t, c)
		s.Types[t] = relations.TypeSettings{
			Scale: round(curves[t].a), Shift: round(curves[t].b), Rule: round(curves[t].c),
			Threshold: round(c.model), RuleThreshold: round(c.rule),
			Found: n.found, Precision: round(n.precision()), Recall: round(n.recall()),
		}
	}
	return s
}

// cut is the least probability of what the model finds alone, and of what a
// rule found, too, for the model's probability to stand for the rule's.
type cut struct{ model, rule float64 }

// agreed is the rule's part of every cut.
const agreed = 0.25

// cutFor finds, from a least probability on, the first cut at which a type is
// precise enough.
func cutFor(least float64, goals Goals, count func(cut) tally) cut {
	for model := least; model < 0.985; model += 0.02 {
		// With few findings more is asked: the threshold was chosen for these,
		// and one more wrong one must not matter.
		c := cut{model, agreed}
		n := count(c)
		p := (float64(n.right) + 0.5) / (float64(n.found) + 1)
		if p-goals.Margin*math.Sqrt(p*(1-p)/float64(n.found+1)) >= goals.Type {
			return c
		}
	}
	return cut{0.98, agreed}
}

// types lists the keys in the ontology's order.
func types[V any](m map[schema.RelationType]V) []schema.RelationType {
	var list []schema.RelationType
	for _, def := range schema.Default().Relations {
		if _, ok := m[def.Type]; ok {
			list = append(list, def.Type)
		}
	}
	return list
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
