package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// member is a chain on its way to an entity.
type member struct {
	article  int32
	chain    int32
	typ      schema.EntityType // its own, or the one that its name mostly has
	name     int32             // index into resolver.names
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
	key  string // graph.NameKey

	known *known.Entity // whom the tables say it means
}

// resolver holds the state of one Build.
type resolver struct {
	articles []Article // by id, each once
	story    []int32   // of each article: the first article of its story
	first    []int32   // of each article: its first member; one more at the end
	members  []member
	names    []name
	nameOf   map[nameID]int32
	norms    map[nameID]string // NormalName of a spelling
	bodies   map[string]isBody // bodyOf of a spelling
	blocks   sets              // of names
	doubtful []doubtful        // pairs of names that are one person if contexts agree
	context  *contexts
	capitals map[string]bool // normalized names
	disputed map[int32]bool  // acronyms of known names that mean others here
	asked    bool            // whether doubts are noted
	noted    []noted
}

// doubtful is a pair of names.
type doubtful struct {
	a, b   int32
	reason DoubtReason
}

type nameID struct {
	typ  schema.EntityType
	name string
}

func newResolver(articles []Article) *resolver {
	r := &resolver{articles: distinct(articles), nameOf: map[nameID]int32{}, norms: map[nameID]string{}, bodies: map[string]isBody{}, capitals: map[string]bool{}}
	r.story = stories(r.articles)
	for i := range r.articles {
		r.first = append(r.first, int32(len(r.members)))
		a := &r.articles[i]
		for c := range a.Chains {
			r.members = append(r.members, member{
				article: int32(i), chain: int32(c), typ: a.Chains[c].Type,
				camp: campOf(a.Chains[c].Fields), country: most(a.Chains[c].Labels),
			})
		}
		for _, m := range a.Mentions {
			at := &r.members[r.first[i]+int32(m.Chain)]
			at.mention++
			at.named = at.named || (m.Kind == names.Name || m.Kind == names.Demonym) && !(at.typ == schema.Person && isPeople(m.Form))
		}
	}
	r.first = append(r.first, int32(len(r.members)))
	r.settleTypes()
	for i := range r.members {
		m := &r.members[i]
		if m.named = m.named && r.raw(i) != ""; m.named {
			m.name = r.intern(m.typ, r.raw(i))
			m.nation = r.nationOf(int32(i))
		}
	}
	return r
}

// isPeople reports whether a word means somebody of a country: "the Spaniard" is
// nobody's name.
func isPeople(form string) bool {
	_, people, ok := gazetteer.DemonymOf(form)
	return ok && people
}

// distinct sorts articles by id and keeps one of each: the one with the
// earliest date, a dated one before one without.
func distinct(articles []Article) []Article {
	list := slices.Clone(articles)
	slices.SortStableFunc(list, func(a, b Article) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), -compareBool(a.Published != "", b.Published != ""),
			cmp.Compare(a.Published, b.Published), cmp.Compare(a.Key, b.Key), cmp.Compare(a.URL, b.URL),
			cmp.Compare(a.Title, b.Title), cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Modified, b.Modified),
			slices.Compare(a.Authors, b.Authors), cmp.Compare(a.Language, b.Language),
			cmp.Compare(len(a.Chains), len(b.Chains)), cmp.Compare(len(a.Mentions), len(b.Mentions)))
	})
	return slices.CompactFunc(list, func(a, b Article) bool { return a.ID == b.ID })
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

func (r *resolver) chain(i int32) *Chain {
	m := &r.members[i]
	return &r.articles[m.article].Chains[m.chain]
}

func (r *resolver) normal(t schema.EntityType, raw string) string {
	id := nameID{t, raw}
	n, ok := r.norms[id]
	if !ok {
		n = graph.NormalName(t, raw)
		r.norms[id] = n
	}
	return n
}

func (r *resolver) intern(t schema.EntityType, raw string) int32 {
	id := nameID{t, r.normal(t, raw)}
	n, ok := r.nameOf[id]
	if !ok {
		n = int32(len(r.names))
		r.nameOf[id] = n
		r.names = append(r.names, name{typ: t, norm: id.name, raw: raw, key: graph.NameKey(t, raw)})
	} else if raw < r.names[n].raw {
		r.names[n].raw = raw
	}
	if e := r.names[n].known; e == nil {
		r.names[n].known, _ = known.Find(t, raw)
	}
	return n
}

// A name of one word that articles give several types keeps one of them when it
// is that often. Otherwise a club has its town's name.
const (
	typeShare  = 4 // times as many mentions as the other type
	typeChains = 5 // chains
)

// settleTypes gives chains whose name mostly has another type that type, unless
// one of their statements would then break the ontology. A person known by one
// word becomes no place: surnames are names of places too.
func (r *resolver) settleTypes() {
	type count struct{ chains, mentions int }
	byName := map[string]map[schema.EntityType]count{}
	key := func(i int) string {
		m, raw := &r.members[i], r.raw(i)
		if !m.named {
			return ""
		}
		return r.normal(m.typ, raw)
	}
	for i := range r.members {
		if k := key(i); k != "" {
			if byName[k] == nil {
				byName[k] = map[schema.EntityType]count{}
			}
			c := byName[k][r.members[i].typ]
			c.chains++
			c.mentions += r.members[i].mention
			byName[k][r.members[i].typ] = c
		}
	}
	wanted := make([]schema.EntityType, len(r.members))
	for i := range r.members {
		m := &r.members[i]
		wanted[i] = m.typ
		k := key(i)
		types := byName[k]
		if len(types) < 2 {
			continue
		}
		own, best := types[m.typ], count{}
		for _, def := range schema.Default().Entities {
			c := types[def.Type]
			if def.Type == m.typ || c.chains == 0 || c.mentions <= best.mentions {
				continue
			}
			often := c.chains >= typeChains && c.mentions >= typeShare*own.mentions && !(def.Type == schema.Place && m.typ == schema.Person)
			more := c.mentions > own.mentions || c.mentions == own.mentions && (c.chains > own.chains || c.chains == own.chains && def.Type < m.typ)
			if often || more && oneTyped(k, m.typ, def.Type) {
				wanted[i], best = def.Type, c
			}
		}
	}
	for i := range r.articles {
		for _, s := range r.articles[i].Statements {
			if s.Object < 0 {
				r.veto(wanted, s, int(r.first[i])+s.Subject, -1)
			} else {
				r.veto(wanted, s, int(r.first[i])+s.Subject, int(r.first[i])+s.Object)
			}
		}
	}
	for i := range r.members {
		r.members[i].typ = wanted[i]
	}
}

// oneTyped reports whether a name hardly ever means two things of these types,
// so that the type it has more often is right: of two words and more, all;
// of one word, all but people's and places'.
func oneTyped(norm string, a, b schema.EntityType) bool {
	return strings.Contains(norm, " ") ||
		a != schema.Person && a != schema.Place && b != schema.Person && b != schema.Place
}

// veto takes back the types of both ends when the statement allows their old
// ones and not every mixture with the new ones.
func (r *resolver) veto(wanted []schema.EntityType, s Statement, subject, object int) {
	def, _ := schema.Default().Relation(s.Type)
	if object < 0 {
		if !def.Allows(wanted[subject], "") {
			wanted[subject] = r.members[subject].typ
		}
		return
	}
	was, is := [2]schema.EntityType{r.members[subject].typ, r.members[object].typ}, [2]schema.EntityType{wanted[subject], wanted[object]}
	if was == is || !def.Allows(was[0], was[1]) {
		return
	}
	if !def.Allows(is[0], is[1]) || !def.Allows(is[0], was[1]) || !def.Allows(was[0], is[1]) {
		wanted[subject], wanted[object] = was[0], was[1]
	}
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
