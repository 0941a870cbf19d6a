package store

import (
	"context"
	"database/sql"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Summary counts what a store holds.
type Summary struct {
	Articles   int         `json:"articles"`
	Stories    int         `json:"stories"`
	Sources    int         `json:"sources"`
	Mentions   int         `json:"mentions"`
	Entities   int         `json:"entities"`
	Statements int         `json:"statements"`
	Evidence   int         `json:"evidence"`
	Citations  int         `json:"citations"`
	ByType     []TypeCount `json:"entities_by_type"`       // most first
	ByRelation []TypeCount `json:"statements_by_type"`     // most first
	ByModality []TypeCount `json:"statements_by_modality"` // most first
	Connected  []Hub       `json:"most_connected"`
	Samples    []Sample    `json:"samples"`
}

// TypeCount is a type and how many there are of it.
type TypeCount struct {
	Type  string `json:"type"`
	Count int    `json:"count"`
}

// Hub is an entity and the number of statements that it is an end of.
type Hub struct {
	graph.Entity
	Statements int `json:"statements"`
}

// Sample is a fact that is an edge, with the best sentence that says so.
type Sample struct {
	Fact
	Said Said `json:"said"`
}

// Summary counts the graph and picks its most connected entities and some
// sample edges of different types, those told by most stories first.
func (s *Store) Summary(ctx context.Context, hubs, samples int) (sum Summary, err error) {
	err = s.View(ctx, func(now *Store) error {
		sum, err = now.summary(ctx, hubs, samples)
		return err
	})
	return sum, err
}

func (s *Store) summary(ctx context.Context, hubs, samples int) (Summary, error) {
	var sum Summary
	for _, c := range []struct {
		into  *int
		query string
	}{
		{&sum.Articles, `SELECT count(*) FROM article`},
		{&sum.Stories, `SELECT count(DISTINCT story) FROM article`},
		{&sum.Sources, `SELECT coalesce(sum(sources), 0) FROM articles`},
		{&sum.Mentions, `SELECT count(*) FROM mention`},
		{&sum.Entities, `SELECT count(*) FROM entity`},
		{&sum.Statements, `SELECT count(*) FROM statement`},
		{&sum.Evidence, `SELECT count(*) FROM evidence_row`},
		{&sum.Citations, `SELECT count(*) FROM citation`},
	} {
		if err := s.read.QueryRowContext(ctx, c.query).Scan(c.into); err != nil {
			return sum, s.explain("count", err)
		}
	}
	for _, c := range []struct {
		into  *[]TypeCount
		query string
	}{
		{&sum.ByType, `SELECT type, count(*) AS n FROM entity GROUP BY type ORDER BY n DESC, type`},
		{&sum.ByRelation, `SELECT type, count(*) AS n FROM statement GROUP BY type ORDER BY n DESC, type`},
		{&sum.ByModality, `SELECT modality, count(*) AS n FROM statement GROUP BY modality ORDER BY n DESC, modality`},
	} {
		var err error
		*c.into, err = all(rowsOf(ctx, s, "count", c.query, func(r *sql.Rows) (t TypeCount, err error) {
			err = r.Scan(&t.Type, &t.Count)
			return t, err
		}))
		if err != nil {
			return sum, err
		}
	}
	var err error
	if sum.Connected, err = s.hubs(ctx, hubs); err != nil {
		return sum, err
	}
	sum.Samples, err = s.samples(ctx, samples)
	return sum, err
}

// Totals counts the mentions, entities and statements, and nothing else.
func (s *Store) Totals(ctx context.Context) (mentions, entities, statements int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM mention), (SELECT count(*) FROM entity), (SELECT count(*) FROM statement)`).
		Scan(&mentions, &entities, &statements)
	return mentions, entities, statements, s.explain("count", err)
}

// Publisher is an outlet and how many articles of it there are, empty where
// articles name none.
type Publisher struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	Stories  int    `json:"stories"`
	First    string `json:"first,omitempty"` // date of its earliest article
	Last     string `json:"last,omitempty"`  // date of its latest
}

// Publishers lists the outlets, those with most articles first, up to limit.
func (s *Store) Publishers(ctx context.Context, limit int) ([]Publisher, error) {
	return all(rowsOf(ctx, s, "count publishers", `SELECT publisher, count(*) AS n, count(DISTINCT story), coalesce(min(nullif(published, '')), ''), max(published)
		FROM article GROUP BY publisher ORDER BY n DESC, publisher LIMIT ?`, func(r *sql.Rows) (p Publisher, err error) {
		err = r.Scan(&p.Name, &p.Articles, &p.Stories, &p.First, &p.Last)
		return p, err
	}, limit))
}

func (s *Store) hubs(ctx context.Context, limit int) ([]Hub, error) {
	return all(rowsOf(ctx, s, "find the most connected entities", `SELECT `+entityColumns+`, d.n FROM (
			SELECT end, sum(n) AS n FROM ( -- no statement has one entity at both ends
				SELECT subject AS end, count(*) AS n FROM statement GROUP BY subject UNION ALL
				SELECT object, count(*) FROM statement WHERE object <> '' GROUP BY object)
			GROUP BY end) d JOIN entity e ON e.id = d.end
		ORDER BY d.n DESC, e.mentions DESC, e.id LIMIT ?`, func(r *sql.Rows) (Hub, error) {
		var h Hub
		err := scanEntityInto(r, &h.Entity, &h.Statements)
		return h, err
	}, limit))
}

// samples takes the best edge of each relation type, best types first.
func (s *Store) samples(ctx context.Context, limit int) ([]Sample, error) {
	facts, err := all(rowsOf(ctx, s, "pick sample edges", factQuery+`JOIN (
			SELECT id, row_number() OVER (PARTITION BY type ORDER BY stories DESC, confidence DESC, id) AS place
			FROM statement WHERE object <> '' AND modality = ?) p ON p.id = t.id AND p.place = 1
		ORDER BY t.stories DESC, t.confidence DESC, t.id LIMIT ?`, scanFact, string(schema.Asserted), limit))
	if err != nil {
		return nil, err
	}
	var list []Sample
	for _, f := range facts {
		best := Sample{Fact: f}
		for e, err := range s.Said(ctx, f.ID) {
			if err != nil {
				return nil, err
			}
			if e.Probability > best.Said.Probability || best.Said.ID == "" {
				best.Said = e
			}
		}
		list = append(list, best)
	}
	return list, nil
}
