package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// Resolved says what a Resolve did.
type Resolved struct {
	Articles int                // that the graph is made of
	Changed  bool               // whether the graph is another than before
	Tables   map[string]Changes // by table: article, entity, statement, evidence, mention, citation
	Removed  int                // extractions dropped because no source stands for them any more
	Revision int64
}

// Resolve makes the graph anew from the stored extractions and writes the
// difference, all in one transaction. The revision grows if, and only if,
// something differs.
func (s *Store) Resolve(ctx context.Context) (Resolved, error) {
	done := Resolved{Tables: make(map[string]Changes)}
	err := s.inTx(ctx, "resolve", func(tx *sql.Tx) error {
		versions := make(map[string]string)
		g, err := build(s.standing(ctx, tx, versions))
		if err != nil {
			return err
		}
		done.Articles = len(g.Articles)
		if err := writeGraph(ctx, tx, g, versions, &done); err != nil {
			return err
		}
		if done.Removed, err = dropUnused(ctx, tx); err != nil {
			return err
		}
		if done.Changed {
			if _, err := tx.ExecContext(ctx, `UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'revision'`); err != nil {
				return err
			}
		}
		m, err := readMeta(ctx, tx)
		done.Revision = m.Revision
		return err
	})
	if err != nil {
		return Resolved{}, err
	}
	return done, nil
}

// standingQuery gives the source that each article is taken from: of the
// sources of one key the latest stands; of the standing sources of one article
// the one with the earliest date is it, ties broken by what the sources say
// and never by when they came.
const standingQuery = `WITH
	latest AS (
		SELECT article, version, key, header, coalesce(header ->> 'published', '') AS published,
			row_number() OVER (PARTITION BY key ORDER BY date DESC, seq DESC) AS place
		FROM source),
	best AS (
		SELECT article, version, header,
			row_number() OVER (PARTITION BY article ORDER BY published = '', published, version, key, header) AS place
		FROM latest WHERE place = 1)`

// standing gives the extraction of every article that is part of the graph, by
// article id, and notes its version.
func (s *Store) standing(ctx context.Context, q queryer, versions map[string]string) iter.Seq2[extract.Extraction, error] {
	return stream(ctx, q, standingQuery+`
		SELECT b.version, b.header, x.text, x.data FROM best b LEFT JOIN extraction x ON x.version = b.version
		WHERE b.place = 1 ORDER BY b.article`, func(r *sql.Rows) (extract.Extraction, error) {
		var version, head string
		var text sql.NullString
		var data []byte
		if err := r.Scan(&version, &head, &text, &data); err != nil {
			return extract.Extraction{}, err
		}
		a, err := fromHeader(head, text.String)
		if err == nil && !text.Valid {
			err = fmt.Errorf("extraction of article %s is missing: store is %w", a.ID, ErrCorrupt)
		}
		if err != nil {
			return extract.Extraction{}, err
		}
		versions[a.ID] = version
		return s.decode(data, a)
	})
}

// writeGraph writes the difference between the graph and the tables.
func writeGraph(ctx context.Context, tx *sql.Tx, g graph.Graph, versions map[string]string, done *Resolved) error {
	var before int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM article`).Scan(&before); err != nil {
		return err
	}
	// A graph that is mostly new is written faster without the indexes.
	bulk := len(g.Articles) > 2*before
	if bulk {
		if err := dropIndexes(ctx, tx); err != nil {
			return err
		}
	}
	names := map[string]string{evidenceTable.name: "evidence", nameTable.name: "entity", formerTable.name: "entity"}
	for _, t := range contents(g, versions) {
		c, err := t.write(ctx, tx)
		if err != nil {
			return err
		}
		done.Changed = done.Changed || c.Any()
		if t.name == nameTable.name || t.name == formerTable.name {
			continue // they repeat what the entities say
		}
		name := t.name
		if n, ok := names[name]; ok {
			name = n
		}
		done.Tables[name] = c
	}
	if bulk {
		if _, err := tx.ExecContext(ctx, indexesSQL+`ANALYZE;`); err != nil {
			return fmt.Errorf("make the indexes: %w", err)
		}
	}
	return nil
}

func dropIndexes(ctx context.Context, tx *sql.Tx) error {
	names, err := all(stream(ctx, tx, `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT IN ('source', 'extraction')`, scanString))
	if err != nil {
		return err
	}
	for _, n := range names {
		if _, err := tx.ExecContext(ctx, `DROP INDEX `+n); err != nil {
			return err
		}
	}
	return nil
}

// dropUnused removes the extractions that no key stands for.
func dropUnused(ctx context.Context, tx *sql.Tx) (int, error) {
	r, err := tx.ExecContext(ctx, `DELETE FROM extraction WHERE version NOT IN (
		SELECT version FROM (SELECT version, row_number() OVER (PARTITION BY key ORDER BY date DESC, seq DESC) AS place FROM source) WHERE place = 1)`)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}
