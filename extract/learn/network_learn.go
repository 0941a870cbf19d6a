package learn

// learn adds the gradients of the examples of one sentence, g[0] to g[1].
func (t *netTrainer) learn(g [2]int) {
	s := t.shape
	t.read(t.examples[g[0]].View.Sentence)
	t.gx = zeroed(t.gx, len(t.x))
	for i := g[0]; i < g[1]; i++ {
		ex := &t.examples[i]
		t.pool(&ex.View, t.conv, t.pooled, t.at)
		t.dropPooled()
		t.some = t.some[:0]
		for _, f := range t.rows[i] {
			if t.o.DropRest == 0 || t.rng.Float32() >= t.o.DropRest {
				t.some = append(t.some, f)
			}
		}
		t.forward()
		if !t.classGradients(ex) {
			continue
		}
		t.pooledGradients(&ex.View)
		t.featureGradients()
	}
	from := t.vectors.size
	for i := range t.sentence.Word {
		x := t.gx[i*t.in():][:t.in()]
		if stem := t.sentence.Stem[i]; stem != hiddenStem {
			if k := t.named.find(uint32(stem)); k >= 0 {
				descend(t.stems[k*s.StemSize:][:s.StemSize], x[from:][:s.StemSize], &t.sSquares[k], t.rowRate)
			}
		}
		addRow(t.dense[tagsAt].g[int(t.sentence.Tag[i])*s.TagSize:][:s.TagSize], x[from+s.StemSize:])
	}
}

// hiddenStem stands for a stem that is left out.
const hiddenStem = -1

// descend moves a row along its gradient, with a rate of its own.
func descend(row, gradient []float32, squares *float32, rate float32) {
	sum := float32(0)
	for _, g := range gradient {
		sum += g * g
	}
	if sum == 0 {
		return
	}
	*squares += sum / float32(len(row))
	addTimes(row, -rate/sqrt(*squares+1e-2), gradient)
}

// read finds the inputs of a sentence, some of its words left out, and the
// filters' values.
func (t *netTrainer) read(s *Sentence) {
	n, in, nf := len(s.Word), t.in(), t.shape.Filters
	c := &t.sentence
	c.Word, c.Stem, c.Tag = append(c.Word[:0], s.Word...), append(c.Stem[:0], s.Stem...), s.Tag
	if p := t.o.DropWords; p > 0 {
		for i := range c.Word {
			if t.rng.Float32() < p {
				c.Word[i] = -1
			}
			if t.rng.Float32() < p {
				c.Stem[i] = hiddenStem
			}
		}
	}
	t.x = zeroed(t.x, n*in)
	t.conv = zeroed(t.conv, n*nf)
	for i := range n {
		x := t.x[i*in:][:in]
		if w := c.Word[i]; w >= 0 {
			t.vectors.read(w, x)
		}
		x = x[t.vectors.size:]
		if c.Stem[i] != hiddenStem {
			if k := t.named.find(uint32(c.Stem[i])); k >= 0 {
				copy(x, t.stems[k*t.shape.StemSize:][:t.shape.StemSize])
			}
		}
		copy(x[t.shape.StemSize:], t.tags[int(c.Tag[i])*t.shape.TagSize:][:t.shape.TagSize])
		addRow(t.conv[i*nf:][:nf], t.bias)
	}
	for i := range n {
		x := t.x[i*in:][:in]
		for k := range window {
			to := i + window/2 - k // the filter's middle token
			if to < 0 || to >= n {
				continue
			}
			for f := range nf {
				t.conv[to*nf+f] += dot(x, t.filters[(k*nf+f)*in:])
			}
		}
	}
}

func (t *netTrainer) dropPooled() {
	if t.o.DropUnits == 0 {
		return
	}
	keep := 1 - t.o.DropUnits
	for j, x := range t.pooled {
		switch {
		case x == 0:
		case t.rng.Float32() < keep:
			t.pooled[j] = x / keep
		default:
			t.pooled[j], t.at[j] = 0, -1
		}
	}
}

// forward finds the hidden units.
func (t *netTrainer) forward() {
	h, nh := t.units, t.shape.Hidden
	clear(h)
	for _, f := range t.some {
		addRow(h, t.features[int(f)*nh:])
	}
	up := 1 / (1 - t.o.DropRest)
	for j := range h {
		h[j] = h[j]*up + t.hidden[j]
	}
	for j, x := range t.pooled {
		if x != 0 {
			addTimes(h, x, t.project[j*nh:])
		}
	}
	keep := 1 - t.o.DropUnits
	for j := range h {
		if t.on[j] = h[j] > 0 && (t.o.DropUnits == 0 || t.rng.Float32() < keep); t.on[j] {
			h[j] /= keep
		} else {
			h[j] = 0
		}
	}
}

// classGradients finds the gradients of the hidden units; it reports whether
// there were any.
func (t *netTrainer) classGradients(ex *NetworkExample) bool {
	nh := t.shape.Hidden
	clear(t.gradient)
	weight := ex.Weight
	if weight == 0 {
		weight = 1
	}
	some := false
	for c := range t.classes {
		if !ex.Asked.Has(c) {
			continue
		}
		w := t.out[c*(nh+1):][:nh+1]
		d := float32(Sigmoid(float64(w[0] + dot(w[1:], t.units))))
		if ex.True.Has(c) {
			d--
		}
		if d < tiny && d > -tiny {
			continue
		}
		some = true
		d *= weight
		g := t.dense[outAt].g[c*(nh+1):][:nh+1]
		g[0] += d
		addTimes(t.gradient, d, w[1:])
		addTimes(g[1:], d, t.units)
	}
	keep := 1 - t.o.DropUnits
	for j := range t.gradient {
		if t.on[j] {
			t.gradient[j] /= keep
		} else {
			t.gradient[j] = 0
		}
	}
	if some {
		addRow(t.dense[hiddenAt].g, t.gradient)
	}
	return some
}

// pooledGradients passes the gradients on to the filters and the tokens that
// had their largest values.
func (t *netTrainer) pooledGradients(v *View) {
	s := t.shape
	nf, nh, in := s.Filters, s.Hidden, t.in()
	keep := 1 - t.o.DropUnits
	for j, x := range t.pooled {
		if x == 0 {
			continue
		}
		d := dot(t.gradient, t.project[j*nh:]) / keep
		addTimes(t.dense[projectAt].g[j*nh:][:nh], x, t.gradient)
		if d == 0 {
			continue
		}
		at, f := int(t.at[j]), j%nf
		t.dense[biasAt].g[f] += d
		t.dense[leftAt].g[distance(at, v.Left)*nf+f] += d
		t.dense[rightAt].g[distance(at, v.Right)*nf+f] += d
		t.dense[marksAt].g[int(v.Marks[at])*nf+f] += d
		for k := range window {
			from := at - window/2 + k
			if from < 0 || from >= len(t.sentence.Word) {
				continue
			}
			w := t.filters[(k*nf+f)*in:][:in]
			addTimes(t.dense[filtersAt].g[(k*nf+f)*in:][:in], d, t.x[from*in:])
			addTimes(t.gx[from*in+t.vectors.size:][:in-t.vectors.size], d, w[t.vectors.size:])
		}
	}
}

func (t *netTrainer) featureGradients() {
	nh := t.shape.Hidden
	for _, f := range t.some {
		descend(t.features[int(f)*nh:][:nh], t.gradient, &t.fSquares[f], t.rowRate)
	}
}
