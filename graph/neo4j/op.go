package neo4j

import (
	"maps"
	"slices"
)

// opKind is what a step does to its rows.
type opKind int

const (
	createNodes      opKind = iota // no node has the id
	mergeNodes                     // a node may have it
	createStatements               // new nodes with SUBJECT, OBJECT and typed relationships
	mergeStatements                // the same where any of it may be there
	createEdges                    // both ends are there, the relationship is not
	mergeEdges                     // the relationship may be there
	updateEdges                    // the relationships, of any type, with these element ids get new properties
	deleteEdges                    // the relationships, of any type, with these element ids go
	deleteNodes                    // the store's entry goes; the node goes when nobody else uses it
	markNodes                      // the store's entry gets a new hash, nothing else changes
)

// op is one statement of a transaction: a kind of change and the rows to make
// it on. Labels and types of what is created are the same for all rows, so that
// they stand in the statement's text. What is changed or removed takes one text
// for all: few rows are, and a server takes longer to plan a text than to change
// a hundred rows.
type op struct {
	kind   opKind
	label  string // of nodes: Entity, Article or Statement
	sub    string // of new Entity nodes: the label of their type
	typ    string // of new relationships; of statements: their typed relationship, or empty
	from   string // label of the start
	to     string // label of the end
	object bool   // of statements: there is an OBJECT
	rows   []row
}

// row is one row of an op. Which fields are set depends on the op's kind.
type row struct {
	id         string
	owner      string // the article or statement that a relationship counts as
	start, end string
	mark       string // the new entry (node) or mark (relationship)
	old        string // the mark that the relationship bears now
	element    string // of a relationship that is there: the server's id
	kind       string // of such a relationship: its type; of an entity: the label of its type
	props      Properties

	subjectMark, objectMark, typedMark string
	typedProps                         Properties
}

// batch is one transaction.
type batch struct {
	phase    string
	parallel bool // may run beside other batches of its phase
	ops      []op
}

func (b batch) rows() int {
	n := 0
	for _, o := range b.ops {
		n += o.size()
	}
	return n
}

// size counts the nodes and relationships of an op.
func (o op) size() int {
	if o.kind == createStatements || o.kind == mergeStatements {
		n := 2
		if o.object {
			n++
		}
		if o.typ != "" {
			n++
		}
		return n * len(o.rows)
	}
	return len(o.rows)
}

// of is the article, statement or entity that a row is of.
func (r row) of() string {
	if r.owner != "" {
		return r.owner
	}
	return r.id
}

// split cuts a batch in two of about the same size that may be executed one
// after the other. What is of one article or statement stays together, since
// its hash covers it all; ok is false when there is no more to cut.
func (b batch) split() (first, second batch, ok bool) {
	var of []string
	for _, o := range b.ops {
		for _, r := range o.rows {
			of = append(of, r.of())
		}
	}
	slices.Sort(of)
	if len(of) == 0 || of[0] == of[len(of)-1] {
		return b, batch{}, false
	}
	middle := of[len(of)/2]
	if middle == of[0] {
		middle = of[slices.IndexFunc(of, func(id string) bool { return id > middle })]
	}
	half := func(keep func(id string) bool) batch {
		out := batch{phase: b.phase, parallel: b.parallel}
		for _, o := range b.ops {
			rows := o.rows
			o.rows = nil
			for _, r := range rows {
				if keep(r.of()) {
					o.rows = append(o.rows, r)
				}
			}
			if len(o.rows) > 0 {
				out.ops = append(out.ops, o)
			}
		}
		return out
	}
	return half(func(id string) bool { return id < middle }), half(func(id string) bool { return id >= middle }), true
}

// again returns the batch in the form that may be repeated after a commit whose
// answer was lost: everything it creates is merged.
func (b batch) again() batch {
	out := b
	out.ops = slices.Clone(b.ops)
	out.parallel = false
	for i := range out.ops {
		switch out.ops[i].kind {
		case createNodes:
			out.ops[i].kind = mergeNodes
		case createStatements:
			out.ops[i].kind = mergeStatements
		case createEdges:
			out.ops[i].kind = mergeEdges
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
