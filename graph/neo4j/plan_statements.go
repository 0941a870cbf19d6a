package neo4j

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"slices"
)

// planStatements writes statements with their SUBJECT, OBJECT, SAID_BY and typed
// relationships, all in one transaction.
func (p *planner) planStatements(ctx context.Context) error {
	if p.statements.count(absent, unowned, changed) == 0 {
		return nil
	}
	fresh := p.bucketed("statements", true)
	there := &chunk{planner: p, phase: "statements", label: statementLabel}
	for s, err := range p.reader.Statements(ctx) {
		if err != nil {
			return err
		}
		i := p.statements.find(s.ID)
		if i < 0 {
			return errMoved
		}
		if p.statements.state[i] == same {
			continue
		}
		st := newStatementRow(s)
		if err := p.checkEnds(st.edges()); err != nil {
			return err
		}
		r := row{id: s.ID, props: st.props, mark: p.marks.node(p.statements.digest[i])}
		if p.statements.state[i] == absent {
			key := p.addStatement(fresh, st, r)
			if err := fresh.settle(key); err != nil {
				return err
			}
			continue
		}
		if err := there.add(ctx, owned{node: op{kind: mergeNodes, label: statementLabel}, row: r, edges: st.edges()}); err != nil {
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
		r.typedProps, r.typedMark = st.typed.props, p.marks.edge(st.typed.digest)
	}
	to.add(key, o, r)
	for _, e := range st.saidBy {
		to.add(key, edgeOp(createEdges, saidByType), p.edgeRow(e))
	}
	return key
}

// evidenceSet is the STATES relationships that changed articles should have, as
// the first eight bytes of their digests: eight bytes and a bit for each.
type evidenceSet struct {
	keys  []uint64
	there []bool
}

func evidenceKey(d digest) uint64 { return binary.BigEndian.Uint64(d[:8]) }

func (s *evidenceSet) find(d digest) int {
	if i, ok := slices.BinarySearch(s.keys, evidenceKey(d)); ok {
		return i
	}
	return -1
}

// planEvidence writes the STATES relationships of new and changed articles.
// Evidence comes by statement; for changed articles the set of what they should
// have is collected first, then compared with what the database has.
func (p *planner) planEvidence(ctx context.Context) error {
	if p.articles.count(absent, unowned, changed) == 0 {
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
			if k := set.find(x.digest); k >= 0 && set.there[k] {
				continue
			}
			merged.add("", edgeOp(mergeEdges, statesType), p.edgeRow(x))
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
	set := &evidenceSet{}
	if p.articles.count(unowned, changed) == 0 {
		return set, nil
	}
	for e, err := range p.reader.Evidence(ctx) {
		if err != nil {
			return nil, err
		}
		if i := p.articles.find(e.Article); i >= 0 && p.differing(i) {
			set.keys = append(set.keys, evidenceKey(statesEdge(e).digest))
		}
	}
	slices.Sort(set.keys)
	set.there = make([]bool, len(set.keys))
	drop := p.bucketed("evidence", false)
	var ids []string
	check := func() error {
		have, err := p.db.edges(ctx, articleLabel, []string{statesType}, p.marks.prefix(), ids)
		ids = ids[:0]
		if err != nil {
			return err
		}
		for _, h := range have {
			if k := set.find(p.marks.ofEdge(h.mark)); k >= 0 {
				set.there[k] = true
				continue
			}
			drop.add("", edgeOp(deleteEdges, statesType), row{start: h.start, end: h.end, old: h.mark})
			if err := drop.settle(""); err != nil {
				return err
			}
		}
		return nil
	}
	for i, id := range p.articles.ids {
		if !p.differing(i) {
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

func (p *planner) differing(article int) bool {
	s := p.articles.state[article]
	return s == changed || s == unowned
}

// edge is the mark of a relationship with that digest.
func (m marks) edge(d digest) string { return m.store + " " + d.String() }

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
				b.add(edgeOp(deleteEdges, h.kind), row{start: h.start, end: h.end, old: h.mark})
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
