package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// RelationTask says what is measured: how texts become statements.
type RelationTask struct {
	Analyze    func(string) text.Document
	Statements func(relations.Input) []relations.Statement
	// Names finds the mentions and chains. When nil, the gold entities are the
	// mentions, each a chain of its own unless the document has clusters.
	Names func(text.Document) ([]names.Mention, []coref.Chain)
	// Values finds dates and amounts; nil for none.
	Values func(text.Document) []values.Value
	// Overlap lets an end be right when it overlaps the gold one; else both
	// spans must be the same.
	Overlap bool
}

// RelationScores says how well relations were found. A relation is right when
// both ends are the gold ones, the label is and, unless it is symmetric, the
// direction.
type RelationScores struct {
	ByType   map[string]Count                            // by relation type, or by the set's own label
	ByRule   map[string]Count                            // by what fired first; Missed stays 0
	Modality map[schema.Modality]map[schema.Modality]int // gold, then found, of the right ones
	Strict   Count                                       // with the modality right, too
	Reliable Reliability                                 // of the findings by the probability of their evidence; none where Mapped
	Mapped   bool                                        // the set has labels of its own, and no modalities
}

// edge is a relation between two ends: gold entities or clusters, below zero
// for what is neither.
type edge struct {
	label           string
	subject, object int
}

func (e edge) canonical() edge {
	if def, ok := schema.Default().Relation(schema.RelationType(e.label)); ok && def.Symmetric && e.subject > e.object {
		e.subject, e.object = e.object, e.subject
	}
	return e
}

// Relations measures a task on annotated documents. Dated facts are left out
// unless the set has a label for them.
func Relations(docs []Document, task RelationTask) RelationScores {
	s := newRelationScores()
	for i := range docs {
		s.add(&docs[i], task)
	}
	return s
}

func newRelationScores() RelationScores {
	return RelationScores{ByType: map[string]Count{}, ByRule: map[string]Count{}, Modality: map[schema.Modality]map[schema.Modality]int{}}
}

// Add adds the counts of o to s.
func (s *RelationScores) Add(o RelationScores) {
	if s.ByType == nil {
		*s = newRelationScores()
	}
	s.Mapped = s.Mapped || o.Mapped
	for k, n := range o.ByType {
		s.ByType[k] = s.ByType[k].Add(n)
	}
	for k, n := range o.ByRule {
		s.ByRule[k] = s.ByRule[k].Add(n)
	}
	for gold, row := range o.Modality {
		if s.Modality[gold] == nil {
			s.Modality[gold] = map[schema.Modality]int{}
		}
		for found, n := range row {
			s.Modality[gold][found] += n
		}
	}
	s.Strict = s.Strict.Add(o.Strict)
	s.Reliable.Add(o.Reliable)
}

func (s *RelationScores) add(d *Document, task RelationTask) {
	in := relations.Input{Doc: task.Analyze(d.Text)}
	if task.Names != nil {
		in.Mentions, in.Chains = task.Names(in.Doc)
	} else {
		in.Mentions, in.Chains = GoldMentions(d)
	}
	if task.Values != nil {
		in.Values = task.Values(in.Doc)
	}
	found := task.Statements(in)
	if v := VocabularyOf(d); v != nil {
		s.addMapped(d, v, &in, found, task)
		return
	}
	ends := newEnds(d, nil, task.Overlap)
	gold := map[edge]schema.Modality{}
	for _, r := range d.Relations {
		e := edge{r.Type, r.Head, r.Tail}.canonical()
		gold[e] = cmp.Or(schema.Modality(r.Modality), schema.Asserted)
	}
	seen := map[edge]bool{}
	for _, st := range found {
		if def, _ := schema.Default().Relation(st.Type); def.Dated {
			continue
		}
		for _, ev := range st.Evidence {
			e := edge{string(st.Type), ends.of(&in, ev.Subject, st.Subject), ends.of(&in, ev.Object, st.Object)}.canonical()
			if seen[e] {
				continue
			}
			seen[e] = true
			want, right := gold[e]
			one := Count{False: 1}
			if right {
				one = Count{Right: 1}
				s.modality(want, st.Modality)
			}
			s.count(e.label, one)
			s.Reliable.Count(ev.Probability, right)
			s.ByRule[ev.Rule] = s.ByRule[ev.Rule].Add(one)
			if !right || want != st.Modality {
				s.Strict.False++
			}
			if right && want != st.Modality {
				s.Strict.Missed++
			}
		}
	}
	for e := range gold {
		if !seen[e] {
			s.count(e.label, Count{Missed: 1})
			s.Strict.Missed++
		}
	}
}

func (s *RelationScores) count(label string, c Count) { s.ByType[label] = s.ByType[label].Add(c) }

func (s *RelationScores) modality(gold, found schema.Modality) {
	if s.Modality[gold] == nil {
		s.Modality[gold] = map[schema.Modality]int{}
	}
	s.Modality[gold][found]++
	if gold == found {
		s.Strict.Right++
	}
}

// Micro is the sum over all types.
func (s RelationScores) Micro() Count {
	var c Count
	for _, n := range s.ByType {
		c = c.Add(n)
	}
	return c
}

// Macro is the mean F1 of the types that the gold has.
func (s RelationScores) Macro() float64 {
	sum, n := 0.0, 0
	for _, t := range sortedTypes(s.ByType) {
		if c := s.ByType[t]; c.Right+c.Missed > 0 {
			sum, n = sum+c.F1(), n+1
		}
	}
	if n == 0 {
		return 1
	}
	return sum / float64(n)
}

// ModalityAccuracy is the share of right relations whose modality is right.
func (s RelationScores) ModalityAccuracy() float64 {
	right, all := 0, 0
	for gold, row := range s.Modality {
		for found, n := range row {
			all += n
			if gold == found {
				right += n
			}
		}
	}
	return ratio(right, all)
}

// ModalityCount is how one modality was found among the right relations.
func (s RelationScores) ModalityCount(m schema.Modality) Count {
	var c Count
	for gold, row := range s.Modality {
		for found, n := range row {
			switch {
			case gold == m && found == m:
				c.Right += n
			case found == m:
				c.False += n
			case gold == m:
				c.Missed += n
			}
		}
	}
	return c
}

// Write prints a line for every type, the sums, a line for every modality and
// the reliability of the probabilities.
func (s RelationScores) Write(w io.Writer) error {
	var err error
	line := func(name string, c Count) {
		if err == nil {
			_, err = fmt.Fprintf(w, "%-22s %6.3f %6.3f %6.3f %7d %7d\n", name, c.Precision(), c.Recall(), c.F1(), c.Right+c.Missed, c.Right+c.False)
		}
	}
	_, err = fmt.Fprintf(w, "%-22s %6s %6s %6s %7s %7s\n", "type", "P", "R", "F1", "gold", "found")
	for _, t := range sortedTypes(s.ByType) {
		line(t, s.ByType[t])
	}
	line("micro", s.Micro())
	if err == nil {
		_, err = fmt.Fprintf(w, "%-22s %20.3f\n", "macro", s.Macro())
	}
	if s.Mapped {
		return err
	}
	line("micro with modality", s.Strict)
	for _, m := range schema.Default().Modalities {
		line("modality "+string(m.Type), s.ModalityCount(m.Type))
	}
	if err == nil {
		_, err = fmt.Fprintf(w, "%-22s %20.3f\n", "modality accuracy", s.ModalityAccuracy())
	}
	if err == nil {
		err = s.Reliable.Write(w)
	}
	return err
}

func sortedTypes(m map[string]Count) []string {
	var list []string
	for t := range m {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(m[b].Right+m[b].Missed, m[a].Right+m[a].Missed), cmp.Compare(a, b))
	})
	return list
}
