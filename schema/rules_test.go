package schema

import (
	"slices"
	"strings"
	"testing"
)

func TestDefaultRules(t *testing.T) {
	s := DefaultRules()
	covered := map[RelationType]bool{}
	for _, r := range s.Rules {
		covered[r.Type] = true
		if r.Line == 0 || len(r.Parsed) == 0 {
			t.Errorf("rule %s has no line or no patterns", r.ID)
		}
	}
	o := Default()
	for _, r := range slices.Concat(o.Relations, o.Dated) {
		if !covered[r.Type] {
			t.Errorf("no rule for %s", r.Type)
		}
	}
}

func TestParsePattern(t *testing.T) {
	p, err := ParsePattern(`{subject+:Person|Group} 's? , @spokesperson ...6 (for|of|@own/passive)? {object=:Organization~party} 's`)
	if err != nil {
		t.Fatal(err)
	}
	if len(p) != 7 {
		t.Fatalf("got %d elements: %+v", len(p), p)
	}
	if s := p[0]; s.Slot != SubjectSlot || !s.Crew || s.Single || !slices.Equal(s.Types, []EntityType{Person, Group}) {
		t.Errorf("subject: %+v", s)
	}
	if w := p[1]; !w.Optional || !slices.Equal(w.Words, []string{"'s"}) {
		t.Errorf("optional word: %+v", w)
	}
	if g := p[4]; g.Kind != GapElement || g.Max != 6 {
		t.Errorf("gap: %+v", g)
	}
	if o := p[6]; o.Slot != ObjectSlot || !o.Single || o.Named != "party" || !o.Possessive {
		t.Errorf("object: %+v", o)
	}
}

func TestRulesAreRefused(t *testing.T) {
	rule := func(s string) string { return "verbs: {buy: [buy]}\nrules:\n  - " + s }
	for _, tt := range []struct{ name, text, want string }{
		{"not YAML", "rules: [", "mine.yaml"},
		{"a list", "- x", "mine.yaml:1: want a mapping"},
		{"a misspelled part", "rulez: []", "mine.yaml:1: unknown key \"rulez\""},
		{"a misspelled key", rule(`{id: a, type: OWNS, presision: .9}`), "mine.yaml:3: unknown key \"presision\""},
		{"an empty rule", "rules:\n  -", "mine.yaml:2: want a rule"},
		{"rules that are no list", "rules: {id: a}", "rules: want a list"},
		{"no id", rule(`{type: OWNS, precision: .9, patterns: ["{subject} @buy {object}"]}`), "want a name without spaces"},
		{"an unknown type", rule(`{id: a, type: LIKES, precision: .9, patterns: ["{subject} @buy {object}"]}`), "rule a: type \"LIKES\" is not in the ontology"},
		{"no precision", rule(`{id: a, type: OWNS, patterns: ["{subject} @buy {object}"]}`), "precision 0"},
		{"no patterns", rule(`{id: a, type: OWNS, precision: .9}`), "no patterns"},
		{"an unknown class", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject} @sell {object}"]}`), "no trigger class named \"sell\""},
		{"no object", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject} @buy"]}`), "want one {subject} and one {object}"},
		{"a slot of no name", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject} @buy {thing}"]}`), "want {subject}, {object}"},
		{"a type that the ontology forbids", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject:Event} @buy {object}"]}`), "OWNS does not allow a Event there"},
		{"both of a relation with a direction", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{both} @buy"]}`), "needs a symmetric relation"},
		{"a date without a dated fact", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject} @buy {date}"]}`), "a dated fact takes {date}"},
		{"a gap at the end", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject} @buy {object} ..."]}`), "a gap needs an element on either side"},
		{"a gap too wide", rule(`{id: a, type: OWNS, precision: .9, patterns: ["{subject} ...99 {object}"]}`), "want ... or ...1 to ...20"},
		{"an unknown template", rule(`{id: a, type: OWNS, precision: .9, template: x, title: buy}`), "no template named \"x\""},
		{"an unknown modality", rule(`{id: a, type: OWNS, precision: .9, modality: maybe, patterns: ["{subject} @buy {object}"]}`), "want asserted, past, planned, alleged or denied"},
		{"an id used before", rule(`{id: acquire, type: OWNS, precision: .9, patterns: ["{subject} @buy {object}"]}`), "id is used twice"},
		{"a verb class that is a noun class", "nouns: {buy: [sale]}", "more than one of verbs, nouns and words"},
	} {
		_, err := ParseRules("mine.yaml", []byte(tt.text), DefaultRules())
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestUsersRulesUseBuiltInClassesAndTemplates(t *testing.T) {
	s, err := ParseRules("mine.yaml", []byte("rules:\n  - {id: a, type: LEADS, precision: .9, template: role, title: head}"), DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	all := DefaultRules().Merge(s)
	if n := len(all.Rules); n != len(DefaultRules().Rules)+1 || all.Rules[n-1].ID != "a" || !all.HasClass("head") {
		t.Errorf("got %d rules", n)
	}
}

func FuzzParseRules(f *testing.F) {
	f.Add("rules:\n  - {id: a, type: OWNS, precision: .9, patterns: [\"{subject} @buy {object}\"]}")
	f.Add("verbs: {a: [b c]}\ncues: {past: [x]}")
	f.Add("{subject:Person} , ... @spokesperson (for|of) {object} 's")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := ParsePattern(text); err == nil && len(p) == 0 {
			t.Error("an empty pattern was accepted")
		}
		s, err := ParseRules("fuzz.yaml", []byte(text), DefaultRules())
		if err != nil {
			return
		}
		for _, r := range s.Rules {
			if len(r.Parsed) == 0 {
				t.Errorf("rule %q has no patterns", r.ID)
			}
		}
	})
}
