package model

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
)

// FeatureBits is the size of the feature space: feature numbers are below
// 1<<FeatureBits.
const FeatureBits = 22

// Extractor turns sentences into features. It keeps memory between calls and
// is not safe for concurrent use.
type Extractor struct {
	lex   *Lexicon
	blind bool
	words []word
	out   []uint32
	ends  []int32
}

// NewExtractor returns an extractor that looks words up in lex.
func NewExtractor(lex *Lexicon) *Extractor { return &Extractor{lex: lex} }

// Blind makes the extractor hide what was found in unlabelled news, or show it
// again. A learner that always saw it would rely on it: news holds names that
// no earlier news held.
func (e *Extractor) Blind(blind bool) { e.blind = blind }

// word is what the features of a sentence are made from, a token.
type word struct {
	lower string
	exact uint64 // hashes
	low   uint64
	shape uint64
	tag   uint64
	about
	affix   [8]uint64 // prefixes and suffixes of 1 to 4 letters of the lower-case form
	part    [4]uint64 // kinds of the gazetteer matches that the token begins, is inside of, ends, is
	letters bool
	upper   bool // begins with a capital
	caps    bool // has no lower-case letter, and two capitals or more
	first   int  // of the run of capitalised words that it is in
	end     int  // of that run
}

// about is what the lexicon says of a word.
type about struct {
	cluster Cluster
	phrase  uint64 // kinds of the word as a phrase, and prefixBit
	found   Found  // in unlabelled news
}

// mode is how a sentence writes its words.
type mode uint64

const (
	normal mode = iota
	allCaps
	titleCase // a headline with capitals on all words
	allLower
)

var boundary = word{exact: 1, low: 1, shape: 1, tag: 1}

// Features returns the features of all tokens, one token after the other, and
// the end of each token's. Both are valid until the next call.
func (e *Extractor) Features(tokens []text.Token) (features []uint32, ends []int32) {
	m := e.read(tokens)
	for i := range e.words {
		e.describe(&e.words[i])
	}
	e.match(m)
	e.runs()
	e.out, e.ends = e.out[:0], e.ends[:0]
	for i := range e.words {
		e.own(&e.words[i], m)
		for d := -reach; d <= reach; d++ {
			if d != 0 {
				e.near(e.at(i+d), d, m)
			}
		}
		e.joint(i, m)
		e.ends = append(e.ends, int32(len(e.out)))
	}
	return e.out, e.ends
}

// read takes in the words of a sentence as they are written.
func (e *Extractor) read(tokens []text.Token) mode {
	e.words = e.words[:0]
	for i := range tokens {
		t := &tokens[i]
		w := word{lower: lower(t.Text), exact: Hash(t.Text), tag: Hash(t.Tag)}
		w.low = w.exact
		if w.lower != t.Text {
			w.low = Hash(w.lower)
		}
		w.shape, w.letters, w.upper, w.caps = shape(t.Text)
		e.words = append(e.words, w)
	}
	return e.mode()
}

// describe adds what takes looking up and hashing.
func (e *Extractor) describe(w *word) {
	w.phrase = e.lex.phrase(w.low)
	if e.blind {
		w.phrase &^= foundKinds
	} else {
		w.found = e.lex.found(w.low)
	}
	w.cluster = e.lex.Word(w.low)
	if w.cluster.Rank == 0 {
		if k := strings.LastIndexByte(w.lower, '-'); k > 0 {
			w.cluster = e.lex.Word(Hash(w.lower[k+1:]))
			w.cluster.Rank = 0
		}
	}
	h := uint64(fnvOffset)
	for k, n := 0, 0; k < len(w.lower) && n < 4; n++ {
		_, size := utf8.DecodeRuneInString(w.lower[k:])
		h = hashBytes(h, w.lower[k:k+size])
		w.affix[n] = finish(h)
		k += size
	}
	h = fnvOffset
	for k, n := len(w.lower), 0; k > 0 && n < 4; n++ {
		_, size := utf8.DecodeLastRuneInString(w.lower[:k])
		h = hashBytes(h, w.lower[k-size:k])
		w.affix[4+n] = finish(h)
		k -= size
	}
}

// lower is strings.ToLower without work for words that are lower case.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// shape returns the hash of the word's shape (X, x, d for upper, lower, digit;
// runs cut to two) and what else its letters' case says.
func shape(s string) (h uint64, letters, upper, caps bool) {
	h = fnvOffset
	var before rune
	run, ups, lows := 0, 0, 0
	for i, r := range s {
		c := r
		switch {
		case 'a' <= r && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLower(r):
			c = 'x'
			lows++
		case 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			c = 'X'
			ups++
			upper = upper || i == 0
		case '0' <= r && r <= '9' || r >= utf8.RuneSelf && unicode.IsDigit(r):
			c = 'd'
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			c = 'x'
		}
		if c == before {
			run++
		} else {
			before, run = c, 1
		}
		if run <= 2 {
			h = (h ^ uint64(c)) * fnvPrime
		}
	}
	return finish(h), ups+lows > 0, upper, lows == 0 && ups > 1
}

// mode looks at the words of four letters and more.
func (e *Extractor) mode() mode {
	n, upper, caps := 0, 0, 0
	for i := range e.words {
		w := &e.words[i]
		if w.letters && len(w.lower) > 3 {
			n++
			if w.upper {
				upper++
			}
			if w.caps {
				caps++
			}
		}
	}
	switch {
	case n < 3:
		return normal
	case caps*5 >= n*4:
		return allCaps
	case upper*5 >= n*4:
		return titleCase
	case upper == 0:
		return allLower
	}
	return normal
}

// maxMatch is the longest gazetteer match in tokens.
const maxMatch = 8

// match marks the gazetteer matches that begin with a capital or digit, in
// sentences without capitals all of them.
func (e *Extractor) match(m mode) {
	for i := range e.words {
		w := &e.words[i]
		if !w.upper && m != allLower && !digit(w.lower) {
			continue
		}
		w.part[unit] = w.phrase &^ prefixBit
		h, kinds := uint64(fnvOffset), w.phrase
		for j := i; kinds&prefixBit != 0; {
			h = hashBytes(h, e.words[j].lower)
			if j++; j == len(e.words) || j == i+maxMatch {
				break
			}
			kinds = e.lex.phrase(finish(hashBytes(h, e.words[j].lower)))
			k := kinds &^ prefixBit
			if e.blind {
				k &^= foundKinds
			}
			if k != 0 {
				e.words[i].part[begin] |= k
				e.words[j].part[last] |= k
				for q := i + 1; q < j; q++ {
					e.words[q].part[inside] |= k
				}
			}
		}
	}
}

func (e *Extractor) at(i int) *word {
	if i < 0 || i >= len(e.words) {
		return &boundary
	}
	return &e.words[i]
}

// add appends the feature of template t with up to three values.
func (e *Extractor) add(t, a, b, c uint64) {
	h := (t*0x9E3779B97F4A7C15 ^ a) * 0xff51afd7ed558ccd
	h ^= h >> 32
	h = (h ^ b) * 0xc4ceb9fe1a85ec53
	h ^= h >> 29
	h = (h ^ c) * 0x9FB21C651E98DF25
	e.out = append(e.out, uint32(h>>(64-FeatureBits)))
}

// Templates of features; a template with offsets takes the numbers up to the
// next one.
const (
	tBias      = 1
	tExact     = 2
	tLower     = 3
	tShape     = 4
	tAffix     = 5  // to 12
	tNearLower = 20 // +2, offsets -2 to 2
	tNearShape = 30
	tNearTag   = 40
	tBigram    = 50
	tShapes    = 55
	tContext   = 60
	tFirst     = 61
	tMode      = 62
	tCluster   = 70  // four granularities
	tClusterSh = 75  // with shape
	tNearClu   = 80  // 8 a granularity
	tPair      = 120 // clusters of neighbours
	tRank      = 130
	tGaz       = 200 // four parts
	tGazShape  = 210
	tGazBefore = 220
	tGazAfter  = 230
)

// reach is how many words on either side a token's features look at.
const reach = 2

// own adds the features of a token that hang on nothing but its own word, as
// known to read and describe, and the mode of the sentence. Their weights are
// added up once a word: what belongs here costs least.
func (e *Extractor) own(w *word, m mode) {
	sh := w.shaped(m)
	e.add(tBias, 0, 0, 0)
	e.add(tMode, uint64(m), 0, 0)
	e.add(tExact, w.exact, 0, 0)
	e.add(tLower, w.low, 0, 0)
	e.add(tShape, sh, 0, 0)
	e.add(tNearTag+2, w.tag, 0, 0)
	for k, h := range w.affix {
		if h != 0 {
			e.add(tAffix+uint64(k), h, 0, 0)
		}
	}
	for k, c := range w.cluster.ID {
		e.add(tCluster+uint64(k), uint64(c), 0, 0)
		if k < 3 {
			e.add(tClusterSh+uint64(k), uint64(c), sh, 0)
		}
	}
	e.add(tRank, uint64(w.cluster.Rank), sh, 0)
}

// near adds the features of a token that hang on nothing but the word that
// stands d tokens after it, and the mode of the sentence. Their weights, too,
// are added up once a word.
func (e *Extractor) near(w *word, d int, m mode) {
	e.add(uint64(tNearLower+2+d), w.low, 0, 0)
	e.add(uint64(tNearShape+2+d), w.shape, uint64(m), 0)
	beside := d == 1 || d == -1
	if beside {
		e.add(uint64(tNearTag+2+d), w.tag, 0, 0)
	}
	for k, c := range w.cluster.ID {
		if beside || k == 1 || k == 2 {
			e.add(uint64(tNearClu+8*k+2+d), uint64(c), 0, 0)
		}
	}
}

// joint adds the features of a token that hang on several words or on where
// they stand.
func (e *Extractor) joint(i int, m mode) {
	w, b, a := &e.words[i], e.at(i-1), e.at(i+1)
	sh := w.shaped(m)
	e.add(tBigram, b.low, w.low, 0)
	e.add(tBigram+1, w.low, a.low, 0)
	e.add(tShapes, b.shape, sh, 0)
	e.add(tShapes+1, sh, a.shape, 0)
	e.add(tShapes+2, b.shape, sh, a.shape)
	e.add(tContext, b.low, sh, a.low)
	e.add(tPair, uint64(b.cluster.ID[1]), uint64(w.cluster.ID[1]), 0)
	e.add(tPair+1, uint64(w.cluster.ID[1]), uint64(a.cluster.ID[1]), 0)
	e.add(tPair+2, uint64(b.cluster.ID[1]), sh, 0)
	e.add(tPair+3, uint64(a.cluster.ID[1]), sh, 0)
	if i == 0 {
		e.add(tFirst, sh, 0, 0)
		e.add(tRank+1, uint64(w.cluster.Rank), sh, 0)
	}
	e.gazetteers(i, sh)
	e.context(i, sh, m)
}

// shaped is the word's shape in a sentence of the mode.
func (w *word) shaped(m mode) uint64 { return w.shape ^ uint64(m)<<60 }

func (e *Extractor) gazetteers(i int, sh uint64) {
	w := &e.words[i]
	b, a := e.at(i-1), e.at(i+1)
	for p := range uint64(4) {
		for k := w.part[p]; k != 0; k &= k - 1 {
			kind := uint64(bits.TrailingZeros64(k))
			e.add(tGaz+p, kind, 0, 0)
			e.add(tGazShape+p, kind, sh, 0)
		}
		for k := b.part[p]; k != 0; k &= k - 1 {
			e.add(tGazBefore+p, uint64(bits.TrailingZeros64(k)), 0, 0)
		}
		for k := a.part[p]; k != 0; k &= k - 1 {
			e.add(tGazAfter+p, uint64(bits.TrailingZeros64(k)), 0, 0)
		}
	}
}

func digit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }
