package eval

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// GoldMentions makes mentions of the gold entities, each a chain of its own
// unless the document has clusters. What names no entity of the ontology is
// left out.
func GoldMentions(d *Document) ([]names.Mention, []coref.Chain) {
	var mentions []names.Mention
	var chains []coref.Chain
	ids := map[Cluster]int{}
	for _, e := range d.Entities {
		t, ok := GoldType(e.Type)
		if !ok {
			if !demonym(e.Text) {
				continue
			}
			t = schema.Place
		}
		id, ok := ids[e.Cluster]
		if !ok || e.Cluster == "" {
			id = len(chains)
			ids[e.Cluster] = id
			chains = append(chains, coref.Chain{ID: id, Type: t, Name: e.Text})
		}
		m := names.Mention{Span: text.Span{Start: e.Start, End: e.End}, Type: t, Kind: names.Name, Chain: id, Probability: 1}
		if IsPronoun(e.Text) {
			m.Kind = names.Pronoun
		}
		mentions = append(mentions, m)
	}
	slices.SortStableFunc(mentions, func(a, b names.Mention) int { return cmp.Compare(a.Start, b.Start) })
	return mentions, chains
}

// demonym reports whether a word is the adjective of a country.
func demonym(s string) bool {
	_, _, ok := gazetteer.DemonymOf(s)
	return ok
}

// ends maps spans to the ends of gold relations: entities, or clusters.
type ends struct {
	overlap, alone bool // alone: no other mention of a chain may stand for one
	gold           []goldEnd
	one            map[int]int // ids of one thing, by each of them
	unknown        map[text.Span]int
}

type goldEnd struct {
	text.Span
	id int
}

// newEnds reads the ends of a document. one joins ids of one thing.
func newEnds(d *Document, one map[int]int, overlap bool) *ends {
	e := &ends{overlap: overlap, one: one, unknown: map[text.Span]int{}}
	for i, g := range d.Entities {
		id := i
		if n, err := strconv.Atoi(string(g.Cluster)); err == nil && d.Arguments != "entity_index" {
			id = n
		}
		e.gold = append(e.gold, goldEnd{text.Span{Start: g.Start, End: g.End}, e.same(id)})
	}
	return e
}

// covers reports whether one gold name has both spans in it.
func (e *ends) covers(a, b text.Span) bool {
	for i := range e.gold {
		if g := &e.gold[i]; g.Start <= min(a.Start, b.Start) && max(a.End, b.End) <= g.End {
			return true
		}
	}
	return false
}

// at returns the gold end of a span.
func (e *ends) at(span text.Span) (int, bool) {
	best, most := -1, 0
	for i := len(e.gold) - 1; i >= 0; i-- {
		g := &e.gold[i]
		if g.Span == span {
			return g.id, true
		}
		if n := min(g.End, span.End) - max(g.Start, span.Start); n >= most && n > 0 {
			best, most = g.id, n
		}
	}
	return best, e.overlap && most > 0
}

// of returns the gold end that a span of a chain stands for: itself, or the
// nearest mention of the chain that is one; below zero when there is none.
func (e *ends) of(in *relations.Input, span text.Span, chain int) int {
	if id, ok := e.at(span); ok {
		return id
	}
	best, nearest := -1, 0
	for _, m := range in.Mentions {
		if e.alone || m.Chain != chain || chain < 0 {
			continue
		}
		if id, ok := e.at(m.Span); ok {
			if d := max(m.Start-span.Start, span.Start-m.Start); best < 0 || d < nearest {
				best, nearest = id, d
			}
		}
	}
	if best >= 0 {
		return best
	}
	if id, ok := e.unknown[span]; ok {
		return id
	}
	id := -1 - len(e.unknown)
	e.unknown[span] = id
	return id
}
