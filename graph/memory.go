package graph

import (
	"context"
	"iter"
)

var _ Reader = InMemory{}

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
