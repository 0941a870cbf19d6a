package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base32"
	"fmt"
	"strings"
)

// keepState writes what the graph was made of, as a digest of its marks, so that
// two copies of a store that went apart differ though id and revision are one.
func keepState(ctx context.Context, tx *sql.Tx) error {
	h := sha256.New()
	for _, kind := range []string{articleTable.name, entityTable.name, statementTable.name} {
		var by string
		var marks []byte
		if err := tx.QueryRowContext(ctx, `SELECT resolver, marks FROM made WHERE kind = ?`, kind).Scan(&by, &marks); err != nil {
			return wrap(err, "read", "made")
		}
		fmt.Fprintf(h, "%s %s %d\n", kind, by, len(marks))
		h.Write(marks)
	}
	state := strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:15]))
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (name, value) VALUES ('state', ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, state)
	return wrap(err, "write", "meta")
}
