package store

import (
	"context"
	"database/sql"
	"iter"

	"github.com/newsgraph/newsgraph/graph"
)

// ArticleIDs gives the ids of the articles.
func (s *Store) ArticleIDs(ctx context.Context) iter.Seq2[string, error] {
	return rowsOf(ctx, s, "read articles", `SELECT id FROM article`, scanString)
}

// EntityNames gives the entities, by id, with their names and the ids that they
// took over, and nothing else.
func (s *Store) EntityNames(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return rowsOf(ctx, s, "read entities", `SELECT id, name, former_ids FROM entity ORDER BY id`, func(r *sql.Rows) (e graph.Entity, err error) {
		var former string
		if err = r.Scan(&e.ID, &e.Name, &former); err == nil {
			err = list("former_ids", former, &e.FormerIDs)
		}
		return e, err
	})
}

// EvidenceIDs gives the evidence, by article, with its statement and nothing
// else.
func (s *Store) EvidenceIDs(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	return rowsOf(ctx, s, "read evidence", `SELECT statement, id FROM evidence_row ORDER BY article, statement, start, id`, func(r *sql.Rows) (v graph.Evidence, err error) {
		err = r.Scan(&v.Statement, &v.ID)
		return v, err
	})
}
