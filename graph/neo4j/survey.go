package neo4j

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/newsgraph/newsgraph/extract"
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
	publishers []int32      // of each article: number of its publisher, or -1
	authors    []int32      // of all articles, one after the other
	authorEnd  []int32      // of each article: end of its part of authors
	unsummed   list[digest] // of articles without their STATES and sources, until those are known
	degrees    list[int32]  // of articles: their relationships, until they are known

	planned Counts
	comparing
}

// comparing says how a graph is compared with a database.
type comparing struct {
	values  bool // with all values: keep what that needs
	lenient bool // nodes that say what another store wrote after this one are as they should be
}

// take reads a graph once and compares it with a database meanwhile, each table
// as soon as it is known. Articles come before entities because an entity is
// looked for only where it publishes or writes something.
func take(ctx context.Context, r graph.Reader, meta graph.Meta, db database, how comparing) (*survey, gone, error) {
	s := newSurvey(meta)
	s.comparing = how
	var g gone
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	compared, cctx := errgroup.WithContext(ctx)
	var failed error
	for _, step := range []struct {
		take   func(context.Context, graph.Reader) error
		tables []*table
		gone   *[]string
	}{
		{s.takeStatements, []*table{&s.statements}, &g.statements},
		{s.takeArticles, nil, nil},
		{s.takeEntities, []*table{&s.entities}, &g.entities},
		{s.takeEvidence, []*table{&s.articles, &s.cited}, &g.articles},
	} {
		if failed = step.take(cctx, r); failed != nil {
			cancel()
			break
		}
		if step.tables != nil {
			compared.Go(func() error {
				err := s.compare(cctx, db, step.tables, step.gone)
				if t := step.tables[0]; t.label != articleLabel { // of articles they are written last
					t.digest = list[short]{}
				}
				return err
			})
		}
	}
	err := compared.Wait()
	if failed != nil && (err == nil || !errors.Is(failed, context.Canceled)) { // else it was cut short by the other
		err = failed
	}
	return s, g, err
}

// digested applies digest to the rows of a sequence, several at a time, and
// gives rows and results in order.
func digested[T, R any](ctx context.Context, seq iter.Seq2[T, error], digest func(*room, T) (R, error), take func(T, R) error) error {
	type part struct {
		rows    []T
		results []R
	}
	work := func(p part, err error) result[part] {
		room := rooms.Get().(*room)
		defer rooms.Put(room)
		for _, row := range p.rows {
			if err != nil {
				break
			}
			var r R
			r, err = digest(room, row)
			p.results = append(p.results, r)
		}
		return result[part]{p, err}
	}
	var used sync.Pool // of *part
	empty := func() part {
		if p, ok := used.Get().(*part); ok {
			return *p
		}
		return part{make([]T, 0, digestedRows), make([]R, 0, digestedRows)}
	}
	pages := func(yield func(part, error) bool) {
		p := empty()
		for row, err := range seq {
			if err != nil {
				yield(part{}, err)
				return
			}
			if p.rows = append(p.rows, row); len(p.rows) == digestedRows {
				if !yield(p, nil) {
					return
				}
				p = empty()
			}
		}
		if len(p.rows) > 0 {
			yield(p, nil)
		}
	}
	for p := range extract.InOrder(ctx, pages, runtime.GOMAXPROCS(0), work) {
		if p.err != nil {
			return p.err
		}
		for i, row := range p.value.rows {
			if err := take(row, p.value.results[i]); err != nil {
				return err
			}
		}
		clear(p.value.rows)
		p.value.rows, p.value.results = p.value.rows[:0], p.value.results[:0]
		used.Put(&p.value)
	}
	return ctx.Err()
}

// digestedRows is how many rows go to a goroutine at a time.
const digestedRows = 200

type result[T any] struct {
	value T
	err   error
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
	type parts struct {
		digest digest
		typed  bool
		values values
	}
	digest := func(room *room, st graph.Statement) (p parts, err error) {
		if err := checkStatement(st); err != nil {
			return p, err
		}
		row := room.statement(st)
		p.digest, p.typed = row.digest, row.typed.kind != ""
		if s.values {
			p.values = valuesOf(statementLabel, row.props, room.edges)
		}
		return p, nil
	}
	err := digested(ctx, r.Statements(ctx), digest, func(st graph.Statement, p parts) error {
		if err := s.statements.add(st.ID, p.digest); err != nil {
			return err
		}
		n := 1 + len(st.Speakers)
		s.planned[subjectType]++
		if len(st.Speakers) > 0 {
			s.planned[saidByType] += len(st.Speakers)
		}
		if st.Object != "" {
			s.planned[objectType]++
			n++
		}
		if p.typed {
			s.planned[string(st.Type)]++
			n++
		}
		s.statements.edges.add(clipped(n))
		if s.values {
			s.statements.value(p.values)
		}
		if st.Value != "" && (st.Modality == schema.Asserted || st.Modality == schema.Past) {
			s.offerDated(st)
		}
		return nil
	})
	s.planned[statementLabel] = s.statements.ids.len()
	return err
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
	type parts struct {
		mentioned, cited int
		digest           digest
		values           values
	}
	digest := func(room *room, a articleRow) (parts, error) {
		props, mentioned, cited := articleProps(a.article), room.mentions(a.article.ID, a.mentions), citationEdges(a.article.ID, a.cites)
		p := parts{mentioned: len(mentioned), cited: len(cited), digest: articleDigest(props, mentioned, cited)}
		if s.values {
			p.values = valuesOf(articleLabel, props, mentioned, cited)
		}
		return p, nil
	}
	return digested(ctx, articleRows(ctx, r), digest, func(a articleRow, p parts) error {
		s.planned[mentionsType] += p.mentioned
		s.planned[citesType] += p.cited
		if err := s.articles.note(a.article.ID); err != nil {
			return err
		}
		s.unsummed.add(p.digest)
		if s.values {
			s.articles.value(p.values)
		}
		s.degrees.add(int32(p.mentioned + p.cited))
		for _, c := range a.cites {
			s.offerCited(c)
		}
		s.takeSources(a.article)
		return nil
	})
}

// takeSources notes who published and who wrote the next article.
func (s *survey) takeSources(a graph.Article) {
	s.publishers = append(s.publishers, s.sources.number(schema.Organization, a.Publisher))
	for _, author := range a.Authors {
		s.authors = append(s.authors, s.sources.number(schema.Person, author))
	}
	s.authorEnd = append(s.authorEnd, int32(len(s.authors)))
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
	of := func(room *room, e graph.Entity) (digest, error) {
		if !schema.Default().HasEntity(e.Type) {
			return digest{}, fmt.Errorf("entity %s %q: type %q is not in the ontology", e.ID, e.Name, e.Type)
		}
		room.props = entityProps(room.props, e, s.dated[e.ID])
		return entityDigest(e.Type, room.props), nil
	}
	err := digested(ctx, r.Entities(ctx), of, func(e graph.Entity, d digest) error {
		s.sources.offer(e)
		return all.add(e.ID, d)
	})
	if err != nil {
		return err
	}
	s.made = s.sources.made()
	s.entities = merge(all, s.made)
	s.planned[entityLabel] = s.entities.ids.len()
	return nil
}

// merge puts the entities made for sources among the others, of which it keeps
// none twice.
func merge(t table, made []graph.Entity) table {
	if len(made) == 0 {
		return t
	}
	out := table{label: t.label}
	put := func(id string, d short) {
		out.ids.add(id)
		out.digest.add(d)
	}
	of := func(e graph.Entity) short { return entityDigest(e.Type, entityProps(nil, e, nil)).short() }
	for i, id := range t.ids.all() {
		for len(made) > 0 && made[0].ID < id {
			put(made[0].ID, of(made[0]))
			made = made[1:]
		}
		put(id, *t.digest.at(i))
		t.ids.forget(i)
		t.digest.forget(i)
	}
	for _, e := range made {
		put(e.ID, of(e))
	}
	return out
}

// takeEvidence adds the STATES relationships to the hashes of their articles.
// They come by statement: their sum does not depend on the order.
func (s *survey) takeEvidence(ctx context.Context, r graph.Reader) error {
	var sums list[digest]
	sums.fill(s.articles.ids.len())
	there, statements := "", s.statements.ids.follow() // evidence comes by statement
	for e, err := range r.Evidence(ctx) {
		if err != nil {
			return err
		}
		i := s.articles.find(e.Article)
		if i < 0 {
			return fmt.Errorf("evidence %s: article %s is not there", e.ID, e.Article)
		}
		if e.Statement != there && statements.find(e.Statement) < 0 {
			return fmt.Errorf("evidence %s: statement %s is not there", e.ID, e.Statement)
		}
		there = e.Statement
		states := statesEdge(e).digest
		sums.at(i).add(states)
		if s.values {
			*s.articles.sums.at(i) += states.sum()
		}
		*s.degrees.at(i)++
		s.planned[statesType]++
	}
	for i := range s.articles.ids.len() {
		sources := s.sourceEdges(i)
		for _, e := range sources {
			s.planned[e.kind]++
			if s.values {
				*s.articles.sums.at(i) += e.digest.sum()
			}
		}
		s.articles.edges.add(clipped(int(*s.degrees.at(i)) + len(sources)))
		s.articles.digest.add(withEvidence(*s.unsummed.at(i), *sums.at(i), sources).short())
		s.unsummed.forget(i)
		sums.forget(i)
		s.degrees.forget(i)
	}
	return s.takeCited()
}

// sourceEdges are the PUBLISHED_BY and WRITTEN_BY relationships of article i.
func (s *survey) sourceEdges(i int) []edge {
	begin := int32(0)
	if i > 0 {
		begin = s.authorEnd[i-1]
	}
	return s.sources.edges(s.articles.ids.at(i), s.publishers[i], s.authors[begin:s.authorEnd[i]])
}

// takeCited lists the cited articles that the graph does not hold.
func (s *survey) takeCited() error {
	s.dropHeld()
	for _, id := range sortedKeys(s.citations) {
		if err := s.cited.add(id, citedDigest(citedProps(s.citations[id]))); err != nil {
			return err
		}
	}
	s.planned[articleLabel] = s.articles.ids.len() + s.cited.ids.len()
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
