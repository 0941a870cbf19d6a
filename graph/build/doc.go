// Package build fills a store. In goes a stream of records, as package article
// reads them; out come the articles, extractions and the graph in the store,
// and a Summary that counts every input once.
//
// Run leaves out what the store already holds, extracts the rest on several
// workers, adds it in batches, extracts again what another extractor left and
// resolves the graph. A record that cannot be read is reported and the rest
// goes on; an error of the store or the stream ends the run. What a batch has
// added stays, whatever ends it. Progress is called by one goroutine at a time.
package build
