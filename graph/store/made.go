package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/newsgraph/newsgraph/graph/resolve"
)

// everything is the kind of the row that is there as long as the graph is made of
// all that the store holds: whatever is written to that takes it away.
const everything = "all"

// isSettled reports whether nothing was added, removed or decided since this
// resolver made the graph.
func isSettled(ctx context.Context, tx *sql.Tx) (bool, error) {
	var kinds int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM made WHERE resolver = ? AND kind IN (?, ?, ?, ?)`,
		resolve.Version(), everything, articleTable.name, entityTable.name, statementTable.name).Scan(&kinds)
	return kinds == 4, err
}

// madeFrom lists what the graph holds of a kind and the marks that it was made
// with, by id. Where another resolver made it, or nothing says who did, no mark
// holds.
func madeFrom(ctx context.Context, tx *sql.Tx, kind string) (list []resolve.Planned, marked bool, err error) {
	var by string
	var data []byte
	err = tx.QueryRowContext(ctx, `SELECT resolver, marks FROM made WHERE kind = ?`, kind).Scan(&by, &data)
	switch {
	case err == nil && by == resolve.Version():
		list, err = unpackMarks(string(data))
		return list, true, err
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return nil, false, err
	}
	ids, err := all(stream(ctx, tx, `SELECT id FROM `+kind+` ORDER BY id`, scanString))
	for _, id := range ids {
		list = append(list, resolve.Planned{ID: id})
	}
	return list, false, err
}

// remember keeps the marks that the graph is made with.
func remember(ctx context.Context, tx *sql.Tx, kind string, list []resolve.Planned) error {
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO made (kind, resolver, marks) VALUES (?, ?, ?)`, kind, resolve.Version(), packMarks(list))
	return wrap(err, "write", "made")
}

func packMarks(list []resolve.Planned) []byte {
	out := make([]byte, 0, len(list)*(1+16+1+8))
	for _, p := range list {
		out = binary.AppendUvarint(out, uint64(len(p.ID)))
		out = append(out, p.ID...)
		out = binary.LittleEndian.AppendUint64(out, p.Mark)
	}
	return out
}

func unpackMarks(data string) ([]resolve.Planned, error) {
	var list []resolve.Planned
	rest := []byte(data)
	for len(rest) > 0 {
		n, k := binary.Uvarint(rest)
		if k <= 0 || n > uint64(len(rest)) || len(rest) < k+int(n)+8 {
			return nil, fmt.Errorf("the marks of the graph: store is %w", ErrCorrupt)
		}
		at := len(data) - len(rest) + k
		list = append(list, resolve.Planned{ID: data[at : at+int(n)], Mark: binary.LittleEndian.Uint64(rest[k+int(n):])})
		rest = rest[k+int(n)+8:]
	}
	return list, nil
}

// change is something that the graph shall hold (now is its place in the plan) or
// no longer holds (now is -1).
type change struct {
	id   string
	now  int
	held bool // the graph may hold rows of it
}

// difference compares what the graph was made of with what it is to be made of,
// both by id.
func difference(old, now []resolve.Planned) (list []change) {
	for i, n := range now {
		for len(old) > 0 && old[0].ID < n.ID {
			list = append(list, change{old[0].ID, -1, true})
			old = old[1:]
		}
		held := len(old) > 0 && old[0].ID == n.ID
		if !held || old[0].Mark != n.Mark {
			list = append(list, change{n.ID, i, held})
		}
		if held {
			old = old[1:]
		}
	}
	for _, o := range old {
		list = append(list, change{o.ID, -1, true})
	}
	return slices.Clip(list)
}
