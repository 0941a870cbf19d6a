package main

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

func TestSentenceMarksBothMentions(t *testing.T) {
	const sentence = "Birch bought\tAcme."
	e := store.Said{Evidence: graph.Evidence{
		Sentence: sentence, Span: text.Span{Start: 10, End: 10 + len(sentence)},
		SubjectSpan: text.Span{Start: 10, End: 15}, ObjectSpan: text.Span{Start: 23, End: 27},
	}}
	var m marker
	if got, want := m.sentence(e), "[Birch] bought [Acme]."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	e.ObjectSpan = text.Span{Start: 90, End: 94} // in another sentence
	if got, want := m.sentence(e), "[Birch] bought Acme."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPrintableStopsControls(t *testing.T) {
	if got, want := printable("a\x1b[2Jb\u202ec\u0085d"), "a [2Jb c d"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
