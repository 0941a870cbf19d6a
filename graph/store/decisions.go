package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/newsgraph/newsgraph/graph/resolve"
)

const decisionQuery = `SELECT a, b, same, who, at, note FROM decision ORDER BY a, b, at, who`

func scanDecision(r *sql.Rows) (d resolve.Decision, err error) {
	err = r.Scan(&d.A, &d.B, &d.Same, &d.Who, &d.When, &d.Note)
	return d, err
}

// Decisions returns what curators decided, by pair and time.
func (s *Store) Decisions(ctx context.Context) ([]resolve.Decision, error) {
	return all(rowsOf(ctx, s, "read decisions", decisionQuery, scanDecision))
}

// Decide records a curator's decision. It takes effect at the next Resolve.
func (s *Store) Decide(ctx context.Context, d resolve.Decision) error {
	if d.A == "" || d.B == "" || d.A == d.B {
		return fmt.Errorf("decision about %q and %q: want the ids of two entities", d.A, d.B)
	}
	if d.A > d.B {
		d.A, d.B = d.B, d.A
	}
	return s.inTx(ctx, "record a decision", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO decision (a, b, same, who, at, note) VALUES (?, ?, ?, ?, ?, ?)`,
			d.A, d.B, d.Same, d.Who, d.When, d.Note)
		return err
	})
}

// Undecide forgets every decision about a pair, in whichever order it is
// given, and returns how many there were. It takes effect at the next Resolve.
func (s *Store) Undecide(ctx context.Context, a, b string) (int, error) {
	var n int64
	err := s.inTx(ctx, "undo a decision", func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM decision WHERE a = ? AND b = ?`, min(a, b), max(a, b))
		if err != nil {
			return err
		}
		n, err = r.RowsAffected()
		return err
	})
	return int(n), err
}
