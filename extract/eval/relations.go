package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"

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
}

// RelationScores says how well relations were found. A relation is right when
// both ends are the gold ones, the type is and, unless it is symmetric, the
// direction.
type RelationScores struct {
	ByType   map[schema.RelationType]Count
	ByRule   map[string]Count                            // by what fired first; Missed stays 0
	Modality map[schema.Modality]map[schema.Modality]int // gold, then found, of the right ones
	Strict   Count                                       // with the modality right, too
}

// edge is a relation between two ends: gold entities or clusters, below zero
// for what is neither.
type edge struct {
	rel             schema.RelationType
	subject, object int
}

func (e edge) canonical() edge {
	if def, _ := schema.Default().Relation(e.rel); def.Symmetric && e.subject > e.object {
		e.subject, e.object = e.object, e.subject
	}
	return e
}

// Relations measures a task on annotated documents. Dated facts are left out.
func Relations(docs []Document, task RelationTask) RelationScores {
	s := RelationScores{
		ByType: map[schema.RelationType]Count{}, ByRule: map[string]Count{},
		Modality: map[schema.Modality]map[schema.Modality]int{},
	}
	for i := range docs {
		s.add(&docs[i], task)
	}
	return s
}

// Add adds the counts of o to s.
func (s *RelationScores) Add(o RelationScores) {
	if s.ByType == nil {
		*s = RelationScores{ByType: map[schema.RelationType]Count{}, ByRule: map[string]Count{}, Modality: map[schema.Modality]map[schema.Modality]int{}}
	}
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
}

func (s *RelationScores) add(d *Document, task RelationTask) {
	ends := newEnds(d)
	in := relations.Input{Doc: task.Analyze(d.Text)}
	if task.Names != nil {
		in.Mentions, in.Chains = task.Names(in.Doc)
	} else {
		in.Mentions, in.Chains = GoldMentions(d)
	}
	if task.Values != nil {
		in.Values = task.Values(in.Doc)
	}
	gold := map[edge]schema.Modality{}
	for _, r := range d.Relations {
		e := edge{schema.RelationType(r.Type), r.Head, r.Tail}.canonical()
		gold[e] = cmp.Or(schema.Modality(r.Modality), schema.Asserted)
	}
	found := map[edge]bool{}
	for _, st := range task.Statements(in) {
		if def, _ := schema.Default().Relation(st.Type); def.Dated {
			continue
		}
		for _, ev := range st.Evidence {
			e := edge{st.Type, ends.of(&in, ev.Subject, st.Subject), ends.of(&in, ev.Object, st.Object)}.canonical()
			if found[e] {
				continue
			}
			found[e] = true
			want, right := gold[e]
			s.count(e.rel, ev.Rule, right)
			if right {
				s.modality(want, st.Modality)
			}
			if !right || want != st.Modality {
				s.Strict.False++
			}
			if right && want != st.Modality {
				s.Strict.Missed++
			}
		}
	}
	for e := range gold {
		if !found[e] {
			c := s.ByType[e.rel]
			c.Missed++
			s.ByType[e.rel] = c
			s.Strict.Missed++
		}
	}
}

func (s *RelationScores) count(rel schema.RelationType, rule string, right bool) {
	one := Count{False: 1}
	if right {
		one = Count{Right: 1}
	}
	s.ByType[rel] = s.ByType[rel].Add(one)
	s.ByRule[rule] = s.ByRule[rule].Add(one)
}

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

// Write prints a line for every type and modality, then the sums.
func (s RelationScores) Write(w io.Writer) error {
	var err error
	line := func(name string, c Count) {
		if err == nil {
			_, err = fmt.Fprintf(w, "%-22s %6.3f %6.3f %6.3f %7d %7d\n", name, c.Precision(), c.Recall(), c.F1(), c.Right+c.Missed, c.Right+c.False)
		}
	}
	_, err = fmt.Fprintf(w, "%-22s %6s %6s %6s %7s %7s\n", "type", "P", "R", "F1", "gold", "found")
	for _, t := range sortedTypes(s.ByType) {
		line(string(t), s.ByType[t])
	}
	line("micro", s.Micro())
	line("micro with modality", s.Strict)
	if err == nil {
		_, err = fmt.Fprintf(w, "%-22s %20.3f\n", "macro", s.Macro())
	}
	for _, m := range schema.Default().Modalities {
		line("modality "+string(m.Type), s.ModalityCount(m.Type))
	}
	if err == nil {
		_, err = fmt.Fprintf(w, "%-22s %20.3f\n", "modality accuracy", s.ModalityAccuracy())
	}
	return err
}

func sortedTypes(m map[schema.RelationType]Count) []schema.RelationType {
	var list []schema.RelationType
	for t := range m {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b schema.RelationType) int {
		return cmp.Or(cmp.Compare(m[b].Right+m[b].Missed, m[a].Right+m[a].Missed), cmp.Compare(a, b))
	})
	return list
}

// GoldMentions makes mentions of the gold entities.
func GoldMentions(d *Document) ([]names.Mention, []coref.Chain) {
	var mentions []names.Mention
	var chains []coref.Chain
	ids := map[Cluster]int{}
	for _, e := range d.Entities {
		id, ok := ids[e.Cluster]
		if !ok || e.Cluster == "" {
			id = len(chains)
			ids[e.Cluster] = id
			chains = append(chains, coref.Chain{ID: id, Type: schema.EntityType(e.Type), Name: e.Text})
		}
		mentions = append(mentions, names.Mention{
			Span: text.Span{Start: e.Start, End: e.End}, Type: schema.EntityType(e.Type), Kind: names.Name, Chain: id, Probability: 1,
		})
	}
	slices.SortStableFunc(mentions, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	return mentions, chains
}

// ends maps spans to the ends of gold relations.
type ends struct {
	bySpan  map[text.Span]int
	unknown map[text.Span]int
}

func newEnds(d *Document) *ends {
	e := &ends{bySpan: map[text.Span]int{}, unknown: map[text.Span]int{}}
	for i, g := range d.Entities {
		id := i
		if n, err := strconv.Atoi(string(g.Cluster)); err == nil {
			id = n
		}
		e.bySpan[text.Span{Start: g.Start, End: g.End}] = id
	}
	return e
}

// of returns the gold end that a span of a chain stands for: itself, or the
// nearest mention of the chain that is one; below zero when there is none.
func (e *ends) of(in *relations.Input, span text.Span, chain int) int {
	if id, ok := e.bySpan[span]; ok {
		return id
	}
	best, nearest := -1, 0
	for _, m := range in.Mentions {
		if id, ok := e.bySpan[m.Span]; ok && m.Chain == chain {
			if d := max(m.Start-span.Start, span.Start-m.Start); best < 0 || d < nearest {
				best, nearest = id, d
			}
		}
	}
	if best >= 0 {
		return best
	}
	if id, ok := e.unknown[span]; ok {
		return id
	}
	id := -1 - len(e.unknown)
	e.unknown[span] = id
	return id
}
