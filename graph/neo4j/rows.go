package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// The node labels and relationship types that are not the ontology's.
const (
	entityLabel    = "Entity"
	articleLabel   = "Article"
	statementLabel = "Statement"
	markerLabel    = "NewsgraphStore"

	mentionsType    = "MENTIONS"
	statesType      = "STATES"
	citesType       = "CITES"
	publishedByType = "PUBLISHED_BY"
	writtenByType   = "WRITTEN_BY"
	subjectType     = "SUBJECT"
	objectType      = "OBJECT"
	saidByType      = "SAID_BY"
)

// edge is a relationship as the graph has it. Its digest covers all of it.
type edge struct {
	kind       string
	start, end string
	props      map[string]any
	digest     digest
}

func newEdge(kind, start, end string, props map[string]any) edge {
	h := newHasher(kind)
	h.text(start)
	h.text(end)
	h.props(props)
	return edge{kind: kind, start: start, end: end, props: props, digest: h.sum()}
}

// owner is the article or statement whose hash covers the relationship.
func (e edge) owner() string {
	if id, ok := e.props["statement"].(string); ok {
		return id
	}
	return e.start
}

// entityProps are the properties of an entity; nil values remove one that an
// earlier load wrote.
func entityProps(e graph.Entity, dated map[schema.RelationType]graph.Statement) map[string]any {
	aliases := make([]string, len(e.Aliases))
	for i, a := range e.Aliases {
		aliases[i] = indexable(a.Name)
	}
	p := map[string]any{
		"id": e.ID, "name": indexable(e.Name), "aliases": nonEmpty(aliases), "mentions": e.Mentions, "articles": e.Articles,
		"former_ids": nonEmpty(e.FormerIDs),
	}
	setDate(p, "first_seen", e.FirstSeen)
	setDate(p, "last_seen", e.LastSeen)
	for _, t := range []schema.RelationType{schema.BornOn, schema.DiedOn, schema.FoundedOn} {
		setDate(p, string(t), dated[t].Value)
	}
	var schemes []string
	for _, scheme := range sortedKeys(e.Identifiers) {
		name := identifierProperty(scheme, p)
		p[name] = e.Identifiers[scheme]
		schemes = append(schemes, name)
	}
	slices.Sort(schemes)
	p["identifiers"] = nonEmpty(schemes)
	return p
}

// longestName is how many bytes of a name are written: the index of names
// refuses a value of 8 kB.
const longestName = 4000

// indexable cuts a name that no index would take; "…" at its end says so.
func indexable(name string) string {
	if len(name) <= longestName {
		return name
	}
	end := longestName
	for end > 0 && !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end] + "…"
}

// identifierProperty is the property for the identifiers of a scheme, beside
// the properties of the model.
func identifierProperty(scheme string, model map[string]any) string {
	if _, taken := model[scheme]; taken || scheme == markProperty || scheme == "identifiers" {
		return "identifier_" + scheme
	}
	return scheme
}

// propsDigest covers the properties of a node alone.
func propsDigest(label string, props map[string]any) digest {
	h := newHasher(label)
	h.props(props)
	return h.sum()
}

func entityDigest(t schema.EntityType, props map[string]any) digest {
	h := newHasher(entityLabel)
	h.text(string(t))
	h.props(props)
	return h.sum()
}

func articleProps(a graph.Article) map[string]any {
	p := map[string]any{
		"id": a.ID, "url": orNil(a.URL), "title": orNil(a.Title), "publisher": orNil(a.Publisher),
		"language": orNil(a.Language), "story": orNil(a.Story), "cited_only": nil,
	}
	setDate(p, "published", a.Published)
	setTime(p, "published_at", a.Published)
	return p
}

// articleDigest covers an article with its MENTIONS and CITES.
func articleDigest(props map[string]any, mentioned, cited []edge) digest {
	h := newHasher(articleLabel)
	h.props(props)
	for _, e := range mentioned {
		h.digest(e.digest)
	}
	for _, e := range cited {
		h.digest(e.digest)
	}
	return h.sum()
}

// withEvidence adds the sum of an article's STATES, its PUBLISHED_BY and its
// WRITTEN_BY to its digest.
func withEvidence(article, states digest, sources []edge) digest {
	h := newHasher("article with evidence")
	h.digest(article)
	h.digest(states)
	for _, e := range sources {
		h.digest(e.digest)
	}
	return h.sum()
}

// citedProps are the properties of an article that the graph only knows from a
// citation.
func citedProps(c graph.Citation) map[string]any {
	p := map[string]any{
		"id": c.Cited, "url": orNil(c.URL), "title": orNil(c.Title), "publisher": orNil(c.Publisher),
		"language": nil, "story": nil, "cited_only": true,
	}
	setDate(p, "published", c.Published)
	setTime(p, "published_at", c.Published)
	return p
}

func citedDigest(props map[string]any) digest {
	h := newHasher("cited")
	h.props(props)
	return h.sum()
}

// mentionEdges are the MENTIONS relationships of one article, in the order of
// first mention.
func mentionEdges(article string, ms []graph.Mention) []edge {
	type group struct {
		count int
		spans []int
		forms []string
	}
	groups := map[string]*group{}
	var order []string
	for _, m := range ms {
		g := groups[m.Entity]
		if g == nil {
			g = &group{}
			groups[m.Entity] = g
			order = append(order, m.Entity)
		}
		g.count++
		g.spans = append(g.spans, m.Start, m.End)
		if m.Kind != names.Pronoun && !slices.Contains(g.forms, m.Form) {
			g.forms = append(g.forms, m.Form)
		}
	}
	edges := make([]edge, len(order))
	for i, entity := range order {
		g := groups[entity]
		edges[i] = newEdge(mentionsType, article, entity, map[string]any{"count": g.count, "spans": g.spans, "forms": nonEmpty(g.forms)})
	}
	return edges
}

// citationEdges are the CITES relationships of one article, one for each cited
// article.
func citationEdges(article string, cs []graph.Citation) []edge {
	var edges []edge
	seen := map[string]bool{}
	for _, c := range cs {
		if seen[c.Cited] || c.Cited == article {
			continue
		}
		seen[c.Cited] = true
		edges = append(edges, newEdge(citesType, article, c.Cited, map[string]any{}))
	}
	return edges
}

func statesEdge(e graph.Evidence) edge {
	return newEdge(statesType, e.Article, e.Statement, map[string]any{
		"id": e.ID, "sentence": e.Sentence, "start": e.Start, "end": e.End,
		"subject_start": e.SubjectSpan.Start, "subject_end": e.SubjectSpan.End,
		"object_start": e.ObjectSpan.Start, "object_end": e.ObjectSpan.End,
		"rule": e.Rule, "probability": e.Probability,
	})
}

// statementRow is a statement with all that its hash covers.
type statementRow struct {
	kind            schema.RelationType
	props           map[string]any
	subject, object edge // object.kind is empty for a dated fact
	typed           edge // typed.kind is empty where no edge stands for it
	saidBy          []edge
	digest          digest
}

func newStatementRow(s graph.Statement) statementRow {
	facts := make(map[string]any, 24)
	facts["modality"], facts["role"] = string(s.Modality), orNil(s.Role)
	facts["amount"], facts["stake"] = orNil(s.Amount), orNil(s.Stake)
	facts["confidence"], facts["support"], facts["stories"] = s.Confidence, s.Support, s.Stories
	setDate(facts, "first_said", s.FirstSaid)
	setDate(facts, "last_said", s.LastSaid)
	setDate(facts, "valid_from", s.ValidFrom)
	setDate(facts, "valid_to", s.ValidTo)
	r := statementRow{kind: s.Type, props: facts, subject: newEdge(subjectType, s.ID, s.Subject, nil)}
	if s.HasEdge() {
		typed := maps.Clone(facts)
		typed["statement"] = s.ID
		r.typed = newEdge(string(s.Type), s.Subject, s.Object, typed)
	}
	facts["id"], facts["type"], facts["value"] = s.ID, string(s.Type), orNil(s.Value)
	if s.Object != "" {
		r.object = newEdge(objectType, s.ID, s.Object, nil)
	}
	for _, speaker := range s.Speakers {
		r.saidBy = append(r.saidBy, newEdge(saidByType, s.ID, speaker, nil))
	}
	h := newHasher(statementLabel)
	h.props(r.props)
	for _, e := range r.edges() {
		h.digest(e.digest)
	}
	r.digest = h.sum()
	return r
}

// edges are the statement's own relationships and its typed edge.
func (r statementRow) edges() []edge {
	out := []edge{r.subject}
	for _, e := range []edge{r.object, r.typed} {
		if e.kind != "" {
			out = append(out, e)
		}
	}
	return append(out, r.saidBy...)
}

// checkStatement says what is wrong with a statement that cannot be loaded.
func checkStatement(s graph.Statement) error {
	def, ok := schema.Default().Relation(s.Type)
	switch {
	case !ok:
		return fmt.Errorf("statement %s: type %q is not in the ontology", s.ID, s.Type)
	case def.Dated && s.Object != "":
		return fmt.Errorf("statement %s: %s takes a date, not the entity %s", s.ID, s.Type, s.Object)
	case !def.Dated && s.Object == "":
		return fmt.Errorf("statement %s: %s has no object", s.ID, s.Type)
	}
	return nil
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// nonEmpty leaves out an empty list, which neo4j-admin cannot import.
func nonEmpty(s []string) any {
	if len(s) == 0 {
		return nil
	}
	return s
}
