package resolve

import (
	"fmt"
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/schema"
)

// Each case gives texts of articles and the entities that must come of them:
// "Name/articles", in the order of names.
func TestNamesOfDifferentArticlesAreOneEntity(t *testing.T) {
	for _, c := range []struct {
		name  string
		typ   schema.EntityType
		texts []string
		want  string
	}{
		{"a legal form does not matter", schema.Organization, []string{"[O ByteDance Ltd.] sold it.", "[O ByteDance] sold it."}, "ByteDance/2"},
		{"nor does an article", schema.Organization, []string{"[O The New York Times] wrote it.", "[O New York Times] wrote it."}, "The New York Times/2"},
		{
			"a country has many names", schema.Place,
			[]string{"[L U.S.] troops left.", "The [L United States|~American] army left.", "[L America] left.", "[L United States] left."},
			"United States/4",
		},
		{
			"an acronym that an article explains", schema.Organization,
			[]string{"The [O Central Intelligence Agency] ([O Central Intelligence Agency|CIA]) knew.", "The [O CIA] knew.", "The [O C.I.A.] knew."},
			"Central Intelligence Agency/3",
		},
		{"an acronym of one name only", schema.Organization, []string{"The [O International Monetary Fund] paid.", "The [O IMF] paid."}, "International Monetary Fund/2"},
		{"initials of a name that is no institution's", schema.Organization, []string{"[O Newcastle Brown Ale] sold.", "The [O NBA] met."}, "NBA/1 Newcastle Brown Ale/1"},
		{
			"unless it keeps company with it", schema.Organization,
			[]string{"[O Advanced Micro Devices] fought [O Lagoa Works].", "[O AMD] fought [O Lagoa Works]."},
			"Advanced Micro Devices/2 Lagoa Works/2",
		},
		{
			"a short name of two", schema.Organization,
			[]string{
				"[O Lagoa Times] ([O Lagoa Times|Times]) met [O Quokka Works].", "[O Tagus Times] ([O Tagus Times|Times]) met [O Prates Works].",
				"[O Times] met [O Quokka Works].", "[O Times] met [O Prates Works].",
			},
			"Lagoa Times/1 Prates Works/2 Quokka Works/2 Tagus Times/1 Times/2",
		},
		{
			"an acronym of two names stays apart", schema.Organization,
			[]string{"The [O Football Association of Wales] met.", "The [O Federal Aviation Works] met.", "[O FAW] met."},
			"FAW/1 Federal Aviation Works/1 Football Association of Wales/1",
		},
		{"a middle initial does not matter", schema.Person, []string{"[P Donald J. Trump] won.", "[P Donald Trump] won.", "[P Donald John Trump] won."}, "Donald John Trump/3"},
		{"a middle name does", schema.Person, []string{"[P Jerry Lewis] joked.", "[P Jerry Lee Lewis] played."}, "Jerry Lee Lewis/1 Jerry Lewis/1"},
		{
			"unless the company is the same", schema.Person,
			[]string{"[P Jerry Lewis] joined [O Lagoa Works].", "[P Jerry Lee Lewis] left [O Lagoa Works]."},
			"Jerry Lee Lewis/2",
		},
		{
			"unless there are two", schema.Person,
			[]string{"[P George W. Bush] won.", "[P George H.W. Bush] won.", "[P George Bush] won."},
			"George Bush/1 George H.W. Bush/1 George W. Bush/1",
		},
		{"accents do not matter", schema.Person, []string{"[P Recep Tayyip Erdoğan] spoke.", "[P Recep Tayyip Erdogan] spoke."}, "Recep Tayyip Erdoğan/2"},
		{"a last name alone is not enough", schema.Person, []string{"[P Anna Smith] spoke.", "[P Smith] spoke.", "[P Smith] left."}, "Anna Smith/1 Smith/1 Smith/1"},
		{
			"a last name in the company of the same names is", schema.Person,
			[]string{"[P Anna Smith] spoke at [O Quokka Robotics].", "[P Smith] left [O Quokka Robotics]."},
			"Anna Smith/2",
		},
		{
			"a given name in the company of the same names is not", schema.Person,
			[]string{"[P Charles Smith] spoke at [O Quokka Robotics].", "[P Charles] left [O Quokka Robotics]."},
			"Charles Smith/1 Charles/1",
		},
		{
			"a first name that few bear is", schema.Person,
			[]string{"[P Quorvella Smith] sang at [O Quokka Robotics].", "[P Quorvella] left [O Quokka Robotics].", "[P Kim Jong Un] met [O Lagoa Works].", "[P Kim] left [O Lagoa Works]."},
			"Kim Jong Un/2 Quorvella Smith/2",
		},
		{
			"but not when two are in that company", schema.Person,
			[]string{"[P Anna Smith] and [P John Smith] spoke at [O Quokka Robotics].", "[P Smith] left [O Quokka Robotics]."},
			"Anna Smith/1 John Smith/1 Smith/1",
		},
		{
			"two articles about one unknown last name", schema.Person,
			[]string{"[P Smith] joined [O Quokka Robotics].", "[P Smith] left [O Quokka Robotics]."},
			"Smith/2",
		},
		{
			"a short given name in the same company", schema.Person,
			[]string{"[P Bill Prates] of [O Quokka Robotics] won.", "[P William J. Prates] left [O Quokka Robotics]."},
			"William J. Prates/2",
		},
		{
			"a short given name elsewhere", schema.Person,
			[]string{"[P Bill Prates] of [O Quokka Robotics] won.", "[P William J. Prates] left [O Lagoa Works]."},
			"Bill Prates/1 William J. Prates/1",
		},
		{"a name that another's contains", schema.Person, []string{"[P Juan Carlos] met [O Lagoa Works].", "[P Juan Carlos Prates] met [O Lagoa Works]."}, "Juan Carlos Prates/1 Juan Carlos/1"},
		{
			"countries alone are no company", schema.Person,
			[]string{"[P Anna Smith] went to [L Spain].", "[P Smith] left [L Spain]."},
			"Anna Smith/1 Smith/1",
		},
		{
			"the short name of a company", schema.Organization,
			[]string{"[O Helion Networks] said [O Helion Networks|Helion] bought [T LumaChip].", "[O Helion] sells the [T LumaChip]."},
			"Helion Networks/2",
		},
		{
			"the short name of another company", schema.Organization,
			[]string{"[O Helion Networks] said [O Helion Networks|Helion] bought [T LumaChip].", "[O Helion] plays in [L Oslo]."},
			"Helion Networks/1 Helion/1",
		},
		{
			"a department, however written", schema.Organization,
			[]string{"The [O Treasury Department] paid.", "The [O U.S. Treasury Department] paid.", "The [O Department of the Treasury] paid."},
			"Department of the Treasury/3",
		},
		{
			"ministries of two countries", schema.Organization,
			[]string{"[L Iran|~Iranian] [O Foreign Ministry] spoke.", "[L Russia]'s [O Foreign Ministry] spoke.", "The [O Russian Foreign Ministry] spoke.", "The [O Foreign Ministry of Iran] spoke."},
			"Foreign Ministry of Iran/2 Russian Foreign Ministry/2",
		},
		{"a thing is no person", schema.Product, []string{"[T Victoria] sold well.", "[P Victoria] sang."}, "Victoria/1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := namesOf(resolved(t, articlesOf(t, c.texts)...), c.typ); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestNamesakesStayApart(t *testing.T) {
	minister := news(t, "a", "", "Finance minister [P Daniel Moreira] sold [O Banco Atlante] in [L Portugal].\n[P Teresa Valadares] met [P Daniel Moreira].",
		"Daniel Moreira|WORKS_FOR|Portugal||finance minister")
	striker := news(t, "b", "", "[L Portugal|~Portuguese] striker [P Daniel Moreira] joined [O Everton].")
	striker2 := news(t, "c", "", "[P Daniel Moreira] scored as [O Everton] won.")
	minister2 := news(t, "d", "", "[P Daniel Moreira] spoke with [P Teresa Valadares].")
	minister3 := news(t, "e", "", "The minister, [P Daniel Moreira], said the striker [P Daniel Moreira] of [O Everton] was no relative of [P Teresa Valadares].")
	list := []extract.Extraction{minister, striker, striker2, minister2}
	who := func(list ...extract.Extraction) []string {
		articles := make([]Article, len(list))
		for i, x := range list {
			articles[i] = FromExtraction(x)
		}
		a := Entities(articles, nil)
		var ids []string
		for _, x := range list {
			for c, ch := range x.Chains {
				if ch.Name == "Daniel Moreira" {
					ids = append(ids, a.Entity(x.Article.ID, c))
				}
			}
		}
		return ids
	}
	got := who(list...)
	if got[0] != got[3] || got[1] != got[2] || got[0] == got[1] {
		t.Errorf("minister %s and %s, striker %s and %s: want two people", got[0], got[3], got[1], got[2])
	}
	if got := who(minister, striker, minister3); got[0] != got[1] {
		t.Errorf("minister %s, striker %s: want one where an article joins what they do", got[0], got[1])
	}
	// A Schwarzenegger: the same people stand around both.
	actor := news(t, "f", "", "The actor [P Daniel Moreira] married [P Rita Falcao] in [O Banco Atlante].")
	politician := news(t, "g", "", "Senator [P Daniel Moreira], husband of [P Rita Falcao], won.")
	if got := who(actor, politician); got[0] != got[1] {
		t.Error("an actor who became a senator is two people, though his wife is the same")
	}
}

func TestPeopleWhoServeDifferentCountriesAreTwo(t *testing.T) {
	kenya := news(t, "a", "", "[P Ana Prates], the health minister of [L Kenya], opened [O Lagoa Works].", "Ana Prates|WORKS_FOR|Kenya||health minister")
	chile := news(t, "b", "", "[P Ana Prates], the trade minister of [L Chile], left [O Vulcan Works].", "Ana Prates|WORKS_FOR|Chile||trade minister")
	both := news(t, "c", "", "[P Ana Prates] of [L Chile] met the board of [O Lagoa Works] with [P Rita Falcao].", "Ana Prates|WORKS_FOR|Chile||minister")
	if got := entitiesOf(resolved(t, kenya, chile), schema.Person)["Ana Prates"]; !slices.Equal(got, []int{1, 1}) {
		t.Errorf("ministers of two countries: articles of each %v, want 1 and 1", got)
	}
	if got := entitiesOf(resolved(t, kenya, both), schema.Person)["Ana Prates"]; !slices.Equal(got, []int{2}) {
		t.Errorf("where the same names stand around both: articles of each %v, want 2", got)
	}
	denied := news(t, "d", "", "[P Ana Prates] is no minister of [L Chile].", "Ana Prates|WORKS_FOR|Chile|denied")
	if got := entitiesOf(resolved(t, kenya, denied), schema.Person)["Ana Prates"]; !slices.Equal(got, []int{2}) {
		t.Errorf("where one is denied: articles of each %v, want 2", got)
	}
}

func TestPeopleBornInDifferentYearsAreTwo(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "[P Ana Costa] was born in 1950 near [O Lagoa Works].", "Ana Costa|born_on|1950-02-01"),
		news(t, "b", "", "[P Ana Costa] was born in 1988 near [O Lagoa Works].", "Ana Costa|born_on|1988"),
		news(t, "c", "", "[P Ana Costa] left [O Lagoa Works].", "Ana Costa|born_on|1950"))
	if got := entitiesOf(g, schema.Person)["Ana Costa"]; !slices.Equal(sorted(got), []int{1, 2}) {
		t.Errorf("articles of each: %v, want 1 and 2", got)
	}
}

func sorted(list []int) []int { slices.Sort(list); return list }

func TestGeorgiaIsAStateOrACountry(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "Floods hit [L Georgia] and [L Alabama] near [L Atlanta]."),
		news(t, "b", "", "[L Russia] sent troops to [L Georgia], said [L Tbilisi]."),
		news(t, "c", "", "Voters in [L Georgia] and [L Florida] chose."),
		news(t, "d", "", "[L Georgia|~Georgian] leaders met."))
	if got := entitiesOf(g, schema.Place)["Georgia"]; !slices.Equal(got, []int{2, 2}) {
		t.Errorf("articles of each Georgia: %v, want 2 and 2", got)
	}
	countries := 0
	for _, e := range g.Entities {
		if e.Name == "Georgia" && e.Identifiers["iso3166"] == "GE" {
			countries++
		}
	}
	if countries != 1 {
		t.Errorf("%d places are the country Georgia: want 1", countries)
	}
}

func TestCitiesOfOneNameStayApart(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "[L Birmingham] lies in [L Alabama], said [O Vulcan Works].", "Birmingham|LOCATED_IN|Alabama"),
		news(t, "b", "", "[L Birmingham] lies in the [L United Kingdom], said [O Villa Park Group].", "Birmingham|LOCATED_IN|United Kingdom"),
		news(t, "c", "", "[L Birmingham] is home to [O Vulcan Works]."))
	if got := entitiesOf(g, schema.Place)["Birmingham"]; !slices.Equal(sorted(got), []int{1, 2}) {
		t.Errorf("articles of each Birmingham: %v, want 1 and 2", got)
	}
}

func TestANameTakesTheTypeThatItMostlyHas(t *testing.T) {
	var list []extract.Extraction
	for i := range 6 {
		list = append(list, news(t, fmt.Sprint("p", i), "", "[T TikTok] grew. [T TikTok] shrank."))
	}
	odd := news(t, "odd", "", "[O TikTok] grew.")
	if got := entitiesOf(resolved(t, append(list, odd)...), schema.Product, schema.Organization); !slices.Equal(got["TikTok"], []int{7}) {
		t.Errorf("articles of each TikTok: %v, want one of 7", got["TikTok"])
	}
	town := news(t, "town", "", "[L TikTok] grew.")
	if got := entitiesOf(resolved(t, append(list[:3:3], town)...), schema.Product, schema.Place); !slices.Equal(sorted(got["TikTok"]), []int{1, 3}) {
		t.Errorf("articles of each TikTok: %v, want 1 and 3: a place of this name may be another thing", got["TikTok"])
	}
	lake := []extract.Extraction{news(t, "x", "", "[L Lake Ohr] froze. [L Lake Ohr] thawed."), news(t, "y", "", "[O Lake Ohr] froze.")}
	if got := entitiesOf(resolved(t, lake...), schema.Place); !slices.Equal(got["Lake Ohr"], []int{2}) {
		t.Errorf("articles of each Lake Ohr: %v, want one of 2", got["Lake Ohr"])
	}
	firm := news(t, "firm", "", "[O TikTok] accused [P Ana Costa].", "TikTok|ACCUSED|Ana Costa")
	g := resolved(t, append(list, firm)...)
	if len(g.Statements) != 1 {
		t.Errorf("%d statements, want the accusation kept: a product accuses nobody", len(g.Statements))
	}
}

func TestTheCompanyAloneIsNoEntity(t *testing.T) {
	g := resolved(t, news(t, "a", "", "[O the company|-the company] grew."), news(t, "b", "", "[O the company|-the company] shrank."))
	if len(g.Entities) != 0 || len(g.Mentions) != 0 {
		t.Errorf("entities %v, mentions %v: want none", g.Entities, g.Mentions)
	}
}

func TestTheUsualBodyIsMeantWhereItsCountryIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, adjective, country, other string
		want                            []int // articles of each parliament
	}{
		{"also in an article that names none", "Norwegian", "Norway", "France", []int{4, 1}},
		{"but not where papers leave their own unsaid", "British", "Britain", "France", []int{3, 1, 1}},
	} {
		other := "[L " + c.other + "]"
		g := resolved(t,
			news(t, "a", "", "The [O "+c.adjective+" parliament] voted."), news(t, "b", "", "The [O parliament of "+c.country+"] sat."),
			news(t, "c", "", "[L "+c.country+"], "+other+", "+other+" and "+other+" spoke. [O Parliament] voted."),
			news(t, "d", "", other+" and "+other+" spoke. [O Parliament] voted."),
			news(t, "e", "", "[O Parliament] voted."))
		var got []int
		for _, e := range g.Entities {
			if e.Type == schema.Organization {
				got = append(got, e.Articles)
			}
		}
		slices.SortFunc(got, func(a, b int) int { return b - a })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: articles of each parliament: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestALastNameJoinsByWhatIsSaidOfIt(t *testing.T) {
	full := news(t, "a", "", "[P Vladimir Orlov], president of [L Russia], spoke.", "Vladimir Orlov|HEAD_OF_STATE_OF|Russia")
	last := news(t, "b", "", "[L Russia|~Russian] president [P Orlov] spoke.", "Orlov|HEAD_OF_STATE_OF|Russia")
	plain := news(t, "c", "", "[P Orlov] went to [L Russia].")
	if got := entitiesOf(resolved(t, full, last, plain), schema.Person); !slices.Equal(got["Vladimir Orlov"], []int{2}) || len(got["Orlov"]) != 1 {
		t.Errorf("%v: want the president in two articles, the other Orlov by himself", got)
	}
}

func TestALastNameDoesNotJoinAgainstTheEvidence(t *testing.T) {
	minister := news(t, "a", "", "The minister [P Ana Orlov] met [O Lagoa Works].")
	striker := news(t, "b", "", "The striker [P Orlov] met [O Lagoa Works].")
	if got := entitiesOf(resolved(t, minister, striker), schema.Person); len(got) != 2 {
		t.Errorf("%v: want the striker by himself", got)
	}
	both := news(t, "c", "", "[P Ana Orlov] met [O Lagoa Works] and [P Orlov].")
	if got := entitiesOf(resolved(t, both), schema.Person); len(got) != 2 {
		t.Errorf("%v: want two people, since their article keeps them apart", got)
	}
}

func TestACompanyIsNotNamedAfterItsRarerPart(t *testing.T) {
	list := []extract.Extraction{news(t, "a", "", "[O Helion Pension Fund] ([O Helion Pension Fund|Helion]) met [O Lagoa Works].")}
	for i := range 6 {
		list = append(list, news(t, fmt.Sprint("b", i), "", "[O Helion] met [O Lagoa Works]."))
	}
	if got := entitiesOf(resolved(t, list...), schema.Organization); !slices.Equal(got["Helion"], []int{6}) {
		t.Errorf("%v: want Helion in six articles", got)
	}
}

func TestCountriesAreOneEach(t *testing.T) {
	g := resolved(t,
		news(t, "a", "", "[L Denmark] lies in the [L United Kingdom], said [O Vulcan Works].", "Denmark|LOCATED_IN|United Kingdom"),
		news(t, "b", "", "[L Denmark] lies in [L Germany], said [O Villa Park Group].", "Denmark|LOCATED_IN|Germany"))
	if got := entitiesOf(g, schema.Place)["Denmark"]; !slices.Equal(got, []int{2}) {
		t.Errorf("articles of each Denmark: %v, want one of 2, whatever is said of it", got)
	}
}

func TestTheSpaniardIsNobodysName(t *testing.T) {
	g := resolved(t, news(t, "a", "", "The [P Spaniard] won."), news(t, "b", "", "[P Ana Spaniard] won."))
	if got := entitiesOf(g, schema.Person); len(got) != 1 || len(got["Ana Spaniard"]) != 1 {
		t.Errorf("people %v", got)
	}
}
