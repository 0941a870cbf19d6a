package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"
)

// Changes counts the rows that a Resolve wrote.
type Changes struct {
	Inserted, Updated, Deleted int
}

// Any reports whether anything changed.
func (c Changes) Any() bool { return c != Changes{} }

func (c *Changes) add(d Changes) {
	c.Inserted += d.Inserted
	c.Updated += d.Updated
	c.Deleted += d.Deleted
}

// difference compares the rows of a table with those wanted, both in the order
// of the primary key.
func (t table) difference(ctx context.Context, tx *sql.Tx, want []row) (put []row, gone []row, c Changes, err error) {
	query := fmt.Sprintf(`SELECT %s FROM %s ORDER BY %s`, strings.Join(t.columns, ", "), t.name, strings.Join(t.columns[:t.keys], ", "))
	have, stop := iter.Pull2(stream(ctx, tx, query, t.scan))
	defer stop()
	old, err, some := have()
	for i := 0; some || i < len(want); {
		if err != nil {
			return nil, nil, c, err
		}
		order := 0
		switch {
		case !some:
			order = 1
		case i == len(want):
			order = -1
		default:
			order = compareRows(old, want[i], t.keys)
		}
		switch {
		case order < 0:
			gone = append(gone, old[:t.keys])
			c.Deleted++
		case order > 0:
			put = append(put, want[i])
			c.Inserted++
		case !equalRows(old, want[i]):
			put = append(put, want[i])
			c.Updated++
		}
		if order >= 0 {
			i++
		}
		if order <= 0 {
			old, err, some = have()
		}
	}
	return put, gone, c, nil
}

func (t table) scan(rows *sql.Rows) (row, error) {
	r := make(row, len(t.columns))
	into := make([]any, len(r))
	for i := range r {
		into[i] = &r[i]
	}
	err := rows.Scan(into...)
	return r, err
}

func equalRows(a, b row) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// write brings the table to the rows wanted.
func (t table) write(ctx context.Context, tx *sql.Tx, want []row) (Changes, error) {
	put, gone, c, err := t.difference(ctx, tx, want)
	if err != nil {
		return c, fmt.Errorf("compare %s: %w", t.name, err)
	}
	var where []string
	for _, k := range t.columns[:t.keys] {
		where = append(where, k+" = ?")
	}
	if err := execEach(ctx, tx, fmt.Sprintf(`DELETE FROM %s WHERE %s`, t.name, strings.Join(where, " AND ")), gone); err != nil {
		return c, fmt.Errorf("delete from %s: %w", t.name, err)
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.columns)), ", ")
	if err := execEach(ctx, tx, fmt.Sprintf(`INSERT OR REPLACE INTO %s (%s) VALUES (%s)`, t.name, strings.Join(t.columns, ", "), marks), put); err != nil {
		return c, fmt.Errorf("write %s: %w", t.name, err)
	}
	return c, nil
}

// execEach runs a statement once for each row of arguments.
func execEach(ctx context.Context, tx *sql.Tx, query string, rows []row) (err error) {
	if len(rows) == 0 {
		return nil
	}
	stmt, err := tx.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stmt.Close()) }()
	for _, r := range rows {
		if _, err := stmt.ExecContext(ctx, r...); err != nil {
			return err
		}
	}
	return nil
}
