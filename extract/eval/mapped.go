package eval

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// addMapped measures statements against a set with labels of its own. Types
// without a label do not count, nor do planned and denied statements, since those
// sets annotate what holds, nor statements between parts of one gold name, such
// as "Israeli Air Force", which they cannot relate.
func (s *RelationScores) addMapped(d *Document, v *Vocabulary, in *relations.Input, found []relations.Statement, task RelationTask) {
	s.Mapped = true
	ends := newEnds(d, sameClusters(d, v), task.Overlap || v.Overlap)
	ends.alone = v.Overlap
	gold := map[edge]bool{} // and whether it was found
	for _, r := range d.Relations {
		if label := v.Measured(r.Type); label != "" {
			gold[edge{label, ends.same(r.Head), ends.same(r.Tail)}] = false
		}
	}
	wrong := map[edge]bool{}
	for _, st := range found {
		if st.Modality == schema.Planned || st.Modality == schema.Denied {
			continue
		}
		def, _ := schema.Default().Relation(st.Type)
		object, chain := schema.EntityType(""), -1
		if !def.Dated {
			object, chain = in.Chains[st.Object].Type, st.Object
		}
		labels := v.Of(st.Type, object)
		if len(labels) == 0 {
			continue
		}
		for _, ev := range st.Evidence {
			if !def.Dated && ends.covers(ev.Subject, ev.Object) {
				continue
			}
			a, b := ends.of(in, ev.Subject, st.Subject), ends.of(in, ev.Object, chain)
			right := false
			for _, l := range labels {
				e := l.edge(a, b)
				for _, e := range []edge{e, {e.label, e.object, e.subject}} {
					if _, ok := gold[e]; ok {
						gold[e], right = true, true
					}
					if !def.Symmetric {
						break
					}
				}
			}
			if first := labels[0]; !right && d.Exhausts(first.Name, ev.Subject, ev.Object) {
				wrong[first.edge(a, b)] = true
			}
		}
	}
	for e, right := range gold {
		if right {
			s.count(e.label, Count{Right: 1})
		} else {
			s.count(e.label, Count{Missed: 1})
		}
	}
	for e := range wrong {
		s.count(e.label, Count{False: 1})
	}
}

// edge is the edge of a label between a subject and an object.
func (l *Label) edge(subject, object int) edge {
	if l.Inverse {
		return edge{l.Name, object, subject}
	}
	return edge{l.Name, subject, object}
}

// Exhausts reports whether the absence of a label between two spans says that
// it does not hold.
func (d *Document) Exhausts(label string, spans ...text.Span) bool {
	if len(d.Passages) == 0 {
		return true
	}
	for _, p := range d.Passages {
		inside := true
		for _, s := range spans {
			inside = inside && p.Start <= s.Start && s.End <= p.End
		}
		if inside && slices.Contains(p.Exhausted, label) {
			return true
		}
	}
	return false
}

// sameClusters joins the clusters that a label links.
func sameClusters(d *Document, v *Vocabulary) map[int]int {
	one := map[int]int{}
	for _, r := range d.Relations {
		if v.SameAs != "" && r.Type == v.SameAs {
			one[r.Head] = r.Tail
		}
	}
	return one
}

// same returns the id that stands for an end.
func (e *ends) same(id int) int {
	if to, ok := e.one[id]; ok {
		return to
	}
	return id
}
