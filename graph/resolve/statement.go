package resolve

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// said is a statement of one article about entities.
type said struct {
	article int32
	from    *Statement
	swapped bool
	speaker string
}

// fact of the graph: everything that articles said of it.
type group struct {
	graph.Statement
	said []said
}

// pair is what a statement and its denial share.
type pair struct {
	typ                    schema.RelationType
	subject, object, value string
}

// statements merges what articles state of the same entities. A statement whose
// ends turn out to be one entity says nothing and is dropped, and so is one that
// the types of its entities do not allow.
func (b *builder) statements() {
	groups := map[string]*group{}
	for i := range b.articles {
		a := &b.articles[i]
		for n := range a.Statements {
			b.addStatement(groups, int32(i), &a.Statements[n])
		}
	}
	denials := map[pair]float64{}
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		g := groups[id]
		g.Confidence = b.confidence(g)
		if g.Modality == schema.Denied {
			denials[pair{g.Type, g.Subject, g.Object, g.Value}] = g.Confidence
		}
	}
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		g := groups[id]
		if g.Modality != schema.Denied {
			g.Confidence *= 1 - denialWeight*denials[pair{g.Type, g.Subject, g.Object, g.Value}]
		}
		g.Confidence = math.Round(g.Confidence*1e6) / 1e6
		b.describe(g)
		b.graph.Statements = append(b.graph.Statements, g.Statement)
		b.addEvidence(g)
	}
}

func (b *builder) addStatement(groups map[string]*group, article int32, s *Statement) {
	def, ok := schema.Default().Relation(s.Type)
	subject, object := b.ids[b.first[article]+int32(s.Subject)], ""
	if s.Object >= 0 {
		object = b.ids[b.first[article]+int32(s.Object)]
	}
	if !ok || subject == "" || subject == object || def.Dated != (object == "") || def.Dated && s.Value == "" ||
		!def.Allows(b.types[subject], b.types[object]) || len(s.Evidence) == 0 {
		return
	}
	value := ""
	if def.Dated {
		value = s.Value
	}
	subject, object, swapped := graph.Ends(s.Type, subject, object)
	id := graph.StatementID(s.Type, subject, object, value, s.Modality)
	g := groups[id]
	if g == nil {
		g = &group{Statement: graph.Statement{ID: id, Type: s.Type, Subject: subject, Object: object, Value: value, Modality: s.Modality}}
		groups[id] = g
	}
	one := said{article: article, from: s, swapped: swapped}
	if s.Speaker >= 0 {
		one.speaker = b.ids[b.first[article]+int32(s.Speaker)]
	}
	g.said = append(g.said, one)
}

// Confidence is the probability that at least one of the independent stories
// that make a statement is understood rightly: noisy-or (Pearl 1988) over each
// story's best evidence. Stories are not wholly independent, since the same rule
// may err in the same way, so the second best counts half, the third a quarter
// and so on. A statement loses half of what its denial is believed.
const (
	storyDamping = 0.5
	denialWeight = 0.5
)

func (b *builder) confidence(g *group) float64 {
	best := map[int32]float64{}
	for _, s := range g.said {
		p := s.from.Probability
		for _, e := range s.from.Evidence {
			p = max(p, e.Probability)
		}
		best[b.story[s.article]] = max(best[b.story[s.article]], min(p, 1))
	}
	wrong, weight := 1.0, 1.0
	for _, p := range slices.Backward(slices.Sorted(maps.Values(best))) {
		wrong *= 1 - weight*p
		weight *= storyDamping
	}
	return 1 - wrong
}

// describe sets the properties of a statement: of those that articles give
// differently the one that most stories support.
func (b *builder) describe(g *group) {
	articles, stories := map[int32]bool{}, map[int32]bool{}
	speakers := map[string]bool{}
	var role, amount, stake, from, to ballot
	for _, s := range g.said {
		story := b.story[s.article]
		articles[s.article], stories[story] = true, true
		if s.speaker != "" {
			speakers[s.speaker] = true
		}
		role.add(s.from.Role, s.article, story)
		amount.add(s.from.Amount, s.article, story)
		stake.add(s.from.Stake, s.article, story)
		from.add(s.from.ValidFrom, s.article, story)
		to.add(s.from.ValidTo, s.article, story)
		d := b.articles[s.article].Published
		g.FirstSaid, g.LastSaid = earlier(g.FirstSaid, d), later(g.LastSaid, d)
	}
	g.Support, g.Stories = len(articles), len(stories)
	g.Role, g.Amount, g.Stake, g.ValidFrom, g.ValidTo = role.winner(), amount.winner(), stake.winner(), from.winner(), to.winner()
	g.Speakers = slices.Sorted(maps.Keys(speakers))
}

// ballot counts who says which value.
type ballot map[string]*votes

type votes struct {
	value             string
	stories, articles map[int32]bool
}

func (v *ballot) add(value string, article, story int32) {
	if value == "" {
		return
	}
	if *v == nil {
		*v = ballot{}
	}
	c := (*v)[value]
	if c == nil {
		c = &votes{value, map[int32]bool{}, map[int32]bool{}}
		(*v)[value] = c
	}
	c.stories[story], c.articles[article] = true, true
}

// winner is the value of the most stories, then articles, then the longest,
// then the first by its letters.
func (v ballot) winner() string {
	if len(v) == 0 {
		return ""
	}
	return slices.MinFunc(slices.Collect(maps.Values(v)), func(p, q *votes) int {
		return cmp.Or(cmp.Compare(len(q.stories), len(p.stories)), cmp.Compare(len(q.articles), len(p.articles)),
			cmp.Compare(len(q.value), len(p.value)), cmp.Compare(p.value, q.value))
	}).value
}

// addEvidence writes the sentences of a statement, each once.
func (b *builder) addEvidence(g *group) {
	seen := map[string]int{}
	for _, s := range g.said {
		a := &b.articles[s.article]
		for _, e := range s.from.Evidence {
			v := graph.Evidence{
				ID:        graph.EvidenceID(a.ID, e.Span, e.Subject, e.Object, e.Rule, g.Type, g.Modality),
				Statement: g.ID, Article: a.ID, Span: e.Span, SubjectSpan: e.Subject, ObjectSpan: e.Object,
				Rule: e.Rule, Probability: e.Probability, Sentence: e.Sentence,
				Marks: e.Marks, Reasons: e.Reasons,
			}
			if s.swapped {
				v.SubjectSpan, v.ObjectSpan = e.Object, e.Subject
			}
			if n, ok := seen[v.ID]; ok {
				at := &b.graph.Evidence[n]
				at.Probability = max(at.Probability, v.Probability)
				continue
			}
			seen[v.ID] = len(b.graph.Evidence)
			b.graph.Evidence = append(b.graph.Evidence, v)
		}
	}
}
