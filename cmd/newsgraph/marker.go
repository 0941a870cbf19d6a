package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph/store"
)

// marker marks what states a relation in its sentence. On a terminal the
// arguments are underlined and the rest is in colour; elsewhere arguments stand
// in square brackets, the rest in curly ones with its name.
type marker struct{ paint }

func markerFor(w io.Writer) marker { return marker{paintFor(w)} }

// argument is the kind of a mark on subject or object.
const argument relations.MarkKind = ""

// order is the order in which marks take their place where two overlap: the
// role after the trigger, which often is a part of it.
var order = []relations.MarkKind{
	argument, relations.ModalityMark, relations.TriggerMark, relations.SpeakerMark, relations.RoleMark,
	relations.FromMark, relations.ToMark, relations.AmountMark, relations.StakeMark,
}

// colours are escape codes by the kind of mark; the others are green.
var colours = map[relations.MarkKind]string{
	argument: "1;4", relations.TriggerMark: "33", relations.ModalityMark: "35", relations.SpeakerMark: "36",
}

func (m marker) wrap(kind relations.MarkKind, s string) string {
	s = printable(s)
	switch {
	case m.on:
		return m.in(cmp.Or(colours[kind], "32"), s)
	case kind == argument:
		return "[" + s + "]"
	}
	return "{" + string(kind) + ": " + s + "}"
}

// sentence shows the sentence of e with its two arguments marked, on one line.
func (m marker) sentence(e store.Said) string {
	e.Marks = nil
	return m.everything(e)
}

// everything shows the sentence of e with all its marks, on one line.
func (m marker) everything(e store.Said) string {
	marks := []relations.Mark{{Span: e.SubjectSpan, Kind: argument}, {Span: e.ObjectSpan, Kind: argument}}
	all := slices.Clone(e.Marks)
	slices.SortStableFunc(all, func(a, b relations.Mark) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	for _, k := range all {
		if !slices.ContainsFunc(marks, func(o relations.Mark) bool { return o.Overlaps(k.Span) }) {
			marks = append(marks, k)
		}
	}
	slices.SortStableFunc(marks, func(a, b relations.Mark) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	at := e.Start
	for _, k := range marks {
		if k.Start < at || k.End > e.End {
			continue // in another sentence: shown without a mark
		}
		b.WriteString(printable(e.Sentence[at-e.Start : k.Start-e.Start]))
		b.WriteString(m.wrap(k.Kind, e.Sentence[k.Start-e.Start:k.End-e.Start]))
		at = k.End
	}
	b.WriteString(printable(e.Sentence[at-e.Start:]))
	return b.String()
}

// words are those of a span of the sentence of e, in quotes.
func words(e store.Said, span text.Span) string {
	if !(text.Span{Start: e.Start, End: e.End}).Contains(span) {
		return "one named before"
	}
	return `"` + printable(e.Sentence[span.Start-e.Start:span.End-e.Start]) + `"`
}

// elsewhere says where the speaker stands when that is not in the sentence,
// empty when it is.
func elsewhere(e store.Said) string {
	for _, k := range e.Marks {
		if k.Kind == relations.SpeakerMark && !(text.Span{Start: e.Start, End: e.End}).Contains(k.Span) {
			return fmt.Sprintf("bytes %d–%d", k.Start, k.End)
		}
	}
	return ""
}
