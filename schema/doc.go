// Package schema is the ontology of newsgraph: which kinds of entities and
// relations exist, which types a relation joins, which modalities a statement
// can have, and the rule, constraint, query and style files that speak of them.
//
// ontology.yaml is the single source; the constants below name its entries for
// Go code and a test keeps both equal. The package holds data and its types
// only and imports no other package of the module.
package schema
