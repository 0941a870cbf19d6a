package graph

import (
	"context"
	"iter"
	"slices"
)

var _ Selector = InMemory{}

// InMemory reads a sorted graph (Sort) that is held in memory.
type InMemory struct {
	Graph *Graph
	Head  Meta
}

// Meta implements Reader.
func (r InMemory) Meta(ctx context.Context) (Meta, error) { return r.Head, ctx.Err() }

// Articles implements Reader.
func (r InMemory) Articles(ctx context.Context) iter.Seq2[Article, error] {
	return each(ctx, r.Graph.Articles)
}

// Entities implements Reader.
func (r InMemory) Entities(ctx context.Context) iter.Seq2[Entity, error] {
	return each(ctx, r.Graph.Entities)
}

// Statements implements Reader.
func (r InMemory) Statements(ctx context.Context) iter.Seq2[Statement, error] {
	return each(ctx, r.Graph.Statements)
}

// Mentions implements Reader.
func (r InMemory) Mentions(ctx context.Context) iter.Seq2[Mention, error] {
	return each(ctx, r.Graph.Mentions)
}

// Evidence implements Reader.
func (r InMemory) Evidence(ctx context.Context) iter.Seq2[Evidence, error] {
	return each(ctx, r.Graph.Evidence)
}

// Citations implements Reader.
func (r InMemory) Citations(ctx context.Context) iter.Seq2[Citation, error] {
	return each(ctx, r.Graph.Citations)
}

// Select implements Selector.
func (r InMemory) Select(sel Selection) Reader {
	g := r.Graph
	return InMemory{Head: r.Head, Graph: &Graph{
		Articles:   only(g.Articles, sel.Articles, func(a Article) string { return a.ID }),
		Entities:   only(g.Entities, sel.Entities, func(e Entity) string { return e.ID }),
		Statements: only(g.Statements, sel.Statements, func(s Statement) string { return s.ID }),
		Mentions:   only(g.Mentions, sel.Articles, func(m Mention) string { return m.Article }),
		Evidence:   only(g.Evidence, sel.Articles, func(v Evidence) string { return v.Article }),
		Citations:  only(g.Citations, sel.Articles, func(c Citation) string { return c.Article }),
	}}
}

// only keeps the rows whose key is among ids, which ascend.
func only[T any](list []T, ids []string, key func(T) string) []T {
	var out []T
	for _, v := range list {
		if _, ok := slices.BinarySearch(ids, key(v)); ok {
			out = append(out, v)
		}
	}
	return out
}

func each[T any](ctx context.Context, list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if err := ctx.Err(); err != nil {
				var none T
				yield(none, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}
}
