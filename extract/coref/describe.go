package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// description resolves a definite description that begins at token i ("the
// company") and returns the token after it, or i when there is none.
func (c *scan) description(i int) int {
	n := len(c.tokens)
	j, demonym := i+1, nobody
	country := ""
	if j < n && c.mention[j] != nobody {
		m := &c.r.mentions[c.mention[j]]
		if m.Kind != names.Demonym && m.place == "" || m.Type == schema.Group {
			return i
		}
		country, demonym = m.place, c.mention[j]
		j = m.Last
	}
	if j >= n || c.mention[j] != nobody {
		return i
	}
	if country == "" && strings.HasSuffix(c.lower[j], "-old") {
		return c.aged(i, j)
	}
	if country == "" && j+1 < n && c.lower[j] == "prime" && c.lower[j+1] == "minister" {
		j++
	}
	if !strings.HasPrefix(c.tokens[j].Tag, "NN") || strings.HasSuffix(c.tokens[j].Tag, "S") {
		return i
	}
	end := j + 1
	if end < n && (strings.HasPrefix(c.tokens[end].Tag, "NN") || c.mention[end] != nobody || narrows[c.lower[end]] || c.tokens[end].Text == "-") {
		return i
	}
	word := c.lower[j]
	e := nobody
	if _, human := people()[word]; human {
		e = c.bearer(word, j-i > 1 && country == "")
	} else if h, ok := heads()[word]; ok {
		e = c.described(h, word, country)
	}
	if e == nobody {
		return i
	}
	first := i
	if country != "" {
		first = j // the demonym is a mention of its own: "the Chinese [company]"
	}
	c.resolved(first, end, names.Description, e, salience().Description)
	if demonym != nobody {
		m := &c.r.mentions[demonym]
		c.push(occurrence{entity: m.entity, first: m.First, last: m.Last, role: modifier})
	}
	ent := c.r.entities[e]
	c.push(occurrence{entity: e, first: first, last: end, role: c.roleOf(i, end), human: ent.typ == schema.Person})
	return end
}

// narrows are words after a noun that make it another: "the bank of", "the
// company that".
var narrows = wordSet("of that which who whose where for")

// bearer returns the only person who bears a title or role: of several the one
// of the last two sentences.
func (c *scan) bearer(word string, two bool) int {
	title := word
	if two {
		title = "prime minister"
	}
	var fits []int
	for _, e := range c.r.entities {
		if e.typ == schema.Person && len(e.mentions) > 0 && c.seen(e) && slices.Contains(e.titles, title) {
			fits = append(fits, e.id)
		}
	}
	return c.nearest(fits)
}

// seen reports whether the entity was mentioned before this sentence ends.
func (c *scan) seen(e *entity) bool {
	return c.r.mentions[e.mentions[0]].Sentence <= c.s && e.mentions[0] < c.next &&
		c.mentionedBefore(e.mentions[0])
}

func (c *scan) mentionedBefore(i int) bool {
	m := &c.r.mentions[i]
	return m.Sentence < c.s || len(c.trail) > 0 && m.First <= c.trail[len(c.trail)-1].first
}

// nearest returns the only one of several, or the only one of them that the
// last two sentences name.
func (c *scan) nearest(fits []int) int {
	if len(fits) == 1 {
		return fits[0]
	}
	if len(fits) == 0 {
		return nobody
	}
	for back := 0; back <= 2; back++ {
		at := nobody
		for k := len(c.trail) - 1; k >= c.from && c.trail[k].sentence >= c.s-back; k-- {
			o := &c.trail[k]
			if o.entity < 0 || !slices.Contains(fits, o.entity) {
				continue
			}
			if at != nobody && at != o.entity {
				return nobody
			}
			at = o.entity
		}
		if at != nobody {
			return at
		}
	}
	return nobody
}

// described returns the entity that a head noun points to.
func (c *scan) described(h head, word, country string) int {
	var fits, near []int
	for k := len(c.trail) - 1; k >= c.from && c.trail[k].sentence >= c.s-2; k-- {
		// "the country" can be the one of "Nigerian television", but "the
		// company" is not that of "Nokia phones".
		o := &c.trail[k]
		if o.entity >= 0 && (o.role != modifier || h.which == "country") && !slices.Contains(near, o.entity) {
			near = append(near, o.entity)
		}
	}
	for _, e := range c.r.entities {
		if len(e.mentions) == 0 || !h.takes(e.typ) || !c.seen(e) || !c.agrees(e, country) {
			continue
		}
		ok := false
		switch h.which {
		case "own":
			ok = e.hasWord(h.words...)
		case "business":
			ok = slices.Contains(near, e.id) && e.place == "" && !isBody(e)
		case "country":
			ok = slices.Contains(near, e.id) && isCountry(e.place)
		case "settlement":
			ok = slices.Contains(near, e.id) && e.place == ""
		case "unique":
			ok = slices.Contains(near, e.id)
		}
		if ok {
			fits = append(fits, e.id)
		}
	}
	if h.which == "own" {
		return c.nearest(fits)
	}
	if len(fits) != 1 {
		return nobody
	}
	return fits[0]
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

// aged resolves "the 38-year-old" to the only person near.
func (c *scan) aged(i, j int) int {
	if j+1 < len(c.tokens) && (strings.HasPrefix(c.tokens[j+1].Tag, "NN") || strings.HasPrefix(c.tokens[j+1].Tag, "JJ") || c.mention[j+1] != nobody) {
		return i
	}
	at := nobody
	for k := len(c.trail) - 1; k >= c.from && c.trail[k].sentence >= c.s-1; k-- {
		o := &c.trail[k]
		if !o.human || o.plural || o.role == modifier {
			continue
		}
		if o.entity < 0 || at != nobody && at != o.entity {
			return i
		}
		at = o.entity
	}
	if at == nobody || c.r.entities[at].typ != schema.Person {
		return i
	}
	c.resolved(i, j+1, names.Description, at, salience().Description)
	c.push(occurrence{entity: at, first: i, last: j + 1, role: c.roleOf(i, j+1), human: true})
	return j + 1
}
