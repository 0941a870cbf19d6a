package neo4j

import (
	"context"
	"encoding/hex"
	"slices"
)

// planStatements writes statements with their SUBJECT, OBJECT, SAID_BY and typed
// relationships, all in one transaction.
func (p *planner) planStatements(ctx context.Context) error {
	if !slices.ContainsFunc(p.statements.state, state.differs) {
		return nil
	}
	fresh := p.bucketed("statements", true)
	there := &chunk{planner: p, phase: "statements", label: statementLabel}
	var passing room
	numbers := p.statements.ids.follow()
	for s, err := range p.reader.Statements(ctx) {
		if err != nil {
			return err
		}
		i := numbers.find(s.ID)
		if i < 0 {
			return errMoved
		}
		if p.statements.state[i] == same {
			continue
		}
		in := &passing
		if p.statements.state[i] != absent {
			in = new(room) // it is kept until it is compared
		}
		st := in.statement(s)
		if err := p.checkEnds(in.edges); err != nil {
			return err
		}
		r := row{id: s.ID, props: slices.Clone(st.props), mark: p.marks.node(st.digest.short())}
		if p.statements.state[i] == absent {
			key := p.addStatement(fresh, st, r)
			if err := fresh.settle(key); err != nil {
				return err
			}
			continue
		}
		o := owned{node: op{kind: mergeNodes, label: statementLabel}, row: r, edges: in.edges}
		if p.statements.state[i] == lacking {
			o.node = op{} // it is as it should be
		}
		if err := there.add(ctx, o); err != nil {
			return err
		}
	}
	if err := fresh.flush(); err != nil {
		return err
	}
	return there.flush(ctx)
}

// addStatement puts a new statement into the bucket of its type.
func (p *planner) addStatement(to *buckets, st statementRow, r row) (key string) {
	o := op{kind: createStatements, label: statementLabel, object: st.object.kind != "", typ: st.typed.kind}
	key = string(st.kind)
	if o.typ == "" {
		key += " without edge"
	}
	r.start, r.subjectMark = st.subject.end, p.marks.edge(st.subject.digest)
	if o.object {
		r.end, r.objectMark = st.object.end, p.marks.edge(st.object.digest)
	}
	if o.typ != "" {
		r.typedProps, r.typedMark = slices.Clone(st.typed.props), p.marks.edge(st.typed.digest)
	}
	to.add(key, o, r)
	for _, e := range st.saidBy {
		to.add(key, edgeOp(createEdges, saidByType), p.edgeRow(e))
	}
	return key
}

// evidenceSet is the STATES relationships that changed articles should have, as
// the first eight bytes of their digests: eight bytes and a state for each.
type evidenceSet struct {
	keys    []uint64
	found   []found
	changed map[int]string // element ids of those changed by hand
}

// found says how a relationship that should be there is there.
type found byte

const (
	notFound found = iota
	asWanted
	otherwise // with its mark, but changed by hand
)

func (s *evidenceSet) find(d digest) int {
	if i, ok := slices.BinarySearch(s.keys, d.sum()); ok {
		return i
	}
	return -1
}

// planEvidence writes the STATES relationships of new and changed articles.
// Evidence comes by statement; for changed articles the set of what they should
// have is collected first, then compared with what the database has.
func (p *planner) planEvidence(ctx context.Context) error {
	if !slices.ContainsFunc(p.articles.state, state.differs) {
		return nil
	}
	set, err := p.compareEvidence(ctx)
	if err != nil {
		return err
	}
	fresh, merged := p.bucketed("evidence", true), p.bucketed("evidence", false)
	for e, err := range p.reader.Evidence(ctx) {
		if err != nil {
			return err
		}
		i := p.articles.find(e.Article)
		if i < 0 {
			return errMoved
		}
		switch p.articles.state[i] {
		case same:
		case absent:
			fresh.add("", edgeOp(createEdges, statesType), p.edgeRow(statesEdge(e)))
			err = fresh.settle("")
		default:
			x := statesEdge(e)
			r, o := p.edgeRow(x), edgeOp(mergeEdges, statesType)
			if k := set.find(x.digest); k >= 0 {
				if set.found[k] == asWanted {
					continue
				}
				if set.found[k] == otherwise {
					r.old, r.element, r.kind, o = r.mark, set.changed[k], statesType, op{kind: updateEdges}
				}
			}
			merged.add("", o, r)
			err = merged.settle("")
		}
		if err != nil {
			return err
		}
	}
	if err := fresh.flush(); err != nil {
		return err
	}
	return merged.flush()
}

// compareEvidence finds which STATES relationships of changed articles are
// there already and removes those that should not be.
func (p *planner) compareEvidence(ctx context.Context) (*evidenceSet, error) {
	set := &evidenceSet{changed: map[int]string{}}
	if !slices.ContainsFunc(p.articles.state, state.there) {
		return set, nil
	}
	for e, err := range p.reader.Evidence(ctx) {
		if err != nil {
			return nil, err
		}
		if i := p.articles.find(e.Article); i >= 0 && p.articles.state[i].there() {
			set.keys = append(set.keys, statesEdge(e).digest.sum())
		}
	}
	slices.Sort(set.keys)
	set.found = make([]found, len(set.keys))
	drop := p.bucketed("evidence", false)
	var ids []string
	check := func() error {
		have, err := p.db.edges(ctx, articleLabel, []string{statesType}, p.marks.prefix(), ids)
		ids = ids[:0]
		if err != nil {
			return err
		}
		for _, h := range have {
			k := set.find(p.marks.ofEdge(h.mark))
			switch {
			case k >= 0 && set.found[k] != notFound: // there twice
			case k >= 0 && h.mark == p.marks.edge(h.says):
				set.found[k] = asWanted
				continue
			case k >= 0:
				set.found[k], set.changed[k] = otherwise, h.element
				continue
			}
			drop.add("", op{kind: deleteEdges}, h.row())
			if err := drop.settle(""); err != nil {
				return err
			}
		}
		return nil
	}
	for i, id := range p.articles.ids.all() {
		if !p.articles.state[i].there() {
			continue
		}
		if ids = append(ids, id); len(ids) == parents {
			if err := check(); err != nil {
				return nil, err
			}
		}
	}
	if len(ids) > 0 {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return set, drop.flush()
}

// edge is the mark of a relationship with that digest.
func (m marks) edge(d digest) string { return m.node(d.short()) }

// ofEdge returns the digest of a relationship's mark; only its first eight
// bytes are set, which is all that a mark keeps.
func (m marks) ofEdge(mark string) digest {
	var d digest
	if len(mark) > len(m.store) {
		b, err := hex.DecodeString(mark[len(m.store)+1:])
		if err == nil {
			copy(d[:], b)
		}
	}
	return d
}

// dropEdges removes relationships whose article or statement is gone.
func (p *planner) dropEdges(context.Context) error {
	b := p.bucketed("delete", false)
	for _, e := range p.gone.edges {
		b.add("", op{kind: deleteEdges}, e.row())
		if err := b.settle(""); err != nil {
			return err
		}
	}
	return b.flush()
}

func (p *planner) dropStatements(ctx context.Context) error {
	return p.drop(ctx, statementLabel, nil, p.gone.statements)
}

func (p *planner) dropArticles(ctx context.Context) error {
	return p.drop(ctx, articleLabel, articleTypes, p.gone.articles)
}

func (p *planner) dropEntities(ctx context.Context) error {
	return p.drop(ctx, entityLabel, nil, p.gone.entities)
}

// drop removes nodes of the store that the graph no longer has, with the
// store's relationships that count as theirs.
func (p *planner) drop(ctx context.Context, label string, types, ids []string) error {
	slices.Sort(ids)
	for chunk := range slices.Chunk(ids, parents) {
		b := &builder{phase: "delete"}
		if label != entityLabel {
			have, err := p.db.edges(ctx, label, types, p.marks.prefix(), chunk)
			if err != nil {
				return err
			}
			for _, h := range have {
				b.add(op{kind: deleteEdges}, h.row())
			}
		}
		for _, id := range chunk {
			b.add(op{kind: deleteNodes, label: label}, row{id: id})
		}
		if err := p.emit(b.take()); err != nil {
			return err
		}
	}
	return nil
}
