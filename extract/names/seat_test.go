package names

import (
	"slices"
	"strings"
	"testing"
)

func TestPartiesAndStatesInBrackets(t *testing.T) {
	r := recognizer(t)
	for name, tc := range map[string]struct{ text, want string }{
		"postal code":       {"Senators Ann Poe (R-UT) and Jon Vale (D-NJ) agreed.", "R/Group, UT/Place, D/Group, NJ/Place"},
		"abbreviation":      {"Sen. Ann Poe (R-Tenn.) spoke to Rep. Jon Vale (D-N.Y.) on Monday.", "R/Group, Tenn./Place, D/Group, N.Y./Place"},
		"several words":     {"Senator Ann Poe (R-South Carolina) spoke.", "R/Group, South Carolina/Place"},
		"independent":       {"Senator Ann Poe (I-Vt.) spoke.", "Vt./Place"},
		"district":          {"Rep. Ann Poe (WI-02) spoke.", ""},
		"no state":          {"The film (R-rated) opens today.", ""},
		"outside a bracket": {"She joined the R-UT team.", ""},
	} {
		doc := analyze(t, tc.text)
		var got []string
		end := 0
		for _, m := range r.Recognize(doc) {
			if m.Start < end || m.First >= m.Last || m.Last > len(doc.Sentences[m.Sentence].Tokens) {
				t.Errorf("%s: %q overlaps or has no tokens", name, m.In(doc.Text))
			}
			end = m.End
			if m.Start > 1 && strings.ContainsAny(doc.Text[m.Start-1:m.Start], "(-") {
				got = append(got, show(doc, []Mention{m})...)
			}
		}
		got = slices.DeleteFunc(got, func(s string) bool { return tc.want == "" && !strings.HasSuffix(s, "/Group") })
		if s := strings.Join(got, ", "); s != tc.want {
			t.Errorf("%s: got %q, want %q", name, s, tc.want)
		}
	}
}
