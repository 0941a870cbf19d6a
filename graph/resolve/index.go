package resolve

import (
	"cmp"
	"slices"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// member is a chain on its way to an entity.
type member struct {
	article  int32
	chain    int32
	typ      schema.EntityType // its own, or the one that its name mostly has
	name     int32             // index into resolver.names
	spelling int32             // index into resolver.spellings
	block    int32             // chains that may be one entity
	cluster  int32             // chains that are one
	mention  int               // mentions
	named    bool              // has a name or a demonym; others are no entities
	short    bool              // its name is a part of the entity's
	attached bool              // a person of one name whom the tables know
	camp     string
	country  string // that its name, or a word next to it, says
	nation   string // that it is, or is of
}

// name is a distinct pair of type and normalized name.
type name struct {
	typ  schema.EntityType
	norm string
	raw  string // one of its spellings, the smallest
	key  string // graph.NormalKey

	spelling int32         // of raw: index into resolver.spellings
	known    *known.Entity // whom the tables say it means
	initials []string      // acronyms that it may have
	next     int32         // the next name of this word and another type, -1 for none
}

// spelling is a distinct pair of type and name as chains write it.
type spelling struct {
	typ  schema.EntityType
	raw  string
	norm string // NormalName
	word int32  // of norm, whatever the type
	name int32  // index into resolver.names, -1 for one that no member has

	known    *known.Entity // whom the tables say it means
	body     *isBody       // of an organization
	initials []string      // acronyms that it may have
}

// resolver holds the state of one Build.
type resolver struct {
	articles  []Digest // by id, each once
	story     []int32  // of each article: the first article of its story; set by entities
	copies    chan []int32
	first     []int32 // of each article: its first member; one more at the end
	members   []member
	names     []name
	byWord    []int32 // of each word: the first name, -1 for none
	spellings []spelling
	spelled   map[schema.EntityType]map[string]int32
	words     map[string]int32
	bodies    map[string]isBody // of the names of groups
	blocks    sets              // of names
	doubtful  []doubtful        // pairs of names that are one person if contexts agree
	context   *contexts
	capitals  map[string]bool // normalized names
	disputed  map[int32]bool  // acronyms of known names that mean others here
	defined   []definition    // acronyms that stand beside their names
	shortened []shortened     // names for which articles have acronyms
	national  map[string]bool // names with a country and without
	nations   map[int32]bool  // their blocks
	units     map[int32]bool  // names of units, and their blocks
	noted     []noted         // doubts between members
	cuts      map[int32][]cut // by article: what decisions took out of its chains
}

// doubtful is a pair of names.
type doubtful struct {
	a, b   int32
	reason DoubtReason
}

func newResolver(list []Digest) *resolver {
	r := &resolver{articles: distinct(list), spelled: map[schema.EntityType]map[string]int32{}, words: map[string]int32{}, bodies: map[string]isBody{}, capitals: map[string]bool{}}
	r.copies = make(chan []int32, 1) // what follows does not need them
	go func() { r.copies <- stories(r.articles) }()
	chains := 0
	for i := range r.articles {
		chains += len(r.articles[i].Chains)
	}
	r.members = make([]member, 0, chains)
	r.spellings = make([]spelling, 0, chains/chainsOfSpelling)
	own := make([]schema.EntityType, 0, chains)
	for i := range r.articles {
		r.first = append(r.first, int32(len(r.members)))
		for c := range r.articles[i].Chains {
			at := &r.articles[i].Chains[c]
			m := member{
				article: int32(i), chain: int32(c), typ: r.settledType(&r.articles[i], at), camp: at.Camp, country: at.Country,
				nation: at.Nation, mention: at.Mentions, named: at.Named && at.Name != "", name: -1,
			}
			if m.named {
				m.spelling = r.spell(at.Type, at.Name, at.Norm)
			}
			r.members = append(r.members, m)
			own = append(own, at.Type)
		}
	}
	r.first = append(r.first, int32(len(r.members)))
	r.lookUp(0)
	spelled := len(r.spellings)
	r.settleTypes(own)
	for i := range r.members {
		if m := &r.members[i]; m.named && own[i] != m.typ {
			m.spelling = r.spell(m.typ, r.raw(i), "")
		}
	}
	r.lookUp(spelled)
	r.names = make([]name, 0, len(r.spellings))
	r.byWord = make([]int32, len(r.words))
	for i := range r.byWord {
		r.byWord[i] = -1
	}
	for i := range r.members {
		if m := &r.members[i]; m.named {
			m.name = r.intern(m.spelling)
		}
	}
	spread(len(r.names), func(from, to int) {
		for i := from; i < to; i++ {
			n := &r.names[i]
			n.key = graph.NormalKey(n.typ, n.norm)
		}
	})
	r.national = r.nationalNames()
	return r
}

// lookUp finds what the tables know of the spellings from one on, and what their
// words say.
func (r *resolver) lookUp(first int) {
	list := r.spellings[first:]
	spread(len(list), func(from, to int) {
		for i := from; i < to; i++ {
			list[i].lookUp()
		}
	})
}

func (s *spelling) lookUp() {
	if abbreviatedState(s.typ, s.raw) == "" {
		s.known = s.find()
	}
	if s.typ == schema.Organization {
		b, ok := readBody(s.raw)
		s.body = &isBody{b, ok}
	}
	if acronymTypes[s.typ] {
		s.initials = initials(s.norm)
	}
}

// find is whom the tables say that a spelling means.
func (s *spelling) find() *known.Entity {
	var e *known.Entity
	switch s.typ {
	case schema.Place, schema.Organization: // whose normal names say more than the letters do
		e, _ = known.Find(s.typ, s.raw)
	default:
		e, _ = known.FindNormal(s.typ, s.norm)
	}
	return e
}

// isPeople reports whether a word means somebody of a country: "the Spaniard" is
// nobody's name.
func isPeople(form string) bool {
	_, people, ok := gazetteer.DemonymOf(form)
	return ok && people
}

// distinct sorts articles by id and keeps one of each: the one with the
// earliest date, a dated one before one without.
func distinct(articles []Digest) []Digest {
	list := slices.Clone(articles)
	slices.SortStableFunc(list, func(a, b Digest) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), -compareBool(a.Published != "", b.Published != ""),
			cmp.Compare(a.Published, b.Published), cmp.Compare(a.Key, b.Key), cmp.Compare(a.URL, b.URL),
			cmp.Compare(a.Title, b.Title), cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Modified, b.Modified),
			slices.Compare(a.Authors, b.Authors), cmp.Compare(a.Language, b.Language),
			cmp.Compare(len(a.Chains), len(b.Chains)), cmp.Compare(len(a.Statements), len(b.Statements)))
	})
	return slices.CompactFunc(list, func(a, b Digest) bool { return a.ID == b.ID })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// raw is the name of a member's chain.
func (r *resolver) raw(i int) string {
	m := &r.members[i]
	return r.articles[m.article].Chains[m.chain].Name
}

func (r *resolver) chain(i int32) *DigestChain {
	m := &r.members[i]
	return &r.articles[m.article].Chains[m.chain]
}

// So many chains have one spelling, about, and of all types one of one type.
const (
	chainsOfSpelling = 4
	manyChains       = 16
)

// spell is the index of a spelling. norm is its normal name, "" when it is not
// known yet.
func (r *resolver) spell(t schema.EntityType, raw, norm string) int32 {
	of := r.spelled[t]
	if of == nil {
		of = make(map[string]int32, cap(r.members)/manyChains)
		r.spelled[t] = of
	}
	n, ok := of[raw]
	if !ok {
		n = int32(len(r.spellings))
		of[raw] = n
		if norm == "" || abbreviatedState(t, raw) != "" {
			norm = normalName(t, raw)
		}
		word, ok := r.words[norm]
		if !ok {
			word = int32(len(r.words))
			r.words[norm] = word
		}
		r.spellings = append(r.spellings, spelling{typ: t, raw: raw, norm: norm, word: word, name: -1})
	}
	return n
}

// abbreviatedState is the American state that two letters and a period are short
// for: "La." is Louisiana, "LA" is not.
func abbreviatedState(t schema.EntityType, raw string) string {
	if t != schema.Place || len(raw) != 3 || raw[2] != '.' {
		return ""
	}
	state, _ := gazetteer.StateOf(raw)
	return state.Name
}

// normal is the normal name of a spelling. It changes nothing.
func (r *resolver) normal(t schema.EntityType, raw string) string {
	if n, ok := r.spelled[t][raw]; ok {
		return r.spellings[n].norm
	}
	return normalName(t, raw)
}

// normalName is graph.NormalName, but of a state's abbreviation the state's.
func normalName(t schema.EntityType, raw string) string {
	if state := abbreviatedState(t, raw); state != "" {
		return gazetteer.Normalize(state)
	}
	return graph.NormalName(t, raw)
}

// intern is the index of the name that a spelling is one of.
func (r *resolver) intern(spelling int32) int32 {
	s := &r.spellings[spelling]
	if s.name >= 0 {
		return s.name
	}
	n, ok := r.ofWord(s.typ, s.word)
	if !ok {
		n = int32(len(r.names))
		r.names = append(r.names, name{typ: s.typ, norm: s.norm, raw: s.raw, spelling: spelling, initials: s.initials, next: r.byWord[s.word]})
		r.byWord[s.word] = n
	} else if s.raw < r.names[n].raw {
		r.names[n].raw, r.names[n].spelling = s.raw, spelling
	}
	if r.names[n].known == nil {
		r.names[n].known = s.known
	}
	s.name = n
	return n
}

// ofWord is the index of the name of a type that is a word.
func (r *resolver) ofWord(t schema.EntityType, word int32) (int32, bool) {
	n := r.byWord[word]
	for n >= 0 && r.names[n].typ != t {
		n = r.names[n].next
	}
	return n, n >= 0
}

// nameOf is the index of the name of a type with a normal name.
func (r *resolver) nameOf(t schema.EntityType, norm string) (int32, bool) {
	word, ok := r.words[norm]
	if !ok {
		return -1, false
	}
	return r.ofWord(t, word)
}

// campOf is the camp of most hints, "" when two are about as strong.
func campOf(fields map[Field]int) string {
	camps := map[string]int{}
	for f, n := range fields {
		if c := camp(f); c != "" {
			camps[c] += n
		}
	}
	return most(camps)
}

// most is the key that has at least twice the count of any other.
func most(counts map[string]int) string {
	best, second, key := 0, 0, ""
	for k, n := range counts {
		switch {
		case n > best:
			best, second, key = n, best, k
		case n > second:
			second = n
		}
	}
	if best < 2*second || best == 0 {
		return ""
	}
	return key
}
