package train

import (
	"path/filepath"

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

// sure is the least probability of a finding in KnowledgeNet.
const sure = 0.4

// KnowledgeNet measures each fold of KnowledgeNet with a model that was trained
// on newsrel and the other two, with names as they are recognized. Nothing of
// it is shipped.
func KnowledgeNet(o Options) ([]eval.RelationScores, error) {
	recognizer := o.Names
	o.Names = nil
	t, err := New(o)
	if err != nil {
		return nil, err
	}
	r, err := newReader(o.Analyze)
	if err != nil {
		return nil, err
	}
	var folds [len(knowledgeNets)][]eval.Document
	own := len(t.instances)
	for f, name := range knowledgeNets {
		if folds[f], err = eval.ReadFile(filepath.Join(o.Data, "train", name)); err != nil {
			return nil, err
		}
		for i := range folds[f] {
			t.instances = r.mapped(&folds[f][i], f, recognizer, t.instances)
		}
	}
	for i := range own {
		t.instances[i].fold = -1
	}
	t.o.Log("%d pairs of KnowledgeNet", len(t.instances)-own)
	settings := relations.Settings{Types: map[schema.RelationType]relations.TypeSettings{}, Together: t.together()}
	for k := range relations.Labels() {
		rel, _ := relations.Label(k)
		settings.Types[rel] = relations.TypeSettings{Scale: 1, Threshold: sure}
	}
	task := eval.RelationTask{Analyze: o.Analyze}
	task.Values = func(doc text.Document) []values.Value { return values.Find(doc, "") }
	task.Names = func(doc text.Document) ([]names.Mention, []coref.Chain) {
		return coref.Resolve(doc, recognizer.Recognize(doc))
	}
	var scores []eval.RelationScores
	for f := range folds {
		w, err := t.weights(f)
		if err != nil {
			return nil, err
		}
		m, err := relations.NewModel(w, settings)
		if err != nil {
			return nil, err
		}
		x, err := relations.New(relations.WithModel(m))
		if err != nil {
			return nil, err
		}
		task.Statements = x.Statements
		s := eval.Relations(folds[f], task)
		micro := s.Micro()
		t.o.Log("%s: P %.3f R %.3f F1 %.3f", knowledgeNets[f], micro.Precision(), micro.Recall(), micro.F1())
		scores = append(scores, s)
	}
	return scores, nil
}

// mapped returns the instances of a document with labels of its own, its names
// as they are recognized. A class is asked for where its label was annotated or
// the label's absence says that it does not hold. A label of several types
// teaches the first of them only.
func (r *reader) mapped(d *eval.Document, fold int, recognizer names.Recognizer, dst []instance) []instance {
	v := eval.VocabularyOf(d)
	in := relations.Input{Doc: r.analyze(d.Text)}
	in.Mentions, in.Chains = coref.Resolve(in.Doc, recognizer.Recognize(in.Doc))
	in.Values = values.Find(in.Doc, "")
	type edge struct {
		label      string
		head, tail int
	}
	gold := map[edge]bool{}
	for _, rel := range d.Relations {
		gold[edge{rel.Type, rel.Head, rel.Tail}] = true
	}
	ends := func(s span) []int {
		var list []int
		for i, e := range d.Entities {
			if e.Start < s.End && s.Start < e.End {
				list = append(list, i)
			}
		}
		return list
	}
	r.extractor.Pairs(in, func(p relations.Pair) {
		i := newInstance(&p, fold)
		i.Asked = learn.Mask{}
		for k := range relations.Labels() {
			if !p.Allowed.Has(k) {
				continue
			}
			rel, reversed := relations.Label(k)
			head, tail := &in.Mentions[p.Left], &in.Mentions[p.Right]
			if reversed {
				head, tail = tail, head
			}
			labels := v.Of(rel, tail.Type)
			if len(labels) == 0 {
				continue
			}
			l := labels[0]
			def, _ := schema.Default().Relation(rel)
			right := false
			for _, a := range ends(head.Span) {
				for _, b := range ends(tail.Span) {
					right = right || gold[edge{l.Name, a, b}] && (!l.Inverse || def.Symmetric) || gold[edge{l.Name, b, a}] && (l.Inverse || def.Symmetric)
				}
			}
			switch {
			case right && l.Types[0] == rel:
				i.Asked.Add(k)
				i.True.Add(k)
			case !right && d.Exhausts(l.Name, head.Span, tail.Span):
				i.Asked.Add(k)
			}
		}
		if !i.Asked.Empty() {
			dst = append(dst, i)
		}
	})
	return dst
}
