package model

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
)

func TestWordedAsLaw(t *testing.T) {
	for name, want := range map[string]bool{
		"Kyoto Protocol": true, "Treaty of Amsterdam": true, "Roe v. Wade": true, "GDPR": true, "Clean Air Act": true,
		"Golden Globe": false, "Jesse Owens Awards": false, "Heaven Help Us All": false, "Wells": false,
	} {
		var tokens []text.Token
		for _, w := range strings.Fields(name) {
			tokens = append(tokens, text.Token{Text: w})
		}
		if got := wordedAsLaw(tokens); got != want {
			t.Errorf("%s is worded as a law: %v", name, got)
		}
	}
}

func TestPronounIsNoName(t *testing.T) {
	for _, c := range []struct {
		text, tag string
		want      bool
	}{{"us", "PRP", true}, {"US", "PRP", false}, {"US", "NNP", false}, {"Us", "PRP", false}} {
		if got := isPronoun([]text.Token{{Text: c.text, Tag: c.tag}}); got != c.want {
			t.Errorf("%s/%s is a pronoun: %v", c.text, c.tag, got)
		}
	}
}
