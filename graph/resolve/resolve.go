package resolve

import (
	"iter"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// Resolve makes the graph of extractions. It is a pure function of their set
// and of the decisions: order does not matter, nor does an extraction that is
// given twice. Of two articles with one id the one with the earlier date
// counts. Versions under one key are all taken: what does not stand is for the
// caller to leave out. The error is the sequence's.
func Resolve(extractions iter.Seq2[extract.Extraction, error], decisions []Decision) (graph.Graph, error) {
	var articles []Article
	for x, err := range extractions {
		if err != nil {
			return graph.Graph{}, err
		}
		articles = append(articles, FromExtraction(x))
	}
	return Build(articles, decisions), nil
}
