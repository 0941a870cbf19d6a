package browse

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

func TestEveryRelationHasWords(t *testing.T) {
	o := schema.Default()
	for _, r := range slices.Concat(o.Relations, o.Dated) {
		p, ok := phrases()[r.Type]
		switch {
		case !ok || p.verb == "" || p.will == "" || p.was == "" || p.said == "":
			t.Errorf("%s has no words", r.Type)
		case !r.Dated && p.subjects == "":
			t.Errorf("%s has no heading for its subjects", r.Type)
		case r.Symmetric && heading(r.Type, schema.Asserted, true) != heading(r.Type, schema.Asserted, false) && "is "+p.subjects != p.verb && p.subjects != p.verb:
			t.Errorf("%s is symmetric: %q and %q", r.Type, p.verb, p.subjects)
		}
	}
	if want := len(o.Relations) + len(o.Dated); len(phrases()) != want {
		t.Errorf("%d relations have words, want %d", len(phrases()), want)
	}
}

func TestWhatIsNotSaidToBeSoIsNotWordedAsSo(t *testing.T) {
	for _, c := range []struct {
		m                       schema.Modality
		want, heading, ofObject string
	}{
		{schema.Asserted, "acquired", "Acquired", "Acquired by"},
		{schema.Planned, "is to acquire", "Is to acquire", "Planned: acquired by"},
		{schema.Alleged, "is said to have acquired", "Is said to have acquired", "Alleged: acquired by"},
		{schema.Denied, "is said not to have acquired", "Is said not to have acquired", "Denied: acquired by"},
	} {
		if got := worded(schema.Acquired, c.m); got != c.want {
			t.Errorf("%s: %q, want %q", c.m, got, c.want)
		}
		if a, b := heading(schema.Acquired, c.m, false), heading(schema.Acquired, c.m, true); a != c.heading || b != c.ofObject {
			t.Errorf("%s: headings %q and %q, want %q and %q", c.m, a, b, c.heading, c.ofObject)
		}
	}
	for _, m := range []schema.Modality{schema.Planned, schema.Alleged, schema.Denied} {
		for r := range phrases() {
			if worded(r, m) == verb(r) {
				t.Errorf("%s, %s: %q", r, m, worded(r, m))
			}
		}
	}
}

func TestBarsLeaveNoMonthOut(t *testing.T) {
	b := bars("articles", []store.Month{{Month: "2023-11", Count: 2}, {Month: "2024-02", Count: 1}, {Month: "20", Count: 9}})
	if b == nil || len(b.Bars) != 4 || b.First() != "2023-11" || b.Bars[2].When != "2024-01" || b.Bars[2].H != 0 || b.Bars[0].H != barHeight || b.Most != 2 {
		t.Errorf("bars: %+v", b)
	}
	years := bars("articles", []store.Month{{Month: "1990-01", Count: 1}, {Month: "2024-02", Count: 1}})
	if years == nil || years.Unit != "year" || len(years.Bars) != 35 {
		t.Errorf("bars over 35 years: %+v", years)
	}
	if one := bars("articles", []store.Month{{Month: "2024-02", Count: 1}}); one != nil {
		t.Error("a picture of one bar")
	}
}
