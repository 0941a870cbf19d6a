package model

import (
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/text"
)

// knownBits is the logarithm of the number of words that a scorer remembers:
// six megabytes, four of five words of the news.
const knownBits = 13

// scorer adds up the weights of tokens' features. Most features hang on one
// word alone, and words come again and again: it remembers their sums.
type scorer struct {
	extract *Extractor
	tagger  *learn.Tagger
	outside float32
	known   []knownWord // by the highest bits of the key; a later word takes the place
}

// knownWord is a word with its tag in sentences of one mode: what the lexicon
// says of it, and its sums of weights for the tokens reach before it up to
// reach after it. Sums are the same whether remembered or not.
type knownWord struct {
	key uint64
	about
	sums [2*reach + 1][labelCount]float32
}

func newScorer(m *Model) *scorer {
	return &scorer{
		extract: NewExtractor(m.Lexicon), tagger: m.Tagger, outside: float32(m.Settings.Outside),
		known: make([]knownWord, 1<<knownBits),
	}
}

// score adds to scores, a row of labelCount a token, those of a sentence.
func (s *scorer) score(tokens []text.Token, scores []float32) {
	e := s.extract
	m := e.read(tokens)
	for i := -reach; i < len(tokens)+reach; i++ {
		w := e.at(i)
		k := s.word(w, m)
		if w != &boundary {
			w.about = k.about
		}
		for d := range k.sums { // as the word d-reach after token t
			if t := i + reach - d; t >= 0 && t < len(tokens) {
				addRow((*[labelCount]float32)(scores[t*labelCount:]), &k.sums[d])
			}
		}
	}
	e.match(m)
	e.runs()
	for i := range tokens {
		e.out = e.out[:0]
		e.joint(i, m)
		row := scores[i*labelCount : (i+1)*labelCount]
		s.tagger.Score(e.out, row)
		row[Outside] += s.outside
	}
}

// word returns what is known of a word. It is valid until the next call.
func (s *scorer) word(w *word, m mode) *knownWord {
	key := finish(w.exact^uint64(m)) ^ w.tag | 1 // never that of a free place
	k := &s.known[key>>(64-knownBits)]
	if k.key == key {
		return k
	}
	e := s.extract
	if w != &boundary {
		e.describe(w)
	}
	*k = knownWord{key: key, about: w.about}
	for d := range k.sums {
		e.out = e.out[:0]
		if d == reach {
			e.own(w, m)
		} else {
			e.near(w, d-reach, m)
		}
		s.tagger.Score(e.out, k.sums[d][:])
	}
	return k
}

func addRow(row, more *[labelCount]float32) {
	for l := range row {
		row[l] += more[l]
	}
}
