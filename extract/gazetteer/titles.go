package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/titles.tsv
var titlesFile string

// titles maps a title to the gender of who bears it.
var titles = sync.OnceValue(func() map[string]Gender {
	t := map[string]Gender{}
	for _, f := range records(titlesFile) {
		t[f[0]] = genderOf(f[1])
	}
	return t
})

func genderOf(s string) Gender {
	switch s {
	case "m":
		return Male
	case "f":
		return Female
	}
	return Unknown
}

// titleKey is a title in the form of the table.
func titleKey(word string) string {
	word = strings.ToLower(word)
	if strings.IndexByte(word, '.') >= 0 {
		word = strings.ReplaceAll(word, ".", "")
	}
	return word
}

// IsTitle reports whether a word, or words separated by a space, is a title
// that stands before a person's name: "Mr.", "Gen.", "prime minister". Case
// and periods do not matter.
func IsTitle(word string) bool {
	_, ok := titles()[titleKey(word)]
	return ok
}

// TitleGender returns the gender of those who bear a title; Unknown for a
// title of both or a word that is none.
func TitleGender(word string) Gender { return titles()[titleKey(word)] }
