package resolve

import (
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/schema"
)

// How far from a person's name, in words, a word may stand that says what the
// person does: "striker Daniel Moreira", "Daniel Moreira, a former finance
// minister of".
const (
	wordsBefore = 3
	wordsAfter  = 6
)

// addHints reads from the text around names what tells namesakes apart.
func addHints(a *Article) {
	for _, s := range a.Statements {
		c := &a.Chains[s.Subject]
		if c.Type == schema.Person {
			for _, w := range words(s.Role) {
				c.addField(w)
			}
			switch s.Type {
			case schema.HeadOfStateOf, schema.HeadOfGovernmentOf:
				c.count(Politics)
			case schema.CEOOf:
				c.count(Business)
			}
		}
		if c.Type == schema.Person && s.Object >= 0 && ofState(s.Type) && s.Modality != schema.Denied {
			if o := &a.Chains[s.Object]; o.Type == schema.Place {
				if k, ok := gazetteer.CountryOf(o.Name); ok && k.Code != "" {
					c.label(k.Code)
				}
			}
		}
		if s.Object >= 0 && placing(s.Type) && s.Modality != schema.Denied {
			o := &a.Chains[s.Object]
			if code := countryCode(o.Type, o.Name); code != "" {
				c.label(code)
			}
		}
	}
	for i, m := range a.Mentions {
		if m.Kind != names.Name {
			continue
		}
		c := &a.Chains[m.Chain]
		switch c.Type {
		case schema.Person:
			before, after := around(a.Text, m)
			for _, w := range before {
				c.addField(w)
			}
			for _, w := range after {
				c.addField(w)
			}
		case schema.Organization:
			if code := a.countryBefore(i); code != "" {
				c.label(code)
			}
		}
	}
}

// countryBefore is the country that stands next to the name of an organization,
// before it: "Iranian [parliament]", "Iran's [Foreign Ministry]". A body of state
// whose name does not say its country is of the only one that its sentence has
// named before: "Iran changed the head of its [Central Bank]".
func (a *Article) countryBefore(i int) string {
	m := a.Mentions[i]
	if i == 0 || m.Start > len(a.Text) {
		return ""
	}
	if p := a.Mentions[i-1]; p.End <= m.Start && p.Chain != m.Chain {
		switch a.Text[p.End:m.Start] {
		case " ", "'s ", "’s ", "' ", "’ ":
			if code := countryCode(a.Chains[p.Chain].Type, a.Chains[p.Chain].Name); code != "" {
				return code
			}
		}
	}
	b, body := readBody(a.Chains[m.Chain].Name)
	if _, party := known.PartyOf(b.rest); !body || party || b.country != "" || b.rest == embassy {
		return ""
	}
	only := ""
	for k := i - 1; k >= 0; k-- {
		p := a.Mentions[k]
		if p.End > m.Start || strings.Contains(a.Text[p.End:m.Start], ". ") || strings.ContainsAny(a.Text[p.End:m.Start], "\n!?;") {
			break
		}
		c := &a.Chains[p.Chain]
		if p.Kind != names.Name && p.Kind != names.Demonym {
			continue
		}
		if code := nationOf(c.Type, c.Name); code != "" && code != only {
			if only != "" {
				return ""
			}
			only = code
		}
	}
	return only
}

// placing reports whether a relation's object says where its subject belongs.
func placing(t schema.RelationType) bool {
	return t == schema.HeadquarteredIn || t == schema.LocatedIn || t == schema.SubsidiaryOf
}

// ofState reports whether a relation of a person with a country says that the
// person serves it.
func ofState(t schema.RelationType) bool {
	return t == schema.HeadOfStateOf || t == schema.HeadOfGovernmentOf || t == schema.WorksFor
}

// countryCode is the ISO code of a place that is a country, or "US" for a state
// of the United States that no country shares its name with.
func countryCode(t schema.EntityType, name string) string {
	if t != schema.Place {
		return ""
	}
	if k, ok := gazetteer.CountryOf(name); ok {
		return k.Code
	}
	if _, ok := gazetteer.StateOf(name); ok {
		return "US"
	}
	return ""
}

func (c *Chain) label(code string) {
	if c.Labels == nil {
		c.Labels = make(map[string]int)
	}
	c.Labels[code]++
}

func (c *Chain) count(f Field) {
	if c.Fields == nil {
		c.Fields = make(map[Field]int)
	}
	c.Fields[f]++
}

func (c *Chain) addField(word string) {
	if f, ok := fieldWords[word]; ok {
		c.count(f)
	}
}

// around gives the words next to a mention, lower-case, up to the end of the
// sentence or the next name.
func around(text string, m Mention) (before, after []string) {
	if m.End > len(text) {
		return nil, nil
	}
	left := text[max(0, m.Start-60):m.Start]
	if i := strings.LastIndexAny(left, ".;:!?\n\"“”"); i >= 0 {
		left = left[i+1:]
	}
	before = words(left)
	before = before[max(0, len(before)-wordsBefore):]
	right := text[m.End:min(len(text), m.End+80)]
	// Only what follows at once describes the name: ", the striker", "is a minister".
	trimmed := strings.TrimLeft(right, " ")
	if !strings.HasPrefix(trimmed, ",") && !strings.HasPrefix(trimmed, "is ") && !strings.HasPrefix(trimmed, "was ") {
		return before, nil
	}
	if i := strings.IndexAny(right, ".;:!?\n\"“”"); i >= 0 {
		right = right[:i]
	}
	after = words(right)
	return before, after[:min(len(after), wordsAfter)]
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

// fieldWords are words for what a person does that belong to one field.
var fieldWords = func() map[string]Field {
	m := map[string]Field{}
	for f, list := range map[Field]string{
		Politics: "president minister premier chancellor senator congressman congresswoman lawmaker mp mep governor mayor politician ambassador diplomat envoy candidate spokesman spokeswoman spokesperson secretary parliament opposition republican democrat conservative labour king queen prince princess deputy commissioner councillor backbencher",
		Sport:    "striker midfielder defender goalkeeper winger forward footballer player coach cricketer batsman bowler golfer boxer sprinter swimmer cyclist skipper captain champion quarterback pitcher runner athlete jockey fullback flanker scrum hooker fly-half racer olympic teammate scored seed seeded",
		Business: "ceo executive entrepreneur investor banker founder shareholder tycoon businessman businesswoman billionaire economist analyst financier",
		Arts:     "actor actress singer musician rapper novelist author poet playwright painter sculptor composer comedian filmmaker guitarist drummer songwriter pianist dancer screenwriter",
		Science:  "professor scientist physicist chemist biologist researcher astronomer mathematician historian engineer",
		Military: "general colonel admiral lieutenant sergeant commander soldier marshal brigadier corporal",
		Law:      "judge lawyer attorney prosecutor barrister solicitor justice sheriff detective magistrate",
		Religion: "bishop archbishop cardinal pope imam rabbi priest cleric ayatollah pastor reverend",
		Media:    "journalist reporter editor presenter broadcaster columnist correspondent",
	} {
		for w := range strings.FieldsSeq(list) {
			m[w] = f
		}
	}
	return m
}()

// camp joins fields between which people change; between camps they hardly do.
func camp(f Field) string {
	switch f {
	case Sport:
		return "sport"
	case Arts:
		return "arts"
	case Media:
		return ""
	}
	return "public"
}
