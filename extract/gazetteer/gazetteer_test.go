package gazetteer

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestCountryOf(t *testing.T) {
	tests := []struct{ form, code, name string }{
		{"U.S.", "US", "United States"},
		{"US", "US", "United States"},
		{"USA", "US", "United States"},
		{"America", "US", "United States"},
		{"American", "US", "United States"},
		{"Americans", "US", "United States"},
		{"United States of America", "US", "United States"},
		{"the United States", "US", "United States"},
		{"Britain", "GB", "United Kingdom"},
		{"UK", "GB", "United Kingdom"},
		{"U.K.", "GB", "United Kingdom"},
		{"British", "GB", "United Kingdom"},
		{"Holland", "NL", "Netherlands"},
		{"Dutch", "NL", "Netherlands"},
		{"Burma", "MM", "Myanmar"},
		{"Ivory Coast", "CI", "Ivory Coast"},
		{"Cote d'Ivoire", "CI", "Ivory Coast"},
		{"Côte d’Ivoire", "CI", "Ivory Coast"},
		{"DR Congo", "CD", "DR Congo"},
		{"Democratic Republic of the Congo", "CD", "DR Congo"},
		{"Chinese", "CN", "China"},
		{"People's Republic of China", "CN", "China"},
		{"Palestinian", "PS", "Palestine"},
		{"Palestinians", "PS", "Palestine"},
		{"Tibetan", "", "Tibet"},
		{"European", "", "Europe"},
		{"Kosovar", "XK", "Kosovo"},
		{"Czech", "CZ", "Czech Republic"},
		{"South Korean", "KR", "South Korea"},
		{"Namibian", "NA", "Namibia"},
		{"Turkey", "TR", "Turkey"},
		{"Spaniards", "ES", "Spain"},
		{"Islamic Republic of Iran", "IR", "Iran"},
		{"Swiss", "CH", "Switzerland"},
		{"Nigerien", "NE", "Niger"},
		{"Nigerian", "NG", "Nigeria"},
	}
	for _, tt := range tests {
		c, ok := CountryOf(tt.form)
		if !ok || c.Code != tt.code || c.Name != tt.name {
			t.Errorf("CountryOf(%q) = %q %q %v, want %q %q", tt.form, c.Code, c.Name, ok, tt.code, tt.name)
		}
	}
	for _, other := range []string{"us", "turkey", "Republican", "Paris", "", "the", "polish", "Trump"} {
		if c, ok := CountryOf(other); ok {
			t.Errorf("CountryOf(%q) is %s, want none", other, c.Name)
		}
	}
}

func TestCapitals(t *testing.T) {
	for form, want := range map[string]string{"Iranian": "Tehran", "U.S.": "Washington", "Germany": "Berlin", "Kosovo": "Pristina"} {
		if c, _ := CountryOf(form); c.Capital != want {
			t.Errorf("the capital of %s is %q, want %q", form, c.Capital, want)
		}
	}
}

func TestCountriesHaveNameAndUniqueCode(t *testing.T) {
	codes := map[string]bool{}
	n := 0
	for _, c := range countries().countries {
		if c.Name == "" || slices.Contains(c.Aliases, "") || slices.Contains(c.Demonyms, "") {
			t.Errorf("%+v has an empty name", c)
		}
		if c.Code != "" && codes[c.Code] {
			t.Errorf("%s stands twice", c.Code)
		}
		codes[c.Code] = true
		if got, ok := CountryOf(c.Name); !ok || got.Name != c.Name {
			t.Errorf("CountryOf(%q) = %q", c.Name, got.Name)
		}
		n++
	}
	if n < 240 {
		t.Errorf("%d countries and regions, want at least 240", n)
	}
}

func TestDemonymOf(t *testing.T) {
	tests := []struct {
		word, name string
		people     bool
	}{
		{"Iranian", "Iran", false},
		{"Iranians", "Iran", true},
		{"Chinese", "China", false},
		{"Briton", "United Kingdom", true},
		{"Texan", "Texas", false},
		{"Texans", "Texas", true},
		{"Palestinians", "Palestine", true},
		{"Iraqis", "Iraq", true},
	}
	for _, tt := range tests {
		c, people, ok := DemonymOf(tt.word)
		if !ok || c.Name != tt.name || people != tt.people {
			t.Errorf("DemonymOf(%q) = %q, people %v, %v; want %q, people %v", tt.word, c.Name, people, ok, tt.name, tt.people)
		}
	}
	for _, name := range []string{"Iran", "U.S.", "Kurd", "Texas"} {
		if c, _, ok := DemonymOf(name); ok {
			t.Errorf("DemonymOf(%q) is %s, want none", name, c.Name)
		}
	}
}

func TestStateOf(t *testing.T) {
	for form, want := range map[string]string{
		"California": "California", "Calif.": "California", "CA": "California", "N.Y.": "New York",
		"New York": "New York", "D.C.": "District of Columbia", "W.Va.": "West Virginia", "Texas": "Texas",
	} {
		if s, ok := StateOf(form); !ok || s.Name != want {
			t.Errorf("StateOf(%q) = %q, want %q", form, s.Name, want)
		}
	}
	for _, other := range []string{"calif", "Ontario", ""} {
		if s, ok := StateOf(other); ok {
			t.Errorf("StateOf(%q) is %s, want none", other, s.Name)
		}
	}
}

func TestGenderOf(t *testing.T) {
	for name, want := range map[string]Gender{
		"Donald": Male, "Monica": Female, "Hillary": Female, "Vladimir": Male, "Angela": Female, "Jean-Claude": Male,
		"María": Female, "JAMES": Male, "Mohammed": Male, "Ursula": Female,
		"Sequoia": Unknown, "": Unknown, "Treasury": Unknown, "President": Unknown,
	} {
		if got := GenderOf(name); got != want {
			t.Errorf("GenderOf(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestNicknames(t *testing.T) {
	for short, full := range map[string]string{"Bill": "William", "Ted": "Theodore", "Bob": "Robert", "Jim": "James", "Liz": "Elizabeth", "Chuck": "Charles"} {
		if !slices.Contains(Nicknames(short), full) {
			t.Errorf("Nicknames(%q) = %v, want %s among them", short, Nicknames(short), full)
		}
	}
	if got := Nicknames("William"); got != nil {
		t.Errorf("Nicknames(William) = %v, want none", got)
	}
}

func TestTrimLegalForm(t *testing.T) {
	tests := []struct{ org, base, form string }{
		{"ByteDance Ltd.", "ByteDance", "Ltd."},
		{"Huawei Technologies Co., Ltd.", "Huawei Technologies", "Co., Ltd."},
		{"Siemens AG", "Siemens", "AG"},
		{"Robert Bosch GmbH", "Robert Bosch", "GmbH"},
		{"Banco Santander S.A.", "Banco Santander", "S.A."},
		{"BP plc", "BP", "plc"},
		{"Apple Inc", "Apple", "Inc"},
		{"Apple, Inc.", "Apple", "Inc."},
		{"Microsoft Corp.", "Microsoft", "Corp."},
		{"Philips N.V.", "Philips", "N.V."},
		{"Ford Motor Company", "Ford Motor", "Company"},
		{"JPMorgan Chase & Co.", "JPMorgan Chase", "& Co."},
		{"Grupo Bimbo S.A.B. de C.V.", "Grupo Bimbo", "S.A.B. de C.V."},
		{"Toyota", "Toyota", ""},
		{"Corp.", "Corp.", ""},
		{"Inc Ltd", "Inc", "Ltd"},
		{"Associated Press", "Associated Press", ""},
		{"Bank of America NA", "Bank of America", "NA"},
		{"Treasury Department", "Treasury Department", ""},
		{"Companhia de Jesus", "Companhia de Jesus", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		base, form := TrimLegalForm(tt.org)
		if base != tt.base || form != tt.form {
			t.Errorf("TrimLegalForm(%q) = %q, %q; want %q, %q", tt.org, base, form, tt.base, tt.form)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, title := range []string{"Mr.", "Mr", "President", "Prime Minister", "Sir", "Dr.", "Gen.", "Sen.", "Maj. Gen.", "first lady"} {
		if !IsTitle(title) {
			t.Errorf("%q is no title", title)
		}
	}
	for _, other := range []string{"Trump", "", "The", "Bank"} {
		if IsTitle(other) {
			t.Errorf("%q is a title", other)
		}
	}
	for title, want := range map[string]Gender{"Mr.": Male, "Mrs.": Female, "Ms": Female, "President": Unknown, "Sir": Male, "Queen": Female, "Bank": Unknown} {
		if got := TitleGender(title); got != want {
			t.Errorf("TitleGender(%q) = %v, want %v", title, got, want)
		}
	}
}

func TestNormalize(t *testing.T) {
	for name, want := range map[string]string{
		"U.S.":                  "us",
		"U. S. Army":            "us army",
		"The New York Times":    "new york times",
		"Erdoğan":               "erdogan",
		"AT&T":                  "at and t",
		"AT & T":                "at and t",
		"O'Neill":               "oneill",
		"O’Neill":               "oneill",
		"Coca-Cola":             "coca cola",
		"J. P. Morgan":          "jp morgan",
		"J.P. Morgan":           "jp morgan",
		"Republic of the Congo": "republic of congo",
		"Yahoo! Inc.":           "yahoo inc",
		"Lech Wałęsa":           "lech walesa",
		"  Sequoia   Capital ":  "sequoia capital",
		"China's":               "china",
		"The The":               "the the",
		"Министерство иностранных":   "министерство иностранных",
		"Securities (and) Exchange,": "securities and exchange",
		"...":                        "",
	} {
		if got := Normalize(name); got != want {
			t.Errorf("Normalize(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNormalizeTwiceIsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`(the |The |[A-Z]\. |[A-Z]\.|[a-z]{1,3} |é|'s|&|-|ø){0,8}`)).Draw(t, "name")
		once := Normalize(s)
		if twice := Normalize(once); twice != once {
			t.Fatalf("Normalize(%q) = %q, again %q", s, once, twice)
		}
	})
}

func TestTrimLegalFormKeepsAName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`([A-Z][a-z]{0,5}|Co\.|Ltd\.?|Inc|AG|S\.A\.|&|,| ){0,7}`).Draw(t, "organization")
		base, form := TrimLegalForm(s)
		if again, more := TrimLegalForm(base); base != "" && again == "" {
			t.Fatalf("%q gives %q and %q, then %q and %q", s, base, form, again, more)
		}
	})
}

func FuzzLookups(f *testing.F) {
	for _, s := range []string{"U.S.", "Mr. Smith", "ByteDance Ltd.", "& Co.", "the ", "\xff", "é’s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if once := Normalize(s); Normalize(once) != once {
			t.Errorf("Normalize(%q) = %q is not stable", s, once)
		}
		if base, form := TrimLegalForm(s); len(base)+len(form) > len(s) {
			t.Errorf("TrimLegalForm(%q) = %q, %q", s, base, form)
		}
		CountryOf(s)
		DemonymOf(s)
		StateOf(s)
		GenderOf(s)
		Nicknames(s)
		IsTitle(s)
	})
}

func BenchmarkNormalize(b *testing.B) {
	for b.Loop() {
		Normalize("The Securities & Exchange Commission of the U.S.")
	}
}
