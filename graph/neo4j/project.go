package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Date is the type of a property that holds a day.
type Date = driver.Date

// MarkProperty names the property that says whose a node or relationship is.
const MarkProperty = markProperty

// Node is a node as Load writes it. Mark is the only entry of its MarkProperty;
// the marker node has none.
type Node struct {
	Label string // Entity, Article, Statement or NewsgraphStore
	Sub   string // of an entity: the label of its type
	Props Properties
	Mark  string
}

// Relationship is a relationship as Load writes it, between the nodes of these
// labels and ids. Mark is its MarkProperty.
type Relationship struct {
	Type                 string
	StartLabel, EndLabel string
	Start, End           string
	Props                Properties
	Mark                 string
}

// Projection is all that Load writes of a graph into an empty database, for
// writers other than the driver: what they write, a later Load finds as if it
// had written it.
//
// Phases are to be taken in order, each to its end; Make of all parts of a
// phase must have returned before the next phase begins. Make may be called in
// any goroutine and does the work.
type Projection struct {
	survey *survey
	reader graph.Reader

	mu   sync.Mutex
	sums []digest // of each article, the sum of its STATES
	seen map[string]bool
}

// Phase is a step of a projection.
type Phase struct {
	Name  string
	Parts iter.Seq2[Part, error]
}

// Part is some rows of the graph on their way to nodes and relationships.
type Part struct {
	rows func(*rows) error
}

// Rows takes what a part becomes, one by one. Properties hold until it returns.
type Rows interface {
	Node(Node) error
	Relationship(Relationship) error
}

// rows hands on what a part becomes, counts it and keeps the first error.
type rows struct {
	to     Rows
	counts Counts
	marks  marks
	err    error
}

func (r *rows) node(label, sub string, props Properties, d digest) {
	if r.err == nil {
		r.err = r.to.Node(Node{Label: label, Sub: sub, Props: props, Mark: r.marks.node(d.short())})
		r.counts[label]++
	}
}

func (r *rows) relationship(e edge) {
	if r.err == nil {
		from, to := endLabels(e.kind)
		r.err = r.to.Relationship(Relationship{
			Type: e.kind, StartLabel: from, EndLabel: to, Start: e.start, End: e.end, Props: e.props, Mark: r.marks.edge(e.digest),
		})
		r.counts[e.kind]++
	}
}

// Make makes the nodes and relationships of a part.
func (p *Projection) Make(part Part, to Rows) error {
	r := &rows{to: to, counts: Counts{}, marks: p.survey.marks}
	if err := part.rows(r); err != nil || r.err != nil {
		return cmp.Or(err, r.err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for kind, n := range r.counts {
		p.survey.planned[kind] += n
	}
	return nil
}

// partRows is how many rows of the graph make a part; of articles, which have
// many rows each, partArticles.
const (
	partRows     = 2000
	partArticles = 200
)

// Project begins a projection. It reads the entities once, to know their ids.
func Project(ctx context.Context, r graph.Reader) (*Projection, error) {
	meta, err := r.Meta(ctx)
	if err != nil {
		return nil, err
	}
	if meta.StoreID == "" {
		return nil, fmt.Errorf("the store has no id")
	}
	r = graph.Brief(r)
	p := &Projection{survey: newSurvey(meta), reader: r, seen: map[string]bool{}}
	for e, err := range graph.Outline(ctx, r) {
		if err != nil {
			return nil, err
		}
		if !schema.Default().HasEntity(e.Type) {
			return nil, fmt.Errorf("entity %s: type %q is not in the ontology", e.ID, e.Type)
		}
		if err := p.survey.entities.note(e.ID); err != nil {
			return nil, err
		}
		for scheme := range e.Identifiers {
			p.seen[scheme] = true
		}
	}
	return p, nil
}

// Identifiers lists the properties of entities that are not of the model but
// name schemes of identifiers, sorted.
func (p *Projection) Identifiers() []string {
	model := entityProps(nil, graph.Entity{}, nil)
	var out []string
	for scheme := range p.seen {
		out = append(out, identifierProperty(scheme, model))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Counts is how many nodes and relationships of each kind were made so far.
func (p *Projection) Counts() Counts {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := Counts{}
	for kind, n := range p.survey.planned {
		out[kind] = n
	}
	return out
}

// Marker is the marker node, once all phases are done.
func (p *Projection) Marker() Node {
	counts := p.Counts()
	kinds := sortedKeys(counts)
	numbers := make([]int, len(kinds))
	for i, k := range kinds {
		numbers[i] = counts[k]
	}
	meta := p.survey.meta
	return Node{Label: markerLabel, Props: Properties{
		{"counts", numbers}, {"id", meta.StoreID}, {"kinds", kinds}, {"revision", int(meta.Revision)}, {"schema", schemaVersion(meta)}, {"state", meta.State},
	}}
}

// Phases are the steps in order: statements first, since entities bear the
// dates that they state, articles last, since their hashes cover all else.
func (p *Projection) Phases(ctx context.Context) []Phase {
	return []Phase{
		{"statements", p.statements(ctx)},
		{"entities", p.entities(ctx)},
		{"evidence", p.evidence(ctx)},
		{"articles", p.articles(ctx)},
		{"cited articles", p.cited(ctx)},
	}
}

// parts cuts a sequence into parts of n; note sees each row as it is read, project
// turns the rows of a part into nodes and relationships.
func parts[T any](seq iter.Seq2[T, error], n int, note func(*T) error, project func(*rows, []T) error) iter.Seq2[Part, error] {
	return func(yield func(Part, error) bool) {
		var used sync.Pool // of *[]T
		empty := func() []T {
			if list, ok := used.Get().(*[]T); ok {
				return *list
			}
			return make([]T, 0, n)
		}
		list := empty()
		part := func() Part {
			all := list
			list = empty()
			return Part{func(r *rows) error {
				err := project(r, all)
				clear(all)
				all = all[:0]
				used.Put(&all)
				return err
			}}
		}
		for v, err := range seq {
			if err == nil {
				err = note(&v)
			}
			if err != nil {
				yield(Part{}, err)
				return
			}
			if list = append(list, v); len(list) == n && !yield(part(), nil) {
				return
			}
		}
		if len(list) > 0 {
			yield(part(), nil)
		}
	}
}

func (p *Projection) statements(ctx context.Context) iter.Seq2[Part, error] {
	s := p.survey
	note := func(st *graph.Statement) error {
		if err := checkStatement(*st); err != nil {
			return err
		}
		if st.Value != "" && (st.Modality == schema.Asserted || st.Modality == schema.Past) {
			s.offerDated(*st)
		}
		return s.statements.note(st.ID)
	}
	return parts(p.reader.Statements(ctx), partRows/4, note, func(r *rows, list []graph.Statement) error {
		room := rooms.Get().(*room)
		defer rooms.Put(room)
		for _, st := range list {
			for _, end := range append([]string{st.Subject, st.Object}, st.Speakers...) {
				if end != "" && s.entities.find(end) < 0 {
					return fmt.Errorf("statement %s: entity %s is not there", st.ID, end)
				}
			}
			row := room.statement(st)
			r.node(statementLabel, "", row.props, row.digest)
			for _, e := range room.edges {
				r.relationship(e)
			}
		}
		return nil
	})
}

// entities reads the articles first: publishers and authors without an entity
// of the graph become one.
func (p *Projection) entities(ctx context.Context) iter.Seq2[Part, error] {
	s := p.survey
	project := func(r *rows, list []graph.Entity) error {
		room := rooms.Get().(*room)
		defer rooms.Put(room)
		for _, e := range list {
			room.props = entityProps(room.props, e, s.dated[e.ID])
			r.node(entityLabel, string(e.Type), room.props, entityDigest(e.Type, room.props))
		}
		return nil
	}
	return func(yield func(Part, error) bool) {
		for a, err := range p.reader.Articles(ctx) {
			if err == nil {
				err = s.articles.note(a.ID)
			}
			if err != nil {
				yield(Part{}, err)
				return
			}
			s.takeSources(a)
		}
		p.sums = make([]digest, s.articles.ids.len())
		note := func(e *graph.Entity) error { s.sources.offer(*e); return nil }
		for part, err := range parts(p.reader.Entities(ctx), partRows, note, project) {
			if !yield(part, err) || err != nil {
				return
			}
		}
		if s.made = s.sources.made(); len(s.made) > 0 {
			yield(Part{func(r *rows) error { return project(r, s.made) }}, nil)
		}
	}
}

func (p *Projection) evidence(ctx context.Context) iter.Seq2[Part, error] {
	s := p.survey
	note := func(*graph.Evidence) error { return nil }
	return parts(p.reader.Evidence(ctx), partRows, note, func(r *rows, list []graph.Evidence) error {
		articles := make([]int, len(list))
		digests := make([]digest, len(list))
		there := "" // evidence comes by statement
		for i, e := range list {
			if articles[i] = s.articles.find(e.Article); articles[i] < 0 {
				return fmt.Errorf("evidence %s: article %s is not there", e.ID, e.Article)
			}
			if e.Statement != there && s.statements.find(e.Statement) < 0 {
				return fmt.Errorf("evidence %s: statement %s is not there", e.ID, e.Statement)
			}
			there = e.Statement
			states := statesEdge(e)
			digests[i] = states.digest
			r.relationship(states)
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		for i, d := range digests {
			p.sums[articles[i]].add(d)
		}
		return nil
	})
}

// articleRow is an article with what belongs to it.
type articleRow struct {
	article  graph.Article
	mentions []graph.Mention
	cites    []graph.Citation
	number   int
}

func (p *Projection) articles(ctx context.Context) iter.Seq2[Part, error] {
	s := p.survey
	number := 0
	note := func(a *articleRow) error {
		if number >= s.articles.ids.len() || s.articles.ids.at(number) != a.article.ID {
			return errMoved
		}
		a.number = number
		number++
		for _, c := range a.cites {
			s.offerCited(c)
		}
		return nil
	}
	return parts(articleRows(ctx, p.reader), partArticles, note, func(r *rows, list []articleRow) error {
		room := rooms.Get().(*room)
		defer rooms.Put(room)
		for _, a := range list {
			props := articleProps(a.article)
			mentioned, cited, sources := room.mentions(a.article.ID, a.mentions), citationEdges(a.article.ID, a.cites), s.sourceEdges(a.number)
			for _, e := range mentioned {
				if s.entities.find(e.end) < 0 {
					return fmt.Errorf("article %s mentions entity %s, which is not there", a.article.ID, e.end)
				}
			}
			r.node(articleLabel, "", props, withEvidence(articleDigest(props, mentioned, cited), p.sums[a.number], sources))
			for _, edges := range [][]edge{mentioned, cited, sources} {
				for _, e := range edges {
					r.relationship(e)
				}
			}
		}
		return nil
	})
}

// articleRows reads articles, mentions and citations side by side.
func articleRows(ctx context.Context, r graph.Reader) iter.Seq2[articleRow, error] {
	return func(yield func(articleRow, error) bool) {
		mentions := newGroups("mention", r.Mentions(ctx), func(m graph.Mention) string { return m.Article })
		defer mentions.stop()
		citations := newGroups("citation", r.Citations(ctx), func(c graph.Citation) string { return c.Article })
		defer citations.stop()
		for a, err := range r.Articles(ctx) {
			row := articleRow{article: a}
			row.article.Text = "" // not needed, and large
			if err == nil {
				row.mentions, err = mentions.of(a.ID)
			}
			if err == nil {
				row.cites, err = citations.of(a.ID)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
		for _, rest := range []func() error{mentions.rest, citations.rest} {
			if err := rest(); err != nil {
				yield(articleRow{}, err)
				return
			}
		}
	}
}

func (p *Projection) cited(context.Context) iter.Seq2[Part, error] {
	s := p.survey
	return func(yield func(Part, error) bool) {
		s.dropHeld()
		for ids := range slices.Chunk(sortedKeys(s.citations), partRows) {
			part := Part{func(r *rows) error {
				for _, id := range ids {
					props := citedProps(s.citations[id])
					r.node(articleLabel, "", props, citedDigest(props))
				}
				return nil
			}}
			if !yield(part, nil) {
				return
			}
		}
	}
}
