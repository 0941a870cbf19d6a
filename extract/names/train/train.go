package train

import (
	"encoding/json"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Options says what to train on and how.
type Options struct {
	Data    string                        // folder with train/ and gazetteers/
	Analyze func(string) text.Document    // splits and tags a text
	Sets    []Set                         // nil for Sets()
	Log     func(format string, a ...any) // progress; may be nil
	Tagger  learn.TaggerOptions           // zero fields take the defaults
	// Folds and Fold hold every Folds-th document of newsrel, from the
	// Fold-th on, back from training, for calibration and measuring. Folds 0
	// is 20.
	Folds, Fold int
	Settings    model.Settings // zero fields take the defaults
}

// Files are the model's files.
type Files struct {
	Tagger, Lexicon, Settings []byte
}

// Defaults are the settings of training, chosen by the measurements in the
// model card.
func Defaults() learn.TaggerOptions {
	return learn.TaggerOptions{Bits: model.FeatureBits, Epochs: 4, Seed: 1, MinCount: 3, Rate: 0.1, Dropout: 0.25, Shrink: 0.005, Prune: 0.03, Perceptron: 0.5}
}

// Names trains the model.
func Names(o Options) (Files, error) {
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	if o.Sets == nil {
		o.Sets = Sets()
	}
	if o.Folds == 0 {
		o.Folds = 20
	}
	gazetteers := filepath.Join(o.Data, "gazetteers")
	nationalities, err := Nationalities(gazetteers)
	if err != nil {
		return Files{}, err
	}
	b, err := Lexicon(gazetteers)
	if err != nil {
		return Files{}, err
	}
	if err := o.mine(b, nationalities); err != nil {
		return Files{}, err
	}
	lexicon, err := b.Marshal()
	if err != nil {
		return Files{}, err
	}
	o.Log("lexicon: %d bytes", len(lexicon))
	return o.train(lexicon, nationalities)
}

// train trains a tagger that uses a lexicon file.
func (o *Options) train(lexicon []byte, nationalities map[string]bool) (Files, error) {
	f := Files{Lexicon: lexicon}
	lex, err := model.ReadLexicon(lexicon)
	if err != nil {
		return f, err
	}
	guide, err := o.guide(lex, nationalities)
	if err != nil {
		return f, err
	}
	seqs, err := o.sequences(lex, nationalities, guide)
	if err != nil {
		return f, err
	}
	t := o.tagger()
	t.Progress = func(epoch int, wrong float64) { o.Log("epoch %d: %.4f wrong", epoch, wrong) }
	tagger, err := learn.TrainTagger(model.Labels(), seqs, t)
	if err != nil {
		return f, err
	}
	if f.Tagger, err = tagger.MarshalBinary(); err != nil {
		return f, err
	}
	o.Log("tagger: %d weights, %d bytes", tagger.Weights(), len(f.Tagger))
	s := o.Settings
	if s.Temperature == 0 {
		s.Temperature = 1
	}
	if s.Document == 0 {
		s.Document = 4.5
	}
	if s.Outside == 0 {
		s.Outside = 0.8
	}
	if s.Teams == 0 {
		s.Teams = 4
	}
	if f.Settings, err = json.Marshal(s); err != nil {
		return f, err
	}
	if s, err = o.calibrate(f); err != nil {
		return f, err
	}
	f.Settings, err = json.MarshalIndent(s, "", "\t")
	return f, err
}

func (o *Options) tagger() learn.TaggerOptions {
	t, d := o.Tagger, Defaults()
	t.Bits = d.Bits
	if t.Epochs == 0 {
		t.Epochs = d.Epochs
	}
	if t.Seed == 0 {
		t.Seed = d.Seed
	}
	if t.MinCount == 0 {
		t.MinCount = d.MinCount
	}
	if t.Rate == 0 {
		t.Rate = d.Rate
	}
	if t.Dropout == 0 {
		t.Dropout = d.Dropout
	}
	if t.Shrink == 0 {
		t.Shrink = d.Shrink
	}
	if t.Prune == 0 {
		t.Prune = d.Prune
	}
	if t.Perceptron == 0 {
		t.Perceptron = d.Perceptron
	}
	return t
}

// sequences reads all sets, repairing those that are guided if there is a
// guide.
func (o *Options) sequences(lex *model.Lexicon, nationalities map[string]bool, guide *model.Model) ([]learn.Sequence, error) {
	var seqs []learn.Sequence
	for _, s := range o.Sets {
		docs, err := read(o.Data, s)
		if err != nil {
			return nil, err
		}
		if s.File == Newsrel && o.Folds > 0 {
			docs, _ = Split(docs, o.Folds, o.Fold)
		}
		from, unaligned := len(seqs), 0
		add := func(docs []eval.Document) {
			more, n := o.read(&s, docs, lex, nationalities, guide)
			seqs = append(seqs, more...)
			unaligned += n
		}
		add(docs)
		for i := range seqs[from:] {
			seqs[from+i].Repeat = s.Repeat
		}
		for _, c := range s.Copies {
			add(Recase(docs, c))
		}
		o.Log("%s: %d documents, %d sentences with copies, %d names not on token borders", s.File, len(docs), len(seqs)-from, unaligned)
	}
	return seqs, nil
}

// read makes the sequences of a set's documents, in their order, on all
// processors.
func (o *Options) read(s *Set, docs []eval.Document, lex *model.Lexicon, nationalities map[string]bool, guide *model.Model) (seqs []learn.Sequence, unaligned int) {
	type part struct {
		seqs      []learn.Sequence
		unaligned int
	}
	parts := make([]part, len(docs))
	n := runtime.GOMAXPROCS(0)
	var reading sync.WaitGroup
	for k := range n {
		reading.Go(func() {
			x := model.NewExtractor(lex)
			var worker *model.Worker
			if guide != nil && s.Guided {
				worker = guide.NewWorker()
			}
			for i := k; i < len(docs); i += n {
				doc := o.Analyze(docs[i].Text)
				var guided [][]model.Span
				if worker != nil {
					guided = bySentence(doc, worker.Tag(doc))
				}
				parts[i].seqs, parts[i].unaligned = s.sequences(nil, &docs[i], doc, x, nationalities, guided)
			}
		})
	}
	reading.Wait()
	for _, p := range parts {
		seqs = append(seqs, p.seqs...)
		unaligned += p.unaligned
	}
	return seqs, unaligned
}

// calibrate calibrates on what was held back of newsrel.
func (o *Options) calibrate(f Files) (model.Settings, error) {
	var held []eval.Document
	for _, s := range o.Sets {
		if s.File == Newsrel && o.Folds > 0 {
			docs, err := read(o.Data, s)
			if err != nil {
				return model.Settings{}, err
			}
			_, held = Split(docs, o.Folds, o.Fold)
		}
	}
	if len(held) == 0 {
		var s model.Settings
		err := json.Unmarshal(f.Settings, &s)
		return s, err
	}
	return Calibrate(f, held, o.Analyze)
}

// written is the source of sentences that were written for newsrel: they
// train, they do not measure.
const written = "written for newsrel"

// Split parts the documents of newsrel into those to train on and those of one
// fold to measure on.
func Split(docs []eval.Document, folds, fold int) (train, test []eval.Document) {
	n := 0
	for _, d := range docs {
		if d.Source == written {
			train = append(train, d)
			continue
		}
		if n%folds == fold {
			test = append(test, d)
		} else {
			train = append(train, d)
		}
		n++
	}
	return train, test
}
