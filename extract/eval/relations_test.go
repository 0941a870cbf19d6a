package eval

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// takeover is a document with one relation of two chains and one symmetric.
func takeover() Document {
	t := "Ann Poe runs Acme. Acme met Birch."
	at := func(s string, from int) Entity {
		i := from + strings.Index(t[from:], s)
		return Entity{Start: i, End: i + len(s), Text: s}
	}
	d := Document{Text: t, Entities: []Entity{at("Ann Poe", 0), at("Acme", 0), at("Acme", 19), at("Birch", 0)}}
	d.Entities[0].Type = "Person"
	for i := range d.Entities[1:] {
		d.Entities[i+1].Type = "Organization"
	}
	d.Relations = []Relation{{Head: 0, Tail: 1, Type: "CEO_OF", Modality: "past"}, {Head: 3, Tail: 2, Type: "MET_WITH", Modality: "asserted"}}
	return d
}

// says returns a task that answers with fixed statements, given as indexes of
// gold entities.
func says(d Document, list ...relations.Statement) RelationTask {
	span := func(i int) text.Span { return text.Span{Start: d.Entities[i].Start, End: d.Entities[i].End} }
	return RelationTask{
		Analyze: func(s string) text.Document { return text.Document{Text: s} },
		Statements: func(in relations.Input) []relations.Statement {
			for i := range list {
				list[i].Evidence = []relations.Evidence{{Subject: span(list[i].Subject), Object: span(list[i].Object), Rule: "r"}}
			}
			return list
		},
	}
}

func TestRelationScores(t *testing.T) {
	d := takeover()
	st := func(rel schema.RelationType, s, o int, m schema.Modality) relations.Statement {
		return relations.Statement{Type: rel, Subject: s, Object: o, Modality: m}
	}
	tests := []struct {
		name          string
		found         []relations.Statement
		micro, strict Count
	}{
		{"nothing found", nil, Count{0, 0, 2}, Count{0, 0, 2}},
		{"all right", []relations.Statement{st(schema.CEOOf, 0, 1, schema.Past), st(schema.MetWith, 3, 2, schema.Asserted)}, Count{2, 0, 0}, Count{2, 0, 0}},
		{"symmetric either way", []relations.Statement{st(schema.MetWith, 2, 3, schema.Asserted)}, Count{1, 0, 1}, Count{1, 0, 1}},
		{"direction matters", []relations.Statement{st(schema.CEOOf, 1, 0, schema.Past)}, Count{0, 1, 2}, Count{0, 1, 2}},
		{"type matters", []relations.Statement{st(schema.Leads, 0, 1, schema.Past)}, Count{0, 1, 2}, Count{0, 1, 2}},
		{"modality counts in the strict figure", []relations.Statement{st(schema.CEOOf, 0, 1, schema.Asserted)}, Count{1, 0, 1}, Count{0, 1, 2}},
		{"said twice counts once", []relations.Statement{st(schema.CEOOf, 0, 1, schema.Past), st(schema.CEOOf, 0, 1, schema.Past)}, Count{1, 0, 1}, Count{1, 0, 1}},
	}
	for _, tt := range tests {
		s := Relations([]Document{d}, says(d, tt.found...))
		if s.Micro() != tt.micro || s.Strict != tt.strict {
			t.Errorf("%s: micro %v, want %v; strict %v, want %v", tt.name, s.Micro(), tt.micro, s.Strict, tt.strict)
		}
	}
}

// An own mention that is no gold entity stands for the gold mention of its
// chain.
func TestRelationOfPronounCountsForItsChain(t *testing.T) {
	d := takeover()
	d.Relations = d.Relations[:1]
	task := says(d, relations.Statement{Type: schema.CEOOf, Subject: 0, Object: 1, Modality: schema.Past})
	inner := task.Statements
	task.Statements = func(in relations.Input) []relations.Statement {
		list := inner(in)
		list[0].Evidence[0].Subject = text.Span{Start: 8, End: 12} // "runs" plays the pronoun
		return list
	}
	task.Names = func(text.Document) ([]names.Mention, []coref.Chain) {
		return []names.Mention{
			{Span: text.Span{Start: 0, End: 7}, Type: schema.Person, Chain: 0},
			{Span: text.Span{Start: 8, End: 12}, Type: schema.Person, Kind: names.Pronoun, Chain: 0},
		}, []coref.Chain{{ID: 0, Type: schema.Person}}
	}
	if s := Relations([]Document{d}, task); s.Micro() != (Count{1, 0, 0}) {
		t.Errorf("got %v", s.Micro())
	}
}

func TestRelationTableNamesEveryFigure(t *testing.T) {
	d := takeover()
	s := Relations([]Document{d}, says(d, relations.Statement{Type: schema.CEOOf, Subject: 0, Object: 1, Modality: schema.Past}))
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CEO_OF", "MET_WITH", "micro", "macro", "micro with modality", "modality past", "modality accuracy"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	if s.Macro() != .5 || s.ModalityAccuracy() != 1 {
		t.Errorf("macro %v, modality accuracy %v", s.Macro(), s.ModalityAccuracy())
	}
}
