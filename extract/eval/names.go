package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// Count is how many mentions were found, were false, were missed.
type Count struct {
	Right, False, Missed int
}

// Precision is the share of what was found that is right; 1 if nothing was.
func (c Count) Precision() float64 { return ratio(c.Right, c.Right+c.False) }

// Recall is the share of what there is that was found; 1 if there is nothing.
func (c Count) Recall() float64 { return ratio(c.Right, c.Right+c.Missed) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return ratio(2*c.Right, 2*c.Right+c.False+c.Missed) }

// Add returns the sum of two counts.
func (c Count) Add(d Count) Count {
	return Count{c.Right + d.Right, c.False + d.False, c.Missed + d.Missed}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

// NameScores says how well a recognizer finds the names of annotated
// documents, by exact span and type.
type NameScores struct {
	ByType map[schema.EntityType]Count
	// Full is set when the documents are annotated with the ontology's types.
	// Other sets are compared on Person, Organization and Place only, and
	// demonyms found in them are left out, since they do not annotate those.
	Full bool
	// Unaligned counts the gold mentions that do not begin and end where
	// tokens do, so that no recognizer can find them.
	Unaligned int
}

// coreTypes are those that all sets have.
var coreTypes = []schema.EntityType{schema.Person, schema.Organization, schema.Place}

// Micro is the sum over Person, Organization and Place.
func (s NameScores) Micro() Count {
	var c Count
	for _, t := range coreTypes {
		c = c.Add(s.ByType[t])
	}
	return c
}

// All is the sum over all types.
func (s NameScores) All() Count {
	var c Count
	for _, n := range s.ByType {
		c = c.Add(n)
	}
	return c
}

// String is a table: a line a type, then the sums.
func (s NameScores) String() string {
	var b strings.Builder
	line := func(name string, c Count) {
		fmt.Fprintf(&b, "%-14s %6.3f %6.3f %6.3f %8d\n", name, c.Precision(), c.Recall(), c.F1(), c.Right+c.Missed)
	}
	fmt.Fprintf(&b, "%-14s %6s %6s %6s %8s\n", "type", "P", "R", "F1", "mentions")
	for _, e := range schema.Default().Entities {
		if c, ok := s.ByType[e.Type]; ok {
			line(string(e.Type), c)
		}
	}
	line("PER ORG LOC", s.Micro())
	if s.Full {
		line("all types", s.All())
	}
	return b.String()
}

// Names runs a recognizer over annotated documents and counts. analyze splits
// a text into sentences and tokens; the gold ones are not used.
func Names(r names.Recognizer, analyze func(string) text.Document, gold []Document) NameScores {
	s := NameScores{ByType: map[schema.EntityType]Count{}, Full: IsOntology(gold)}
	for _, d := range gold {
		doc := analyze(d.Text)
		s.add(d, doc, r.Recognize(doc))
	}
	return s
}

// IsOntology reports whether documents are annotated with the ontology's
// types.
func IsOntology(gold []Document) bool {
	for _, d := range gold {
		for _, e := range d.Entities {
			if e.Type == string(schema.Place) {
				return true
			}
		}
	}
	return false
}

type typedSpan struct {
	text.Span
	schema.EntityType
}

func (s *NameScores) add(d Document, doc text.Document, found []names.Mention) {
	starts, ends := map[int]bool{}, map[int]bool{}
	for _, sent := range doc.Sentences {
		for _, t := range sent.Tokens {
			starts[t.Start], ends[t.End] = true, true
		}
	}
	gold := map[typedSpan]bool{}
	for _, e := range d.Entities {
		t, ok := GoldType(e.Type)
		if !ok || e.Named != nil && !*e.Named || !s.Full && !slices.Contains(coreTypes, t) {
			continue
		}
		g := typedSpan{text.Span{Start: e.Start, End: e.End}, t}
		if !gold[g] && (!starts[e.Start] || !ends[e.End]) {
			s.Unaligned++
		}
		gold[g] = true
	}
	count := func(t schema.EntityType, c Count) { s.ByType[t] = s.ByType[t].Add(c) }
	right := map[typedSpan]bool{}
	for _, m := range found {
		if !s.Full && (m.Kind == names.Demonym || !slices.Contains(coreTypes, m.Type)) {
			continue
		}
		f := typedSpan{m.Span, m.Type}
		if gold[f] {
			right[f] = true
			count(m.Type, Count{Right: 1})
		} else {
			count(m.Type, Count{False: 1})
		}
	}
	for g := range gold {
		if !right[g] {
			count(g.EntityType, Count{Missed: 1})
		}
	}
}

// GoldType maps the type names of the known sets to the ontology's types. It
// is false for types that name no entity (dates, amounts, roles) or that are
// no single one of ours (miscellaneous).
func GoldType(t string) (schema.EntityType, bool) {
	switch strings.ToLower(t) {
	case "per", "person", "peop", "politician":
		return schema.Person, true
	case "org", "organization", "organisation", "politicalparty", "corporation":
		return schema.Organization, true
	case "loc", "location", "country", "facility", "place", "geo":
		return schema.Place, true
	}
	for _, e := range schema.Default().Entities {
		if string(e.Type) == t {
			return e.Type, true
		}
	}
	return "", false
}
