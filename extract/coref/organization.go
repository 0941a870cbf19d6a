package coref

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// joinShortForms joins short names of organizations, events, works and laws to
// the one longer name that they abbreviate.
func (r *resolver) joinShortForms() {
	for _, t := range [...]schema.EntityType{schema.Organization, schema.Event, schema.Law, schema.Product} {
		all := r.ofType(t)
		slices.SortStableFunc(all, func(a, b *entity) int { return len(b.longest()) - len(a.longest()) })
		var placed []*entity
		for _, s := range all {
			var fits []*entity
			for _, e := range placed {
				if r.shortFits(s, e) {
					fits = append(fits, e)
				}
			}
			if len(fits) == 1 {
				r.absorb(fits[0], s)
				continue
			}
			placed = append(placed, s)
		}
	}
}

func (r *resolver) shortFits(s, e *entity) bool {
	short := s.longest()
	m := &r.mentions[s.mentions[0]]
	if m.place != "" || acronymLetters(m.name) != "" && len(short) == 1 {
		return false
	}
	for _, long := range e.forms {
		if len(long) == len(short) {
			if !slices.Equal(short, long) && strings.Join(short, "") == strings.Join(long, "") {
				return true
			}
			continue // equal names of different countries' bodies
		}
		if len(long) > len(short) && shortForm(short, long, s.typ) {
			return r.sameCountry(s, e, long) && !r.derived(s, e, short, long)
		}
	}
	return false
}

// derived reports whether a long name is made from the short one rather than
// what it is short for: an organization that the article introduced as "Sony"
// is not called "Sony EyeToy Play" later, unless what is added says what kind
// of body it is. Headlines shorten, so what stands in the first sentence alone
// introduces nothing.
func (r *resolver) derived(s, e *entity, short, long []string) bool {
	if s.typ != schema.Organization || len(short) > 1 || short[0] != long[0] || bodyWord(long) {
		return false
	}
	introduced := 0
	for _, i := range s.mentions {
		m := &r.mentions[i]
		if m.Sentence > 0 && m.Start < r.mentions[e.mentions[0]].Start {
			introduced++
		}
	}
	return introduced > 0
}

// bodyWord reports whether a name ends with a word for a kind of body.
func bodyWord(name []string) bool {
	last := name[len(name)-1]
	return bodyNouns[last] || bodyEnds[last] || teamName(last) || lastAlone[last]
}

// bodyEnds are last words that tell what kind of body a name stands for.
var bodyEnds = wordSet(`group corp corporation company companies inc ltd limited plc ag sa nv llc holding holdings
	technologies technology capital partners bank motors motor systems networks network management media energy oil
	gas airlines airways semiconductor electric electronics industries international financial insurance securities
	pharmaceuticals pharma foods stores steel petroleum resources communications telecom mobile entertainment
	software computer computers laboratories fc afc brothers sons associates ventures trust society
	university college institute foundation party organisation organization federation`)

// sameCountry reports whether the short name's country, if it has one, is that
// of the long one.
func (r *resolver) sameCountry(s, e *entity, long []string) bool {
	q := ""
	for _, i := range s.mentions {
		if r.mentions[i].qualifier != "" {
			q = r.mentions[i].qualifier
			break
		}
	}
	if q == "" || !bodyNouns[s.longest()[len(s.longest())-1]] {
		return true
	}
	for _, i := range e.mentions {
		m := &r.mentions[i]
		if m.qualifier == q {
			return true
		}
		if c := countryIn(m.name); c != "" {
			return c == q
		}
	}
	return false
}

// countryIn returns the country that a name begins with: "U.S. Army".
func countryIn(name string) string {
	fields := strings.Fields(name)
	for n := min(3, len(fields)-1); n > 0; n-- {
		if c, ok := gazetteer.CountryOf(strings.Join(fields[:n], " ")); ok {
			return c.Name
		}
	}
	return ""
}

// shortForm reports whether the words of short are what is usually said for
// long.
func shortForm(short, long []string, typ schema.EntityType) bool {
	n := len(short)
	if slices.Equal(short, long[:n]) {
		rest := long[n:]
		if n == 1 && (commonFirst[short[0]] || len(short[0]) < 3) {
			return false
		}
		for _, w := range rest {
			if typ == schema.Product || partWords[w] {
				return false
			}
		}
		if rest[0] == "of" || rest[0] == "for" || rest[0] == "in" || rest[0] == "at" || rest[0] == "on" {
			return n > 1 && rest[0] != "in"
		}
		return true
	}
	if slices.Equal(short, long[len(long)-n:]) {
		if n == 1 && (typ == schema.Organization && !lastAlone[short[0]] && !teamName(short[0]) || typ == schema.Product) {
			return false
		}
		front := long[:len(long)-n]
		return !partWords[front[len(front)-1]] && front[len(front)-1] != "of" && front[len(front)-1] != "for" && front[len(front)-1] != "and"
	}
	return false
}

// commonFirst are first words that many names share, so that alone they are
// not short for one.
var commonFirst = wordSet(`bank national international american british european general united new north south east
	west central federal first royal state world global great national university institute ministry department
	house court council committee city union party democratic republican social socialist christian islamic free
	air big high supreme public foreign home la le el los real st saint san chinese russian german french
	association federation office international people peoples communist liberal labor labour conservative green`)

// partWords make of the name before them the name of something else, mostly a
// part or a sibling.
var partWords = wordSet(`council committee commission assembly research pictures music cloud news institute ventures
	labs europe america americas asia china japan india uk us usa foundation academy parliament court agency union
	fund school hospital museum center centre library press studios television tv radio sports
	online entertainment international league division subsidiary board caucus mission embassy
	ministry police force army navy guard guards stadium park arena airport station tower youth women womens ladies
	ii b u21 u23 reserve reserves alliance front wing brigade brigades cup prize award awards act plan project
	stage final finals semifinal semifinals qualifier qualifiers factory plant
	plus office section bureau unit branch oig inspector attorney program programme fair show`)

// lastAlone are last words that stand alone for a name.
var lastAlone = wordSet(`united city rovers wanderers albion villa forest hotspur county athletic guardian times
	economist journal post telegraph independent observer tribune herald pentagon treasury senate congress
	bundestag knesset duma taliban hezbollah hamas union commission council navy army marines parliament legislature
	assembly commonwealth chamber`)

// teamName reports whether a last word can be what a team is called by:
// "Vikings" for "Minnesota Vikings".
func teamName(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !commonPlurals[w]
}

var commonPlurals = wordSet(`nations states industries services systems forces airlines airways brothers partners motors
	technologies holdings associates resources communications securities sciences arts affairs studies relations
	news sports games championships works solutions enterprises industrials products foods stores laboratories
	pictures records studios schools times physics economics politics materials pharmaceuticals international rights
	workers journalists teachers employees students women ships operations emirates matters borders islands`)

// joinAcronyms joins acronyms to the one name whose initials they are, or that
// they stand in parentheses after.
func (r *resolver) joinAcronyms() {
	for _, a := range r.entities {
		if len(a.mentions) == 0 || a.typ == schema.Person || a.typ == schema.Group {
			continue
		}
		letters := acronymLetters(r.mentions[a.mentions[0]].name)
		if letters == "" || len(a.longest()) > 1 {
			continue
		}
		if e := r.definedBy(a, letters); e != nil {
			r.absorb(e, a)
			continue
		}
		var fits []*entity
		for _, e := range r.entities {
			if e == a || e.typ != a.typ || len(e.mentions) == 0 || a.place != "" && a.place != e.place {
				continue
			}
			for _, f := range e.forms {
				if len(f) > 1 && initials(f, letters) {
					fits = append(fits, e)
					break
				}
			}
		}
		if len(fits) == 1 {
			r.absorb(fits[0], a)
		}
	}
}

// definedBy returns the entity whose name stands right before or in
// parentheses after the acronym: "Securities and Exchange Commission (SEC)".
func (r *resolver) definedBy(a *entity, letters string) *entity {
	for _, i := range a.mentions {
		m := &r.mentions[i]
		tokens := r.doc.Sentences[m.Sentence].Tokens
		if i > 0 && m.First >= 2 && isOpen(tokens[m.First-1].Text) && m.Last < len(tokens) && isClose(tokens[m.Last].Text) {
			p := &r.mentions[i-1]
			if p.Sentence == m.Sentence && p.Last == m.First-1 && r.mayDefine(p, a, letters) {
				return r.entities[p.entity]
			}
		}
		if i+1 < len(r.mentions) {
			n := &r.mentions[i+1]
			if n.Sentence == m.Sentence && n.First == m.Last+1 && isOpen(tokens[m.Last].Text) && n.Last < len(tokens) && isClose(tokens[n.Last].Text) && r.mayDefine(n, a, letters) {
				return r.entities[n.entity]
			}
		}
	}
	return nil
}

func isOpen(s string) bool  { return s == "(" || s == "-LRB-" || s == "[" }
func isClose(s string) bool { return s == ")" || s == "-RRB-" || s == "]" }

// mayDefine reports whether a name beside a parenthesis can be the long form:
// more than one word or a long one, of the same type, not another acronym.
func (r *resolver) mayDefine(p *mention, a *entity, letters string) bool {
	e := r.entities[p.entity]
	if e == a || e.typ != a.typ || acronymLetters(p.name) != "" || p.place != "" {
		return false
	}
	return len(p.words) > 1 || inOrder(letters, p.words[0])
}

// inOrder reports whether the letters occur in the word in this order, the
// first at its front.
func inOrder(letters, word string) bool {
	if letters[0] != word[0] {
		return false
	}
	for i := 0; i < len(word) && letters != ""; i++ {
		if word[i] == letters[0] {
			letters = letters[1:]
		}
	}
	return letters == ""
}

// smallWords may or may not give a letter.
var smallWords = wordSet("of and for the in on de la du des a an to und e y et di del da der")

// initials reports whether letters are the first letters of the words, where
// small words may be left out and one word that the name begins with ("us" for
// "U.S.") may give all its letters.
func initials(words []string, letters string) bool {
	if len(words) == 0 {
		return letters == ""
	}
	if len(words) > 16 {
		return false
	}
	w := words[0]
	if letters != "" && w[0] == letters[0] && initials(words[1:], letters[1:]) {
		return true
	}
	if len(w) == 2 && strings.HasPrefix(letters, w) && initials(words[1:], letters[2:]) {
		return true
	}
	return smallWords[w] && initials(words[1:], letters)
}
