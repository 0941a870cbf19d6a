package values

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/extract/text"
)

// stories analyzes raw BBC stories.
func stories(tb testing.TB, n int) []text.Document {
	tb.Helper()
	var out []text.Document
	for _, t := range datatest.Texts(tb, datatest.BBC, n) {
		out = append(out, analyze(tb, t))
	}
	return out
}

// forms are what values of each kind look like.
var forms = map[Kind]*regexp.Regexp{
	Date:    regexp.MustCompile(`^(\d{4}(-W\d\d|-\d\d(-\d\d)?)?|--\d\d(-\d\d)?)(/(\d{4}(-\d\d(-\d\d)?)?|--\d\d-\d\d))?$`),
	Money:   regexp.MustCompile(`^-?\d+(\.\d*[1-9])? [A-Z]{3}$`),
	Percent: regexp.MustCompile(`^-?\d+(\.\d*[1-9])?$`),
	Count:   regexp.MustCompile(`^\d+$`),
}

// check reports what is wrong with the values of a document, or nothing.
func check(doc text.Document, values []Value) string {
	at := 0
	for i, v := range values {
		switch {
		case v.ID != i:
			return "an ID that is no index: " + v.In(doc.Text)
		case v.Start < at || v.End <= v.Start || v.End > len(doc.Text):
			return "a value out of order: " + v.Value
		case forms[v.Kind] == nil || !forms[v.Kind].MatchString(v.Value):
			return "a malformed value: " + string(v.Kind) + " " + v.Value + " of " + v.In(doc.Text)
		}
		at = v.End
	}
	return ""
}

func TestValuesOfTheStoriesAreWellFormed(t *testing.T) {
	found := 0
	for _, doc := range stories(t, 3000) {
		values := Find(doc, "2005-02-15")
		if wrong := check(doc, values); wrong != "" {
			t.Fatalf("%s\nin %q", wrong, doc.Text)
		}
		if !reflect.DeepEqual(values, Find(doc, "2005-02-15")) {
			t.Fatalf("another result for %q", doc.Text)
		}
		found += len(values)
	}
	if found < 2000 {
		t.Errorf("found %d values in all stories", found)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"On Monday, November 12, 2020, it paid $5-$6 billion.", "half a million; two dozen; 5-10% of 3,45", "Q3 2019 Rs5 crore '80s",
		"12-14 May 1990–95 2004-05 5p 1.2.2003 -$.5 million billion trillion", "a an two ago a year ago", "$ £ € 9999999999999999999 million million",
	} {
		f.Add(s, "2020-11-12")
	}
	a, err := text.Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s, published string) {
		doc := a.Analyze(s)
		if wrong := check(doc, Find(doc, published)); wrong != "" {
			t.Fatalf("%s\nin %q, published %q", wrong, s, published)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	docs := stories(b, 300)
	tokens := 0
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			Find(doc, "2005-02-15")
			for _, s := range doc.Sentences {
				tokens += len(s.Tokens)
			}
		}
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
