package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
)

// Remove forgets articles, all or none: a publisher has withdrawn them. Each is
// named by its id or by a key that it stands under, a path also as it is from the
// working directory. Older texts under its keys
// are forgotten with it, so that what is given again later is new. The graph does
// not change until Resolve. Remove returns the ids, each once.
func (s *Store) Remove(ctx context.Context, articles ...string) ([]string, error) {
	var ids []string
	err := s.inTx(ctx, "remove articles", func(tx *sql.Tx) error {
		var err error
		if ids, err = s.articleIDs(ctx, tx, articles); err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, `DELETE FROM source WHERE article = ?1
				OR key IN (SELECT key FROM source WHERE article = ?1 AND stands = 1)`, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// ArticlesNamed are the ids of articles given by their ids, URLs or paths, each
// once.
func (s *Store) ArticlesNamed(ctx context.Context, articles ...string) ([]string, error) {
	ids, err := s.articleIDs(ctx, s.read, articles)
	if err != nil {
		return nil, s.explain("find articles", err)
	}
	return ids, nil
}

func (s *Store) articleIDs(ctx context.Context, q queryer, articles []string) (ids []string, err error) {
	const standing = `SELECT DISTINCT article FROM source WHERE article = ?1 OR key = ?1 AND stands = 1 ORDER BY article`
	for _, name := range articles {
		found, err := all(stream(ctx, q, standing, scanString, name))
		if err != nil {
			return nil, err
		}
		if absolute, e := filepath.Abs(name); len(found) == 0 && e == nil {
			found, err = all(stream(ctx, q, standing, scanString, filepath.ToSlash(absolute)))
			if err != nil {
				return nil, err
			}
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: article %q: %w: want the id, the URL or the path of an article", s.path, name, ErrNotFound)
		}
		for _, id := range found {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, nil
}
