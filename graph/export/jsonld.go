package export

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

const jsonldHead = `{"@context": {"@vocab": "https://schema.org/", "ng": "urn:newsgraph:", "xsd": "http://www.w3.org/2001/XMLSchema#"},
"@graph": [
`

// jsonldKinds are the types of schema.org; every entity bears ng:TYPE, too.
var jsonldKinds = map[schema.EntityType]string{
	schema.Person: "Person", schema.Organization: "Organization", schema.Place: "Place", schema.Group: "Thing",
	schema.Product: "Product", schema.Event: "Event", schema.Law: "Legislation", schema.Work: "CreativeWork",
}

// jsonldProperty is the property of schema.org that says a relation.
type jsonldProperty struct {
	name    string
	inverse bool              // it is a property of the object
	of      schema.EntityType // type of whose property it is; empty: of any
	lasting bool              // it holds for what is past, too
}

var jsonldProperties = map[schema.RelationType][]jsonldProperty{
	schema.SpokespersonFor: {{name: "worksFor", of: schema.Person}},
	schema.CEOOf:           {{name: "worksFor", of: schema.Person}},
	schema.WorksFor:        {{name: "worksFor", of: schema.Person}},
	schema.MemberOf:        {{name: "memberOf", of: schema.Person}, {name: "memberOf", of: schema.Organization}},
	schema.AffiliatedWith:  {{name: "affiliation", of: schema.Person}},
	schema.Founded:         {{name: "founder", inverse: true, of: schema.Organization, lasting: true}},
	schema.InvestedIn:      {{name: "funder", inverse: true, of: schema.Organization}},
	schema.Owns:            {{name: "owns", of: schema.Person}, {name: "owns", of: schema.Organization}},
	schema.SubsidiaryOf:    {{name: "parentOrganization", of: schema.Organization}},
	schema.Produces:        {{name: "manufacturer", inverse: true, of: schema.Product}, {name: "creator", inverse: true, of: schema.Work, lasting: true}},
	schema.ParticipatedIn:  {{name: "contributor", inverse: true, of: schema.Event, lasting: true}},
	schema.HeadquarteredIn: {{name: "location", of: schema.Organization}},
	schema.LocatedIn:       {{name: "containedInPlace", of: schema.Place}, {name: "location", of: schema.Organization}, {name: "location", of: schema.Event, lasting: true}},
	schema.BornIn:          {{name: "birthPlace", of: schema.Person, lasting: true}},
	schema.DiedIn:          {{name: "deathPlace", of: schema.Person, lasting: true}},
	schema.LivesIn:         {{name: "homeLocation", of: schema.Person}},
	schema.CitizenOf:       {{name: "nationality", of: schema.Person}},
	schema.EducatedAt:      {{name: "alumniOf", of: schema.Person, lasting: true}},
	schema.SpouseOf:        {{name: "spouse", of: schema.Person}},
	schema.ChildOf:         {{name: "parent", of: schema.Person, lasting: true}},
}

// writeJSONLD writes entities, articles and statements, one node a line. A
// statement is a Claim of which ng:… says subject, relation, object and
// modality; what is asserted is also said by a property of schema.org where
// there is one.
func writeJSONLD(ctx context.Context, r graph.Reader, out *output) error {
	ends, err := readEnds(ctx, r)
	if err != nil {
		return err
	}
	facts, err := readDated(ctx, r)
	if err != nil {
		return err
	}
	out.put(jsonldHead)
	lines := 0
	line := func(node map[string]any) error {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(node); err != nil {
			return err
		}
		if lines++; lines > 1 {
			out.put(",\n")
		}
		out.put(strings.TrimSuffix(b.String(), "\n"))
		return nil
	}
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return err
		}
		if err := line(jsonldEntity(e, facts[e.ID])); err != nil {
			return err
		}
		out.counts["entities"]++
	}
	for a, err := range readNamed(ctx, r) {
		if err != nil {
			return err
		}
		if err := line(jsonldArticle(a)); err != nil {
			return err
		}
		out.counts["articles"]++
	}
	for p, err := range readProven(ctx, r) {
		if err != nil {
			return err
		}
		if err := line(jsonldClaim(p)); err != nil {
			return err
		}
		out.counts["relations"]++
		if said := jsonldDirect(p.Statement, ends); said != nil {
			if err := line(said); err != nil {
				return err
			}
		}
	}
	out.put("\n]}\n")
	return nil
}

func reference(kind, id string) map[string]any { return map[string]any{"@id": "ng:" + kind + ":" + id} }

// set puts a value that is not empty.
func set(node map[string]any, name, value string) {
	if value != "" {
		node[name] = value
	}
}

// setDate puts a date of schema.org, which wants a year.
func setDate(node map[string]any, name, iso string) {
	if _, _, ok := parseDay(iso); ok {
		node[name] = iso
	}
}

// setTyped puts a date of any precision with its type of XML Schema; text that
// is none stays text.
func setTyped(node map[string]any, name, text string) {
	if typ := xsdType(text); typ != "" {
		node[name] = map[string]any{"@type": "xsd:" + typ, "@value": text}
		return
	}
	set(node, name, text)
}

// xsdType is the type of XML Schema that holds a date or time, empty for none.
func xsdType(text string) string {
	for _, x := range []struct{ layout, typ string }{
		{"2006", "gYear"}, {"2006-01", "gYearMonth"}, {time.DateOnly, "date"}, {time.RFC3339, "dateTime"},
	} {
		if _, err := time.Parse(x.layout, text); err == nil {
			return x.typ
		}
	}
	switch {
	case graph.Date(text) == text:
		return ""
	case len(text) == len("--01"):
		return "gMonth"
	}
	return "gMonthDay"
}

func jsonldEntity(e graph.Entity, facts map[schema.RelationType]graph.Statement) map[string]any {
	n := reference("entity", e.ID)
	n["@type"] = []string{jsonldKinds[e.Type], "ng:" + string(e.Type)}
	n["name"] = label(e.Name)
	if a := aliases(e); len(a) > 0 {
		n["alternateName"] = a
	}
	n["ng:mentions"], n["ng:articles"] = e.Mentions, e.Articles
	setTyped(n, "ng:firstSeen", e.FirstSeen)
	setTyped(n, "ng:lastSeen", e.LastSeen)
	setDate(n, "birthDate", facts[schema.BornOn].Value)
	setDate(n, "deathDate", facts[schema.DiedOn].Value)
	setDate(n, "foundingDate", facts[schema.FoundedOn].Value)
	var ids []any
	for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
		ids = append(ids, map[string]any{"@type": "PropertyValue", "propertyID": scheme, "value": label(e.Identifiers[scheme])})
	}
	if len(ids) > 0 {
		n["identifier"] = ids
	}
	if id := e.Identifiers["wikidata"]; wikidataID.MatchString(id) {
		n["sameAs"] = map[string]any{"@id": "http://www.wikidata.org/entity/" + id}
	}
	return n
}

func jsonldArticle(a named) map[string]any {
	n := reference("article", a.ID)
	n["@type"] = "NewsArticle"
	set(n, "headline", label(a.Title))
	set(n, "url", label(a.URL))
	setDate(n, "datePublished", a.Published)
	setDate(n, "dateModified", a.Modified)
	set(n, "inLanguage", a.Language)
	set(n, "ng:story", a.Story)
	if a.Publisher != "" {
		n["publisher"] = map[string]any{"@type": "Organization", "name": label(a.Publisher)}
	}
	var authors []any
	for _, name := range a.Authors {
		authors = append(authors, map[string]any{"@type": "Person", "name": label(name)})
	}
	if len(authors) > 0 {
		n["author"] = authors
	}
	var mentions []any
	for _, e := range a.entities {
		mentions = append(mentions, reference("entity", e))
	}
	if len(mentions) > 0 {
		n["mentions"] = mentions
	}
	return n
}

func jsonldClaim(p proven) map[string]any {
	n := reference("statement", p.ID)
	n["@type"] = "Claim"
	n["ng:subject"], n["ng:relation"] = reference("entity", p.Subject), reference("relation", string(p.Type))
	if p.Object != "" {
		n["ng:object"] = reference("entity", p.Object)
	}
	setTyped(n, "ng:value", p.Value)
	set(n, "ng:modality", string(p.Modality))
	set(n, "ng:role", label(p.Role))
	set(n, "ng:amount", label(p.Amount))
	set(n, "ng:stake", label(p.Stake))
	n["ng:confidence"], n["ng:support"], n["ng:stories"] = p.Confidence, p.Support, p.Stories
	setTyped(n, "ng:firstSaid", p.FirstSaid)
	setTyped(n, "ng:lastSaid", p.LastSaid)
	setTyped(n, "ng:validFrom", p.ValidFrom)
	setTyped(n, "ng:validTo", p.ValidTo)
	var speakers []any
	for _, s := range p.Speakers {
		speakers = append(speakers, reference("entity", s))
	}
	if len(speakers) > 0 {
		n["ng:saidBy"] = speakers
	}
	sentences, articles := p.sentences()
	n["text"] = sentences
	var in []any
	for _, a := range articles {
		in = append(in, reference("article", a))
	}
	n["appearance"] = in
	return n
}

// jsonldDirect says an asserted relation by a property of schema.org, nil where
// there is none.
func jsonldDirect(s graph.Statement, ends map[string]end) map[string]any {
	if !s.HasEdge() {
		return nil
	}
	i := slices.IndexFunc(jsonldProperties[s.Type], func(p jsonldProperty) bool {
		owner := s.Subject
		if p.inverse {
			owner = s.Object
		}
		return (s.Modality == schema.Asserted || p.lasting) && (p.of == "" || p.of == ends[owner].kind)
	})
	if i < 0 {
		return nil
	}
	p := jsonldProperties[s.Type][i]
	owner, value := s.Subject, s.Object
	if p.inverse {
		owner, value = value, owner
	}
	n := reference("entity", owner)
	n[p.name] = reference("entity", value)
	return n
}
