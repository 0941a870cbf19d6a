package train

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Newsrel is the annotated set that models are trained and measured on.
const Newsrel = "newsrel.train.jsonl.gz"

// Options says what to train on and how.
type Options struct {
	Data    string                        // folder with train/
	Docs    []eval.Document               // used instead of Data's when set
	Analyze func(string) text.Document    // splits and tags a text
	Names   names.Recognizer              // finds the names of copies; nil for no copies
	Log     func(format string, a ...any) // progress; may be nil
	Folds   int                           // of the cross-validation; 0 is 5
	Only    int                           // run only so many folds, for a quick look; 0 is all
	Plain   bool                          // leave out the sentences of the folder written
	Goals   Goals                         // zero fields take the defaults
	Learn   learn.LogisticOptions         // zero fields take the defaults
	Network learn.NetworkOptions          // likewise; below 0 members: none, for a quick look
}

// Read returns newsrel from a data folder and, when with is set, the sentences
// of the folder written.
func Read(data string, with bool) ([]eval.Document, error) {
	docs, err := eval.ReadFile(filepath.Join(data, "train", Newsrel))
	if err != nil || !with {
		return docs, err
	}
	more, err := Written()
	return append(docs, more...), err
}

// Files are the model's files.
type Files struct {
	Weights, Network, Settings []byte
}

// Defaults are the settings of training, chosen by the measurements in the
// model card.
func Defaults() learn.LogisticOptions {
	return learn.LogisticOptions{Bits: relations.FeatureBits, Epochs: 6, Seed: 1, MinCount: 2, Rate: 0.04, Shrink: 2e-5, Prune: 0.02}
}

// DefaultNetwork are the settings of the network's training, chosen likewise.
func DefaultNetwork() learn.NetworkOptions {
	return learn.NetworkOptions{
		Shape: learn.Shape{
			Bits: relations.FeatureBits, StemBits: relations.StemBits, Tags: relations.TagCount, Marks: relations.MarkCount,
			StemSize: 24, TagSize: 12, Filters: 112, Hidden: 96,
		},
		Members: 2, Epochs: 15, Batch: 8, Seed: 1, MinCount: 5, Rate: 0.002, RowRate: 0.03,
		DropWords: 0.15, DropRest: 0.2, DropUnits: 0.3,
	}
}

// DefaultGoals are what thresholds are chosen for. The least probabilities come
// from reading what the model found in BBC stories of 2005: see the model card.
func DefaultGoals() Goals {
	return Goals{Micro: 0.86, Type: 0.82, Margin: 1, Least: 0.6, Types: map[schema.RelationType]float64{
		schema.LivesIn: 0.65, schema.LocatedIn: 0.65, schema.MetWith: 0.65, schema.Visited: 0.65, schema.WorksFor: 0.65,
		schema.AffiliatedWith: 0.7, schema.CEOOf: 0.7, schema.CompetesWith: 0.7, schema.HeadOfStateOf: 0.7, schema.Leads: 0.7, schema.Owns: 0.7, schema.PartneredWith: 0.7, schema.Sanctioned: 0.7, schema.Succeeded: 0.7, schema.Supported: 0.7,
		schema.Founded: 0.75, schema.HeadquarteredIn: 0.75, schema.ParticipatedIn: 0.75, schema.SpokespersonFor: 0.75,
		schema.Attacked: 0.8, schema.HeadOfGovernmentOf: 0.8, schema.Produces: 0.8,
	}}
}

// OpenGoals are for the best F1 on newsrel.
func OpenGoals() Goals { return Goals{Micro: 0.83} }

// Trainer holds the instances of the data.
type Trainer struct {
	o         Options
	docs      []Document
	instances []instance // names as annotated
	copies    []instance // names as recognized
	lost      map[schema.RelationType]int
	folds     []fold // of the cross-validation, when it has run
	held      *ModalityTrainer
}

// New reads the data.
func New(o Options) (*Trainer, error) {
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	if o.Folds == 0 {
		o.Folds = 5
	}
	if o.Only == 0 {
		o.Only = o.Folds
	}
	if o.Goals.Micro == 0 {
		o.Goals = DefaultGoals()
	}
	o.Learn, o.Network = learnOptions(o.Learn), networkOptions(o.Network)
	if o.Docs == nil {
		var err error
		if o.Docs, err = Read(o.Data, !o.Plain); err != nil {
			return nil, err
		}
	}
	t := &Trainer{o: o, docs: Documents(o.Docs, o.Folds), lost: map[schema.RelationType]int{}}
	r, err := newReader(o.Analyze)
	if err != nil {
		return nil, err
	}
	for i := range t.docs {
		t.instances = r.gold(&t.docs[i], t.instances, t.lost)
		if o.Names != nil {
			t.copies = r.own(&t.docs[i], o.Names, t.copies)
		}
	}
	o.Log("%d documents, %d pairs, %d in copies", len(t.docs), len(t.instances), len(t.copies))
	return t, nil
}

func learnOptions(o learn.LogisticOptions) learn.LogisticOptions {
	d := Defaults()
	o.Bits = d.Bits
	if o.Epochs == 0 {
		o.Epochs = d.Epochs
	}
	if o.Seed == 0 {
		o.Seed = d.Seed
	}
	if o.MinCount == 0 {
		o.MinCount = d.MinCount
	}
	if o.Rate == 0 {
		o.Rate = d.Rate
	}
	if o.Shrink == 0 {
		o.Shrink = d.Shrink
	}
	if o.Prune == 0 {
		o.Prune = d.Prune
	}
	return o
}

func networkOptions(o learn.NetworkOptions) learn.NetworkOptions {
	d := DefaultNetwork()
	if o.Members != 0 {
		d.Members = o.Members
	}
	if o.Epochs != 0 {
		d.Epochs = o.Epochs
	}
	if o.Filters != 0 {
		d.Filters = o.Filters
	}
	return d
}

// weights trains on all instances but those of one fold.
func (t *Trainer) weights(without int) (w relations.Weights, err error) {
	var list []learn.Example
	var nets []learn.NetworkExample
	for _, set := range [2][]instance{t.instances, t.copies} {
		for i := range set {
			if set[i].fold != without || without < 0 {
				list = append(list, set[i].Example)
				few := set[i].NetworkExample
				few.Features = few.Features[:set[i].few]
				nets = append(nets, few)
			}
		}
	}
	if w.Logistic, err = learn.TrainLogistic(relations.Labels(), list, t.o.Learn); err != nil {
		return w, err
	}
	if t.o.Network.Members < 0 {
		return w, nil
	}
	words, err := relations.Words()
	if err != nil {
		return w, err
	}
	w.Network, err = learn.TrainNetwork(relations.Labels(), nets, words, t.o.Network)
	return w, err
}

// fold is what cross-validation learned of one.
type fold struct {
	weights  relations.Weights
	outcomes map[schema.RelationType][]outcome
}

// cross trains a model for every fold on the other folds and scores the fold
// with it.
func (t *Trainer) cross() ([]fold, error) {
	if t.folds != nil {
		return t.folds, nil
	}
	folds := make([]fold, t.o.Only)
	errs := make([]error, len(folds))
	var running sync.WaitGroup
	turns := make(chan struct{}, max(runtime.GOMAXPROCS(0), 1))
	for f := range folds {
		running.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			folds[f], errs[f] = t.fold(f)
		})
	}
	running.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for f := range folds {
		t.o.Log("fold %d: %d weights", f, folds[f].weights.Logistic.Weights())
	}
	t.folds = folds
	return folds, nil
}

// fold trains on the other folds and scores one.
func (t *Trainer) fold(f int) (fold, error) {
	w, err := t.weights(f)
	if err != nil {
		return fold{}, err
	}
	out := fold{w, map[schema.RelationType][]outcome{}}
	scorer := w.Scorer()
	row := make([]float32, len(relations.Labels()))
	for i := range t.instances {
		x := &t.instances[i]
		if x.fold != f {
			continue
		}
		scorer.Score(x.Features, x.Features[:x.few], &x.Asked, !x.ruled.Empty(), func() *learn.View { return &x.View }, row)
		for k, z := range row {
			if x.Asked.Has(k) {
				rel, _ := relations.Label(k)
				out.outcomes[rel] = append(out.outcomes[rel], outcome{float64(z), x.ruled.Has(k), x.True.Has(k), f, x.rule(k)})
			}
		}
	}
	return out, nil
}

// settings chooses the settings from the outcomes of all folds but one.
func (t *Trainer) settings(folds []fold, without int, goals Goals) relations.Settings {
	all := map[schema.RelationType][]outcome{}
	for f := range folds {
		if f != without {
			for rel, list := range folds[f].outcomes {
				all[rel] = append(all[rel], list...)
			}
		}
	}
	s := settle(all, t.lost, goals)
	s.Together = t.together()
	return s
}

// leastTogether is how often two types must have been annotated for one pair.
const leastTogether = 5

// offices are the types that say more than WORKS_FOR, which then is left out.
var offices = map[schema.RelationType]bool{
	schema.SpokespersonFor: true, schema.HeadOfStateOf: true, schema.HeadOfGovernmentOf: true, schema.CEOOf: true, schema.Leads: true,
}

// together lists the types that go together.
func (t *Trainer) together() [][2]schema.RelationType {
	n := map[[2]schema.RelationType]int{}
	for i := range t.instances {
		var list []schema.RelationType
		for k := range relations.Labels() {
			if t.instances[i].True.Has(k) {
				rel, _ := relations.Label(k)
				list = append(list, rel)
			}
		}
		for x, a := range list {
			for _, b := range list[x+1:] {
				n[[2]schema.RelationType{a, b}]++
			}
		}
	}
	var out [][2]schema.RelationType
	for _, a := range schema.Default().Relations {
		for _, b := range schema.Default().Relations {
			if k := [2]schema.RelationType{a.Type, b.Type}; n[k] >= leastTogether && !(offices[a.Type] && b.Type == schema.WorksFor) {
				out = append(out, k)
			}
		}
	}
	return out
}

// Train trains the model on all data, with the settings of the
// cross-validation.
func (t *Trainer) Train() (Files, error) {
	if t.o.Network.Members < 0 {
		return Files{}, errors.New("a model of no networks cannot be shipped: it can only be measured")
	}
	var m relations.Weights
	var failed error
	var running sync.WaitGroup
	running.Go(func() { m, failed = t.weights(-1) })
	folds, err := t.cross()
	running.Wait()
	if err := errors.Join(err, failed); err != nil {
		return Files{}, err
	}
	s := t.settings(folds, -1, t.o.Goals)
	var f Files
	if f.Weights, err = m.Logistic.MarshalBinary(); err != nil {
		return f, err
	}
	if f.Network, err = m.Network.MarshalBinary(); err != nil {
		return f, err
	}
	t.o.Log("%d weights, %d bytes; network of %d bytes", m.Logistic.Weights(), len(f.Weights), len(f.Network))
	if f.Settings, err = json.MarshalIndent(s, "", "\t"); err != nil {
		return f, err
	}
	f.Settings = append(f.Settings, '\n')
	return f, nil
}

// modality trains the modality model on all folds but one.
func (t *Trainer) modality(without int) (*relations.ModalityModel, error) {
	if t.held == nil {
		var err error
		if t.held, err = NewModality(t.o.Docs, t.o.Analyze, t.o.Folds, ModalityDefaults()); err != nil {
			return nil, err
		}
	}
	l, err := t.held.Train(without)
	if err != nil {
		return nil, err
	}
	return relations.NewModality(l)
}

// Measure runs the cross-validation: every fold is read by a model that was
// trained, and whose settings were chosen for the goals, on the others. It
// returns the scores of each task.
func (t *Trainer) Measure(goals Goals, tasks ...eval.RelationTask) ([]eval.RelationScores, error) {
	total := make([]eval.RelationScores, len(tasks))
	folds, err := t.cross()
	if err != nil {
		return total, err
	}
	for f := range folds {
		m, err := relations.NewModel(folds[f].weights, t.settings(folds, f, goals))
		if err != nil {
			return total, err
		}
		modality, err := t.modality(f)
		if err != nil {
			return total, err
		}
		x, err := relations.New(relations.WithModel(m), relations.WithModality(modality))
		if err != nil {
			return total, err
		}
		var docs []eval.Document
		for i := range t.docs {
			if t.docs[i].Fold == f {
				docs = append(docs, t.docs[i].Document)
			}
		}
		for k, task := range tasks {
			task.Statements = x.Statements
			s := eval.Relations(docs, task)
			micro := s.Micro()
			t.o.Log("fold %d: %d documents, P %.3f R %.3f F1 %.3f", f, len(docs), micro.Precision(), micro.Recall(), micro.F1())
			total[k].Add(s)
		}
	}
	return total, nil
}
