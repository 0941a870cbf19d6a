package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/schema"
)

// A short name is part of another: "Putin", "Helion". It joins a longer name
// of another article only with evidence besides the name: the articles' other
// names agree, or the same is said of both ("Russian President Putin", "Vladimir
// Putin, the Russian president"). A short name that fits nobody stays by itself.
const (
	sameFact  = 4.0  // what the same fact told of both adds to the score
	otherCamp = -8.0 // what different walks of life add
	clearly   = 1.5  // how much better than the second the best must fit
	// A longer name that is much rarer than the short one names something else
	// more often than not: "Lib Dem conference" is not what "Lib Dem" is short for.
	leastLonger = 0.25 // chains of the longer name for one of the short name
	mostChains  = 0.5  // share of an organization's short chains that must fit for all to join
)

// candidate is a cluster with a longer name.
type candidate struct {
	members []int32
	profile profile
	facts   map[fact]bool
	camp    string
}

// fact is what a statement says of its subject.
type fact struct {
	typ    schema.RelationType
	object int32 // block
}

// attachShort gives the members of short names to clusters of longer ones and
// joins what is left of a person's short name where contexts agree.
func (r *resolver) attachShort(set sets, blocks [][]int32, longer map[int32][]int32, pairs []doubtful) {
	set.flatten()
	clusters := r.grouped(len(r.members), set.find)
	joins := r.beside(len(blocks)+len(pairs), func(w *worker, b int32) {
		if n := int(b) - len(blocks); n >= 0 {
			w.joinPair(pairs[n], set, blocks, clusters)
		} else if len(blocks[b]) > 0 {
			w.attach(b, blocks, longer[b], set, clusters)
		}
	})
	for _, j := range joins {
		set.union(j[0], j[1])
	}
}

// attach gives the members of a short name to clusters of longer ones.
func (r *worker) attach(b int32, blocks [][]int32, longer []int32, set sets, clusters [][]int32) {
	members, person := blocks[b], r.names[b].typ == schema.Person
	each := person || r.isGeneric(b)
	if person && !isShort(r.names[b].norm) || !person && r.settled(b) {
		return
	}
	var candidates []*candidate
	seen := map[int32]bool{}
	for _, other := range longer {
		for _, i := range blocks[other] {
			if c := set.find(i); !seen[c] {
				seen[c] = true
				if r.known[c] == nil {
					r.known[c] = r.candidate(clusters[c])
				}
				candidates = append(candidates, r.known[c])
			}
		}
	}
	if !each {
		candidates = slices.DeleteFunc(candidates, func(c *candidate) bool {
			return float64(len(c.members)) < leastLonger*float64(len(members))
		})
	}
	if each {
		r.joins = append(r.joins, r.attachEach(b, members, candidates)...)
	} else if len(candidates) > 0 {
		r.joins = append(r.joins, r.attachOthers(b, members, candidates)...)
	}
}

// samePersons lists the pairs of people who are one if the articles' other names
// agree: one known by a short given name and one by the long one, "Bill Clinton"
// and "William Clinton", where there is one of each, and those that are doubtful
// for a middle name or a letter.
func (r *resolver) samePersons(blocks [][]int32) []doubtful {
	pairs := r.doubtful
	byName := map[[2]string][]int32{} // first and last name → blocks
	for i, n := range r.names {
		if n.typ == schema.Person && !isShort(n.norm) {
			first, _, last := splitPerson(n.norm)
			k, b := [2]string{first, last}, r.blocks.find(int32(i))
			if len(blocks[b]) > 0 && !slices.Contains(byName[k], b) {
				byName[k] = append(byName[k], b)
			}
		}
	}
	for name, short := range byName { // the joins of one do not depend on another's
		var long []int32
		for _, full := range gazetteer.Nicknames(name[0]) {
			long = append(long, byName[[2]string{gazetteer.Normalize(full), name[1]}]...)
		}
		if len(short) == 1 && len(long) == 1 {
			pairs = append(pairs, doubtful{short[0], long[0], Nickname})
		}
	}
	return pairs
}

// joinPair joins a pair of people where the articles' other names agree.
func (r *worker) joinPair(p doubtful, set sets, blocks, clusters [][]int32) {
	x, y := r.blocks.find(p.a), r.blocks.find(p.b)
	if x == y || len(blocks[x]) == 0 || len(blocks[y]) == 0 {
		return
	}
	a, b := clusters[set.find(blocks[x][0])], clusters[set.find(blocks[y][0])]
	if len(a) != len(blocks[x]) || len(b) != len(blocks[y]) {
		return // namesakes
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	profile, fit := r.profile(b), 0
	for _, i := range a {
		if r.score(r.members[i].article, profile, x, y) >= agree {
			fit++
		}
	}
	if float64(fit) >= mostChains*float64(len(a)) {
		r.joins = append(r.joins, [2]int32{a[0], b[0]})
	} else {
		r.note(a[0], b[0], p.reason, 0.5+float64(fit)/float64(len(a)))
	}
}

// longerNames gives for each block the blocks of its type whose names it is a
// short form of: a person's last name, or a first one that few bear ("Beyonce",
// "Xi"; any Charles is not Charles Kennedy), a form that chains of the longer name
// use. It changes nothing.
func (r *resolver) longerNames(blocks [][]int32) map[int32][]int32 {
	out := map[int32][]int32{}
	forms := map[form]string{}         // normal names of them
	words := make([]int, len(r.names)) // of the longest name of a block
	for i := range r.names {
		b := r.blocks.find(int32(i))
		words[b] = max(words[b], length(r.names[i].norm))
	}
	put := func(t schema.EntityType, short string, b int32) {
		if n, ok := r.nameOf(t, short); ok {
			if t == schema.Organization && teamNames[short] && !strings.HasSuffix(r.names[b].norm, " "+short) {
				return // "Lions Test"
			}
			if n = r.blocks.find(n); n != b && len(blocks[n]) > 0 && words[n] == length(short) {
				out[n] = append(out[n], b)
			}
		}
	}
	for i := range r.names {
		n, b := &r.names[i], r.blocks.find(int32(i))
		switch {
		case n.typ == schema.Person && !isShort(n.norm):
			_, _, last := splitPerson(n.norm)
			put(n.typ, last, b)
			if first, _, _ := strings.Cut(n.norm, " "); gazetteer.GenderOf(first) == gazetteer.Unknown && len(gazetteer.Nicknames(first)) == 0 || familyFirst[first] {
				put(n.typ, first, b)
			}
		case acronymTypes[n.typ] && !(n.typ == schema.Organization && (r.isBody(int32(i)) || r.isUnit(int32(i)))):
			for _, a := range n.initials {
				if len(a) >= 3 {
					put(n.typ, a, b)
				}
			}
			if last := n.norm[strings.LastIndexByte(n.norm, ' ')+1:]; n.typ == schema.Organization && teamNames[last] {
				put(n.typ, last, b)
			}
			if ship, name, ok := strings.Cut(n.norm, " "); ok && n.typ == schema.Product && shipPrefixes[ship] {
				put(n.typ, name, b)
			}
		}
	}
	for i := range r.members {
		m := &r.members[i]
		if !m.named || m.typ == schema.Place || m.typ == schema.Person {
			continue
		}
		c := r.chain(int32(i))
		if len(c.Forms) == 1 && c.Forms[0].Text == c.Name || m.typ == schema.Organization && (r.isBody(m.name) || r.isUnit(m.name)) {
			continue // the countries of bodies tell them apart, the parents of units
		}
		full := r.names[m.name].norm
		for _, f := range c.Forms {
			if f.Text == c.Name {
				continue
			}
			n, ok := forms[form{m.typ, f.Text}]
			if !ok {
				n = r.normal(m.typ, f.Text)
				forms[form{m.typ, f.Text}] = n
			}
			if n != full && len(n) < len(full) {
				put(m.typ, n, m.block)
			}
		}
	}
	for b, list := range out {
		slices.Sort(list)
		out[b] = slices.Compact(list)
	}
	return out
}

// form is a name as texts of a type's chains write it.
type form struct {
	typ  schema.EntityType
	text string
}

// length is how many words a name has but for small ones.
func length(norm string) int {
	n := 0
	for w := range strings.FieldsSeq(norm) {
		if !smallWords[w] {
			n++
		}
	}
	return n
}

// familyFirst are family names that stand before the given ones and are given
// names elsewhere.
var familyFirst = map[string]bool{"kim": true, "lee": true, "park": true, "han": true, "lin": true, "sun": true, "yang": true, "chen": true, "li": true, "ma": true, "moon": true, "ban": true, "xi": true, "hu": true, "min": true}

// shipPrefixes stand before the name of a ship.
var shipPrefixes = map[string]bool{"uss": true, "hms": true, "ins": true, "rms": true, "mv": true, "ms": true, "ss": true, "hmas": true, "hmcs": true, "usns": true, "rv": true, "sv": true}

// settled reports whether a block's name is that of a body of state or of a known
// entity: such names are not short for anything else.
func (r *resolver) settled(b int32) bool {
	return r.names[b].typ == schema.Organization && (r.isBody(b) || r.isUnit(b)) || r.names[b].known != nil && !r.disputed[b]
}

func (r *resolver) candidate(members []int32) *candidate {
	c := &candidate{members: members, profile: r.profile(members), facts: map[fact]bool{}}
	camps := map[string]int{}
	for _, i := range members {
		if k := r.members[i].camp; k != "" {
			camps[k]++
		}
		for _, f := range r.facts(i) {
			c.facts[f] = true
		}
	}
	c.camp = most(camps)
	return c
}

// facts are what an article states of a member as subject.
func (r *resolver) facts(i int32) []fact {
	m := &r.members[i]
	var list []fact
	for _, s := range r.articles[m.article].Statements {
		if s.Subject == int(m.chain) && s.Object >= 0 && s.Modality != schema.Denied && telling(s.Type) {
			if o := &r.members[r.first[m.article]+int32(s.Object)]; o.named {
				list = append(list, fact{s.Type, o.block})
			}
		}
	}
	return list
}

// telling reports whether few people of one surname share a fact of this type.
func telling(t schema.RelationType) bool {
	switch t {
	case schema.HeadOfStateOf, schema.HeadOfGovernmentOf, schema.CEOOf, schema.Leads, schema.SpokespersonFor, schema.WorksFor, schema.SpouseOf, schema.Founded:
		return true
	}
	return false
}

// holds reports whether an article mentions a candidate.
func (r *resolver) holds(c *candidate, article int32) bool {
	_, ok := slices.BinarySearchFunc(c.members, article, func(i, a int32) int { return cmp.Compare(r.members[i].article, a) })
	return ok
}

// isShort reports whether a person's normalized name is a last name or a given
// name alone.
func isShort(norm string) bool {
	first, _, more := strings.Cut(norm, " ")
	switch first {
	case "de", "da", "di", "du", "del", "della", "van", "von", "der", "bin", "le", "el", "ter", "ten":
		return true
	}
	return !more
}

// fit finds the candidate that a member clearly belongs to, -1 when none.
func (r *resolver) fit(i, block int32, candidates []*candidate) int {
	m := &r.members[i]
	facts := r.facts(i)
	best, second, at := 0.0, 0.0, -1
	for n, c := range candidates {
		if r.holds(c, m.article) {
			continue // the article itself keeps the two apart
		}
		s := r.score(m.article, c.profile, block, r.members[c.members[0]].block)
		for _, f := range facts {
			if c.facts[f] {
				s += sameFact
			}
		}
		if m.camp != "" && c.camp != "" && m.camp != c.camp {
			s += otherCamp
		}
		if s > best {
			best, second, at = s, best, n
		} else if s > second {
			second = s
		}
	}
	if best < agree || best-second < clearly {
		if at >= 0 && best > agree/2 {
			r.note(i, candidates[at].members[0], ShortName, best/(2*agree))
		}
		return -1
	}
	return at
}

// attachEach attaches each article's chain of a person's short name, or of a word
// for what many organizations are, by itself. Of those left, chains of one name
// are one when they are of one story; those of people, too, when a name that few
// articles mention is in both articles, or the same is said of both.
func (r *resolver) attachEach(block int32, members []int32, candidates []*candidate) (joins [][2]int32) {
	byKey := map[int32]int32{}
	byFact := map[fact]int32{}
	byArticle := map[int32]int32{}
	byStory := map[int32]int32{}
	for _, i := range members {
		m := &r.members[i]
		if m.attached {
			continue
		}
		if n := r.fit(i, block, candidates); n >= 0 {
			m.short = true
			joins = append(joins, [2]int32{candidates[n].members[0], i})
			continue
		}
		joins = meet(joins, byArticle, m.article, i)
		joins = meet(joins, byStory, r.story[m.article], i)
		if m.typ != schema.Person {
			continue // one word of what many are would chain them
		}
		for _, k := range r.context.inArticle[m.article] {
			if r.context.chance[k] < rare {
				joins = meet(joins, byKey, k, i)
			}
		}
		for _, f := range r.facts(i) {
			joins = meet(joins, byFact, f, i)
		}
	}
	return joins
}

// rare is the chance below which one shared name makes contexts agree.
const rare = 0.01

func meet[K cmp.Ordered | fact](joins [][2]int32, first map[K]int32, k K, i int32) [][2]int32 {
	if j, ok := first[k]; ok {
		return append(joins, [2]int32{j, i})
	}
	first[k] = i
	return joins
}

// manyLonger is how many longer names make a short one everybody's: "the U.S.
// Attorney's Office".
const manyLonger = 4

// attachOthers attaches the chains of an organization's (product's, …) short
// name, all or none: most of them must fit one longer name, and hardly any
// another.
func (r *resolver) attachOthers(block int32, members []int32, candidates []*candidate) (joins [][2]int32) {
	if len(candidates) >= manyLonger {
		return nil
	}
	fits := make([]int, len(candidates))
	best, all := 0, 0
	for _, i := range members {
		if n := r.fit(i, block, candidates); n >= 0 {
			all++
			if fits[n]++; fits[n] > fits[best] {
				best = n
			}
		}
	}
	if float64(fits[best]) < mostChains*float64(len(members)) || float64(fits[best]) < 0.8*float64(all) {
		if fits[best] > 0 {
			r.note(members[0], candidates[best].members[0], ShortName, float64(fits[best])/float64(len(members)))
		}
		return nil
	}
	for _, i := range members {
		r.members[i].short = true
		joins = append(joins, [2]int32{candidates[best].members[0], i})
	}
	return joins
}
