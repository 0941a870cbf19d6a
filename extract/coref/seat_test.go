package coref

import (
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

func TestLettersOfALawmakersPartyAndState(t *testing.T) {
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	doc := tagger.Analyze("Ann Poe (R-UT) and Jon Vale (D-N.Y.) spoke. Republicans in Utah agreed.")
	tokens := doc.Sentences[0].Tokens
	seat := func(name string, typ schema.EntityType, s int) names.Mention {
		at := strings.Index(doc.Text, name)
		m := names.Mention{Span: text.Span{Start: at, End: at + len(name)}, Type: typ, Kind: names.Name, Probability: 1, Sentence: s}
		tokens = doc.Sentences[s].Tokens
		m.First = slices.IndexFunc(tokens, func(t text.Token) bool { return t.End > m.Start })
		m.Last = m.First + 1
		return m
	}
	var ms []names.Mention
	ms = append(ms, seat("R", schema.Group, 0), seat("UT", schema.Place, 0), seat("D", schema.Group, 0), seat("N.Y.", schema.Place, 0),
		seat("Republicans", schema.Group, 1), seat("Utah", schema.Place, 1))
	_, chains := Resolve(doc, ms)
	var got []string
	for _, c := range chains {
		got = append(got, c.Name)
	}
	want := []string{"Republicans", "Utah", "Democratic", "New York"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
