package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"

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

// Resolve makes the graph of the stored extractions, all in one transaction. It
// settles anew what is one entity, story and statement, from the digests of the
// articles; of what is made of the same as before it reads, makes and writes
// nothing, and where nothing was added, removed or decided it is done at once.
// The revision grows if, and only if, a row differs.
func (s *Store) Resolve(ctx context.Context) (Resolved, error) {
	var done Resolved
	err := s.inTx(ctx, "resolve", func(tx *sql.Tx) error {
		settled, err := isSettled(ctx, tx)
		if err != nil {
			return err
		}
		w := s.newWriter(tx)
		if !settled {
			if done.Removed, err = s.resolve(ctx, w); err != nil {
				return err
			}
			if err := keepState(ctx, tx); err != nil {
				return err
			}
		}
		done.Tables = map[string]Changes{}
		for name, c := range w.counts {
			done.Changed = done.Changed || c.Any()
			if name != nameTable.name && name != formerTable.name { // they repeat what the entities say
				done.Tables[strings.TrimSuffix(name, "_row")] = *c
			}
		}
		if done.Changed {
			if _, err := tx.ExecContext(ctx, `UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE name = 'revision'`); err != nil {
				return err
			}
		}
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM article`).Scan(&done.Articles); err != nil {
			return err
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

// resolve brings the tables of the graph to what stands and what curators
// decided. It returns how many extractions nothing stands for any more.
func (s *Store) resolve(ctx context.Context, w *writer) (removed int, err error) {
	decisions, err := all(stream(ctx, w.tx, decisionQuery, scanDecision))
	if err != nil {
		return 0, err
	}
	standing, err := w.settle(ctx, decisions)
	if err != nil {
		return 0, err
	}
	doubts := make(chan []resolve.Doubt, 1) // they only read the plan
	go func() { doubts <- w.plan.Doubts(mostDoubts) }()
	if err := w.write(ctx); err != nil {
		return 0, err
	}
	if err := keepDoubts(ctx, w.tx, <-doubts); err != nil {
		return 0, err
	}
	if err := dropAside(ctx, w.tx); err != nil {
		return 0, err
	}
	if removed, err = dropUnused(ctx, w.tx, standing); err != nil {
		return 0, err
	}
	return removed, remember(ctx, w.tx, everything, nil)
}

// settle reads the digests, keeps those that are new, and plans the graph. It
// returns how many versions stand.
func (w *writer) settle(ctx context.Context, decisions []resolve.Decision) (standing int, err error) {
	list, standing, err := w.s.digests(ctx, w.tx)
	if err != nil {
		return 0, err
	}
	if err := keepDigests(ctx, w.tx, list); err != nil {
		return 0, err
	}
	w.versions = make(map[string]string, len(list))
	for i := range list {
		w.versions[list[i].ID] = list[i].version
	}
	defer collectLess()()
	w.plan = resolve.NewPlan(plain(list), decisions)
	return standing, nil
}

// plain are the digests alone.
func plain(list []digest) []resolve.Digest {
	out := make([]resolve.Digest, len(list))
	for i := range list {
		out[i] = list[i].Digest
	}
	return out
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

// makeIndexes makes them again.
func makeIndexes(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, indexesSQL+`ANALYZE;`); err != nil {
		return fmt.Errorf("make the indexes: %w", err)
	}
	return nil
}

// dropUnused removes the extractions that no key stands for, and digests without
// one, where there are more of them than the versions that stand.
func dropUnused(ctx context.Context, tx *sql.Tx, standing int) (int, error) {
	var extractions, digests int
	err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM extraction), (SELECT count(*) FROM digest)`).Scan(&extractions, &digests)
	if err != nil || extractions == standing && digests <= standing {
		return 0, err
	}
	r, err := tx.ExecContext(ctx, `DELETE FROM extraction WHERE version IN (
		SELECT version FROM extraction EXCEPT SELECT version FROM source WHERE stands = 1)`)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM digest WHERE version IN (
		SELECT version FROM digest EXCEPT SELECT version FROM extraction)`); err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}
