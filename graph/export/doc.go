// Package export writes a graph in the formats of other tools.
//
// In goes a graph.Reader; out comes one file, or one folder of files, in one of
// these formats:
//
//	neo4j-admin  typed CSV, gzip, for `neo4j-admin database import full`
//	cypher       one script for cypher-shell that may be run again
//	graphml      http://graphml.graphdrawing.org/specification.html, typed keys
//	gexf         https://gexf.net, version 1.3, dynamic: entities and relations have dates
//	ftm          https://followthemoney.tech, one entity a line
//	jsonld       https://www.w3.org/TR/json-ld11/ with the terms of https://schema.org
//	csv          entities, relations, evidence and articles (RFC 4180), for data frames
//
// neo4j-admin and cypher write what neo4j.Load writes, marks included (they use
// its projection): into an empty database, so that a later load finds nothing to
// do. The script deletes nothing: over an older state of the store a full load
// must follow. They take the whole graph.
// The others show entities and relations and take a Filter. CheckImport says
// whether neo4j-admin imported all that was written for it.
//
// Rows are streamed; what is kept in memory grows with the number of nodes, not
// with that of relationships or the length of texts. The same graph gives the
// same bytes, whatever the number of workers. A file or folder bears its name
// only when it is complete.
//
// Text may hold anything: what a format cannot hold (control characters in XML,
// NUL in CSV) becomes U+FFFD, and marks of writing direction, which let a name
// rearrange the words around it, are left out of labels.
package export
