package train

import (
	"reflect"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/names/lists"
)

var fewNames = sportNames{
	given: []string{"Ann", "Bo"}, surnames: []string{"Lee", "Dahl"}, towns: []string{"Leeds"}, cities: []string{"Oslo"},
	homes: []string{"Bergen"}, countries: []string{"Norway"}, clubs: []string{"Leeds United"}, stadiums: []string{"Elland Road"},
}

func TestSportTextsAreTheSameEachTime(t *testing.T) {
	if !reflect.DeepEqual(fewNames.documents(40), fewNames.documents(40)) {
		t.Error("two runs make different texts")
	}
}

func TestSportTextsAnnotateWhatTheySay(t *testing.T) {
	types := map[string]map[string]bool{}
	for _, d := range fewNames.documents(60 * len(sections)) {
		if strings.ContainsAny(d.Text, "<>") {
			t.Fatalf("a slot was left open in %q", d.Text)
		}
		end := 0
		for _, e := range d.Entities {
			if e.Start < end || d.Text[e.Start:e.End] != e.Text {
				t.Fatalf("%q at %d to %d is not a name of its own in %q", e.Text, e.Start, e.End, d.Text)
			}
			end = e.End
			if types[e.Text] == nil {
				types[e.Text] = map[string]bool{}
			}
			types[e.Text][e.Type] = true
		}
	}
	for name, want := range map[string]string{ // countries stay places, clubs are organizations
		"Norway": "Place", "Leeds United": "Organization", "Bundesliga": "Organization", "Ann Lee": "Person", "Elland Road": "Place", "Davis Cup": "Event",
	} {
		if len(types[name]) != 1 || !types[name][want] {
			t.Errorf("%s is %v, want %s alone", name, types[name], want)
		}
	}
	for _, typ := range []string{"Organization", "Place"} { // "Leeds beat", "police in Leeds"
		if !types["Leeds"][typ] {
			t.Errorf("Leeds is never %s", typ)
		}
	}
}

func TestEveryListHasALexiconKind(t *testing.T) {
	for _, e := range lists.All() {
		if _, ok := listed[e.Category]; !ok {
			t.Fatalf("%s.csv has no lexicon kind", e.Category)
		}
	}
}
