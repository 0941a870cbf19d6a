package export

import (
	"context"
	"iter"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// dated are the dates of birth, death and foundation of entities: of each kind
// the best supported that is stated as fact.
type dated map[string]map[schema.RelationType]graph.Statement

func readDated(ctx context.Context, r graph.Reader) (dated, error) {
	out := dated{}
	for s, err := range r.Statements(ctx) {
		if err != nil {
			return nil, err
		}
		if s.Value == "" || !fact(s) {
			continue
		}
		facts := out[s.Subject]
		if facts == nil {
			facts = map[schema.RelationType]graph.Statement{}
			out[s.Subject] = facts
		}
		if old, ok := facts[s.Type]; !ok || s.Outweighs(old) {
			facts[s.Type] = s
		}
	}
	return out, nil
}

// fact reports whether a statement is stated as fact, present or past.
func fact(s graph.Statement) bool {
	return s.Modality == schema.Asserted || s.Modality == schema.Past
}

// end is what formats need to know of the end of a relation.
type end struct {
	name string
	kind schema.EntityType
}

func readEnds(ctx context.Context, r graph.Reader) (map[string]end, error) {
	out := map[string]end{}
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return nil, err
		}
		out[e.ID] = end{e.Name, e.Type}
	}
	return out, nil
}

// proven is a statement with its evidence.
type proven struct {
	graph.Statement
	evidence []graph.Evidence
}

// readProven reads statements and evidence side by side.
func readProven(ctx context.Context, r graph.Reader) iter.Seq2[proven, error] {
	return beside(r.Statements(ctx), func(s graph.Statement) string { return s.ID },
		r.Evidence(ctx), func(e graph.Evidence) string { return e.Statement },
		func(s graph.Statement, list []graph.Evidence) proven { return proven{s, list} })
}

// named is an article with the entities that it mentions, in the order of their
// first mention.
type named struct {
	graph.Article
	entities []string
}

// readNamed reads articles and mentions side by side.
func readNamed(ctx context.Context, r graph.Reader) iter.Seq2[named, error] {
	return beside(r.Articles(ctx), func(a graph.Article) string { return a.ID },
		r.Mentions(ctx), func(m graph.Mention) string { return m.Article },
		func(a graph.Article, list []graph.Mention) named {
			n := named{Article: a}
			seen := map[string]bool{}
			for _, m := range list {
				if !seen[m.Entity] {
					seen[m.Entity] = true
					n.entities = append(n.entities, m.Entity)
				}
			}
			return n
		})
}

// beside reads owners and what belongs to them, both sorted by the owner's id.
// What belongs to nobody is passed over.
func beside[O, P, R any](owners iter.Seq2[O, error], id func(O) string, parts iter.Seq2[P, error], owner func(P) string, join func(O, []P) R) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		next, stop := iter.Pull2(parts)
		defer stop()
		part, err, more := next()
		for o, failed := range owners {
			var own []P
			for failed == nil && err == nil && more && owner(part) <= id(o) {
				if owner(part) == id(o) {
					own = append(own, part)
				}
				part, err, more = next()
			}
			if failed == nil {
				failed = err
			}
			if !yield(join(o, own), failed) || failed != nil {
				return
			}
		}
	}
}

// sentences lists the different sentences that say so, and articles the
// different articles.
func (p proven) sentences() (sentences, articles []string) {
	said, in := map[string]bool{}, map[string]bool{}
	for _, e := range p.evidence {
		if s := label(e.Sentence); !said[s] {
			said[s] = true
			sentences = append(sentences, s)
		}
		if !in[e.Article] {
			in[e.Article] = true
			articles = append(articles, e.Article)
		}
	}
	return sentences, articles
}

// aliases are the names of an entity besides its own.
func aliases(e graph.Entity) []string {
	var out []string
	for _, a := range e.Aliases {
		if a.Name != e.Name {
			out = append(out, label(a.Name))
		}
	}
	return out
}

// label is a text without marks of writing direction and code points that are no
// characters; control characters become spaces.
func label(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c, r&0xfffe == 0xfffe:
			return -1
		case r < ' ', r >= 0x7f && r < 0xa0:
			return ' '
		}
		return r
	}, s)
}

// words is a relation type for people: INVESTED_IN is "invested in".
func words(t schema.RelationType) string {
	return strings.Replace(strings.ToLower(strings.ReplaceAll(string(t), "_", " ")), "ceo ", "CEO ", 1)
}

// day is the date of an ISO 8601 time, of whatever precision.
func day(iso string) string {
	if len(iso) > len("2006-01-02") {
		return iso[:len("2006-01-02")]
	}
	return iso
}
