package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
)

// rowsOf streams the rows of a query, each through scan. The sequence ends
// after the first error. It holds one connection of the pool while it is read.
func rowsOf[T any](ctx context.Context, s *Store, doing, query string, scan func(*sql.Rows) (T, error), args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range stream(ctx, s.read, query, scan, args...) {
			if err != nil && ctx.Err() == nil {
				err = s.explain(doing, err)
			} else if err != nil {
				err = ctx.Err()
			}
			if !yield(v, err) {
				return
			}
		}
	}
}

// stream is rowsOf on any connection, with SQLite's own errors.
func stream[T any](ctx context.Context, q queryer, query string, scan func(*sql.Rows) (T, error), args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := q.QueryContext(ctx, query, args...)
		if err != nil {
			yield(none, err)
			return
		}
		defer func() { _ = rows.Close() }() // its errors are those of rows.Err
		for rows.Next() {
			v, err := scan(rows)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(none, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, err)
		}
	}
}

// all collects a sequence.
func all[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// number and real take a column without database/sql's detour over text.
type (
	number int
	real   float64
)

// Scan implements sql.Scanner.
func (n *number) Scan(v any) error {
	i, ok := v.(int64)
	if !ok {
		return fmt.Errorf("column holds %v: want an integer", v)
	}
	*n = number(i)
	return nil
}

// Scan implements sql.Scanner.
func (f *real) Scan(v any) error {
	switch v := v.(type) {
	case float64:
		*f = real(v)
	case int64:
		*f = real(v)
	default:
		return fmt.Errorf("column holds %v: want a number", v)
	}
	return nil
}
