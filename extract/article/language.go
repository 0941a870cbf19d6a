package article

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

// How many bytes of a text tell its language, by words and by trigrams:
// detection costs time with each of them and is certain long before.
const (
	languageSample = 3000
	trigramSample  = 1000
)

// languageTag gives the ISO 639-1 code of a tag ("en-US", "eng", "English"),
// "" when there is none.
func languageTag(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", "-"))
	if s == "" {
		return ""
	}
	if code, ok := languageNames[strings.ToLower(s)]; ok {
		return code
	}
	tag, err := language.Parse(s)
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	code := base.String()
	if confidence == language.No || len(code) != 2 {
		return ""
	}
	return code
}

var languageNames = map[string]string{
	"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
	"español": "es", "italian": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru", "chinese": "zh",
	"japanese": "ja", "korean": "ko", "arabic": "ar", "turkish": "tr", "polish": "pl", "swedish": "sv",
	"danish": "da", "norwegian": "no", "finnish": "fi", "greek": "el", "hindi": "hi", "ukrainian": "uk",
	"hebrew": "he", "persian": "fa", "indonesian": "id", "vietnamese": "vi", "czech": "cs", "hungarian": "hu",
	"romanian": "ro", "und": "", "unknown": "",
}

// DetectLanguage gives the ISO 639-1 code of the language of a text, "" when
// it is too short or unclear to tell. English is told from the rest by its
// commonest words, which is surer and ten times faster than trigrams.
func DetectLanguage(text string) string {
	sample := prefix(text, languageSample)
	common, all := 0, 0
	kinds := map[string]bool{}
	for w := range strings.FieldsFuncSeq(sample, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		all++
		if w = strings.ToLower(w); englishWords[w] {
			common++
			kinds[w] = true
		}
	}
	if all >= 8 && common*100 >= all*18 && len(kinds) >= 3 {
		return "en"
	}
	if len(sample) < 60 && all < 8 {
		return ""
	}
	sample = prefix(sample, trigramSample)
	info := whatlanggo.Detect(sample)
	if (info.Lang == whatlanggo.Ukr || info.Lang == whatlanggo.Bel) && !strings.ContainsAny(sample, "іІ") {
		info = whatlanggo.DetectWithOptions(sample, whatlanggo.Options{Blacklist: map[whatlanggo.Lang]bool{whatlanggo.Ukr: true, whatlanggo.Bel: true}})
	}
	if info.Lang < 0 || info.Confidence == 0 { // no confidence: two languages are equally near
		return ""
	}
	code := info.Lang.Iso6391()
	if code == "en" && common == 0 || code != "en" && info.Confidence < 0.02 {
		return ""
	}
	if code == "nb" || code == "nn" {
		code = "no"
	}
	return code
}

// prefix gives at most n bytes of a text, whole characters.
func prefix(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

var englishWords = wordSet(`the of and to is that for with was as by at from it he she said be has have are his her its
	they will would not this which who had been were but an their than what there when after about you we or
	if out up more one new two could into over also`)
