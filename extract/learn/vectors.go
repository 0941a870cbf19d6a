package learn

import (
	"fmt"
	"math"
	"strings"
)

// vectorsMagic opens a file of Vectors; its last byte is the version of the
// format.
const vectorsMagic = "newsgraph vectors\x01"

// maxVectorSize bounds the numbers of a vector, maxVectors the words.
const maxVectorSize, maxVectors = 1 << 10, 1 << 20

// Vectors are vectors of words, a byte a number. They are safe for concurrent
// use.
type Vectors struct {
	size  int
	words []string
	rows  map[string]int32
	scale []float32 // of each row's bytes
	codes []int8    // a row a word
}

// NewVectors makes vectors of unit length around their mean from a row of
// numbers for each word.
func NewVectors(words []string, rows [][]float64) (*Vectors, error) {
	if len(words) != len(rows) || len(words) == 0 || len(words) > maxVectors || len(rows[0]) == 0 || len(rows[0]) > maxVectorSize {
		return nil, fmt.Errorf("%d words with %d vectors: want as many, from 1 to %d of 1 to %d numbers", len(words), len(rows), maxVectors, maxVectorSize)
	}
	v := &Vectors{size: len(rows[0]), words: words}
	unit := make([][]float64, len(rows))
	mean := make([]float64, v.size)
	for i, row := range rows {
		if len(row) != v.size {
			return nil, fmt.Errorf("the vector of %q has %d numbers, the first has %d", words[i], len(row), v.size)
		}
		length := 0.0
		for _, x := range row {
			length += x * x
		}
		length = max(math.Sqrt(length), 1e-9)
		unit[i] = make([]float64, v.size)
		for j, x := range row {
			unit[i][j] = x / length
			mean[j] += x / length / float64(len(rows))
		}
	}
	for _, row := range unit {
		r := make([]float32, v.size)
		for j := range r {
			r[j] = float32(row[j] - mean[j])
		}
		scale, codes := bytesOf(r)
		v.scale, v.codes = append(v.scale, scale), append(v.codes, codes...)
	}
	return v, v.index()
}

func (v *Vectors) index() error {
	v.rows = make(map[string]int32, len(v.words))
	for i, w := range v.words {
		if _, twice := v.rows[w]; twice {
			return fmt.Errorf("the word %q has two vectors", w)
		}
		v.rows[w] = int32(i)
	}
	return nil
}

// bytesOf quantizes numbers to bytes of a common scale.
func bytesOf(row []float32) (scale float32, codes []int8) {
	largest := float32(0)
	for _, x := range row {
		largest = max(largest, x, -x)
	}
	scale = largest / 127
	codes = make([]int8, len(row))
	if scale > 0 {
		for i, x := range row {
			codes[i] = int8(math.Round(float64(x / scale)))
		}
	}
	return scale, codes
}

// Size returns the numbers of a vector.
func (v *Vectors) Size() int { return v.size }

// Len returns the number of words.
func (v *Vectors) Len() int { return len(v.words) }

// Row returns the row of a word, -1 for one that has none.
func (v *Vectors) Row(word string) int32 {
	if i, ok := v.rows[word]; ok {
		return i
	}
	return -1
}

// read sets x to the vector of a row, its numbers twice as large, which suits
// the networks.
func (v *Vectors) read(row int32, x []float32) {
	scale := 2 * v.scale[row]
	for i, c := range v.codes[int(row)*v.size:][:v.size] {
		x[i] = scale * float32(c)
	}
}

// MarshalBinary returns the vectors as a file.
func (v *Vectors) MarshalBinary() ([]byte, error) {
	w := writer(vectorsMagic)
	w.uvarint(uint64(v.size))
	text := strings.Join(v.words, "\n")
	w.uvarint(uint64(len(text)))
	w = append(w, text...)
	for _, s := range v.scale {
		w.float(s)
	}
	w.bytes(v.codes)
	return w.compress()
}

// ReadVectors reads a file that MarshalBinary wrote.
func ReadVectors(data []byte) (*Vectors, error) {
	v := &Vectors{}
	err := readFile(data, vectorsMagic, "vectors", func(r *reader) error {
		v.size = r.count(maxVectorSize)
		v.words = strings.Split(string(r.bytes(r.count(len(r.rest)))), "\n")
		v.scale = r.floats(len(v.words))
		v.codes = r.codes(len(v.words) * v.size)
		return r.err
	})
	if err != nil {
		return nil, err
	}
	return v, v.index()
}
