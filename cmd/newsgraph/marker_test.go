package main

import (
	"testing"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

func TestWhyMarksWhatDecided(t *testing.T) {
	const sentence = "Birch will buy Acme, Ida Moreau said."
	at := func(start, end int) text.Span { return text.Span{Start: 10 + start, End: 10 + end} }
	e := store.Said{Evidence: graph.Evidence{
		Sentence: sentence, Span: at(0, len(sentence)), SubjectSpan: at(0, 5), ObjectSpan: at(15, 19),
		Marks: []relations.Mark{
			{Span: at(6, 10), Kind: relations.ModalityMark},
			{Span: at(11, 14), Kind: relations.TriggerMark},
			{Span: at(11, 14), Kind: relations.RoleMark},
			{Span: at(21, 31), Kind: relations.SpeakerMark},
		},
	}}
	for _, tt := range []struct {
		name string
		m    marker
		want string
	}{
		{"in words", marker{}, "[Birch] {modality: will} {trigger: buy} [Acme], {speaker: Ida Moreau} said."},
		{"in colour", marker{paint{on: true}}, "\x1b[1;4mBirch\x1b[0m \x1b[35mwill\x1b[0m \x1b[33mbuy\x1b[0m \x1b[1;4mAcme\x1b[0m, \x1b[36mIda Moreau\x1b[0m said."},
	} {
		if got := tt.m.everything(e); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	if at := elsewhere(e); at != "" {
		t.Errorf("the speaker stands in the sentence, not at %s", at)
	}
	e.Marks = []relations.Mark{{Span: text.Span{Start: 2, End: 8}, Kind: relations.SpeakerMark}}
	if at := elsewhere(e); at != "bytes 2–8" {
		t.Errorf("the speaker of the sentence before stands at %q, want bytes 2–8", at)
	}
}
