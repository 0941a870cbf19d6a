package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Build makes the graph of articles, sorted (graph.Sort). Each article id
// counts once. It does not change its arguments, and the order of neither
// matters.
func Build(articles []Article, decisions []Decision) graph.Graph {
	p := NewPlan(digests(articles), decisions)
	var g graph.Graph
	for i := range p.Articles {
		a := &articles[p.articles[i].source]
		header := p.Article(i)
		header.Text = a.Text
		g.Articles = append(g.Articles, header)
		g.Mentions = append(g.Mentions, p.Mentions(i, a)...)
		g.Evidence = append(g.Evidence, p.Evidence(i, a)...)
		g.Citations = append(g.Citations, p.Citations(i)...)
	}
	for i := range p.Entities {
		g.Entities = append(g.Entities, p.Entity(i))
	}
	for i := range p.Statements {
		g.Statements = append(g.Statements, p.Statement(i))
	}
	graph.Sort(&g)
	return g
}

func (r *resolver) storyID(article int32) string { return r.articles[r.story[article]].ID }

// entity describes an entity by its members.
func (r *resolver) entity(e entity) graph.Entity {
	out := graph.Entity{
		ID: e.id, Type: e.typ, Name: r.entityName(e), Aliases: []graph.Alias{},
		Articles: r.articleCount(e.members), FormerIDs: e.former,
	}
	forms := map[string]int{}
	for _, i := range e.members {
		out.Mentions += r.members[i].mention
		for _, f := range r.chain(i).Forms {
			forms[f.Text] += f.Count
		}
		d := r.articles[r.members[i].article].Published
		out.FirstSeen, out.LastSeen = earlier(out.FirstSeen, d), later(out.LastSeen, d)
	}
	for f, n := range forms {
		out.Aliases = append(out.Aliases, graph.Alias{Name: f, Mentions: n})
	}
	slices.SortFunc(out.Aliases, func(a, b graph.Alias) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name))
	})
	out.Identifiers = r.identifiers(e)
	return out
}

// countryOf is the country that an entity is.
func (r *resolver) countryOf(e entity) (gazetteer.Country, bool) {
	if e.typ != schema.Place {
		return gazetteer.Country{}, false
	}
	m := &r.members[e.members[0]]
	n := r.names[m.name]
	c, ok := gazetteer.CountryOf(n.raw)
	if !ok || !isAmbiguous(n.norm) {
		return c, ok
	}
	votes := map[string]int{"GE": 1}
	for _, i := range e.members {
		if l := r.georgia(i); l != "" {
			votes[l] += 2
		}
	}
	return c, votes["GE"] > votes["US"]
}

// entityName is a country's usual name, else the fullest name that chains of
// the entity have most often: short names and acronyms do not count where there
// are longer ones, and that of a body of state says its country if any does. Of
// equals it is one without legal form, the longest, the first by its letters.
func (r *resolver) entityName(e entity) string {
	if c, ok := r.countryOf(e); ok {
		return c.Name
	}
	type vote struct {
		name              string
		rank, chains, len int
		legal             bool
	}
	votes := map[string]*vote{}
	for _, i := range e.members {
		m, raw := &r.members[i], r.raw(int(i))
		v := votes[raw]
		if v == nil {
			v = &vote{name: raw, len: len(raw)}
			if e.typ == schema.Person && !isShort(r.names[m.name].norm) || e.typ != schema.Person && !isAcronym(raw) {
				v.rank = 1
			}
			if e.typ == schema.Organization {
				v.rank = r.bodyRank(raw, v.rank)
				_, form := gazetteer.TrimLegalForm(raw)
				v.legal = form != ""
			}
			if m.short {
				v.rank = -1
			}
			if m.typ != e.typ {
				v.rank--
			}
			votes[raw] = v
		}
		v.chains++
	}
	best := slices.MinFunc(slices.Collect(maps.Values(votes)), func(a, b *vote) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(b.chains, a.chains), compareBool(a.legal, b.legal), cmp.Compare(b.len, a.len), cmp.Compare(a.name, b.name))
	})
	return r.mixedCase(e, best.name)
}

// mixedCase is a name without its capitals, where chains write it so, too: a
// dateline's "OSLO" is Oslo. Where no place's or person's name is in question most
// mentions must: "Nasdaq" may be NASDAQ.
func (r *resolver) mixedCase(e entity, name string) string {
	if strings.ToUpper(name) != name || isAcronym(name) && e.typ != schema.Place && e.typ != schema.Person {
		return name
	}
	forms := map[string]int{}
	for _, i := range e.members {
		for _, f := range r.chain(i).Forms {
			if strings.EqualFold(f.Text, name) {
				forms[f.Text] += f.Count
			}
		}
	}
	capitals := forms[name]
	delete(forms, name)
	other := mostOf(forms)
	if other == "" || strings.ToUpper(other) == other || forms[other] < capitals && e.typ != schema.Place && e.typ != schema.Person {
		return name
	}
	return other
}

// bodyRank is the rank of a body's name: "Iranian parliament" comes before
// "parliament", "Conservative Party" before "Tories", and a unit with what it is a
// part of before one without.
func (r *resolver) bodyRank(raw string, rank int) int {
	if u, ok := unitOf(raw); ok {
		switch {
		case u.more:
			return rank - 1
		case u.parent != "":
			return rank + 1
		}
		return rank
	}
	b, ok := r.bodyOf(raw)
	if !ok || americanDepartments[b.rest] {
		return rank
	}
	if _, party := known.PartyOf(b.rest); party {
		if r.normal(schema.Organization, raw) == b.rest {
			return 2
		}
		return rank
	}
	switch {
	case b.host != "":
		return 3
	case b.country != "":
		return 2
	}
	return rank
}

// earlier and later compare ISO 8601 dates of any precision; "" is none.
func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

func later(a, b string) string { return max(a, b) }

// Mentions are the mentions of an article, which must be the one that its digest
// was made of. They come by span, so that one that several chains of an entity
// hold stands beside its like.
func (p *Plan) Mentions(i int, a *Article) []graph.Mention {
	a = p.cutAs(int32(i), a)
	list := make([]graph.Mention, 0, len(a.Mentions))
	for _, m := range a.Mentions {
		e := p.of[p.memberOf(int32(i), m.Chain)]
		if e < 0 || heldAlready(list, m.Span, p.list[e].id) {
			continue
		}
		kind := m.Kind
		if kind == "" {
			kind = names.Name
		}
		list = append(list, graph.Mention{
			Article: p.Articles[i].ID, Entity: p.list[e].id, Span: m.Span, Type: p.list[e].typ, Kind: kind, Form: m.Form, Probability: m.Probability,
		})
	}
	return list
}

// heldAlready reports whether the last of some mentions, those that begin where a
// span does, hold one of an entity there.
func heldAlready(list []graph.Mention, at text.Span, entity string) bool {
	for k := len(list) - 1; k >= 0 && list[k].Start == at.Start; k-- {
		if list[k].Span == at && list[k].Entity == entity {
			return true
		}
	}
	return false
}
