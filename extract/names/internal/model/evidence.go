package model

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/text"
)

// evidence adds to the scores what the first pass thought of the same words
// elsewhere in the document: for each capitalised word that occurs more than
// once, the mean share of each class over its other occurrences.
func (w *Worker) evidence(doc text.Document) {
	groups := map[string][]int{} // token numbers by word
	longer := map[string][]int{} // last words of the long names that words are short for
	total := 0
	sentence := w.sentence[:0] // of each token
	for i := range doc.Sentences {
		for k, t := range doc.Sentences[i].Tokens {
			sentence = append(sentence, int32(i))
			if last := explained(doc.Sentences[i].Tokens, k); last >= 0 {
				longer[form(t.Text)] = append(longer[form(t.Text)], total-k+last)
			}
			if r, _ := utf8.DecodeRuneInString(t.Text); unicode.IsUpper(r) {
				key := form(t.Text)
				groups[key] = append(groups[key], total)
			}
			total++
		}
	}
	w.sentence = sentence
	repeated := make([]bool, len(doc.Sentences)) // sentences with a word of another
	for word, tokens := range groups {
		for _, t := range tokens {
			repeated[sentence[t]] = repeated[sentence[t]] || len(tokens)+len(longer[word]) > 1
		}
	}
	w.shares(doc, total, repeated)
	const row = int(Classes) + 1
	for word, tokens := range groups {
		var sum [row]float64
		all := 0.0
		if len(tokens)+len(longer[word]) < 2 {
			continue
		}
		for _, t := range longer[word] {
			if org := w.share[t*row+int(Organization)]; org > 0.5 {
				sum[Organization] += longNames * org
				all += longNames * org
			}
		}
		if all == 0 && len(tokens) < 2 {
			continue
		}
		for _, t := range tokens {
			weight := clarity(w.share[t*row : (t+1)*row])
			all += weight
			for c := range row {
				sum[c] += weight * w.share[t*row+c]
			}
		}
		for _, t := range tokens {
			weight := clarity(w.share[t*row : (t+1)*row])
			scores := w.scores[t*labelCount : (t+1)*labelCount]
			for c := range row {
				mean := (sum[c] - weight*w.share[t*row+c]) / (all - weight)
				bonus := float32(mean * w.m.Settings.Document)
				if c == int(Classes) {
					scores[Outside] += bonus
					continue
				}
				for part := range 4 {
					scores[label(Class(c), part)] += bonus
				}
			}
		}
	}
}

// longNames is how much more a long name tells of a short one than the short
// one elsewhere.
const longNames = 2

// form is what different spellings of a word in capitals share: headlines
// write MERKEL, texts Merkel.
func form(word string) string {
	if _, _, _, caps := shape(word); !caps || len(word) < 4 {
		return word
	}
	_, size := utf8.DecodeRuneInString(word)
	return word[:size] + strings.ToLower(word[size:])
}

// clarity is the weight of a word's shares as evidence: clear contexts count
// more than doubtful ones.
func clarity(share []float64) float64 {
	top := slices.Max(share)
	return top * top
}

// shares computes the probability of each class, and last of none, for the
// tokens of the wanted sentences.
func (w *Worker) shares(doc text.Document, total int, wanted []bool) {
	const row = int(Classes) + 1
	if cap(w.share) < total*row {
		w.share = make([]float64, total*row)
	}
	w.share = w.share[:total*row]
	at := 0
	for i := range doc.Sentences {
		n := len(doc.Sentences[i].Tokens)
		if n == 0 || !wanted[i] {
			at += n
			continue
		}
		p := w.m.Tagger.Posterior(&w.scratch, w.scores[at*labelCount:(at+n)*labelCount], w.m.Settings.Temperature)
		for t := range n {
			share := w.share[(at+t)*row : (at+t+1)*row]
			for c := range Classes {
				v := 0.0
				for part := range 4 {
					v += p.Label(t, label(c, part))
				}
				share[c] = v
			}
			share[Classes] = p.Label(t, Outside)
		}
		at += n
	}
}
