// Package article reads articles: plain text, HTML pages, JSON Lines and JSON
// arrays, RSS and Atom files, directories, globs, .gz, .zst and .zip archives
// and standard input become Article values.
package article
