package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

// Doubt is a pair of entities that may be one, with both as they are.
type Doubt struct {
	resolve.Doubt
	AEntity graph.Entity `json:"a_entity"`
	BEntity graph.Entity `json:"b_entity"`
	Unsure  *Unsure      `json:"unsure,omitempty"` // who put it aside
}

// Unsure says that a curator could not tell whether a pair is one.
type Unsure struct {
	Who  string `json:"who,omitempty"`
	When string `json:"when"`
}

// mostDoubts is how many pairs Resolve keeps.
const mostDoubts = 5000

// doubtKind marks in the table made that doubts were looked for.
const doubtKind = "doubt"

// keepDoubts writes the doubtful pairs of a plan, if they are others than before.
func keepDoubts(ctx context.Context, tx *sql.Tx, list []resolve.Doubt) error {
	var looked bool
	if err := tx.QueryRowContext(ctx, `SELECT count(*) > 0 FROM made WHERE kind = ?`, doubtKind).Scan(&looked); err != nil {
		return err
	}
	old, err := all(stream(ctx, tx, `SELECT a, b, reason, score FROM doubt ORDER BY place`, func(r *sql.Rows) (d resolve.Doubt, err error) {
		err = r.Scan(&d.A, &d.B, &d.Reason, &d.Score)
		return d, err
	}))
	if err != nil || looked && slices.Equal(old, list) {
		return err
	}
	if err := remember(ctx, tx, doubtKind, nil); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM doubt`); err != nil {
		return err
	}
	_, err = execEach(ctx, tx, `INSERT INTO doubt (place, a, b, reason, score) VALUES (?, ?, ?, ?, ?)`, func(yield func(row, error) bool) {
		for i, d := range list {
			if !yield(row{int64(i + 1), d.A, d.B, string(d.Reason), d.Score}, nil) {
				return
			}
		}
	})
	return wrap(err, "write", "doubt")
}

// leads is the SQL of the id that an entity has now, given one that it has or
// gave up in a merge.
func leads(id string) string {
	return `coalesce((SELECT id FROM entity WHERE id = ` + id + `), (SELECT entity FROM former WHERE id = ` + id + `), ` + id + `)`
}

// doubtsFrom are the doubts whose entities are there still and that nobody has
// decided on, with who put them aside last, under whichever ids.
func doubtsFrom() string {
	return ` FROM doubt d LEFT JOIN (SELECT min(x, y) AS a, max(x, y) AS b, who, max(at) AS at
		FROM (SELECT ` + leads("a") + ` AS x, ` + leads("b") + ` AS y, who, at FROM unsure) GROUP BY 1, 2) u ON u.a = d.a AND u.b = d.b
	WHERE EXISTS (SELECT 1 FROM entity e WHERE e.id = d.a) AND EXISTS (SELECT 1 FROM entity e WHERE e.id = d.b)
	AND NOT EXISTS (SELECT 1 FROM decision c WHERE c.a = d.a AND c.b = d.b
		OR c.a IN (d.a, d.b) AND instr(c.b, ':') > 0 AND substr(c.b, instr(c.b, ':') + 1) IN (d.a, d.b)) `
}

// takeUp forgets that a pair was put aside, under whichever ids.
func takeUp(ctx context.Context, tx *sql.Tx, a, b string) error {
	x, y := leads("?1"), leads("?2")
	_, err := tx.ExecContext(ctx, `DELETE FROM unsure WHERE a = min(?1, ?2) AND b = max(?1, ?2) OR `+x+` <> `+y+
		` AND (`+leads("a")+`, `+leads("b")+`) IN (VALUES (`+x+`, `+y+`), (`+y+`, `+x+`))`, a, b)
	return err
}

// dropAside forgets the pairs put aside of which an entity is gone.
func dropAside(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM unsure WHERE NOT EXISTS (SELECT 1 FROM entity WHERE id = `+leads("a")+`)
		OR NOT EXISTS (SELECT 1 FROM entity WHERE id = `+leads("b")+`)`)
	return err
}

// Doubts lists up to limit pairs of entities that a curator should look at,
// those that matter most first, as the last Resolve found them: of the first
// 5,000 those that nobody has decided on since or put aside. With aside it lists
// those that were put aside, the earliest first. Where no Resolve has looked for
// doubts yet, as in a store of an earlier version, it fails with ErrNotLooked.
func (s *Store) Doubts(ctx context.Context, aside bool, limit int) ([]Doubt, error) {
	var out []Doubt
	err := s.View(ctx, func(now *Store) (err error) {
		if err = now.looked(ctx); err != nil {
			return err
		}
		out, err = all(rowsOf(ctx, now, "read doubts", `SELECT d.a, d.b, d.reason, d.score, coalesce(u.who, ''), coalesce(u.at, '')`+doubtsFrom()+
			`AND (u.a IS NOT NULL) = ? ORDER BY coalesce(u.at, ''), d.place LIMIT ?`, func(r *sql.Rows) (d Doubt, err error) {
			var u Unsure
			if err = r.Scan(&d.A, &d.B, &d.Reason, &d.Score, &u.Who, &u.When); aside {
				d.Unsure = &u
			}
			return d, err
		}, aside, limit))
		for i := range out {
			d := &out[i]
			var errA, errB error
			d.AEntity, errA = now.Entity(ctx, d.A)
			d.BEntity, errB = now.Entity(ctx, d.B)
			if err := errors.Join(errA, errB); err != nil {
				return err
			}
		}
		return err
	})
	return out, err
}

// DoubtCounts counts what Doubts lists: the pairs to look at and those put
// aside.
func (s *Store) DoubtCounts(ctx context.Context) (left, aside int, err error) {
	if err := s.looked(ctx); err != nil {
		return 0, 0, err
	}
	err = s.read.QueryRowContext(ctx, `SELECT count(*) - count(u.a), count(u.a)`+doubtsFrom()).Scan(&left, &aside)
	return left, aside, s.explain("count doubts", err)
}

// looked fails unless a Resolve has looked for doubts.
func (s *Store) looked(ctx context.Context) error {
	var looked bool
	err := s.read.QueryRowContext(ctx, `SELECT count(*) > 0 FROM made WHERE kind = ?`, doubtKind).Scan(&looked)
	if err == nil && !looked {
		return fmt.Errorf("%s: %w", s.path, ErrNotLooked)
	}
	return s.explain("read doubts", err)
}

// PutAside notes that a curator could not tell whether two entities are one. It
// holds for what they become in merges, until somebody decides or a Resolve
// finds one of them gone.
func (s *Store) PutAside(ctx context.Context, a, b string, u Unsure) error {
	if a == "" || b == "" || a == b {
		return fmt.Errorf("unsure about %q and %q: want the ids of two entities", a, b)
	}
	return s.inTx(ctx, "put a pair aside", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO unsure (a, b, who, at) VALUES (?, ?, ?, ?)`, min(a, b), max(a, b), u.Who, u.When)
		return err
	})
}
