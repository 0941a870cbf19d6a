package store

import (
	"context"
	"database/sql"
	"errors"
)

// Adopt gives the store the id of another one that it takes the place of, as a
// store that was built anew from the same articles does.
func (s *Store) Adopt(ctx context.Context, storeID string) error {
	if storeID == "" {
		return errors.New("a store needs an id")
	}
	return s.inTx(ctx, "adopt an id", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE meta SET value = ? WHERE name = 'store_id'`, storeID)
		return err
	})
}
