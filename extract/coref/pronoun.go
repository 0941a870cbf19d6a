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

// pronoun resolves the pronoun at token i and puts it into the trail.
func (c *scan) pronoun(i int, p pronounWord) {
	if p.kind == she && p.form == possessive && c.tokens[i].Tag == "PRP" {
		p.form = accusative
	}
	if p.kind == it && p.form == nominative {
		if c.pleonastic(i) {
			return
		}
		if i > 0 && !c.verbFollows(i) && (strings.HasPrefix(c.tokens[i-1].Tag, "VB") || c.tokens[i-1].Tag == "IN" && !clauseWords[c.lower[i-1]]) {
			p.form = accusative
		}
	}
	e, probability := nobody, 0.0
	switch {
	case p.kind >= who:
		e, probability = c.relative(i, p)
	case p.kind >= it && p.form == accusative:
		// "gave them to it" too often means something unnamed.
	default:
		e, probability = c.best(i, p)
	}
	o := occurrence{entity: nobody, first: i, last: i + 1, role: object, human: p.kind == he || p.kind == she || p.kind == who, plural: p.kind == they}
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
	if p.kind >= who {
		return
	}
	c.push(o)
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
	return m.entity, salience().Relative
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

// best scores the noun phrases before token i and returns the entity that is
// clearly ahead.
func (c *scan) best(i int, p pronounWord) (int, float64) {
	type rank struct {
		entity int
		score  int
	}
	var first, second rank
	first.entity, second.entity = nobody, nobody
	first.score, second.score = -1, -1
	unnamed := 0
	barred := nobody // the subject of the pronoun's own clause, or what it stands in apposition to
	for k := len(c.trail) - 1; k >= c.from; k-- {
		o := &c.trail[k]
		if o.role == modifier {
			continue
		}
		e := o.entity
		if p.form == accusative && o.sentence == c.s && o.role == subject && !c.subjectBetween(o) {
			barred = e
			continue
		}
		if p.form == possessive && o.sentence == c.s && o.last == i-1 && c.tokens[i-1].Text == "," {
			barred = e // "Firefox, its main rival"
			continue
		}
		s := c.score(i, p, o)
		if s < 0 || e != nobody && e == barred {
			continue
		}
		if e == nobody {
			unnamed--
			e = unnamed - 1 // each unnamed phrase is its own
		}
		switch {
		case e == first.entity:
			first.score = max(first.score, s)
		case s > first.score:
			if first.entity != e {
				second = first
			}
			first = rank{e, s}
		case s > second.score:
			second = rank{e, s}
		}
	}
	w := salience()
	lead := first.score - max(second.score, 0)
	if first.entity < 0 || lead < w.Margin || p.kind == it && second.entity >= 0 && lead < w.ClearMargin {
		return nobody, 0 // "X sued Y over its plans" can mean both
	}
	if first.score < w.least[p.kind] {
		return nobody, 0
	}
	if lead >= w.ClearMargin {
		return first.entity, w.sure[p.kind][0]
	}
	return first.entity, w.sure[p.kind][1]
}

// score says how well a noun phrase suits the pronoun at token i; -1 when it
// cannot.
func (c *scan) score(i int, p pronounWord, o *occurrence) int {
	distance := c.s - o.sentence
	named := o.entity != nobody
	switch p.kind {
	case he, she:
		want := gazetteer.Male
		if p.kind == she {
			want = gazetteer.Female
		}
		if !o.human || o.plural {
			return -1
		}
		g := o.gender
		if named {
			if g = c.r.entities[o.entity].tells(); c.r.entities[o.entity].typ != schema.Person {
				return -1
			}
		}
		if g != gazetteer.Unknown && g != want {
			return -1
		}
	case it:
		if o.human || o.plural || distance > 1 {
			return -1
		}
		if named && (c.r.entities[o.entity].typ == schema.Person || c.r.entities[o.entity].typ == schema.Group) {
			return -1
		}
	case they:
		if distance > 1 {
			return -1
		}
		if named {
			switch c.r.entities[o.entity].typ {
			case schema.Group:
			case schema.Organization:
				if distance > 0 || o.role != subject || c.pluralAfter(o) {
					return -1
				}
			default:
				return -1
			}
		} else if !o.plural {
			return -1
		}
	}
	if distance == 0 {
		if p.form == reflexive && (o.role != subject || c.finiteBetween(o.last, i) > 2) {
			return -1
		}
	} else if p.form == reflexive {
		return -1
	}
	if c.quoted[i] && distance == 0 && !o.quoted && o.role == subject && named && p.kind <= she {
		return -1 // the speaker does not call himself "he"
	}
	w := salience()
	s := w.Distance[distance]
	switch o.role {
	case subject:
		s += w.Subject
	case object:
		s += w.Object
	}
	if named {
		e := c.r.entities[o.entity]
		s += min(w.MentionsMost, w.Mention*len(e.mentions))
		if p.kind <= she && e.tells() != gazetteer.Unknown {
			s += w.GenderKnown
		}
	}
	return s
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

// pluralAfter reports whether an unnamed plural stands between a noun phrase
// of this sentence and the pronoun.
func (c *scan) pluralAfter(o *occurrence) bool {
	for k := len(c.trail) - 1; k >= 0 && c.trail[k].sentence == c.s && c.trail[k].first > o.first; k-- {
		if c.trail[k].plural && c.trail[k].entity == nobody {
			return true
		}
	}
	return false
}

// isHuman reports whether a mention is of a person.
func isHuman(m *mention) bool { return m.Type == schema.Person }
