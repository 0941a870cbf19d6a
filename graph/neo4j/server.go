package neo4j

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
)

// scanFetch is how many rows of a scan the server sends at a time.
const scanFetch = 5000

func (c *Conn) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	if mode == driver.AccessModeWrite {
		c.writing.Add(1)
	}
	return c.driver.NewSession(ctx, driver.SessionConfig{AccessMode: mode, DatabaseName: c.database, FetchSize: scanFetch})
}

// read runs a reading query in a managed transaction and returns all rows.
func (c *Conn) read(ctx context.Context, cypher string, params map[string]any) ([][]any, error) {
	rows, err := c.readOnce(ctx, cypher, params)
	if err != nil && lostCommit(err) { // the driver does not repeat what broke at its very end
		rows, err = c.readOnce(ctx, cypher, params)
	}
	return rows, err
}

func (c *Conn) readOnce(ctx context.Context, cypher string, params map[string]any) ([][]any, error) {
	s := c.session(ctx, driver.AccessModeRead)
	defer func() { _ = s.Close(context.WithoutCancel(ctx)) }()
	return driver.ExecuteRead(ctx, s, func(tx driver.ManagedTransaction) ([][]any, error) {
		res, err := tx.Run(ctx, cypher, params)
		if err != nil {
			return nil, refused(err)
		}
		var rows [][]any
		for res.Next(ctx) {
			rows = append(rows, res.Record().Values)
		}
		return rows, refused(res.Err())
	})
}

func (c *Conn) marker(ctx context.Context, storeID string) (m marker, ok bool, err error) {
	rows, err := c.read(ctx, "MATCH (m:NewsgraphStore {id: $id}) RETURN m.revision, m.schema, m.kinds, m.counts, COUNT { (:NewsgraphStore) }, m.state", map[string]any{"id": storeID})
	if err != nil || len(rows) == 0 {
		return marker{}, false, c.explain(err)
	}
	m.storeID = storeID
	m.revision, ok = rows[0][0].(int64)
	m.schema, _ = rows[0][1].(string)
	m.state, _ = rows[0][5].(string) // of an older version: none
	m.counts = Counts{}
	m.alone = rows[0][4] == int64(1)
	kinds, _ := rows[0][2].([]any)
	counts, _ := rows[0][3].([]any)
	for i := range min(len(kinds), len(counts)) {
		kind, _ := kinds[i].(string)
		n, _ := counts[i].(int64)
		if known(kind) { // it becomes part of a query's text
			m.counts[kind] = int(n)
		}
	}
	return m, ok, nil
}

func (c *Conn) nodeCounts(ctx context.Context, store string, labels []string) (Counts, error) {
	if store == "" {
		return c.count(ctx, labels, "(:%s)", store)
	}
	return c.count(ctx, labels, "(n:%s) WHERE any(m IN n.newsgraph WHERE m STARTS WITH $store AND m <> $store)", store)
}

func (c *Conn) edgeCounts(ctx context.Context, store string, types []string) (Counts, error) {
	if store == "" {
		return c.count(ctx, types, "()-[:%s]->()", store)
	}
	return c.count(ctx, types, "()-[r:%s]->() WHERE r.newsgraph STARTS WITH $store", store)
}

// count counts how often a pattern is found with each kind put into it, all in
// one row: a server takes 3 ms for forty such columns, 50 ms for a UNION of as
// many counts, and half as long to plan it.
func (c *Conn) count(ctx context.Context, kinds []string, pattern, store string) (Counts, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	columns := make([]string, len(kinds))
	for i, k := range kinds {
		columns[i] = fmt.Sprintf("COUNT { "+pattern+" }", k)
	}
	rows, err := c.read(ctx, "RETURN "+strings.Join(columns, ", "), map[string]any{"store": store})
	if err != nil {
		return nil, c.explain(err)
	}
	out := Counts{}
	for i, k := range kinds {
		n, _ := rows[0][i].(int64)
		out[k] = int(n)
	}
	return out, nil
}

func (c *Conn) owners(ctx context.Context, store string, types []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		cypher := "MATCH (n)-[r:" + strings.Join(types, "|") + "]->() WHERE r.newsgraph STARTS WITH $store RETURN coalesce(r.statement, n.id)"
		for v, err := range c.stream(ctx, cypher, map[string]any{"store": store}) {
			id := ""
			if err == nil {
				id, _ = v[0].(string)
			}
			if !yield(id, err) {
				return
			}
		}
	}
}

// stream runs a reading query and gives its rows as they come.
func (c *Conn) stream(ctx context.Context, cypher string, params map[string]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		s := c.session(ctx, driver.AccessModeRead)
		defer func() { _ = s.Close(context.WithoutCancel(ctx)) }()
		res, err := s.Run(ctx, cypher, params)
		if err != nil {
			yield(nil, c.explain(err))
			return
		}
		for res.Next(ctx) {
			if !yield(res.Record().Values, nil) {
				return
			}
		}
		if err := res.Err(); err != nil {
			yield(nil, c.explain(err))
		}
	}
}

// nodes streams: the list of all nodes never stands in memory as a whole.
func (c *Conn) nodes(ctx context.Context, label string, values bool) iter.Seq2[nodeMark, error] {
	if !values {
		return c.nodePages(ctx, label)
	}
	cypher := "MATCH (n:" + label + ") WHERE n.id IS NOT NULL " +
		"RETURN n.id, n.newsgraph, labels(n), CASE WHEN n.newsgraph IS NOT NULL THEN properties(n) END"
	return func(yield func(nodeMark, error) bool) {
		for v, err := range c.stream(ctx, cypher, nil) {
			if err != nil {
				yield(nodeMark{}, err)
				return
			}
			id, ok := v[0].(string)
			if !ok {
				continue // somebody's number; ours are text
			}
			n := nodeMark{id: id, ours: v[1] != nil, entries: texts(v[1]), labels: texts(v[2])}
			n.props, _ = v[3].(map[string]any)
			if !yield(n, nil) {
				return
			}
		}
	}
}

// nodesPage is how many nodes nodePages asks for at a time.
const nodesPage = 5000

// nodePages walks over the index of ids and gets a page of nodes as two lists,
// which cost a tenth of as many rows. An entry that is the only one stands for
// its list, false for a node of somebody else.
func (c *Conn) nodePages(ctx context.Context, label string) iter.Seq2[nodeMark, error] {
	cypher := "MATCH (n:" + label + ") WHERE n.id > $after WITH n ORDER BY n.id LIMIT $page " +
		"RETURN collect(n.id), collect(CASE size(n.newsgraph) WHEN 1 THEN n.newsgraph[0] ELSE coalesce(n.newsgraph, false) END)"
	return func(yield func(nodeMark, error) bool) {
		for after := ""; ; {
			rows, err := c.read(ctx, cypher, map[string]any{"after": after, "page": nodesPage})
			if err != nil {
				yield(nodeMark{}, c.explain(err))
				return
			}
			ids, entries := texts(rows[0][0]), rows[0][1].([]any)
			if len(ids) < len(entries) { // somebody deleted one while its page was read
				continue
			}
			for i, id := range ids {
				n := nodeMark{id: id, ours: entries[i] != false}
				if only, ok := entries[i].(string); ok {
					n.entries = []string{only}
				} else {
					n.entries = texts(entries[i])
				}
				if !yield(n, nil) {
					return
				}
			}
			if len(ids) < nodesPage {
				return
			}
			after = ids[len(ids)-1]
		}
	}
}

// texts are the texts of a list.
func texts(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, x := range list {
		if x, ok := x.(string); ok {
			out = append(out, x)
		}
	}
	return out
}

func (c *Conn) relationships(ctx context.Context, store, typ string) iter.Seq2[edgeMark, error] {
	cypher := "MATCH (a)-[r:" + typ + "]->(b) WHERE r.newsgraph STARTS WITH $store RETURN a.id, b.id, r.newsgraph, elementId(r)" + columns(typ)
	keys := model()[typ]
	return func(yield func(edgeMark, error) bool) {
		for v, err := range c.stream(ctx, cypher, map[string]any{"store": store}) {
			if err != nil {
				yield(edgeMark{}, err)
				return
			}
			e := edgeMark{kind: typ}
			e.start, _ = v[0].(string)
			e.end, _ = v[1].(string)
			e.mark, _ = v[2].(string)
			e.element, _ = v[3].(string)
			e.owner = e.start
			e.says = relationshipSays(typ, e.start, e.end, func(k string) any { return v[4+slices.Index(keys, k)] })
			if i := slices.Index(keys, "statement"); i >= 0 {
				e.owner, _ = v[4+i].(string)
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (c *Conn) edges(ctx context.Context, label string, types []string, store string, ids []string) ([]edgeMark, error) {
	const columns = "id, type(r), startNode(r).id, endNode(r).id, r.newsgraph, elementId(r), properties(r)"
	cypher := "UNWIND $ids AS id MATCH (:" + label + " {id: id})-[r:" + strings.Join(types, "|") + "]->() " +
		"WHERE r.newsgraph STARTS WITH $store RETURN " + columns
	if label == statementLabel {
		cypher = "UNWIND $ids AS id MATCH (n:Statement {id: id}) CALL (n) { " +
			"MATCH (n)-[r:SUBJECT|OBJECT|SAID_BY]->() RETURN r UNION ALL " +
			"MATCH (n)-[:SUBJECT]->()-[r]->()<-[:OBJECT]-(n) WHERE r.statement = n.id RETURN DISTINCT r } " +
			"WITH id, r WHERE r.newsgraph STARTS WITH $store RETURN " + columns
	}
	rows, err := c.read(ctx, cypher, map[string]any{"ids": ids, "store": store})
	var large *tooLarge
	if errors.As(err, &large) && len(ids) > 1 {
		first, err := c.edges(ctx, label, types, store, ids[:len(ids)/2])
		if err != nil {
			return nil, err
		}
		second, err := c.edges(ctx, label, types, store, ids[len(ids)/2:])
		return append(first, second...), err
	}
	if err != nil {
		return nil, c.explain(err)
	}
	out := make([]edgeMark, len(rows))
	for i, v := range rows {
		e := &out[i]
		e.owner, _ = v[0].(string)
		e.kind, _ = v[1].(string)
		e.start, _ = v[2].(string)
		e.end, _ = v[3].(string)
		e.mark, _ = v[4].(string)
		e.element, _ = v[5].(string)
		props, _ := v[6].(map[string]any)
		e.says = relationshipSays(e.kind, e.start, e.end, func(k string) any { return props[k] })
	}
	return out, nil
}

// lostCommit reports whether err leaves open if a transaction was committed, or
// says that something of it was there already: in both cases the batch may be
// repeated in the form that merges.
func lostCommit(err error) bool {
	var server *db.Neo4jError
	if errors.As(err, &server) {
		return server.Code == "Neo.ClientError.Schema.ConstraintValidationFailed"
	}
	var limit *driver.TransactionExecutionLimit
	return driver.IsConnectivityError(err) && !errors.As(err, &limit)
}
