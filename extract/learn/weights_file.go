package learn

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"
)

// maxFile bounds the memory that reading a damaged file can take.
const maxFile = 256 << 20

// maxBits bounds the feature space.
const maxBits = 24

// writer puts together a model file: a zstd stream of a magic and values.
type writer []byte

func (w *writer) uvarint(v uint64) { *w = binary.AppendUvarint(*w, v) }

func (w *writer) float(v float32) { *w = binary.LittleEndian.AppendUint32(*w, math.Float32bits(v)) }

func (w *writer) string(s string) {
	w.uvarint(uint64(len(s)))
	*w = append(*w, s...)
}

// space writes the number of bits of the features and the bounds of the code
// book.
func (w *writer) space(m *weights) {
	w.uvarint(uint64(m.bits))
	w.float(m.book[1])
	w.float(m.book[127])
}

// columns writes the weights as four columns: gaps between features, weights a
// feature, labels, codes.
func (w *writer) columns(m *weights) {
	var gaps, counts []byte
	features := m.known.all()
	last := uint32(0)
	for i, f := range features {
		gaps = binary.AppendUvarint(gaps, uint64(f-last))
		counts = append(counts, byte(m.start[i+1]-m.start[i]))
		last = f
	}
	w.uvarint(uint64(len(features)))
	w.uvarint(uint64(len(m.cells)))
	*w = append(append(*w, gaps...), counts...)
	for _, c := range m.cells {
		*w = append(*w, c.label)
	}
	for _, c := range m.cells {
		*w = append(*w, c.code)
	}
}

func (w *writer) compress() ([]byte, error) {
	var out bytes.Buffer
	z, err := zstd.NewWriter(&out, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(*w); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// readFile decompresses a file, whose magic is "newsgraph" and its kind and a
// version, and reads it.
func readFile(data []byte, magic, kind string, read func(*reader) error) error {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxFile))
	if err != nil {
		return err
	}
	defer z.Close()
	raw, err := z.DecodeAll(data, nil)
	if err != nil {
		return fmt.Errorf("%s file: %w", kind, err)
	}
	r := reader{rest: raw}
	if string(r.bytes(len(magic))) != magic {
		return fmt.Errorf("%s file: does not begin with %q and format version %d", kind, magic[:len(magic)-1], magic[len(magic)-1])
	}
	if err := read(&r); err != nil {
		return fmt.Errorf("%s file: byte %d of %d: %w", kind, len(raw)-len(r.rest), len(raw), err)
	}
	return nil
}

// reader takes values off a byte slice and remembers the first failure.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) bytes(n int) []byte {
	if r.err != nil || n > len(r.rest) {
		r.fail(errors.New("the file is cut off"))
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if r.err != nil || n <= 0 {
		r.fail(errors.New("not a number"))
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// count reads a number that must not be above limit.
func (r *reader) count(limit int) int {
	v := r.uvarint()
	if v > uint64(limit) {
		r.fail(fmt.Errorf("%d: want at most %d", v, limit))
		return 0
	}
	return int(v)
}

func (r *reader) float() float32 {
	b := r.bytes(4)
	if b == nil {
		return 0
	}
	return math.Float32frombits(binary.LittleEndian.Uint32(b))
}

func (r *reader) string() string { return string(r.bytes(r.count(1 << 10))) }

// space reads what writer.space wrote.
func (r *reader) space(m *weights) error {
	m.bits = r.count(maxBits)
	smallest, largest := r.float(), r.float()
	if r.err != nil {
		return r.err
	}
	if !(smallest > 0 && largest >= smallest && largest < 1e9) {
		return fmt.Errorf("weights from %g to %g: want positive, rising bounds", smallest, largest)
	}
	m.book = newCodebook(smallest, largest)
	return nil
}

// columns reads what writer.columns wrote, the weights of n labels.
func (r *reader) columns(m *weights, n int) error {
	used, cells := r.count(1<<m.bits), r.count(len(r.rest))
	if r.err != nil {
		return r.err
	}
	if used > len(r.rest) {
		return fmt.Errorf("%d features in %d bytes", used, len(r.rest))
	}
	features := make([]uint32, used)
	at := uint64(0)
	for i := range features {
		at += r.uvarint()
		if r.err == nil && (at >= 1<<m.bits || i > 0 && uint32(at) == features[i-1]) {
			return fmt.Errorf("feature %d after %d: want rising numbers below %d", at, features[max(i, 1)-1], 1<<m.bits)
		}
		features[i] = uint32(at)
	}
	counts, labels, codes := r.bytes(used), r.bytes(cells), r.bytes(cells)
	if r.err != nil {
		return r.err
	}
	m.known = newSet(features, m.bits)
	m.start = make([]uint32, used+1)
	total := uint32(0)
	for i, n := range counts {
		total += uint32(n)
		m.start[i+1] = total
	}
	if int(total) != cells {
		return fmt.Errorf("%d weights, but their features have %d", cells, total)
	}
	m.cells = make([]cell, cells)
	for i := range m.cells {
		if int(labels[i]) >= n {
			return fmt.Errorf("weight of label %d: there are %d", labels[i], n)
		}
		m.cells[i] = cell{labels[i], codes[i]}
	}
	return nil
}
