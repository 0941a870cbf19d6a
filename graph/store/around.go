package store

import (
	"context"
	"database/sql"
)

// Month is a month (YYYY-MM) and a count.
type Month struct {
	Month string `json:"month"`
	Count int    `json:"count"`
}

func scanMonth(r *sql.Rows) (m Month, err error) {
	err = r.Scan(&m.Month, &m.Count)
	return m, err
}

// ArticleMonths counts the dated articles by month, months without any left
// out.
func (s *Store) ArticleMonths(ctx context.Context) ([]Month, error) {
	return all(rowsOf(ctx, s, "count articles", `SELECT substr(published, 1, 7) AS m, count(*)
		FROM article WHERE published <> '' GROUP BY m ORDER BY m`, scanMonth))
}

// MentionMonths counts the mentions of an entity in dated articles by month,
// months without any left out.
func (s *Store) MentionMonths(ctx context.Context, entity string) ([]Month, error) {
	return all(rowsOf(ctx, s, "count mentions", `SELECT substr(a.published, 1, 7) AS month, sum(m.n)
		FROM (SELECT article, count(*) AS n FROM mention WHERE entity = ? GROUP BY article) m JOIN article a ON a.id = m.article
		WHERE a.published <> '' GROUP BY month ORDER BY month`, scanMonth, entity))
}

// Beside is an entity and in how many articles it stands beside another.
type Beside struct {
	End
	Together int `json:"together"`
}

// Beside returns up to limit entities that stand in the same articles as this
// one without any statement about both, those most often together first. It
// looks at no more than the given number of articles: the latest ones.
func (s *Store) Beside(ctx context.Context, entity string, articles, limit int) ([]Beside, error) {
	return all(rowsOf(ctx, s, "find entities in the same articles", `
		WITH those AS MATERIALIZED (SELECT a.id FROM article a WHERE a.id IN (SELECT article FROM mention WHERE entity = ?1)
			ORDER BY a.published DESC, a.id LIMIT ?2),
		stated AS MATERIALIZED (SELECT object AS id FROM statement WHERE subject = ?1
			UNION SELECT subject FROM statement WHERE object = ?1 AND object <> ''),
		pairs AS (SELECT DISTINCT m.entity, m.article FROM mention m WHERE m.article IN (SELECT id FROM those) AND m.entity <> ?1)
		SELECT e.id, e.type, e.name, c.n FROM (
			SELECT entity, count(*) AS n FROM pairs WHERE entity NOT IN (SELECT id FROM stated) GROUP BY entity
			HAVING n > 1 ORDER BY n DESC, entity LIMIT ?3) c
		JOIN entity e ON e.id = c.entity ORDER BY c.n DESC, e.mentions DESC, e.id`, func(r *sql.Rows) (b Beside, err error) {
		err = r.Scan(&b.ID, &b.Type, &b.Name, &b.Together)
		return b, err
	}, entity, articles, limit))
}

// Together counts the articles that mention both of two entities.
func (s *Store) Together(ctx context.Context, a, b string) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT article FROM mention WHERE entity = ?
		INTERSECT SELECT article FROM mention WHERE entity = ?)`, a, b).Scan(&n)
	return n, s.explain("count articles", err)
}
