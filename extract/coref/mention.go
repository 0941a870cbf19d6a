package coref

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// mention is a name as read: without title, possessive and legal form.
type mention struct {
	names.Mention
	name      string   // surface without title and possessive
	key       string   // what equal names share
	words     []string // of the normalized name
	place     string   // the country or region that it names
	qualifier string   // country that stands before it: "Iranian", "Iran's"
	title     string   // normalized title before or within it: "president"
	gender    gazetteer.Gender
	weight    float64
	entity    int
}

func newMention(doc text.Document, m names.Mention) mention {
	tokens := doc.Sentences[m.Sentence].Tokens
	p := mention{Mention: m, name: m.In(doc.Text), weight: max(m.Probability, .05)}
	for _, s := range [...]string{"'s", "’s"} {
		if t, ok := strings.CutSuffix(p.name, s); ok && t != "" {
			p.name = t
		}
	}
	p.readSeat(doc.Text)
	if m.Type == schema.Person {
		p.readTitles(tokens)
		p.words = keyWords(p.name)
		p.key = strings.Join(p.words, " ")
		return p
	}
	base := p.name
	if m.Type == schema.Organization {
		base, _ = gazetteer.TrimLegalForm(p.name)
	}
	p.words = keyWords(base)
	p.key = strings.Join(p.words, " ")
	if c, ok := gazetteer.CountryOf(p.name); ok {
		p.place = c.Name
	} else if c, people, ok := gazetteer.DemonymOf(p.name); ok && !people {
		p.place = c.Name
	} else if s, ok := gazetteer.StateOf(p.name); ok && m.Type == schema.Place && len(p.name) > 2 {
		p.place = s.Name
	}
	switch {
	case p.place != "" && (m.Type == schema.Group):
		p.key = "people:" + p.place
	case m.Type == schema.Group:
		p.key = groupKey(p.words)
	case p.place != "":
		p.key = "place:" + p.place
	case m.Kind == names.Demonym:
		p.key = "place:" + p.name
	}
	p.qualifier = qualifierBefore(tokens, m.First)
	return p
}

// readSeat writes out the party and the state of a lawmaker: the "R" and the "UT"
// of "(R-UT)".
func (p *mention) readSeat(article string) {
	switch {
	case p.Type == schema.Group && strings.HasPrefix(article[p.End:], "-"):
		if party, ok := parties[p.name]; ok {
			p.name = party
		}
	case p.Type == schema.Place && p.Start > 2 && article[p.Start-3] == '(' && article[p.Start-1] == '-':
		if s, ok := gazetteer.StateOf(p.name); ok {
			p.name = s.Name
		}
	}
}

// parties are the letters that stand for American parties.
var parties = map[string]string{"R": "Republican", "D": "Democratic"}

// keyWords are the words of a normalized name; a name without letters is its
// own.
func keyWords(name string) []string {
	if words := strings.Fields(gazetteer.Normalize(name)); len(words) > 0 {
		return words
	}
	return []string{name}
}

// readTitles cuts titles off the front of a person's name and looks for more
// of them before it.
func (p *mention) readTitles(tokens []text.Token) {
	var titles []string
	fields := strings.Fields(p.name)
	for len(fields) > 1 && gazetteer.IsTitle(fields[0]) && fields[0][0] >= 'A' && fields[0][0] <= 'Z' && !givenNameToo[strings.ToLower(fields[0])] {
		titles = append(titles, fields[0])
		fields = fields[1:]
	}
	if len(titles) > 0 {
		p.name = strings.Join(fields, " ")
	}
	before, at := titlesBefore(tokens, p.First)
	titles = append(titles, before...)
	if len(titles) > 0 {
		p.qualifier = qualifierBefore(tokens, at) // "French President Macron"
	}
	for _, t := range titles {
		t = strings.ToLower(strings.ReplaceAll(t, ".", ""))
		if g := gazetteer.TitleGender(t); g != gazetteer.Unknown && p.gender == gazetteer.Unknown {
			p.gender = g
		}
		if p.title == "" || p.title == "mr" || p.title == "mrs" || p.title == "ms" {
			p.title = t
		}
	}
}

// givenNameToo are titles that are given names as well.
var givenNameToo = map[string]bool{"prince": true, "don": true, "dean": true, "earl": true, "king": true, "sultan": true, "major": true, "judge": true, "count": true, "duke": true, "chief": true, "st": true, "saint": true, "chancellor": true, "imam": true, "miss": true}

// titlesBefore returns the titles that end right before token i, the nearest
// first ("then-Prime Minister" gives "prime minister"), and the token where
// they begin.
func titlesBefore(tokens []text.Token, i int) (titles []string, at int) {
	for i > 0 && len(titles) < 3 {
		if i > 1 {
			if two := tokens[i-2].Text + " " + tokens[i-1].Text; gazetteer.IsTitle(two) {
				titles = append(titles, two)
				i -= 2
				continue
			}
		}
		t := tokens[i-1].Text
		if i > 1 && t == "." {
			i--
			continue
		}
		if _, role := people()[strings.ToLower(t)]; !role && !gazetteer.IsTitle(t) {
			break
		}
		titles = append(titles, t)
		i--
	}
	return titles, i
}

// qualifierBefore returns the country whose demonym or possessive stands right
// before token i.
func qualifierBefore(tokens []text.Token, i int) string {
	if i == 0 {
		return ""
	}
	j := i - 1
	if t := tokens[j].Text; t == "'s" || t == "'" {
		j--
	} else if tokens[j].Tag == "JJ" && j > 0 && t[0] >= 'a' {
		if _, ok := gazetteer.CountryOf(t); !ok {
			j--
		}
	}
	for n := 1; n <= 3 && j-n+1 >= 0; n++ {
		at := j - n + 1
		words := make([]string, 0, 3)
		for _, t := range tokens[at : j+1] {
			words = append(words, t.Text)
		}
		if n == 1 && at > 0 && (tokens[at-1].Text == "South" || tokens[at-1].Text == "North" || tokens[at-1].Text == "Saudi") {
			continue
		}
		if c, ok := gazetteer.CountryOf(strings.Join(words, " ")); ok {
			return c.Name
		}
	}
	return ""
}

// groupKey joins the forms of one people, faith or party.
func groupKey(words []string) string {
	w := words[len(words)-1]
	if k, ok := groupForms[w]; ok {
		w = k
	} else if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		w = w[:len(w)-1]
	}
	return "group:" + strings.Join(append(words[:len(words)-1:len(words)-1], w), " ")
}

var groupForms = map[string]string{
	"democratic": "democrat", "democrats": "democrat", "kurds": "kurd", "kurdish": "kurd",
	"shiites": "shia", "shiite": "shia", "shia": "shia", "shias": "shia", "sunnis": "sunni",
	"jews": "jew", "jewish": "jew", "islamic": "islam", "tories": "tory", "hindus": "hindu",
	"catholics": "catholic", "communists": "communist", "hispanics": "hispanic", "arabs": "arab", "arabic": "arab",
	"buddhists": "buddhist", "roma": "roma", "serbs": "serb", "serbian": "serb",
}

// acronymLetters returns the letters of a name that is an acronym, in lower
// case: "U.N." and "UN" give "un"; "" for others.
func acronymLetters(name string) string {
	letters := make([]byte, 0, 8)
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			letters = append(letters, c-'A'+'a')
		case c == '.', c == '&', c == '-':
		case c >= 'a' && c <= 'z' && len(letters) > 1 && i == len(name)-1 && c == 's':
		default:
			return ""
		}
	}
	if len(letters) < 2 || len(letters) > 8 {
		return ""
	}
	return string(letters)
}
