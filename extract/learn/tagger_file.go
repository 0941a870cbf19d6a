package learn

// taggerMagic opens a tagger file; its last byte is the version of the format.
const taggerMagic = "newsgraph tagger\x01"

// MarshalBinary returns the tagger as a file: the label set, the bounds of the
// weights, the transitions, and the weights.
func (t *Tagger) MarshalBinary() ([]byte, error) {
	w := writer(taggerMagic)
	w.uvarint(uint64(len(t.labels.Names)))
	for i, name := range t.labels.Names {
		w.string(name)
		w.uvarint(t.labels.From[i])
	}
	w.uvarint(t.labels.Start)
	w.uvarint(t.labels.End)
	w.space(&t.weights)
	for _, v := range t.trans {
		w.float(v)
	}
	w.columns(&t.weights)
	return w.compress()
}

// ReadTagger reads a tagger file.
func ReadTagger(data []byte) (*Tagger, error) {
	t := &Tagger{}
	if err := readFile(data, taggerMagic, "tagger", t.read); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Tagger) read(r *reader) error {
	n := r.count(MaxLabels - 1)
	for range n {
		t.labels.Names = append(t.labels.Names, r.string())
		t.labels.From = append(t.labels.From, r.uvarint())
	}
	t.labels.Start, t.labels.End = r.uvarint(), r.uvarint()
	if err := r.space(&t.weights); err != nil {
		return err
	}
	if err := t.labels.check(); err != nil {
		return err
	}
	t.grid = newGrid(t.labels)
	t.trans = make([]float32, (n+1)*n)
	for i := range t.trans {
		t.trans[i] = r.float()
	}
	return r.columns(&t.weights, n)
}
