package relations

import (
	"sync"

	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/schema"
)

// label is a class of the model: a relation type between the mention that
// stands first in the sentence and the later one, or, reversed, the other way
// round.
type label struct {
	rel      schema.RelationType
	def      schema.Relation
	reversed bool
}

func (l *label) name() string {
	if l.reversed {
		return string(l.rel) + "<"
	}
	return string(l.rel)
}

// labelSet lists the labels and which of them two types of entities allow.
type labelSet struct {
	list    []label
	names   []string
	ids     map[labelKey]int
	types   map[schema.EntityType]int
	allowed [][]learn.Mask // by type of the left and the right mention
}

type labelKey struct {
	rel      schema.RelationType
	reversed bool
}

// labels is the label set of the ontology, in its order.
var labels = sync.OnceValue(func() *labelSet {
	o := schema.Default()
	s := &labelSet{ids: map[labelKey]int{}, types: map[schema.EntityType]int{}}
	for _, def := range o.Relations {
		if def.Dated {
			continue
		}
		for _, reversed := range []bool{false, true} {
			if reversed && def.Symmetric {
				continue
			}
			l := label{rel: def.Type, def: def, reversed: reversed}
			s.ids[labelKey{def.Type, reversed}] = len(s.list)
			s.list = append(s.list, l)
			s.names = append(s.names, l.name())
		}
	}
	for i, e := range o.Entities {
		s.types[e.Type] = i
	}
	s.allowed = make([][]learn.Mask, len(o.Entities))
	for i, a := range o.Entities {
		s.allowed[i] = make([]learn.Mask, len(o.Entities))
		for j, b := range o.Entities {
			for k := range s.list {
				l := &s.list[k]
				if !l.reversed && l.def.Allows(a.Type, b.Type) || l.reversed && l.def.Allows(b.Type, a.Type) {
					s.allowed[i][j].Add(k)
				}
			}
		}
	}
	return s
})

// of returns the label of a candidate.
func (s *labelSet) of(c *candidate) int {
	def := s.ids[labelKey{c.rel, false}]
	if s.list[def].def.Symmetric || c.subjectItem < c.objectItem {
		return def
	}
	return s.ids[labelKey{c.rel, true}]
}
