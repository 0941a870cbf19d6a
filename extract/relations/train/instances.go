package train

import (
	"hash/fnv"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// written begins the source of sentences that were written for training: none
// is ever measured on.
const written = "written"

// Document is an annotated document and the fold it belongs to, -1 for one
// that is only trained on.
type Document struct {
	eval.Document
	Fold int
}

// Documents deals documents out to folds by their ids.
func Documents(docs []eval.Document, folds int) []Document {
	out := make([]Document, len(docs))
	for i, d := range docs {
		h := fnv.New32a()
		h.Write([]byte(d.ID))
		out[i] = Document{d, int(h.Sum32() % uint32(folds))}
		if strings.HasPrefix(d.Source, written) {
			out[i].Fold = -1
		}
	}
	return out
}

// instance is a pair of mentions of a document.
type instance struct {
	learn.NetworkExample
	few   int // how many of the first features the network reads
	fold  int
	ruled learn.Mask
	rules []relations.RuledClass

	// Of pairs of KnowledgeNet.
	doc   uint32 // a number for the document
	same  fact   // between what the first mention and the second stand for
	at    [2]span
	dated bool // the classes are datedTypes
}

// newInstance copies a pair.
func newInstance(p *relations.Pair, fold int) instance {
	i := instance{few: p.Few, fold: fold, ruled: p.Ruled, rules: p.Rules}
	i.Features, i.Asked, i.View = slices.Clone(p.Features), p.Allowed, p.View
	return i
}

// rule is the precision of the surest rule that found a class, 0 for none.
func (i *instance) rule(class int) float64 {
	most := 0.0
	for _, r := range i.rules {
		if r.Class == class {
			most = max(most, r.Precision)
		}
	}
	return most
}

// reader turns documents into instances.
type reader struct {
	analyze   func(string) text.Document
	extractor *relations.Extractor
	index     map[string]int // class of a label's name
}

func newReader(analyze func(string) text.Document) (*reader, error) {
	x, err := relations.New(relations.WithModel(nil), relations.WithModality(nil))
	if err != nil {
		return nil, err
	}
	r := &reader{analyze: analyze, extractor: x, index: map[string]int{}}
	for i, name := range relations.Labels() {
		r.index[name] = i
	}
	return r, nil
}

// span is where a mention stands.
type span = text.Span

// classes returns the classes that hold between annotated spans, by the
// earlier and the later.
func (r *reader) classes(d *eval.Document) map[[2]span]learn.Mask {
	gold := map[[2]span]learn.Mask{}
	for _, rel := range d.Relations {
		if rel.Head < 0 || rel.Head >= len(d.Entities) || rel.Tail < 0 || rel.Tail >= len(d.Entities) {
			continue
		}
		h, t := d.Entities[rel.Head], d.Entities[rel.Tail]
		a, b, name := span{Start: h.Start, End: h.End}, span{Start: t.Start, End: t.End}, rel.Type
		if b.Start < a.Start {
			a, b = b, a
			if _, ok := r.index[name+"<"]; ok {
				name += "<"
			}
		}
		if k, ok := r.index[name]; ok {
			m := gold[[2]span{a, b}]
			m.Add(k)
			gold[[2]span{a, b}] = m
		}
	}
	return gold
}

// gold returns the instances of a document with its names as annotated, and,
// for each type, how many annotated relations are not among them.
func (r *reader) gold(d *Document, dst []instance, lost map[schema.RelationType]int) []instance {
	in := relations.Input{Doc: r.analyze(d.Text)}
	in.Mentions, in.Chains = eval.GoldMentions(&d.Document)
	in.Values = values.Find(in.Doc, "")
	want := r.classes(&d.Document)
	r.extractor.Pairs(in, func(p relations.Pair) {
		key := [2]span{in.Mentions[p.Left].Span, in.Mentions[p.Right].Span}
		i := newInstance(&p, d.Fold)
		i.True = want[key]
		delete(want, key)
		dst = append(dst, i)
	})
	if d.Fold >= 0 {
		for _, m := range want {
			for k := range r.index {
				if m.Has(r.index[k]) {
					rel, _ := relations.Label(r.index[k])
					lost[rel]++
				}
			}
		}
	}
	return dst
}

// own returns the instances of a document with its names as they are
// recognized. A pair has the classes that hold between annotated mentions of
// its chains.
func (r *reader) own(d *Document, recognizer names.Recognizer, dst []instance) []instance {
	in := relations.Input{Doc: r.analyze(d.Text)}
	in.Mentions, in.Chains = coref.Resolve(in.Doc, recognizer.Recognize(in.Doc))
	in.Values = values.Find(in.Doc, "")
	entity := map[span]int{}
	for i, e := range d.Entities {
		entity[span{Start: e.Start, End: e.End}] = i
	}
	chains := map[int][]int{}
	for _, m := range in.Mentions {
		if e, ok := entity[m.Span]; ok && m.Chain >= 0 {
			chains[m.Chain] = append(chains[m.Chain], e)
		}
	}
	type edge struct{ head, tail int }
	want := map[edge][]string{}
	for _, rel := range d.Relations {
		want[edge{rel.Head, rel.Tail}] = append(want[edge{rel.Head, rel.Tail}], rel.Type)
	}
	ends := func(m *names.Mention) []int {
		if e, ok := entity[m.Span]; ok {
			return []int{e}
		}
		return chains[m.Chain]
	}
	r.extractor.Pairs(in, func(p relations.Pair) {
		i := newInstance(&p, d.Fold)
		for _, a := range ends(&in.Mentions[p.Left]) {
			for _, b := range ends(&in.Mentions[p.Right]) {
				for _, t := range want[edge{a, b}] {
					if k, ok := r.index[t]; ok {
						i.True.Add(k)
					}
				}
				for _, t := range want[edge{b, a}] {
					k, ok := r.index[t+"<"]
					if !ok {
						k, ok = r.index[t]
					}
					if ok {
						i.True.Add(k)
					}
				}
			}
		}
		dst = append(dst, i)
	})
	return dst
}
