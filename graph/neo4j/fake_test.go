package neo4j

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph"
)

// fake is a database in memory that does to its nodes and relationships what
// the statements of an op do, with the checks that a server makes.
type fake struct {
	byLabel map[string]map[string]*fakeNode // label, id
	list    []fakeEdge
	made    int // relationships so far
	most    int // rows of a transaction, as far as batches can be cut; 0: any number
}

type fakeNode struct {
	sub     string
	props   map[string]any
	entries []string
}

type fakeEdge struct {
	element, kind, start, end, mark string
	props                           map[string]any
}

func newFake() *fake {
	return &fake{byLabel: map[string]map[string]*fakeNode{entityLabel: {}, articleLabel: {}, statementLabel: {}}}
}

func (f *fake) marker(context.Context, string) (marker, bool, error) { return marker{}, false, nil }

func (f *fake) nodeCounts(context.Context, string, []string) (Counts, error) { return nil, nil }

func (f *fake) edgeCounts(context.Context, string, []string) (Counts, error) { return nil, nil }

func (f *fake) owners(_ context.Context, store string, types []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, e := range f.list {
			if owner := e.owner(); strings.HasPrefix(e.mark, store) && slices.Contains(types, e.kind) && !yield(owner, nil) {
				return
			}
		}
	}
}

// owner is the id of the article or statement that a relationship counts as.
func (e fakeEdge) owner() string {
	if id, ok := e.props["statement"].(string); ok {
		return id
	}
	return e.start
}

func (f *fake) nodes(_ context.Context, label string, _ bool) iter.Seq2[nodeMark, error] {
	return func(yield func(nodeMark, error) bool) {
		for id, n := range f.byLabel[label] {
			m := nodeMark{id: id, entries: n.entries, ours: true, labels: []string{label}, props: map[string]any{}}
			if n.sub != "" {
				m.labels = append(m.labels, n.sub)
			}
			for k, v := range n.props {
				m.props[k] = sent(v)
			}
			if !yield(m, nil) {
				return
			}
		}
	}
}

// sent is a value as the driver gives it.
func sent(v any) any {
	var list []any
	switch v := v.(type) {
	case int:
		return int64(v)
	case []string:
		for _, x := range v {
			list = append(list, x)
		}
		return list
	case []int:
		for _, x := range v {
			list = append(list, int64(x))
		}
		return list
	}
	return v
}

func (f *fake) relationships(_ context.Context, store, typ string) iter.Seq2[edgeMark, error] {
	return func(yield func(edgeMark, error) bool) {
		for _, e := range f.list {
			if e.kind == typ && strings.HasPrefix(e.mark, store) && !yield(e.marked(), nil) {
				return
			}
		}
	}
}

func (e fakeEdge) marked() edgeMark {
	says := relationshipSays(e.kind, e.start, e.end, func(k string) any { return sent(e.props[k]) })
	return edgeMark{owner: e.owner(), kind: e.kind, element: e.element, start: e.start, end: e.end, mark: e.mark, says: says}
}

func (f *fake) edges(_ context.Context, label string, types []string, store string, ids []string) ([]edgeMark, error) {
	var out []edgeMark
	for _, e := range f.list {
		if !strings.HasPrefix(e.mark, store) {
			continue
		}
		owner := e.owner()
		if label == statementLabel {
			if owner == e.start && e.kind != subjectType && e.kind != objectType && e.kind != saidByType {
				continue
			}
		} else if !slices.Contains(types, e.kind) {
			continue
		}
		if slices.Contains(ids, owner) {
			out = append(out, e.marked())
		}
	}
	return out, nil
}

func (f *fake) apply(b batch, store string) error {
	for _, o := range b.ops {
		for _, r := range o.rows {
			if err := f.row(o, r, store); err != nil {
				return fmt.Errorf("%s %s: %w", b.phase, o.name(), err)
			}
		}
	}
	return nil
}

func (f *fake) row(o op, r row, store string) error {
	switch o.kind {
	case createNodes:
		return f.create(o.label, o.sub, r, store)
	case mergeNodes, markNodes:
		n := f.byLabel[o.label][r.id]
		if n == nil && o.kind == mergeNodes {
			return f.create(o.label, r.kind, r, store)
		}
		if n == nil {
			return errors.New("the node that should be there is not")
		}
		if o.kind == mergeNodes {
			if r.kind != n.sub || !cmp.Equal(withoutNil(n.props), r.props.present()) {
				for i, e := range n.entries {
					n.entries[i] = e[:len(store)]
				}
			}
			n.sub = r.kind
			maps.Copy(n.props, r.props.Map())
		}
		n.entries = append(without(n.entries, store), r.mark)
		return nil
	case createStatements:
		if err := f.create(statementLabel, "", r, store); err != nil {
			return err
		}
		err := f.edge(edgeOp(createEdges, subjectType), row{start: r.id, end: r.start, mark: r.subjectMark})
		if o.object {
			err = errors.Join(err, f.edge(edgeOp(createEdges, objectType), row{start: r.id, end: r.end, mark: r.objectMark}))
		}
		if o.typ != "" {
			err = errors.Join(err, f.edge(edgeOp(createEdges, o.typ), row{start: r.start, end: r.end, mark: r.typedMark, props: r.typedProps}))
		}
		return err
	case createEdges:
		return f.edge(o, r)
	case mergeEdges:
		if i := slices.IndexFunc(f.list, func(e fakeEdge) bool {
			return e.kind == o.typ && e.start == r.start && e.end == r.end && e.mark == r.mark
		}); i >= 0 {
			f.list[i].props = r.props.Map()
			return nil
		}
		return f.edge(o, r)
	case updateEdges, deleteEdges:
		match := func(e fakeEdge) bool {
			return e.element == r.element && e.mark == r.old
		}
		i := slices.IndexFunc(f.list, match)
		if i < 0 && o.kind == deleteEdges && f.most > 0 {
			return nil // went with its node
		}
		if i < 0 {
			return errors.New("the relationship to change is not there")
		}
		if o.kind == deleteEdges {
			f.list = slices.DeleteFunc(f.list, match)
			return nil
		}
		f.list[i].mark, f.list[i].props = r.mark, r.props.Map()
		return nil
	case deleteNodes:
		n := f.byLabel[o.label][r.id]
		n.entries = without(n.entries, store)
		if f.most > 0 { // the other half of the batch deletes some later
			f.list = slices.DeleteFunc(f.list, func(e fakeEdge) bool {
				return strings.HasPrefix(e.mark, store) && (e.start == r.id || e.end == r.id)
			})
		}
		for _, e := range f.list {
			if strings.HasPrefix(e.mark, store) && (e.start == r.id || e.end == r.id) {
				return fmt.Errorf("%s still has %s", r.id, e.kind)
			}
			if len(n.entries) == 0 && (e.start == r.id || e.end == r.id) {
				return fmt.Errorf("%s goes but another store has %s", r.id, e.kind)
			}
		}
		if len(n.entries) == 0 {
			delete(f.byLabel[o.label], r.id)
		}
		return nil
	}
	return fmt.Errorf("op %d is not planned", o.kind)
}

func (f *fake) create(label, sub string, r row, store string) error {
	if f.byLabel[label][r.id] != nil {
		return fmt.Errorf("two nodes with id %s", r.id)
	}
	f.byLabel[label][r.id] = &fakeNode{sub: sub, props: r.props.Map(), entries: []string{r.mark}}
	return nil
}

func (f *fake) edge(o op, r row) error {
	if f.byLabel[o.from][r.start] == nil || f.byLabel[o.to][r.end] == nil {
		return fmt.Errorf("%s from %s to %s: an end is missing", o.typ, r.start, r.end)
	}
	f.made++
	e := fakeEdge{element: fmt.Sprint(f.made), kind: o.typ, start: r.start, end: r.end, mark: r.mark, props: r.props.Map()}
	if slices.ContainsFunc(f.list, func(x fakeEdge) bool { return x.mark == e.mark && x.kind == e.kind }) {
		return fmt.Errorf("%s from %s to %s twice", e.kind, e.start, e.end)
	}
	f.list = append(f.list, e)
	return nil
}

func withoutNil(p map[string]any) map[string]any {
	out := maps.Clone(p)
	maps.DeleteFunc(out, func(_ string, v any) bool { return v == nil })
	return out
}

func without(entries []string, store string) []string {
	return slices.DeleteFunc(slices.Clone(entries), func(e string) bool { return strings.HasPrefix(e, store) })
}

// lines is all that a fake holds, in an order of its own.
func (f *fake) lines() []string {
	var out []string
	for label, nodes := range f.byLabel {
		for id, n := range nodes {
			slices.Sort(n.entries)
			out = append(out, fmt.Sprint(label, n.sub, id, " ", withoutNil(n.props), n.entries))
		}
	}
	for _, e := range f.list {
		out = append(out, fmt.Sprint(e.start, e.kind, e.end, e.mark, withoutNil(e.props)))
	}
	slices.Sort(out)
	return out
}

// of is what a fake holds of one store: its nodes and relationships.
func (f *fake) of(store string) *fake {
	store = marks{store: storeTag(store)}.prefix()
	out := newFake()
	for label, nodes := range f.byLabel {
		for id, n := range nodes {
			if rest := without(n.entries, store); len(rest) < len(n.entries) {
				own := slices.DeleteFunc(slices.Clone(n.entries), func(e string) bool { return slices.Contains(rest, e) })
				out.byLabel[label][id] = &fakeNode{sub: n.sub, props: n.props, entries: own}
			}
		}
	}
	for _, e := range f.list {
		if strings.HasPrefix(e.mark, store) {
			out.list = append(out.list, e)
		}
	}
	return out
}

var errKilled = errors.New("killed")

// into loads a graph into a fake and dies before batch number last, when it is
// not negative. It returns how many batches there were and rows changed.
func (f *fake) into(ctx context.Context, store string, g *graph.Graph, limit, last int) (batches, rows int, err error) {
	return f.load(ctx, store, g, limit, last, false)
}

// load is into; full compares values.
func (f *fake) load(ctx context.Context, store string, g *graph.Graph, limit, last int, full bool) (batches, rows int, err error) {
	r := graph.InMemory{Graph: g, Head: graph.Meta{StoreID: store, Revision: 1}}
	s, gone, err := take(ctx, r, r.Head, f, comparing{values: full})
	switch {
	case err != nil:
	case full:
		err = s.compareValues(ctx, f, &gone)
	default:
		err = s.compareEdges(ctx, f)
	}
	if err != nil {
		return 0, 0, err
	}
	p := &planner{survey: s, reader: s.narrow(r), db: f, gone: gone, limit: limit, wait: func() error { return nil }}
	p.emit = func(b batch) error {
		if first, second, ok := b.split(); ok && f.most > 0 && b.rows() > f.most {
			if err := p.emit(first); err != nil {
				return err
			}
			return p.emit(second)
		}
		if batches == last {
			return errKilled
		}
		batches++
		rows += b.rows()
		return f.apply(b, s.marks.prefix())
	}
	if !p.differs() {
		return 0, 0, nil
	}
	return batches, rows, p.run(ctx)
}
