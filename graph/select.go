package graph

// Selection names some nodes of a graph by their ids, each list ascending.
type Selection struct{ Articles, Entities, Statements []string }

// Len is how many nodes it names.
func (s Selection) Len() int { return len(s.Articles) + len(s.Entities) + len(s.Statements) }

// Selector is a Reader that can read some nodes without passing all others.
type Selector interface {
	Reader
	// Select reads what a selection names: articles with their mentions, evidence
	// and citations, entities, and statements without the evidence of other
	// articles. An id that the graph does not have is left out.
	Select(Selection) Reader
}
