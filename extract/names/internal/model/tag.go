package model

import (
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Model is a trained recognizer: the parts of its files.
type Model struct {
	Lexicon  *Lexicon
	Tagger   *learn.Tagger
	Settings Settings
}

// Span is a name that the tagger found: tokens First up to Last of a sentence.
type Span struct {
	Sentence, First, Last int
	Class                 Class
	Probability           float64 // calibrated
}

// Worker holds the memory of one document's tagging. It is not safe for
// concurrent use; a Model serves many workers.
type Worker struct {
	m        *Model
	scorer   *scorer
	scratch  learn.Scratch
	scores   []float32
	sentence []int32
	share    []float64 // class shares of all tokens, a row of Classes+1 a token
}

// NewWorker returns a worker for the model.
func (m *Model) NewWorker() *Worker { return &Worker{m: m, scorer: newScorer(m)} }

// Tag finds the names of a document in two passes: the second knows what the
// first thought of the same words elsewhere in it. Both know whether it is a
// report on sports.
func (w *Worker) Tag(doc text.Document) []Span {
	w.score(doc)
	if w.m.Settings.Teams > 0 && isSport(doc) {
		w.teams(doc)
	}
	if w.m.Settings.Document > 0 && len(doc.Sentences) > 1 {
		w.evidence(doc)
	}
	k := labelCount
	var out []Span
	at := 0
	for i := range doc.Sentences {
		n := len(doc.Sentences[i].Tokens)
		out = w.spans(out, i, doc.Sentences[i].Tokens, w.scores[at:at+n*k])
		at += n * k
	}
	return out
}

const labelCount = 1 + 4*int(Classes)

// score fills in the label scores of all tokens.
func (w *Worker) score(doc text.Document) {
	total := 0
	for i := range doc.Sentences {
		total += len(doc.Sentences[i].Tokens)
	}
	if cap(w.scores) < total*labelCount {
		w.scores = make([]float32, total*labelCount)
	}
	w.scores = w.scores[:total*labelCount]
	clear(w.scores)
	at := 0
	for i := range doc.Sentences {
		n := len(doc.Sentences[i].Tokens) * labelCount
		w.scorer.score(doc.Sentences[i].Tokens, w.scores[at:at+n])
		at += n
	}
}

// spans decodes one sentence.
func (w *Worker) spans(out []Span, sentence int, tokens []text.Token, scores []float32) []Span {
	path := w.m.Tagger.Decode(&w.scratch, scores)
	named := false
	for _, l := range path {
		named = named || l != Outside
	}
	if !named {
		return out
	}
	p := w.m.Tagger.Posterior(&w.scratch, scores, w.m.Settings.Temperature)
	for i := 0; i < len(path); {
		if path[i] == Outside {
			i++
			continue
		}
		j := i
		for !Closes(path[j]) {
			j++
		}
		class, sure := ClassOf(path[i]), p.Span(i, path[i:j+1], 0)
		if class == Law && w.m.Settings.Calibrate(sure) < leastUnworded && !wordedAsLaw(tokens[i:j+1]) {
			class, sure = otherwise(p, i, path[i:j+1])
		}
		if !isPronoun(tokens[i : j+1]) {
			out = append(out, Span{Sentence: sentence, First: i, Last: j + 1, Class: class, Probability: w.m.Settings.Calibrate(sure)})
		}
		i = j + 1
	}
	return out
}
