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

// labelled returns a document of a set whose entities are given as type:text.
func labelled(source, t string, entities ...string) Document {
	d := Document{Source: source, Text: t}
	for _, e := range entities {
		typ, name, _ := strings.Cut(e, ":")
		i := strings.Index(t, name)
		d.Entities = append(d.Entities, Entity{Start: i, End: i + len(name), Type: typ, Text: name})
	}
	return d
}

// finds returns a task that answers with one statement between two texts, which
// are chains 0 and 1 of the types that the statement has.
func finds(t string, rel schema.RelationType, m schema.Modality, subject, object string, objectType schema.EntityType) RelationTask {
	span := func(s string) text.Span {
		i := strings.Index(t, s)
		return text.Span{Start: i, End: i + len(s)}
	}
	return RelationTask{
		Analyze: func(s string) text.Document { return text.Document{Text: s} },
		Names: func(text.Document) ([]names.Mention, []coref.Chain) {
			return []names.Mention{{Span: span(subject), Chain: 0}, {Span: span(object), Chain: 1}}, []coref.Chain{{ID: 0}, {ID: 1, Type: objectType}}
		},
		Statements: func(relations.Input) []relations.Statement {
			return []relations.Statement{{
				Type: rel, Subject: 0, Object: 1, Modality: m,
				Evidence: []relations.Evidence{{Subject: span(subject), Object: span(object), Rule: "r"}},
			}}
		},
	}
}

func TestLabelsOfOtherSetsAreMapped(t *testing.T) {
	const news = "Former President Ann Poe of Norland runs Acme Tools in Tronby ."
	doc := func(source, label string, entities ...string) Document {
		d := labelled(source, news, entities...)
		d.Relations = []Relation{{Head: 0, Tail: 1, Type: label}}
		return d
	}
	conll := doc("conll04", "Work_For", "Peop:President Ann Poe", "Org:Acme Tools")
	lives := doc("conll04", "Live_In", "Peop:President Ann Poe", "Loc:Norland")
	knet := doc("knowledgenet-v10", "CEO", "ORG:Acme Tools", "PER:Ann Poe")
	knet.Passages = []Passage{{Start: 0, End: len(news), Exhausted: []string{"CEO"}}}
	whole := doc("conll04", "Work_For", "Peop:President Ann Poe of Norland", "Org:Acme Tools")
	town := doc("dwie", "based_in2", "organization:Acme Tools", "location:Tronby")
	tests := []struct {
		name    string
		doc     Document
		rel     schema.RelationType
		said    schema.Modality
		subject string
		object  string
		typ     schema.EntityType
		overlap bool
		want    Count
	}{
		{"a chief executive works for the company", conll, schema.CEOOf, schema.Asserted, "President Ann Poe", "Acme Tools", schema.Organization, false, Count{1, 0, 0}},
		{"without the title the span is another", conll, schema.CEOOf, schema.Asserted, "Ann Poe", "Acme Tools", schema.Organization, false, Count{0, 1, 1}},
		{"but it overlaps", conll, schema.CEOOf, schema.Asserted, "Ann Poe", "Acme Tools", schema.Organization, true, Count{1, 0, 0}},
		{"what is planned does not count", conll, schema.CEOOf, schema.Planned, "Ann Poe", "Acme Tools", schema.Organization, true, Count{0, 0, 1}},
		{"what has no label does not count", conll, schema.Sued, schema.Asserted, "Ann Poe", "Acme Tools", schema.Organization, true, Count{0, 0, 1}},
		{"another label is wrong", conll, schema.HeadquarteredIn, schema.Asserted, "Ann Poe", "Acme Tools", schema.Organization, true, Count{0, 1, 1}},
		{"the office of a place is a life there", lives, schema.HeadOfStateOf, schema.Past, "Ann Poe", "Norland", schema.Place, true, Count{1, 0, 0}},
		{"direction matters", lives, schema.LivesIn, schema.Asserted, "Norland", "Ann Poe", schema.Place, true, Count{0, 1, 1}},
		{"parts of one gold name are related by none", whole, schema.HeadOfStateOf, schema.Asserted, "Ann Poe", "Norland", schema.Place, true, Count{0, 0, 1}},
		{"a seat in a town is one, too", town, schema.HeadquarteredIn, schema.Asserted, "Acme Tools", "Tronby", schema.Place, false, Count{1, 0, 0}},
		{"a label may be the inverse", knet, schema.CEOOf, schema.Asserted, "Ann Poe", "Acme Tools", schema.Organization, false, Count{1, 0, 0}},
		{"a passage read for the label counts", knet, schema.CEOOf, schema.Asserted, "Norland", "Acme Tools", schema.Organization, false, Count{0, 1, 1}},
		{"one not read for it does not", knet, schema.HeadquarteredIn, schema.Asserted, "Acme Tools", "Tronby", schema.Place, false, Count{0, 0, 1}},
	}
	for _, tt := range tests {
		task := finds(news, tt.rel, tt.said, tt.subject, tt.object, tt.typ)
		task.Overlap = tt.overlap
		if got := Relations([]Document{tt.doc}, task).Micro(); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// DWIE annotates a country and its adjective as two clusters.
func TestCountryAndItsAdjectiveAreOneEnd(t *testing.T) {
	const news = "Norlandic leader Ann Poe left Norland ."
	d := labelled("dwie", news, "other:Norlandic", "person:Ann Poe", "location:Norland")
	d.Arguments = "cluster"
	for i := range d.Entities {
		d.Entities[i].Cluster = Cluster(rune('0' + i))
	}
	d.Relations = []Relation{
		{Head: 0, Tail: 2, Type: "gpe0"}, {Head: 1, Tail: 2, Type: "head_of_state"}, {Head: 1, Tail: 0, Type: "head_of_state-x"},
	}
	task := finds(news, schema.HeadOfStateOf, schema.Asserted, "Ann Poe", "Norlandic", schema.Place)
	if got, want := Relations([]Document{d}, task).Micro(), (Count{1, 0, 0}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEveryLabelHasTypesOfTheOntology(t *testing.T) {
	for _, v := range vocabularies() {
		for _, l := range v.Labels {
			if len(l.Types) == 0 {
				t.Errorf("%s: %s has no type", v.Source, l.Name)
			}
			for _, r := range l.Types {
				if _, ok := schema.Default().Relation(r); !ok {
					t.Errorf("%s: %s: no relation type %q", v.Source, l.Name, r)
				}
			}
			if v.Measured(l.Name+v.Suffix) != l.Name {
				t.Errorf("%s: %s is not measured", v.Source, l.Name)
			}
		}
	}
}

// DWIE annotates what follows from an office, too.
func TestWhatFollowsIsFoundButNeverWrong(t *testing.T) {
	const news = "Norland 's president , Ann Poe , left ."
	d := labelled("dwie", news, "location:Norland", "person:Ann Poe")
	task := finds(news, schema.HeadOfStateOf, schema.Asserted, "Ann Poe", "Norland", schema.Place)
	d.Relations = []Relation{{Head: 1, Tail: 0, Type: "head_of_state"}, {Head: 1, Tail: 0, Type: "citizen_of"}}
	if got, want := Relations([]Document{d}, task).Micro(), (Count{2, 0, 0}); got != want {
		t.Errorf("both annotated: got %v, want %v", got, want)
	}
	d.Relations = d.Relations[:1]
	if got, want := Relations([]Document{d}, task).Micro(), (Count{1, 0, 0}); got != want {
		t.Errorf("the office alone: got %v, want %v", got, want)
	}
}
