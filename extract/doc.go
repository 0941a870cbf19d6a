// Package extract turns one article into an Extraction: sentences, mentions,
// values, chains and statements, all with byte offsets into the article's
// text. It is a pure function of the article: no storage, no network, the same
// result every time.
//
//	Article → []Sentence{[]Token} → []Mention → []Value → []Chain → []Statement
//
// Package article reads articles from files; Extractor.Extract takes one,
// Extractor.All a stream of them on several workers. Each stage is a package
// of its own (text, names, values, coref, relations), and Options replaces
// stages: a recognizer of names of one's own, more relation rules. The examples
// show each of these.
//
// A Chain is what some mentions of one article stand for. A Statement joins two
// chains, or a chain and a date, and says by its modality how it is meant:
// asserted, past, planned, alleged or denied. Each has one Evidence at least: a
// sentence, the spans of both mentions, and the rule or model that found it.
// Who is who across articles is not decided here, but in graph/resolve.
package extract
