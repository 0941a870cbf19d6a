package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Because says why two names of one type can mean one entity, in words for a
// reader; "" when the names themselves do not say: then articles use both for
// one, or a curator has decided.
func Because(t schema.EntityType, a, b string) string {
	x, y := graph.NormalName(t, a), graph.NormalName(t, b)
	if x == y {
		if c, ok := gazetteer.CountryOf(a); ok && t == schema.Place {
			return "both are names of " + c.Name
		}
		return "the same name but for case, accents, articles or legal form"
	}
	if t == schema.Organization {
		p, okP := readBody(a)
		q, okQ := readBody(b)
		if (okP && okQ || strings.Contains(p.rest, " ")) && p.rest == q.rest && (p.country == q.country || p.country == "" || q.country == "") {
			return fmt.Sprintf("both mean the %s of one country", p.rest)
		}
	}
	if e, ok := known.Find(t, a); ok {
		if f, ok := known.Find(t, b); ok && e == f {
			return "both are known names of " + e.Name
		}
	}
	switch t {
	case schema.Person:
		return becausePerson(x, y)
	case schema.Place:
		s, okS := gazetteer.StateOf(a)
		u, okU := gazetteer.StateOf(b)
		if okS && okU && s == u {
			return "both are names of the state " + s.Name
		}
	}
	switch f := folded(&name{typ: t, norm: x, raw: a}); {
	case f != "" && f == folded(&name{typ: t, norm: y, raw: b}):
		return "the same name but for small words, an ending or an acronym written out"
	case unabbreviated(x) == unabbreviated(y):
		return "one abbreviates a word of the other"
	case isAcronym(a) && slices.Contains(initials(y), x) || isAcronym(b) && slices.Contains(initials(x), y):
		return "one has the initials of the other"
	case strings.Contains(" "+x+" ", " "+y+" ") || strings.Contains(" "+y+" ", " "+x+" "):
		return "one is a short form of the other, and the articles' other names agree"
	}
	return ""
}

func becausePerson(x, y string) string {
	if isShort(x) || isShort(y) {
		if isShort(y) {
			x, y = y, x
		}
		if strings.HasSuffix(" "+y, " "+x) || strings.HasPrefix(y+" ", x+" ") {
			return "one is a part of the other, and the articles' other names or facts agree"
		}
		return ""
	}
	f1, _, l1 := splitPerson(x)
	f2, _, l2 := splitPerson(y)
	switch {
	case f1 == f2 && l1 == l2:
		return "the same first and last name, and nobody else of these names has another middle name"
	case l1 == l2 && (isNickname(f1, f2) || isNickname(f2, f1)):
		return "the same last name, one given name is short for the other, and the articles' other names agree"
	case f1 == f2 && oneEdit(l1, l2) || l1 == l2 && oneEdit(f1, f2):
		return "a letter apart, and the articles' other names agree"
	}
	return ""
}

func isNickname(short, long string) bool {
	return slices.ContainsFunc(gazetteer.Nicknames(short), func(full string) bool { return gazetteer.Normalize(full) == long })
}
