package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
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

// Appearance is an article that mentions an entity.
type Appearance struct {
	Article   string
	Published string
	Mentions  int
}

// Appearances lists the articles that mention an entity, the latest first and
// those without a date last.
func (s *Store) Appearances(ctx context.Context, entity string) ([]Appearance, error) {
	return all(rowsOf(ctx, s, "list articles", `SELECT a.id, a.published, m.n
		FROM (SELECT article, count(*) AS n FROM mention WHERE entity = ? GROUP BY article) m JOIN article a ON a.id = m.article
		ORDER BY a.published DESC, a.id`, func(r *sql.Rows) (a Appearance, err error) {
		err = r.Scan(&a.Article, &a.Published, &a.Mentions)
		return a, err
	}, entity))
}

// MentionMonths counts the mentions in dated articles by month, months without
// any left out, of appearances in the order of Appearances.
func MentionMonths(list []Appearance) []Month {
	var months []Month
	for _, a := range list {
		if len(a.Published) < len("YYYY-MM") {
			continue
		}
		month := a.Published[:len("YYYY-MM")]
		if n := len(months); n == 0 || months[n-1].Month != month {
			months = append(months, Month{Month: month})
		}
		months[len(months)-1].Count += a.Mentions
	}
	slices.Reverse(months)
	return months
}

// Beside is an entity and in how many articles it stands beside another.
type Beside struct {
	End
	Together int `json:"together"`
}

// Beside returns up to limit entities that stand in at least two of the given
// articles, those in most of them first, but for those that leave names.
func (s *Store) Beside(ctx context.Context, articles []string, leave func(entity string) bool, limit int) ([]Beside, error) {
	type place struct{ article, entity string }
	count, last := map[string]int{}, map[string]string{} // by entity: articles, and the last of them
	for p, err := range rowsOf(ctx, s, "find entities in the same articles", `SELECT m.article, m.entity FROM mention m
		WHERE m.article IN (SELECT value FROM json_each(?)) ORDER BY m.article`, func(r *sql.Rows) (p place, err error) {
		err = r.Scan(&p.article, &p.entity)
		return p, err
	}, idList(articles)) {
		if err != nil {
			return nil, err
		}
		if last[p.entity] != p.article {
			last[p.entity] = p.article
			count[p.entity]++
		}
	}
	var ids []string
	for id, n := range count {
		if n > 1 && !leave(id) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	ids = ids[:min(len(ids), limit)]
	ends, err := s.Ends(ctx, ids)
	list := make([]Beside, 0, len(ids))
	for _, id := range ids {
		if e, ok := ends[id]; ok {
			list = append(list, Beside{e, count[id]})
		}
	}
	return list, err
}

// Together counts the articles that mention both of two entities.
func (s *Store) Together(ctx context.Context, a, b string) (n int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT article FROM mention WHERE entity = ?
		INTERSECT SELECT article FROM mention WHERE entity = ?)`, a, b).Scan(&n)
	return n, s.explain("count articles", err)
}
