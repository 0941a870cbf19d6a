package resolve

import (
	"sync"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/extract/gazetteer/known"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Plan is a graph whose entities, stories and statements are settled and whose
// rows are made when asked for. What an article's mentions and sentences come to
// takes the article itself (Mentions, Evidence), all else its digest.
type Plan struct {
	*resolver
	Articles   []Planned // by id
	Entities   []Planned // by id
	Statements []Planned // by id

	list      []entity
	of        []int32 // entity of each member, -1 for none
	groups    []group
	citations [][]graph.Citation
	decisions []Decision
}

// Planned is an article, entity or statement of a Plan. Mark tells what its rows
// are made of: those of two plans are equal where its marks are, as long as
// Version is.
type Planned struct {
	ID   string
	Mark uint64
}

// revision grows when a change of code, not of tables, changes what is made of
// digests, or what Digest makes of an article.
const revision = "11"

// Version tells the rules and tables that resolving goes by from others.
func Version() string {
	return schema.Digest(revision, schema.Version(), gazetteer.Version(), known.Version())
}

// NewPlan settles what is one entity, one story and one statement in articles,
// each id once. It does not change its arguments, and the order of neither
// matters.
func NewPlan(articles []Digest, decisions []Decision) *Plan {
	r := newResolver(articles)
	p := &Plan{resolver: r, list: r.entities(decisions), decisions: decisions}
	r.context = nil // what follows needs the room
	p.of = r.entityOf(p.list)
	m := p.newMarker()
	var beside sync.WaitGroup
	beside.Go(func() {
		p.setCitations()
		m.markArticles()
	})
	beside.Go(func() {
		p.setStatements()
		m.markStatements()
	})
	m.markEntities()
	beside.Wait()
	return p
}

// Article is an article without its text.
func (p *Plan) Article(i int) graph.Article {
	return graph.Article{Article: p.articles[i].Article, Story: p.storyID(int32(i))}
}

// Entity is an entity with all that is known of it.
func (p *Plan) Entity(n int) graph.Entity { return p.entity(p.list[n]) }

// Citations are what an article cites, by id.
func (p *Plan) Citations(i int) []graph.Citation { return p.citations[i] }

// marker marks everything with all that its rows depend on.
type marker struct {
	*Plan
	ids, stories []uint64 // hashes: by entity of its id and type, by article of its story
}

func (p *Plan) newMarker() marker {
	m := marker{p, make([]uint64, len(p.list)), make([]uint64, len(p.articles))}
	for n := range m.ids {
		m.ids[n] = uint64(mark(hash(p.list[n].id)).with(hash(string(p.list[n].typ))))
	}
	for i := range m.stories {
		m.stories[i] = hash(p.storyID(int32(i)))
	}
	return m
}

func (p marker) markArticles() {
	p.Articles = make([]Planned, len(p.resolver.articles))
	for i := range p.Articles {
		a := &p.resolver.articles[i]
		m := mark(a.Mark).with(p.stories[i])
		for k := p.first[i]; k < p.first[i+1]; k++ {
			if n := p.of[k]; n >= 0 {
				m = m.with(p.ids[n])
			} else {
				m = m.with(0)
			}
		}
		for _, c := range p.cuts[int32(i)] {
			m = m.with(p.ids[p.of[c.member]])
		}
		for _, c := range p.citations[i] {
			m = m.with(hash(c.Cited))
		}
		p.Articles[i] = Planned{a.ID, uint64(m)}
	}
}

func (p marker) markEntities() {
	names := make([]uint64, len(p.names))
	for n := range p.names {
		names[n] = hash(p.names[n].raw)
		if k := p.names[n].known; k != nil {
			names[n] ^= hash(k.Name)
		}
	}
	p.Entities = make([]Planned, len(p.list))
	spread(len(p.list), func(from, to int) {
		for n := from; n < to; n++ {
			p.Entities[n] = Planned{p.list[n].id, uint64(p.entityMark(p.list[n], mark(p.ids[n]), names))}
		}
	})
}

func (p marker) markStatements() {
	p.Statements = make([]Planned, len(p.groups))
	for n := range p.groups {
		p.Statements[n].ID = p.groups[n].id
		p.Statements[n].Mark = uint64(p.statementMark(&p.groups[n], p.ids, p.stories))
	}
	for n := range p.groups {
		if d := p.groups[n].denial; d >= 0 { // a denial has no denial of its own
			p.Statements[n].Mark = uint64(mark(p.Statements[n].Mark).with(p.Statements[d].Mark))
		}
	}
}

// entityMark marks what entity reads, besides the id and type.
func (p *Plan) entityMark(e entity, m mark, names []uint64) mark {
	for _, k := range e.former {
		m = m.with(hash(k))
	}
	for _, i := range e.members {
		at := &p.members[i]
		flags := uint64(at.chain) << 2
		if at.short {
			flags |= 1
		}
		if at.attached {
			flags |= 2
		}
		m = m.with(p.articles[at.article].Mark).with(flags).with(names[at.name])
		if at.typ != e.typ {
			m = m.with(hash(string(at.typ)))
		}
		if at.typ == schema.Place { // the other names of the article tell which is meant
			if norm := p.names[at.name].norm; isAmbiguous(norm) {
				m = m.with(hash(p.georgia(i)))
			} else if norm == washington && i == e.members[0] {
				m = m.with(hash(p.washington(i)))
			}
		}
	}
	return m
}

// statementMark marks what Statement reads but for the denial.
func (p *Plan) statementMark(g *group, ids, stories []uint64) mark {
	m := mark(hash(g.id))
	for _, s := range g.said {
		m = m.with(p.articles[s.article].Mark).with(uint64(s.statement)).with(stories[s.article])
		if s.speaker >= 0 {
			m = m.with(ids[s.speaker])
		}
	}
	return m
}

// mark is a hash that more goes into.
type mark uint64

func (m mark) with(x uint64) mark { return mark(mix(uint64(m)*3 ^ x)) }

// hash gives 64 bits of a string (FNV-1a; Fowler, Noll and Vo).
func hash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return mix(h)
}
