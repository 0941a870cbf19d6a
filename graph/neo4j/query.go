package neo4j

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"
)

// Result is the answer to a query. Values are those of the driver: Text and
// JSON show them.
type Result struct {
	Columns []string
	Rows    [][]any
	Updates bool // something was changed
}

// ErrWrites says that a query that may only read writes.
var ErrWrites = errors.New("this query writes, but may only read")

// Query runs Cypher. A read-only query that tries to write fails and changes
// nothing. Others run as they are, so that CALL … IN TRANSACTIONS works.
func Query(ctx context.Context, c *Conn, cypher string, params map[string]any, readonly bool) (Result, error) {
	mode := driver.AccessModeWrite
	if readonly {
		mode = driver.AccessModeRead
	}
	s := c.session(ctx, mode)
	defer func() { _ = s.Close(context.WithoutCancel(ctx)) }()
	res, err := s.Run(ctx, cypher, params)
	if err != nil {
		return Result{}, c.explain(err)
	}
	var out Result
	if out.Columns, err = res.Keys(); err != nil {
		return Result{}, c.explain(err)
	}
	for res.Next(ctx) {
		out.Rows = append(out.Rows, res.Record().Values)
	}
	if err := res.Err(); err != nil {
		return Result{}, c.explain(err)
	}
	sum, err := res.Consume(ctx)
	if err != nil {
		return Result{}, c.explain(err)
	}
	out.Updates = sum.Counters().ContainsUpdates() || sum.Counters().ContainsSystemUpdates()
	return out, nil
}

// Text shows a value for people: nodes as (:Person {name}), relationships as
// [:INVESTED_IN], paths in full, dates in ISO 8601, text as it is.
func Text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return show(v)
}

func show(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return strconv.Quote(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case dbtype.Node:
		return nodeText(v)
	case dbtype.Relationship:
		return "[:" + v.Type + "]"
	case dbtype.Path:
		return pathText(v)
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = show(x)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		var parts []string
		for _, k := range sortedKeys(v) {
			parts = append(parts, k+": "+show(v[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	if s, ok := JSON(v).(string); ok {
		return s
	}
	return fmt.Sprint(v)
}

// nodeText names a node by the property that people know it by.
func nodeText(n dbtype.Node) string {
	label := ""
	for _, l := range n.Labels {
		if label == "" || label == entityLabel {
			label = l
		}
	}
	for _, k := range []string{"name", "title", "type", "id"} {
		if s, ok := n.Props[k].(string); ok {
			return "(:" + label + " {" + s + "})"
		}
	}
	return "(:" + label + ")"
}

func pathText(p dbtype.Path) string {
	if len(p.Nodes) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(nodeText(p.Nodes[0]))
	at := p.Nodes[0].ElementId
	byID := map[string]dbtype.Node{}
	for _, n := range p.Nodes {
		byID[n.ElementId] = n
	}
	for _, r := range p.Relationships {
		if r.StartElementId == at {
			b.WriteString("-[:" + r.Type + "]->")
			at = r.EndElementId
		} else {
			b.WriteString("<-[:" + r.Type + "]-")
			at = r.StartElementId
		}
		b.WriteString(nodeText(byID[at]))
	}
	return b.String()
}

// JSON turns a value into what encoding/json writes well: nodes and
// relationships become objects with labels or type and properties, dates text.
func JSON(v any) any {
	switch v := v.(type) {
	case dbtype.Node:
		return map[string]any{"labels": v.Labels, "properties": JSON(v.Props)}
	case dbtype.Relationship:
		return map[string]any{"type": v.Type, "properties": JSON(v.Props)}
	case dbtype.Path:
		nodes, rels := make([]any, len(v.Nodes)), make([]any, len(v.Relationships))
		for i, n := range v.Nodes {
			nodes[i] = JSON(n)
		}
		for i, r := range v.Relationships {
			rels[i] = JSON(r)
		}
		return map[string]any{"nodes": nodes, "relationships": rels}
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = JSON(x)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[k] = JSON(x)
		}
		return out
	case []byte:
		return base64.StdEncoding.EncodeToString(v)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case dbtype.Date:
		return v.Time().Format(time.DateOnly)
	case fmt.Stringer:
		return v.String()
	}
	return v
}
