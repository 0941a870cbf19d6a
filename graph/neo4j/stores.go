package neo4j

import (
	"context"
	"fmt"

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
