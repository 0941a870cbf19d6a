package learn

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"
)

// logisticMagic opens a file of a Logistic; its last byte is the version of
// the format.
const logisticMagic = "newsgraph logistic\x01"

// MarshalBinary returns the model as a file: a zstd stream of the magic, the
// classes with their biases, the code book, and the weights as four columns
// (gaps between features, weights a feature, classes, codes).
func (m *Logistic) MarshalBinary() ([]byte, error) {
	b := []byte(logisticMagic)
	u := func(v uint64) { b = binary.AppendUvarint(b, v) }
	f := func(v float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v)) }
	u(uint64(len(m.classes)))
	for i, name := range m.classes {
		u(uint64(len(name)))
		b = append(b, name...)
		f(m.bias[i])
	}
	u(uint64(m.bits))
	f(m.book[1])
	f(m.book[127])
	var gaps, counts []byte
	last, used := 0, 0
	for i := range len(m.start) - 1 {
		if n := m.start[i+1] - m.start[i]; n > 0 {
			gaps = binary.AppendUvarint(gaps, uint64(i-last))
			counts = append(counts, byte(n))
			last, used = i, used+1
		}
	}
	u(uint64(used))
	u(uint64(len(m.cells)))
	b = append(append(b, gaps...), counts...)
	for _, c := range m.cells {
		b = append(b, c.label)
	}
	for _, c := range m.cells {
		b = append(b, c.code)
	}
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// ReadLogistic reads a file that MarshalBinary wrote.
func ReadLogistic(data []byte) (*Logistic, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxTaggerFile))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("logistic file: %w", err)
	}
	r := reader{rest: raw}
	if string(r.bytes(len(logisticMagic))) != logisticMagic {
		return nil, errors.New("logistic file: does not begin with \"newsgraph logistic\" and format version 1")
	}
	m, err := readLogistic(&r)
	if err != nil {
		return nil, fmt.Errorf("logistic file: byte %d of %d: %w", len(raw)-len(r.rest), len(raw), err)
	}
	return m, nil
}

func readLogistic(r *reader) (*Logistic, error) {
	m := &Logistic{}
	for range r.count(MaxClasses) {
		m.classes = append(m.classes, string(r.bytes(r.count(1<<10))))
		m.bias = append(m.bias, r.float())
	}
	m.bits = r.count(maxBits)
	smallest, largest := r.float(), r.float()
	if r.err != nil {
		return nil, r.err
	}
	if !(smallest > 0 && largest >= smallest && largest < 1e9) {
		return nil, fmt.Errorf("weights from %g to %g: want positive, rising bounds", smallest, largest)
	}
	m.book = newCodebook(smallest, largest)
	used, cells := r.count(1<<m.bits), r.count(len(r.rest))
	if r.err == nil && used > len(r.rest) {
		return nil, fmt.Errorf("%d features in %d bytes", used, len(r.rest))
	}
	if r.err != nil {
		return nil, r.err
	}
	features := make([]uint32, used)
	at := uint64(0)
	for i := range features {
		at += r.uvarint()
		if r.err == nil && at >= 1<<m.bits {
			return nil, fmt.Errorf("feature %d: want numbers below %d", at, 1<<m.bits)
		}
		features[i] = uint32(at)
	}
	counts, classes, codes := r.bytes(used), r.bytes(cells), r.bytes(cells)
	if r.err != nil {
		return nil, r.err
	}
	m.start = make([]uint32, 1<<m.bits+1)
	total, next := uint32(0), 0
	for i, f := range features {
		for ; next <= int(f); next++ {
			m.start[next] = total
		}
		total += uint32(counts[i])
	}
	for ; next < len(m.start); next++ {
		m.start[next] = total
	}
	if int(total) != cells {
		return nil, fmt.Errorf("%d weights, but their features have %d", cells, total)
	}
	m.cells = make([]cell, cells)
	for i := range m.cells {
		if int(classes[i]) >= len(m.classes) {
			return nil, fmt.Errorf("weight of class %d: there are %d", classes[i], len(m.classes))
		}
		m.cells[i] = cell{classes[i], codes[i]}
	}
	m.index()
	return m, nil
}
