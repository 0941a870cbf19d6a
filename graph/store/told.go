package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"iter"
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/schema"
)

// Told is what says a statement: how many outlets, and some of the sentences.
type Told struct {
	Sentences  int    `json:"sentences"`
	Publishers int    `json:"publishers"` // outlets that are named
	Best       []Said `json:"best"`       // the surest sentence of each story, the surest first
}

// Told returns, for each of the statements, who says so and up to most of the
// sentences.
func (s *Store) Told(ctx context.Context, statements []string, most int) (map[string]Told, error) {
	// Sentences are read last, and of those that are wanted alone: some
	// statements have thousands.
	said := map[string][]saying{}
	for e, err := range rowsOf(ctx, s, "count evidence", `SELECT v.statement, v.article, v.start, v.id, v.probability, a.publisher, a.published, a.story
		FROM evidence_row v JOIN article a ON a.id = v.article
		WHERE v.statement IN (SELECT value FROM json_each(?))`, func(r *sql.Rows) (e saying, err error) {
		err = r.Scan(&e.Statement, &e.Article, &e.Start, &e.ID, &e.probability, &e.publisher, &e.published, &e.story)
		return e, err
	}, idList(statements)) {
		if err != nil {
			return nil, err
		}
		said[e.Statement] = append(said[e.Statement], e)
	}
	told := make(map[string]Told, len(said))
	var wanted []saying
	for _, id := range slices.Sorted(maps.Keys(said)) {
		list := said[id]
		t := Told{Sentences: len(list)}
		outlets, stories := map[string]bool{"": true}, map[string]bool{}
		slices.SortFunc(list, surer)
		for _, e := range list {
			outlets[e.publisher] = true
			if !stories[e.story] && len(stories) < most {
				wanted = append(wanted, e)
				stories[e.story] = true
			}
		}
		t.Publishers = len(outlets) - 1
		told[id] = t
	}
	if len(wanted) == 0 {
		return told, nil
	}
	keys, err := json.Marshal(wanted)
	if err != nil {
		return nil, err
	}
	for e, err := range rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+`, a.key, a.url, a.title, a.publisher, a.published, a.story
		FROM json_each(?) j
		JOIN evidence_row v ON v.statement = j.value ->> 's' AND v.article = j.value ->> 'a' AND v.start = j.value ->> 'o' AND v.id = j.value ->> 'i'
		JOIN article a ON a.id = v.article ORDER BY j.key`, scanSaid, string(keys)) {
		if err != nil {
			return nil, err
		}
		t := told[e.Statement]
		t.Best = append(t.Best, e)
		told[e.Statement] = t
	}
	return told, nil
}

// saying is what a sentence is chosen by; its key is what JSON has of it.
type saying struct {
	Statement string `json:"s"`
	Article   string `json:"a"`
	Start     int    `json:"o"`
	ID        string `json:"i"`

	probability                 float64
	publisher, published, story string
}

// surer puts the surest first, then the earliest, those without a date last.
func surer(a, b saying) int {
	if c := cmp.Compare(b.probability, a.probability); c != 0 {
		return c
	}
	if (a.published == "") != (b.published == "") {
		return cmp.Compare(b.published, a.published)
	}
	return cmp.Or(cmp.Compare(a.published, b.published), cmp.Compare(a.ID, b.ID))
}

// Statement returns the fact with an id, or ErrNotFound.
func (s *Store) Statement(ctx context.Context, id string) (Fact, error) {
	return one(s, "statement", id, rowsOf(ctx, s, "read a statement", factQuery+`WHERE t.id = ?`, scanFact, id))
}

// FactsByID returns the facts with these ids, in their order; an id that the
// store does not hold is left out.
func (s *Store) FactsByID(ctx context.Context, ids []string) ([]Fact, error) {
	return arranged(ids, func(f Fact) string { return f.ID }, rowsOf(ctx, s, "read statements", factQuery+`WHERE t.id IN (SELECT value FROM json_each(?))`, scanFact, idList(ids)))
}

// FactsOf lists facts of a relation type and of a modality (empty for any),
// those last said first: up to limit of them after the first skip.
func (s *Store) FactsOf(ctx context.Context, relation schema.RelationType, modality schema.Modality, skip, limit int) ([]Fact, error) {
	return all(rowsOf(ctx, s, "list statements", factQuery+`WHERE t.id IN (SELECT id FROM statement
			WHERE (?1 = '' OR type = ?1) AND (?2 = '' OR modality = ?2)
			ORDER BY last_said DESC, stories DESC, confidence DESC, id LIMIT ?4 OFFSET ?3)
		ORDER BY t.last_said DESC, t.stories DESC, t.confidence DESC, t.id`, scanFact, string(relation), string(modality), skip, limit))
}

// FactsAmong gives the statements between any two of the entities, those with
// most stories and confidence first.
func (s *Store) FactsAmong(ctx context.Context, ids []string) iter.Seq2[Fact, error] {
	return rowsOf(ctx, s, "read statements", factQuery+`WHERE t.id IN (SELECT id FROM statement
			WHERE subject IN (SELECT value FROM json_each(?1)) AND object IN (SELECT value FROM json_each(?1)))
		ORDER BY t.stories DESC, t.confidence DESC, t.type, t.id`, scanFact, idList(ids))
}

// Teller is an article that makes a statement, and where it stands.
type Teller struct {
	Statement string
	Article   string
	Key       string
	URL       string
	Publisher string
	Published string
}

// Tellers gives the articles that make some statements, each once a statement,
// by statement and article.
func (s *Store) Tellers(ctx context.Context, statements []string) iter.Seq2[Teller, error] {
	return rowsOf(ctx, s, "read evidence", `SELECT DISTINCT v.statement, v.article, a.key, a.url, a.publisher, a.published
		FROM evidence_row v JOIN article a ON a.id = v.article WHERE v.statement IN (SELECT value FROM json_each(?))
		ORDER BY v.statement, v.article`, func(r *sql.Rows) (v Teller, err error) {
		err = r.Scan(&v.Statement, &v.Article, &v.Key, &v.URL, &v.Publisher, &v.Published)
		return v, err
	}, idList(statements))
}

// SaidIn gives the sentences of some articles that make some statements, the
// surest of a statement first.
func (s *Store) SaidIn(ctx context.Context, statements, articles []string) iter.Seq2[Said, error] {
	return rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+`, a.key, a.url, a.title, a.publisher, a.published, a.story
		FROM evidence_row v JOIN article a ON a.id = v.article
		WHERE v.statement IN (SELECT value FROM json_each(?1)) AND v.article IN (SELECT value FROM json_each(?2))
		ORDER BY v.statement, v.probability DESC, v.article, v.start, v.id`, scanSaid, idList(statements), idList(articles))
}

// ArticleFacts gives the statements that an article makes, each with the
// sentences of this article that make it, by first sentence.
func (s *Store) ArticleFacts(ctx context.Context, article string) ([]Reason, error) {
	said, err := all(rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+`, a.key, a.url, a.title, a.publisher, a.published, a.story
		FROM evidence_row v JOIN article a ON a.id = v.article WHERE v.article = ?
		ORDER BY v.start, v.statement, v.id`, scanSaid, article))
	if err != nil {
		return nil, err
	}
	place := map[string]int{}
	var ids []string
	for _, e := range said {
		if _, ok := place[e.Statement]; !ok {
			place[e.Statement] = len(ids)
			ids = append(ids, e.Statement)
		}
	}
	facts, err := s.FactsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	reasons := make([]Reason, len(ids))
	for _, f := range facts {
		reasons[place[f.ID]].Fact = f
	}
	for _, e := range said {
		r := &reasons[place[e.Statement]]
		r.Evidence = append(r.Evidence, e)
	}
	return reasons, nil
}

// Saying is a sentence with the fact that it states.
type Saying struct {
	Fact
	Said Said `json:"said"`
}

// Timeline gives what is said about an entity (with: and that other one),
// the latest article first and those without a date last, each statement once
// a story: up to limit after the first skip.
func (s *Store) Timeline(ctx context.Context, entity, with string, skip, limit int) ([]Saying, error) {
	ids, err := all(rowsOf(ctx, s, "read statements", `SELECT id FROM statement WHERE subject = ?1 AND (?2 = '' OR object = ?2)
		UNION SELECT id FROM statement WHERE object = ?1 AND object <> '' AND (?2 = '' OR subject = ?2)`, func(r *sql.Rows) (id string, err error) {
		err = r.Scan(&id)
		return id, err
	}, entity, with))
	if err != nil {
		return nil, err
	}
	return s.Sayings(ctx, ids, skip, limit)
}

// Sayings is the Timeline of some statements.
func (s *Store) Sayings(ctx context.Context, statements []string, skip, limit int) ([]Saying, error) {
	said, err := all(rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+`, a.key, a.url, a.title, a.publisher, a.published, a.story
		FROM (SELECT w.statement, w.article, w.start, w.id, b.published, row_number() OVER (
				PARTITION BY w.statement, b.story ORDER BY b.published = '', b.published, w.probability DESC, w.id) AS place
			FROM evidence_row w JOIN article b ON b.id = w.article WHERE w.statement IN (SELECT value FROM json_each(?1))) p
		JOIN evidence_row v ON v.statement = p.statement AND v.article = p.article AND v.start = p.start AND v.id = p.id
		JOIN article a ON a.id = v.article
		WHERE p.place = 1 ORDER BY p.published DESC, v.article, v.start, v.statement, v.id LIMIT ?3 OFFSET ?2`,
		scanSaid, idList(statements), skip, limit))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range said {
		ids = append(ids, e.Statement)
	}
	facts := map[string]Fact{}
	list, err := s.FactsByID(ctx, slices.Compact(slices.Sorted(slices.Values(ids))))
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		facts[f.ID] = f
	}
	sayings := make([]Saying, len(said))
	for i, e := range said {
		sayings[i] = Saying{facts[e.Statement], e}
	}
	return sayings, nil
}
