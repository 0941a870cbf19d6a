package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

func tokensOf(doc Document) (texts, tags []string) {
	for _, s := range doc.Sentences {
		for _, t := range s.Tokens {
			texts, tags = append(texts, t.Text), append(tags, t.Tag)
		}
	}
	return texts, tags
}

func TestTokens(t *testing.T) {
	a := analyzer(t)
	for _, c := range []struct{ name, text, want string }{
		{"a possessive", "TikTok’s owner", "TikTok 's owner"},
		{"a plural possessive", "the banks’ plan", "the banks ' plan"},
		{"contractions", "They've said he'd go, won’t they?", "They 've said he 'd go , wo n't they ?"},
		{"Irish names", "O'Sullivan's and O’Malley", "O'Sullivan 's and O'Malley"},
		{"names with an apostrophe", "Sana'a, Qur'an, Ba'ath", "Sana'a , Qur'an , Ba'ath"},
		{"single quotation marks", "the 'big' deal", "the ' big ' deal"},
		{"legal forms", "Acme Inc. and Bolt Corp. of Ohio", "Acme Inc. and Bolt Corp. of Ohio"},
		{"a legal form ends a sentence", "owned by Acme Inc.", "owned by Acme Inc."},
		{"a country ends a sentence", "back in the U.S.", "back in the U.S."},
		{"an initial ends a sentence", "There is no plan B.", "There is no plan B ."},
		{"a short name ends a sentence", "We saw Bob.", "We saw Bob ."},
		{"a month ends a sentence", "due in Jan.", "due in Jan ."},
		{"brackets", "the regulator (SEC), said", "the regulator ( SEC ) , said"},
		{"a party and a state", "Ann Lee (D-Calif.), said", "Ann Lee ( D-Calif. ) , said"},
		{"dashes", "word—word two--three 1990–95", "word — word two -- three 1990 – 95"},
		{"a slash between names", "Paris/London and/or", "Paris / London and/or"},
		{"an ellipsis", "and then… or then...", "and then … or then ..."},
		{"money", "$1.13bn (£600m) US$5m €30, Rs500 A$2", "$ 1.13bn ( £ 600m ) US$ 5m € 30 , Rs500 A$ 2"},
		{"a rate", "a £5m-a-year deal", "a £ 5m -a-year deal"},
		{"percent", "up 76%.", "up 76 % ."},
		{"names before a hyphen", "the London-based, U.S.-led, Saudi-backed group", "the London - based , U.S. - led , Saudi - backed group"},
		{"names after a hyphen", "ex-Acme and pro-Russian", "ex - Acme and pro - Russian"},
		{"two countries", "U.S.-China and Israel-Hamas talks", "U.S. - China and Israel - Hamas talks"},
		{"names with a hyphen", "Coca-Cola, al-Qaida, Franco-German, Anglo-Dutch", "Coca-Cola , al-Qaida , Franco-German , Anglo-Dutch"},
		{"common words with a hyphen", "a state-owned five-year plan", "a state-owned five-year plan"},
		{"addresses", "see https://acme.example/a--b?c, or mail bo@acme.example.", "see https://acme.example/a--b?c , or mail bo@acme.example ."},
		{"a missing space", "London,Paris", "London , Paris"},
		{"quotation marks within a word", `he"said"so`, `he " said " so`},
		{"letters that grow in lower case", "İİİİ's", "İİİİ 's"},
	} {
		t.Run(c.name, func(t *testing.T) {
			texts, _ := tokensOf(a.Analyze(c.text))
			if got := strings.Join(texts, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTags(t *testing.T) {
	a := analyzer(t)
	for _, c := range []struct{ name, text, want string }{
		{"each occurrence has its own tag", "They record a record.", "PRP VBP DT NN ."},
		{"a split word", "The London-based bank fell.", "DT NNP HYPH VBN NN VBD ."},
		{"quotation marks", "“Yes,” he said.", "`` UH , '' PRP VBD ."},
		{"money", "It paid £600m.", "PRP VBD $ CD ."},
		{"a plural possessive", "the banks’ plan", "DT NNS POS NN"},
		{"a dash", "They win — not us.", "PRP VBP : RB PRP ."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, tags := tokensOf(a.Analyze(c.text))
			if got := strings.Join(tags, " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Where no word comes twice, prose's own tags are right, and ours equal them.
func TestTagsAreThoseOfProse(t *testing.T) {
	a, model := analyzer(t), prose.ModelFromData("stock")
	for _, text := range []string{
		"Shares of the bank fell sharply after its chairman resigned on Monday.",
		"Analysts expect Nordbank to sell three units before winter, Reuters reported.",
		"Her lawyers will appeal against that ruling, which they called unfair.",
		"Striker Ana Ruiz scored twice as Valencia beat Porto 3-1 in Lisbon.",
	} {
		doc, err := prose.NewDocument(text, prose.UsingModel(model), prose.WithSegmentation(false), prose.WithExtraction(false))
		if err != nil {
			t.Fatal(err)
		}
		var wantTexts, wantTags []string
		for _, k := range doc.Tokens() {
			wantTexts, wantTags = append(wantTexts, k.Text), append(wantTags, k.Tag)
		}
		texts, tags := tokensOf(a.Analyze(text))
		if !slices.Equal(texts, wantTexts) || !slices.Equal(tags[:len(tags)-1], wantTags[:len(wantTags)-1]) {
			t.Errorf("got  %v %v\nwant %v %v", texts, tags, wantTexts, wantTags)
		}
	}
}

func TestProseEntities(t *testing.T) {
	a := analyzer(t)
	doc := a.Analyze("Barack Obama flew to Paris. He met Angela Merkel")
	got, err := a.ProseEntities(doc)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range got {
		s := doc.Sentences[e.Sentence]
		if e.Start != s.Tokens[e.First].Start || e.End != s.Tokens[e.Last-1].End {
			t.Errorf("%q does not reach from its first to its last token", e.In(doc.Text))
		}
		names = append(names, e.Label+" "+e.In(doc.Text))
	}
	if want := []string{"PERSON Barack Obama", "GPE Paris", "PERSON Angela Merkel"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}
