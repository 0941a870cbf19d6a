package store

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"time"

	"github.com/newsgraph/newsgraph/schema"
)

// RelationCount counts the statements of a relation type, by modality.
type RelationCount struct {
	Type       schema.RelationType     `json:"type"`
	Count      int                     `json:"count"`
	Modalities map[schema.Modality]int `json:"modalities"`
}

// RelationCounts counts the statements of each relation type, most first.
func (s *Store) RelationCounts(ctx context.Context) ([]RelationCount, error) {
	type cell struct {
		relation schema.RelationType
		modality schema.Modality
		n        int
	}
	place := map[schema.RelationType]int{}
	var list []RelationCount
	for c, err := range rowsOf(ctx, s, "count statements", `SELECT type, modality, count(*) FROM statement GROUP BY type, modality`, func(r *sql.Rows) (c cell, err error) {
		err = r.Scan(&c.relation, &c.modality, &c.n)
		return c, err
	}) {
		if err != nil {
			return nil, err
		}
		i, ok := place[c.relation]
		if !ok {
			i = len(list)
			place[c.relation] = i
			list = append(list, RelationCount{Type: c.relation, Modalities: map[schema.Modality]int{}})
		}
		list[i].Count += c.n
		list[i].Modalities[c.modality] = c.n
	}
	slices.SortFunc(list, func(a, b RelationCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Type, b.Type))
	})
	return list, nil
}

// Corroborated lists the facts (asserted or past) that most independent stories
// state, up to limit.
func (s *Store) Corroborated(ctx context.Context, limit int) ([]Fact, error) {
	return all(rowsOf(ctx, s, "list statements", factQuery+`WHERE t.id IN (SELECT id FROM statement
			WHERE modality IN ('asserted', 'past') ORDER BY stories DESC, support DESC, confidence DESC, id LIMIT ?)
		ORDER BY t.stories DESC, t.support DESC, t.confidence DESC, t.id`, scanFact, limit))
}

// Contested is a fact that somebody denies.
type Contested struct {
	Fact          // the denial
	Stated int    `json:"stated_stories"` // stories that state the same as a fact, present or past
	Others int    `json:"other_stories"`  // stories that call it planned or alleged
	Last   string `json:"last_stated,omitempty"`
}

// Denied lists what is denied, that which most stories deny first, then that
// which most state: up to limit.
func (s *Store) Denied(ctx context.Context, limit int) ([]Contested, error) {
	return all(rowsOf(ctx, s, "list denied statements", `WITH c AS MATERIALIZED (
			SELECT d.id, d.stories,
				coalesce(sum(o.stories) FILTER (WHERE o.modality IN ('asserted', 'past')), 0) AS stated,
				coalesce(sum(o.stories) FILTER (WHERE o.modality IN ('planned', 'alleged')), 0) AS other,
				coalesce(max(o.last_said) FILTER (WHERE o.modality IN ('asserted', 'past')), '') AS last
			FROM statement d LEFT JOIN statement o ON o.subject = d.subject AND o.type = d.type
				AND o.object = d.object AND o.value = d.value AND o.modality <> d.modality
			WHERE d.modality = 'denied' GROUP BY d.id
			ORDER BY d.stories DESC, stated DESC, d.confidence DESC, d.id LIMIT ?)
		SELECT `+statementColumns+`, coalesce(s.type, ''), coalesce(s.name, ''), coalesce(o.type, ''), coalesce(o.name, ''), c.stated, c.other, c.last
		FROM c JOIN statement t ON t.id = c.id LEFT JOIN entity s ON s.id = t.subject LEFT JOIN entity o ON o.id = t.object
		ORDER BY t.stories DESC, c.stated DESC, t.confidence DESC, t.id`, func(r *sql.Rows) (c Contested, err error) {
		err = scanStatementInto(r, &c.Statement, &c.SubjectEnd.Type, &c.SubjectEnd.Name, &c.ObjectEnd.Type, &c.ObjectEnd.Name, &c.Stated, &c.Others, &c.Last)
		c.SubjectEnd.ID, c.ObjectEnd.ID = c.Subject, c.Object
		return c, err
	}, limit))
}

// Rising is an entity that more stories name than before.
type Rising struct {
	End
	Recent   int     `json:"recent_stories"`   // that name it, of the days looked at
	Before   int     `json:"earlier_stories"`  // that name it, of all days before
	Expected float64 `json:"expected_stories"` // of the days looked at, had its share stayed what it was
	Score    float64 `json:"score"`            // how far Recent is beyond that, in standard deviations
}

// RisingOptions say which days are looked at.
type RisingOptions struct {
	Until string // the last of them, YYYY-MM-DD; empty for that of the latest article
	Days  int    // how many; zero means 30
	Least int    // stories that must name the entity on those days; zero means 2
	Limit int    // entities; zero means 20
}

// RisingSpan is which days were looked at, and the stories of these days and of
// all before.
type RisingSpan struct {
	Since  string `json:"since,omitempty"`
	Until  string `json:"until,omitempty"`
	Recent int    `json:"recent_stories"`
	Before int    `json:"earlier_stories"`
	Dated  int    `json:"dated_articles"` // with a day: others do not count
	Others int    `json:"other_articles"`
}

// Rising lists the entities that are named more than their share of all earlier
// stories lets expect, the most surprising first. Reprints count once, articles
// without a date do not. The score of an entity that is named in n stories where
// e were expected is (n − e) / √(e + 1): the deviation of a Poisson count,
// damped so that a handful of stories about somebody new is not all there is.
func (s *Store) Rising(ctx context.Context, o RisingOptions) (list []Rising, span RisingSpan, err error) {
	err = s.View(ctx, func(now *Store) error {
		list, span, err = now.rising(ctx, o)
		return err
	})
	return list, span, err
}

func (s *Store) rising(ctx context.Context, o RisingOptions) ([]Rising, RisingSpan, error) {
	o.Days, o.Least, o.Limit = cmp.Or(o.Days, 30), cmp.Or(o.Least, 2), cmp.Or(o.Limit, 20)
	span := RisingSpan{Until: o.Until}
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(sum(length(published) >= 10), 0), coalesce(sum(length(published) < 10), 0) FROM article`).Scan(&span.Dated, &span.Others); err != nil {
		return nil, span, s.explain("count articles", err)
	}
	if span.Until == "" {
		if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(substr(published, 1, 10)), '') FROM article`).Scan(&span.Until); err != nil {
			return nil, span, s.explain("find the latest article", err)
		}
	}
	last, err := time.Parse(time.DateOnly, span.Until)
	if err != nil {
		return nil, RisingSpan{Dated: span.Dated, Others: span.Others}, nil // no article has a day
	}
	span.Since = last.AddDate(0, 0, 1-o.Days).Format(time.DateOnly)
	after := last.AddDate(0, 0, 1).Format(time.DateOnly)
	if err := s.read.QueryRowContext(ctx, `SELECT count(DISTINCT iif(published >= ?1, story, NULL)), count(DISTINCT iif(published < ?1, story, NULL))
		FROM article WHERE published <> '' AND published < ?2`, span.Since, after).Scan(&span.Recent, &span.Before); err != nil {
		return nil, span, s.explain("count stories", err)
	}
	list, err := all(rowsOf(ctx, s, "find rising entities", `WITH r AS MATERIALIZED (
			SELECT m.entity, count(DISTINCT a.story) AS n FROM article a CROSS JOIN mention m ON m.article = a.id
			WHERE a.published >= ?1 AND a.published < ?2 GROUP BY m.entity HAVING n >= ?3)
		SELECT e.id, e.type, e.name, r.n, (SELECT count(DISTINCT a.story) FROM mention m JOIN article a ON a.id = m.article
			WHERE m.entity = r.entity AND a.published <> '' AND a.published < ?1)
		FROM r JOIN entity e ON e.id = r.entity`, func(r *sql.Rows) (e Rising, err error) {
		err = r.Scan(&e.ID, &e.Type, &e.Name, &e.Recent, &e.Before)
		e.Expected = float64(e.Before) * float64(span.Recent) / float64(max(1, span.Before))
		e.Score = (float64(e.Recent) - e.Expected) / math.Sqrt(e.Expected+1)
		return e, err
	}, span.Since, after, o.Least))
	if err != nil {
		return nil, span, err
	}
	list = slices.DeleteFunc(list, func(e Rising) bool { return e.Score <= 0 })
	slices.SortFunc(list, func(a, b Rising) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Recent, a.Recent), cmp.Compare(a.ID, b.ID))
	})
	return list[:min(len(list), o.Limit)], span, nil
}
