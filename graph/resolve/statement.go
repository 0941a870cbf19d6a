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
	article   int32
	statement int32 // in the digest
	speaker   int32 // entity, -1 for the article itself
}

// claim is what statements that are one share.
type claim struct {
	typ             schema.RelationType
	modality        schema.Modality
	subject, object int32 // entities; no object is -1
	value           string
}

// group is a statement of the graph: everything that articles said of it.
type group struct {
	claim
	id     string
	said   []said
	denial int32 // the group that denies it, -1 for none
}

// setStatements groups what articles state of the same entities.
func (p *Plan) setStatements() {
	at := map[claim]int32{}
	for i := range p.articles {
		list := p.articles[i].Statements
		for n := range list {
			c, _, ok := p.claim(int32(i), &list[n])
			if !ok {
				continue
			}
			g, ok := at[c]
			if !ok {
				g = int32(len(p.groups))
				at[c] = g
				p.groups = append(p.groups, group{claim: c, id: p.statementID(c)})
			}
			one := said{int32(i), int32(n), -1}
			if s := list[n].Speaker; s >= 0 {
				one.speaker = p.of[p.first[i]+int32(s)]
			}
			p.groups[g].said = append(p.groups[g].said, one)
		}
	}
	p.groups = byID(p.groups, func(g *group) string { return g.id })
	denials := map[claim]int32{}
	for n := range p.groups {
		if g := &p.groups[n]; g.modality == schema.Denied {
			denials[g.claim] = int32(n)
		}
	}
	for n := range p.groups {
		g := &p.groups[n]
		c := g.claim
		c.modality = schema.Denied
		g.denial = -1
		if d, ok := denials[c]; ok && int(d) != n {
			g.denial = d
		}
	}
}

func (p *Plan) statementID(c claim) string {
	return graph.StatementID(c.typ, p.list[c.subject].id, p.objectID(c), c.value, c.modality)
}

func (p *Plan) objectID(c claim) string {
	if c.object < 0 {
		return ""
	}
	return p.list[c.object].id
}

// claim is what a statement of an article says of entities, and whether its ends
// are exchanged. A statement whose ends turn out to be one entity says nothing,
// and neither does one that the types of its entities do not allow.
func (p *Plan) claim(article int32, s *Statement) (c claim, swapped, ok bool) {
	def, ok := schema.Default().Relation(s.Type)
	if !ok {
		return c, false, false
	}
	c = claim{s.Type, s.Modality, p.of[p.memberOf(article, s.Subject)], -1, ""}
	objectType := schema.EntityType("")
	if s.Object >= 0 {
		if c.object = p.of[p.memberOf(article, s.Object)]; c.object >= 0 {
			objectType = p.list[c.object].typ
		}
	}
	if def.Dated {
		c.value = s.Value
	}
	if c.subject < 0 || c.subject == c.object || def.Dated != (c.object < 0) || def.Dated && s.Value == "" ||
		!def.Allows(p.list[c.subject].typ, objectType) {
		return c, false, false
	}
	if _, _, swapped = graph.Ends(s.Type, p.list[c.subject].id, p.objectID(c)); swapped {
		c.subject, c.object = c.object, c.subject
	}
	return c, swapped, true
}

// Confidence is the probability that at least one of the independent stories
// that make a statement is understood rightly: noisy-or (Pearl 1988) over each
// story's best evidence. Stories are not independent, since the same rule errs in
// the same way on sentences of one pattern, so the second best counts a quarter,
// the third a quarter of that and so on (testdata/judged.tsv). A statement loses
// half of what its denial is believed.
const (
	storyDamping = 0.25
	denialWeight = 0.5
)

// Statement is a statement with its properties: of those that articles give
// differently the one that most stories support.
func (p *Plan) Statement(n int) graph.Statement {
	g := &p.groups[n]
	out := graph.Statement{
		ID: g.id, Type: g.typ, Subject: p.list[g.subject].id, Object: p.objectID(g.claim), Value: g.value, Modality: g.modality,
		Confidence: p.confidence(g),
	}
	if g.denial >= 0 {
		out.Confidence *= 1 - denialWeight*p.confidence(&p.groups[g.denial])
	}
	out.Confidence = math.Round(out.Confidence*1e6) / 1e6
	articles, stories := map[int32]bool{}, map[int32]bool{}
	speakers := map[string]bool{}
	var role, amount, stake, from, to ballot
	for _, one := range g.said {
		s, story := p.statement(one), p.story[one.article]
		articles[one.article], stories[story] = true, true
		if one.speaker >= 0 {
			speakers[p.list[one.speaker].id] = true
		}
		role.add(s.Role, one.article, story)
		amount.add(s.Amount, one.article, story)
		stake.add(s.Stake, one.article, story)
		from.add(s.ValidFrom, one.article, story)
		to.add(s.ValidTo, one.article, story)
		d := p.articles[one.article].Published
		out.FirstSaid, out.LastSaid = earlier(out.FirstSaid, d), later(out.LastSaid, d)
	}
	out.Support, out.Stories = len(articles), len(stories)
	out.Role, out.Amount, out.Stake, out.ValidFrom, out.ValidTo = role.winner(), amount.winner(), stake.winner(), from.winner(), to.winner()
	out.Speakers = slices.Sorted(maps.Keys(speakers))
	return out
}

func (p *Plan) statement(s said) *Statement { return &p.articles[s.article].Statements[s.statement] }

func (p *Plan) confidence(g *group) float64 {
	best := map[int32]float64{}
	for _, s := range g.said {
		story := p.story[s.article]
		best[story] = max(best[story], min(p.statement(s).Probability, 1))
	}
	return believed(slices.Collect(maps.Values(best)))
}

// believed is the probability of a statement of which several stories have
// evidence of these probabilities.
func believed(stories []float64) float64 {
	slices.Sort(stories)
	wrong, weight := 1.0, 1.0
	for _, q := range slices.Backward(stories) {
		wrong *= 1 - weight*q
		weight *= storyDamping
	}
	return 1 - wrong
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

// Evidence is the sentences of an article's statements, each once, by statement.
// The article must be the one that its digest was made of.
func (p *Plan) Evidence(i int, a *Article) []graph.Evidence {
	a = p.cutAs(int32(i), a)
	var list []graph.Evidence
	type key struct{ statement, evidence string }
	seen := map[key]int{}
	for n := range a.Statements {
		s := &a.Statements[n]
		c, swapped, ok := p.claim(int32(i), s)
		if !ok {
			continue
		}
		id := p.statementID(c)
		for _, e := range s.Evidence {
			v := graph.Evidence{
				ID:        graph.EvidenceID(p.Articles[i].ID, e.Span, e.Subject, e.Object, e.Rule, c.typ, c.modality),
				Statement: id, Article: p.Articles[i].ID, Span: e.Span, SubjectSpan: e.Subject, ObjectSpan: e.Object,
				Rule: e.Rule, Probability: e.Probability, Sentence: e.Sentence,
				Marks: e.Marks, Reasons: e.Reasons,
			}
			if swapped {
				v.SubjectSpan, v.ObjectSpan = e.Object, e.Subject
			}
			k := key{id, v.ID}
			if at, ok := seen[k]; ok {
				list[at].Probability = max(list[at].Probability, v.Probability)
				continue
			}
			seen[k] = len(list)
			list = append(list, v)
		}
	}
	return list
}
