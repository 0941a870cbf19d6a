package eval

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

// resolveTask joins names that are equal as they stand, but for case.
func resolveTask(t *testing.T) ResolveTask {
	t.Helper()
	a, err := text.Default()
	if err != nil {
		t.Fatal(err)
	}
	return ResolveTask{
		Analyze:   a.Analyze,
		Recognize: func(text.Document) []names.Mention { return nil },
		Entities: func(found []extract.Extraction) func(string, int) string {
			of := map[string]string{}
			for _, x := range found {
				for _, c := range x.Chains {
					of[fmt.Sprint(x.Article.ID, c.ID)] = strings.ToLower(c.Name)
				}
			}
			return func(article string, chain int) string { return of[fmt.Sprint(article, chain)] }
		},
	}
}

// linked makes an annotated text of marked names: "[link name] went to …".
func linked(id, marked string) Document {
	d := Document{ID: id}
	for {
		before, rest, ok := strings.Cut(marked, "[")
		d.Text += before
		if !ok {
			return d
		}
		inner, after, _ := strings.Cut(rest, "]")
		link, name, _ := strings.Cut(inner, " ")
		d.Entities = append(d.Entities, Entity{Start: len(d.Text), End: len(d.Text) + len(name), Text: name, Link: link})
		d.Text += name
		marked = after
	}
}

func TestEntitiesAcrossArticlesAreMeasured(t *testing.T) {
	s := Resolve([]Document{
		linked("a", "[Q1 Helion Networks] opened an office in [Q2 Lyon]."),
		linked("b", "[Q1 HELION NETWORKS] left [Q2 Lyon] for good."),
		linked("c", "[Q1 Helion] beat [Q3 Lyon] in the final."),
	}, resolveTask(t))
	all, several, unclear, equal := s.Rows[0], s.Rows[1], s.Rows[2], s.Rows[3]
	for _, v := range []struct {
		name      string
		got, want float64
	}{
		// Found: {Helion Networks ×2}, {Helion}, {Lyon ×3}.
		{"B3 precision", all.B3.Precision(), (1 + 1 + 1 + 2./3 + 2./3 + 1./3) / 6},
		{"B3 recall", all.B3.Recall(), (2./3 + 2./3 + 1./3 + 1 + 1 + 1) / 6},
		{"MUC precision", all.MUC.Precision(), 2. / 3},
		{"MUC recall", all.MUC.Recall(), 2. / 3},
		{"CEAF-e recall", all.CEAFe.Recall(), (.8 + .8) / 3},
		{"recall of what has several names", several.B3.Recall(), (2./3 + 2./3 + 1./3) / 3},
		{"precision of names with several links", unclear.B3.Precision(), (2./3 + 2./3 + 1./3) / 3},
		{"recall of equal strings", equal.B3.Recall(), (1./3*3 + 1 + 1 + 1) / 6},
		{"mixed", s.Mixed, 1. / 6},
	} {
		if math.Abs(v.got-v.want) > 1e-9 {
			t.Errorf("%s is %.4f, want %.4f", v.name, v.got, v.want)
		}
	}
	var b strings.Builder
	if err := s.WriteErrors(&b, 5); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Split", "Q1", "Helion 1", "Mixed", "Q3: Lyon 1"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the errors do not show %q:\n%s", want, b.String())
		}
	}
}

func TestNamesThatAnnotatorsKnewNoPageForAreNotMeasured(t *testing.T) {
	d := linked("a", "[<NIL> Ana Costa] met [Q1 Rui Costa] and [Q1 Costa].")
	s := Resolve([]Document{d}, resolveTask(t))
	if len(s.Names) != 2 || s.Names[0].Text != "Rui Costa" || s.Names[0].Found == "" {
		t.Errorf("names are %+v, want the two of Rui Costa", s.Names)
	}
}

func TestNamesInsidePhrases(t *testing.T) {
	vocabulary := map[string]int{"costa": -5, "aden": -3, "police": 4, "sefton": -1, "general": -2, "fund": -2, "coach": -1, "queens": -3, "australian": -2}
	for _, tt := range []struct{ phrase, want string }{
		{"in the Gulf of Aden", "Gulf of Aden"},
		{"striker Ana Costa, 31", "Ana Costa"},
		{"Ana Costa, M.D., M. B. A.", "Ana Costa"},
		{"a small hut on Mount Sefton", ""},
		{"Police", ""},
		{"officials of the fund", ""},
		{"Surgeon General", ""},
		{"IN QUEENS", "QUEENS"},
		{"International Lemon Fund", "International Lemon Fund"},
		{"Australian", ""},
		{"she", ""},
	} {
		start, end, ok := nameIn(Entity{Text: tt.phrase, Type: "HUM"}, vocabulary)
		got := ""
		if ok {
			got = tt.phrase[start:end]
		}
		if got != tt.want {
			t.Errorf("the name in %q is %q, want %q", tt.phrase, got, tt.want)
		}
	}
}

// What equal strings reach on news items with links is known.
func TestEqualStringsOnNewsItems(t *testing.T) {
	gold, err := ReadFile(datatest.Path(t, "data/measure/wcep_links.dev.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var s ResolveScores
	for _, d := range gold {
		for _, e := range d.Entities {
			s.Names = append(s.Names, Named{Article: d.ID, Text: e.Text, Gold: e.Link, Found: e.Text})
		}
	}
	s.measure()
	for i, want := range []float64{.907, .771, .720} {
		if got := s.Rows[i].B3.F1(); math.Abs(got-want) > .0005 {
			t.Errorf("%s: B3 F1 is %.4f, want %.3f", s.Rows[i].Title, got, want)
		}
	}
}
