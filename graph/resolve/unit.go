package resolve

import (
	"regexp"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// A unit is a part that many organizations have under one name: "Office of
// Inspector General", "Civil Division". Which one is meant is part of the name
// ("HHS Office of Inspector General", "Civil Division of the Department of
// Justice"), is stated of it, or follows from the article's other names.
type unit struct {
	kind   string // without small words and the ending s of words
	parent string // key of what it is a part of, "" when the name does not say
	more   bool   // the name goes on with something else
}

// unitKinds are names of such parts.
var unitKinds = setOf(`office inspector general; civil division; criminal division; civil right division; tax division; fraud section; criminal investigation division;
	office general counsel; office public affair; office investigation; office professional responsibility; internal affair division; human resource department`)

// unitHead finds a word that each kind has.
var unitHead = regexp.MustCompile(`(?i)inspector|division|section|counsel|affair|investigation|responsib|human`)

// longestUnit is the most words of a unit's kind, small ones included.
const longestUnit = 5

// unitOf takes the name of a unit apart; ok is false for another name.
func unitOf(raw string) (u unit, ok bool) {
	if !unitHead.MatchString(raw) {
		return unit{}, false
	}
	w := strings.FieldsFunc(raw, func(c rune) bool { return c == ' ' || c == '-' || c == '/' || c == ',' })
	for i := range w {
		for end := min(len(w), i+longestUnit); end > i; end-- {
			kind := unitKind(w[i:end])
			if !unitKinds[kind] || smallWords[strings.ToLower(w[i])] {
				continue
			}
			u.kind = kind
			switch rest := w[end:]; {
			case i > 0:
				u.parent, u.more = parentKey(strings.Join(w[:i], " ")), len(rest) > 0
			case len(rest) > 1 && (rest[0] == "of" || rest[0] == "for" || rest[0] == "at" || rest[0] == "in"):
				u.parent = parentKey(strings.Join(rest[1:], " "))
			default:
				u.more = len(rest) > 0
			}
			// "Civil Division Stuart Delery" goes on with a person, "Fraud Section
			// Chicago Office" is another unit.
			return u, !u.more || gazetteer.GenderOf(w[end]) != gazetteer.Unknown
		}
	}
	return unit{}, false
}

// unitKind is how words look without small ones and ending s.
func unitKind(words []string) string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		if w = strings.ToLower(w); !smallWords[w] {
			kept = append(kept, strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"), "s"), "."))
		}
	}
	return strings.Join(kept, " ")
}

// parentKey is one key for the names of an organization that has units: "HHS",
// "the Department of Health and Human Services'". It is "" for a word for what
// many are.
func parentKey(raw string) string {
	raw = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(raw, " '’"), "'s"), "’s")
	for _, name := range [...]string{raw, strings.TrimSuffix(raw, "s")} {
		if b, ok := readBody(name); ok {
			return b.rest + " of " + b.country
		}
		if e, ok := known.Find(schema.Organization, name); ok {
			return gazetteer.Normalize(e.Name)
		}
	}
	b, _ := readBody(raw)
	if generic[b.rest] || generic[strings.TrimSuffix(b.rest, "s")] {
		return ""
	}
	return strings.TrimSuffix(graph.NormalName(schema.Organization, b.rest), "s")
}

// joinUnits puts all units of one kind into one block. What they are parts of
// parts them again.
func (r *resolver) joinUnits(set sets) {
	first := map[string]int32{}
	r.units = map[int32]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.typ == schema.Organization {
			if u, ok := unitOf(n.raw); ok {
				r.units[int32(i)] = true
				if j, ok := first[u.kind]; ok {
					set.union(j, int32(i))
				} else {
					first[u.kind] = int32(i)
				}
			}
		}
	}
}

// isUnit reports whether a name is a unit's, or a block holds one.
func (r *resolver) isUnit(name int32) bool { return r.units[name] }

// unitLabel gives what each member of a block of units is a part of: what its name
// says, else what its article states most surely, else the only one of these
// that its article mentions.
func (r *resolver) unitLabel(members []int32) func(int32) string {
	labels, parents := make(map[int32]string, len(members)), map[string]bool{}
	for _, i := range members {
		u, _ := unitOf(r.raw(int(i)))
		if labels[i] = u.parent; u.parent == "" {
			labels[i] = r.statedParent(i)
		}
		parents[labels[i]] = true
	}
	keys := map[string]string{}
	return func(i int32) string {
		if labels[i] != "" {
			return labels[i]
		}
		only, m := "", &r.members[i]
		for j := r.first[m.article]; j < r.first[m.article+1]; j++ {
			if o := &r.members[j]; o.named && o.typ == schema.Organization {
				raw := r.raw(int(j))
				k, ok := keys[raw]
				if !ok {
					k = parentKey(raw)
					keys[raw] = k
				}
				switch {
				case k == "" || !parents[k] || k == only:
				case only != "":
					return ""
				default:
					only = k
				}
			}
		}
		return only
	}
}

// statedParent is what an article states most surely that a member is a part of.
func (r *resolver) statedParent(i int32) string {
	m := &r.members[i]
	best, parent := 0.0, ""
	for _, s := range r.articles[m.article].Statements {
		if s.Type != schema.SubsidiaryOf || s.Subject != int(m.chain) || s.Object < 0 || s.Modality == schema.Denied {
			continue
		}
		if o := r.first[m.article] + int32(s.Object); r.members[o].named {
			k := parentKey(r.raw(int(o)))
			if p := s.Probability; p > best || p == best && k < parent {
				best, parent = p, k
			}
		}
	}
	return parent
}
