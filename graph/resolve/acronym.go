package resolve

import (
	"slices"
)

// definition is an acronym with the name that it has the initials of, in one
// article.
type definition struct{ acronym, name int32 } // members

// shortened says that an article has an acronym, normalized, for a chain of a name
// with these initials.
type shortened struct {
	name    int32
	acronym string
}

// findShortened lists them. The order does not matter.
func (r *resolver) findShortened() (list []shortened) {
	for _, some := range spreadWith(len(r.members), func() *[]shortened { return new([]shortened) }, func(some *[]shortened, from, to int) {
		for i := from; i < to; i++ {
			m := &r.members[i]
			if !m.named || !acronymTypes[m.typ] || len(r.names[m.name].initials) == 0 {
				continue
			}
			for _, f := range r.chain(int32(i)).Forms {
				if !isAcronym(f.Text) {
					continue
				}
				if n := r.normal(m.typ, f.Text); slices.Contains(r.names[m.name].initials, n) {
					*some = append(*some, shortened{m.name, n})
				}
			}
		}
	}) {
		list = append(list, *some...)
	}
	return list
}

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
