package train

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/schema"
)

// datedTypes are the classes of pairs with a date.
var datedTypes = []string{string(schema.BornOn), string(schema.DiedOn), string(schema.FoundedOn)}

// taught says what a label of a document teaches of a relation type between
// two spans: whether it holds, and whether it is known.
func taught(d *eval.Document, v *eval.Vocabulary, rel schema.RelationType, head, tail *names.Mention) (right, known bool) {
	labels := v.Of(rel, tail.Type)
	if len(labels) == 0 {
		return false, false
	}
	l := labels[0]
	def, _ := schema.Default().Relation(rel)
	for _, r := range d.Relations {
		if r.Type != l.Name {
			continue
		}
		a, b := &d.Entities[r.Head], &d.Entities[r.Tail]
		first, second := span{Start: a.Start, End: a.End}, span{Start: b.Start, End: b.End}
		if l.Inverse {
			first, second = second, first
		}
		right = right || head.Overlaps(first) && tail.Overlaps(second) || def.Symmetric && head.Overlaps(second) && tail.Overlaps(first)
	}
	if right {
		return l.Types[0] == rel, l.Types[0] == rel
	}
	return false, d.Exhausts(l.Name, head.Span, tail.Span)
}

// mapped returns the instances of a document with labels of its own. A class is
// asked for where its label was annotated or the label's absence says that it
// does not hold. A label of several types teaches the first of them only.
func (r *reader) mapped(d *eval.Document, all relations.Input, fold int, dst []instance) []instance {
	v := eval.VocabularyOf(d)
	readings(all, func(in relations.Input, changed func(int) bool) {
		r.extractor.Pairs(in, func(p relations.Pair) {
			if !changed(p.Left) && !changed(p.Right) {
				return
			}
			i := newInstance(&p, fold)
			i.of(d, &in, &p)
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
				right, known := taught(d, v, rel, head, tail)
				if known {
					i.Asked.Add(k)
				}
				if right {
					i.True.Add(k)
				}
			}
			if !i.Asked.Empty() {
				dst = append(dst, i)
			}
		})
	})
	return dst
}

// dated returns the pairs of a document with a date; their classes are
// datedTypes.
func (r *reader) dated(d *eval.Document, in relations.Input, fold int, dst []instance) []instance {
	v := eval.VocabularyOf(d)
	withDates(r.extractor, in, func(in *relations.Input, p relations.Pair, head, date *names.Mention) {
		i := newInstance(&p, fold)
		i.of(d, in, &p)
		i.Asked, i.dated = learn.Mask{}, true
		for k, t := range datedTypes {
			if def, _ := schema.Default().Relation(schema.RelationType(t)); !slices.Contains(def.Subject, head.Type) {
				continue
			}
			right, known := taught(d, v, schema.RelationType(t), head, date)
			if known {
				i.Asked.Add(k)
			}
			if right {
				i.True.Add(k)
			}
		}
		if !i.Asked.Empty() {
			dst = append(dst, i)
		}
	})
	return dst
}

// of notes where a pair stands and what its mentions stand for.
func (i *instance) of(d *eval.Document, in *relations.Input, p *relations.Pair) {
	i.doc, i.same = hash(d.ID), same(in, p)
	i.at = [2]span{in.Mentions[p.Left].Span, in.Mentions[p.Right].Span}
}

// fact is what a sentence may state, whichever mentions of two things do.
type fact struct {
	doc             uint32
	sentence        int
	rel             schema.RelationType
	subject, object int
}

// same returns the fact between the first and the second mention of a pair.
func same(in *relations.Input, p *relations.Pair) fact {
	l, r := &in.Mentions[p.Left], &in.Mentions[p.Right]
	return fact{sentence: l.Sentence, subject: in.Chains[l.Chain].ID, object: in.Chains[r.Chain].ID}
}

// as returns the fact of a type, the second mention being its subject when
// reversed.
func (f fact) as(doc uint32, rel schema.RelationType, reversed bool) fact {
	f.doc, f.rel = doc, rel
	if def, _ := schema.Default().Relation(rel); reversed || def.Symmetric && f.subject > f.object {
		f.subject, f.object = f.object, f.subject
	}
	return f
}

// scored is a class of a pair with its log odds.
type scored struct {
	fact
	z               float64
	right, reversed bool
	subject, object *names.Mention
}

// pooled is how far the log odds of a pair are drawn towards the highest.
const pooled = 0.6

// pool draws the log odds of each pair towards the highest that other mentions
// of the same two things have in the sentence: where one pair states a fact, the
// set annotates all.
func pool(list []scored) {
	best := map[fact]float64{}
	for _, x := range list {
		if z, ok := best[x.fact]; !ok || x.z > z {
			best[x.fact] = x.z
		}
	}
	for i := range list {
		list[i].z += pooled * (best[list[i].fact] - list[i].z)
	}
}

// asker finds statements by log odds alone.
type asker struct {
	extractor *relations.Extractor
	scorer    *relations.Scorer
	dates     *learn.Logistic
	least     map[schema.RelationType]float64
}

// score scores the classes that are asked of an instance.
func (a *asker) score(i *instance, dst []scored) []scored {
	row := make([]float32, len(relations.Labels()))
	if i.dated {
		row = row[:len(datedTypes)]
		a.dates.Score(i.Features, row)
	} else {
		a.scorer.Score(i.Features, i.Features[:i.few], &i.Asked, !i.ruled.Empty(), func() *learn.View { return &i.View }, row)
	}
	for k, z := range row {
		if !i.Asked.Has(k) {
			continue
		}
		rel, reversed := relations.Label(k)
		if i.dated {
			rel, reversed = schema.RelationType(datedTypes[k]), false
		}
		dst = append(dst, scored{fact: i.same.as(i.doc, rel, reversed), z: float64(z), right: i.True.Has(k), reversed: reversed})
	}
	return dst
}

// statements returns what is probable enough in a text.
func (a *asker) statements(in relations.Input) []relations.Statement {
	var found []scored
	ask := func(i instance, head, tail *names.Mention) {
		from := len(found)
		found = a.score(&i, found)
		for k := range found[from:] {
			x := &found[from+k]
			x.subject, x.object = head, tail
			if x.reversed {
				x.subject, x.object = tail, head
			}
		}
	}
	readings(in, func(in relations.Input, changed func(int) bool) {
		a.extractor.Pairs(in, func(p relations.Pair) {
			if changed(p.Left) || changed(p.Right) {
				i := newInstance(&p, 0)
				i.same = same(&in, &p)
				ask(i, &in.Mentions[p.Left], &in.Mentions[p.Right])
			}
		})
	})
	withDates(a.extractor, in, func(in *relations.Input, p relations.Pair, head, date *names.Mention) {
		i := newInstance(&p, 0)
		i.same, i.dated, i.Asked = same(in, &p), true, learn.Mask{}
		for k, t := range datedTypes {
			if def, _ := schema.Default().Relation(schema.RelationType(t)); slices.Contains(def.Subject, head.Type) {
				i.Asked.Add(k)
			}
		}
		ask(i, head, date)
	})
	pool(found)
	var list []relations.Statement
	for _, x := range found {
		if least, ok := a.least[x.rel]; ok && x.z >= least {
			list = append(list, relations.Statement{
				Type: x.rel, Subject: x.subject.Chain, Object: x.object.Chain, Modality: schema.Asserted,
				Evidence: []relations.Evidence{{Span: x.subject.Span, Subject: x.subject.Span, Object: x.object.Span}},
			})
		}
	}
	return list
}

// bestF1 chooses for every type the least log odds, the same probability for
// all: that from which on the outcomes have the best F1, where facts are to be
// found.
func bestF1(outcomes map[schema.RelationType][]outcome, facts int) map[schema.RelationType]float64 {
	var all []outcome
	order := slices.Sorted(maps.Keys(outcomes))
	for _, rel := range order {
		all = append(all, outcomes[rel]...)
	}
	general := fit(all, curve{a: 1}, 1)
	curves := map[schema.RelationType]curve{}
	all = all[:0]
	for _, rel := range order {
		k := fit(outcomes[rel], general, 3)
		curves[rel] = k
		for _, o := range outcomes[rel] {
			all = append(all, outcome{z: k.a*o.z + k.b, right: o.right})
		}
	}
	slices.SortFunc(all, func(a, b outcome) int { return cmp.Compare(b.z, a.z) })
	best, least, right := 0.0, math.Inf(1), 0
	for i, o := range all {
		if o.right {
			right++
		}
		if f := float64(2*right) / float64(i+1+facts); f > best && (i+1 == len(all) || all[i+1].z < o.z) {
			best, least = f, o.z
		}
	}
	out := map[schema.RelationType]float64{}
	for rel, k := range curves {
		out[rel] = (least - k.b) / k.a
	}
	return out
}
