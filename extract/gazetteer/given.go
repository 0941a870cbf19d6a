package gazetteer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/genders.tsv
var gendersFile string

//go:embed data/nicknames.tsv
var nicknamesFile string

// genders maps a normalized given name to its gender.
var genders = sync.OnceValue(func() map[string]Gender {
	t := make(map[string]Gender, 4096)
	for _, f := range records(gendersFile) {
		g := genderOf(f[0])
		for name := range strings.SplitSeq(f[1], " ") {
			t[name] = g
		}
	}
	return t
})

// GenderOf returns the gender of a given name; Unknown when both sexes bear it
// or no table holds it. Of a name with a hyphen the first part counts.
func GenderOf(given string) Gender {
	key := Normalize(given)
	t := genders()
	if g, ok := t[key]; ok {
		return g
	}
	first, _, _ := strings.Cut(key, " ")
	return t[first]
}

var nicknames = sync.OnceValue(func() map[string][]string {
	t := map[string][]string{}
	for _, f := range records(nicknamesFile) {
		key := Normalize(f[0])
		for _, full := range strings.Split(f[1], ";") {
			if !slices.Contains(t[key], full) {
				t[key] = append(t[key], full)
			}
		}
	}
	return t
})

// Nicknames returns the given names that a short one stands for: "Bill" gives
// "William", "Ted" gives "Edward" and "Theodore". The caller must not change
// the slice.
func Nicknames(given string) []string { return nicknames()[Normalize(given)] }
