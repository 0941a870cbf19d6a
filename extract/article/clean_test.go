package article

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

func TestTextIsNormalized(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"line ends":          {"One.\r\nTwo.\rThree.\u2028Four.\u0085Five.", "One.\nTwo.\nThree.\nFour.\nFive."},
		"empty lines":        {"\n\n One.\n \n\t\n\nTwo. \n\n", "One.\n\nTwo."},
		"spaces":             {"Mr\u00a0Costa\u2009paid\u202f3\u3000million\tdollars  today", "Mr Costa paid 3 million dollars today"},
		"invisible":          {"Hel\u00adion\u200b Net\ufeffworks\u2066!\u2069", "Helion Networks!"},
		"controls":           {"He\x00li\x07on\x1b", "Helion"},
		"colours":            {"\x1b[1;31mHelion\x1b[0m \u009b4mNetworks\u009bm", "Helion Networks"},
		"a terminal's link":  {"\x1b]8;;https://example.org\x07Helion\x1b]8;;\x1b\\ rose", "Helion rose"},
		"other escapes":      {"\x1b7He\x1b(Blion\x1bM", "Helion"},
		"half an escape":     {"Helion\x1b[", "Helion["},
		"composed":           {"Gonza\u0301lez", "González"},
		"quotes stay":        {"“It’s — ‘no’,” he said…", "“It’s — ‘no’,” he said…"},
		"joiners stay":       {"می\u200cخواهم", "می\u200cخواهم"},
		"invalid UTF-8":      {"Caf\xe9", "Caf\ufffd"},
		"nothing but spaces": {" \n\t\u00a0\n", ""},
	} {
		if got := Normalize(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestNormalizedTextStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Normalize(rapid.String().Draw(t, "text"))
		if twice := Normalize(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
		if !utf8.ValidString(once) || strings.Contains(once, "\n\n\n") || strings.Contains(once, "  ") {
			t.Fatalf("not in normal form: %q", once)
		}
	})
}

func TestIDIsAFunctionOfTheText(t *testing.T) {
	if got, want := TextID("Helion buys Rheintal"), "7gogas4ql3ctqiz3herdllkrxm"; got != want { // sha256sum | base32
		t.Errorf("got %q, want %q", got, want)
	}
	if TextID("a") == TextID("b") {
		t.Error("two texts with one id")
	}
}

func TestEncodings(t *testing.T) {
	const news = "Der Bürgermeister von Łódź zahlt 3 € für „Œuvres“"
	const west = "Le café d’Évora coûte 3 € — déjà"
	latin, err := charmap.Windows1252.NewEncoder().String(west)
	if err != nil {
		t.Fatal(err)
	}
	le, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(news)
	if err != nil {
		t.Fatal(err)
	}
	be, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(west)
	if err != nil {
		t.Fatal(err)
	}
	cyrillic, err := charmap.KOI8R.NewEncoder().String("Министр финансов")
	if err != nil {
		t.Fatal(err)
	}
	jis, err := japanese.ISO2022JP.NewEncoder().String("東京の銀行")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		in, declared, want string
		replaced           int
	}{
		"UTF-8":                         {news, "", news, 0},
		"UTF-8 with a mark":             {"\ufeff" + news, "", news, 0},
		"UTF-8 declared as another":     {news, "iso-8859-1", news, 0},
		"UTF-16 with a mark":            {le, "", news, 0},
		"UTF-16 without a mark":         {be, "", west, 0},
		"windows-1252 undeclared":       {latin, "", west, 0},
		"windows-1252 declared UTF-8":   {latin, "utf-8", west, 0},
		"latin-1 is windows-1252":       {latin, "iso-8859-1", west, 0},
		"KOI8-R declared":               {cyrillic, "koi8-r", "Министр финансов", 0},
		"escapes declared":              {jis, "iso-2022-jp", "東京の銀行", 0},
		"UTF-8 with stray bytes":        {news + "\xff\xfe!", "", news + "\ufffd\ufffd!", 2},
		"UTF-8 cut in a character":      {"für Łódź\xc5", "utf-8", "für Łódź\ufffd", 1},
		"open places of windows-1252":   {"caf\xe9 \x81", "", "café \ufffd", 1},
		"an encoding that is not known": {latin, "klingon-8", west, 0},
	} {
		got, replaced := decode([]byte(c.in), c.declared)
		if got != c.want || replaced != c.replaced {
			t.Errorf("%s: got %q and %d, want %q and %d", name, got, replaced, c.want, c.replaced)
		}
	}
}

func TestDeclaredEncodingIsFound(t *testing.T) {
	for in, want := range map[string]string{
		`<html><head><meta charset="koi8-r">`:                                                   "koi8-r",
		`<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">`:              "iso-8859-2",
		`<?xml version="1.0" encoding='windows-1251'?><rss>`:                                    "windows-1251",
		`<meta name=x content="charset of the day"><meta charset=nonsense><meta charset=utf-8>`: "utf-8",
		`<p>No word of it</p>`: "",
	} {
		if got := prescanHTML([]byte(in)); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The finance minister said on Monday that the bank would not be sold, and that the government had other plans for it.",
		"de": "Der Finanzminister sagte am Montag, dass die Bank nicht verkauft werde und die Regierung andere Pläne mit ihr habe.",
		"fr": "Le ministre des Finances a déclaré lundi que la banque ne serait pas vendue et que le gouvernement avait d’autres projets.",
		"es": "El ministro de Finanzas dijo el lunes que el banco no será vendido y que el gobierno tiene otros planes para la entidad.",
		"it": "Il ministro delle Finanze ha detto lunedì che la banca non sarà venduta e che il governo ha altri progetti per essa.",
		"pt": "O ministro das Finanças disse na segunda-feira que o banco não será vendido e que o governo tem outros planos para ele.",
		"nl": "De minister van Financiën zei maandag dat de bank niet zal worden verkocht en dat de regering andere plannen heeft.",
		"ru": "Министр финансов заявил в понедельник, что банк не будет продан и что у правительства есть другие планы.",
		"zh": "财政部长周一表示，该银行不会被出售，政府对此另有计划。这家银行的总部设在里斯本，去年由政府救助。",
		"ja": "財務大臣は月曜日に、銀行は売却されず、政府には別の計画があると述べました。本店はリスボンにあります。",
		"":   "12 345",
	} {
		if got := DetectLanguage(text); got != want {
			t.Errorf("got %q, want %q for %q", got, want, text)
		}
	}
	for in, want := range map[string]string{"en-US": "en", "EN_gb": "en", "eng": "en", "English": "en", "pt-BR": "pt", "zh-Hans": "zh", "": "", "klingon!": "", "und": ""} {
		if got := languageTag(in); got != want {
			t.Errorf("tag %q: got %q, want %q", in, got, want)
		}
	}
}

func TestCanonicalURLs(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://News.Example:443/a?utm_source=x&b=2&a=1&fbclid=z#top": "https://news.example/a?a=1&b=2",
		"http://news.example":            "http://news.example/",
		"http://news.example:8080/A/b/":  "http://news.example:8080/A/b/",
		"www.news.example/x":             "https://www.news.example/x",
		"https://user:pw@news.example/x": "https://news.example/x",
		"https://news.example/x?":        "https://news.example/x",
		"/relative":                      "",
		"urn:news:1":                     "",
		"https://":                       "",
		"":                               "",
		"http://[::1":                    "",
	} {
		if got := CanonicalURL(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		if again := CanonicalURL(want); again != want {
			t.Errorf("%q became %q", want, again)
		}
	}
}

func TestBylines(t *testing.T) {
	for in, want := range map[string]string{
		"By Ana Lima":                           "Ana Lima",
		"By Ana Lima and Jo Tan, Reuters":       "Ana Lima|Jo Tan",
		"Ana Lima, Jo Tan and Per Dahl":         "Ana Lima|Jo Tan|Per Dahl",
		"By Ana Lima, Chief Political Reporter": "Ana Lima",
		"ana.lima@paper.example":                "",
		"https://paper.example/authors/ana":     "",
		"Ana Lima (Northern Ledger)":            "Ana Lima",
		"Ana Lima; Jo Tan":                      "Ana Lima|Jo Tan",
		"Maria de la Cruz, Jo van den Berg":     "Maria de la Cruz|Jo van den Berg",
		"Seán O&#039;Brien":                     "Seán O'Brien",
		"Written by: Ana Lima":                  "Ana Lima",
		"Ana Lima and Ana Lima":                 "Ana Lima",
		"Northern Ledger Staff":                 "Northern Ledger Staff",
		"":                                      "",
	} {
		if got := strings.Join(cleanAuthors([]string{in}), "|"); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
