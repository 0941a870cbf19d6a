// Package graph defines the knowledge graph as values: entities, statements,
// evidence, mentions, citations, and the ids that depend on the set of
// articles alone. Sub-packages resolve chains into it, keep it, load it into
// Neo4j and export it.
package graph
