package resolve

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestAnAbbreviatedWordNamesTheSamePlace(t *testing.T) {
	g := resolved(t, news(t, "a", "", "They climbed [L Mt. Orrin]."), news(t, "b", "", "They left [L Mount Orrin]."))
	if len(g.Entities) != 1 {
		t.Errorf("entities %v, want one", g.Entities)
	}
}

func TestANameALetterApartIsOneWhereContextsAgree(t *testing.T) {
	a := news(t, "a", "", "[P Duncan Raite] of [O Vulcan Works] met [P Ana Costa].")
	b := news(t, "b", "", "[P Duncan Rait] left [O Vulcan Works] and [P Ana Costa].")
	c := news(t, "c", "", "[P Duncan Rait] sang in [L Lyon].")
	if got := entitiesOf(resolved(t, a, b), schema.Person); len(got) != 2 {
		t.Errorf("people %v, want Ana Costa and one Duncan", got)
	}
	if got := entitiesOf(resolved(t, a, c), schema.Person); len(got) != 3 {
		t.Errorf("people %v, want two Duncans: nothing else says that they are one", got)
	}
}

func TestAShipsNameWithoutItsPrefix(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "[T INS Sukari] of the [O Vulcan Works] left [L Lyon] with [P Ana Costa]."),
		news(t, "b", "", "[T Sukari] came back to [L Lyon], said [P Ana Costa] of [O Vulcan Works]."))
	if got := entitiesOf(g, schema.Product); len(got) != 1 || !slices.Equal(got["INS Sukari"], []int{2}) {
		t.Errorf("ships %v, want INS Sukari in two articles", got)
	}
}

func TestOneEdit(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"rait", "raite", true},
		{"meier", "meyer", true},
		{"erdogan", "erdogan", false},
		{"miller", "müller", true},
		{"ost", "west", false},
		{"", "a", true},
		{"ab", "abcd", false},
	} {
		if oneEdit(tt.a, tt.b) != tt.want || oneEdit(tt.b, tt.a) != tt.want {
			t.Errorf("%q and %q are an edit apart: %v, want %v", tt.a, tt.b, !tt.want, tt.want)
		}
	}
}

func TestANameOfAnotherAlphabetIsOneHoweverItIsSpelled(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"Mohammad Katani", "Mohammed Katani", 1},
		{"Sergey Volin", "Sergei Volin", 1},
		{"Mohammad Katani", "Mahmoud Katani", 2},
		{"Mohammad Katani", "Mohammed Kazuri", 2},
	} {
		g := resolved(t,
			news(t, "a", "", "[P "+tt.a+"] of [O Vulcan Works] spoke."),
			news(t, "b", "", "[P "+tt.b+"] left [L Lyon]."))
		if got := entitiesOf(g, schema.Person); len(got) != tt.want {
			t.Errorf("%s and %s: people %v, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
