package neo4j

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/schema"
)

// database is what a load reads from Neo4j. The server's implementation is in
// server.go; tests of the plan have one in memory.
type database interface {
	// marker returns the marker node of a store; ok is false when there is none.
	marker(ctx context.Context, storeID string) (m marker, ok bool, err error)
	// nodeCounts tells how many nodes of the labels there are: of everybody when
	// store is empty, which costs nothing, else of the store. Of the store's,
	// those whose entry is pending do not count.
	nodeCounts(ctx context.Context, store string, labels []string) (Counts, error)
	// edgeCounts tells how many relationships of the types there are: of
	// everybody when store is empty, which costs nothing, else of the store.
	edgeCounts(ctx context.Context, store string, types []string) (Counts, error)
	// owners gives, for each relationship of the store of these types, the id of
	// the article or statement that it counts as.
	owners(ctx context.Context, store string, types []string) iter.Seq2[string, error]
	// nodes gives every node of a label whose id is a text, in any order; with values
	// those that newsgraph wrote have their labels and properties.
	nodes(ctx context.Context, label string, values bool) iter.Seq2[nodeMark, error]
	// relationships gives the store's relationships of a type.
	relationships(ctx context.Context, store, typ string) iter.Seq2[edgeMark, error]
	// edges gives the store's relationships of the nodes with these ids that
	// count as theirs: those that start at an article, of the types named; for
	// statements, SUBJECT, OBJECT, SAID_BY and the typed relationship.
	edges(ctx context.Context, label string, types []string, store string, ids []string) ([]edgeMark, error)
}

// marker is the node that says which state of a store the database holds.
type marker struct {
	storeID  string
	revision int64
	state    string
	schema   string
	counts   Counts // nodes and relationships of the graph
	alone    bool   // the database holds no other store's marker
}

// equals reports whether two markers stand for the same content.
func (m marker) equals(o marker) bool {
	return m.storeID == o.storeID && m.sameState(o) && m.schema == o.schema && maps.Equal(m.counts, o.counts)
}

// sameState reports whether both are of one state of one store. A revision alone
// does not tell: copies of a store may go apart.
func (m marker) sameState(o marker) bool { return m.revision == o.revision && m.state == o.state }

// intact counts what the database holds of the content that a marker stands
// for: whether all is there, and whether all relationships are. A type of which
// the database has as many relationships in all, whosever, is not looked at
// further, nor is a label of which it has as many nodes when no other store may
// hold them.
func (m marker) intact(ctx context.Context, db database) (all, edges bool, err error) {
	if len(m.counts) == 0 {
		return false, true, nil // of a version that kept none
	}
	var labels, types []string
	for _, k := range sortedKeys(m.counts) {
		if isLabel(k) {
			labels = append(labels, k)
		} else {
			types = append(types, k)
		}
	}
	store := marks{store: storeTag(m.storeID)}.prefix()
	for _, whose := range []string{"", store} {
		if whose != "" || m.alone {
			have, err := db.nodeCounts(ctx, whose, labels)
			if err != nil {
				return false, false, err
			}
			labels = m.differing(have, labels)
		}
		have, err := db.edgeCounts(ctx, whose, types)
		if err != nil {
			return false, false, err
		}
		types = m.differing(have, types)
	}
	return len(labels)+len(types) == 0, len(types) == 0, nil
}

// differing lists the kinds of which have counts otherwise than the marker.
func (m marker) differing(have Counts, kinds []string) []string {
	var out []string
	for _, k := range kinds {
		if have[k] != m.counts[k] {
			out = append(out, k)
		}
	}
	return out
}

func isLabel(kind string) bool {
	return kind == entityLabel || kind == articleLabel || kind == statementLabel
}

// known reports whether a load may write nodes with a label or relationships of
// a type of this name.
func known(kind string) bool {
	_, relation := schema.Default().Relation(schema.RelationType(kind))
	return relation || isLabel(kind) || slices.Contains(articleTypes, kind) ||
		kind == subjectType || kind == objectType || kind == saidByType
}

// nodeMark is a node as the database has it. entries is nil for a node of
// somebody else.
type nodeMark struct {
	id      string
	entries []string
	ours    bool // it bears the newsgraph property, of whatever store

	labels []string       // with values
	props  map[string]any // with values
}

// edgeMark is a relationship of the store as the database has it.
type edgeMark struct {
	owner      string // id of the article or statement
	kind       string
	start, end string
	element    string // the server's id
	mark       string
	says       digest // of what the relationship says now: another than its mark's when it was changed by hand
}

// gone lists what the database holds of the store and the graph does not.
type gone struct {
	entities, articles, statements []string
	edges                          []edgeMark // whose article or statement somebody deleted; known when values are compared
}

func (g gone) empty() bool {
	return len(g.entities)+len(g.articles)+len(g.statements)+len(g.edges) == 0
}

// compareEdges counts the relationships of every article and statement that
// compare found equal, and gives those that lack some for changed. What the
// relationships say is not read.
func (s *survey) compareEdges(ctx context.Context, db database) error {
	var ofStatements []string
	for _, k := range sortedKeys(s.planned) {
		if !isLabel(k) && !slices.Contains(articleTypes, k) {
			ofStatements = append(ofStatements, k)
		}
	}
	for _, c := range []struct {
		t     *table
		types []string
	}{{&s.articles, articleTypes}, {&s.statements, ofStatements}} {
		if len(c.types) == 0 {
			continue
		}
		have := make([]uint16, c.t.ids.len())
		for id, err := range db.owners(ctx, s.marks.prefix(), c.types) {
			if err != nil {
				return err
			}
			if i := c.t.find(id); i >= 0 {
				have[i] = clipped(int(have[i]) + 1)
			}
		}
		for i := range have {
			switch {
			case c.t.state[i] == same && have[i] != *c.t.edges.at(i):
				c.t.state[i] = lacking
			case c.t.state[i] == absent && have[i] > 0: // its typed relationship outlived it
				c.t.state[i] = unowned
			}
		}
	}
	return nil
}

// compare sets the states of the nodes of tables of one label and lists what is
// gone.
func (s *survey) compare(ctx context.Context, db database, tables []*table, gone *[]string) error {
	for _, t := range tables {
		t.state = make([]state, t.ids.len())
	}
	label := tables[0].label
	foreign, first := 0, ""
	followers := make([]*follower, len(tables)) // nodes come by id, unless with values
	for i, t := range tables {
		followers[i] = t.ids.follow()
	}
	for n, err := range db.nodes(ctx, label, s.values) {
		if err != nil {
			return err
		}
		entry, owned := s.marks.ofNode(n.entries)
		found := false
		for k, t := range tables {
			i := followers[k].find(n.id)
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
			case s.lenient && s.marks.theirs(entry, n.entries):
				t.state[i] = same
				t.theirs++
			case !s.marks.is(entry, *t.digest.at(i)):
				t.state[i] = changed
			case s.values && !t.says(i, n):
				t.state[i] = drifted
			default:
				t.state[i] = same
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
