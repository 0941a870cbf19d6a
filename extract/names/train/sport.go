package train

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/names/lists"
	"github.com/newsgraph/newsgraph/schema"
)

// Newswires are full of results, tables and reports of sport, in which a
// city's name alone is a team. No free set holds many of them, so they are
// made: by the grammar of sport_grammar.go, of the names of the gazetteers.
// Teams are organizations, countries that play are places, as the ontology has
// it, and plain sentences about the same cities keep them places elsewhere.

// sportDocuments is how many texts are made.
const sportDocuments = 1500

// sportNames are the names that the texts are made of.
type sportNames struct {
	given, surnames, towns, cities, countries, clubs, stadiums []string
	homes                                                      []string // cities in the names of clubs
}

// readSportNames collects names of the gazetteer folder and of our own lists.
func readSportNames(dir string) (sportNames, error) {
	found := map[model.Kind][]string{}
	g := gazetteers{dir: dir, put: func(name string, k model.Kind) { found[k] = append(found[k], name) }}
	var n sportNames
	steps := []struct {
		read func() error
		kind model.Kind
		into *[]string
	}{
		{g.givenNames, model.GivenName, &n.given},
		{g.surnames, model.Surname, &n.surnames},
		{g.towns, model.City, &n.towns},
		{g.cities, model.City, &n.cities},
		{g.countries, model.Country, &n.countries},
		{g.clubs, model.Team, &n.clubs},
	}
	for _, s := range steps {
		clear(found)
		if err := s.read(); err != nil {
			return n, err
		}
		*s.into = plain(found[s.kind])
		if s.kind == model.Team {
			n.stadiums = plain(found[model.Landmark])
		}
	}
	for _, e := range lists.All() {
		if e.Category == "teams" && e.Type == schema.Organization {
			n.clubs = append(n.clubs, e.Name)
		}
	}
	n.clubs = plain(n.clubs)
	inClubs := map[string]bool{}
	for _, c := range n.clubs {
		for _, w := range strings.Fields(c) {
			inClubs[w] = true
		}
	}
	for _, c := range n.cities {
		if inClubs[c] {
			n.homes = append(n.homes, c)
		}
	}
	return n, nil
}

// plain returns the names of at most three words that are written as results
// write them, each once, in order.
func plain(names []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		words := strings.Fields(n)
		if len(words) > 3 || len(n) < 3 || strings.ContainsAny(n, "<>,()/") || strings.Contains(n, " - ") || !unicode.IsUpper([]rune(n)[0]) {
			continue
		}
		out = append(out, n)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sport makes the texts.
func sport(dir string) ([]eval.Document, error) {
	n, err := readSportNames(dir)
	if err != nil {
		return nil, err
	}
	return n.documents(sportDocuments), nil
}

func (n *sportNames) documents(count int) []eval.Document {
	r := rand.New(rand.NewPCG(1996, 2026))
	docs := make([]eval.Document, count)
	for i := range docs {
		w := writer{names: n, rand: r}
		w.document(&sections[i%len(sections)])
		docs[i] = w.doc
		docs[i].ID = "sport-" + strconv.Itoa(i)
	}
	return docs
}

// writer writes a text.
type writer struct {
	names *sportNames
	rand  *rand.Rand
	doc   eval.Document
	teams []string // of this text's competition, those not named yet
	style teamStyle
}

func (w *writer) document(s *section) {
	w.style = s.teams[w.rand.IntN(len(s.teams))]
	if len(s.heads) > 0 && w.rand.IntN(4) > 0 {
		w.line(w.pick(s.heads), w.rand.IntN(3) == 0)
	}
	row, shout := w.pick(s.rows), s.shouted && w.rand.IntN(2) == 0
	for range s.least + w.rand.IntN(s.most-s.least+1) {
		if !s.table {
			row, shout = w.pick(s.rows), false
		}
		w.line(row, shout)
	}
}

func (w *writer) pick(from []string) string { return from[w.rand.IntN(len(from))] }

// line writes a template, in capitals if it is shouted.
func (w *writer) line(template string, shouted bool) {
	write := func(s string) {
		if shouted {
			s = strings.ToUpper(s)
		}
		w.doc.Text += s
	}
	if w.doc.Text != "" {
		w.doc.Text += "\n"
	}
	for {
		before, rest, ok := strings.Cut(template, "<")
		write(before)
		if !ok {
			return
		}
		var slot string
		slot, template, _ = strings.Cut(rest, ">")
		s, typ := w.fill(slot)
		from := len(w.doc.Text)
		write(s)
		if typ != "" {
			to := len(w.doc.Text)
			w.doc.Entities = append(w.doc.Entities, eval.Entity{Start: from, End: to, Type: string(typ), Text: w.doc.Text[from:to]})
		}
	}
}

// fill returns what stands for a slot of a template, and its type if it is a
// name.
func (w *writer) fill(slot string) (string, schema.EntityType) {
	n := w.names
	switch slot {
	case "team":
		return w.team()
	case "club":
		return w.pick(n.clubs), schema.Organization
	case "league":
		return w.pick(leagues), schema.Organization
	case "squad":
		return w.pick(squads), schema.Organization
	case "player":
		return w.player(), schema.Person
	case "surname":
		return w.pick(n.surnames), schema.Person
	case "initial":
		return string(rune('A'+w.rand.IntN(26))) + w.pick([]string{". ", "."}) + w.pick(n.surnames), schema.Person
	case "country":
		return w.country(), schema.Place
	case "city":
		return w.city(), schema.Place
	case "ground":
		return w.pick(n.stadiums), schema.Place
	case "event":
		return w.event(), schema.Event
	case "day":
		return w.pick(strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")), ""
	case "month":
		return w.pick(strings.Fields("Jan Feb March April May June July Aug Sept Oct Nov Dec")), ""
	case "set":
		return w.pick(strings.Fields("6-4 6-3 7-5 6-2 6-1 6-0 7-6 3-6 4-6 2-6 6-7(4) 7-6(5) 7-6(7/4)")), ""
	case "0":
		return strconv.Itoa(w.rand.IntN(6)), ""
	case "00":
		return strconv.Itoa(2 + w.rand.IntN(90)), ""
	case "000":
		return strconv.Itoa(75 + w.rand.IntN(260)), ""
	case ".000":
		return "." + strconv.Itoa(200+w.rand.IntN(600)), ""
	}
	return w.pick(words[slot]), ""
}

// team names a team of the text's competition that it has not named yet, while
// there are any.
func (w *writer) team() (string, schema.EntityType) {
	if len(w.teams) == 0 {
		for range 24 {
			w.teams = append(w.teams, w.anyTeam())
		}
	}
	last := len(w.teams) - 1
	t := w.teams[last]
	w.teams = w.teams[:last]
	if w.style == states {
		return t, schema.Place
	}
	return t, schema.Organization
}

func (w *writer) anyTeam() string {
	switch w.style {
	case states:
		return w.country()
	case clubs:
		return w.pick(w.names.clubs)
	case mixed:
		if w.rand.IntN(3) == 0 {
			return w.pick(w.names.clubs)
		}
	}
	return w.city()
}

func (w *writer) player() string {
	name := w.pick(w.names.given) + " "
	if w.rand.IntN(12) == 0 {
		name += w.pick(w.names.given) + " "
	}
	return name + w.pick(w.names.surnames)
}

func (w *writer) city() string {
	return w.pick([][]string{w.names.cities, w.names.towns, w.names.homes}[w.rand.IntN(3)])
}

func (w *writer) country() string {
	if w.rand.IntN(2) == 0 {
		return w.pick(players)
	}
	return w.pick(w.names.countries)
}

func (w *writer) event() string {
	switch e := w.pick(events); {
	case strings.HasPrefix(e, "@ "):
		return w.city() + e[1:]
	case strings.HasPrefix(e, "# "):
		return strconv.Itoa(1990+w.rand.IntN(37)) + e[1:]
	default:
		return e
	}
}
