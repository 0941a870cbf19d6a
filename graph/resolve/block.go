package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/schema"
)

// setBlocks puts every member into a block: the names that may stand for one
// entity by what they say alone. A block's number is that of its first name.
func (r *resolver) setBlocks() {
	set := newSets(len(r.names))
	r.blocks = set
	r.nations = map[int32]bool{}
	misspelled := make(chan []doubtful, 1)
	go func() { misspelled <- r.misspelled() }()
	r.shortened = r.findShortened()
	r.joinBodies(set)
	r.joinKnown(set)
	r.joinPersons(set)
	r.joinVariants(set)
	r.joinFolded(set)
	r.joinUnits(set)
	r.joinCompetitions(set)
	r.joinAcronyms(set)
	set.flatten()
	nations := map[int32]bool{}
	for n := range r.nations {
		nations[set.find(n)] = true
	}
	r.nations = nations
	for n := range maps.Clone(r.units) {
		r.units[set.find(n)] = true
	}
	r.doubtful = append(r.doubtful, <-misspelled...)
	slices.SortFunc(r.doubtful, func(p, q doubtful) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b), cmp.Compare(p.reason, q.reason))
	})
	r.doubtful = slices.Compact(r.doubtful)
	for i := range r.members {
		m := &r.members[i]
		if m.named {
			m.block = set.find(m.name)
		}
	}
}

// joinPersons joins the forms of full names that differ in the middle: "Donald
// Trump", "Donald J. Trump", "Donald John Trump". Where two people of the set
// have first and last name in common ("George W. Bush", "George H.W. Bush") the
// form without a middle name is neither's. Without an initial as a go-between it
// is doubtful whether a middle name was left out: "Jerry Lewis" is not "Jerry
// Lee Lewis".
func (r *resolver) joinPersons(set sets) {
	type ends struct{ first, last string }
	type form struct {
		middle string
		name   int32
	}
	groups := map[ends][]form{}
	for i, n := range r.names {
		if n.typ != schema.Person {
			continue
		}
		if first, middle, last := splitPerson(n.norm); last != "" {
			e := ends{first, last}
			groups[e] = append(groups[e], form{middle, int32(i)})
		}
	}
	for _, forms := range groups {
		agree := true
		for i, a := range forms {
			for _, b := range forms[:i] {
				agree = agree && middlesAgree(a.middle, b.middle)
			}
		}
		if !agree {
			continue
		}
		initial := slices.ContainsFunc(forms, func(f form) bool { return isInitial(f.middle) })
		near, far := int32(-1), int32(-1) // a name without middle words, one with
		for _, f := range forms {
			first := &near
			if !initial && f.middle != "" {
				first = &far
			}
			if *first < 0 {
				*first = f.name
			} else {
				set.union(*first, f.name)
			}
		}
		if near >= 0 && far >= 0 {
			r.doubtful = append(r.doubtful, doubtful{near, far, MiddleName})
		}
	}
}

// isInitial reports whether a normalized middle name is initials only.
func isInitial(middle string) bool { return middle != "" && utf8.RuneCountInString(middle) <= 2 }

// particles begin a last name.
var particles = map[string]bool{
	"al": true, "bin": true, "da": true, "dal": true, "de": true, "del": true, "della": true, "der": true, "di": true, "do": true,
	"dos": true, "du": true, "el": true, "ibn": true, "la": true, "le": true, "ten": true, "ter": true, "van": true, "von": true,
	"zu": true, "mac": true, "st": true, "abu": true, "ben": true, "bint": true, "lo": true, "af": true, "den": true, "o": true,
}

var generations = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// splitPerson cuts a normalized name into its first word, its middle words and
// its last name with particles and generation. last is empty for a single
// name.
func splitPerson(norm string) (first, middle, last string) {
	body := norm // without the generation
	begin := strings.LastIndexByte(body, ' ') + 1
	for begin > 0 && generations[body[begin:]] {
		body = body[:begin-1]
		begin = strings.LastIndexByte(body, ' ') + 1
	}
	if begin == 0 {
		return norm, "", ""
	}
	second := strings.IndexByte(body, ' ') + 1
	for at := second; at < begin; {
		word, _, _ := strings.Cut(body[at:], " ")
		if particles[word] {
			begin = at
		}
		at += len(word) + 1
	}
	return body[:second-1], strings.TrimSuffix(norm[second:begin], " "), norm[begin:]
}

// middlesAgree reports whether two middle names may be one person's: none, the
// same, or an initial of the other.
func middlesAgree(a, b string) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a)
}

// joinAcronyms joins an organization's acronym with its name: where articles use
// both for one chain and all of them mean the same name, or else where only one
// name of the set has these initials, they are at least three, and it has a word
// for an institution. The initials of other names are tried as short names.
func (r *resolver) joinAcronyms(set sets) {
	defined := map[string]map[int32]bool{} // acronym → names, by chains that hold both
	initial := map[string]map[int32]bool{} // initials → names
	put := func(m map[string]map[int32]bool, k string, n int32) {
		if m[k] == nil {
			m[k] = map[int32]bool{}
		}
		m[k][n] = true
	}
	for _, u := range r.shortened {
		put(defined, u.acronym, u.name)
	}
	for _, d := range r.defined {
		if a, n := r.members[d.acronym].name, r.members[d.name].name; r.names[a].typ == r.names[n].typ {
			put(defined, r.names[a].norm, n)
		}
	}
	for i, n := range r.names {
		if n.typ == schema.Organization {
			for _, f := range n.initials {
				put(initial, f, int32(i))
			}
		}
	}
	for i, n := range r.names {
		if !acronymTypes[n.typ] || !isAcronym(n.raw) || n.known != nil {
			continue // the tables say what a known one means
		}
		means := defined[n.norm]
		if len(means) == 0 && n.typ == schema.Organization && len(n.norm) >= 3 {
			means = initial[n.norm]
			for k := range means {
				if !slices.ContainsFunc(strings.Fields(r.names[k].norm), func(w string) bool { return institutions[w] }) {
					means = nil
					break
				}
			}
		}
		one := int32(-1)
		for _, k := range slices.Sorted(maps.Keys(means)) {
			k = set.find(k)
			if one >= 0 && k != one || r.names[k].typ != n.typ {
				one = -1
				break
			}
			one = k
		}
		if one >= 0 {
			set.union(one, int32(i))
		}
	}
}

// institutions are words of names that are usually shortened to initials.
var institutions = setOf(`academy; administration; agency; alliance; army; assembly; association; authority; bank; board; bureau; campaign;
	center; centre; chamber; college; commission; committee; confederation; conference; congress; corporation; council; court; department;
	directorate; enterprise; establishment; exchange; executive; federation; force; forces; forum; foundation; front; fund; group; institute;
	institution; laboratory; league; ministry; mission; movement; network; office; organisation; organization; organizations; partnership; party;
	police; program; programme; school; secretariat; service; services; society; syndicate; system; treaty; trust; union; university`)

var acronymTypes = map[schema.EntityType]bool{
	schema.Organization: true, schema.Event: true, schema.Law: true, schema.Product: true, schema.Group: true,
}

// isAcronym reports whether a name is written as one: two to six capitals, with
// or without periods.
func isAcronym(name string) bool {
	if len(name) > 1 && name[1] >= 'a' && name[1] <= 'z' {
		return false // most names
	}
	n := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.':
			return false
		}
	}
	return n >= 2 && n <= 6
}

// initials gives the acronyms that a name of several words may have: of all its
// words and of those that are not small.
func initials(norm string) []string {
	var all, main strings.Builder
	n := 0
	for w := range strings.FieldsSeq(norm) {
		n++
		r, _ := utf8.DecodeRuneInString(w)
		all.WriteRune(r)
		switch w {
		case "of", "and", "for", "in", "on", "to", "de", "du", "des", "la":
		default:
			main.WriteRune(r)
		}
	}
	if n < 2 {
		return nil
	}
	list := []string{main.String()}
	if all.String() != main.String() {
		list = append(list, all.String())
	}
	return list
}
