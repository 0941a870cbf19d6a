// Package article reads news articles.
//
// # What goes in
//
// [Read] takes files, directories (walked in sorted order, links followed),
// globs and "-" for standard input. A file's name says what it holds; where it
// does not, its first bytes do:
//
//	.txt .text .md            plain text, the first line a title when it looks like one
//	.html .htm .xhtml         a saved page
//	.jsonl .ndjson            one JSON object a line
//	.json                     an object, an array of objects, or an object that wraps such an array
//	.rss .atom .xml           RSS, RDF, Atom; a JSON Feed is found in .json
//	.gz .zst .zip             any of these, packed; zip members one by one
//
// Any character encoding that golang.org/x/net/html/charset knows is read: a
// byte order mark, valid UTF-8, the encoding that the document declares and
// windows-1252 are tried in this order. Bytes that mean nothing become U+FFFD
// and are counted in [Record.Replaced].
//
// # What comes out
//
// A sequence of [Record]: an [Article], where it was found, and warnings such
// as a date that could not be read. What cannot be read at all comes as an
// [InputError] in the same sequence, which then goes on.
//
// Article.Text is the title, an empty line, and the body without boilerplate
// (share buttons, comment forms, lists of related stories; the latter become
// Article.Cites). Line ends are "\n", lines carry no space at their ends and
// single spaces inside, at most one empty line stands between two others, the
// characters are in Unicode normalization form C, control and invisible format
// characters are gone. Quotation marks and dashes stay as they were written.
//
// Article.ID is a function of Article.Text alone, see [TextID], unless
// [Options.AsIs] passes on an id that the record brings. Article.Key is the
// canonical URL ([CanonicalURL]), else the absolute path with slashes, so that
// it depends neither on the working directory nor on how the path was spelled:
// with the member's path inside a zip archive, and "#" and the number of the
// line (JSON Lines) or of the record (JSON arrays, feeds) where a file holds
// several. A folder that is moved makes new keys; its texts are still
// recognized as the same articles by their ID. Standard input has no path;
// there the ID is the key.
//
// # Methods
//
// Main text of pages: trafilatura (Barbaresi 2021) with Readability and
// DOM Distiller as its fallbacks. Languages: the share of common English words
// first, then character trigrams (Cavnar and Trenkle 1994). Feeds: RSS 2.0,
// RFC 4287, jsonfeed.org 1.1. Metadata: schema.org NewsArticle in JSON-LD, the
// Open Graph protocol, Dublin Core.
package article
