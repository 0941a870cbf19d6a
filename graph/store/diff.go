package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Changes counts the rows that a Resolve wrote.
type Changes struct {
	Inserted, Updated, Deleted int
}

// Any reports whether anything changed.
func (c Changes) Any() bool { return c != Changes{} }

// difference compares the rows of a table with those wanted, both in the order
// of the primary key.
func (c content) difference(ctx context.Context, tx *sql.Tx) (put, gone []row, n Changes, err error) {
	query := fmt.Sprintf(`SELECT %s FROM %s ORDER BY %s`, strings.Join(c.columns, ", "), c.name, strings.Join(c.columns[:c.keys], ", "))
	have, stopHave := iter.Pull2(stream(ctx, tx, query, c.scan))
	defer stopHave()
	want, stopWant := iter.Pull2(c.rows)
	defer stopWant()
	old, errOld, isOld := have()
	now, errNow, isNow := want()
	for isOld || isNow {
		if err := errors.Join(errOld, errNow); err != nil {
			return nil, nil, n, err
		}
		order := 0
		switch {
		case !isOld:
			order = 1
		case !isNow:
			order = -1
		default:
			order = compareRows(old, now, c.keys)
		}
		switch {
		case order < 0:
			gone = append(gone, old[:c.keys])
			n.Deleted++
		case order > 0:
			put = append(put, now)
			n.Inserted++
		case !slices.Equal(old, now):
			put = append(put, now)
			n.Updated++
		}
		if order >= 0 {
			now, errNow, isNow = want()
		}
		if order <= 0 {
			old, errOld, isOld = have()
		}
	}
	return put, gone, n, nil
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

// write brings the table to what it shall hold.
func (c content) write(ctx context.Context, tx *sql.Tx) (n Changes, err error) {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(c.columns)), ", ")
	insert := fmt.Sprintf(`INSERT OR REPLACE INTO %s (%s) VALUES (%s)`, c.name, strings.Join(c.columns, ", "), marks)
	var some bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+c.name+`)`).Scan(&some); err != nil {
		return n, err
	}
	if !some { // nothing to compare with: write as it comes
		n.Inserted, err = execEach(ctx, tx, insert, c.rows)
		return n, wrap(err, "write", c.name)
	}
	put, gone, n, err := c.difference(ctx, tx)
	if err != nil {
		return n, wrap(err, "compare", c.name)
	}
	var where []string
	for _, k := range c.columns[:c.keys] {
		where = append(where, k+" = ?")
	}
	if _, err := execEach(ctx, tx, fmt.Sprintf(`DELETE FROM %s WHERE %s`, c.name, strings.Join(where, " AND ")), sequence(gone)); err != nil {
		return n, wrap(err, "delete from", c.name)
	}
	_, err = execEach(ctx, tx, insert, sequence(put))
	return n, wrap(err, "write", c.name)
}

func wrap(err error, doing, table string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", doing, table, err)
}

func sequence(rows []row) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// execEach runs a statement once for each row of arguments and counts them.
func execEach(ctx context.Context, tx *sql.Tx, query string, rows iter.Seq2[row, error]) (n int, err error) {
	stmt, err := tx.PrepareContext(ctx, query)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, stmt.Close()) }()
	for r, err := range rows {
		if err != nil {
			return n, err
		}
		if _, err := stmt.ExecContext(ctx, r...); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
