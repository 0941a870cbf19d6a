package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// Stores returns the ids of the stores whose graphs a database holds, sorted.
func Stores(ctx context.Context, c *Conn) ([]string, error) {
	rows, err := c.read(ctx, fmt.Sprintf("MATCH (s:%s) WHERE s.id IS NOT NULL RETURN s.id AS id ORDER BY id", markerLabel), nil)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, row := range rows {
		if id, ok := row[0].(string); ok {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Drop takes the graph of a store out of a database. Nodes that other stores
// hold, too, stay; what they say of what this one wrote, the next loads of those
// write again.
func Drop(ctx context.Context, storeID string, o Options) (Summary, error) {
	c, err := Connect(ctx, o)
	if err != nil {
		return Summary{}, err
	}
	defer func() { _ = c.Close(context.WithoutCancel(ctx)) }() // nothing is pending
	ids, err := Stores(ctx, c)
	if err != nil {
		return Summary{}, err
	}
	if !slices.Contains(ids, storeID) {
		return Summary{}, fmt.Errorf("the database holds no graph of a store %s; it holds %s", storeID, cmp.Or(strings.Join(ids, ", "), "none"))
	}
	sum, err := Load(ctx, graph.InMemory{Graph: &graph.Graph{}, Head: graph.Meta{StoreID: storeID}}, o)
	if err != nil || o.DryRun {
		return sum, err
	}
	// Without a revision the markers of the others end no load: it may be that
	// nodes of theirs say what this store wrote.
	for _, cypher := range []string{
		"MATCH (m:" + markerLabel + ") WHERE m.id <> $id REMOVE m.revision",
		"MATCH (m:" + markerLabel + " {id: $id}) WHERE m.loading IS NULL DELETE m",
	} {
		if _, err := Query(ctx, c, cypher, map[string]any{"id": storeID}, false); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// InPlaceOf gives a graph the id of another store, so that loading it turns
// what that store wrote into this graph.
func InPlaceOf(storeID string, r graph.Reader) graph.Reader { return inPlaceOf{r, storeID} }

type inPlaceOf struct {
	graph.Reader
	storeID string
}

func (r inPlaceOf) Meta(ctx context.Context) (graph.Meta, error) {
	m, err := r.Reader.Meta(ctx)
	m.StoreID = r.storeID
	return m, err
}

// Brief implements graph.Briefer.
func (r inPlaceOf) Brief() graph.Reader { return inPlaceOf{graph.Brief(r.Reader), r.storeID} }
