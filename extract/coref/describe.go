package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

var determiners = wordSet("the this")

// phrase is a definite description as read.
type phrase struct {
	first, head int    // tokens; first is that of the determiner
	start       int    // the first token of its mention: behind names within and possessive pronouns
	word        string // of the head
	kinds       head   // what the head can stand for; of roles of persons, without types
	human       bool
	gender      gazetteer.Gender
	country     string   // that it names: "the Chinese company"
	modifiers   []string // words between
	owner       int      // whose it is: "its chairman"
	possessed   bool     // by a pronoun, resolved or not
	age         bool     // "the 38-year-old"
}

// description resolves a definite description whose determiner or possessive
// pronoun is token i and returns the token after it, or i when there is none
// or it is not resolved.
func (c *scan) description(i int) int {
	owner := nobody
	if !determiners[c.lower[i]] {
		owner = c.owner
	}
	p, ok := c.phrase(i)
	if !ok {
		return i
	}
	p.owner = owner
	p.possessed = p.start > p.first && !determiners[c.lower[i]]
	if !p.human && p.possessed {
		return i // "its company"
	}
	e, probability := c.bearer(&p)
	if e == nobody {
		return i
	}
	end := p.head + 1
	for j := i + 1; j < p.start; {
		at := c.mention[j]
		if at == nobody {
			j++
			continue
		}
		m := &c.r.mentions[at]
		kind := aName
		if m.Kind == names.Demonym {
			kind = aDemonym
		}
		c.push(occurrence{entity: m.entity, kind: kind, first: m.First, last: m.Last, role: modifier, human: isHuman(m)})
		j = m.Last
	}
	c.resolved(p.start, end, names.Description, e, probability)
	ent := c.r.entities[e]
	if !p.age {
		ent.addTitle(p.word)
	}
	c.push(occurrence{entity: e, kind: aDescription, word: wordID(p.word), first: p.start, last: end, role: c.roleOf(i, end), human: ent.typ == schema.Person})
	return end
}

// longestPhrase is how many tokens a description has at most.
const longestPhrase = 8

// phrase reads the noun phrase that begins with the determiner at token i.
func (c *scan) phrase(i int) (phrase, bool) {
	n := len(c.tokens)
	p := phrase{first: i, start: i, head: -1}
	if !determiners[c.lower[i]] {
		p.start = i + 1
	}
	j := i + 1
	for j < n && j < i+longestPhrase {
		if at := c.mention[j]; at != nobody {
			if p.head >= 0 {
				return p, false // a title or an apposition: "the company Nokia"
			}
			m := &c.r.mentions[at]
			if m.place != "" && m.Type != schema.Group {
				p.country = m.place
			} else if m.Kind != names.Demonym && (m.Last >= n || c.tokens[m.Last].Text != "-") {
				return p, false
			}
			p.start = m.Last
			j = m.Last
			continue
		}
		tag := c.tokens[j].Tag
		switch {
		case strings.HasSuffix(c.lower[j], "-old"):
			p.age = true
			p.head = j
		case strings.HasPrefix(tag, "NN"):
			if p.age {
				return p, false
			}
			p.head = j
		case p.head >= 0:
			return c.whole(p, j)
		case strings.HasPrefix(tag, "JJ"), tag == "VBN", tag == "VBG", tag == "CD", strings.HasPrefix(tag, "RB"):
		case c.tokens[j].Text == "-" && p.start == j:
			p.start = j + 1
		default:
			return p, false
		}
		j++
	}
	return c.whole(p, j)
}

// whole completes a phrase before token end; false when its head is not one
// that can be resolved.
func (c *scan) whole(p phrase, end int) (phrase, bool) {
	h := p.head
	if h < 0 || end != h+1 || p.start > h {
		return p, false
	}
	if end < len(c.tokens) && (c.mention[end] != nobody || narrows[c.lower[end]] || c.tokens[end].Text == "-" || p.age && strings.HasPrefix(c.tokens[end].Tag, "JJ")) {
		return p, false
	}
	p.word = c.lower[h]
	for j := p.first + 1; j < h; j++ {
		if c.mention[j] != nobody {
			continue
		}
		if c.tokens[j].Tag == "JJS" || singles[c.lower[j]] {
			return p, false
		}
		if len(p.modifiers) < 4 {
			p.modifiers = append(p.modifiers, c.lower[j])
		}
	}
	if p.age {
		p.human = true
		return p, true
	}
	if strings.HasSuffix(c.tokens[h].Tag, "S") && !strings.HasSuffix(p.word, "s") || strings.HasSuffix(c.tokens[h].Tag, "NNS") {
		return p, false
	}
	p.gender, p.human = people()[p.word]
	if !p.human {
		var ok bool
		if p.kinds, ok = heads()[p.word]; !ok {
			return p, false
		}
	}
	if c.apposed(h) != nobody || c.named(h, &p) || p.first > 0 && (c.lower[p.first-1] == "formerly" || c.lower[p.first-1] == "then") {
		return p, false
	}
	_, is := c.predicate(h)
	return p, !is
}

// named reports whether the name follows: "The vice president, Mike Pence,".
func (c *scan) named(h int, p *phrase) bool {
	n := len(c.tokens)
	if h+2 >= n || c.tokens[h+1].Text != "," || c.mention[h+2] == nobody {
		return false
	}
	m := &c.r.mentions[c.mention[h+2]]
	typ := c.r.entities[m.entity].typ
	return (p.human && typ == schema.Person || !p.human && p.kinds.takes(typ)) && (m.Last >= n || c.isPause(m.Last) || c.tokens[m.Last].Text == ".")
}

// singles are words that make a description one of several: "the first
// country", "the next president".
var singles = wordSet("first only next last other another same second third fourth fifth latest new incoming future own single whole average every each various typical ideal")

// narrows are words after a noun that make it another: "the bank of", "the
// company that".
var narrows = wordSet("of that which who whose where for")

// fit is an entity that a description may mean.
type fit struct {
	entity int
	at     int // its last place in the trail
}

// mostFits is how many entities a description chooses among, the nearest.
const mostFits = 12

// bearer asks which entity a description means.
func (c *scan) bearer(p *phrase) (int, float64) {
	c.fits = c.fits[:0]
	for _, e := range c.r.entities {
		if c.spoken[e.id] > 0 && e.id != p.owner && c.mayBe(p, e) {
			c.fits = append(c.fits, fit{e.id, c.lastAt[e.id]})
		}
	}
	if len(c.fits) == 0 {
		return nobody, 0
	}
	slices.SortFunc(c.fits, func(a, b fit) int { return b.at - a.at })
	c.fits = c.fits[:min(len(c.fits), mostFits)]
	if e := c.countryman(p); e != nobody {
		return e, countrymanProbability
	}
	q := &c.question
	q.reset(topicOf(p))
	q.open(nobody, "")
	c.unmeantFeatures(q, p)
	for k := len(c.trail) - 1; k >= c.from; k-- {
		if o := &c.trail[k]; o.kind == aNoun && o.word == wordID(p.word) && !o.plural {
			q.open(nobody, o.chain)
			c.sameNounFeatures(q, p, o)
			break
		}
	}
	for k := len(c.fits) - 1; k >= 0; k-- {
		q.open(c.fits[k].entity, "")
		c.descriptionFeatures(q, p, c.fits[k], k)
	}
	e, probability := c.answer(q, text.Span{Start: c.tokens[p.first].Start, End: c.tokens[p.head].End})
	if e != nobody && c.learning == nil && c.rivalled(p, e) {
		return nobody, 0
	}
	return e, probability
}

// rivalled reports whether nothing tells an entity from another that is as
// near: one that the same sentence names as often ("Nokia sued Ericsson. The
// company..."); of "the German chipmaker" any other of the last sentences.
func (c *scan) rivalled(p *phrase, id int) bool {
	e := c.r.entities[id]
	if p.human || ownWord(p, e) || slices.Contains(e.titles, p.word) {
		return false
	}
	special := p.kinds.which == "business" && !generalHeads[p.word] || p.country != "" && c.r.from(e) != p.country
	at := c.trail[c.lastAt[id]].sentence
	for _, f := range c.fits {
		if f.entity == id {
			continue
		}
		if s := c.trail[f.at].sentence; special && s >= c.s-2 || s == at && c.spoken[f.entity] >= c.spoken[id] {
			return true
		}
	}
	return false
}

// generalHeads are said of any company.
var generalHeads = wordSet("company firm corporation")

// countrymanProbability is that of a description with a demonym that a rule
// joins, by reading a sample.
const countrymanProbability = .85

// countryman is the one entity near that a description with a demonym can
// mean: "the Chinese company" of an article that names one company, "the
// French president" of one that names one president of France.
func (c *scan) countryman(p *phrase) int {
	if p.country == "" || c.learning != nil || p.human && p.age {
		return nobody
	}
	found := nobody
	for _, f := range c.fits {
		e := c.r.entities[f.entity]
		if p.human && !slices.Contains(e.titles, p.word) || p.kinds.which == "own" && !ownWord(p, e) && !slices.Contains(e.titles, p.word) {
			continue
		}
		if c.r.from(e) != p.country && c.s-c.trail[f.at].sentence > 2 {
			continue
		}
		if found != nobody {
			return nobody
		}
		found = f.entity
	}
	return found
}

func topicOf(p *phrase) topic {
	switch {
	case p.human:
		return aboutPerson
	case p.kinds.takes(schema.Organization):
		return aboutBody
	case p.kinds.takes(schema.Place):
		return aboutPlace
	}
	return aboutThing
}

// mayBe reports whether an entity can be what a description means.
func (c *scan) mayBe(p *phrase, e *entity) bool {
	if p.human {
		if e.typ != schema.Person {
			return false
		}
		if from := c.r.from(e); p.country != "" && from != "" && from != p.country {
			return false
		}
		if p.possessed && !slices.Contains(e.titles, p.word) {
			return false // "his wife" is one who was called a wife before
		}
		g := e.tells()
		return g == gazetteer.Unknown || p.gender == gazetteer.Unknown || g == p.gender
	}
	if !p.kinds.takes(e.typ) || !c.agrees(e, p.country) {
		return false
	}
	switch p.kinds.which {
	case "business":
		return e.place == "" && !isBody(e)
	case "country":
		return isCountry(e.place)
	case "settlement":
		return e.place == ""
	}
	return true
}

// agrees reports whether an entity may be of the country that a description
// names.
func (c *scan) agrees(e *entity, country string) bool {
	if country == "" {
		return true
	}
	for _, i := range e.mentions {
		m := &c.r.mentions[i]
		if m.qualifier != "" {
			return m.qualifier == country
		}
		if q := countryIn(m.name); q != "" {
			return q == country
		}
	}
	return e.place == "" || e.place == country
}

// isBody reports whether the name of an organization shows that it is no
// company.
func isBody(e *entity) bool {
	for _, f := range e.forms {
		for _, w := range f {
			if notBusiness[w] {
				return true
			}
		}
	}
	return false
}

func isCountry(place string) bool {
	c, ok := gazetteer.CountryOf(place)
	return ok && c.Code != ""
}
