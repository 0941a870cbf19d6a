package model

import (
	"slices"
	"strings"
	"testing"
)

func TestBracketsExplainShortNames(t *testing.T) {
	for _, tc := range []struct {
		sentence string
		word     string
		long     string // last word of the long name, or none
	}{
		{"the Office for National Statistics ( ONS ) said", "ONS", "Statistics"},
		{"the National Chamber of Tourism ( Canatur ) has", "Canatur", "Tourism"},
		{"the Palestinian Authority ( PA ) said", "PA", "Authority"},
		{"Angela Merkel ( CDU ) spoke", "CDU", ""},
		{"in Paris ( PA ) today", "PA", ""},
		{"the Office for National Statistics , ONS , said", "ONS", ""},
		{"( ONS ) said", "ONS", ""},
	} {
		words := strings.Fields(tc.sentence)
		ts := tokens(words...)
		for i, w := range words {
			if w != tc.word {
				continue
			}
			got := ""
			if k := explained(ts, i); k >= 0 {
				got = words[k]
			}
			if got != tc.long {
				t.Errorf("%s: %s is short for a name that ends in %q, want %q", tc.sentence, tc.word, got, tc.long)
			}
		}
	}
}

func TestRunsOfCapitalisedWordsAreFound(t *testing.T) {
	for _, tc := range []struct{ sentence, word, run string }{
		{"the Office for National Statistics said", "National", "Office for National Statistics"},
		{"Johnson & Johnson and Bank of America fell", "America", "Bank of America"},
		{"he left Oslo for good", "Oslo", "Oslo"},
	} {
		words := strings.Fields(tc.sentence)
		e := NewExtractor(build(t, func(*Builder) {}))
		e.read(tokens(words...))
		e.runs()
		for i, w := range words {
			if w != tc.word {
				continue
			}
			if got := strings.Join(words[e.words[i].first:e.words[i].end], " "); got != tc.run {
				t.Errorf("%s: %s is in %q, want %q", tc.sentence, w, got, tc.run)
			}
		}
	}
}

func TestLettersMayBeInitials(t *testing.T) {
	for _, tc := range []struct {
		sentence string
		want     bool
	}{
		{"the Office for National Statistics ( ONS", true},
		{"Free Democratic Party ( FDP", true},
		{"Angela Merkel ( CDU", false},
		{"Statistics ( ONS", false},
	} {
		words := strings.Fields(tc.sentence)
		e := NewExtractor(build(t, func(*Builder) {}))
		e.read(tokens(words...))
		if got := e.shortens(len(words) - 1); got != tc.want {
			t.Errorf("%s: %t", tc.sentence, got)
		}
	}
}

func TestFoundWordsAndListedNamesDoNotMix(t *testing.T) {
	x := build(t, func(b *Builder) {
		b.AddPhrase("Huawei", OftenOrganization)
		b.AddFound("huawei", 7)
		b.AddFound("oslo", 3)
	})
	if got := x.phrase(Hash("huawei")); got != 1<<OftenOrganization {
		t.Errorf("huawei is on lists %b", got)
	}
	if h, o := x.found(Hash("huawei")), x.found(Hash("oslo")); h != 7 || o != 3 {
		t.Errorf("found %d and %d, want 7 and 3", h, o)
	}
	if got := x.phrase(Hash("oslo")); got != 0 {
		t.Errorf("oslo is on lists %b, though it is only found", got)
	}
}

func TestABlindExtractorHidesWhatWasFound(t *testing.T) {
	sentence := tokens("Oslo", "fell")
	features := func(e *Extractor) []uint32 {
		f, _ := e.Features(sentence)
		return slices.Clone(f)
	}
	e := NewExtractor(build(t, func(b *Builder) {
		b.AddPhrase("Oslo", City)
		b.AddPhrase("Oslo", OftenPlace)
		b.AddFound("oslo", 3)
	}))
	seeing := features(e)
	e.Blind(true)
	blind := features(e)
	e.Blind(false)
	if without := features(NewExtractor(build(t, func(b *Builder) { b.AddPhrase("Oslo", City) }))); !slices.Equal(blind, without) {
		t.Error("a blind extractor still tells what was found")
	}
	if slices.Equal(seeing, blind) || !slices.Equal(seeing, features(e)) {
		t.Error("what was found is not told again")
	}
}
