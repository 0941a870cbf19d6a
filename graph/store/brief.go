package store

import (
	"context"
	"database/sql"
	"iter"
	"math"

	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
)

// brief reads the rows of a store without what a graph.Briefer leaves out: half
// of the time to read them.
type brief struct{ *Store }

var (
	_ graph.Briefer  = (*Store)(nil)
	_ graph.Outliner = brief{}
)

// Brief implements graph.Briefer.
func (s *Store) Brief() graph.Reader { return brief{s} }

// Outline implements graph.Outliner.
func (b brief) Outline(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return rowsOf(ctx, b.Store, "read entities", `SELECT id, type, identifiers FROM entity ORDER BY id`, func(r *sql.Rows) (e graph.Entity, err error) {
		var identifiers string
		if err = r.Scan(&e.ID, (*string)(&e.Type), &identifiers); err == nil {
			e.Identifiers, err = readIdentifiers(identifiers)
		}
		return e, err
	})
}

// Articles implements graph.Reader.
func (b brief) Articles(ctx context.Context) iter.Seq2[graph.Article, error] {
	const query = `SELECT id, url, title, authors, publisher, published, language, story FROM article ORDER BY id`
	return rowsOf(ctx, b.Store, "read articles", query, func(r *sql.Rows) (a graph.Article, err error) {
		var authors string
		if err = r.Scan(&a.ID, &a.URL, &a.Title, &authors, &a.Publisher, &a.Published, &a.Language, &a.Story); err == nil {
			err = list("authors", authors, &a.Authors)
		}
		return a, err
	})
}

// Evidence implements graph.Reader.
func (b brief) Evidence(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	const query = `SELECT id, statement, article, start << 32 | end, subject_start << 32 | subject_end, object_start << 32 | object_end,
		rule, probability, sentence FROM evidence_row ORDER BY statement, article, start, id`
	return rowsOf(ctx, b.Store, "read evidence", query, func(r *sql.Rows) (v graph.Evidence, err error) {
		err = r.Scan(&v.ID, &v.Statement, &v.Article, (*span)(&v.Span), (*span)(&v.SubjectSpan), (*span)(&v.ObjectSpan), &v.Rule, (*real)(&v.Probability), &v.Sentence)
		return v, err
	})
}

// Mentions implements graph.Reader.
func (b brief) Mentions(ctx context.Context) iter.Seq2[graph.Mention, error] {
	const query = `SELECT article, start << 32 | end, entity, kind = 'pronoun', form FROM mention ORDER BY article, start, end, entity`
	return rowsOf(ctx, b.Store, "read mentions", query, func(r *sql.Rows) (m graph.Mention, err error) {
		var pronoun number
		err = r.Scan(&m.Article, (*span)(&m.Span), &m.Entity, &pronoun, &m.Form)
		if pronoun != 0 {
			m.Kind = names.Pronoun
		}
		return m, err
	})
}

// span takes its start and end from one column: each column takes as long as
// SQLite takes to find a row.
type span text.Span

// Scan implements sql.Scanner.
func (s *span) Scan(v any) error {
	var both number
	err := both.Scan(v)
	s.Start, s.End = int(both>>32), int(both&math.MaxUint32)
	return err
}
