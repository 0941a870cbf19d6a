// Package resolve merges the chains of many articles into entities, and copies
// of one wire story into stories: extractions in, a graph out, the same
// whatever their order.
//
//	Extraction → FromExtraction → []Article → Build → graph.Graph
//
// Resolve is the whole way. FromExtraction keeps of an extraction what
// resolving needs (names, forms, hints, statements with their sentences, the
// shingles of the text), so that it can run per article, on many workers, and
// its result can be kept; Build wants all articles of the graph at once.
package resolve
