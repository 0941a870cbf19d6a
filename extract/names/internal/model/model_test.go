package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/text"
)

func build(t testing.TB, f func(b *Builder)) *Lexicon {
	t.Helper()
	b := NewBuilder()
	f(b)
	data, err := b.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	x, err := ReadLexicon(data)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestLexiconKeepsWordsAndPhrases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.MapOf(rapid.StringMatching(`[a-zé]{1,8}`), rapid.Uint16Max(5000)).Draw(t, "words")
		b := NewBuilder()
		for w, id := range words {
			b.AddWord(w, Cluster{ID: [4]uint16{1, 2, 3, id}, Rank: uint8(id % 20)})
		}
		data, err := b.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		x, err := ReadLexicon(data)
		if err != nil {
			t.Fatal(err)
		}
		for w, id := range words {
			if got := x.Word(Hash(w)); got.ID != [4]uint16{1, 2, 3, id} || got.Rank != uint8(id%20) {
				t.Fatalf("%q: cluster %v, want %d", w, got, id)
			}
		}
		if got := x.Word(Hash("not-a-word-of-it")); got != (Cluster{}) {
			t.Fatalf("unknown word: %v", got)
		}
	})
}

func tokens(words ...string) []text.Token {
	var out []text.Token
	for _, w := range words {
		out = append(out, text.Token{Text: w})
	}
	return out
}

func TestGazetteerMatches(t *testing.T) {
	x := build(t, func(b *Builder) {
		b.AddPhrase("New York", City)
		b.AddPhrase("New York Times", Body)
		b.AddPhrase("L'Oreal", Company)
		b.AddPhrase("Lee", Surname)
	})
	e := NewExtractor(x)
	parts := func(words ...string) []string {
		e.Features(tokens(words...))
		var out []string
		for i := range e.words {
			s := ""
			for p, mark := range "BILU" {
				for k := range Kinds {
					if e.words[i].part[p]>>k&1 == 1 {
						s += string(mark) + string('a'+rune(k))
					}
				}
			}
			out = append(out, s)
		}
		return out
	}
	city, body, company, surname := string('a'+rune(City)), string('a'+rune(Body)), string('a'+rune(Company)), string('a'+rune(Surname))
	for name, tc := range map[string]struct{ words, want []string }{
		"longer and shorter":   {[]string{"The", "New", "York", "Times"}, []string{"", "B" + city + "B" + body, "I" + body + "L" + city, "L" + body}},
		"however it is split":  {[]string{"L", "'", "Oreal"}, []string{"B" + company, "I" + company, "L" + company}},
		"in one token":         {[]string{"L'Oreal"}, []string{"U" + company}},
		"only from a capital":  {[]string{"We", "saw", "lee", "There", "Were", "Many"}, []string{"", "", "", "", "", ""}},
		"lower case sentences": {[]string{"police", "arrest", "singer", "lee"}, []string{"", "", "", "U" + surname}},
	} {
		if got := parts(tc.words...); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func TestSentenceModes(t *testing.T) {
	e := NewExtractor(&Lexicon{})
	for want, words := range map[mode][]string{
		normal:    {"The", "minister", "left", "Oslo", "early"},
		allCaps:   {"MINISTER", "LEAVES", "OSLO", "IN", "ANGER"},
		titleCase: {"Minister", "Leaves", "Oslo", "in", "Anger"},
		allLower:  {"minister", "leaves", "oslo", "in", "anger"},
	} {
		e.Features(tokens(words...))
		if got := e.mode(); got != want {
			t.Errorf("%v: mode %d, want %d", words, got, want)
		}
	}
}

func TestFeaturesAreInRangeForAnyTokens(t *testing.T) {
	x := build(t, func(b *Builder) { b.AddPhrase("Oslo", City) })
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.String(), 0, 6).Draw(t, "words")
		features, ends := NewExtractor(x).Features(tokens(words...))
		if len(ends) != len(words) {
			t.Fatalf("%d ends of %d tokens", len(ends), len(words))
		}
		for _, f := range features {
			if f >= 1<<FeatureBits {
				t.Fatalf("feature %d", f)
			}
		}
		if n := len(ends); n > 0 && int(ends[n-1]) != len(features) {
			t.Fatalf("last end %d of %d features", ends[n-1], len(features))
		}
	})
}

func TestLabelsNestNames(t *testing.T) {
	ls := Labels()
	if len(ls.Names) != labelCount || ls.Names[label(Demonym, unit)] != "U-Demonym" {
		t.Fatalf("labels %v", ls.Names)
	}
	may := func(a, b int) bool { return ls.From[b]>>a&1 == 1 }
	for name, tc := range map[string]struct {
		a, b int
		want bool
	}{
		"begin then last":             {label(Person, begin), label(Person, last), true},
		"begin then last of another":  {label(Person, begin), label(Place, last), false},
		"outside then inside":         {Outside, label(Person, inside), false},
		"last then unit":              {label(Person, last), label(Demonym, unit), true},
		"begin then outside":          {label(Law, begin), Outside, false},
		"unit then begin of the same": {label(Law, unit), label(Law, begin), true},
		"inside then inside":          {label(Law, inside), label(Law, inside), true},
		"last then last":              {label(Law, last), label(Law, last), false},
	} {
		if got := may(tc.a, tc.b); got != tc.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestCalibrationIsPiecewiseLinear(t *testing.T) {
	s := Settings{Calibration: []Point{{0.2, 0.1}, {0.6, 0.5}, {0.9, 0.9}}}
	for p, want := range map[float64]float64{0: 0.1, 0.2: 0.1, 0.4: 0.3, 0.6: 0.5, 1: 0.9} {
		if got := s.Calibrate(p); got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%g became %g, want %g", p, got, want)
		}
	}
}

func TestBadSettingsAreRefused(t *testing.T) {
	for name, in := range map[string]string{
		"no JSON":        "temperature 3",
		"no temperature": "{}",
		"falling points": `{"temperature":1,"calibration":[{"x":0.5,"y":0.5},{"x":0.4,"y":0.6}]}`,
	} {
		if _, err := ReadSettings([]byte(in)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzReadLexicon(f *testing.F) {
	b := NewBuilder()
	b.AddWord("oslo", Cluster{ID: [4]uint16{1, 2, 3, 4}, Rank: 1})
	b.AddPhrase("New Oslo", City)
	data, err := b.Marshal()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-4])
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := ReadLexicon(data)
		if err != nil {
			return
		}
		x.Word(Hash("oslo"))
		if _, ends := NewExtractor(x).Features(tokens("New", "Oslo")); len(ends) != 2 {
			t.Errorf("%d ends", len(ends))
		}
	})
}

func TestSomeWordsCannotNameTeams(t *testing.T) {
	for _, tc := range []struct {
		words []string
		word  int
		want  bool
	}{
		{[]string{"Stuttgart", "beat", "Hamburg"}, 2, true},
		{[]string{"BOSTON", "AT", "OAKLAND"}, 2, true},
		{[]string{"They", "beat", "Bayern", ",", "Bremen", "and", "Schalke"}, 4, true},
		{[]string{"played", "in", "Berlin"}, 2, false},
		{[]string{"Enqvist", "(", "Sweden", ")", "won"}, 2, false},
		{[]string{"at", "Nice", ",", "France"}, 3, false},
		{[]string{"MILAN", "2021-05-30"}, 0, false},
		{[]string{"a", "goal"}, 1, false},
	} {
		if got := isTeam(tokens(tc.words...), tc.word); got != tc.want {
			t.Errorf("%v: %s may be a team: %t", tc.words, tc.words[tc.word], got)
		}
	}
}
