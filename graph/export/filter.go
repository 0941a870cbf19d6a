package export

import (
	"context"
	"iter"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Filter says what of a graph is written; an empty list means everything. Types
// keeps entities of these types and the relations between them. The others keep
// relations, and then of the entities only their ends and of the articles only
// those that state them.
type Filter struct {
	Types      []schema.EntityType
	Relations  []schema.RelationType
	Modalities []schema.Modality
	MinSupport int  // articles
	Connected  bool // only entities that have a relation to another
}

func (f Filter) empty() bool { return len(f.Types) == 0 && !f.ofRelations() }

func (f Filter) ofRelations() bool {
	return len(f.Relations) > 0 || len(f.Modalities) > 0 || f.MinSupport > 1 || f.Connected
}

// selection reads what a filter leaves of a graph. It keeps the ids that it
// selects.
type selection struct {
	graph.Reader
	filter     Filter
	typed      map[string]bool // entities of the types, when there are types
	ends       map[string]bool // entities of the relations
	statements map[string]bool
	articles   map[string]bool // that state them
}

func filtered(ctx context.Context, r graph.Reader, f Filter) (graph.Reader, error) {
	s := &selection{
		Reader: r, filter: f,
		typed: map[string]bool{}, ends: map[string]bool{}, statements: map[string]bool{}, articles: map[string]bool{},
	}
	if len(f.Types) > 0 {
		for e, err := range r.Entities(ctx) {
			if err != nil {
				return nil, err
			}
			if slices.Contains(f.Types, e.Type) {
				s.typed[e.ID] = true
			}
		}
	}
	for st, err := range r.Statements(ctx) {
		if err != nil {
			return nil, err
		}
		if s.wants(st) {
			s.statements[st.ID], s.ends[st.Subject], s.ends[st.Object] = true, true, true
		}
	}
	if !f.ofRelations() {
		return s, nil
	}
	for e, err := range r.Evidence(ctx) {
		if err != nil {
			return nil, err
		}
		if s.statements[e.Statement] {
			s.articles[e.Article] = true
		}
	}
	return s, nil
}

func (s *selection) wants(st graph.Statement) bool {
	f := s.filter
	return (len(f.Relations) == 0 || slices.Contains(f.Relations, st.Type)) &&
		(len(f.Modalities) == 0 || slices.Contains(f.Modalities, st.Modality)) &&
		st.Support >= f.MinSupport &&
		(!f.Connected || st.Object != "") &&
		s.ofType(st.Subject) && (st.Object == "" || s.ofType(st.Object))
}

func (s *selection) ofType(entity string) bool {
	return len(s.filter.Types) == 0 || s.typed[entity]
}

func (s *selection) entity(id string) bool {
	return s.ofType(id) && (!s.filter.ofRelations() || s.ends[id])
}

func (s *selection) article(id string) bool {
	return !s.filter.ofRelations() || s.articles[id]
}

// Entities implements graph.Reader.
func (s *selection) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return where(s.Reader.Entities(ctx), func(e graph.Entity) bool { return s.entity(e.ID) })
}

// Statements implements graph.Reader.
func (s *selection) Statements(ctx context.Context) iter.Seq2[graph.Statement, error] {
	return where(s.Reader.Statements(ctx), func(st graph.Statement) bool { return s.statements[st.ID] })
}

// Evidence implements graph.Reader.
func (s *selection) Evidence(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	return where(s.Reader.Evidence(ctx), func(e graph.Evidence) bool { return s.statements[e.Statement] })
}

// Articles implements graph.Reader.
func (s *selection) Articles(ctx context.Context) iter.Seq2[graph.Article, error] {
	return where(s.Reader.Articles(ctx), func(a graph.Article) bool { return s.article(a.ID) })
}

// Mentions implements graph.Reader.
func (s *selection) Mentions(ctx context.Context) iter.Seq2[graph.Mention, error] {
	return where(s.Reader.Mentions(ctx), func(m graph.Mention) bool { return s.entity(m.Entity) && s.article(m.Article) })
}

// Citations implements graph.Reader.
func (s *selection) Citations(ctx context.Context) iter.Seq2[graph.Citation, error] {
	return where(s.Reader.Citations(ctx), func(c graph.Citation) bool { return s.article(c.Article) })
}

// where gives the elements that keep wants, and errors.
func where[T any](seq iter.Seq2[T, error], keep func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range seq {
			if (err != nil || keep(v)) && !yield(v, err) {
				return
			}
		}
	}
}
