package learn

import (
	"encoding/binary"
	"fmt"
	"math"
)

// networkMagic opens a file of a Network; its last byte is the version of the
// format.
const networkMagic = "newsgraph network\x01"

// maxShape bounds each number of a Shape that is read, maxMembers the networks.
const maxShape, maxMembers = 1 << 12, 16

// number is a number of a shape and its bound.
type number struct {
	at    *int
	limit int
}

// numbers lists the numbers of a shape in the order of the file.
func (s *Shape) numbers() []number {
	return []number{
		{&s.Bits, maxBits},
		{&s.StemBits, maxBits},
		{&s.Tags, 256},
		{&s.Marks, 256},
		{&s.StemSize, maxShape},
		{&s.TagSize, maxShape},
		{&s.Filters, maxShape},
		{&s.Hidden, maxShape},
	}
}

// MarshalBinary returns the network as a file, without the word vectors.
func (m *Network) MarshalBinary() ([]byte, error) {
	w := writer(networkMagic)
	for _, x := range m.shape.numbers() {
		w.uvarint(uint64(*x.at))
	}
	w.uvarint(uint64(m.vectors.Len()))
	w.uvarint(uint64(m.vectors.size))
	w.uvarint(uint64(len(m.classes)))
	for _, name := range m.classes {
		w.string(name)
	}
	w.uvarint(uint64(len(m.members)))
	for _, n := range m.members {
		w.rows(n.known, n.features, m.shape.Hidden)
		w.rows(n.named, n.stems, m.shape.StemSize)
		for _, x := range n.dense(len(m.classes)) {
			for _, y := range *x.at {
				w.float(y)
			}
		}
	}
	return w.compress()
}

// ReadNetwork reads a file that MarshalBinary wrote. The vectors must be those
// that it was trained with.
func ReadNetwork(data []byte, vectors *Vectors) (*Network, error) {
	m := &Network{vectors: vectors}
	if err := readFile(data, networkMagic, "network", m.read); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *Network) read(r *reader) error {
	for _, x := range m.shape.numbers() {
		*x.at = r.count(x.limit)
	}
	words, size := r.count(maxVectors), r.count(maxVectorSize)
	if r.err == nil && (words != m.vectors.Len() || size != m.vectors.size) {
		return fmt.Errorf("made for %d word vectors of %d numbers, these are %d of %d: train it anew", words, size, m.vectors.Len(), m.vectors.size)
	}
	for range r.count(MaxClasses) {
		m.classes = append(m.classes, r.string())
	}
	for range r.count(maxMembers) {
		n := &net{shape: &m.shape, vectors: m.vectors}
		n.known, n.features = r.rows(m.shape.Bits, m.shape.Hidden)
		n.named, n.stems = r.rows(m.shape.StemBits, m.shape.StemSize)
		for _, x := range n.dense(len(m.classes)) {
			*x.at = r.floats(x.size)
		}
		if r.err != nil {
			return r.err
		}
		m.members = append(m.members, n)
	}
	if r.err == nil && len(m.members) == 0 {
		return fmt.Errorf("no networks: want 1 to %d", maxMembers)
	}
	m.ready()
	return r.err
}

// matrix is a dense matrix of a net and its size.
type matrix struct {
	at   *[]float32
	size int
}

// dense lists the dense matrices of a net in the order of the file.
func (n *net) dense(classes int) []matrix {
	s := n.shape
	return []matrix{
		{&n.tags, s.Tags * s.TagSize},
		{&n.filters, window * s.Filters * n.in()},
		{&n.bias, s.Filters},
		{&n.left, places * s.Filters},
		{&n.right, places * s.Filters},
		{&n.marks, s.Marks * s.Filters},
		{&n.project, s.pooled() * s.Hidden},
		{&n.hidden, s.Hidden},
		{&n.out, classes * (s.Hidden + 1)},
	}
}

func (w *writer) bytes(codes []int8) {
	for _, c := range codes {
		*w = append(*w, byte(c))
	}
}

// rows writes a set and a row of numbers for each of its members, a byte a
// number.
func (w *writer) rows(of set, values []float32, size int) {
	list := of.all()
	w.uvarint(uint64(len(list)))
	last := uint32(0)
	for i, x := range list {
		w.uvarint(uint64(x - last))
		last = x
		scale, codes := bytesOf(values[i*size:][:size])
		w.float(scale)
		w.bytes(codes)
	}
}

// rounded sets each row to what the file will hold of it.
func rounded(values []float32, size int) {
	for ; len(values) > 0; values = values[size:] {
		scale, codes := bytesOf(values[:size])
		for i, c := range codes {
			values[i] = scale * float32(c)
		}
	}
}

// rows reads what writer.rows wrote.
func (r *reader) rows(bits, size int) (set, []float32) {
	list := make([]uint32, 0, r.count(min(1<<bits, len(r.rest))))
	var values []float32
	at := uint64(0)
	for range cap(list) {
		at += r.uvarint()
		scale := r.float()
		codes := r.codes(size)
		if r.err == nil && (at >= 1<<bits || len(list) > 0 && uint32(at) == list[len(list)-1]) {
			r.fail(fmt.Errorf("row of %d: want rising numbers below %d", at, 1<<bits))
		}
		if r.err != nil {
			return nil, nil
		}
		list = append(list, uint32(at))
		for _, c := range codes {
			values = append(values, scale*float32(c))
		}
	}
	return newSet(list, bits), values
}

func (r *reader) codes(n int) []int8 {
	b := r.bytes(n)
	out := make([]int8, len(b))
	for i, c := range b {
		out[i] = int8(c)
	}
	return out
}

func (r *reader) floats(n int) []float32 {
	b := r.bytes(4 * n)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}
