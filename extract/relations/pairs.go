package relations

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/schema"
)

// Pair is a pair of mentions of one sentence as the model sees it. Classes are
// indexes into Labels.
type Pair struct {
	Left, Right int        // indexes into Input.Mentions, by position
	Features    []uint32   // valid during the call only
	Few         int        // how many of the first of them the network reads, too
	View        learn.View // how the network looks at the pair
	Allowed     learn.Mask // classes that the types of the mentions allow
	Ruled       learn.Mask // classes that rules found
	Rules       []RuledClass
}

// RuledClass is a class that a rule found, and the rule's precision.
type RuledClass struct {
	Class     int
	Precision float64
}

// Labels returns the classes of the model: relation types between the first
// and the second mention of a pair, and, with "<", the other way round.
func Labels() []string { return slices.Clone(labels().names) }

// Label returns the type of a class, and whether the second mention is its
// subject.
func Label(class int) (rel schema.RelationType, reversed bool) {
	return labels().list[class].rel, labels().list[class].reversed
}

// Pairs calls do for every pair of mentions that the model would look at: what
// training learns from.
func (e *Extractor) Pairs(in Input, do func(Pair)) {
	s := e.pool.Get().(*sentence)
	defer func() {
		s.in, s.text = nil, ""
		e.pool.Put(s)
	}()
	x := e.model.pool.Get().(*modelScratch)
	defer e.model.pool.Put(x)
	mentions, vals := bySentence(&in)
	var found []candidate
	for i := range in.Doc.Sentences {
		s.build(&in, i, mentions[i], vals[i])
		found = e.sources[0].candidates(s, found[:0])
		tokens := &learn.Sentence{}
		e.model.pairs(x, s, found, func(l, r int, allowed *learn.Mask) {
			if len(tokens.Tag) == 0 {
				x.view.sentence(tokens)
			}
			p := Pair{Left: int(s.items[l].mention), Right: int(s.items[r].mention), Features: x.view.pair(&x.e, l, r), Few: x.e.few, Allowed: *allowed}
			p.View.Sentence = tokens
			x.view.look(l, r, &p.View)
			for k := range found {
				c := &found[k]
				if class := labels().of(c); !c.dated && class >= 0 && min(c.subjectItem, c.objectItem) == l && max(c.subjectItem, c.objectItem) == r {
					p.Ruled.Add(class)
					p.Rules = append(p.Rules, RuledClass{class, c.probability})
				}
			}
			do(p)
		})
	}
}
