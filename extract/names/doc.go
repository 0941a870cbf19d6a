// Package names finds the named entities of an article: sentences in, mentions
// with type, kind and probability out. The default Recognizer is the news
// model, embedded in the binary; Prose is prose v2's stock recognizer.
package names
