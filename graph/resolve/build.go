package resolve

import "github.com/newsgraph/newsgraph/graph"

// Build makes the graph of articles. Each article id counts once.
func Build(articles []Article, decisions []Decision) graph.Graph {
	return graph.Graph{}
}
