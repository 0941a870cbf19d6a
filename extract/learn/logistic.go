package learn

import "math"

// MaxClasses is the largest number of classes a Logistic can have.
const MaxClasses = 128

// Mask is a set of classes.
type Mask [MaxClasses / 64]uint64

// Has reports whether class c is in the set.
func (m *Mask) Has(c int) bool { return m[c>>6]>>(c&63)&1 == 1 }

// Add puts class c into the set.
func (m *Mask) Add(c int) { m[c>>6] |= 1 << (c & 63) }

// Empty reports whether the set has no class.
func (m *Mask) Empty() bool { return m[0]|m[1] == 0 }

// Overlaps reports whether the sets share a class.
func (m *Mask) Overlaps(o *Mask) bool { return m[0]&o[0]|m[1]&o[1] != 0 }

// Logistic is a set of trained logistic regressions over the same hashed
// features, one for each class. Classes do not exclude each other. It is safe
// for concurrent use.
type Logistic struct {
	weights
	classes []string
	bias    []float32
}

// Classes returns the names of the classes.
func (m *Logistic) Classes() []string { return m.classes }

// Bits returns the size of the feature space: features are below 1<<Bits.
func (m *Logistic) Bits() int { return m.bits }

// Weights returns the number of weights kept.
func (m *Logistic) Weights() int { return len(m.cells) }

// Score sets row, which has an entry a class, to the log odds of each.
func (m *Logistic) Score(features []uint32, row []float32) {
	copy(row, m.bias)
	m.add(features, row)
}

// Weight returns the weight of a feature for a class.
func (m *Logistic) Weight(feature uint32, class int) float32 {
	i := m.known.find(feature)
	if i < 0 {
		return 0
	}
	for _, c := range m.cells[m.start[i]:m.start[i+1]] {
		if int(c.label) == class {
			return m.book[c.code]
		}
	}
	return 0
}

// Sigmoid returns the probability of log odds z.
func Sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
