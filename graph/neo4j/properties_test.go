package neo4j

import (
	"slices"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

func TestPropertiesComeInOrderOfTheirNames(t *testing.T) {
	entity := graph.Entity{ID: "e1", Identifiers: map[string]string{"iso3166": "US", "name": "x", "wikidata": "Q1", "articles": "7"}}
	statement := graph.Statement{ID: "s1", Subject: "e1", Object: "e2", Modality: schema.Asserted, FirstSaid: "2024-05"}
	for name, props := range map[string]Properties{
		"an entity with identifiers": entityProps(nil, entity, nil),
		"an article":                 articleProps(graph.Article{}),
		"an article only cited":      citedProps(graph.Citation{}),
		"a statement":                statementProps(nil, statement),
		"a typed relationship":       typedProps(nil, statementProps(nil, statement)),
		"evidence":                   statesEdge(graph.Evidence{}).props,
		"a mention":                  new(room).mentions("a1", []graph.Mention{{}})[0].props,
	} {
		names := props.names()
		want := slices.Clone(names)
		slices.Sort(want)
		if !slices.Equal(names, slices.Compact(want)) {
			t.Errorf("%s: %v", name, names)
		}
	}
	p := entityProps(nil, entity, nil)
	if got := p.Get("identifier_name"); got != "x" {
		t.Errorf("an identifier named as a property of the model: got %v", got)
	}
	if got := p.Get("no such property"); got != nil {
		t.Errorf("got %v", got)
	}
}
