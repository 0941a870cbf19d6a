package export

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/schema"
)

// cypherRows is how many rows a statement of the script holds: parsing a longer
// one takes more time a row.
const cypherRows = 200

const cypherHead = `// The graph of a newsgraph store: constraints, nodes, relationships, marker.
// cypher-shell -a bolt://localhost:7687 -u neo4j -f SCRIPT
// It may be run again, also after it was cut short. It adds and updates and
// never deletes: in an empty database a later "newsgraph load" finds nothing to
// do; over an older state of the store run "newsgraph load --full" afterwards,
// which removes what the graph no longer has.

`

// writeCypher writes the nodes of a phase before its relationships; those whose
// ends come in a later phase wait in the order of the phases.
func writeCypher(ctx context.Context, r graph.Reader, out *output) error {
	out.put(cypherHead)
	for _, c := range schema.Constraints() {
		out.put(c, ";\n")
	}
	out.put("CALL db.awaitIndexes(300);\n\n")
	var p *neo4j.Projection
	// Two projections: relationships need all nodes to be there.
	for _, nodes := range []bool{true, false} {
		var err error
		if p, err = neo4j.Project(ctx, r); err != nil {
			return err
		}
		for _, phase := range p.Phases(ctx) {
			if err := cypherPhase(ctx, p, phase, nodes, out); err != nil {
				return err
			}
		}
	}
	m := p.Marker()
	out.put("MERGE (n:", m.Label, " {id: ", literal(m.Props.Get("id")), "}) SET n += ", literalMap(m.Props), ", n.loading = null;\n")
	maps.Copy(out.counts, p.Counts())
	return nil
}

func cypherPhase(ctx context.Context, p *neo4j.Projection, phase neo4j.Phase, nodes bool, out *output) error {
	type text struct {
		text string
		err  error
	}
	work := func(part neo4j.Part, err error) text {
		if err != nil {
			return text{err: err}
		}
		var all lists
		if err := p.Make(part, &all); err != nil {
			return text{err: err}
		}
		if nodes {
			return text{text: nodeStatements(all.nodes)}
		}
		return text{text: edgeStatements(all.edges)}
	}
	var failed error
	for t := range extract.InOrder(ctx, phase.Parts, 1, work) {
		if failed = t.err; failed != nil {
			break
		}
		out.put(t.text)
	}
	return errors.Join(failed, ctx.Err())
}

// lists collects the rows of a part.
type lists struct {
	nodes []cypherNode
	edges []cypherEdge
}

// cypherNode is a node with its properties as Cypher has them.
type cypherNode struct {
	neo4j.Node
	props string
}

type cypherEdge struct {
	neo4j.Relationship
	props string
}

// Node implements neo4j.Rows.
func (l *lists) Node(n neo4j.Node) error {
	l.nodes = append(l.nodes, cypherNode{n, literalMap(n.Props)})
	return nil
}

// Relationship implements neo4j.Rows.
func (l *lists) Relationship(r neo4j.Relationship) error {
	l.edges = append(l.edges, cypherEdge{r, literalMap(r.Props)})
	return nil
}

func nodeStatements(nodes []cypherNode) string {
	var b strings.Builder
	for _, kind := range grouped(nodes, func(n cypherNode) string { return n.Label + ":" + n.Sub }) {
		for list := range slices.Chunk(kind, cypherRows) {
			first := list[0]
			b.WriteString("UNWIND [\n")
			for i, n := range list {
				fmt.Fprintf(&b, "{p: %s, m: %s}%s\n", n.props, literal(n.Mark), comma(i, len(list)))
			}
			store, _, _ := strings.Cut(first.Mark, " ")
			fmt.Fprintf(&b, "] AS row MERGE (n:%s {id: row.p.id}) %sSET n += row.p, n.%s = [m IN coalesce(n.%s, []) WHERE NOT m STARTS WITH %s] + row.m",
				first.Label, forget(first.Node), neo4j.MarkProperty, neo4j.MarkProperty, literal(store+" "))
			b.WriteString(relabel(first.Node) + ";\n")
		}
	}
	return b.String()
}

// forget removes the identifiers of an entity, whose names are data, before
// those that it has now are set.
func forget(n neo4j.Node) string {
	if n.Sub == "" {
		return ""
	}
	return "FOREACH (k IN coalesce(n.identifiers, []) | SET n[k] = null) "
}

// relabel gives an entity the label of its type and takes those of others.
func relabel(n neo4j.Node) string {
	if n.Sub == "" {
		return ""
	}
	var others []string
	for _, e := range schema.Default().Entities {
		if string(e.Type) != n.Sub {
			others = append(others, string(e.Type))
		}
	}
	return fmt.Sprintf(", n:%s REMOVE n:%s", n.Sub, strings.Join(others, ":"))
}

func edgeStatements(edges []cypherEdge) string {
	var b strings.Builder
	for _, kind := range grouped(edges, func(e cypherEdge) string { return e.Type }) {
		for list := range slices.Chunk(kind, cypherRows) {
			first := list[0]
			b.WriteString("UNWIND [\n")
			for i, e := range list {
				fmt.Fprintf(&b, "{s: %s, e: %s, p: %s, m: %s}%s\n", literal(e.Start), literal(e.End), e.props, literal(e.Mark), comma(i, len(list)))
			}
			fmt.Fprintf(&b, "] AS row MATCH (a:%s {id: row.s}) MATCH (b:%s {id: row.e}) MERGE (a)-[r:%s {%s: row.m}]->(b) SET r += row.p;\n",
				first.StartLabel, first.EndLabel, first.Type, neo4j.MarkProperty)
		}
	}
	return b.String()
}

// grouped parts a list by a key, in the order of the keys.
func grouped[T any](list []T, key func(T) string) [][]T {
	by := map[string][]T{}
	for _, v := range list {
		by[key(v)] = append(by[key(v)], v)
	}
	var out [][]T
	for _, k := range slices.Sorted(maps.Keys(by)) {
		out = append(out, by[k])
	}
	return out
}

func comma(i, n int) string {
	if i == n-1 {
		return ""
	}
	return ","
}

// literalMap is a map of Cypher. What is nil is null, which removes a property
// that an earlier script or load wrote.
func literalMap(props neo4j.Properties) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, p := range props {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(identifier(p.Name) + ": " + literal(p.Value))
	}
	b.WriteByte('}')
	return b.String()
}

// identifier is a name, in backticks where it is not a plain word.
func identifier(s string) string {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return "`" + strings.ReplaceAll(s, "`", "``") + "`"
		}
	}
	return s
}

// literal is a value of Cypher.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return literalText(v)
	case float64:
		s := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case neo4j.Date:
		return "date('" + v.Time().Format(time.DateOnly) + "')"
	case time.Time:
		return "datetime('" + v.UTC().Format(zoned) + "')"
	case []string:
		return literalList(v)
	case []int:
		return literalList(v)
	}
	return fmt.Sprint(v) // int, bool
}

func literalList[T any](list []T) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = literal(v)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// literalText keeps a text on one line. A backslash-u escape is read before
// all else, so that a backslash of the text must not come before a u alone.
func literalText(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '\\' || r == '\'':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
