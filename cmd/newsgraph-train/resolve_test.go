package main

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/schema"
)

func TestNamesLinkedToOnePageAreALine(t *testing.T) {
	link := func(typ schema.EntityType, text, page string, n int) (list []eval.LinkedName) {
		for range n {
			list = append(list, eval.LinkedName{Text: text, Type: typ, Link: page})
		}
		return list
	}
	var list []eval.LinkedName
	list = append(list, link(schema.Organization, "ILF", "International Lemon Fund", 1)...)
	list = append(list, link(schema.Organization, "the International Lemon Fund", "International Lemon Fund", 2)...)
	list = append(list, link(schema.Organization, "Lemon people", "International Lemon Fund", 9)...)               // ends in lower case
	list = append(list, link(schema.Organization, "National Lemon Board", "National Lemon Board of France", 5)...) // whose, only the sentence tells
	list = append(list, link(schema.Person, "Costa", "Ana Costa", 9)...)                                           // a last name
	list = append(list, link(schema.Person, "Ana Costa", "https://en.wikipedia.org/wiki/Ana_Costa", 1)...)         //
	list = append(list, link(schema.Place, "Marlow", "Marlow, Ohio", 9)...)                                        // there are others
	list = append(list, link(schema.Place, "Orrin Bay", "Orrin Bay", 3)...)                                        //
	list = append(list, link(schema.Place, "Orrin Bay", "Battle of Orrin Bay", 3)...)                              // as often
	list = append(list, link(schema.Place, "France", "France", 9)...)                                              // the tables of countries know it
	list = append(list, link(schema.Event, "Lemon Cup", "2025 Lemon Cup", 9)...)                                   // of which year
	list = append(list, link(schema.Work, "Best Lemon", "Lemon Award for Best Lemon", 1)...)                       // of which award
	want := []string{
		"Organization\tInternational Lemon Fund\tILF\twikipedia=International Lemon Fund",
		"Person\tAna Costa\t\twikipedia=Ana Costa",
	}
	if got := linkTable(list); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("lines\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
