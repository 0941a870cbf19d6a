package schema

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed ontology.yaml
var ontologyYAML []byte

// Entity defines one entity type.
type Entity struct {
	Type EntityType `yaml:"type" json:"type"`
	Says string     `yaml:"says" json:"says"`
	Not  string     `yaml:"not" json:"not,omitempty"`
}

// ModalityDef defines one modality.
type ModalityDef struct {
	Type Modality `yaml:"type" json:"type"`
	Says string   `yaml:"says" json:"says"`
}

// Relation defines one relation type: domain (Subject), range (Object; empty
// for a dated fact) and meaning.
type Relation struct {
	Type      RelationType `yaml:"type" json:"type"`
	Subject   []EntityType `yaml:"subject" json:"subject"`
	Object    []EntityType `yaml:"object" json:"object,omitempty"`
	Symmetric bool         `yaml:"symmetric" json:"symmetric,omitempty"`
	SameKind  bool         `yaml:"same_kind" json:"same_kind,omitempty"`
	Says      string       `yaml:"says" json:"says"`
	Not       string       `yaml:"not" json:"not,omitempty"`
	Dated     bool         `yaml:"-" json:"dated,omitempty"`
}

// Allows reports whether the relation may join a subject and an object of
// these types. For a dated fact the object type is ignored.
func (r Relation) Allows(subject, object EntityType) bool {
	if !slices.Contains(r.Subject, subject) {
		return false
	}
	if r.Dated {
		return true
	}
	if r.SameKind && subject != object {
		return false
	}
	return slices.Contains(r.Object, object)
}

// Ontology is the parsed ontology.yaml.
type Ontology struct {
	Version    int           `yaml:"version" json:"version"`
	Entities   []Entity      `yaml:"entities" json:"entities"`
	Modalities []ModalityDef `yaml:"modalities" json:"modalities"`
	Relations  []Relation    `yaml:"relations" json:"relations"`
	Dated      []Relation    `yaml:"dated" json:"dated"`

	byType map[RelationType]Relation
}

// Relation returns the definition of a relation type or dated fact; ok is
// false for a type that the ontology does not have.
func (o *Ontology) Relation(t RelationType) (def Relation, ok bool) {
	def, ok = o.byType[t]
	return def, ok
}

// HasEntity reports whether t is one of the entity types.
func (o *Ontology) HasEntity(t EntityType) bool {
	return slices.ContainsFunc(o.Entities, func(e Entity) bool { return e.Type == t })
}

// Default returns the built-in ontology. The value is shared: do not change it.
var Default = sync.OnceValue(func() *Ontology {
	o, err := Parse(ontologyYAML)
	if err != nil {
		panic("built-in ontology: " + err.Error())
	}
	return o
})

// Parse reads an ontology in the format of ontology.yaml. It fails on unknown
// entity types in a domain or range and on types defined twice.
func Parse(data []byte) (*Ontology, error) {
	var o Ontology
	if err := yaml.Unmarshal(data, &o); err != nil {
		return nil, err
	}
	for i := range o.Dated {
		o.Dated[i].Dated = true
	}
	o.byType = make(map[RelationType]Relation)
	for _, r := range slices.Concat(o.Relations, o.Dated) {
		if _, twice := o.byType[r.Type]; twice {
			return nil, fmt.Errorf("relation %s is defined twice", r.Type)
		}
		for _, t := range slices.Concat(r.Subject, r.Object) {
			if !o.HasEntity(t) {
				return nil, fmt.Errorf("relation %s: unknown entity type %q", r.Type, t)
			}
		}
		o.byType[r.Type] = r
	}
	return &o, nil
}
