package resolve

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

func TestNamesThatTheTablesKnowAreOne(t *testing.T) {
	for _, tt := range []struct{ name, a, b string }{
		{"acronym", "[O IAEA] inspectors came.", "The [O International Atomic Energy Agency] met."},
		{"former spelling", "[L Kiev] was calm.", "[L Kyiv] was calm."},
		{"forces with a name of their own", "The [O IDF] spoke.", "The [O Israeli military] spoke."},
		{"parliament with a name of its own", "The [O Bundestag] sat.", "The [O German parliament] sat."},
		{"state as agencies write it", "Fires in [L Calif.] grew.", "Fires in [L California] grew."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if g := resolved(t, news(t, "a", "", tt.a), news(t, "b", "", tt.b)); len(g.Entities) != 1 {
				t.Errorf("entities %+v, want one", g.Entities)
			}
		})
	}
}

func TestAPersonKnownByOneWordIsOneWhereTheArticlesAgree(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		people     int
	}{
		{"named beside the same town", "[P Zelensky] spoke in [L Bakhmut].", "[P Volodymyr Zelenskyy] was in [L Bakhmut].", 1},
		{"two spellings", "[P Gadhafi] spoke in [L Sirte].", "[P Muammar Gaddafi] was in [L Sirte].", 1},
		{"a chef", "Mr. [P Modi], a chef from [L Leicester], spoke.", "Prime Minister [P Narendra Modi] was in [L New Delhi].", 2},
		{"a baker", "Mr. [P Trump] runs a bakery in [L Kallstadt].", "President [P Donald Trump] was in [L Ohio].", 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := resolved(t, news(t, "a", "", tt.a), news(t, "b", "", tt.b))
			people := slices.DeleteFunc(g.Entities, func(e graph.Entity) bool { return e.Type != schema.Person })
			if len(people) != tt.people {
				t.Errorf("people %+v, want %d", people, tt.people)
			}
			for _, p := range people {
				if p.Identifiers != nil && (p.Name == "Modi" || p.Name == "Trump") {
					t.Errorf("%s has identifiers %v", p.Name, p.Identifiers)
				}
			}
		})
	}
}

func TestIdentifiersOfKnownEntities(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "Senator [P Maria Cantwell] spoke to [P Francis|Pope Francis] in [L Ohio] and [L France]."),
		news(t, "b", "", "[O Apple Inc.] and the [O IAEA] are in [L Andorra la Vella]. [P Ana Costa] is nobody."))
	want := map[string][2]string{
		"Maria Cantwell": {"wikidata", "Q22250"}, "Ohio": {"iso3166", "US-OH"}, "France": {"iso3166", "FR"},
		"Apple Inc.": {"ticker", "AAPL"}, "Andorra la Vella": {"geonames", "3041563"}, "IAEA": {"wikipedia", "International Atomic Energy Agency"},
		"Francis": {"wikipedia", "Pope Francis"},
	}
	for _, e := range g.Entities {
		if w, ok := want[e.Name]; ok && e.Identifiers[w[0]] != w[1] {
			t.Errorf("%s: %v, want %s %s", e.Name, e.Identifiers, w[0], w[1])
		} else if !ok && len(e.Identifiers) > 0 {
			t.Errorf("%s has %v, want none", e.Name, e.Identifiers)
		}
		delete(want, e.Name)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

func TestANamesakeOfASenatorHasNoSenatorsIdentifier(t *testing.T) {
	g := resolved(t, news(t, "a", "", "Striker [P Adam Smith] scored for [O Vulcan Works]."))
	people := slices.DeleteFunc(g.Entities, func(e graph.Entity) bool { return e.Type != schema.Person })
	if len(people) != 1 || people[0].Identifiers != nil {
		t.Errorf("people %+v, want one without identifiers", people)
	}
}

func TestWashingtonIsTheCapitalOrTheState(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "The [O White House] in [L Washington] was lit."),
		news(t, "b", "", "[L Washington, D.C.] was calm."),
		news(t, "c", "", "[L Seattle] and [L Spokane] are in [L Washington]."),
		news(t, "d", "", "[L Tacoma] lies in [L Washington]."),
		news(t, "e", "", "The [O FBI] and [O Congress] looked at it. He is from [L Redmond], [L Washington], and sued the [O Justice Department].", "Redmond|LOCATED_IN|Washington"),
		news(t, "f", "", "She is from [L Washington|Wash.], says the [O FBI]."))
	articles := map[string]int{}
	for _, e := range g.Entities {
		if e.Type == schema.Place && (e.Name == "Washington" || e.Name == "Washington, D.C.") {
			articles[e.Identifiers["iso3166"]] += e.Articles
		}
	}
	if len(articles) != 2 || articles["US-DC"] != 2 || articles["US-WA"] != 4 {
		t.Errorf("articles of each Washington: %v, want 2 and 4", articles)
	}
}

func TestAnAcronymThatArticlesUseForAnotherName(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "The [O Salt Port Directors|SPD] met in [L Ohio] with [O Vulcan Works]. [O Salt Port Directors] voted."),
		news(t, "b", "", "The [O SPD] leads in [L Germany], ahead of the [O CDU]. [P Ana Costa] spoke."),
		news(t, "c", "", "The [O Social Democratic Party of Germany] met the [O CDU] in [L Germany]. [P Ana Costa] spoke."),
		news(t, "d", "", "[L Los Angeles] burned."), news(t, "e", "", "[L LA] burned."), news(t, "f", "", "[L Louisiana] burned."))
	for _, e := range g.Entities {
		names := map[string]bool{}
		for _, a := range e.Aliases {
			names[a.Name] = true
		}
		if names["Salt Port Directors"] && names["Social Democratic Party of Germany"] || names["Louisiana"] && names["LA"] {
			t.Errorf("%s has the names %v", e.Name, e.Aliases)
		}
		if e.Name == "Los Angeles" && e.Articles != 2 {
			t.Errorf("Los Angeles is in %d articles, want 2", e.Articles)
		}
	}
}

func TestACityOfAnotherCountryHasNotItsIdentifier(t *testing.T) {
	for in, want := range map[string]string{"India": "1257629", "Oregon": ""} {
		g := resolved(t, news(t, "a", "", "[L Salem] lies in [L "+in+"].", "Salem|LOCATED_IN|"+in))
		for _, e := range g.Entities {
			if e.Name == "Salem" && e.Identifiers["geonames"] != want {
				t.Errorf("Salem in %s has %v, want %q", in, e.Identifiers, want)
			}
		}
	}
}
