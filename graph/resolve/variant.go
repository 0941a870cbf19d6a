package resolve

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/schema"
)

// joinVariants joins names that abbreviate a word ("Mt. Cook" and "Mount
// Cook").
func (r *resolver) joinVariants(set sets) {
	for i := range r.names {
		n := &r.names[i]
		if n.typ == schema.Person {
			continue
		}
		if full := unabbreviated(n.norm); full != n.norm {
			if j, ok := r.nameOf(n.typ, full); ok {
				set.union(int32(i), j)
			}
		}
		if short, ok := withoutRegion(n); ok {
			if j, ok := r.nameOf(n.typ, short); ok {
				set.union(int32(i), j)
			}
		}
	}
}

// regions are words for a part of a country that follow its name.
var regions = [...]string{" province", " oblast", " governorate", " region", " prefecture", " krai", " voivodeship"}

// withoutRegion is the name of a part of a country without the word for what it
// is: "Sichuan province" is Sichuan. Ghazni is a city, too.
func withoutRegion(n *name) (string, bool) {
	if n.typ != schema.Place {
		return "", false
	}
	for _, word := range regions {
		if short, ok := strings.CutSuffix(n.norm, word); ok {
			_, country := gazetteer.CountryOf(n.raw[:max(strings.LastIndexByte(n.raw, ' '), 0)])
			return short, !country && len(known.Cities(short)) == 0
		}
	}
	return "", false
}

var abbreviations = map[string]string{"mt": "mount", "st": "saint", "ft": "fort", "gen": "general", "intl": "international", "natl": "national", "assn": "association"}

func unabbreviated(norm string) string {
	words := strings.Fields(norm)
	if len(words) < 2 {
		return norm
	}
	changed := false
	for i, w := range words {
		if full, ok := abbreviations[w]; ok {
			words[i], changed = full, true
		}
	}
	if !changed {
		return norm
	}
	return strings.Join(words, " ")
}

// Names of fewer letters are too often another's when a letter differs; a group
// larger than manyAlike is not searched.
const (
	fewLetters = 4
	manyAlike  = 200
)

// misspelled lists people whose names are spelled a letter apart ("Duncan Rait",
// "Duncan Raite"): those are one if contexts agree. It compares full names that
// share the first name and the first three letters of the last, or the last name
// and the first letter of the first.
func (r *resolver) misspelled() (found []doubtful) {
	type part struct{ same, begins string }
	groups := map[part][]int32{}
	for i := range r.names {
		n := &r.names[i]
		if n.typ != schema.Person || isShort(n.norm) {
			continue
		}
		first, _, last := splitPerson(n.norm)
		groups[part{first, "last " + prefix(last, 3)}] = append(groups[part{first, "last " + prefix(last, 3)}], int32(i))
		groups[part{last, "first " + prefix(first, 1)}] = append(groups[part{last, "first " + prefix(first, 1)}], int32(i))
	}
	for p, list := range groups { // what is found is sorted by setBlocks
		if len(list) < 2 || len(list) > manyAlike {
			continue
		}
		for a, i := range list {
			fa, ma, la := splitPerson(r.names[i].norm)
			for _, j := range list[:a] {
				fb, mb, lb := splitPerson(r.names[j].norm)
				x, y := la, lb
				if strings.HasPrefix(p.begins, "first") {
					x, y = fa, fb
				}
				if x != y && min(len(x), len(y)) >= fewLetters && middlesAgree(ma, mb) && oneEdit(x, y) {
					found = append(found, doubtful{min(i, j), max(i, j), Spelling})
				}
			}
		}
	}
	return found
}

func prefix(s string, letters int) string {
	for i := range s {
		if letters == 0 {
			return s[:i]
		}
		letters--
	}
	return s
}

// oneEdit reports whether two words differ by one letter added, left out or
// exchanged.
func oneEdit(x, y string) bool {
	a, b := []rune(x), []rune(y)
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch len(b) - len(a) {
	case 0:
		return i < len(a) && slices.Equal(a[i+1:], b[i+1:])
	case 1:
		return slices.Equal(a[i:], b[i+1:])
	}
	return false
}
