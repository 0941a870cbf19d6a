package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
)

// applicationID marks a store's file: the bytes 68 to 71 of its header spell
// "nwsg".
const applicationID = 0x6e777367

//go:embed schema_1.sql
var schema1 string

//go:embed schema_2.sql
var schema2 string

//go:embed schema_3.sql
var schema3 string

//go:embed schema_4.sql
var schema4 string

//go:embed schema_5.sql
var schema5 string

//go:embed indexes.sql
var indexesSQL string

//go:embed views.sql
var viewsSQL string

// steps returns the migrations: step i brings a store from schema version i to
// version i+1. A step is never changed once a release has written its version;
// indexes and views are made anew after the last one.
func steps() []string { return []string{schema1, schema2, schema3, schema4, schema5} }

// identify fails unless the file is a store or, when create is set, has no
// tables yet, in which case it becomes an empty store of version 0.
func identify(ctx context.Context, db *sql.DB, path string, create bool) error {
	var id, tables int
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return err
	}
	if id == applicationID {
		return nil
	}
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&tables); err != nil {
		return err
	}
	if tables > 0 || id != 0 {
		return fmt.Errorf("%s: %w: it is an SQLite database of another program; want the .db file that `newsgraph build` made", path, ErrNotStore)
	}
	if !create {
		return fmt.Errorf("%s: %w: it is an empty SQLite database", path, ErrNotStore)
	}
	_, err := db.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID))
	return err
}

// migrate brings the store to the version that the steps lead to, each step in
// its own transaction.
func migrate(ctx context.Context, db *sql.DB, path string, steps []string) error {
	for {
		version, err := userVersion(ctx, db)
		switch {
		case err != nil:
			return err
		case version > len(steps):
			return fmt.Errorf("%s: %w (schema version %d, this program knows up to %d): use a newer newsgraph", path, ErrNewer, version, len(steps))
		case version == len(steps):
			return nil
		}
		if err := migrateStep(ctx, db, steps); err != nil {
			return fmt.Errorf("migrate to schema version %d: %w", version+1, err)
		}
	}
}

// migrateStep takes one step. The version is read again inside the
// transaction, as another process may migrate the same file.
func migrateStep(ctx context.Context, db *sql.DB, steps []string) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
				err = errors.Join(err, e)
			}
		}
	}()
	version, err := userVersion(ctx, tx)
	if err != nil {
		return err
	}
	if version >= len(steps) {
		return tx.Commit()
	}
	script := steps[version]
	if version+1 == len(steps) {
		script += indexesSQL + viewsSQL
	}
	if _, err := tx.ExecContext(ctx, script); err != nil {
		return err
	}
	if version == 0 {
		if _, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES ('store_id', ?), ('revision', '0')`, rand.Text()); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES ('schema_version', ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, strconv.Itoa(version+1)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, version+1)); err != nil {
		return err
	}
	return tx.Commit()
}

func userVersion(ctx context.Context, q queryer) (int, error) {
	var v int
	err := q.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&v)
	return v, err
}
