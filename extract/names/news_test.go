package names

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
)

func recognizer(t testing.TB, options ...Option) *Model {
	t.Helper()
	m, err := News(options...)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func analyze(t testing.TB, s string) text.Document {
	t.Helper()
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	return a.Analyze(s)
}

// show writes mentions as "text/Type" or, for demonyms, "text/Type*".
func show(doc text.Document, mentions []Mention) []string {
	var out []string
	for _, m := range mentions {
		s := m.In(doc.Text) + "/" + string(m.Type)
		if m.Kind == Demonym {
			s += "*"
		}
		out = append(out, s)
	}
	return out
}

func TestNamesOfNewsSentences(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"office before a name": {
			"Treasury Department spokeswoman Monica Crowley declined to comment on Monday.",
			"Treasury Department/Organization, Monica Crowley/Person",
		},
		"list of firms": {
			"The startup's backers include Sequoia Capital, General Atlantic and Coatue Management.",
			"Sequoia Capital/Organization, General Atlantic/Organization, Coatue Management/Organization",
		},
		"national government is one organization": {
			"Talks with the U.S. government broke off in Geneva.",
			"U.S. government/Organization, Geneva/Place",
		},
		"demonym before a title": {
			"Iranian President Hassan Rouhani arrived in Baghdad.",
			"Iranian/Place*, Hassan Rouhani/Person, Baghdad/Place",
		},
		"people by nation": {
			"Thousands of Palestinians crossed into Egypt.",
			"Palestinians/Group, Egypt/Place",
		},
		"title is no part of a name": {
			"Prime Minister Tony Blair met Mr. Bush in London.",
			"Tony Blair/Person, Bush/Person, London/Place",
		},
		"possessive is no part of a name": {
			"Google's chief executive, Sundar Pichai, spoke at Stanford University.",
			"Google/Organization, Sundar Pichai/Person, Stanford University/Organization",
		},
		"a pronoun is no country": {
			"\"The cut was aimed at us, and it is up to us now,\" she said in London.",
			"London/Place",
		},
		"no names": {"Prices rose again last month, the third rise in a row.", ""},
		"empty":    {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc := analyze(t, tc.text)
			if got := strings.Join(show(doc, recognizer(t).Recognize(doc)), ", "); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestHeadlinesKeepTheirNames(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"Microsoft To Buy Swedish Startup For $2 Billion", "Microsoft/Organization"},
		{"Angela Merkel Arrives In Paris For Talks", "Angela Merkel/Person"},
		{"ANGELA MERKEL ARRIVES IN PARIS FOR TALKS", "PARIS/Place"},
		{"angela merkel arrives in paris for talks", "paris/Place"},
	} {
		doc := analyze(t, tc.text)
		if got := show(doc, recognizer(t).Recognize(doc)); !slices.Contains(got, tc.want) {
			t.Errorf("%q: got %v, want %s among them", tc.text, got, tc.want)
		}
	}
}

func TestPlacesInSportsReportsAreTeams(t *testing.T) {
	report := "Striker Max Kuhn scored twice as Nuremberg beat Augsburg 3-1 in the Bundesliga on Saturday.\n\n" +
		"The midfielder Jan Weiss equalised before half-time at a stadium in Munich, but the goalkeeper of Augsburg let in two late goals.\n\n" +
		"RESULTS\n\nWolfsburg 2 Bremen 0"
	doc := analyze(t, report)
	got := show(doc, recognizer(t).Recognize(doc))
	for _, want := range []string{"Nuremberg/Organization", "Augsburg/Organization", "Munich/Place", "Wolfsburg/Organization", "Bremen/Organization"} {
		if !slices.Contains(got, want) {
			t.Errorf("got %v, want %s among them", got, want)
		}
	}
	doc = analyze(t, "The trains from Nuremberg and Augsburg were late.\n\nAugsburg has asked for new tracks, the mayor said, and its citizens want them soon.")
	if got := show(doc, recognizer(t).Recognize(doc)); slices.Contains(got, "Augsburg/Organization") {
		t.Errorf("got %v: no team is meant", got)
	}
}

func TestMentionsKeepTheContract(t *testing.T) {
	doc := analyze(t, "Ann Lee of the Lakeland Bank met Korean officials.\n\n“Lakeland will grow,” said Lee in Oslo, Norway. Bo Svensson’s Volvo broke down.")
	end := 0
	got := recognizer(t).Recognize(doc)
	if len(got) < 4 {
		t.Fatalf("only %v found", show(doc, got))
	}
	for _, m := range got {
		tokens := doc.Sentences[m.Sentence].Tokens
		switch {
		case m.Start < end:
			t.Errorf("%q overlaps the mention before", m.In(doc.Text))
		case m.Start != tokens[m.First].Start || m.End != tokens[m.Last-1].End:
			t.Errorf("%q is not its tokens %d to %d", m.In(doc.Text), m.First, m.Last)
		case m.Chain != -1:
			t.Errorf("%q has chain %d before coreference", m.In(doc.Text), m.Chain)
		case m.Probability <= 0 || m.Probability > 1:
			t.Errorf("%q has probability %g", m.In(doc.Text), m.Probability)
		}
		end = m.End
	}
}

func TestRecognizeIsSafeForConcurrentUseAndAlwaysTheSame(t *testing.T) {
	doc := analyze(t, "Reuters reported that Ann Lee will lead Lakeland Bank.\n\nLee joined Lakeland from the World Bank in Washington.")
	r := recognizer(t)
	want := r.Recognize(doc)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if got := r.Recognize(doc); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
					return
				}
			}
		})
	}
	all.Wait()
}

func TestUsersNamesOutrankTheNewsModel(t *testing.T) {
	l := mustRead(t, "Lee in Oslo,Work\n")
	doc := analyze(t, "Ann Lee sang Lee in Oslo at the opening.")
	if got := show(doc, recognizer(t, WithNames(l)).Recognize(doc)); !slices.Contains(got, "Lee in Oslo/Work") {
		t.Errorf("got %v", got)
	}
}

func TestStockRecognizerFindsPlaces(t *testing.T) {
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Prose(a)
	if err != nil {
		t.Fatal(err)
	}
	doc := a.Analyze("He flew to London and then to Paris.")
	if got := show(doc, r.Recognize(doc)); !slices.Contains(got, "London/Place") {
		t.Errorf("got %v, want London among them", got)
	}
}

func TestOpenSaysWhatIsWrongWithAModel(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "tagger.bin") {
		t.Errorf("empty folder: error %v, want the missing file named", err)
	}
	for name, data := range map[string][]byte{"tagger.bin": []byte("no model"), "lexicon.bin": lexiconFile, "settings.json": settingsFile} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "tagger file") {
		t.Errorf("damaged tagger: error %v, want the tagger file named", err)
	}
}

func TestModelFitsItsBudget(t *testing.T) {
	if n := len(taggerFile) + len(lexiconFile); n > 12<<20 {
		t.Errorf("model files of %d bytes, want at most 12 MB", n)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := parse(taggerFile, lexiconFile, settingsFile); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRecognize(b *testing.B) {
	doc := analyze(b, strings.Repeat("Treasury Department spokeswoman Monica Crowley said the U.S. government and ByteDance would meet in Washington next week. Shares of Walmart rose 3 percent, while analysts at Morgan Stanley had expected less from the retailer.\n\n", 20))
	tokens := 0
	for i := range doc.Sentences {
		tokens += len(doc.Sentences[i].Tokens)
	}
	r := recognizer(b)
	for b.Loop() {
		r.Recognize(doc)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
