package coref_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

var allTypes = []schema.EntityType{
	schema.Person, schema.Organization, schema.Place, schema.Group,
	schema.Product, schema.Event, schema.Law, schema.Work,
}

// mentionsFrom makes up mentions over a document's tokens; next gives numbers.
func mentionsFrom(doc text.Document, next func(n int) int) []names.Mention {
	var ms []names.Mention
	for s := range doc.Sentences {
		tokens := doc.Sentences[s].Tokens
		for i := 0; i < len(tokens); {
			i += next(4)
			n := 1 + next(3)
			if i+n > len(tokens) {
				break
			}
			kind := names.Name
			if next(5) == 0 {
				kind = names.Demonym
			}
			ms = append(ms, names.Mention{
				Span: text.Span{Start: tokens[i].Start, End: tokens[i+n-1].End},
				Type: allTypes[next(len(allTypes))], Kind: kind, Chain: -1, Probability: float64(next(11)) / 10,
				Sentence: s, First: i, Last: i + n,
			})
			i += n
		}
	}
	return ms
}

var newsWords = strings.Fields(`Trump Donald President Mr. Mrs. U.S. US Iran Iranian Iranians the company The ministry Foreign
	Ministry he his him she her it its they their who which whose said , . and " ( ) SEC Securities Exchange Commission of
	Bank Deutsche Ltd. Co. United Nations Manchester Jr. New York City a man official was is that in met spokeswoman lawyer
	38-year-old 's Clinton Hillary Bill country app 2020 — “ ” é`)

func TestResolveIsSound(t *testing.T) {
	a := analyzer(t)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(newsWords), 1, 60).Draw(t, "words")
		doc := a.Analyze(strings.Join(words, " "))
		given := mentionsFrom(doc, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") })
		before := slices.Clone(given)
		ms, chains := coref.Resolve(doc, given)
		if err := sound(doc, given, ms, chains); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(before, given) {
			t.Fatal("Resolve changed the mentions it was given")
		}
		again, chains2 := coref.Resolve(doc, given)
		if !reflect.DeepEqual(ms, again) || !reflect.DeepEqual(chains, chains2) {
			t.Fatalf("a second run gives %v %v after %v %v", again, chains2, ms, chains)
		}
	})
}

func FuzzResolve(f *testing.F) {
	a := analyzer(f)
	f.Add("President Trump met Mr. Xi. He left. The company (SEC) fell.", []byte{1, 0, 1, 2, 0, 0, 1})
	f.Add("\"I\" — he said, “they” who… The  \n\n 38-year-old", []byte{0, 0, 0, 3, 3, 3})
	f.Fuzz(func(t *testing.T, s string, choices []byte) {
		if len(s) > 4000 {
			return
		}
		doc := a.Analyze(s)
		given := mentionsFrom(doc, func(n int) int {
			if len(choices) == 0 {
				return n - 1
			}
			c := int(choices[0])
			choices = choices[1:]
			return c % n
		})
		ms, chains := coref.Resolve(doc, given)
		if err := sound(doc, given, ms, chains); err != nil {
			t.Error(err)
		}
	})
}

// Mentions that do not fit the document are left out rather than trusted.
func TestResolveLeavesOutWhatDoesNotFit(t *testing.T) {
	doc := analyzer(t).Analyze("Angela Merkel spoke.")
	good := names.Mention{Span: text.Span{Start: 0, End: 13}, Type: schema.Person, Kind: names.Name, Chain: -1, Probability: 1, Last: 2}
	for name, bad := range map[string]func(*names.Mention){
		"another sentence": func(m *names.Mention) { m.Sentence = 7 },
		"no tokens":        func(m *names.Mention) { m.Last = 0 },
		"too many tokens":  func(m *names.Mention) { m.Last = 70 },
		"beyond the text":  func(m *names.Mention) { m.End = 99 },
		"a pronoun":        func(m *names.Mention) { m.Kind = names.Pronoun },
	} {
		m := good
		bad(&m)
		if ms, chains := coref.Resolve(doc, []names.Mention{m}); len(ms)+len(chains) != 0 {
			t.Errorf("%s: %v %v, want nothing", name, ms, chains)
		}
	}
	if ms, _ := coref.Resolve(doc, []names.Mention{good, good}); len(ms) != 1 {
		t.Errorf("one mention given twice comes out %d times", len(ms))
	}
}

func TestResolveInParallel(t *testing.T) {
	doc, given := article(t, "[Angela Merkel|P] met the [U.S.|L] envoy of [Nokia|O]. She left. The company stayed.")
	want, _ := coref.Resolve(doc, given)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, _ := coref.Resolve(doc, given); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
	wg.Wait()
}

// The article that the project began with.
func TestArticleOnTikTok(t *testing.T) {
	data, err := os.ReadFile(datatest.Path(t, "seed-article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	doc := analyzer(t).Analyze(string(data))
	recognizer, err := names.News()
	if err != nil {
		t.Fatal(err)
	}
	ms, chains := coref.Resolve(doc, recognizer.Recognize(doc))
	of := map[string][]int{}
	for _, m := range ms {
		form := m.In(doc.Text)
		if !slices.Contains(of[form], m.Chain) {
			of[form] = append(of[form], m.Chain)
		}
		if m.Kind == names.Pronoun {
			t.Logf("%s is %s", form, chains[m.Chain].Name)
			want := map[string]string{"his": "Trump", "its": "TikTok", "it": "TikTok"}[form]
			if chains[m.Chain].Name != want {
				t.Errorf("%q is taken for %s", form, chains[m.Chain].Name)
			}
		}
	}
	for _, form := range []string{"Trump", "TikTok", "U.S.", "U.S. government", "ByteDance", "Treasury Department", "Sensor Tower"} {
		if len(of[form]) != 1 {
			t.Errorf("%s is in %d chains, want 1", form, len(of[form]))
		}
	}
	same := func(a, b string) bool {
		return len(of[a]) == 1 && len(of[b]) == 1 && of[a][0] == of[b][0]
	}
	if !same("the department", "Treasury Department") {
		t.Error("the department is not the Treasury Department")
	}
	if !same("the President", "Trump") {
		t.Error("the President is not Trump")
	}
	if same("U.S.", "U.S. government") {
		t.Error("the U.S. government is taken for the U.S.")
	}
}

func BenchmarkResolve(b *testing.B) {
	docs := readGold(b, "measure/dwie.dev.jsonl.gz")
	tokens := 0
	for _, d := range docs {
		for _, s := range d.Doc.Sentences {
			tokens += len(s.Tokens)
		}
	}
	b.ResetTimer()
	for b.Loop() {
		for _, d := range docs {
			coref.Resolve(d.Doc, d.Names)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
