package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// kind is what a pronoun can stand for.
type kind uint8

const (
	he kind = iota
	she
	it
	they
	who
	which
	whose
)

// form is what a pronoun does.
type form uint8

const (
	nominative form = iota
	accusative
	possessive
	reflexive
)

type pronounWord struct {
	kind kind
	form form
}

var pronouns = map[string]pronounWord{
	"he": {he, nominative}, "him": {he, accusative}, "his": {he, possessive}, "himself": {he, reflexive},
	"she": {she, nominative}, "her": {she, possessive}, "hers": {she, accusative}, "herself": {she, reflexive},
	"it": {it, nominative}, "its": {it, possessive}, "itself": {it, reflexive},
	"they": {they, nominative}, "them": {they, accusative}, "their": {they, possessive}, "themselves": {they, reflexive},
	"who": {who, nominative}, "whom": {who, accusative}, "which": {which, nominative}, "whose": {whose, possessive},
}

// pronoun resolves the pronoun at token i, puts it into the trail and returns
// the entity, or nobody.
func (c *scan) pronoun(i int, p pronounWord) int {
	if p.kind == she && p.form == possessive && c.tokens[i].Tag == "PRP" {
		p.form = accusative
	}
	if p.kind == it && p.form == nominative {
		if c.pleonastic(i) {
			return nobody
		}
		if i > 0 && !c.verbFollows(i) && (strings.HasPrefix(c.tokens[i-1].Tag, "VB") || c.tokens[i-1].Tag == "IN" && !clauseWords[c.lower[i-1]]) {
			p.form = accusative
		}
	}
	find := c.best
	if p.kind >= who {
		find = c.relative
	}
	e, probability := find(i, p)
	o := occurrence{entity: nobody, kind: aPronoun, word: wordID(c.lower[i]), first: i, last: i + 1, role: object, human: p.kind == he || p.kind == she || p.kind == who, plural: p.kind == they}
	switch p.kind {
	case he:
		o.gender = gazetteer.Male
	case she:
		o.gender = gazetteer.Female
	}
	switch p.form {
	case nominative:
		o.role = subject
	case possessive:
		o.role = possessor
	}
	if e != nobody {
		o.entity = e
		c.resolved(i, i+1, names.Pronoun, e, probability)
		c.r.entities[e].told[o.gender]++
	}
	if p.kind < who {
		c.push(o)
	}
	return e
}

// verbFollows reports whether a finite verb comes right after token i or after
// one adverb.
func (c *scan) verbFollows(i int) bool {
	i++
	if i < len(c.tokens) && strings.HasPrefix(c.tokens[i].Tag, "RB") {
		i++
	}
	return i < len(c.tokens) && isFinite(c.tokens[i].Tag)
}

// resolved records an anaphor.
func (c *scan) resolved(first, last int, k names.Kind, e int, probability float64) {
	c.r.anaphors = append(c.r.anaphors, names.Mention{
		Span: text.Span{Start: c.tokens[first].Start, End: c.tokens[last-1].End},
		Type: c.r.entities[e].typ, Kind: k, Chain: e, Probability: probability,
		Sentence: c.s, First: first, Last: last,
	})
}

// relative resolves "who", "which" and "whose" right after a name.
func (c *scan) relative(i int, p pronounWord) (int, float64) {
	j := i - 1
	comma := j >= 0 && c.tokens[j].Text == ","
	if comma {
		j--
	}
	if j < 0 || c.mention[j] == nobody {
		return nobody, 0
	}
	m := &c.r.mentions[c.mention[j]]
	typ := c.r.entities[m.entity].typ
	switch p.kind {
	case who:
		if typ != schema.Person && typ != schema.Group {
			return nobody, 0
		}
	case which:
		if typ == schema.Person || !comma {
			return nobody, 0
		}
	case whose:
	}
	return m.entity, relativeProbability
}

// pleonastic reports whether "it" at token i stands for nothing: "it is clear
// that", "it seems", "it takes".
func (c *scan) pleonastic(i int) bool {
	j := i + 1
	for j < len(c.tokens) && (c.tokens[j].Tag == "MD" || strings.HasPrefix(c.tokens[j].Tag, "RB") || c.lower[j] == "be" || c.lower[j] == "been" || c.lower[j] == "has" || c.lower[j] == "had" || c.lower[j] == "'s" || c.lower[j] == "’s" || c.lower[j] == "is" || c.lower[j] == "was") {
		j++
	}
	if j >= len(c.tokens) {
		return true
	}
	be := false
	for k := i + 1; k < j; k++ {
		be = be || beVerbs[c.lower[k]] || c.lower[k] == "'s" || c.lower[k] == "’s"
	}
	switch c.lower[j] {
	case "seems", "seemed", "appears", "appeared", "rained", "rains", "snowed", "takes", "took", "turns", "turned", "happens", "happened", "matters", "follows":
		return true
	}
	if be {
		// "it is likely that", "it was Monday", "it is not clear whether"
		for k := j; k < len(c.tokens) && k < j+9; k++ {
			switch c.lower[k] {
			case "that", "to", "whether", "how", "why", "who", "when", "if", "what", "for":
				return true
			}
		}
		return strings.HasPrefix(c.tokens[j].Tag, "JJ") || c.tokens[j].Tag == "CD" || c.tokens[j].Tag == "DT"
	}
	return false
}

// best asks which noun phrase before token i the pronoun stands for.
func (c *scan) best(i int, p pronounWord) (int, float64) {
	q := &c.question
	q.reset(topic(p.kind))
	q.open(nobody, "")
	barred := nobody // the subject of the pronoun's own clause, or what it stands in apposition to
	for k := len(c.trail) - 1; k >= c.from; k-- {
		o := &c.trail[k]
		if o.role == modifier {
			continue
		}
		if e := o.entity; e != nobody {
			if p.form == accusative && o.sentence == c.s && o.role == subject && !c.subjectBetween(o) {
				barred = e
			}
			if p.form == possessive && o.sentence == c.s && o.last == i-1 && c.tokens[i-1].Text == "," {
				barred = e // "Firefox, its main rival"
			}
			if e == barred {
				continue
			}
		}
		if c.suits(i, p, o) {
			c.pick(k)
		}
	}
	if p.kind <= she && c.learning == nil && c.doubtful() {
		c.picks = c.picks[:0]
		return nobody, 0
	}
	c.noneFeatures(q, i, p)
	for k := len(c.picks) - 1; k >= 0; k-- {
		o := &c.trail[c.picks[k].at]
		q.open(o.entity, o.chain)
		c.pronounFeatures(q, i, p, o, c.picks[k].nearer)
	}
	e, probability := c.answer(q, c.tokens[i].Span)
	if e != nobody && p.kind <= she && c.learning == nil && probability < overNearer && c.nearer(e) {
		e, probability = nobody, 0
	}
	c.picks = c.picks[:0]
	return e, probability
}

// overNearer is how sure it must be that "he" is not the last man named but
// one named only before.
const overNearer = .95

// nearer reports whether a later sentence than the last that speaks of an
// entity names another one that suits.
func (c *scan) nearer(id int) bool {
	for _, p := range c.picks {
		o := &c.trail[p.at]
		switch {
		case o.entity == id:
			return false
		case o.entity != nobody && o.kind == aName:
			for _, q := range c.picks {
				if other := &c.trail[q.at]; other.entity == id {
					return other.sentence < o.sentence
				}
			}
		}
	}
	return false
}

// doubtful reports whether the nearest phrase that suits a pronoun is a new
// one without a name, or one of two persons who stand together.
func (c *scan) doubtful() bool {
	if len(c.picks) == 0 {
		return false
	}
	o := &c.trail[c.picks[0].at]
	if o.some && o.role == subject {
		return true
	}
	if len(c.picks) < 2 || o.sentence == c.s {
		return false
	}
	b := &c.trail[c.picks[1].at]
	return o.joined && b.joined && b.sentence == o.sentence && o.entity != nobody && b.entity != nobody &&
		o.entity != b.entity && b.last+1 == o.first && c.spoken[o.entity] <= c.spoken[b.entity]+1 && c.spoken[b.entity] <= c.spoken[o.entity]+1
}

// pick is a noun phrase that suits a pronoun; nearer is how many others that
// suit it, each entity once, are nearer.
type pick struct{ at, nearer int }

func (c *scan) pick(at int) {
	e, nearer := c.trail[at].entity, 0
	for k, p := range c.picks {
		f := c.trail[p.at].entity
		counted := f != nobody && f == e
		for _, other := range c.picks[:k] {
			counted = counted || f != nobody && c.trail[other.at].entity == f
		}
		if !counted {
			nearer++
		}
	}
	c.picks = append(c.picks, pick{at, nearer})
}

// suits reports whether a noun phrase can be what the pronoun at token i
// stands for.
func (c *scan) suits(i int, p pronounWord, o *occurrence) bool {
	distance := c.s - o.sentence
	var e *entity
	if o.entity != nobody {
		e = c.r.entities[o.entity]
	}
	switch p.kind {
	case he, she:
		want := gazetteer.Male
		if p.kind == she {
			want = gazetteer.Female
		}
		if !o.human || o.plural {
			return false
		}
		g := o.gender
		if e != nil {
			if g = e.tells(); e.typ != schema.Person {
				return false
			}
		}
		if g != gazetteer.Unknown && g != want {
			return false
		}
		if c.quoted[i] && distance == 0 && !o.quoted && o.role == subject && e != nil {
			return false // the speaker does not call himself "he"
		}
	case it:
		if o.human || o.plural || distance > 2 {
			return false
		}
		if e != nil && (e.typ == schema.Person || e.typ == schema.Group) {
			return false
		}
	case they:
		if distance > 2 {
			return false
		}
		if e != nil && e.typ != schema.Group && e.typ != schema.Organization || e == nil && !o.plural {
			return false
		}
	}
	if p.form == reflexive && (distance > 0 || o.role != subject || c.finiteBetween(o.last, i) > 2) {
		return false
	}
	return true
}

// subjectBetween reports whether another subject follows a subject of this
// sentence, so that a new clause has begun.
func (c *scan) subjectBetween(o *occurrence) bool {
	for k := len(c.trail) - 1; k >= 0 && c.trail[k].sentence == c.s && c.trail[k].first > o.first; k-- {
		if c.trail[k].role == subject {
			return true
		}
	}
	return false
}

// isHuman reports whether a mention is of a person.
func isHuman(m *mention) bool { return m.Type == schema.Person }
