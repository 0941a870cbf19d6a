package relations

import (
	"github.com/newsgraph/newsgraph/schema"
)

// Held is a relation whose modality is known: what the modality model learns
// from. Subject and Object are indexes into Input.Mentions.
type Held struct {
	Type            schema.RelationType
	Subject, Object int
}

// HeldFeatures are the features of a relation's modality.
type HeldFeatures struct {
	Features []uint32        // valid during the call only
	Ruled    schema.Modality // what the cues say
	Sure     bool            // the cues decide, whatever the model says
	Rule     string          // that found the relation, ModelRule when none did
}

// Modals calls do for each of the relations whose mentions stand in one
// sentence.
func (e *Extractor) Modals(in Input, held []Held, do func(k int, f HeldFeatures)) {
	s := e.pool.Get().(*sentence)
	defer func() {
		s.in, s.text = nil, ""
		e.pool.Put(s)
	}()
	r := modalReader{clusters: e.model.clusters}
	mentions, vals := bySentence(&in)
	var found []candidate
	for i := range in.Doc.Sentences {
		s.build(&in, i, mentions[i], vals[i])
		found = settle(e.sources[0].candidates(s, found[:0]))
		at := map[int32]int{}
		for k := range s.items {
			if m := s.items[k].mention; m >= 0 {
				at[m] = k
			}
		}
		for k, h := range held {
			a, ok := at[int32(h.Subject)]
			b, also := at[int32(h.Object)]
			if !ok || !also || a == b {
				continue
			}
			c, ok := e.heldAs(s, found, h.Type, a, b)
			if !ok {
				continue
			}
			ruled, cue := e.cues.modality(s, &c)
			r.read(s, &c, ruled, cue)
			do(k, HeldFeatures{r.features, ruled, e.cues.sure(s, &c, ruled, cue), c.rule})
		}
	}
}

// heldAs returns what the rules found between two items, or what the model
// would find.
func (e *Extractor) heldAs(s *sentence, found []candidate, rel schema.RelationType, subject, object int) (candidate, bool) {
	set := labels()
	k, ok := set.ids[labelKey{rel, false}]
	if !ok {
		return candidate{}, false
	}
	symmetric := set.list[k].def.Symmetric
	for _, c := range found {
		if c.rel == rel && !c.dated && (c.subjectItem == subject && c.objectItem == object || symmetric && c.subjectItem == object && c.objectItem == subject) {
			return c, true
		}
	}
	if subject > object && !symmetric {
		k = set.ids[labelKey{rel, true}]
	}
	return e.model.candidate(s, min(subject, object), max(subject, object), k, 1), true
}
