package train

import (
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Other sets part names from ours where the guidelines differ: "Treaty of
// Lisbon" holds a place for them, "Israeli embassy" nothing, "Washington,
// D.C." two names. A guide, trained on newsrel alone, finds such places; what
// it is sure of and the set contradicts is left open there, for the learner
// to fill in.

const (
	guideEpochs = 5
	// sure is the probability from which the guide's longer names open the
	// annotated ones within, and from which it opens what is not annotated.
	sure, verySure = 0.6, 0.9
)

// guide trains a tagger on newsrel alone.
func (o *Options) guide(lex *model.Lexicon, nationalities map[string]bool) (*model.Model, error) {
	only := *o
	only.Sets, only.Log = nil, func(string, ...any) {}
	for _, s := range o.Sets {
		if s.File == Newsrel {
			s.Repeat, s.Copies, s.Guided = 1, nil, false
			only.Sets = append(only.Sets, s)
		}
	}
	if len(only.Sets) == 0 {
		return nil, nil
	}
	seqs, err := only.sequences(lex, nationalities, nil)
	if err != nil {
		return nil, err
	}
	t := only.tagger()
	t.Epochs, t.Progress, t.Perceptron = guideEpochs, nil, 0
	tagger, err := learn.TrainTagger(model.Labels(), seqs, t)
	if err != nil {
		return nil, err
	}
	return &model.Model{Lexicon: lex, Tagger: tagger, Settings: model.Settings{Temperature: 1}}, nil
}

// annotated is an annotated name: tokens first up to end.
type annotated struct{ first, end int }

// repair opens the masks of a sentence where the guide's names contradict the
// annotated ones.
func repair(masks []uint64, gold []annotated, found []model.Span) {
	for _, f := range found {
		same, touched, longer := false, false, false
		for _, g := range gold {
			if g.first < f.Last && f.First < g.end {
				touched = true
				same = same || g.first == f.First && g.end == f.Last
				longer = longer || f.First <= g.first && g.end <= f.Last
			}
		}
		switch {
		case same:
		case touched && longer && f.Probability >= sure:
			open(masks, f.First, f.Last)
			for _, g := range gold { // names that reach out of it
				if g.first < f.Last && f.First < g.end {
					open(masks, g.first, g.end)
				}
			}
		case !touched && f.Probability >= verySure:
			open(masks, f.First, f.Last)
		}
	}
}

func open(masks []uint64, first, end int) {
	for i := first; i < end; i++ {
		masks[i] = openMask
	}
}

// bySentence parts the guide's names of a document.
func bySentence(doc text.Document, found []model.Span) [][]model.Span {
	out := make([][]model.Span, len(doc.Sentences))
	for _, f := range found {
		out[f.Sentence] = append(out[f.Sentence], f)
	}
	return out
}
