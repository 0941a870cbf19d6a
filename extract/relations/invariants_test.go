package relations

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// check holds the statements of an article to their contract.
func check(in Input, list []Statement) error {
	for i, s := range list {
		def, ok := schema.Default().Relation(s.Type)
		if !ok {
			return fmt.Errorf("unknown type %s", s.Type)
		}
		if len(s.Evidence) == 0 || s.Probability <= 0 || s.Probability > 1 {
			return fmt.Errorf("%s has %d pieces of evidence and probability %v", s.Type, len(s.Evidence), s.Probability)
		}
		if !def.Dated && s.Subject == s.Object {
			return fmt.Errorf("%s joins chain %d with itself", s.Type, s.Subject)
		}
		for k, e := range s.Evidence {
			if k > 0 && e.Start < s.Evidence[k-1].Start {
				return fmt.Errorf("%s: evidence out of order", s.Type)
			}
			if !e.Span.Contains(e.Subject) || !e.Span.Contains(e.Object) || e.Rule == "" {
				return fmt.Errorf("%s: %v and %v lie outside of sentence %v", s.Type, e.Subject, e.Object, e.Span)
			}
			if !slices.ContainsFunc(in.Doc.Sentences, func(x text.Sentence) bool { return x.Span == e.Span }) {
				return fmt.Errorf("%s: %v is no sentence", s.Type, e.Span)
			}
			subject, ok := mentionAt(in, e.Subject, s.Subject)
			if !ok {
				return fmt.Errorf("%s: subject %v is no mention of chain %d", s.Type, e.Subject, s.Subject)
			}
			if def.Dated {
				continue
			}
			object, ok := mentionAt(in, e.Object, s.Object)
			if !ok || !def.Allows(subject, object) {
				return fmt.Errorf("%s: object %v is no mention of chain %d, or a %s may not stand there", s.Type, e.Object, s.Object, object)
			}
		}
		if s.Speaker != nil && (*s.Speaker < 0 || *s.Speaker >= len(in.Chains)) {
			return fmt.Errorf("%s: speaker %d is no chain", s.Type, *s.Speaker)
		}
		for _, o := range list[:i] {
			if o.Type == s.Type && o.Modality == s.Modality && (o.Subject == s.Subject && o.Object == s.Object || def.Symmetric && o.Subject == s.Object && o.Object == s.Subject) {
				return fmt.Errorf("%s between %d and %d is told twice", s.Type, s.Subject, s.Object)
			}
		}
	}
	return nil
}

func mentionAt(in Input, span text.Span, chain int) (schema.EntityType, bool) {
	for _, m := range in.Mentions {
		if m.Span == span && m.Chain == chain {
			return m.Type, true
		}
	}
	return "", false
}

// words are what random sentences are made of: names, triggers, cues.
var words = strings.Fields(`Acme Birch Oslo Norland Ana Rui president chief executive of the a , and bought will not
	said met with by is was who which — - ( ) " 's its troops attacked owns based in former talks deal sanctions on
	said, Monday. It 45 , born to agreed buy 's wife investors according to since until 2019 U.S.-based`)

// randomInput draws an article in which random spans are mentions and values.
func randomInput(t *rapid.T, tagger *text.Analyzer) Input {
	article := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 60).Draw(t, "words"), " ")
	in := Input{Doc: tagger.Analyze(article)}
	for _, typ := range schema.Default().Entities {
		in.Chains = append(in.Chains, coref.Chain{ID: len(in.Chains), Type: typ.Type})
	}
	kinds := []names.Kind{names.Name, names.Name, names.Demonym, names.Pronoun, names.Description}
	for _, s := range in.Doc.Sentences {
		for range rapid.IntRange(0, 6).Draw(t, "mentions") {
			first := rapid.IntRange(0, len(s.Tokens)-1).Draw(t, "first")
			last := rapid.IntRange(first, min(first+2, len(s.Tokens)-1)).Draw(t, "last")
			span := text.Span{Start: s.Tokens[first].Start, End: s.Tokens[last].End}
			if rapid.IntRange(0, 5).Draw(t, "value") == 0 {
				in.Values = append(in.Values, values.Value{ID: len(in.Values), Span: span, Kind: values.Date, Value: "2020"})
				continue
			}
			chain := rapid.IntRange(-1, len(in.Chains)-1).Draw(t, "chain")
			typ := schema.Person
			if chain >= 0 {
				typ = in.Chains[chain].Type
			}
			in.Mentions = append(in.Mentions, names.Mention{Span: span, Type: typ, Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Chain: chain})
		}
	}
	slices.SortStableFunc(in.Mentions, func(a, b names.Mention) int { return a.Start - b.Start })
	return in
}

func TestStatementsKeepTheContract(t *testing.T) {
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, other := extractor(t), extractor(t)
	rapid.Check(t, func(t *rapid.T) {
		in := randomInput(t, tagger)
		found := e.Statements(in)
		if err := check(in, found); err != nil {
			t.Fatalf("%v in %q", err, in.Doc.Text)
		}
		if diff := cmp.Diff(found, other.Statements(in)); diff != "" {
			t.Fatalf("two extractors differ on %q: %s", in.Doc.Text, diff)
		}
	})
}

func FuzzStatements(f *testing.F) {
	f.Add("[Ana Soto|Person], chairman of [Acme|Organization], said (\"yes\") on [Monday|date].")
	f.Add("[A|Place]-[B|Place]-based [C|Organization]'s [D|Person] [E|Person], 4, and")
	f.Add(") ' 's — [its|Organization] , 5 , [x|date][y|Person]")
	tagger, err := text.Default()
	if err != nil {
		f.Fatal(err)
	}
	e := extractor(f)
	f.Fuzz(func(t *testing.T, marked string) {
		ex, err := ParseExample(tagger, marked)
		if err != nil {
			return
		}
		if err := check(ex.Input, e.Statements(ex.Input)); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkStatements(b *testing.B) {
	tagger, err := text.Default()
	if err != nil {
		b.Fatal(err)
	}
	ex, err := ParseExample(tagger, strings.Repeat("[Ana Soto|Person], chairman of [Acme|Organization], said on Monday that [Acme|Organization], a maker of boats based in [Oslo|Place], [Norland|Place], had agreed to buy [Birch Group|Organization] for a song. The weather was mild, and many went to the shore. ", 20))
	if err != nil {
		b.Fatal(err)
	}
	e := extractor(b)
	tokens := 0
	for _, s := range ex.Doc.Sentences {
		tokens += len(s.Tokens)
	}
	for b.Loop() {
		e.Statements(ex.Input)
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// TestModelKeepsToProbabilitiesAndTypes holds what the model finds alone in
// random articles to its thresholds.
func TestModelKeepsToProbabilitiesAndTypes(t *testing.T) {
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	m, err := News()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		in := randomInput(rt, tagger)
		for _, s := range e.Statements(in) {
			for _, ev := range s.Evidence {
				least := 1.0
				for i := range labels().list {
					if labels().list[i].rel == s.Type {
						least = m.types[i].Threshold
					}
				}
				if ev.Rule == ModelRule && (ev.Probability < least || ev.Probability >= 1) {
					rt.Fatalf("%s has probability %v: want %v to 1", s.Type, ev.Probability, least)
				}
			}
		}
	})
}

func TestLabelsFollowTheOntology(t *testing.T) {
	for i := range labels().list {
		l := &labels().list[i]
		if l.reversed && l.def.Symmetric {
			t.Errorf("%s is symmetric, but has two labels", l.rel)
		}
		for a, x := range labels().types {
			for b, y := range labels().types {
				want := l.def.Allows(a, b)
				if l.reversed {
					want = l.def.Allows(b, a)
				}
				if got := labels().allowed[x][y].Has(i); got != want {
					t.Errorf("%s between %s and %s: allowed %v, want %v", l.name(), a, b, got, want)
				}
			}
		}
	}
}

func TestStemsCutInflection(t *testing.T) {
	for _, forms := range []string{"attack attacks attacked attacking", "invade invades invaded invading", "ally allies", "plan plans planned planning"} {
		list := strings.Fields(forms)
		for _, w := range list[1:] {
			if stemOf(w) != stemOf(list[0]) {
				t.Errorf("%s has stem %s, %s has %s", w, stemOf(w), list[0], stemOf(list[0]))
			}
		}
	}
}
