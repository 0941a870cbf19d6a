package train

import (
	"hash/fnv"
	"path/filepath"
	"slices"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// knowledgeNets are the folds of KnowledgeNet that come with the data.
var knowledgeNets = [...]string{"knowledgenet.fold1.jsonl.gz", "knowledgenet.fold2.jsonl.gz", "knowledgenet.fold3.jsonl.gz"}

// KnowledgeNetOptions say how KnowledgeNet is measured.
type KnowledgeNetOptions struct {
	Options
	Newsrel bool // train on newsrel, too
}

// Reach says how many facts of KnowledgeNet could be found.
type Reach struct {
	Facts int
	Named int // both arguments are mentions, or the second a date
	Pairs int // and stand in one sentence and have types that the relation can join
}

// KnowledgeNetScores are the figures of a fold.
type KnowledgeNetScores struct {
	Reach
	eval.RelationScores
}

// KnowledgeNet measures each fold of KnowledgeNet with a model that was trained
// on the other two. Arguments are what the set takes for them: names as they
// are recognized, every pronoun and dates. Log odds decide alone; which are
// enough is chosen for the best F1 on the two folds, parts of which are scored
// by models of the rest. Nothing of it is shipped.
func KnowledgeNet(o KnowledgeNetOptions) ([]KnowledgeNetScores, error) {
	recognizer := o.Names
	o.Names = nil
	// There is less to learn from than in newsrel.
	if o.Learn.Epochs == 0 {
		o.Learn.Epochs = 10
	}
	if o.Learn.Drop == 0 {
		o.Learn.Drop = 0.2
	}
	if !o.Newsrel {
		o.Docs = []eval.Document{}
	}
	t, err := New(o.Options)
	if err != nil {
		return nil, err
	}
	for i := range t.instances {
		t.instances[i].fold = -1
	}
	r, err := newReader(o.Analyze)
	if err != nil {
		return nil, err
	}
	k := knowledgeNet{t: t, reader: r, instances: t.instances}
	scores := make([]KnowledgeNetScores, len(knowledgeNets))
	for f, name := range knowledgeNets {
		if k.docs[f], err = eval.ReadFile(filepath.Join(o.Data, "train", name)); err != nil {
			return nil, err
		}
		for i := range k.docs[f] {
			d := &k.docs[f][i]
			in := relations.Input{Doc: r.analyze(d.Text)}
			in.Mentions, in.Chains = arguments(in.Doc, recognizer)
			in.Values = values.Find(in.Doc, "")
			of := len(k.instances)
			k.instances = r.mapped(d, in, f, k.instances)
			k.dated = r.dated(d, in, f, k.dated)
			scores[f].Reach.add(d, in, k.instances[of:])
		}
	}
	t.o.Log("%d pairs, %d with a date", len(k.instances), len(k.dated))
	if t.o.Only < len(scores) {
		scores = scores[:t.o.Only]
	}
	task := eval.RelationTask{Analyze: o.Analyze}
	task.Values = func(doc text.Document) []values.Value { return values.Find(doc, "") }
	task.Names = func(doc text.Document) ([]names.Mention, []coref.Chain) { return arguments(doc, recognizer) }
	for f := range scores {
		a, err := k.train(func(i *instance) bool { return i.fold != f })
		if err != nil {
			return nil, err
		}
		if a.least, err = k.least(f); err != nil {
			return nil, err
		}
		task.Statements = a.statements
		scores[f].RelationScores = eval.Relations(k.docs[f], task)
		micro := scores[f].Micro()
		t.o.Log("%s: P %.3f R %.3f F1 %.3f", knowledgeNets[f], micro.Precision(), micro.Recall(), micro.F1())
	}
	return scores, nil
}

// add counts the facts of a document.
func (r *Reach) add(d *eval.Document, in relations.Input, list []instance) {
	at := func(e int) span { return span{Start: d.Entities[e].Start, End: d.Entities[e].End} }
	is := func(s span) (mention, date bool) {
		for _, m := range in.Mentions {
			mention = mention || m.Overlaps(s)
		}
		for _, v := range in.Values {
			date = date || v.Kind == values.Date && v.Overlaps(s)
		}
		return mention, date
	}
	v := eval.VocabularyOf(d)
	for _, rel := range d.Relations {
		r.Facts++
		head, tail := at(rel.Head), at(rel.Tail)
		first, _ := is(head)
		second, date := is(tail)
		byDate := false
		for _, l := range v.Labels {
			def, _ := schema.Default().Relation(l.Types[0])
			byDate = byDate || l.Name == rel.Type && def.Dated
		}
		if !first || byDate && !date || !byDate && !second {
			continue
		}
		r.Named++
		paired := byDate && slices.ContainsFunc(in.Doc.Sentences, func(x text.Sentence) bool { return x.Overlaps(head) && x.Overlaps(tail) })
		for i := range list {
			a, b := list[i].at[0], list[i].at[1]
			paired = paired || !list[i].True.Empty() && (a.Overlaps(head) && b.Overlaps(tail) || a.Overlaps(tail) && b.Overlaps(head))
		}
		if paired {
			r.Pairs++
		}
	}
}

// knowledgeNet is the set as it is learned.
type knowledgeNet struct {
	t         *Trainer
	reader    *reader
	docs      [len(knowledgeNets)][]eval.Document
	instances []instance // newsrel's are of fold -1
	dated     []instance // pairs with a date, classes are datedTypes
}

// train trains on some of the instances.
func (k *knowledgeNet) train(with func(*instance) bool) (*asker, error) {
	k.t.instances = k.t.instances[:0:0]
	for i := range k.instances {
		if x := &k.instances[i]; x.fold < 0 || with(x) {
			k.t.instances = append(k.t.instances, *x)
		}
	}
	w, err := k.t.weights(-1)
	if err != nil {
		return nil, err
	}
	var examples []learn.Example
	for i := range k.dated {
		if with(&k.dated[i]) {
			examples = append(examples, k.dated[i].Example)
		}
	}
	l, err := learn.TrainLogistic(datedTypes, examples, k.t.o.Learn)
	return &asker{extractor: k.reader.extractor, scorer: w.Scorer(), dates: l}, err
}

// parts is how many parts the folds to learn from are scored in.
const parts = 3

// least chooses the least log odds of each type for a fold: calibrated, the
// same probability for all, that of the best F1 on the other folds.
func (k *knowledgeNet) least(f int) (map[schema.RelationType]float64, error) {
	outcomes := map[schema.RelationType][]outcome{}
	facts := 0
	for part := range uint32(parts) {
		a, err := k.train(func(i *instance) bool { return i.fold != f && i.doc%parts != part })
		if err != nil {
			return nil, err
		}
		var list []scored
		for _, set := range [2][]instance{k.instances, k.dated} {
			for i := range set {
				if x := &set[i]; x.fold >= 0 && x.fold != f && x.doc%parts == part {
					list = a.score(x, list)
				}
			}
		}
		pool(list)
		for _, x := range list {
			outcomes[x.rel] = append(outcomes[x.rel], outcome{z: x.z, right: x.right})
		}
	}
	for g := range k.docs {
		if g != f {
			for i := range k.docs[g] {
				facts += len(k.docs[g][i].Relations)
			}
		}
	}
	return bestF1(outcomes, facts), nil
}

// hash is a number for a document.
func hash(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()
}
