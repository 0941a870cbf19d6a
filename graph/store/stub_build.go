package store

import (
	"errors"
	"iter"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// build resolves extractions into a graph.
func build(articles iter.Seq2[extract.Extraction, error]) (graph.Graph, error) {
	return graph.Graph{}, errors.New("resolve is not there yet")
}
