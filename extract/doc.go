// Package extract turns one article into an Extraction: sentences, mentions,
// values, chains and statements, all with byte offsets into the article's
// text. It is a pure function of the article: no storage, no network, the same
// result every time.
//
//	Article → []Sentence{[]Token} → []Mention → []Value → []Chain → []Statement
package extract
