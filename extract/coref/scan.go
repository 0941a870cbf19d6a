package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// role is what a noun phrase does in its clause.
type role uint8

const (
	modifier  role = iota // "Trump administration"
	possessor             // "Trump's lawyer"
	object                // after a verb or preposition
	subject               // before its verb
)

const (
	farthest = 5  // sentences back that a pronoun reaches
	nobody   = -1 // no entity, no mention
)

// occurrence is a noun phrase that a later pronoun may stand for: a mention of
// an entity, or a phrase without a name, which only competes.
type occurrence struct {
	entity    int // nobody for unnamed phrases
	kind      phraseKind
	word      uint32 // of the head
	chain     string // gold chain, when learning
	sentence  int
	first     int // token
	last      int
	role      role
	human     bool
	plural    bool
	gender    gazetteer.Gender
	quoted    bool // inside quotation marks
	initial   bool // the first phrase of its sentence
	says      bool // subject of a verb of speech
	joined    bool // one of two: "X and Y"
	some      bool // indefinite: "a man"
	paragraph int
}

// phraseKind is the form of a noun phrase.
type phraseKind uint8

const (
	aName phraseKind = iota
	aDemonym
	aDescription
	aPronoun
	aNoun
)

// scan walks through the sentences, keeps a trail of noun phrases and resolves
// what can be resolved as it passes.
type scan struct {
	r       *resolver
	trail   []occurrence
	from    int // where the trail of the last few sentences begins
	s       int // sentence
	tokens  []text.Token
	lower   []string
	mention []int  // mention at each token, or nobody
	quoted  []bool // whether each token stands inside quotation marks
	open    bool   // a quotation goes on
	openAt  int    // the sentence where it began
	next    int    // first mention not yet passed

	paragraph int
	spoken    []int // how often each entity was mentioned so far
	question  question
	picks     []pick
	fits      []fit
	lastAt    []int // of each entity, its last place in the trail
	learning  *lesson
	owner     int // of what a possessive pronoun introduces
}

func (r *resolver) joinAnaphors() {
	c := &scan{r: r, spoken: make([]int, len(r.entities)), lastAt: make([]int, len(r.entities)), learning: r.learning}
	for s := range r.doc.Sentences {
		c.sentence(s)
	}
}

// sentence prepares the arrays and passes over the tokens.
func (c *scan) sentence(s int) {
	r := c.r
	c.s, c.tokens = s, r.doc.Sentences[s].Tokens
	n := len(c.tokens)
	if s > 0 && strings.Contains(r.doc.Text[r.doc.Sentences[s-1].End:r.doc.Sentences[s].Start], "\n") {
		c.paragraph++
	}
	c.lower, c.mention, c.quoted = c.lower[:0], c.mention[:0], c.quoted[:0]
	if c.open && s-c.openAt > 6 {
		c.open = false // an unpaired mark
	}
	for i := range n {
		t := c.tokens[i].Text
		c.lower = append(c.lower, strings.ToLower(t))
		c.mention = append(c.mention, nobody)
		switch mark(r.doc.Text, c.tokens[i]) {
		case '“':
			c.open, c.openAt = true, s
		case '”':
			c.open = false
		case '"':
			c.open = !c.open
			c.openAt = s
		}
		c.quoted = append(c.quoted, c.open)
	}
	for ; c.next < len(r.mentions) && r.mentions[c.next].Sentence == s; c.next++ {
		m := &r.mentions[c.next]
		for i := m.First; i < m.Last; i++ {
			c.mention[i] = c.next
		}
	}
	for c.from < len(c.trail) && c.trail[c.from].sentence < s-farthest {
		c.from++
	}
	for i := 0; i < n; {
		i = c.step(i)
	}
}

// mark returns the double quotation mark that a token is, or 0.
func mark(s string, t text.Token) rune {
	switch t.In(s) {
	case "“", "``", "„", "«":
		return '“'
	case "”", "''", "»":
		return '”'
	case `"`:
		return '"'
	}
	return 0
}

// step reads what begins at token i and returns the token after it.
func (c *scan) step(i int) int {
	if at := c.mention[i]; at != nobody {
		m := &c.r.mentions[at]
		kind := aName
		if m.Kind == names.Demonym {
			kind = aDemonym
		}
		c.push(occurrence{entity: m.entity, kind: kind, first: m.First, last: m.Last, role: c.roleOf(m.First, m.Last), human: c.r.entities[m.entity].typ == schema.Person})
		return m.Last
	}
	t := c.tokens[i]
	if p, ok := pronouns[c.lower[i]]; ok {
		if strings.HasPrefix(t.Tag, "PRP") || strings.HasPrefix(t.Tag, "W") {
			e := c.pronoun(i, p)
			if p.form == possessive && p.kind < who {
				c.owner = e
				if end := c.description(i); end > i {
					return end
				}
			}
			return i + 1
		}
	}
	if determiners[c.lower[i]] {
		if end := c.description(i); end > i {
			return end
		}
	}
	if strings.HasPrefix(t.Tag, "NN") {
		return c.noun(i)
	}
	return i + 1
}

func (c *scan) push(o occurrence) {
	o.sentence = c.s
	o.quoted = c.quoted[o.first]
	o.paragraph = c.paragraph
	o.initial = len(c.trail) == 0 || c.trail[len(c.trail)-1].sentence != c.s
	o.says = o.role == subject && c.speaks(o.last) || o.role == object && o.first > 0 && reporting[c.lower[o.first-1]]
	o.some = o.kind == aNoun && c.indefinite(o.first)
	o.joined = o.last < len(c.tokens) && c.lower[o.last] == "and" || o.first > 0 && c.lower[o.first-1] == "and"
	if o.entity != nobody {
		c.spoken[o.entity]++
		c.lastAt[o.entity] = len(c.trail)
	} else if c.learning != nil {
		o.chain, _ = c.learning.gold(c.tokens[o.last-1].Span)
	}
	c.trail = append(c.trail, o)
}

// indefinite reports whether "a" or "another" introduces the noun at token i.
func (c *scan) indefinite(i int) bool {
	for i--; i >= 0 && (strings.HasPrefix(c.tokens[i].Tag, "JJ") || c.tokens[i].Tag == "VBN"); i-- {
	}
	return i >= 0 && (c.lower[i] == "a" || c.lower[i] == "an" || c.lower[i] == "another")
}

// speaks reports whether a verb of speech follows at token i, or after an
// adverb or auxiliary.
func (c *scan) speaks(i int) bool {
	for j := i; j < len(c.lower) && j < i+3; j++ {
		if reporting[c.lower[j]] {
			return true
		}
	}
	return false
}

var reporting = wordSet(`said says say told tells added adds announced argued asked believes believed called claimed claims
	confirmed denied explained insisted insists noted pointed predicted promised replied reported reports stated stressed
	suggested suggests thinks thought urged warned warns wrote writes admitted acknowledged commented`)

// noun passes over a run of nouns; its last word is the head.
func (c *scan) noun(i int) int {
	end := i + 1
	for end < len(c.tokens) && c.mention[end] == nobody && strings.HasPrefix(c.tokens[end].Tag, "NN") {
		end++
	}
	headAt := end - 1
	word := c.lower[headAt]
	if end < len(c.tokens) && c.mention[end] != nobody && !c.isPause(end-1) {
		c.calls(c.r.mentions[c.mention[end]].entity, word)
		return end // a title: "spokeswoman Monica Crowley", "carmaker BMW"
	}
	plural := strings.HasSuffix(c.tokens[headAt].Tag, "S")
	g, human := people()[word]
	if plural && !human {
		_, human = people()[strings.TrimSuffix(word, "s")]
		human = human || word == "people" || word == "men" || word == "women" || word == "children" || word == "police"
	}
	if word == "people" || word == "police" || word == "men" || word == "women" || word == "children" {
		plural = true
	}
	if !plural {
		if c.calls(c.apposed(i), word) {
			return end
		}
		if subject, is := c.predicate(i); is && (human || subject != nobody) {
			c.calls(subject, word)
			return end
		}
	}
	if timeNouns[word] {
		return end
	}
	c.push(occurrence{entity: nobody, kind: aNoun, word: wordID(word), first: i, last: end, role: c.roleOf(i, end), human: human, plural: plural, gender: g})
	return end
}

var timeNouns = wordSet(`year years month months week weeks day days hour hours minute minutes time times today yesterday
	tomorrow morning evening night afternoon percent per cent part addition example fact way case course place
	january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

func (c *scan) isPause(i int) bool {
	switch c.tokens[i].Text {
	case ",", "-", "--", "—", "(", ":", ";":
		return true
	}
	return false
}

// calls notes a noun that the article has for an entity, if it is one for its
// type, and reports whether it is.
func (c *scan) calls(id int, word string) bool {
	if id == nobody {
		return false
	}
	e := c.r.entities[id]
	g, human := people()[word]
	h, ok := heads()[word]
	if human && e.typ != schema.Person || !human && (!ok || !h.takes(e.typ)) {
		return false
	}
	e.addTitle(word)
	if human && e.gender == gazetteer.Unknown {
		e.gender = g
	}
	return true
}

// apposed returns the entity named right before the comma that a noun phrase
// stands after: "Monica Crowley, a spokeswoman".
func (c *scan) apposed(i int) int {
	j := i - 1
	for j >= 0 && i-j < 7 {
		tag := c.tokens[j].Tag
		name := c.mention[j] != nobody && c.r.entities[c.r.mentions[c.mention[j]].entity].typ != schema.Person
		if !strings.HasPrefix(tag, "JJ") && !strings.HasPrefix(tag, "VB") && !strings.HasPrefix(tag, "NN") && tag != "CD" && tag != "DT" && tag != "PRP$" && tag != "POS" && !name || c.tokens[j].Text == "," {
			break
		}
		j--
	}
	if j < 1 || i-j > 6 || c.tokens[j].Text != "," || c.mention[j-1] == nobody {
		return nobody
	}
	return c.r.mentions[c.mention[j-1]].entity
}

// predicate reports whether a noun phrase says what the subject is ("was a
// businessman", "as chairman"), and which entity that is, if it is named right
// before.
func (c *scan) predicate(i int) (subject int, is bool) {
	j := i - 1
	for j >= 0 && (strings.HasPrefix(c.tokens[j].Tag, "JJ") || c.tokens[j].Tag == "DT" || strings.HasPrefix(c.tokens[j].Tag, "RB") || c.mention[j] != nobody && c.r.mentions[c.mention[j]].Kind == names.Demonym) {
		j--
	}
	if j < 0 || !beVerbs[c.lower[j]] {
		return nobody, false
	}
	for j--; j >= 0 && (c.tokens[j].Tag == "MD" || strings.HasPrefix(c.tokens[j].Tag, "RB") || strings.HasPrefix(c.tokens[j].Tag, "VB")); j-- {
	}
	if j >= 0 && c.mention[j] != nobody && !c.isPause(j) {
		return c.r.mentions[c.mention[j]].entity, true
	}
	return nobody, true
}

var beVerbs = wordSet("is was are were be been being become became becomes as remains remained named appointed elected")

// roleOf finds the role of a noun phrase from the words around it.
func (c *scan) roleOf(first, last int) role {
	n := len(c.tokens)
	if last < n {
		switch t := c.tokens[last]; {
		case t.Tag == "POS" || t.Text == "'s" || t.Text == "’s":
			return possessor
		case strings.HasPrefix(t.Tag, "NN") || c.mention[last] != nobody:
			return modifier
		case (strings.HasPrefix(t.Tag, "JJ") || t.Tag == "CD") && last+1 < n && strings.HasPrefix(c.tokens[last+1].Tag, "NN") && c.mention[last+1] == nobody:
			return modifier
		case t.Text == "-":
			return modifier
		}
	}
	if p := c.before(first); p >= 0 && (c.tokens[p].Tag == "IN" && !clauseWords[c.lower[p]] || c.tokens[p].Tag == "TO") {
		return object
	}
	// "Novak and Weber came": both have the role of the last.
	if last+1 < n && c.lower[last] == "and" && c.mention[last+1] != nobody {
		m := &c.r.mentions[c.mention[last+1]]
		return c.roleOf(m.First, m.Last)
	}
	// Subject: a verb follows, maybe after a comma phrase or an adverb.
	for j, depth := last, 0; j < n && j < last+14; j++ {
		switch tag := c.tokens[j].Tag; {
		case isFinite(tag):
			return subject
		case tag == "," || tag == "(" || tag == "-LRB-":
			if depth == 0 && j > last {
				return object
			}
			// skip to the closing comma
			k := j + 1
			for k < n && k < j+13 && c.tokens[k].Tag != "," && c.tokens[k].Tag != ")" && c.tokens[k].Tag != "-RRB-" {
				k++
			}
			if k >= n || k >= j+13 {
				return object
			}
			j, depth = k, depth+1
		case strings.HasPrefix(tag, "RB"), tag == "CC" && j > last:
		default:
			return object
		}
	}
	return object
}

// clauseWords are tagged like prepositions but begin clauses.
var clauseWords = wordSet("that if because while although though whether since after before as until unless when where than")

// before returns the token before a noun phrase's articles and adjectives, or
// -1.
func (c *scan) before(first int) int {
	p := first - 1
	for p >= 0 && c.mention[p] == nobody {
		switch tag := c.tokens[p].Tag; {
		case tag == "DT", tag == "PRP$", tag == "CD", strings.HasPrefix(tag, "JJ"), strings.HasPrefix(tag, "NN"):
			p--
			continue
		}
		break
	}
	return p
}

func isFinite(tag string) bool {
	switch tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// finiteBetween counts the finite verbs from token a up to b.
func (c *scan) finiteBetween(a, b int) int {
	n := 0
	for i := a; i < b; i++ {
		if isFinite(c.tokens[i].Tag) {
			n++
		}
	}
	return n
}
