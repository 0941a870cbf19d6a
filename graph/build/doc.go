// Package build fills a store: it takes a stream of articles, leaves out what
// the store already holds, extracts the rest on several workers, adds it in
// batches and resolves the graph. What a batch has added stays, whatever ends
// the run.
package build
