package main

import (
	"io"
	"os"

	"github.com/newsgraph/newsgraph/schema"
)

// paint colours words on a terminal and leaves them alone elsewhere.
type paint struct{ on bool }

// paintFor colours what goes to a terminal, unless NO_COLOR is set or the
// terminal cannot.
func paintFor(w io.Writer) paint {
	_, ok := terminal(w)
	return paint{ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// in wraps text in an escape code.
func (p paint) in(code, s string) string {
	if !p.on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p paint) bold(s string) string  { return p.in("1", s) }
func (p paint) faint(s string) string { return p.in("2", s) }

// relation colours the type of a relation.
func (p paint) relation(t schema.RelationType) string { return p.in("33", string(t)) }

// hues are escape codes by how a statement holds; what is asserted has none.
var hues = map[schema.Modality]string{schema.Past: "2", schema.Planned: "36", schema.Alleged: "35", schema.Denied: "31"}

// modality colours words by how a statement holds.
func (p paint) modality(m schema.Modality, s string) string {
	if code, ok := hues[m]; ok {
		return p.in(code, s)
	}
	return s
}
