package eval

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// words is a text of one sentence cut at spaces.
func words(s string) text.Document {
	doc := text.Document{Text: s}
	at := 0
	var tokens []text.Token
	for _, w := range strings.Split(s, " ") {
		tag := "NN"
		if w[0] >= 'A' && w[0] <= 'Z' {
			tag = "NNP"
		}
		tokens = append(tokens, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Text: w, Tag: tag})
		at += len(w) + 1
	}
	doc.Sentences = []text.Sentence{{Span: text.Span{End: len(s)}, Tokens: tokens}}
	return doc
}

// capitalized recognizes every word that begins with a capital.
func capitalized(doc text.Document) []names.Mention {
	var ms []names.Mention
	for i, t := range doc.Sentences[0].Tokens {
		if t.Tag == "NNP" && t.Text != "She" {
			ms = append(ms, names.Mention{Span: t.Span, Type: schema.Person, Kind: names.Name, Chain: -1, Probability: 1, First: i, Last: i + 1})
		}
	}
	return ms
}

// oneChain puts everything, and "She", into one chain.
func oneChain(doc text.Document, ms []names.Mention) ([]names.Mention, []coref.Chain) {
	out := append([]names.Mention(nil), ms...)
	for _, t := range doc.Sentences[0].Tokens {
		if t.Text == "She" {
			out = append(out, names.Mention{Span: t.Span, Kind: names.Pronoun, Probability: 1})
		}
	}
	for i := range out {
		out[i].Chain = 0
	}
	return out, []coref.Chain{{Name: "one"}}
}

func chained() Document {
	return Document{Text: "Merkel met Macron . She left Macron", Entities: []Entity{
		{Start: 0, End: 6, Text: "Merkel", Type: "person", Cluster: "1"},
		{Start: 11, End: 17, Text: "Macron", Type: "person", Cluster: "2"},
		{Start: 20, End: 23, Text: "She", Type: "person", Cluster: "1"},
		{Start: 29, End: 35, Text: "Macron", Type: "person", Cluster: "2"},
	}}
}

func TestChainsCountNamesPronounsAndBaseline(t *testing.T) {
	s := Chains([]Document{chained()}, CorefTask{Analyze: words, Recognize: capitalized, Resolve: oneChain})
	if s.NamesEqual.F1() != 1 {
		t.Errorf("equal strings have %v, want all right", s.NamesEqual)
	}
	if s.Names.MUC.Recall() != 1 || s.Names.B3.Precision() == 1 {
		t.Errorf("one chain for all has %v", s.Names)
	}
	if s.Pronouns != (Count{Right: 1}) {
		t.Errorf("pronouns are %+v", s.Pronouns)
	}
	var out strings.Builder
	if err := s.Write(&out); err != nil || !strings.Contains(out.String(), "own mentions") || !strings.Contains(out.String(), "(1 right, 0 wrong, 0 missed)") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func TestFactsOfPronounsKnowTheNameBySharedFact(t *testing.T) {
	d := Document{Text: "Merkel won . She was born in Hamburg", Entities: []Entity{
		{Start: 0, End: 6, Text: "Merkel", Type: "PER"},
		{Start: 13, End: 16, Text: "She", Type: "PER"},
		{Start: 29, End: 36, Text: "Hamburg", Type: "LOC"},
	}, Relations: []Relation{{Head: 0, Tail: 2, Type: "PLACE_OF_BIRTH"}, {Head: 1, Tail: 2, Type: "PLACE_OF_BIRTH"}}}
	s := FactsOfPronouns([]Document{d}, CorefTask{Analyze: words, Recognize: capitalized, Resolve: oneChain}, RelationTask{})
	if s.Facts != 1 || s.Third != 1 || s.Link != (Count{Right: 1}) || s.Found != 0 {
		t.Errorf("%+v", s)
	}
	var out strings.Builder
	if err := s.Write(&out); err != nil || !strings.Contains(out.String(), "resolved to it 1.000") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func TestNamesWithoutClustersAreNoChains(t *testing.T) {
	docs := []Document{{Entities: []Entity{{Text: "Merkel"}}}}
	if HasChains(docs) {
		t.Error("chains without a cluster")
	}
	docs[0].Entities[0].Cluster = "1"
	if !HasChains(docs) {
		t.Error("no chains with a cluster")
	}
}
