package learn

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"
)

// taggerMagic opens a tagger file; its last byte is the version of the format.
const taggerMagic = "newsgraph tagger\x01"

// maxTaggerFile bounds the memory that reading a damaged file can take.
const maxTaggerFile = 256 << 20

// maxBits bounds the feature space.
const maxBits = 24

// MarshalBinary returns the tagger as a file: a zstd stream of the magic, the
// label set, the code book, the transitions, and the weights as four columns
// (gaps between features, weights a feature, labels, codes).
func (t *Tagger) MarshalBinary() ([]byte, error) {
	b := []byte(taggerMagic)
	u := func(v uint64) { b = binary.AppendUvarint(b, v) }
	f := func(v float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v)) }
	u(uint64(len(t.labels.Names)))
	for i, name := range t.labels.Names {
		u(uint64(len(name)))
		b = append(b, name...)
		u(t.labels.From[i])
	}
	u(t.labels.Start)
	u(t.labels.End)
	u(uint64(t.bits))
	f(t.book[1])
	f(t.book[127])
	for _, w := range t.trans {
		f(w)
	}
	var gaps, counts []byte
	features := t.known.all()
	last := uint32(0)
	for i, f := range features {
		gaps = binary.AppendUvarint(gaps, uint64(f-last))
		counts = append(counts, byte(t.start[i+1]-t.start[i]))
		last = f
	}
	u(uint64(len(features)))
	u(uint64(len(t.cells)))
	b = append(append(b, gaps...), counts...)
	for _, c := range t.cells {
		b = append(b, c.label)
	}
	for _, c := range t.cells {
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

// ReadTagger reads a tagger file.
func ReadTagger(data []byte) (*Tagger, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxTaggerFile))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("tagger file: %w", err)
	}
	r := reader{rest: raw}
	if string(r.bytes(len(taggerMagic))) != taggerMagic {
		return nil, errors.New("tagger file: does not begin with \"newsgraph tagger\" and format version 1")
	}
	t, err := readTagger(&r)
	if err != nil {
		return nil, fmt.Errorf("tagger file: byte %d of %d: %w", len(raw)-len(r.rest), len(raw), err)
	}
	return t, nil
}

func readTagger(r *reader) (*Tagger, error) {
	t := &Tagger{}
	n := r.count(MaxLabels - 1)
	for range n {
		t.labels.Names = append(t.labels.Names, string(r.bytes(r.count(1<<10))))
		t.labels.From = append(t.labels.From, r.uvarint())
	}
	t.labels.Start, t.labels.End = r.uvarint(), r.uvarint()
	t.bits = r.count(maxBits)
	smallest, largest := r.float(), r.float()
	if r.err != nil {
		return nil, r.err
	}
	if err := t.labels.check(); err != nil {
		return nil, err
	}
	if !(smallest > 0 && largest >= smallest && largest < 1e9) {
		return nil, fmt.Errorf("weights from %g to %g: want positive, rising bounds", smallest, largest)
	}
	t.book = newCodebook(smallest, largest)
	t.grid = newGrid(t.labels)
	t.trans = make([]float32, (n+1)*n)
	for i := range t.trans {
		t.trans[i] = r.float()
	}
	used, cells := r.count(1<<t.bits), r.count(len(r.rest))
	if r.err != nil {
		return nil, r.err
	}
	if used > len(r.rest) {
		return nil, fmt.Errorf("%d features in %d bytes", used, len(r.rest))
	}
	features := make([]uint32, used)
	at := uint64(0)
	for i := range features {
		at += r.uvarint()
		if r.err == nil && (at >= 1<<t.bits || i > 0 && uint32(at) == features[i-1]) {
			return nil, fmt.Errorf("feature %d after %d: want rising numbers below %d", at, features[max(i, 1)-1], 1<<t.bits)
		}
		features[i] = uint32(at)
	}
	counts, labels, codes := r.bytes(used), r.bytes(cells), r.bytes(cells)
	if r.err != nil {
		return nil, r.err
	}
	t.known = newSet(features, t.bits)
	t.start = make([]uint32, used+1)
	t.cells = make([]cell, cells)
	total := uint32(0)
	for i, n := range counts {
		total += uint32(n)
		t.start[i+1] = total
	}
	if int(total) != cells {
		return nil, fmt.Errorf("%d weights, but their features have %d", cells, total)
	}
	for i := range t.cells {
		if int(labels[i]) >= n {
			return nil, fmt.Errorf("weight of label %d: there are %d", labels[i], n)
		}
		t.cells[i] = cell{labels[i], codes[i]}
	}
	return t, nil
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
