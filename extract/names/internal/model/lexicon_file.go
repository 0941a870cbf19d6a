package model

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

const (
	lexiconMagic   = "newsgraph lexicon\x01"
	maxLexiconFile = 64 << 20
)

// Builder collects the entries of a lexicon.
type Builder struct {
	words   map[uint32]Cluster
	phrases map[uint32]uint64
}

// NewBuilder returns an empty one.
func NewBuilder() *Builder {
	return &Builder{words: map[uint32]Cluster{}, phrases: map[uint32]uint64{}}
}

// AddWord adds a lower-case word. Of two words with one hash the first stays.
func (b *Builder) AddWord(word string, c Cluster) {
	key := uint32(Hash(word) >> 32)
	if _, ok := b.words[key]; !ok {
		b.words[key] = c
	}
}

// AddPhrase adds a name to the list of a kind. Case and the spaces between
// words do not matter; every place where a token may end is marked, so that a
// longest match can stop early.
func (b *Builder) AddPhrase(name string, kind Kind) {
	name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	h := uint64(fnvOffset)
	var before rune
	for i, r := range name {
		if i > 0 && before != ' ' && (!isWord(before) || !isWord(r)) {
			b.phrases[uint32(finish(h)>>32)] |= prefixBit
		}
		if r != ' ' {
			h = hashBytes(h, string(r))
		}
		before = r
	}
	if name != "" {
		b.phrases[uint32(finish(h)>>32)] |= 1 << kind
	}
}

// AddFound adds what a lower-case word was found to be in unlabelled news.
func (b *Builder) AddFound(word string, f Found) {
	b.phrases[uint32((Hash(word)^foundSalt)>>32)] |= uint64(f)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// Marshal returns the lexicon as a file: a zstd stream of the magic and two
// tables, each its keys in order as gaps and its values in columns.
func (b *Builder) Marshal() ([]byte, error) {
	out := []byte(lexiconMagic)
	words := sortedKeys(b.words)
	out = appendKeys(out, words)
	for i := range 4 {
		for _, k := range words {
			out = binary.AppendUvarint(out, uint64(b.words[k].ID[i]))
		}
	}
	for _, k := range words {
		out = append(out, b.words[k].Rank)
	}
	phrases := sortedKeys(b.phrases)
	out = appendKeys(out, phrases)
	for _, k := range phrases {
		v := b.phrases[k]
		out = binary.AppendUvarint(out, (v&^prefixBit)<<1|v>>63)
	}
	var buf bytes.Buffer
	w, err := zstd.NewWriter(&buf, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(out); err != nil {
		return nil, err
	}
	err = w.Close()
	return buf.Bytes(), err
}

func sortedKeys[V any](m map[uint32]V) []uint32 {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare)
	return keys
}

func appendKeys(out []byte, keys []uint32) []byte {
	out = binary.AppendUvarint(out, uint64(len(keys)))
	last := uint32(0)
	for _, k := range keys {
		out = binary.AppendUvarint(out, uint64(k-last))
		last = k
	}
	return out
}

// ReadLexicon reads a lexicon file.
func ReadLexicon(data []byte) (*Lexicon, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxLexiconFile))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	raw, err := z.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("lexicon file: %w", err)
	}
	if !bytes.HasPrefix(raw, []byte(lexiconMagic)) {
		return nil, errors.New("lexicon file: does not begin with \"newsgraph lexicon\" and format version 1")
	}
	d := decoder{rest: raw[len(lexiconMagic):]}
	x := &Lexicon{}
	keys := d.keys()
	x.cluster = make([]Cluster, len(keys))
	for i := range 4 {
		for j := range x.cluster {
			x.cluster[j].ID[i] = uint16(d.uvarint())
		}
	}
	for j := range x.cluster {
		x.cluster[j].Rank = d.byte()
	}
	x.words = newTable(keys)
	keys = d.keys()
	x.kinds = make([]uint64, len(keys))
	for i := range x.kinds {
		v := d.uvarint()
		x.kinds[i] = v>>1&^prefixBit | v<<63
	}
	x.phrases = newTable(keys)
	if d.bad {
		return nil, errors.New("lexicon file: cut off or damaged")
	}
	return x, nil
}

type decoder struct {
	rest []byte
	bad  bool
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.rest)
	if n <= 0 {
		d.bad, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[n:]
	return v
}

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.bad = true
		return 0
	}
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *decoder) keys() []uint32 {
	n := d.uvarint()
	if n > uint64(len(d.rest)) {
		d.bad, d.rest = true, nil
		return nil
	}
	keys := make([]uint32, n)
	last := uint32(0)
	for i := range keys {
		last += uint32(d.uvarint())
		keys[i] = last
	}
	return keys
}
