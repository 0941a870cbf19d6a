package learn

// logisticMagic opens a file of a Logistic; its last byte is the version of
// the format.
const logisticMagic = "newsgraph logistic\x01"

// MarshalBinary returns the model as a file: the classes with their biases,
// the bounds of the weights, and the weights.
func (m *Logistic) MarshalBinary() ([]byte, error) {
	w := writer(logisticMagic)
	w.uvarint(uint64(len(m.classes)))
	for i, name := range m.classes {
		w.string(name)
		w.float(m.bias[i])
	}
	w.space(&m.weights)
	w.columns(&m.weights)
	return w.compress()
}

// ReadLogistic reads a file that MarshalBinary wrote.
func ReadLogistic(data []byte) (*Logistic, error) {
	m := &Logistic{}
	if err := readFile(data, logisticMagic, "logistic", m.read); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *Logistic) read(r *reader) error {
	for range r.count(MaxClasses) {
		m.classes = append(m.classes, r.string())
		m.bias = append(m.bias, r.float())
	}
	if err := r.space(&m.weights); err != nil {
		return err
	}
	return r.columns(&m.weights, len(m.classes))
}
