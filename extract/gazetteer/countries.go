package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/countries.tsv
var countriesFile string

//go:embed data/states.tsv
var statesFile string

// entry says which country a form names and how.
type entry struct {
	country int32
	form    form
}

type form uint8

const (
	nameForm form = iota
	adjective
	people
)

type countryTable struct {
	countries []Country
	byForm    map[string]entry
	states    map[string]int32 // index into stateList
	stateList []State
	demonyms  map[string]entry // of states; country indexes stateList
}

var countries = sync.OnceValue(func() *countryTable {
	t := &countryTable{byForm: make(map[string]entry, 2048), states: map[string]int32{}, demonyms: map[string]entry{}}
	for _, f := range records(countriesFile) {
		n := int32(len(t.countries))
		adjectives, persons := list(f[2]), list(f[3])
		c := Country{Code: f[0], Name: f[1], Aliases: list(f[4]), Capital: f[5]}
		for _, a := range adjectives {
			if p := pluralOf(a); p != "" && len(persons) == 0 {
				persons = append(persons, p)
			} else if p != "" {
				t.add(p, entry{n, people})
			}
		}
		c.Demonyms = append(adjectives[:len(adjectives):len(adjectives)], persons...)
		t.countries = append(t.countries, c)
		t.add(c.Name, entry{n, nameForm})
		for _, a := range c.Aliases {
			t.add(a, entry{n, nameForm})
		}
		for _, a := range adjectives {
			t.add(a, entry{n, adjective})
		}
		for _, p := range persons {
			t.add(p, entry{n, people})
		}
	}
	for _, f := range records(statesFile) {
		n := int32(len(t.stateList))
		t.stateList = append(t.stateList, State{Code: f[0], Name: f[1], Abbreviation: f[2]})
		for _, name := range []string{f[0], f[1], f[2]} {
			t.states[name] = n
		}
		for _, a := range list(f[3]) {
			t.demonyms[a] = entry{n, adjective}
			t.demonyms[a+"s"] = entry{n, people}
		}
	}
	for alias, code := range map[string]string{"DC": "DC", "Washington, D.C.": "DC", "Washington D.C.": "DC", "Calif": "CA", "Penn.": "PA", "Tex.": "TX", "New York State": "NY", "Washington State": "WA", "Washington state": "WA", "New York state": "NY", "W. Va.": "WV"} {
		t.states[alias] = t.states[code]
	}
	return t
})

// add files a form; the first country that claims one keeps it.
func (t *countryTable) add(name string, e entry) {
	if _, ok := t.byForm[name]; !ok {
		t.byForm[name] = e
	}
}

// pluralOf is the people's form of an adjective that has a regular one.
func pluralOf(adjective string) string {
	switch adjective[len(adjective)-1] {
	case 'n', 'i', 'r':
		return adjective + "s"
	}
	return ""
}

func (t *countryTable) find(name string) (entry, bool) {
	if strings.Contains(name, "’") {
		name = strings.ReplaceAll(name, "’", "'")
	}
	e, ok := t.byForm[name]
	if !ok {
		if rest, cut := strings.CutPrefix(name, "the "); cut {
			e, ok = t.byForm[rest]
		} else if rest, cut := strings.CutPrefix(name, "The "); cut {
			e, ok = t.byForm[rest]
		}
	}
	return e, ok
}

// CountryOf returns the country or region that a name, an alias or a demonym
// stands for: "U.S.", "Britain", "Iranian", "Palestinians". Case counts: "US"
// is a country, "us" is not. A region ("Europe") has an empty Code. Names that
// are also of other things ("Georgia", "Jordan") are found too: whether it is
// the country is for the caller to know. The caller must not change the
// slices.
func CountryOf(name string) (Country, bool) {
	t := countries()
	e, ok := t.find(name)
	if !ok {
		return Country{}, false
	}
	return t.countries[e.country], true
}

// DemonymOf returns the country, region or American state (with an empty Code)
// of a demonym. isPeople is true for forms that can only mean people
// ("Iranians", "Briton"), not for adjectives that can be both ("Chinese",
// "Iranian").
func DemonymOf(word string) (c Country, isPeople, ok bool) {
	t := countries()
	if e, found := t.find(word); found && e.form != nameForm {
		return t.countries[e.country], e.form == people, true
	}
	if e, found := t.demonyms[word]; found {
		s := t.stateList[e.country]
		return Country{Name: s.Name, Aliases: []string{s.Abbreviation}}, e.form == people, true
	}
	return Country{}, false, false
}

// State is a state of the United States or its capital district.
type State struct {
	Code         string // postal: "CA"
	Name         string // "California"
	Abbreviation string // of the news: "Calif."
}

// StateOf returns the state that a name, a postal code or an abbreviation of
// the news stands for: "California", "CA", "Calif.", "N.Y.". Case counts.
func StateOf(name string) (State, bool) {
	t := countries()
	i, ok := t.states[name]
	if !ok {
		return State{}, false
	}
	return t.stateList[i], true
}

// records are the lines of a table cut at tabs; empty lines and those that
// begin with "#" are left out.
func records(file string) [][]string {
	var all [][]string
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && line[0] != '#' {
			all = append(all, strings.Split(line, "\t"))
		}
	}
	return all
}

// list is a field cut at semicolons.
func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, ";")
}
