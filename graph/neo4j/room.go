package neo4j

import "sync"

// room is where nodes and relationships of one row of the graph after the other
// are made: most are looked at and forgotten. What is made in a room holds until
// the next is made there; what is to be kept gets a new room.
type room struct {
	props Properties // of a node, or of all MENTIONS of an article
	typed Properties // of the typed relationship of a statement
	edges []edge

	// for MENTIONS
	groups []group
	at     map[string]int // number of the group of an entity
	of     []int          // number of the group of each mention
	spans  []int
	forms  []string
}

// group is the mentions of one entity in an article.
type group struct {
	entity string
	count  int
	spans  []int
	forms  []string
}

// rooms keeps rooms for use by one goroutine at a time.
var rooms = sync.Pool{New: func() any { return new(room) }}
