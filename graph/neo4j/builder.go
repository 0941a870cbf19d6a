package neo4j

import (
	"cmp"
	"slices"
	"strings"
)

// builder collects rows into the ops of one batch, in the order that a
// transaction needs: relationships that go, those that change, nodes, new
// relationships.
type builder struct {
	phase    string
	parallel bool
	ops      map[opKey]*op
	order    []opKey
	rows     int
}

// opKey is all of an op but its rows.
type opKey struct {
	kind                      opKind
	label, sub, typ, from, to string
	object                    bool
}

func (b *builder) add(o op, r row) {
	key := opKey{o.kind, o.label, o.sub, o.typ, o.from, o.to, o.object}
	have := b.ops[key]
	if have == nil {
		if b.ops == nil {
			b.ops = map[opKey]*op{}
		}
		have = &o
		b.ops[key] = have
		b.order = append(b.order, key)
	}
	before := have.size()
	have.rows = append(have.rows, r)
	b.rows += have.size() - before
}

// take returns the batch collected so far and starts anew; rows are sorted by
// their start so that a transaction visits a hub once.
func (b *builder) take() batch {
	out := batch{phase: b.phase, parallel: b.parallel}
	for _, key := range b.order {
		o := *b.ops[key]
		slices.SortStableFunc(o.rows, func(x, y row) int {
			return cmp.Or(strings.Compare(x.start, y.start), strings.Compare(x.id, y.id))
		})
		out.ops = append(out.ops, o)
	}
	slices.SortStableFunc(out.ops, func(x, y op) int { return cmp.Compare(x.kind.rank(), y.kind.rank()) })
	b.ops, b.order, b.rows = nil, nil, 0
	return out
}

func (k opKind) rank() int {
	switch k {
	case deleteEdges:
		return 0
	case updateEdges:
		return 1
	case createNodes, mergeNodes, createStatements, mergeStatements, markNodes:
		return 2
	case deleteNodes:
		return 4
	}
	return 3
}

// buckets are builders by key, for rows that come mixed: it hands out the batch
// of a key when it is full and the largest when all together hold too much.
type buckets struct {
	phase    string
	parallel bool
	limit    int // rows of one batch
	emit     func(batch) error

	by    map[string]*builder
	total int
}

// bucketFactor says how many full batches the buckets hold at most.
const bucketFactor = 6

// add puts a row into the batch of a key.
func (b *buckets) add(key string, o op, r row) {
	if b.by == nil {
		b.by = map[string]*builder{}
	}
	x := b.by[key]
	if x == nil {
		x = &builder{phase: b.phase, parallel: b.parallel}
		b.by[key] = x
	}
	before := x.rows
	x.add(o, r)
	b.total += x.rows - before
}

// settle emits what is due after rows were added under a key: its batch when
// that is full, the largest when all together hold too much.
func (b *buckets) settle(key string) error {
	if x := b.by[key]; x != nil && x.rows >= b.limit {
		return b.send(key)
	}
	if b.total < b.limit*bucketFactor {
		return nil
	}
	largest := ""
	for _, k := range sortedKeys(b.by) {
		if b.by[largest] == nil || b.by[k].rows > b.by[largest].rows {
			largest = k
		}
	}
	return b.send(largest)
}

func (b *buckets) send(key string) error {
	x := b.by[key]
	if x.rows == 0 {
		return nil
	}
	b.total -= x.rows
	return b.emit(x.take())
}

// flush emits all that is left.
func (b *buckets) flush() error {
	for _, k := range sortedKeys(b.by) {
		if err := b.send(k); err != nil {
			return err
		}
	}
	return nil
}
