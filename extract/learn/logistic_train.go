package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Example is a training example of a Logistic: of the classes in Asked those
// in True hold, the others do not. Nothing is known of classes not asked.
type Example struct {
	Features []uint32
	Asked    Mask
	True     Mask
	Weight   float32 // of its gradient; 0 is 1
}

// LogisticOptions says how to train a Logistic.
type LogisticOptions struct {
	Bits     int     // features are numbers below 1<<Bits
	Epochs   int     // passes over the data
	Seed     uint64  // of the order of the examples
	MinCount int     // features seen less often are left out
	Rate     float32 // learning rate
	Shrink   float32 // L2: share of a weight added to each of its gradients
	Drop     float32 // share of an example's features left out at random at each of its turns
	Prune    float32 // weights smaller than this are left out of the model
}

// TrainLogistic trains logistic regressions, one against the rest for each
// class, by stochastic gradients with a rate for each weight (AdaGrad, Duchi
// et al. 2011), averaged over the second half of the epochs. The same examples
// and options give the same model. The examples are not changed.
func TrainLogistic(classes []string, examples []Example, o LogisticOptions) (*Logistic, error) {
	if len(classes) < 1 || len(classes) > MaxClasses {
		return nil, fmt.Errorf("%d classes: want 1 to %d", len(classes), MaxClasses)
	}
	if o.Bits < 1 || o.Bits > maxBits || o.Epochs < 1 {
		return nil, fmt.Errorf("%d feature bits, %d epochs: want 1 to %d bits and an epoch or more", o.Bits, o.Epochs, maxBits)
	}
	t := newLogisticTrainer(len(classes), examples, o)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	until := make([]int, len(examples))
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	averaged := 0
	for e := range o.Epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			// An example that taught nothing sits out the next two epochs.
			if until[i] > e {
				continue
			}
			if !t.step(i, &examples[i], rng) {
				until[i] = e + 3
			}
		}
		if e >= o.Epochs/2 {
			averaged++
			for i, w := range t.w {
				t.sum[i] += w
			}
		}
	}
	for i := range t.w {
		t.w[i] = t.sum[i] / float32(averaged)
		if i >= t.k {
			t.w[i] *= 1 - o.Drop
		}
	}
	return t.model(classes, o), nil
}

// logisticTrainer holds the weights of the features kept. Features that stand
// only in examples which ask for the same classes have weights for these alone,
// the others for all.
type logisticTrainer struct {
	k            int
	rate, shrink float32
	keep         float32
	sets         [][]int  // classes asked for together
	asked        []int32  // set of each example
	ids          []uint32 // feature of each row; the first is the bias
	of           []int32  // set of each row, -1 for all classes
	at           []uint32 // where each row's weights begin
	rows         [][]uint32
	w, sq, sum   []float32
	z, g         []float32
	active       []int // places in the set
	some         []uint32
}

func newLogisticTrainer(k int, examples []Example, o LogisticOptions) *logisticTrainer {
	t := &logisticTrainer{k: k, rate: o.Rate, shrink: o.Shrink, keep: 1 - o.Drop, z: make([]float32, k), g: make([]float32, k)}
	setIDs := map[Mask]int32{}
	number := make([]uint32, 1<<o.Bits)
	for i := range examples {
		x := &examples[i]
		id, ok := setIDs[x.Asked]
		if !ok {
			id = int32(len(t.sets))
			setIDs[x.Asked] = id
			var set []int
			for c := range k {
				if x.Asked.Has(c) {
					set = append(set, c)
				}
			}
			t.sets = append(t.sets, set)
		}
		t.asked = append(t.asked, id)
		for _, f := range x.Features {
			number[f]++
		}
	}
	t.ids = []uint32{0}
	for f, n := range number {
		number[f] = 0
		if n > 0 && int(n) >= o.MinCount {
			number[f] = uint32(len(t.ids))
			t.ids = append(t.ids, uint32(f))
		}
	}
	const unseen = -2
	t.of = make([]int32, len(t.ids))
	for i := range t.of[1:] {
		t.of[i+1] = unseen
	}
	t.of[0] = -1
	t.rows = make([][]uint32, len(examples))
	for i := range examples {
		row := []uint32{0}
		for _, f := range examples[i].Features {
			if n := number[f]; n > 0 {
				row = append(row, n)
				switch t.of[n] {
				case unseen:
					t.of[n] = t.asked[i]
				case t.asked[i]:
				default:
					t.of[n] = -1
				}
			}
		}
		slices.Sort(row)
		t.rows[i] = slices.Compact(row)
	}
	size := 0
	for _, id := range t.of {
		t.at = append(t.at, uint32(size))
		if id < 0 {
			size += k
		} else {
			size += len(t.sets[id])
		}
	}
	t.w, t.sq, t.sum = make([]float32, size), make([]float32, size), make([]float32, size)
	return t
}

// tiny gradients of a class are not followed.
const tiny = 0.004

// step moves the weights along the gradient of one example; it reports whether
// there was any.
func (t *logisticTrainer) step(i int, ex *Example, rng *rand.Rand) bool {
	set := t.sets[t.asked[i]]
	row := t.rows[i]
	if t.keep < 1 {
		// Dropout (Srivastava et al. 2014): no feature may lean on another.
		t.some = append(t.some[:0], 0)
		for _, f := range row[1:] {
			if rng.Float32() < t.keep {
				t.some = append(t.some, f)
			}
		}
		row = t.some
	}
	z := t.z[:len(set)]
	clear(z)
	for _, f := range row {
		w := t.w[t.at[f]:]
		if t.of[f] >= 0 {
			addRow(z, w[:len(set)])
			continue
		}
		for j, c := range set {
			z[j] += w[c]
		}
	}
	weight := ex.Weight
	if weight == 0 {
		weight = 1
	}
	t.active = t.active[:0]
	for j, c := range set {
		g := float32(Sigmoid(float64(z[j])))
		if ex.True.Has(c) {
			g--
		}
		if g > tiny || g < -tiny {
			t.g[j] = g * weight
			t.active = append(t.active, j)
		}
	}
	for _, f := range row {
		at := t.at[f]
		for _, j := range t.active {
			k := at + uint32(j)
			if t.of[f] < 0 {
				k = at + uint32(set[j])
			}
			w, sq := &t.w[k], &t.sq[k]
			g := t.g[j] + t.shrink**w
			*sq += g * g
			*w -= t.rate * g / float32(math.Sqrt(float64(*sq)+0.1))
		}
	}
	return len(t.active) > 0
}

// model prunes and quantizes the weights.
func (t *logisticTrainer) model(classes []string, o LogisticOptions) *Logistic {
	largest := float32(0)
	for _, w := range t.w {
		largest = max(largest, w, -w)
	}
	b := newWeightsBuilder(o.Bits, o.Prune, largest)
	for row, f := range t.ids[1:] {
		w := t.w[t.at[row+1]:]
		if id := t.of[row+1]; id >= 0 {
			for j, c := range t.sets[id] {
				b.put(f, c, w[j])
			}
			continue
		}
		for c := range t.k {
			b.put(f, c, w[c])
		}
	}
	return &Logistic{weights: b.build(), classes: slices.Clone(classes), bias: slices.Clone(t.w[:t.k])}
}
