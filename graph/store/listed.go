package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"iter"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// Listed is an article without its text, as lists show it.
type Listed struct {
	ID        string `json:"id"`
	Key       string `json:"key"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Story     string `json:"story"`
}

const listedColumns = `a.id, a.key, a.url, a.title, a.publisher, a.published, a.story`

func scanListed(r *sql.Rows) (a Listed, err error) {
	err = r.Scan(&a.ID, &a.Key, &a.URL, &a.Title, &a.Publisher, &a.Published, &a.Story)
	return a, err
}

// Dated is an article and its date.
type Dated struct{ ID, Published string }

// ArticleOrder gives all articles, the latest first and those without a date
// last, of one time by title.
func (s *Store) ArticleOrder(ctx context.Context) ([]Dated, error) {
	return all(rowsOf(ctx, s, "list articles", `SELECT a.id, a.published FROM article a ORDER BY a.published DESC, a.title, a.id`, func(r *sql.Rows) (a Dated, err error) {
		err = r.Scan(&a.ID, &a.Published)
		return a, err
	}))
}

// ArticlesByID lists the articles with these ids, in their order; an id that the
// store does not hold is left out.
func (s *Store) ArticlesByID(ctx context.Context, ids []string) ([]Listed, error) {
	return arranged(ids, func(a Listed) string { return a.ID }, rowsOf(ctx, s, "list articles", `SELECT `+listedColumns+` FROM article a
		WHERE a.id IN (SELECT value FROM json_each(?))`, scanListed, idList(ids)))
}

// arranged collects a sequence in the order of ids.
func arranged[T any](ids []string, id func(T) string, seq iter.Seq2[T, error]) ([]T, error) {
	known := make(map[string]T, len(ids))
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		known[id(v)] = v
	}
	list := make([]T, 0, len(ids))
	for _, i := range ids {
		if v, ok := known[i]; ok {
			list = append(list, v)
		}
	}
	return list, nil
}

// StoryArticles lists the articles that are copies of one another, by date.
func (s *Store) StoryArticles(ctx context.Context, story string) ([]Listed, error) {
	return all(rowsOf(ctx, s, "list articles", `SELECT `+listedColumns+` FROM article a
		WHERE a.story = ? ORDER BY a.published = '', a.published, a.id`, scanListed, story))
}

// ArticleCitations gives what an article cites.
func (s *Store) ArticleCitations(ctx context.Context, article string) iter.Seq2[graph.Citation, error] {
	return rowsOf(ctx, s, "read citations", `SELECT `+citationColumns+` FROM citation c WHERE c.article = ? ORDER BY c.cited`, scanCitation, article)
}

// EntityCount is an entity as lists show it.
type EntityCount struct {
	End
	Mentions  int    `json:"mentions"`
	Articles  int    `json:"articles"`
	FirstSeen string `json:"first_seen,omitempty"`
	LastSeen  string `json:"last_seen,omitempty"`
}

// EntitiesOf lists the entities of a type (empty for all), those in most
// articles first: up to limit of them after the first skip.
func (s *Store) EntitiesOf(ctx context.Context, typ schema.EntityType, skip, limit int) ([]EntityCount, error) {
	return all(rowsOf(ctx, s, "list entities", `SELECT `+entityCountColumns+`
		FROM entity e WHERE ?1 = '' OR e.type = ?1
		ORDER BY e.articles DESC, e.mentions DESC, e.id LIMIT ?3 OFFSET ?2`, scanEntityCount, string(typ), skip, limit))
}

const entityCountColumns = `e.id, e.type, e.name, e.mentions, e.articles, e.first_seen, e.last_seen`

func scanEntityCount(r *sql.Rows) (e EntityCount, err error) {
	err = r.Scan(&e.ID, &e.Type, &e.Name, &e.Mentions, &e.Articles, &e.FirstSeen, &e.LastSeen)
	return e, err
}

// EntitiesByID lists the entities with these ids, in their order; an id that the
// store does not hold is left out.
func (s *Store) EntitiesByID(ctx context.Context, ids []string) ([]EntityCount, error) {
	return arranged(ids, func(e EntityCount) string { return e.ID }, rowsOf(ctx, s, "list entities", `SELECT `+entityCountColumns+` FROM entity e
		WHERE e.id IN (SELECT value FROM json_each(?))`, scanEntityCount, idList(ids)))
}

// Ends returns type and name of the entities with these ids, by id.
func (s *Store) Ends(ctx context.Context, ids []string) (map[string]End, error) {
	ends := make(map[string]End, len(ids))
	for e, err := range rowsOf(ctx, s, "read entities", `SELECT e.id, e.type, e.name FROM entity e
		WHERE e.id IN (SELECT value FROM json_each(?))`, func(r *sql.Rows) (e End, err error) {
		err = r.Scan(&e.ID, &e.Type, &e.Name)
		return e, err
	}, idList(ids)) {
		if err != nil {
			return nil, err
		}
		ends[e.ID] = e
	}
	return ends, nil
}

// Name is a form of an entity's name, folded (gazetteer.Normalize), with the
// entity that bears it.
type Name struct {
	End
	Folded   string
	Main     bool // the entity's own name
	Articles int  // that name the entity
	Mentions int  // of the entity
	ByForm   int  // mentions by this form
}

// Names gives every form of every entity's name, by form.
func (s *Store) Names(ctx context.Context) iter.Seq2[Name, error] {
	return rowsOf(ctx, s, "read names", `SELECT n.folded, n.main, n.mentions, e.id, e.type, e.name, e.articles, e.mentions
		FROM name n JOIN entity e ON e.id = n.entity ORDER BY n.folded, n.entity`, func(r *sql.Rows) (n Name, err error) {
		err = r.Scan(&n.Folded, &n.Main, &n.ByForm, &n.ID, &n.Type, &n.Name, &n.Articles, &n.Mentions)
		return n, err
	})
}

// idList writes ids as a JSON array, for json_each.
func idList(ids []string) string {
	if len(ids) == 0 {
		return "[]"
	}
	data, err := json.Marshal(ids)
	if err != nil {
		return "[]" // strings always marshal
	}
	return string(data)
}
