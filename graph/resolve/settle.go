package resolve

import (
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// A name of one word that articles give several types keeps one of them when it
// is that often. Otherwise a club has its town's name.
const (
	typeShare  = 4 // times as many mentions as the other type
	typeChains = 5 // chains
)

// settleTypes gives chains whose name mostly has another type that type, unless
// one of their statements would then break the ontology, own being the types that
// they had. A person known by one word becomes no place: surnames are names of
// places too.
func (r *resolver) settleTypes(own []schema.EntityType) {
	counts, room := make([]typeCounts, len(r.words)), make([]typeCount, len(r.words))
	for w := range counts {
		counts[w] = room[w : w : w+1] // most have one type
	}
	r.defineAcronyms()
	for i := range r.members {
		m := &r.members[i]
		if m.named {
			counts[r.spellings[m.spelling].word].add(m.typ, m.mention)
		}
	}
	for i := range r.members {
		if m := &r.members[i]; m.named {
			if s := &r.spellings[m.spelling]; len(counts[s.word]) > 1 {
				m.typ = counts[s.word].better(s.norm, m.typ)
			}
		}
	}
	for i := range r.articles {
		for k := range r.articles[i].Statements {
			s := &r.articles[i].Statements[k]
			subject, object := r.first[i]+int32(s.Subject), int32(-1)
			if s.Object >= 0 {
				object = r.first[i] + int32(s.Object)
			}
			if r.members[subject].typ != own[subject] || object >= 0 && r.members[object].typ != own[object] {
				r.veto(own, s.Type, subject, object)
			}
		}
	}
}

// typeCounts says how often a name has each type.
type typeCounts []typeCount

type typeCount struct {
	typ              schema.EntityType
	chains, mentions int
}

func (c *typeCounts) add(t schema.EntityType, mentions int) {
	for i := range *c {
		if (*c)[i].typ == t {
			(*c)[i].chains++
			(*c)[i].mentions += mentions
			return
		}
	}
	*c = append(*c, typeCount{t, 1, mentions})
}

func (c typeCounts) of(t schema.EntityType) typeCount {
	for _, n := range c {
		if n.typ == t {
			return n
		}
	}
	return typeCount{typ: t}
}

// better is the type that chains of a type with this name shall have.
func (c typeCounts) better(norm string, t schema.EntityType) schema.EntityType {
	own, best := c.of(t), typeCount{typ: t}
	for _, def := range schema.Default().Entities {
		n := c.of(def.Type)
		if n.typ == t || n.chains == 0 || n.mentions <= best.mentions {
			continue
		}
		often := n.chains >= typeChains && n.mentions >= typeShare*own.mentions && !(n.typ == schema.Place && t == schema.Person)
		more := n.mentions > own.mentions || n.mentions == own.mentions && (n.chains > own.chains || n.chains == own.chains && n.typ < t)
		if often || more && oneTyped(norm, t, n.typ) {
			best = n
		}
	}
	return best.typ
}

// oneTyped reports whether a name hardly ever means two things of these types,
// so that the type it has more often is right: of two words and more, all;
// of one word, all but people's and places'.
func oneTyped(norm string, a, b schema.EntityType) bool {
	return strings.Contains(norm, " ") ||
		a != schema.Person && a != schema.Place && b != schema.Person && b != schema.Place
}

// veto takes back the types of both ends when a statement allows their old ones
// and not every mixture with the new ones.
func (r *resolver) veto(own []schema.EntityType, statement schema.RelationType, subject, object int32) {
	def, _ := schema.Default().Relation(statement)
	if object < 0 {
		if !def.Allows(r.members[subject].typ, "") {
			r.members[subject].typ = own[subject]
		}
		return
	}
	was, is := [2]schema.EntityType{own[subject], own[object]}, [2]schema.EntityType{r.members[subject].typ, r.members[object].typ}
	if !def.Allows(was[0], was[1]) {
		return
	}
	if !def.Allows(is[0], is[1]) || !def.Allows(is[0], was[1]) || !def.Allows(was[0], is[1]) {
		r.members[subject].typ, r.members[object].typ = was[0], was[1]
	}
}
