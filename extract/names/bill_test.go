package names

import (
	"slices"
	"strings"
	"testing"
)

func TestWholeNamesOfActs(t *testing.T) {
	r := recognizer(t)
	for name, tc := range map[string]struct{ text, want string }{
		"small words in it":       {"Senator Ann Poe introduced the Supporting and Treating Officers In Crisis Act of 2019 on Monday.", "Supporting and Treating Officers In Crisis Act of 2019/Law"},
		"after a word of it":      {"Senators Hawley and Lee wrote the Enhancing DHS Drug Seizures Act.", "Enhancing DHS Drug Seizures Act/Law"},
		"two acts":                {"Judges cited the Civil Rights Act, and the Clean Water Act.", "Civil Rights Act/Law, Clean Water Act/Law"},
		"a country before it":     {"He broke the U.S. Foreign Corrupt Practices Act.", "Foreign Corrupt Practices Act/Law"},
		"who is joined by and":    {"He asked the Senate Judiciary Committee and Smarter Sentencing Act sponsors.", "Smarter Sentencing Act/Law"},
		"article with a capital":  {"The president signed The Clean Water Act.", "Clean Water Act/Law"},
		"at a sentence's opening": {"Lower Energy Costs Act sponsors spoke.", "Lower Energy Costs Act/Law"},
	} {
		doc := analyze(t, tc.text)
		mentions := r.Recognize(doc)
		end := 0
		for _, m := range mentions {
			if m.Start < end || doc.Sentences[m.Sentence].Tokens[m.First].Start != m.Start || m.Chain != -1 {
				t.Errorf("%s: %q overlaps or is not made of tokens", name, m.In(doc.Text))
			}
			end = m.End
		}
		got := slices.DeleteFunc(show(doc, mentions), func(s string) bool { return !strings.HasSuffix(s, "/Law") })
		if s := strings.Join(got, ", "); s != tc.want {
			t.Errorf("%s: got %q, want %q", name, s, tc.want)
		}
	}
}
