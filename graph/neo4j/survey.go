package neo4j

import (
	"context"
	"fmt"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// survey is what one reading of a graph tells: the ids and hashes of all nodes,
// who published and wrote what, which cited articles are not there. Its size
// grows with the number of nodes, not with that of relationships.
type survey struct {
	meta  graph.Meta
	marks marks

	entities   table
	articles   table
	cited      table // articles that are only cited
	statements table

	sources    *sources
	made       []graph.Entity // entities made for sources, by id
	citations  map[string]graph.Citation
	dated      map[string]map[schema.RelationType]graph.Statement
	publishers []int32 // of each article: number of its publisher, or -1
	authors    []int32 // of all articles, one after the other
	authorEnd  []int   // of each article: end of its part of authors

	planned Counts
	values  bool // keep what comparing all values needs
}

// take reads a graph once. Articles come before entities because an entity is
// looked for only where it publishes or writes something.
func take(ctx context.Context, r graph.Reader, meta graph.Meta, values bool) (*survey, error) {
	s := newSurvey(meta)
	s.values = values
	for _, step := range []func(context.Context, graph.Reader) error{
		s.takeStatements, s.takeArticles, s.takeEntities, s.takeEvidence, s.finish,
	} {
		if err := step(ctx, r); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func newSurvey(meta graph.Meta) *survey {
	return &survey{
		meta: meta, marks: marks{store: storeTag(meta.StoreID)},
		entities: table{label: entityLabel}, articles: table{label: articleLabel},
		cited: table{label: articleLabel}, statements: table{label: statementLabel},
		sources: newSources(), citations: map[string]graph.Citation{},
		dated:   map[string]map[schema.RelationType]graph.Statement{},
		planned: Counts{},
	}
}

// storeTag is the short form of a store id that marks nodes: short enough for
// Neo4j to keep within the property record.
func storeTag(storeID string) string {
	h := newHasher("store")
	h.text(storeID)
	return h.sum().String()
}

func (s *survey) takeStatements(ctx context.Context, r graph.Reader) error {
	for st, err := range r.Statements(ctx) {
		if err != nil {
			return err
		}
		if err := checkStatement(st); err != nil {
			return err
		}
		row := newStatementRow(st)
		if err := s.statements.add(st.ID, row.digest); err != nil {
			return err
		}
		edges := row.edges()
		s.statements.edges = append(s.statements.edges, len(edges))
		for _, e := range edges {
			s.planned[e.kind]++
		}
		if s.values {
			s.statements.value(propsDigest(statementLabel, row.props), edges)
		}
		if st.Value != "" && (st.Modality == schema.Asserted || st.Modality == schema.Past) {
			s.offerDated(st)
		}
	}
	s.planned[statementLabel] = len(s.statements.ids)
	return nil
}

// offerDated keeps the best supported dated fact of each kind for an entity.
func (s *survey) offerDated(st graph.Statement) {
	facts := s.dated[st.Subject]
	if facts == nil {
		facts = map[schema.RelationType]graph.Statement{}
		s.dated[st.Subject] = facts
	}
	if old, ok := facts[st.Type]; !ok || st.Outweighs(old) {
		facts[st.Type] = st
	}
}

func (s *survey) takeArticles(ctx context.Context, r graph.Reader) error {
	mentions := newGroups("mention", r.Mentions(ctx), func(m graph.Mention) string { return m.Article })
	defer mentions.stop()
	citations := newGroups("citation", r.Citations(ctx), func(c graph.Citation) string { return c.Article })
	defer citations.stop()
	for a, err := range r.Articles(ctx) {
		if err != nil {
			return err
		}
		ms, err := mentions.of(a.ID)
		if err != nil {
			return err
		}
		mentioned := mentionEdges(a.ID, ms)
		s.planned[mentionsType] += len(mentioned)
		cs, err := citations.of(a.ID)
		if err != nil {
			return err
		}
		cited := citationEdges(a.ID, cs)
		s.planned[citesType] += len(cited)
		props := articleProps(a)
		if err := s.articles.add(a.ID, articleDigest(props, mentioned, cited)); err != nil {
			return err
		}
		if s.values {
			s.articles.value(propsDigest(articleLabel, props), mentioned, cited)
		}
		s.articles.edges = append(s.articles.edges, len(mentioned)+len(cited))
		for _, c := range cs {
			s.offerCited(c)
		}
		s.takeSources(a)
	}
	if err := mentions.rest(); err != nil {
		return err
	}
	return citations.rest()
}

// takeSources notes who published and who wrote the next article.
func (s *survey) takeSources(a graph.Article) {
	s.publishers = append(s.publishers, s.sources.number(schema.Organization, a.Publisher))
	for _, author := range a.Authors {
		s.authors = append(s.authors, s.sources.number(schema.Person, author))
	}
	s.authorEnd = append(s.authorEnd, len(s.authors))
}

// offerCited keeps, of citations of one article, the first in order.
func (s *survey) offerCited(c graph.Citation) {
	old, ok := s.citations[c.Cited]
	if !ok || c.Title < old.Title || c.Title == old.Title && c.URL < old.URL {
		s.citations[c.Cited] = c
	}
}

func (s *survey) takeEntities(ctx context.Context, r graph.Reader) error {
	var all table
	all.label = entityLabel
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return err
		}
		if !schema.Default().HasEntity(e.Type) {
			return fmt.Errorf("entity %s %q: type %q is not in the ontology", e.ID, e.Name, e.Type)
		}
		if err := all.add(e.ID, entityDigest(e.Type, entityProps(e, s.dated[e.ID]))); err != nil {
			return err
		}
		s.sources.offer(e)
	}
	s.made = s.sources.made()
	s.entities = merge(all, s.made)
	s.planned[entityLabel] = len(s.entities.ids)
	return nil
}

// merge puts the entities made for sources among the others.
func merge(t table, made []graph.Entity) table {
	out := table{label: t.label, ids: make([]string, 0, len(t.ids)+len(made)), digest: make([]digest, 0, len(t.ids)+len(made))}
	i := 0
	until := func(id string) {
		for ; i < len(t.ids) && (id == "" || t.ids[i] < id); i++ {
			out.ids = append(out.ids, t.ids[i])
			out.digest = append(out.digest, t.digest[i])
		}
	}
	for _, e := range made {
		until(e.ID)
		out.ids = append(out.ids, e.ID)
		out.digest = append(out.digest, entityDigest(e.Type, entityProps(e, nil)))
	}
	until("")
	return out
}

// takeEvidence adds the STATES relationships to the hashes of their articles.
// They come by statement: their sum does not depend on the order.
func (s *survey) takeEvidence(ctx context.Context, r graph.Reader) error {
	sums := make([]digest, len(s.articles.ids))
	for e, err := range r.Evidence(ctx) {
		if err != nil {
			return err
		}
		i := s.articles.find(e.Article)
		if i < 0 {
			return fmt.Errorf("evidence %s: article %s is not there", e.ID, e.Article)
		}
		if s.statements.find(e.Statement) < 0 {
			return fmt.Errorf("evidence %s: statement %s is not there", e.ID, e.Statement)
		}
		states := statesEdge(e).digest
		sums[i].add(states)
		if s.values {
			s.articles.sums[i] += states.sum()
		}
		s.articles.edges[i]++
		s.planned[statesType]++
	}
	for i := range sums {
		sources := s.sourceEdges(i)
		for _, e := range sources {
			s.articles.edges[i]++
			s.planned[e.kind]++
			if s.values {
				s.articles.sums[i] += e.digest.sum()
			}
		}
		s.articles.digest[i] = withEvidence(s.articles.digest[i], sums[i], sources)
	}
	return nil
}

// sourceEdges are the PUBLISHED_BY and WRITTEN_BY relationships of article i.
func (s *survey) sourceEdges(i int) []edge {
	begin := 0
	if i > 0 {
		begin = s.authorEnd[i-1]
	}
	return s.sources.edges(s.articles.ids[i], s.publishers[i], s.authors[begin:s.authorEnd[i]])
}

// finish lists the cited articles that the graph does not hold.
func (s *survey) finish(context.Context, graph.Reader) error {
	s.dropHeld()
	for _, id := range sortedKeys(s.citations) {
		if err := s.cited.add(id, citedDigest(citedProps(s.citations[id]))); err != nil {
			return err
		}
	}
	s.planned[articleLabel] = len(s.articles.ids) + len(s.cited.ids)
	for _, t := range s.tables() {
		t.state = make([]state, len(t.ids))
	}
	return nil
}

// dropHeld leaves of the cited articles those that the graph does not hold.
func (s *survey) dropHeld() {
	for id := range s.citations {
		if s.articles.find(id) >= 0 {
			delete(s.citations, id)
		}
	}
}

func (s *survey) tables() []*table {
	return []*table{&s.entities, &s.articles, &s.cited, &s.statements}
}
