package resolve

import (
	"slices"
)

// definition is an acronym with the name that it has the initials of, in one
// article.
type definition struct{ acronym, name int32 } // members

// leastAcronym is the fewest letters with which an acronym and a name of one
// article mean each other.
const leastAcronym = 3

// defineAcronyms finds the acronyms that stand in one article with a name of
// these initials, and no other ("FCPA", "Foreign Corrupt Practices Act"). An
// acronym has the name's type.
func (r *resolver) defineAcronyms() {
	for i := range r.articles {
		var acronyms []int32
		for k := r.first[i]; k < r.first[i+1]; k++ {
			m := &r.members[k]
			if m.named && acronymTypes[m.typ] && isAcronym(r.raw(int(k))) && len(r.spellings[m.spelling].norm) >= leastAcronym {
				acronyms = append(acronyms, k)
			}
		}
		for _, k := range acronyms {
			short, means, one := r.spellings[r.members[k].spelling].norm, int32(-1), true
			for j := r.first[i]; j < r.first[i+1]; j++ {
				m := &r.members[j]
				if m.named && acronymTypes[m.typ] && slices.Contains(r.spellings[m.spelling].initials, short) {
					one, means = one && means < 0, j
				}
			}
			if !one || means < 0 {
				continue
			}
			r.members[k].typ = r.members[means].typ
			r.defined = append(r.defined, definition{k, means})
		}
	}
}
