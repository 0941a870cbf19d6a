package coref

import (
	"cmp"
	"slices"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

// Resolve joins the mentions of one article into chains. mentions are names
// and demonyms, sorted by start and not overlapping, with Sentence, First and
// Last set; others are ignored.
//
// The mentions that come back are the given ones, with the type of their
// chain, and the pronouns and descriptions that were resolved, sorted by start
// and not overlapping. A mention's Probability is that of the name, or for
// pronouns and descriptions how sure the link is. Chains are numbered in order
// of their first mention; every chain has a name or demonym. Resolve changes
// neither argument and is safe for concurrent use.
func Resolve(doc text.Document, mentions []names.Mention) ([]names.Mention, []Chain) {
	r := &resolver{doc: doc}
	r.take(mentions)
	if len(r.mentions) == 0 {
		return nil, nil
	}
	r.joinNames()
	r.joinAnaphors()
	return r.result()
}

// Choices returns what an annotated document teaches: the questions that its
// pronouns and descriptions ask, with the annotated answers. Phrases before
// each are as annotated. gold is asked for the spans of the mentions, of the
// pronouns and descriptions, and of the head nouns of other phrases.
func Choices(doc text.Document, mentions []names.Mention, gold Gold) []Choice {
	r := &resolver{doc: doc, learning: &lesson{gold: gold}}
	r.take(mentions)
	if len(r.mentions) == 0 {
		return nil
	}
	r.joinNames()
	r.learning.knows(r)
	r.joinAnaphors()
	return r.learning.choices
}

// resolver is the state of one article.
type resolver struct {
	doc      text.Document
	mentions []mention
	entities []*entity
	anaphors []names.Mention // resolved; Chain is an index into entities
	learning *lesson         // nil but for Choices
}

// take keeps the usable mentions and reads their names.
func (r *resolver) take(mentions []names.Mention) {
	end := 0
	for _, m := range mentions {
		if m.Kind != names.Name && m.Kind != names.Demonym ||
			m.Sentence < 0 || m.Sentence >= len(r.doc.Sentences) ||
			m.First < 0 || m.First >= m.Last || m.Last > len(r.doc.Sentences[m.Sentence].Tokens) ||
			m.Start < end || m.End <= m.Start || m.End > len(r.doc.Text) {
			continue
		}
		r.mentions = append(r.mentions, newMention(r.doc, m))
		end = m.End
	}
}

// result numbers the chains and sorts the mentions.
func (r *resolver) result() ([]names.Mention, []Chain) {
	out := make([]names.Mention, 0, len(r.mentions)+len(r.anaphors))
	for i := range r.mentions {
		m := &r.mentions[i]
		n := m.Mention
		n.Chain, n.Type = m.entity, r.entities[m.entity].typ
		out = append(out, n)
	}
	out = append(out, r.anaphors...)
	slices.SortFunc(out, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	ids := make([]int, len(r.entities))
	var chains []Chain
	for i := range out {
		e := out[i].Chain
		if ids[e] == 0 {
			chains = append(chains, Chain{ID: len(chains), Type: r.entities[e].typ, Name: r.fullestName(r.entities[e])})
			ids[e] = len(chains)
		}
		out[i].Chain = ids[e] - 1
	}
	return out, chains
}
