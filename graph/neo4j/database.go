package neo4j

import (
	"context"
	"fmt"
	"iter"
)

// database is what a load reads from Neo4j. The server's implementation is in
// server.go; tests of the plan have one in memory.
type database interface {
	// marker returns the marker node of a store; ok is false when there is none.
	marker(ctx context.Context, storeID string) (m marker, ok bool, err error)
	// nodes gives every node of a label that has an id, in any order.
	nodes(ctx context.Context, label string) iter.Seq2[nodeMark, error]
	// edges gives the store's relationships of the nodes with these ids that
	// count as theirs: those that start at an article, of the types named; for
	// statements, SUBJECT, OBJECT, SAID_BY and the typed relationship.
	edges(ctx context.Context, label string, types []string, store string, ids []string) ([]edgeMark, error)
}

// marker is the node that says which state of a store the database holds.
type marker struct {
	storeID  string
	revision int64
	schema   string
	rows     int // nodes and relationships of the graph
}

// nodeMark is a node as the database has it. entries is nil for a node of
// somebody else.
type nodeMark struct {
	id      string
	entries []string
	ours    bool // it bears the newsgraph property, of whatever store
}

// edgeMark is a relationship of the store as the database has it.
type edgeMark struct {
	owner      string // id of the article or statement
	kind       string
	start, end string
	mark       string
}

// gone lists what the database holds of the store and the graph does not.
type gone struct{ entities, articles, statements []string }

func (g gone) empty() bool { return len(g.entities)+len(g.articles)+len(g.statements) == 0 }

// compare sets the states of all nodes of the survey and lists what is gone.
func (s *survey) compare(ctx context.Context, db database) (gone, error) {
	var g gone
	for _, c := range []struct {
		label  string
		tables []*table
		gone   *[]string
	}{
		{entityLabel, []*table{&s.entities}, &g.entities},
		{articleLabel, []*table{&s.articles, &s.cited}, &g.articles},
		{statementLabel, []*table{&s.statements}, &g.statements},
	} {
		if err := s.compareLabel(ctx, db, c.label, c.tables, c.gone); err != nil {
			return g, err
		}
	}
	return g, nil
}

func (s *survey) compareLabel(ctx context.Context, db database, label string, tables []*table, gone *[]string) error {
	foreign, first := 0, ""
	for n, err := range db.nodes(ctx, label) {
		if err != nil {
			return err
		}
		entry, owned := s.marks.ofNode(n.entries)
		found := false
		for _, t := range tables {
			i := t.find(n.id)
			if i < 0 {
				continue
			}
			found = true
			switch {
			case !n.ours:
				foreign++
				if first == "" || n.id < first {
					first = n.id
				}
			case !owned:
				t.state[i] = unowned
			case entry == s.marks.node(t.digest[i]):
				t.state[i] = same
			default:
				t.state[i] = changed
			}
		}
		if !found && owned {
			*gone = append(*gone, n.id)
		}
	}
	if foreign > 0 {
		return fmt.Errorf("%d :%s nodes of the database have ids of this graph but were not written by newsgraph (the first: %s): "+
			"nothing was written; remove them or load into another database", foreign, label, first)
	}
	return nil
}
