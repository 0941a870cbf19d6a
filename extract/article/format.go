package article

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"
)

type format int

const (
	unknown format = iota
	plainText
	webPage
	jsonLines
	jsonDocument
	feedXML
)

// formatByName gives the format that an ending promises.
func formatByName(name string) format {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".text", ".md", ".markdown":
		return plainText
	case ".html", ".htm", ".xhtml", ".shtml", ".mhtml":
		return webPage
	case ".jsonl", ".ndjson", ".jsonlines", ".jl":
		return jsonLines
	case ".json", ".jsonld":
		return jsonDocument
	case ".rss", ".atom", ".rdf":
		return feedXML
	}
	return unknown
}

var (
	feedRoot = regexp.MustCompile(`(?i)^<(?:rss|rdf:rdf|(?:\w+:)?feed)[\s>]`)
	pageRoot = regexp.MustCompile(`(?i)^<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta|section|span|table)[\s>]`)
	prolog   = regexp.MustCompile(`(?is)^(?:<\?.*?\?>|<!--.*?-->|<!doctype\s+(?:rss|rdf|feed)[^>]*>|\s)+`)
)

// sniff gives the format that the first bytes of a file show.
func sniff(head []byte) format {
	text, _ := decode(head, prescanHTML(head))
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	body := prolog.ReplaceAllString(text, "")
	switch {
	case feedRoot.MatchString(body):
		return feedXML
	case pageRoot.MatchString(body):
		return webPage
	case strings.HasPrefix(text, "{"):
		return jsonDocument
	case strings.HasPrefix(text, "["):
		if rest := strings.TrimLeft(text[1:], " \t\r\n"); rest == "" || strings.HasPrefix(rest, "{") || rest[0] == ']' {
			return jsonDocument
		}
	case strings.HasPrefix(text, "<?xml"):
		return unknown
	}
	if looksBinary(text) {
		return unknown
	}
	return plainText
}

// otherFormat names the format of a document that no reader is for, empty when
// it is none.
func otherFormat(head []byte, name string) string {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")), strings.EqualFold(path.Ext(name), ".pdf"):
		return "PDF"
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "RTF"
	case bytes.HasPrefix(head, []byte("%!PS")):
		return "PostScript"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "a document of Microsoft Office"
	}
	return ""
}

// read reads an unpacked stream.
func (j job) read(shown, name string, r *bufio.Reader) error {
	src := Source{Path: shown}
	head, err := r.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return j.fail(src, cause(err))
	}
	named, seen := formatByName(name), sniff(head)
	f := named
	switch other := otherFormat(head, name); {
	case len(head) == 0:
		return j.fail(src, errors.New("empty: no article in it"))
	case other != "":
		return j.fail(src, fmt.Errorf("%s is not read: convert it to text or to a web page, as pdftotext or a word processor does", other))
	case named == unknown, named == plainText && (seen == webPage || seen == feedXML || seen == unknown),
		named == webPage && seen == feedXML, named == feedXML && seen == webPage:
		f = seen
	}
	switch f {
	case jsonLines:
		return j.jsonLines(src, r)
	case jsonDocument:
		return j.jsonDocument(src, r)
	case unknown:
		what := "not text"
		if strings.HasPrefix(strings.TrimSpace(string(head)), "<?xml") {
			what = "XML, but no feed and no page"
		}
		return j.fail(src, fmt.Errorf("%s: want plain text, HTML, JSON, JSON Lines, RSS or Atom", what))
	}
	data, err := readWhole(r, maxWhole)
	if err != nil {
		return j.fail(src, err)
	}
	switch f {
	case webPage:
		return j.page(src, data)
	case feedXML:
		return j.feed(src, data)
	}
	return j.text(src, name, data)
}
