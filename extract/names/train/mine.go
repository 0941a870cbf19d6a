package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/text"
)

// What a first model finds in unlabelled news tells what names mostly are: the
// same name stands in some sentences that tell and in many that do not. Mined
// names become lists of the lexicon beside those of the gazetteers.

// sorts are what mined names are told apart by: persons, organizations,
// places, peoples (groups and demonyms), things (all else), no names.
const (
	people = iota + 3
	things
	nothing
	sorts
)

func sortOf(c model.Class) int {
	switch c {
	case model.Person, model.Organization, model.Place:
		return int(c)
	case model.Group, model.Demonym:
		return people
	}
	return things
}

// tally is how often a name or word was found to be of each sort.
type tally struct {
	of        [sorts]float64
	docs, doc int // documents, and the last of them
	inDoc     int
}

// perDocument bounds how often one document speaks for a name.
const perDocument = 3

func (t *tally) add(doc, sort int, p float64) {
	if t.doc != doc || t.docs == 0 {
		t.doc, t.inDoc = doc, 0
		t.docs++
	}
	if t.inDoc++; t.inDoc <= perDocument {
		t.of[sort] += p
	}
}

// top returns the most frequent sort and its share.
func (t *tally) top() (sort int, share float64) {
	sum := 0.0
	for s, v := range t.of {
		sum += v
		if v > t.of[sort] {
			sort = s
		}
	}
	return sort, t.of[sort] / max(sum, 1e-9)
}

// officialShare is how many of the releases of departments and parliaments, of
// which there are very many, one is taken.
const officialShare = 4

// rawNews reads the texts of the unlabelled news.
func rawNews(dir string) ([]string, error) {
	path := filepath.Join(dir, "raw/news.jsonl.gz")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(make([]byte, 1<<20), 64<<20)
	var out []string
	for n := 1; sc.Scan(); n++ {
		var d struct{ Source, Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if strings.HasPrefix(d.Source, "wcep") || strings.HasPrefix(d.Source, "wikinews") || n%officialShare == 0 {
			out = append(out, d.Text)
		}
	}
	return out, sc.Err()
}

// found is a name or word and what it was found to be.
type found struct {
	text string
	word bool
	sort int
	p    float64
}

// scout is how the first model is trained: fast, on a part of the data.
const (
	scoutLimit  = 25_000 // documents of a set
	scoutEpochs = 3
)

// mine trains a first model, labels the unlabelled news with it and adds what
// it finds to the lexicon.
func (o *Options) mine(b *model.Builder, nationalities map[string]bool) error {
	lexicon, err := b.Marshal()
	if err != nil {
		return err
	}
	lex, err := model.ReadLexicon(lexicon)
	if err != nil {
		return err
	}
	first := *o
	first.Sets, first.Log = slices.Clone(o.Sets), func(string, ...any) {}
	for i := range first.Sets {
		s := &first.Sets[i]
		s.Copies, s.Guided = nil, false
		if s.Limit == 0 || s.Limit > scoutLimit {
			s.Limit = scoutLimit
		}
	}
	seqs, err := first.sequences(lex, nationalities, nil)
	if err != nil {
		return err
	}
	t := first.tagger()
	t.Epochs, t.Progress, t.Perceptron = scoutEpochs, nil, 1
	tagger, err := learn.TrainTagger(model.Labels(), seqs, t)
	if err != nil {
		return err
	}
	texts, err := rawNews(o.Data)
	if err != nil {
		return err
	}
	scout := &model.Model{Lexicon: lex, Tagger: tagger, Settings: model.Settings{Temperature: 1, Document: 3, Teams: 4}}
	names, words := label(scout, texts, o.Analyze)
	for name, t := range names {
		if kind, ok := t.kind(); ok && strings.Count(name, " ") < 8 {
			b.AddPhrase(name, kind)
		}
	}
	for word, t := range words {
		b.AddFound(word, t.found())
	}
	o.Log("%d unlabelled texts: %d names, %d words", len(texts), len(names), len(words))
	return nil
}

// label labels texts with a model and sums up what their names and capitalised
// words are.
func label(m *model.Model, texts []string, analyze func(string) text.Document) (names, words map[string]*tally) {
	names, words = map[string]*tally{}, map[string]*tally{}
	results := make([][]found, len(texts))
	var mining sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for k := range n {
		mining.Go(func() {
			w := m.NewWorker()
			for i := k; i < len(texts); i += n {
				doc := analyze(texts[i])
				results[i] = collect(doc, w.Tag(doc))
			}
		})
	}
	mining.Wait()
	for i, r := range results {
		for _, f := range r {
			table := names
			if f.word {
				table = words
			}
			t := table[f.text]
			if t == nil {
				t = &tally{}
				table[f.text] = t
			}
			t.add(i, f.sort, f.p)
		}
	}
	return names, words
}

// collect returns the names of a document and what its capitalised words are.
func collect(doc text.Document, spans []model.Span) []found {
	var out []found
	at := 0
	for i, s := range doc.Sentences {
		capital := 0
		for _, t := range s.Tokens {
			if r, _ := utf8.DecodeRuneInString(t.Text); unicode.IsUpper(r) {
				capital++
			}
		}
		headline := capital*2 > len(s.Tokens)
		covered := 0
		outside := func(end int) {
			for k := covered; k < end; k++ {
				r, _ := utf8.DecodeRuneInString(s.Tokens[k].Text)
				if unicode.IsUpper(r) && k > 0 && !headline {
					out = append(out, found{strings.ToLower(s.Tokens[k].Text), true, nothing, 1})
				}
			}
		}
		for ; at < len(spans) && spans[at].Sentence == i; at++ {
			p := spans[at]
			outside(p.First)
			covered = p.Last
			sort := sortOf(p.Class)
			var parts []string
			for _, t := range s.Tokens[p.First:p.Last] {
				parts = append(parts, t.Text)
				if r, _ := utf8.DecodeRuneInString(t.Text); unicode.IsUpper(r) {
					out = append(out, found{strings.ToLower(t.Text), true, sort, p.Probability})
				}
			}
			out = append(out, found{strings.ToLower(strings.Join(parts, " ")), false, sort, p.Probability})
		}
		outside(len(s.Tokens))
	}
	return out
}

// kind returns the list that a name goes on, if it was seen often enough and is
// mostly the same.
func (t *tally) kind() (model.Kind, bool) {
	sort, share := t.top()
	switch {
	case sort == nothing:
	case t.docs >= 8 && share >= 0.85:
		return model.OftenPerson + model.Kind(sort), true
	case t.docs >= 2 && share >= 0.65 && t.of[sort] > 1.2:
		return model.FoundPerson + model.Kind(sort), true
	}
	return 0, false
}

// found puts words that are alike together: by what they are most often, how
// surely, what else, and whether they are frequent.
func (t *tally) found() model.Found {
	if t.docs < 3 {
		return 0
	}
	first, share := t.top()
	f := model.Found(1 + first)
	switch {
	case share >= 0.93:
	case share >= 0.75:
		f |= 1 << 4
	default:
		rest := *t
		rest.of[first] = 0
		second, _ := rest.top()
		f |= 2<<4 | model.Found(1+second)<<6
	}
	if t.docs >= 12 {
		f |= 1 << 10
	}
	return f
}
