package neo4j

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
)

// planner turns the difference between a survey and a database into batches,
// in the order in which they must be written.
type planner struct {
	*survey
	reader graph.Reader
	db     database
	gone   gone
	limit  int
	emit   func(batch) error
	wait   func() error // until all emitted batches are done
}

// parents is how many changed articles or statements are compared at a time,
// relationship by relationship.
const parents = 500

// differs reports whether anything is to be written.
func (p *planner) differs() bool {
	if !p.gone.empty() {
		return true
	}
	for _, t := range p.tables() {
		if slices.ContainsFunc(t.state, state.differs) {
			return true
		}
	}
	return false
}

// few is the share of a graph's nodes, one in so many, up to which a reader is
// asked for those that differ alone. Asking for a node costs about as much as
// passing five.
const few = 8

// narrow is a reader that passes what does not differ, where that is most and
// the reader can.
func (s *survey) narrow(r graph.Reader) graph.Reader {
	selector, ok := r.(graph.Selector)
	if !ok {
		return r
	}
	all := 0
	for _, t := range s.tables() {
		all += t.ids.len()
	}
	if s.differ() <= all/few {
		return selector.Select(s.differing())
	}
	return r
}

// differ is how many nodes differ, but for those that no row of the graph stands
// for.
func (s *survey) differ() (n int) {
	for _, t := range []*table{&s.articles, &s.entities, &s.statements} {
		for _, x := range t.state {
			if x.differs() {
				n++
			}
		}
	}
	return n
}

// differing names the nodes that differ counts.
func (s *survey) differing() graph.Selection {
	list := func(t table) (ids []string) {
		for i, id := range t.ids.all() {
			if t.state[i].differs() {
				ids = append(ids, id)
			}
		}
		return ids
	}
	return graph.Selection{Articles: list(s.articles), Entities: list(s.entities), Statements: list(s.statements)}
}

// run emits all batches. The hash of a changed article is withdrawn first and
// set last: whatever happens in between, the next load looks at it again.
func (p *planner) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		p.unseal, p.dropEdges, p.planEntities, p.planCited, p.planStatements, p.planArticles,
		p.planCitations, p.planEvidence, p.seal,
		p.dropArticles, p.dropStatements, p.dropEntities,
	} {
		if err := step(ctx); err != nil {
			return err
		}
		if err := p.wait(); err != nil {
			return err
		}
	}
	return nil
}

func (p *planner) bucketed(phase string, parallel bool) *buckets {
	return &buckets{phase: phase, parallel: parallel, limit: p.limit, emit: p.emit}
}

// unseal withdraws the hashes of articles that are written in several
// transactions.
func (p *planner) unseal(context.Context) error {
	b := p.bucketed("hashes", false)
	for i, id := range p.articles.ids.all() {
		if p.articles.state[i] == changed {
			b.add("", op{kind: markNodes, label: articleLabel}, row{id: id, mark: p.marks.pending()})
			if err := b.settle(""); err != nil {
				return err
			}
		}
	}
	return b.flush()
}

func (p *planner) seal(context.Context) error {
	b := p.bucketed("hashes", true)
	for i, id := range p.articles.ids.all() {
		if s := p.articles.state[i]; s != same && s != lacking {
			b.add("", op{kind: markNodes, label: articleLabel}, row{id: id, mark: p.marks.node(*p.articles.digest.at(i))})
			if err := b.settle(""); err != nil {
				return err
			}
		}
	}
	return b.flush()
}

func (p *planner) planEntities(ctx context.Context) error {
	if !slices.ContainsFunc(p.entities.state, state.differs) {
		return nil
	}
	fresh, merged := p.bucketed("entities", true), p.bucketed("entities", false)
	numbers := p.entities.ids.follow()
	put := func(e graph.Entity) error {
		i := numbers.find(e.ID)
		if i < 0 {
			return errMoved
		}
		if p.entities.state[i] == same {
			return nil
		}
		props := entityProps(nil, e, p.dated[e.ID])
		r := row{id: e.ID, kind: string(e.Type), props: props, mark: p.marks.node(entityDigest(e.Type, props).short())}
		switch p.entities.state[i] {
		case absent:
			fresh.add(string(e.Type), op{kind: createNodes, label: entityLabel, sub: string(e.Type)}, r)
			return fresh.settle(string(e.Type))
		case unowned, changed, drifted:
			merged.add("", op{kind: mergeNodes, label: entityLabel}, r)
			return merged.settle("")
		}
		return nil
	}
	for e, err := range p.reader.Entities(ctx) {
		if err != nil {
			return err
		}
		if err := put(e); err != nil {
			return err
		}
	}
	for _, e := range p.made {
		if err := put(e); err != nil {
			return err
		}
	}
	if err := fresh.flush(); err != nil {
		return err
	}
	return merged.flush()
}

// errMoved says that two readings of a graph within one load differ.
var errMoved = fmt.Errorf("the store changed while it was read: load again when nothing writes to it")

// planCited writes articles that are only cited. One that was an article of the
// store before gives up its relationships.
func (p *planner) planCited(ctx context.Context) error {
	fresh := p.bucketed("articles", true)
	there := &chunk{planner: p, phase: "articles", label: articleLabel, types: articleTypes}
	for i, id := range p.cited.ids.all() {
		r := row{id: id, props: citedProps(p.citations[id]), mark: p.marks.node(*p.cited.digest.at(i))}
		switch p.cited.state[i] {
		case absent:
			fresh.add("", op{kind: createNodes, label: articleLabel}, r)
			if err := fresh.settle(""); err != nil {
				return err
			}
		case unowned, changed, drifted:
			if err := there.add(ctx, owned{node: op{kind: mergeNodes, label: articleLabel}, row: r}); err != nil {
				return err
			}
		}
	}
	if err := fresh.flush(); err != nil {
		return err
	}
	return there.flush(ctx)
}

// articleTypes are the relationships that count as an article's.
var articleTypes = []string{mentionsType, statesType, citesType, publishedByType, writtenByType}

// planArticles writes articles with their MENTIONS, PUBLISHED_BY and WRITTEN_BY.
func (p *planner) planArticles(ctx context.Context) error {
	if !slices.ContainsFunc(p.articles.state, state.differs) {
		return nil
	}
	mentions := newGroups("mention", p.reader.Mentions(ctx), func(m graph.Mention) string { return m.Article })
	defer mentions.stop()
	fresh := p.bucketed("articles", true)
	there := &chunk{planner: p, phase: "articles", label: articleLabel, types: []string{mentionsType, publishedByType, writtenByType}}
	numbers := p.articles.ids.follow()
	for a, err := range p.reader.Articles(ctx) {
		if err != nil {
			return err
		}
		ms, err := mentions.of(a.ID)
		if err != nil {
			return err
		}
		i := numbers.find(a.ID)
		if i < 0 {
			return errMoved
		}
		if p.articles.state[i] == same {
			continue
		}
		edges := append(new(room).mentions(a.ID, ms), p.sourceEdges(i)...)
		if err := p.checkEnds(edges); err != nil {
			return err
		}
		r := row{id: a.ID, props: articleProps(a), mark: p.marks.pending()}
		if p.articles.state[i] != absent {
			o := owned{node: op{kind: mergeNodes, label: articleLabel}, row: r, edges: edges}
			if p.articles.state[i] == lacking {
				o.node = op{} // it is as it should be
			}
			if err := there.add(ctx, o); err != nil {
				return err
			}
			continue
		}
		fresh.add("", op{kind: createNodes, label: articleLabel}, r)
		for _, e := range edges {
			fresh.add("", edgeOp(createEdges, e.kind), p.edgeRow(e))
		}
		if err := fresh.settle(""); err != nil {
			return err
		}
	}
	if err := fresh.flush(); err != nil {
		return err
	}
	return there.flush(ctx)
}

// checkEnds fails when a relationship ends at an entity that is not there.
func (p *planner) checkEnds(edges []edge) error {
	for _, e := range edges {
		id := e.end
		if p.entities.find(id) < 0 {
			return fmt.Errorf("%s of %s: entity %s is not there", e.kind, e.start, id)
		}
	}
	return nil
}

func (p *planner) planCitations(ctx context.Context) error {
	if p.planned[citesType] == 0 && !slices.ContainsFunc(p.articles.state, state.there) {
		return nil
	}
	citations := newGroups("citation", p.reader.Citations(ctx), func(c graph.Citation) string { return c.Article })
	defer citations.stop()
	fresh := p.bucketed("citations", true)
	there := &chunk{planner: p, phase: "citations", label: articleLabel, types: []string{citesType}}
	for i, id := range p.articles.ids.all() {
		cs, err := citations.of(id)
		if err != nil {
			return err
		}
		switch p.articles.state[i] {
		case same:
		case absent:
			for _, e := range citationEdges(id, cs) {
				fresh.add("", edgeOp(createEdges, citesType), p.edgeRow(e))
				if err := fresh.settle(""); err != nil {
					return err
				}
			}
		default:
			if err := there.add(ctx, owned{row: row{id: id}, edges: citationEdges(id, cs)}); err != nil {
				return err
			}
		}
	}
	if err := fresh.flush(); err != nil {
		return err
	}
	return there.flush(ctx)
}

// edgeOp is the op for relationships of a type; its ends follow from the type.
func edgeOp(kind opKind, typ string) op {
	from, to := endLabels(typ)
	return op{kind: kind, typ: typ, from: from, to: to}
}

// endLabels are the labels of the nodes that a relationship connects.
func endLabels(typ string) (from, to string) {
	switch typ {
	case mentionsType, publishedByType, writtenByType:
		return articleLabel, entityLabel
	case citesType:
		return articleLabel, articleLabel
	case statesType:
		return articleLabel, statementLabel
	case subjectType, objectType, saidByType:
		return statementLabel, entityLabel
	}
	return entityLabel, entityLabel
}

func (p *planner) edgeRow(e edge) row {
	return row{owner: e.owner(), start: e.start, end: e.end, props: e.props, mark: p.marks.edge(e.digest)}
}

// owned is a changed article or statement with the relationships that it should
// have; node is without kind where the node itself was written before.
type owned struct {
	node  op
	row   row
	edges []edge
}

// chunk collects owners that are compared together.
type chunk struct {
	*planner
	phase, label string
	types        []string // of the relationships to compare; of statements all
	owners       []owned
}

func (c *chunk) add(ctx context.Context, o owned) error {
	if c.owners = append(c.owners, o); len(c.owners) < parents {
		return nil
	}
	return c.flush(ctx)
}

// flush compares the relationships of the nodes, one by one, with those that
// the database has, and writes the difference in one transaction.
func (c *chunk) flush(ctx context.Context) error {
	if len(c.owners) == 0 {
		return nil
	}
	ids := make([]string, len(c.owners))
	for i, o := range c.owners {
		ids[i] = o.row.id
	}
	slices.Sort(ids)
	have, err := c.db.edges(ctx, c.label, c.types, c.marks.prefix(), ids)
	if err != nil {
		return err
	}
	byOwner := map[string][]edgeMark{}
	for _, h := range have {
		byOwner[h.owner] = append(byOwner[h.owner], h)
	}
	b := &builder{phase: c.phase}
	for _, o := range c.owners {
		if o.node.label != "" {
			b.add(o.node, o.row)
		}
		c.differEdges(b, byOwner[o.row.id], o.edges)
	}
	c.owners = c.owners[:0]
	if b.rows == 0 {
		return nil
	}
	return c.emit(b.take())
}

// differEdges adds what makes the relationships of one node equal to those
// wanted. One that goes and one that comes of the same type between the same
// ends are a change.
func (p *planner) differEdges(b *builder, have []edgeMark, want []edge) {
	type key struct{ kind, start, end string }
	wanted := map[string]bool{}
	for _, e := range want {
		wanted[p.marks.edge(e.digest)] = true
	}
	stale := map[key][]edgeMark{}
	present := map[string]bool{}
	var order []key
	for _, h := range have {
		if wanted[h.mark] && !present[h.mark] && h.mark == p.marks.edge(h.says) {
			present[h.mark] = true
			continue
		}
		k := key{h.kind, h.start, h.end}
		if len(stale[k]) == 0 {
			order = append(order, k)
		}
		stale[k] = append(stale[k], h)
	}
	for _, e := range want {
		if present[p.marks.edge(e.digest)] {
			continue
		}
		r := p.edgeRow(e)
		k := key{e.kind, e.start, e.end}
		if old := stale[k]; len(old) > 0 {
			at := max(slices.IndexFunc(old, func(h edgeMark) bool { return h.mark == r.mark }), 0) // rather the one that was changed by hand
			r.old, r.element, r.kind = old[at].mark, old[at].element, e.kind
			stale[k] = slices.Delete(old, at, at+1)
			b.add(op{kind: updateEdges}, r)
			continue
		}
		b.add(edgeOp(mergeEdges, e.kind), r)
	}
	for _, k := range order {
		for _, h := range stale[k] {
			b.add(op{kind: deleteEdges}, h.row())
		}
	}
}

// row names a relationship that is there.
func (e edgeMark) row() row {
	return row{owner: e.owner, start: e.start, end: e.end, old: e.mark, element: e.element, kind: e.kind}
}
