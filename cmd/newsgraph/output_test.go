package main

import (
	"slices"
	"strings"
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

func TestTheWidestColumnsGiveWay(t *testing.T) {
	for _, c := range []struct {
		name   string
		widths []int
		width  int
		want   []int
	}{
		{"no terminal", []int{90, 5}, 0, []int{90, 5}},
		{"all fits", []int{30, 5}, 37, []int{30, 5}},
		{"one is too wide", []int{90, 5, 20}, 80, []int{51, 5, 20}},
		{"two are", []int{60, 50, 8}, 80, []int{34, 34, 8}},
		{"there is no room", []int{60, 50, 20, 20}, 40, []int{16, 16, 16, 16}},
		{"no column", nil, 80, nil},
	} {
		if got := narrowed(c.widths, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	var b strings.Builder
	table := &fitted{Writer: newTable(&b).(*fitted).Writer, width: 40}
	table.AppendRow([]any{strings.Repeat("Norvik ", 9), paint{on: true}.bold("CEO_OF"), "2 stories"})
	table.Render()
	if line := strings.TrimRight(b.String(), " \n"); line != "Norvik Norvik Norvik…  \x1b[1mCEO_OF\x1b[0m  2 stories" {
		t.Errorf("%q", line)
	}
}
