package resolve

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract"

	"github.com/newsgraph/newsgraph/schema"
)

// doubts are those of news, by the names of both.
func doubtsOf(t *testing.T, decisions []Decision, list ...extract.Extraction) map[[2]string]Doubt {
	t.Helper()
	var articles []Article
	for _, x := range list {
		articles = append(articles, FromExtraction(x))
	}
	names := map[string]string{}
	for _, e := range Build(articles, decisions).Entities {
		names[e.ID] = e.Name
	}
	out := map[[2]string]Doubt{}
	for _, d := range NewPlan(digests(articles), decisions).Doubts(1000) {
		k := []string{names[d.A], names[d.B]}
		slices.Sort(k)
		out[[2]string(k)] = d
	}
	return out
}

func TestPairsThatMayBeOneAreDoubts(t *testing.T) {
	full := news(t, "a", "", "[P Ana Costa] spoke in [L France] and [L Germany].")
	last := news(t, "b", "", "[P Costa] came from [L France] and [L Germany].")
	middle := news(t, "c", "", "[P Ana Maria Costa] sang.")
	got := doubtsOf(t, nil, full, last, middle)
	if d := got[[2]string{"Ana Costa", "Costa"}]; d.Reason != ShortName || d.Score <= 0 || d.Score >= 1 {
		t.Errorf("Costa and Ana Costa: %+v, want a short name", d)
	}
	if d := got[[2]string{"Ana Costa", "Ana Maria Costa"}]; d.Reason != MiddleName {
		t.Errorf("Ana Costa and Ana Maria Costa: %+v, want a middle name", d)
	}
	d := got[[2]string{"Ana Costa", "Costa"}]
	for _, same := range []bool{true, false} {
		decided := doubtsOf(t, []Decision{{A: d.A, B: d.B, Same: same}}, full, last, middle)
		if _, ok := decided[[2]string{"Ana Costa", "Costa"}]; ok {
			t.Errorf("decided (same: %v), the pair is still in doubt", same)
		}
	}
}

func TestDoubtsAreOfTwoEntitiesOfTheGraph(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list := drawArticles(rt, t)
		var articles []Article
		for _, x := range list {
			articles = append(articles, FromExtraction(x))
		}
		ids := map[string]bool{}
		for _, e := range Build(articles, nil).Entities {
			ids[e.ID] = true
		}
		want := NewPlan(digests(articles), nil).Doubts(1000)
		for _, d := range want {
			if !ids[d.A] || !ids[d.B] || d.A >= d.B || d.Score < 0 || d.Score > 1 || d.Reason == "" {
				rt.Fatalf("doubt %+v", d)
			}
		}
		if got := NewPlan(digests(rapid.Permutation(articles).Draw(rt, "order")), nil).Doubts(1000); !slices.Equal(got, want) {
			rt.Fatalf("in another order %v, want %v", got, want)
		}
		most := rapid.IntRange(0, len(want)).Draw(rt, "most")
		if got := NewPlan(digests(articles), nil).Doubts(most); !slices.Equal(got, want[:most]) {
			rt.Fatalf("the first %d are %v, want %v", most, got, want[:most])
		}
	})
}

func TestReasonsWhyTwoNamesAreOne(t *testing.T) {
	for _, tt := range []struct {
		typ        schema.EntityType
		a, b, want string
	}{
		{schema.Organization, "Helion Ltd.", "HELION", "the same name but for case, accents, articles or legal form"},
		{schema.Place, "U.S.", "America", "both are names of United States"},
		{schema.Place, "Calif.", "California", "both are names of the state California"},
		{schema.Organization, "Knesset", "Israeli parliament", "both mean the parliament of one country"},
		{schema.Organization, "IAEA", "International Atomic Energy Agency", "both are known names of International Atomic Energy Agency"},
		{schema.Organization, "International Lemon Fund", "ILF", "one has the initials of the other"},
		{schema.Organization, "Helion", "Helion Networks", "one is a short form of the other, and the articles' other names agree"},
		{schema.Person, "Ana Costa", "Ana M. Costa", "the same first and last name, and nobody else of these names has another middle name"},
		{schema.Person, "Bill Costa", "William Costa", "the same last name, one given name is short for the other, and the articles' other names agree"},
		{schema.Person, "Duncan Raite", "Duncan Rait", "a letter apart, and the articles' other names agree"},
		{schema.Person, "Costa", "Ana Costa", "one is a part of the other, and the articles' other names or facts agree"},
		{schema.Place, "Mt. Orrin", "Mount Orrin", "one abbreviates a word of the other"},
		{schema.Person, "Ana Costa", "Rui Sousa", ""},
		{schema.Organization, "French parliament", "Knesset", ""},
	} {
		if got := Because(tt.typ, tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: %q, want %q", tt.a, tt.b, got, tt.want)
		}
		if got, back := Because(tt.typ, tt.a, tt.b), Because(tt.typ, tt.b, tt.a); got != back {
			t.Errorf("%q and %q: %q, the other way %q", tt.a, tt.b, got, back)
		}
	}
}
