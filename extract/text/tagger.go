package text

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/jdkato/prose/v2"
)

// A tagger assigns Penn Treebank tags with prose's averaged perceptron. The
// weights are prose's; the inference is ours, because prose's own loop writes
// tags through token pointers that repeated words share, sums floats in map
// order, and breaks ties by map order. Prose's weights have three decimals, so
// they are kept as whole thousandths: sums are exact and ties go to the tag
// that prose lists first.
type tagger struct {
	classes []string          // tags in the model's order
	fixed   map[string]string // words that nearly always bear one tag
	bias    cell
	prefix  [256]cell // by first byte, as prose takes it
	tag1    map[string]cell
	tag2    map[string]cell
	tag12   map[string]cell // "T1 T2"
	tagWord map[string]cell // "T1 word"
	suffix  map[string]cell // of the word as written
	words   map[string]wordCells
	ends    map[string]endCells // suffixes of neighbours
	scores  []score
}

type score struct {
	class  uint8
	weight int32
}

// A cell is a run of scores of one feature.
type cell struct{ from, to uint32 }

// wordCells are the features that a normalized word takes part in, by the
// position it has relative to the word being tagged.
type wordCells struct{ here, prev, prev2, next, next2 cell }

type endCells struct{ prev, next cell }

func decodeAsset(name string, into any) error {
	data, err := prose.Asset(name)
	if err != nil {
		return fmt.Errorf("prose asset %s: %w", name, err)
	}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(into); err != nil {
		return fmt.Errorf("prose asset %s: %w", name, err)
	}
	return nil
}

func newTagger() (*tagger, error) {
	const dir = "model/AveragedPerceptron/"
	t := &tagger{
		tag1: map[string]cell{}, tag2: map[string]cell{}, tag12: map[string]cell{},
		tagWord: make(map[string]cell, 1<<15), suffix: make(map[string]cell, 1<<12),
		words: make(map[string]wordCells, 1<<14), ends: make(map[string]endCells, 1<<12),
	}
	if err := decodeAsset(dir+"classes.gob", &t.classes); err != nil {
		return nil, err
	}
	if err := decodeAsset(dir+"tags.gob", &t.fixed); err != nil {
		return nil, err
	}
	var weights map[string]map[string]float64
	if err := decodeAsset(dir+"weights.gob", &weights); err != nil {
		return nil, err
	}
	ids := make(map[string]uint8, len(t.classes))
	for i, c := range t.classes {
		ids[c] = uint8(i)
	}
	t.scores = make([]score, 0, 1<<18)
	for key, byTag := range weights {
		c := cell{from: uint32(len(t.scores))}
		for tag, w := range byTag {
			t.scores = append(t.scores, score{ids[tag], int32(math.Round(w * 1000))})
		}
		c.to = uint32(len(t.scores))
		t.place(key, c)
	}
	return t, nil
}

// place files the scores of one feature under the template its key names.
func (t *tagger) place(key string, c cell) {
	if key == "bias" {
		t.bias = c
		return
	}
	for i, template := range templates {
		value, ok := strings.CutPrefix(key, template)
		if !ok {
			continue
		}
		w, e := t.words[value], t.ends[value]
		switch i {
		case 0:
			t.tag12[value] = c
		case 1:
			t.tagWord[value] = c
		case 2:
			t.tag1[value] = c
		case 3:
			t.tag2[value] = c
		case 4:
			t.suffix[value] = c
		case 5:
			if r := []rune(value); len(r) == 1 && r[0] < 256 {
				t.prefix[r[0]] = c
			}
		case 6:
			w.here = c
		case 7:
			w.prev = c
		case 8:
			w.prev2 = c
		case 9:
			w.next = c
		case 10:
			w.next2 = c
		case 11:
			e.prev = c
		case 12:
			e.next = c
		}
		if i >= 6 && i <= 10 {
			t.words[value] = w
		}
		if i >= 11 {
			t.ends[value] = e
		}
		return
	}
}

// templates are the beginnings of the model's feature keys.
var templates = [...]string{
	"i tag+i-2 tag ", "i-1 tag+i word ", "i-1 tag ", "i-2 tag ", "i suffix ", "i pref1 ",
	"i word ", "i-1 word ", "i-2 word ", "i+1 word ", "i+2 word ", "i-1 suffix ", "i+1 suffix ",
}

// A slot is a word to be tagged. A preset tag is kept, and is context for the
// words after it.
type slot struct {
	word   string
	preset string
	tag    string
	token  int // the token it is for; -1: context only
}

type context struct {
	word string
	wordCells
	endCells
}

func (t *tagger) context(word string) context {
	return context{word, t.words[word], t.ends[tail(word)]}
}

// tag fills in the tags of one sentence.
func (t *tagger) tag(slots []slot) {
	ctx := make([]context, 0, len(slots)+4)
	ctx = append(ctx, t.context("-START-"), t.context("-START2-"))
	for i := range slots {
		ctx = append(ctx, t.context(normalize(slots[i].word)))
	}
	ctx = append(ctx, t.context("-END-"), t.context("-END2-"))
	t1, t2 := "-START-", "-START2-"
	sums := make([]int32, len(t.classes))
	var key []byte
	for i := range slots {
		s := &slots[i]
		switch fixed, ok := t.fixed[s.word]; {
		case s.preset != "":
			s.tag = s.preset
		case ok:
			s.tag = fixed
		default:
			clear(sums)
			c := ctx[i+2]
			t.add(sums, t.bias)
			t.add(sums, t.suffix[tail(s.word)])
			t.add(sums, t.prefix[s.word[0]])
			t.add(sums, t.tag1[t1])
			t.add(sums, t.tag2[t2])
			key = append(append(append(key[:0], t1...), ' '), t2...)
			t.add(sums, t.tag12[string(key)])
			key = append(append(append(key[:0], t1...), ' '), c.word...)
			t.add(sums, t.tagWord[string(key)])
			t.add(sums, c.here)
			t.add(sums, ctx[i+1].wordCells.prev)
			t.add(sums, ctx[i+1].endCells.prev)
			t.add(sums, ctx[i].prev2)
			t.add(sums, ctx[i+3].wordCells.next)
			t.add(sums, ctx[i+3].endCells.next)
			t.add(sums, ctx[i+4].next2)
			s.tag = t.classes[slices.Index(sums, slices.Max(sums))]
		}
		t2, t1 = t1, s.tag
	}
}

func (t *tagger) add(sums []int32, c cell) {
	for _, s := range t.scores[c.from:c.to] {
		sums[s.class] += s.weight
	}
}

// tail is the last three bytes of a word.
func tail(w string) string { return w[max(0, len(w)-3):] }

// normalize maps a word to the form the model's context features use.
func normalize(w string) string {
	switch {
	case w == "":
		return w
	case w[0] != '-' && strings.IndexByte(w, '-') > 0:
		return "!HYPHEN"
	case len(w) == 4 && isInteger(w):
		return "!YEAR"
	case '0' <= w[0] && w[0] <= '9':
		return "!DIGITS"
	}
	return strings.ToLower(w)
}

func isInteger(w string) bool { _, err := strconv.Atoi(w); return err == nil }
