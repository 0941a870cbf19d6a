package export

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// FollowTheMoney: https://followthemoney.tech/explorer/. Entities of the graph
// become things, relations interval schemata, articles the documents that prove
// them.

// ftmEntity is one line.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// The lengths that FollowTheMoney takes, in characters.
const (
	ftmName   = 384
	ftmString = 1024
	ftmText   = 65000
)

// add adds values that are not empty.
func (e ftmEntity) add(property string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

// text adds texts without needless spaces, cut to a length.
func (e ftmEntity) text(property string, length int, values ...string) {
	for _, v := range values {
		v = strings.Join(strings.Fields(label(v)), " ")
		if runes := []rune(v); len(runes) > length {
			v = strings.TrimSpace(string(runes[:length]))
		}
		e.add(property, v)
	}
}

// date adds a date or time of any precision; what is none is left out.
func (e ftmEntity) date(property, iso string) {
	if _, _, ok := parseDay(iso); ok {
		e.add(property, strings.TrimSuffix(iso, "Z"))
	}
}

// ftmKinds are the schemata of the entity types. A group is a people rather than
// a body, a product a thing of value; for laws and works there is no better than
// a note. An organization that somebody owns is a Company, the schema of
// organizations that are assets.
var ftmKinds = map[schema.EntityType]string{
	schema.Person: "Person", schema.Organization: "Organization", schema.Place: "Address", schema.Group: "LegalEntity",
	schema.Product: "Asset", schema.Event: "Event", schema.Law: "Note", schema.Work: "Note",
}

// ftmLink is the schema of a relation type and the properties of its ends.
type ftmLink struct {
	schema          string
	subject, object string
	role            string // when the statement gives none
}

var ftmLinks = map[schema.RelationType]ftmLink{
	schema.Owns:            {"Ownership", "owner", "asset", "owner"},
	schema.InvestedIn:      {"Ownership", "owner", "asset", "investor"},
	schema.Acquired:        {"Ownership", "owner", "asset", "acquirer"},
	schema.SubsidiaryOf:    {"Ownership", "asset", "owner", "parent"},
	schema.CEOOf:           {"Directorship", "director", "organization", "chief executive"},
	schema.Leads:           {"Directorship", "director", "organization", "head"},
	schema.MemberOf:        {"Membership", "member", "organization", "member"},
	schema.AffiliatedWith:  {"Membership", "member", "organization", "affiliated"},
	schema.WorksFor:        {"Employment", "employee", "employer", ""},
	schema.SpokespersonFor: {"Representation", "agent", "client", "spokesperson"},
	schema.SpouseOf:        {"Family", "person", "relative", "spouse"},
	schema.ChildOf:         {"Family", "person", "relative", "child"},
}

// ftmRanges are the schemata that a property of a link takes.
var ftmRanges = map[string][]string{
	"owner": {"Person", "Organization", "Company", "LegalEntity"}, "asset": {"Company", "Asset"},
	"director": {"Person", "Organization", "Company", "LegalEntity"}, "organization": {"Organization", "Company"},
	"member":   {"Person", "Organization", "Company", "LegalEntity"},
	"employee": {"Person"}, "employer": {"Organization", "Company"},
	"agent": {"Person", "Organization", "Company", "LegalEntity"}, "client": {"Person", "Organization", "Company", "LegalEntity"},
	"person": {"Person"}, "relative": {"Person"},
}

func takes(property, kind string) bool {
	for _, k := range ftmRanges[property] {
		if k == kind {
			return true
		}
	}
	return false
}

// writeFTM writes entities, then articles, then relations. What is planned,
// alleged or denied has no schema of its own: it is an UnknownLink whose status
// says so, never an Ownership that a reader would take for one.
func writeFTM(ctx context.Context, r graph.Reader, out *output) error {
	kinds, err := ftmSchemata(ctx, r)
	if err != nil {
		return err
	}
	facts, err := readDated(ctx, r)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return err
		}
		if err := lines.Encode(ftmThing(e, kinds[e.ID], facts[e.ID])); err != nil {
			return err
		}
		out.counts["entities"]++
	}
	for a, err := range r.Articles(ctx) {
		if err != nil {
			return err
		}
		if err := lines.Encode(ftmArticle(a)); err != nil {
			return err
		}
		out.counts["articles"]++
	}
	for p, err := range readProven(ctx, r) {
		if err != nil {
			return err
		}
		if p.Object == "" || kinds[p.Subject] == "" || kinds[p.Object] == "" {
			continue
		}
		if err := lines.Encode(ftmRelation(p, kinds)); err != nil {
			return err
		}
		out.counts["relations"]++
	}
	return nil
}

// ftmSchemata gives the schema of every entity.
func ftmSchemata(ctx context.Context, r graph.Reader) (map[string]string, error) {
	owned := map[string]bool{}
	for s, err := range r.Statements(ctx) {
		if err != nil {
			return nil, err
		}
		link := ftmLinks[s.Type]
		if !fact(s) {
			continue
		}
		if link.subject == "asset" {
			owned[s.Subject] = true
		}
		if link.object == "asset" {
			owned[s.Object] = true
		}
	}
	out := map[string]string{}
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return nil, err
		}
		out[e.ID] = ftmKinds[e.Type]
		if _, form := gazetteer.TrimLegalForm(e.Name); e.Type == schema.Organization && (form != "" || owned[e.ID]) {
			out[e.ID] = "Company"
		}
	}
	return out, nil
}

var wikidataID = regexp.MustCompile(`^Q[1-9][0-9]*$`)

func ftmThing(e graph.Entity, kind string, facts map[schema.RelationType]graph.Statement) ftmEntity {
	x := ftmEntity{ID: e.ID, Schema: kind, Properties: map[string][]string{}}
	x.text("name", ftmName, e.Name)
	x.text("alias", ftmName, aliases(e)...)
	if id := e.Identifiers["wikidata"]; wikidataID.MatchString(id) {
		x.add("wikidataId", id)
	}
	switch kind {
	case "Person":
		x.date("birthDate", facts[schema.BornOn].Value)
		x.date("deathDate", facts[schema.DiedOn].Value)
	case "Organization", "Company":
		x.date("incorporationDate", facts[schema.FoundedOn].Value)
	case "Address":
		x.text("full", ftmName, e.Name)
		country, _, _ := strings.Cut(e.Identifiers["iso3166"], "-") // of "US-CA", too
		x.add("country", strings.ToLower(country))
	}
	return x
}

func ftmArticle(a graph.Article) ftmEntity {
	x := ftmEntity{ID: a.ID, Schema: "Article", Properties: map[string][]string{}}
	x.text("title", ftmString, a.Title)
	x.text("author", ftmString, a.Authors...)
	x.text("publisher", ftmString, a.Publisher)
	x.date("publishedAt", a.Published)
	if a.Language == "en" {
		x.add("language", "eng")
	}
	if strings.HasPrefix(a.URL, "http://") || strings.HasPrefix(a.URL, "https://") {
		x.add("sourceUrl", label(a.URL))
	}
	return x
}

func ftmRelation(p proven, kinds map[string]string) ftmEntity {
	link, ok := ftmLinks[p.Type]
	if !ok || !fact(p.Statement) || !takes(link.subject, kinds[p.Subject]) || !takes(link.object, kinds[p.Object]) {
		link = ftmLink{"UnknownLink", "subject", "object", words(p.Type)}
	}
	x := ftmEntity{ID: p.ID, Schema: link.schema, Properties: map[string][]string{}}
	x.add(link.subject, p.Subject)
	x.add(link.object, p.Object)
	role := "role"
	if link.schema == "Family" {
		role = "relationship"
	}
	if link.schema == "UnknownLink" && p.Role != "" {
		x.text(role, ftmString, words(p.Type)+": "+p.Role)
	} else if p.Role != "" {
		x.text(role, ftmString, p.Role)
	} else {
		x.add(role, link.role)
	}
	if link.schema != "Family" {
		x.add("status", string(p.Modality))
	}
	x.date("startDate", p.ValidFrom)
	x.date("endDate", p.ValidTo)
	if share, ok := strings.CutSuffix(p.Stake, " %"); ok && link.schema == "Ownership" {
		x.add("percentage", share)
	} else {
		x.text("summary", ftmText, p.Stake)
	}
	number, unit, _ := strings.Cut(p.Amount, " ")
	switch {
	case p.Amount == "":
	case link.schema == "Ownership" && len(unit) == 3:
		x.add("sharesValue", number)
		x.add("sharesCurrency", unit)
	default:
		x.text("summary", ftmText, p.Amount)
	}
	sentences, articles := p.sentences()
	x.text("description", ftmText, sentences...)
	x.add("proof", articles...)
	return x
}
