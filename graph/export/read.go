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

// proven reads statements and evidence side by side.
func readProven(ctx context.Context, r graph.Reader) iter.Seq2[proven, error] {
	return func(yield func(proven, error) bool) {
		next, stop := iter.Pull2(r.Evidence(ctx))
		defer stop()
		e, err, more := next()
		for s, failed := range r.Statements(ctx) {
			p := proven{Statement: s}
			for failed == nil && err == nil && more && e.Statement <= s.ID {
				if e.Statement == s.ID {
					p.evidence = append(p.evidence, e)
				}
				e, err, more = next()
			}
			if failed == nil {
				failed = err
			}
			if !yield(p, failed) || failed != nil {
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
	return strings.ToLower(strings.ReplaceAll(string(t), "_", " "))
}

// day is the date of an ISO 8601 time, of whatever precision.
func day(iso string) string {
	if len(iso) > len("2006-01-02") {
		return iso[:len("2006-01-02")]
	}
	return iso
}
