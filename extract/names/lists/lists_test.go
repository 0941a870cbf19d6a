package lists

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestEveryNameStandsOnceAndHasAType(t *testing.T) {
	seen := map[string]string{}
	for _, e := range All() {
		if other, ok := seen[e.Name]; ok {
			t.Errorf("%s.csv: %q stands in %s.csv too", e.Category, e.Name, other)
		}
		seen[e.Name] = e.Category
		if !schema.Default().HasEntity(e.Type) {
			t.Errorf("%s.csv: %q is of no type of the ontology: %q", e.Category, e.Name, e.Type)
		}
		if strings.ContainsAny(e.Name, "~;@’") {
			t.Errorf("%s.csv: %q has a mark that no name has", e.Category, e.Name)
		}
	}
}

func TestWhichNamesOutrankTheModel(t *testing.T) {
	entries := map[string]Entry{}
	for _, e := range All() {
		entries[e.Name] = e
	}
	for _, c := range []struct {
		name string
		want bool
	}{
		{"Der Spiegel", true}, {"South China Morning Post", true}, // several words
		{"Chevron", true}, // marked sure
		{"Gazprom", true}, // marked sure
		{"Likud", false},  // one word: the sentence decides
		{"Apple", false},  // ambiguous
		{"Sun", false},    // a newspaper and a star
	} {
		e, ok := entries[c.name]
		if !ok {
			t.Errorf("%s is in no list", c.name)
		} else if e.Outranks != c.want {
			t.Errorf("%s outranks the model: %t, want %t", c.name, e.Outranks, c.want)
		}
	}
}

func TestWrongLinesAreNamed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"company,type,use\n", "heading"},
		{"name,type,use\nAcme,Organization,perhaps\n", `x.csv:2: use "perhaps"`},
		{"name,type,use\nAcme  Corp,Organization,\n", "x.csv:2: name"},
		{"name,type,use\nAcme,Organization\n", "x.csv"},
	} {
		if _, err := read(strings.NewReader(c.text), "x.csv"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %s", c.text, err, c.want)
		}
	}
}
