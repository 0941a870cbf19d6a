// Package graph defines the knowledge graph as values: entities, statements,
// evidence, mentions, citations, and the ids that depend on the set of
// articles alone.
//
// An Entity is what chains of one or more articles stand for. A Statement is a
// relation between two of them that articles state; Evidence is one sentence
// that does. Statements that hold (Statement.HasEdge) are the edges of the
// graph; what is planned, alleged or denied is a statement without an edge.
//
// A Reader gives all of it row by row, sorted, and is what every projection
// takes: a store.Store and InMemory are Readers. Of the packages below
//
//	resolve  joins chains across articles into entities
//	store    keeps articles and graph in one SQLite file, and answers questions
//	build    runs extraction, store and resolution over a stream of articles
//	watch    notices new files and entries of feeds
//	diff     says what two states of a graph differ in
//	neo4j    makes a Neo4j database equal to a Reader
//	export   writes a Reader in the formats of other tools
//	browse   shows a store as web pages, or as one page to send
package graph
