package resolve

import (
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/schema"
)

// foldedTypes are types whose long names writers change in small words.
var foldedTypes = map[schema.EntityType]bool{schema.Organization: true, schema.Law: true, schema.Event: true}

// smallWords are left out when long names are compared.
var smallWords = map[string]bool{"of": true, "for": true, "the": true, "and": true, "in": true, "on": true, "to": true, "at": true}

// folded is the form of a long name in which spellings of it are alike: known
// acronyms written out ("IRS-Criminal Investigation"), without small words
// ("District Court of", "for the"), British words spelled the American way, and
// without the ending s, which stands for a lost apostrophe more often than for
// several ("the Antitrust Divisions chief"), of people's names transliterated. It
// is "" for other names.
func folded(n *name) string {
	if n.typ == schema.Person {
		return transliterated(n.norm)
	}
	if !foldedTypes[n.typ] || !strings.Contains(n.norm, " ") {
		return ""
	}
	norm := n.norm
	if n.typ == schema.Organization {
		norm = writtenOut(n.raw, norm)
	}
	words := strings.Fields(norm)
	long := len(words) > 2
	kept := words[:0]
	for k, w := range words {
		if long && smallWords[w] {
			continue
		}
		w = americanSpelling(w)
		if one := singular(w); long || k == len(words)-1 && institutions[one] {
			w = one
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " ")
}

// writtenOut replaces the acronyms of known organizations within a longer name.
func writtenOut(raw, norm string) string {
	words := strings.FieldsFunc(raw, func(c rune) bool { return c == ' ' || c == '-' || c == '/' })
	if len(words) < 2 {
		return norm
	}
	for _, w := range words {
		w = strings.TrimSuffix(strings.TrimRight(strings.TrimSuffix(w, "s"), "'’"), ")")
		if isAcronym(w) && !strings.Contains(w, ".") {
			if e, ok := known.Find(schema.Organization, w); ok {
				short := gazetteer.Normalize(w)
				norm = " " + norm + " "
				for _, form := range [...]string{short + "s", short} {
					norm = strings.Replace(norm, " "+form+" ", " "+gazetteer.Normalize(e.Name)+" ", 1)
				}
				norm = strings.TrimSpace(norm)
			}
		}
	}
	return norm
}

func americanSpelling(w string) string {
	switch w {
	case "centre":
		return "center"
	case "defence":
		return "defense"
	case "programme":
		return "program"
	}
	if stem, ok := strings.CutSuffix(w, "isation"); ok {
		return stem + "ization"
	}
	return w
}

// singular takes the s from the end of a word of letters.
func singular(w string) string {
	if len(w) <= fewLetters || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is") {
		return w
	}
	return strings.TrimSuffix(w, "s")
}

// joinFolded joins long names that are spelled alike but for small things.
func (r *resolver) joinFolded(set sets) {
	type key struct {
		typ  schema.EntityType
		form string
	}
	forms := make([]string, len(r.names))
	spread(len(forms), func(from, to int) {
		for i := from; i < to; i++ {
			forms[i] = folded(&r.names[i])
		}
	})
	first := map[key]int32{}
	for i, form := range forms {
		if form == "" {
			continue
		}
		n := &r.names[i]
		if n.typ == schema.Organization {
			if _, body := r.bodyOfName(n); body {
				continue
			}
		}
		k := key{n.typ, form}
		if j, ok := first[k]; !ok {
			first[k] = int32(i)
		} else if a, b := r.names[j].known, n.known; a == nil || b == nil || a == b {
			set.union(j, int32(i))
		}
	}
}
