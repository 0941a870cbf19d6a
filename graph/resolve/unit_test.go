package resolve

import (
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestABodyOfAnotherCountryIsNotTheOneWithANameOfItsOwn(t *testing.T) {
	fed := "The [O Federal Reserve] of the [L United States] met."
	for _, c := range []struct {
		name  string
		texts []string
		want  string
	}{
		{
			"the country stands before it in the sentence",
			[]string{fed, fed, fed, "[L United States], [L United States]. [L Norway] changed the head of its [O Central Bank]."},
			"Central Bank/1 Federal Reserve/3",
		},
		{
			"the article names no country", []string{fed, fed, fed, "The [O Central Bank] met in the rain."}, "Central Bank/1 Federal Reserve/3",
		},
		{
			"two ministries",
			[]string{"The [O State Department] of the [L United States] spoke.", "In [L Norway] the [O Foreign Ministry] held a feast."},
			"Foreign Ministry/1 State Department/1",
		},
		{
			"a country's other name for it",
			[]string{"The [O State Department] spoke.", "The [O U.S. Department of State] met."},
			"U.S. Department of State/2",
		},
	} {
		if got := namesOf(resolved(t, articlesOf(t, c.texts)...), schema.Organization); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestUnitsOfOneNameAreEachTheirOwnBodys(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		facts string
		want  string
	}{
		{
			"by the name",
			[]string{"The [O HHS Office of Inspector General] looked.", "The [O FCC Office of Inspector General] looked.", "The [O Department of Health and Human Services Office of the Inspector General] looked."},
			"", "Department of Health and Human Services Office of the Inspector General/2 FCC Office of Inspector General/1",
		},
		{
			"by what is stated",
			[]string{"The [O HHS Office of Inspector General] looked.", "[O Quokka Works] has an [O Office of Inspector General]."},
			"Office of Inspector General|SUBSIDIARY_OF|Quokka Works", "HHS Office of Inspector General/1 Office of Inspector General/1 Quokka Works/1",
		},
		{
			"by the only parent that the article names",
			[]string{"The [O Justice Department's Civil Division] sued.", "[O Lagoa Works' Civil Division] sued.", "The [O Department of Justice] and its [O Civil Division] sued."},
			"", "Department of Justice/1 Justice Department's Civil Division/2 Lagoa Works' Civil Division/1",
		},
		{
			"or each article's own",
			[]string{"The [O Justice Department's Civil Division] sued.", "[O Lagoa Works' Civil Division] sued.", "The [O Civil Division] sued."},
			"", "Civil Division/1 Justice Department's Civil Division/1 Lagoa Works' Civil Division/1",
		},
		{
			"a name that goes on with a person is not the unit's",
			[]string{"The [O Justice Department's Civil Division] sued.", "The [O Justice Department's Civil Division Stuart Costa] sued.", "The [O Justice Department's Civil Division Stuart Costa] spoke."},
			"", "Justice Department's Civil Division/3",
		},
		{
			"another office of it is another unit",
			[]string{"The [O HHS Office of Inspector General] looked.", "The [O HHS Office of Inspector General Dallas Regional Office] looked."},
			"", "HHS Office of Inspector General Dallas Regional Office/1 HHS Office of Inspector General/1",
		},
	} {
		list := articlesOf(t, c.texts)
		if c.facts != "" {
			list[len(list)-1] = news(t, "z", "", c.texts[len(c.texts)-1], c.facts)
		}
		if got := namesOf(resolved(t, list...), schema.Organization); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestADatelinesCapitalsAreNoName(t *testing.T) {
	for _, c := range []struct {
		name  string
		typ   schema.EntityType
		texts []string
		want  string
	}{
		{"a place", schema.Place, []string{"[L LAGOA] - Rain.", "[L LAGOA] - Snow.", "Snow fell in [L Lagoa]."}, "Lagoa/3"},
		{"an organization that most write so", schema.Organization, []string{"[O QUOKKAQ] fell.", "[O QUOKKAQ] rose.", "[O Quokkaq] rose."}, "QUOKKAQ/3"},
		{"one that most do not", schema.Organization, []string{"[O QUOKKA WORKS] fell.", "[O Quokka Works] rose."}, "Quokka Works/2"},
	} {
		if got := namesOf(resolved(t, articlesOf(t, c.texts)...), c.typ); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
