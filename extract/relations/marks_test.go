package relations

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/extract/text"
)

// marksOf reads a marked text and returns the marks of the first evidence of
// each statement as "kind text".
func marksOf(t *testing.T, e *Extractor, marked string) (marks, reasons []string) {
	t.Helper()
	tagger, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	ex, err := ParseExample(tagger, marked)
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range e.Statements(ex.Input) {
		for _, m := range st.Evidence[0].Marks {
			marks = append(marks, string(m.Kind)+" "+m.In(ex.Doc.Text))
		}
		reasons = append(reasons, st.Evidence[0].Reasons...)
	}
	return marks, reasons
}

func TestEvidenceMarksWhatSaysSo(t *testing.T) {
	e := extractor(t)
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"trigger and modality", "[Acme|Organization] will buy [Birch|Organization].", []string{"modality will", "trigger buy"}},
		{"role", "[Norland|Place] 's former finance minister, [Ana Soto|Person], agreed.", []string{"modality former", "role finance minister", "trigger minister"}},
		{"speaker", "\"[Acme|Organization] bought [Birch|Organization],\" [Ida Moreau|Person] said.", []string{"trigger bought", "speaker Ida Moreau"}},
		{"money and share", "[Acme|Organization] bought a [10 percent|percent|10] stake in [Birch|Organization] for [$5 million|money|5000000 USD].", []string{"stake 10 percent", "trigger bought", "amount $5 million"}},
		{"since when", "[Ida Moreau|Person] has led [Acme|Organization] since [2019|date].", []string{"trigger led", "valid_from 2019"}},
	} {
		got, _ := marksOf(t, e, tt.text)
		slices.Sort(got)
		slices.Sort(tt.want)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestEvidenceSaysWhyInWords(t *testing.T) {
	_, reasons := marksOf(t, extractor(t), "[Acme|Organization] acquired [Birch|Organization] on Monday.")
	if len(reasons) < 2 || len(reasons) > MaxReasons || !strings.HasPrefix(reasons[0], "the rule “acquire”") || !strings.Contains(strings.Join(reasons[1:], "; "), "“acquired”") {
		t.Errorf("got %q, want the rule, then the model's reasons with the verb", reasons)
	}
}
