package neo4j

import (
	"slices"
	"strings"
)

// Property is a property of a node or relationship. A nil value means that it
// is not there; the others are text, int, float64, bool, Date, time.Time, lists
// of text or of int.
type Property struct {
	Name  string
	Value any
}

// Properties are in order of their names, each once.
type Properties []Property

// Get returns the value of a property, nil when it is not there.
func (p Properties) Get(name string) any {
	i, ok := p.find(name)
	if !ok {
		return nil
	}
	return p[i].Value
}

func (p Properties) find(name string) (at int, there bool) {
	return slices.BinarySearchFunc(p, name, func(x Property, name string) int { return strings.Compare(x.Name, name) })
}

// Map is the form that the driver takes.
func (p Properties) Map() map[string]any {
	out := make(map[string]any, len(p))
	for _, x := range p {
		out[x.Name] = x.Value
	}
	return out
}

// present is the form that the driver takes, without those that are not there.
func (p Properties) present() map[string]any {
	n := 0
	for _, x := range p {
		if x.Value != nil {
			n++
		}
	}
	out := make(map[string]any, n)
	for _, x := range p {
		if x.Value != nil {
			out[x.Name] = x.Value
		}
	}
	return out
}

func (p *Properties) add(name string, value any) { *p = append(*p, Property{name, value}) }

// addDate adds an ISO 8601 date as a DATE under name. Of a month or year it is
// the first day and name_precision says so; what has no year goes to name_text,
// in words. Those that do not apply are nil, which removes them.
func (p *Properties) addDate(name, text string) {
	about := besideDate(name)
	day, precision, rest := dateOf(text)
	p.add(name, day)
	p.add(about.precision, precision)
	p.add(about.text, rest)
}

func (p *Properties) insert(at int, name string, value any) {
	*p = slices.Insert(*p, at, Property{name, value})
}

func (p Properties) sort() {
	slices.SortFunc(p, func(x, y Property) int { return strings.Compare(x.Name, y.Name) })
}

func (p Properties) names() []string {
	out := make([]string, len(p))
	for i, x := range p {
		out[i] = x.Name
	}
	return out
}
