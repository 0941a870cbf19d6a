package neo4j

import (
	"fmt"
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
	props      Properties
	statement  string // that a typed relationship stands for
	digest     digest
}

func newEdge(kind, start, end string, props Properties) edge {
	h := newHasher(kind)
	h.text(start)
	h.text(end)
	h.props(props)
	return edge{kind: kind, start: start, end: end, props: props, digest: h.sum()}
}

// owner is the article or statement whose hash covers the relationship.
func (e edge) owner() string {
	if e.statement != "" {
		return e.statement
	}
	return e.start
}

// entityProps are the properties of an entity, in place of those in room; nil
// values remove one that an earlier load wrote.
func entityProps(room Properties, e graph.Entity, dated map[schema.RelationType]graph.Statement) Properties {
	aliases := make([]string, len(e.Aliases))
	for i, a := range e.Aliases {
		aliases[i] = indexable(a.Name)
	}
	p := slices.Grow(room[:0], 24+len(e.Identifiers))
	p.add("aliases", nonEmpty(aliases))
	p.add("articles", e.Articles)
	p.addDate("born_on", dated[schema.BornOn].Value)
	p.addDate("died_on", dated[schema.DiedOn].Value)
	p.addDate("first_seen", e.FirstSeen)
	p.add("former_ids", nonEmpty(e.FormerIDs))
	p.addDate("founded_on", dated[schema.FoundedOn].Value)
	p.add("id", e.ID)
	p.add("identifiers", nil)
	p.addDate("last_seen", e.LastSeen)
	p.add("mentions", e.Mentions)
	p.add("name", indexable(e.Name))
	if len(e.Identifiers) == 0 {
		return p
	}
	var schemes []string
	for scheme := range e.Identifiers {
		schemes = append(schemes, identifierProperty(scheme, p))
	}
	slices.Sort(schemes)
	at, _ := p.find("identifiers")
	p[at].Value = schemes
	model := p
	for scheme, id := range e.Identifiers {
		p.add(identifierProperty(scheme, model), id)
	}
	p.sort()
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
func identifierProperty(scheme string, model Properties) string {
	if _, taken := model.find(scheme); taken || scheme == markProperty {
		return "identifier_" + scheme
	}
	return scheme
}

// propsDigest covers the properties of a node alone.
func propsDigest(label string, props Properties) digest {
	h := newHasher(label)
	h.props(props)
	return h.sum()
}

func entityDigest(t schema.EntityType, props Properties) digest {
	h := newHasher(entityLabel)
	h.text(string(t))
	h.props(props)
	return h.sum()
}

func articleProps(a graph.Article) Properties {
	return ofArticle(nil, a.ID, a.Language, a.Published, a.Publisher, a.Story, a.Title, a.URL)
}

func ofArticle(citedOnly any, id, language, published, publisher, story, title, url string) Properties {
	p := make(Properties, 0, 12)
	p.add("cited_only", citedOnly)
	p.add("id", id)
	p.add("language", orNil(language))
	p.addDate("published", published)
	p.insert(len(p)-2, "published_at", timeOf(published))
	p.add("publisher", orNil(publisher))
	p.add("story", orNil(story))
	p.add("title", orNil(title))
	p.add("url", orNil(url))
	return p
}

// articleDigest covers an article with its MENTIONS and CITES.
func articleDigest(props Properties, mentioned, cited []edge) digest {
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
func citedProps(c graph.Citation) Properties {
	return ofArticle(true, c.Cited, "", c.Published, c.Publisher, "", c.Title, c.URL)
}

func citedDigest(props Properties) digest {
	h := newHasher("cited")
	h.props(props)
	return h.sum()
}

// mentions are the MENTIONS relationships of one article, in the order of first
// mention.
func (r *room) mentions(article string, ms []graph.Mention) []edge {
	if r.at == nil {
		r.at = make(map[string]int, len(ms))
	}
	clear(r.at)
	groups, of := r.groups[:0], slices.Grow(r.of[:0], len(ms))[:len(ms)]
	for k, m := range ms {
		i, there := r.at[m.Entity]
		if !there {
			i = len(groups)
			r.at[m.Entity] = i
			groups = append(groups, group{entity: m.Entity})
		}
		of[k] = i
		groups[i].count++
	}
	r.groups, r.of = groups, of
	r.spans, r.forms = slices.Grow(r.spans[:0], 2*len(ms)), slices.Grow(r.forms[:0], len(ms))
	spans, forms := r.spans[:2*len(ms)], r.forms[:len(ms)]
	for i := range groups {
		g := &groups[i]
		g.spans, spans = spans[:0:2*g.count], spans[2*g.count:]
		g.forms, forms = forms[:0:g.count], forms[g.count:]
	}
	for k, m := range ms {
		g := &groups[of[k]]
		g.spans = append(g.spans, m.Start, m.End)
		if m.Kind != names.Pronoun && !slices.Contains(g.forms, m.Form) {
			g.forms = append(g.forms, m.Form)
		}
	}
	props := slices.Grow(r.props[:0], 3*len(groups))
	r.edges = slices.Grow(r.edges[:0], len(groups))
	for _, g := range groups {
		begin := len(props)
		props = append(props, Property{"count", g.count}, Property{"forms", nonEmpty(g.forms)}, Property{"spans", g.spans})
		r.edges = append(r.edges, newEdge(mentionsType, article, g.entity, props[begin:len(props):len(props)]))
	}
	r.props = props
	return r.edges
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
		edges = append(edges, newEdge(citesType, article, c.Cited, Properties{}))
	}
	return edges
}

func statesEdge(e graph.Evidence) edge {
	return newEdge(statesType, e.Article, e.Statement, Properties{
		{"end", e.End},
		{"id", e.ID},
		{"object_end", e.ObjectSpan.End},
		{"object_start", e.ObjectSpan.Start},
		{"probability", e.Probability},
		{"rule", e.Rule},
		{"sentence", e.Sentence},
		{"start", e.Start},
		{"subject_end", e.SubjectSpan.End},
		{"subject_start", e.SubjectSpan.Start},
	})
}

// statementRow is a statement with all that its hash covers.
type statementRow struct {
	kind            schema.RelationType
	props           Properties
	subject, object edge // object.kind is empty for a dated fact
	typed           edge // typed.kind is empty where no edge stands for it
	saidBy          []edge
	digest          digest
}

// statement makes the row of a statement, and its relationships in r.edges.
func (r *room) statement(s graph.Statement) statementRow {
	r.props = statementProps(r.props, s)
	row := statementRow{kind: s.Type, props: r.props, subject: newEdge(subjectType, s.ID, s.Subject, nil)}
	if s.HasEdge() {
		r.typed = typedProps(r.typed, r.props)
		row.typed = newEdge(string(s.Type), s.Subject, s.Object, r.typed)
		row.typed.statement = s.ID
	}
	if s.Object != "" {
		row.object = newEdge(objectType, s.ID, s.Object, nil)
	}
	for _, speaker := range s.Speakers {
		row.saidBy = append(row.saidBy, newEdge(saidByType, s.ID, speaker, nil))
	}
	h := newHasher(statementLabel)
	h.props(row.props)
	r.edges = row.put(r.edges[:0])
	for _, e := range r.edges {
		h.digest(e.digest)
	}
	row.digest = h.sum()
	return row
}

// statementProps are the properties of a statement's node, in place of those in
// room.
func statementProps(room Properties, s graph.Statement) Properties {
	p := slices.Grow(room[:0], 24)
	p.add("amount", orNil(s.Amount))
	p.add("confidence", s.Confidence)
	p.addDate("first_said", s.FirstSaid)
	p.add("id", s.ID)
	p.addDate("last_said", s.LastSaid)
	p.add("modality", string(s.Modality))
	p.add("role", orNil(s.Role))
	p.add("stake", orNil(s.Stake))
	p.add("stories", s.Stories)
	p.add("support", s.Support)
	p.add("type", string(s.Type))
	p.addDate("valid_from", s.ValidFrom)
	p.addDate("valid_to", s.ValidTo)
	p.add("value", orNil(graph.Date(s.Value)))
	return p
}

// typedProps are those of the typed relationship that stands for it.
func typedProps(room, node Properties) Properties {
	p := slices.Grow(room[:0], len(node))
	id := node.Get("id")
	for _, x := range node {
		switch x.Name {
		case "id", "type", "value":
			continue
		case "stories":
			p.add("statement", id)
		}
		p = append(p, x)
	}
	return p
}

// put appends the statement's own relationships and its typed edge to a list.
func (r *statementRow) put(to []edge) []edge {
	to = append(to, r.subject)
	if r.object.kind != "" {
		to = append(to, r.object)
	}
	if r.typed.kind != "" {
		to = append(to, r.typed)
	}
	return append(to, r.saidBy...)
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
