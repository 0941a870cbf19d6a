package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
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
		g, versions, err := s.build(ctx, tx)
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
// standing sources of one article the one with the earliest date, ties broken
// by what the sources say and never by when they came.
const standingQuery = `WITH
	standing AS (
		SELECT article, version, key, header, coalesce(header ->> 'published', '') AS published
		FROM source WHERE stands = 1),
	best AS (
		SELECT article, version, header,
			row_number() OVER (PARTITION BY article ORDER BY published = '', published, version, key, header) AS place
		FROM standing)
	SELECT b.version, b.header, x.text, x.data FROM best b LEFT JOIN extraction x ON x.version = b.version
	WHERE b.place = 1 ORDER BY b.article`

// standing is a version that stands for an article, as stored.
type standing struct {
	version, header string
	text            sql.NullString // not valid when its extraction is missing
	data            []byte
}

func scanStanding(r *sql.Rows) (st standing, err error) {
	err = r.Scan(&st.version, &st.header, &st.text, &st.data)
	return st, err
}

// build makes the graph of what stands and of the curators' decisions. It also
// returns the version of each article.
func (s *Store) build(ctx context.Context, q queryer) (graph.Graph, map[string]string, error) {
	decisions, err := all(stream(ctx, q, decisionQuery, scanDecision))
	if err != nil {
		return graph.Graph{}, nil, err
	}
	articles, versions, err := s.articles(ctx, q)
	if err != nil {
		return graph.Graph{}, nil, err
	}
	g := resolve.Build(articles, decisions)
	graph.Sort(&g)
	return g, versions, nil
}

// articles unpacks the extractions that stand, several at a time, by article
// id. Their texts stay in the store.
func (s *Store) articles(ctx context.Context, q queryer) ([]resolve.Article, map[string]string, error) {
	var list []*resolve.Article
	versions := make(map[string]string)
	group, gctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	var failed error
	for st, err := range stream(gctx, q, standingQuery, scanStanding) {
		if err != nil {
			failed = err
			break
		}
		a, err := fromHeader(st.header, st.text.String)
		if err == nil && !st.text.Valid {
			err = fmt.Errorf("extraction of article %s is missing: store is %w", a.ID, ErrCorrupt)
		}
		if err != nil {
			failed = err
			break
		}
		versions[a.ID] = st.version
		slot := new(resolve.Article)
		list = append(list, slot)
		group.Go(func() error {
			x, err := s.decode(st.data, a)
			if err == nil {
				*slot = resolve.FromExtraction(x)
				slot.Text = ""
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err // what was read after it failed only for that
	}
	if failed != nil {
		return nil, nil, failed
	}
	articles := make([]resolve.Article, len(list))
	for i, a := range list {
		articles[i] = *a
	}
	return articles, versions, nil
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

var indexName = regexp.MustCompile(`CREATE INDEX IF NOT EXISTS (\w+)`)

// dropIndexes drops the indexes that indexes.sql makes, and no other: a file
// may hold what its owner added.
func dropIndexes(ctx context.Context, tx *sql.Tx) error {
	for _, m := range indexName.FindAllStringSubmatch(indexesSQL, -1) {
		if _, err := tx.ExecContext(ctx, `DROP INDEX IF EXISTS `+m[1]); err != nil {
			return err
		}
	}
	return nil
}

// dropUnused removes the extractions that no key stands for.
func dropUnused(ctx context.Context, tx *sql.Tx) (int, error) {
	r, err := tx.ExecContext(ctx, `DELETE FROM extraction WHERE version NOT IN (
		SELECT version FROM source WHERE stands = 1)`)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}
