package neo4j

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"slices"
)

// state says how a node of the graph stands in the database.
type state byte

const (
	absent  state = iota // no node has its id
	unowned              // a node of other stores has its id
	changed              // ours, with another hash
	drifted              // ours, but its properties are not those that its hash says
	lacking              // ours and equal, but its relationships are not those that its hash says
	same                 // ours and equal
)

// differs reports whether something of the node is to be written.
func (s state) differs() bool { return s != same }

// there reports whether the node is there and something of it differs, so that
// what the database has of it must be compared.
func (s state) there() bool { return s != same && s != absent }

// table keeps what a load must know of every node of one label: some 20 bytes a
// node, so that a graph of millions fits.
type table struct {
	label  string
	ids    ids
	digest list[short]  // of entities and statements only until they are compared
	edges  list[uint16] // of articles and statements: how many relationships count as theirs, see clipped
	state  []state
	theirs int          // nodes that are the same but for what another store wrote
	values bool         // values are compared; then
	own    list[uint64] // hashes of the nodes without relationships
	sums   list[uint64] // and sums of the hashes of their relationships
}

// short is what marks keep of a digest.
type short [8]byte

func (d digest) short() short { return short(d[:8]) }

// clipped is a number of relationships as a table keeps it: equal ones are of equal
// numbers up to 65,534.
func clipped(n int) uint16 { return uint16(min(n, math.MaxUint16)) }

// add appends a node; ids must ascend.
func (t *table) add(id string, d digest) error {
	err := t.note(id)
	if err == nil {
		t.digest.add(d.short())
	}
	return err
}

// values is what comparing all values of a node and its relationships needs.
type values struct{ own, edges uint64 }

func valuesOf(label string, props Properties, edges ...[]edge) values {
	v := values{own: propsDigest(label, props).sum()}
	for _, list := range edges {
		for _, e := range list {
			v.edges += e.digest.sum()
		}
	}
	return v
}

// value keeps the values of the last node.
func (t *table) value(v values) {
	t.values = true
	t.own.add(v.own)
	t.sums.add(v.edges)
}

// note appends a node of which only the id is wanted.
func (t *table) note(id string) error {
	if id == "" {
		return fmt.Errorf("%s number %d has no id", t.label, t.ids.len()+1)
	}
	if t.ids.len() > 0 && string(t.ids.last) >= id {
		return fmt.Errorf("%s %s comes after %s: want ids in ascending order, each once", t.label, id, t.ids.last)
	}
	t.ids.add(id)
	return nil
}

// sum is what own and sums keep of a digest.
func (d digest) sum() uint64 { return binary.BigEndian.Uint64(d[:8]) }

// find returns the index of an id, or -1.
func (t *table) find(id string) int { return t.ids.find(id) }

// groups walks over rows that are sorted by a key, one key at a time.
type groups[T any] struct {
	next func() (T, error, bool)
	stop func()
	key  func(T) string
	what string

	head   T
	err    error
	loaded bool
	ok     bool
	room   []T
}

func newGroups[T any](what string, rows iter.Seq2[T, error], key func(T) string) *groups[T] {
	next, stop := iter.Pull2(rows)
	return &groups[T]{next: next, stop: stop, key: key, what: what}
}

func (g *groups[T]) peek() bool {
	if !g.loaded {
		g.head, g.err, g.ok = g.next()
		g.loaded = true
	}
	return g.ok && g.err == nil
}

// of returns the rows of a key. Keys must be asked for in ascending order, and
// rows of a key that was not asked for are an error: they belong to nothing.
func (g *groups[T]) of(key string) ([]T, error) {
	out := g.room[:0]
	for g.peek() && g.key(g.head) <= key {
		if k := g.key(g.head); k != key {
			return nil, fmt.Errorf("a %s belongs to %s, which is not there", g.what, k)
		}
		out = append(out, g.head)
		g.loaded = false
	}
	g.room = out
	return slices.Clone(out), g.err
}

// rest fails when rows are left after the last key.
func (g *groups[T]) rest() error {
	if g.peek() {
		return fmt.Errorf("a %s belongs to %s, which is not there", g.what, g.key(g.head))
	}
	return g.err
}
