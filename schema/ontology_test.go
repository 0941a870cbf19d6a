package schema

import "testing"

func TestDefaultOntology(t *testing.T) {
	o := Default()
	if len(o.Entities) != 8 || len(o.Modalities) != 5 || len(o.Relations) != 36 || len(o.Dated) != 3 {
		t.Fatalf("got %d entities, %d modalities, %d relations, %d dated facts", len(o.Entities), len(o.Modalities), len(o.Relations), len(o.Dated))
	}
}

func TestAllows(t *testing.T) {
	o := Default()
	for _, c := range []struct {
		rel     RelationType
		subject EntityType
		object  EntityType
		want    bool
	}{
		{SpokespersonFor, Person, Organization, true},
		{SpokespersonFor, Organization, Person, false},
		{CompetesWith, Product, Product, true},
		{CompetesWith, Product, Person, false},
		{BornOn, Person, "", true},
		{FoundedOn, Person, "", false},
	} {
		def, ok := o.Relation(c.rel)
		if !ok {
			t.Fatalf("%s is missing", c.rel)
		}
		if got := def.Allows(c.subject, c.object); got != c.want {
			t.Errorf("%s allows %s -> %s: got %v", c.rel, c.subject, c.object, got)
		}
	}
}

func TestParseRejects(t *testing.T) {
	for name, text := range map[string]string{
		"unknown type": "entities: [{type: Person}]\nrelations: [{type: A, subject: [Ghost]}]",
		"twice":        "entities: [{type: Person}]\nrelations: [{type: A, subject: [Person]}, {type: A, subject: [Person]}]",
		"not YAML":     "entities: [",
	} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
