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

// part is a table of which the rows that have a value in one column are brought
// to what they shall be.
type part struct {
	table
	held, put, gone *sql.Stmt
	count           *Changes
}

// open prepares the statements for the rows with a value in a column.
func (t table) open(ctx context.Context, tx *sql.Tx, column string, count *Changes) (*part, error) {
	p := &part{table: t, count: count}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.columns)), ", ")
	var where []string
	for _, k := range t.columns[:t.keys] {
		where = append(where, k+" = ?")
	}
	for _, s := range []struct {
		into  **sql.Stmt
		query string
	}{
		{&p.held, fmt.Sprintf(`SELECT %s FROM %s WHERE %s = ?`, strings.Join(t.columns, ", "), t.name, column)},
		{&p.put, fmt.Sprintf(`INSERT OR REPLACE INTO %s (%s) VALUES (%s)`, t.name, strings.Join(t.columns, ", "), marks)},
		{&p.gone, fmt.Sprintf(`DELETE FROM %s WHERE %s`, t.name, strings.Join(where, " AND "))},
	} {
		var err error
		if *s.into, err = tx.PrepareContext(ctx, s.query); err != nil { //nolint:sqlclosecheck // the end of the transaction closes it
			return nil, wrap(err, "prepare", t.name)
		}
	}
	return p, nil
}

// bring makes the rows with a value be those given. The table has none when held
// is false.
func (p *part) bring(ctx context.Context, value string, held bool, want []row) error {
	order := func(a, b row) int { return compareRows(a, b, p.keys) }
	slices.SortFunc(want, order)
	for i := 1; i < len(want); i++ {
		if order(want[i-1], want[i]) == 0 {
			return fmt.Errorf("the resolved graph has two rows of %s with one key: %v and %v", p.name, want[i-1], want[i])
		}
	}
	var have []row
	if held {
		rows, err := p.held.QueryContext(ctx, value)
		if err == nil {
			have, err = p.scan(rows)
		}
		if err != nil {
			return wrap(err, "compare", p.name)
		}
		slices.SortFunc(have, order)
	}
	for _, r := range want {
		for len(have) > 0 && order(have[0], r) < 0 {
			if err := p.delete(ctx, have[0]); err != nil {
				return err
			}
			have = have[1:]
		}
		switch {
		case len(have) == 0 || order(have[0], r) != 0:
			p.count.Inserted++
		case slices.Equal(have[0], r):
			have = have[1:]
			continue
		default:
			have = have[1:]
			p.count.Updated++
		}
		if _, err := p.put.ExecContext(ctx, r...); err != nil {
			return wrap(err, "write", p.name)
		}
	}
	for _, r := range have {
		if err := p.delete(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (p *part) delete(ctx context.Context, r row) error {
	p.count.Deleted++
	_, err := p.gone.ExecContext(ctx, r[:p.keys]...)
	return wrap(err, "delete from", p.name)
}

func (t table) scan(rows *sql.Rows) (list []row, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		r := make(row, len(t.columns))
		into := make([]any, len(r))
		for i := range r {
			into[i] = &r[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

func wrap(err error, doing, table string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", doing, table, err)
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
