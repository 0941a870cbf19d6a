package train

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/names/internal/model"
)

func TestNamesGoOnTheListOfWhatTheyMostlyAre(t *testing.T) {
	for _, tc := range []struct {
		name string
		seen string // a letter a document: P, O, L, D (demonym), E (event), - (no name)
		kind model.Kind
		ok   bool
	}{
		{"once", "P", 0, false},
		{"twice a person", "PP", model.FoundPerson, true},
		{"mostly an organization", "OOOL", model.FoundOrganization, true},
		{"as often one as the other", "OOLL", 0, false},
		{"often a place", "LLLLLLLLL", model.OftenPlace, true},
		{"often, but not surely", "LLLLLLOO", model.FoundPlace, true},
		{"a people", "DDDDDDDD", model.OftenPeople, true},
		{"an event", "EEE", model.FoundThing, true},
		{"no name", "---", 0, false},
	} {
		var all tally
		for doc, l := range tc.seen {
			sort := nothing
			if c := strings.IndexRune("POLDE", l); c >= 0 {
				sort = sortOf([]model.Class{model.Person, model.Organization, model.Place, model.Demonym, model.Event}[c])
			}
			all.add(doc, sort, 1)
		}
		if kind, ok := all.kind(); kind != tc.kind || ok != tc.ok {
			t.Errorf("%s: list %d, %t, want %d, %t", tc.name, kind, ok, tc.kind, tc.ok)
		}
	}
}

func TestOneDocumentSpeaksForANameThreeTimesAtMost(t *testing.T) {
	var all tally
	for range 10 {
		all.add(1, people, 1)
	}
	all.add(2, things, 1)
	if all.docs != 2 || all.of[people] != perDocument || all.of[things] != 1 {
		t.Errorf("%+v: want 2 documents, %d for one sort, 1 for the other", all, perDocument)
	}
}

func TestFoundWordsThatAreAlikeAreOne(t *testing.T) {
	seen := func(sorts ...int) model.Found {
		var all tally
		for doc, s := range sorts {
			all.add(doc, s, 1)
		}
		return all.found()
	}
	if seen(0, 0) != 0 {
		t.Error("a word of two documents tells nothing, yet it is found")
	}
	if seen(0, 0, 0) != seen(0, 0, 0, 0) {
		t.Error("words of three and four persons differ")
	}
	if a, b, c := seen(0, 0, 0), seen(0, 0, 1), seen(0, 0, 2); a == b || b == c || a == c {
		t.Errorf("persons alone, with an organization, with a place: %d, %d, %d", a, b, c)
	}
}

func TestUnlabelledTextsTellWhatNamesAre(t *testing.T) {
	o := options(t)
	f, err := o.train(lexicon(t), nations)
	if err != nil {
		t.Fatal(err)
	}
	m, err := load(f)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"Ann Lee left Bolt in Oslo.", "Bolt named Bo Dahl on Monday.", "Di Moe left Bolt in Oslo."}
	names, words := label(m, texts, o.Analyze)
	for name, sort := range map[string]model.Class{"ann lee": model.Person, "bolt": model.Organization, "oslo": model.Place} {
		if got := names[name]; got == nil || got.of[sortOf(sort)] == 0 {
			t.Errorf("%s: %+v, want it among those of class %s", name, got, sort)
		}
	}
	if got := words["moe"]; got == nil || got.of[sortOf(model.Person)] == 0 {
		t.Errorf("moe: %+v, want a person's", got)
	}
	if names["bolt"].docs != 3 {
		t.Errorf("bolt is in %d documents, want 3", names["bolt"].docs)
	}
}
