package eval

import (
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/schema"
)

// Vocabulary says what the relation labels of a data set are in the ontology.
type Vocabulary struct {
	Source string // what the documents' source begins with
	// Labels lists the labels that are measured, each with the relation types
	// that say the same. A finding of a type that stands at several labels is
	// right when one of them was annotated, and else counts as a false finding
	// of the first.
	Labels []Label
	// SameAs is a label that links two clusters of one thing: they are taken
	// for one. Suffix marks labels of such a second cluster.
	SameAs, Suffix string
	// Overlap is set where the set's own measure asks only for overlapping
	// spans, and neither end may be another mention of its chain.
	Overlap bool
}

// Label is a label of a data set.
type Label struct {
	Name    string
	Types   []schema.RelationType
	Inverse bool // the label's head is the object
	// Object, where it is set, is what the object of the types must be.
	Object schema.EntityType
	// Follows are types from which the label follows, where a set annotates
	// that, too: a president is a citizen. They find it, but are never wrong
	// for its absence.
	Follows []schema.RelationType
}

// vocabularies are those of the known sets. A set of another source speaks the
// ontology's language.
func vocabularies() []Vocabulary {
	offices := []schema.RelationType{
		schema.WorksFor, schema.Leads, schema.SpokespersonFor, schema.CEOOf, schema.HeadOfStateOf, schema.HeadOfGovernmentOf, schema.MemberOf,
	}
	one := func(name string, types ...schema.RelationType) Label { return Label{Name: name, Types: types} }
	inverse := func(name string, t schema.RelationType) Label {
		return Label{Name: name, Types: []schema.RelationType{t}, Inverse: true}
	}
	follows := func(l Label, types ...schema.RelationType) Label {
		l.Follows = types
		return l
	}
	heads := []schema.RelationType{schema.HeadOfStateOf, schema.HeadOfGovernmentOf}
	return []Vocabulary{
		{Source: "conll04", Labels: []Label{
			{Name: "Work_For", Types: offices, Object: schema.Organization},
			one("Live_In", schema.LivesIn, schema.CitizenOf, schema.BornIn),
			// The set has no offices of places: their holders live there.
			{Name: "Live_In", Types: offices, Object: schema.Place},
			one("OrgBased_In", schema.HeadquarteredIn),
			one("Located_In", schema.LocatedIn),
			one("Kill", schema.Attacked),
		}},
		{Source: "dwie", SameAs: "gpe0", Suffix: "-x", Labels: []Label{
			one("head_of_state", schema.HeadOfStateOf),
			one("head_of_gov", schema.HeadOfGovernmentOf),
			one("head_of", schema.Leads),
			one("coach_of", schema.Leads),
			one("spokesperson_of", schema.SpokespersonFor),
			follows(one("agent_of", schema.WorksFor), heads...),
			one("minister_of", schema.WorksFor),
			one("player_of", schema.WorksFor),
			follows(one("member_of", schema.MemberOf), schema.WorksFor, schema.Leads, schema.SpokespersonFor, schema.CEOOf, schema.AffiliatedWith),
			// 0 stands for a country, 1 for a region, 2 for a town; the ontology
			// makes no difference between them.
			one("based_in0", schema.HeadquarteredIn),
			one("based_in1", schema.HeadquarteredIn),
			one("based_in2", schema.HeadquarteredIn),
			one("in0", schema.LocatedIn),
			one("in1", schema.LocatedIn),
			one("in2", schema.LocatedIn),
			one("event_in0", schema.LocatedIn),
			one("event_in2", schema.LocatedIn),
			follows(one("citizen_of", schema.CitizenOf), heads...),
			one("vs", schema.CompetesWith),
			one("won_vs", schema.CompetesWith),
			one("part_of", schema.SubsidiaryOf, schema.HeadquarteredIn),
			one("agency_of", schema.SubsidiaryOf, schema.HeadquarteredIn),
			one("ministry_of", schema.SubsidiaryOf, schema.HeadquarteredIn),
			one("institution_of", schema.SubsidiaryOf, schema.HeadquarteredIn),
		}},
		{Source: "knowledgenet", Overlap: true, Labels: []Label{
			one("DATE_OF_BIRTH", schema.BornOn),
			one("DATE_OF_DEATH", schema.DiedOn),
			one("DATE_FOUNDED", schema.FoundedOn),
			one("PLACE_OF_RESIDENCE", schema.LivesIn),
			one("PLACE_OF_BIRTH", schema.BornIn),
			one("NATIONALITY", schema.CitizenOf),
			one("EMPLOYEE_OR_MEMBER_OF", schema.WorksFor, schema.MemberOf, schema.Leads),
			one("EDUCATED_AT", schema.EducatedAt),
			one("POLITICAL_AFFILIATION", schema.AffiliatedWith),
			one("CHILD_OF", schema.ChildOf),
			one("SPOUSE", schema.SpouseOf),
			one("HEADQUARTERS", schema.HeadquarteredIn),
			one("SUBSIDIARY_OF", schema.SubsidiaryOf),
			inverse("FOUNDED_BY", schema.Founded),
			inverse("CEO", schema.CEOOf),
		}},
	}
}

// VocabularyOf returns the vocabulary of a document, nil when it is the
// ontology's.
func VocabularyOf(d *Document) *Vocabulary {
	for _, v := range vocabularies() {
		if strings.HasPrefix(d.Source, v.Source) {
			return &v
		}
	}
	return nil
}

// knowledgeNet returns the vocabulary of KnowledgeNet.
func knowledgeNet() *Vocabulary {
	return VocabularyOf(&Document{Source: "knowledgenet"})
}

// labels returns the labels by name.
func (v *Vocabulary) labels() map[string]*Label {
	m := map[string]*Label{}
	for i := range v.Labels {
		m[v.Labels[i].Name] = &v.Labels[i]
	}
	return m
}

// Measured returns the name of a label as it is counted, "" when it is not
// measured.
func (v *Vocabulary) Measured(name string) string {
	if v.Suffix != "" {
		name = strings.TrimSuffix(name, v.Suffix)
	}
	for i := range v.Labels {
		if v.Labels[i].Name == name {
			return name
		}
	}
	return ""
}

// Of returns the labels of a relation type whose object is of the given type,
// then those that follow from it.
func (v *Vocabulary) Of(t schema.RelationType, object schema.EntityType) []*Label {
	var list []*Label
	for i := range v.Labels {
		l := &v.Labels[i]
		if slices.Contains(l.Types, t) && (l.Object == "" || l.Object == object) {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		return nil
	}
	for i := range v.Labels {
		if slices.Contains(v.Labels[i].Follows, t) {
			list = append(list, &v.Labels[i])
		}
	}
	return list
}
