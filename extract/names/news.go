package names

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/names/lists"
	"github.com/newsgraph/newsgraph/extract/text"
)

// The files of the news model; model/LICENSE is theirs.
var (
	//go:embed model/tagger.bin
	taggerFile []byte
	//go:embed model/lexicon.bin
	lexiconFile []byte
	//go:embed model/settings.json
	settingsFile []byte
)

// knownProbability is that of the built-in names: they mean one thing only,
// save for namesakes that no list can tell.
const knownProbability = 0.95

// known are the names of the built-in lists that mean the same in every
// sentence. Names of the user's list and longer ones of the model outrank them.
var known = sync.OnceValue(func() *NameList {
	l := newNameList()
	for _, e := range lists.All() {
		if e.Outranks {
			l.put(e.Name, listed{typ: e.Type})
		}
	}
	return l
})

// embedded parses the compiled-in model once.
var embedded = sync.OnceValues(func() (*model.Model, error) {
	return parse(taggerFile, lexiconFile, settingsFile)
})

func parse(tagger, lexicon, settings []byte) (*model.Model, error) {
	m := &model.Model{}
	var lexErr error
	var loading sync.WaitGroup
	loading.Go(func() { m.Lexicon, lexErr = model.ReadLexicon(lexicon) })
	var err error
	m.Tagger, err = learn.ReadTagger(tagger)
	loading.Wait()
	if err != nil {
		return nil, err
	}
	if lexErr != nil {
		return nil, lexErr
	}
	m.Settings, err = model.ReadSettings(settings)
	return m, err
}

// Model is the news recognizer.
type Model struct {
	model   *model.Model
	names   *NameList
	workers sync.Pool
}

// Option changes what News returns.
type Option func(*Model)

// WithNames makes names of a list outrank what the model finds.
func WithNames(l *NameList) Option { return func(m *Model) { m.names = l } }

// News returns the news recognizer. The first call loads the model; all share
// it.
func News(options ...Option) (*Model, error) {
	m, err := embedded()
	if err != nil {
		return nil, err
	}
	return newModel(m, options), nil
}

func newModel(m *model.Model, options []Option) *Model {
	r := &Model{model: m}
	for _, o := range options {
		o(r)
	}
	r.workers.New = func() any { return m.NewWorker() }
	return r
}

// Recognize implements Recognizer.
func (m *Model) Recognize(doc text.Document) []Mention {
	w := m.workers.Get().(*model.Worker)
	spans := w.Tag(doc)
	m.workers.Put(w)
	mentions := make([]Mention, 0, len(spans))
	for _, s := range spans {
		kind := Name
		if s.Class == model.Demonym {
			kind = Demonym
		}
		tokens := doc.Sentences[s.Sentence].Tokens
		mentions = append(mentions, Mention{
			Span: text.Span{Start: tokens[s.First].Start, End: tokens[s.Last-1].End},
			Type: s.Class.Type(), Kind: kind, Chain: -1, Probability: s.Probability,
			Sentence: s.Sentence, First: s.First, Last: s.Last,
		})
	}
	mentions = withBills(doc, withSeats(doc, known().overlay(doc, mentions, knownProbability, true)))
	return m.names.overlay(doc, mentions, 1, false)
}

// Open reads a model that newsgraph-train wrote into a folder.
func Open(dir string, options ...Option) (*Model, error) {
	var files [3][]byte
	for i, name := range [3]string{"tagger.bin", "lexicon.bin", "settings.json"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		files[i] = data
	}
	m, err := parse(files[0], files[1], files[2])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return newModel(m, options), nil
}
