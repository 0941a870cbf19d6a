package diff

import (
	"cmp"
	"context"
	"iter"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Snapshot is what is compared of a graph. It does not change.
type Snapshot struct {
	articles   map[string]bool
	entities   map[string]string // id → name
	former     map[string]string // id that was given up → id
	statements []graph.Statement // by id
	evidence   map[string][]string
}

// Reader gives what is compared of a graph; a store.Store does.
type Reader interface {
	ArticleIDs(context.Context) iter.Seq2[string, error]
	EntityNames(context.Context) iter.Seq2[graph.Entity, error] // ids, names and former ids
	Statements(context.Context) iter.Seq2[graph.Statement, error]
	EvidenceIDs(context.Context) iter.Seq2[graph.Evidence, error] // ids and statements
}

// Take reads a graph.
func Take(ctx context.Context, r Reader) (*Snapshot, error) {
	s := &Snapshot{articles: map[string]bool{}, entities: map[string]string{}, former: map[string]string{}, evidence: map[string][]string{}}
	for a, err := range r.ArticleIDs(ctx) {
		if err != nil {
			return nil, err
		}
		s.articles[a] = true
	}
	for e, err := range r.EntityNames(ctx) {
		if err != nil {
			return nil, err
		}
		s.entities[e.ID] = e.Name
		for _, id := range e.FormerIDs {
			if _, taken := s.former[id]; !taken {
				s.former[id] = e.ID
			}
		}
	}
	for t, err := range r.Statements(ctx) {
		if err != nil {
			return nil, err
		}
		s.statements = append(s.statements, t)
	}
	for e, err := range r.EvidenceIDs(ctx) {
		if err != nil {
			return nil, err
		}
		s.evidence[e.Statement] = append(s.evidence[e.Statement], e.ID)
	}
	return s, nil
}

// fact names the ends of a statement.
func (s *Snapshot) fact(t graph.Statement) Fact {
	return Fact{t, s.entities[t.Subject], s.entities[t.Object]}
}

// triple is what a statement says, however it holds.
type triple struct {
	subject string
	typ     schema.RelationType
	object  string
	value   string
}

// key is what a statement says and how it holds.
type key struct {
	triple
	modality schema.Modality
}

// keyOf is the key of a statement under the ids that its ends have in s.
func (s *Snapshot) keyOf(t graph.Statement) key {
	a, b, _ := graph.Ends(t.Type, s.now(t.Subject), s.now(t.Object))
	if t.Object == "" {
		a, b = s.now(t.Subject), ""
	}
	return key{triple{a, t.Type, b, t.Value}, t.Modality}
}

// now is the id in s of an entity of another state; its old one when s has none.
func (s *Snapshot) now(id string) string {
	if _, ok := s.entities[id]; ok {
		return id
	}
	return cmp.Or(s.former[id], id)
}
