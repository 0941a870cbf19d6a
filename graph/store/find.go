package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/graph"
)

// How a search term matches an entity, best first.
type How string

// The ways to match.
const (
	ByID    How = "id"    // the id, or one that was given up in a merge
	ByName  How = "name"  // the whole name
	ByAlias How = "alias" // the whole of another form of the name
	ByStart How = "start" // the beginning of a name
	ByWords How = "words" // the beginnings of words of a name, in any order
)

// Match is an entity that a search found.
type Match struct {
	graph.Entity
	How   How `json:"how"`
	Score int `json:"score"` // how much speaks for it: see Score
}

// Score weighs how an entity matches: eight times the mentions by the very form
// that was asked for and one, else the articles that name it, twice where the
// name begins with the term. So a form leads to the one whom articles mostly mean
// by it, and to nobody whom they hardly ever name.
func Score(how How, mentions, articles int) int {
	switch how {
	case ByName, ByAlias:
		return exactWeight * (mentions + 1)
	case ByStart:
		return startWeight * articles
	}
	return articles
}

const exactWeight, startWeight = 8, 2

// Find returns up to limit entities that a term names, best first: those
// that it names in full, then by Score, how it matches, articles and mentions. Case, accents and punctuation do not
// matter (gazetteer.Normalize). A term that is an entity's id finds that entity alone.
func (s *Store) Find(ctx context.Context, term string, limit int) ([]Match, error) {
	if e, err := s.Entity(ctx, term); err == nil {
		return []Match{{Entity: e, How: ByID}}, nil
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	folded := gazetteer.Normalize(term)
	if folded == "" || limit <= 0 {
		return nil, nil
	}
	words := strings.Fields(folded)
	where := make([]string, len(words))
	args := []any{exactWeight, startWeight, folded, folded, len(folded), folded}
	for i, w := range words {
		where[i] = `' ' || n.folded GLOB ?`
		args = append(args, "* "+globEscape(w)+"*")
	}
	// rank 0: the name, 1: an alias, 2: its beginning, 3: words of it
	query := `SELECT ` + entityColumns + `, f.rank, CASE WHEN f.rank < 2 THEN ? * (f.mentions + 1) WHEN f.rank = 2 THEN ? * e.articles ELSE e.articles END AS score FROM (
		SELECT n.entity, max(iif(n.folded = ?, n.mentions, 0)) AS mentions, min(CASE
			WHEN n.folded = ? THEN 1 - n.main
			WHEN substr(CAST(n.folded AS BLOB), 1, ?) = CAST(? AS BLOB) THEN 2
			ELSE 3 END) AS rank
		FROM name n WHERE ` + strings.Join(where, " AND ") + ` GROUP BY n.entity) f
		JOIN entity e ON e.id = f.entity
		ORDER BY f.rank >= 2, score DESC, f.rank, e.articles DESC, e.mentions DESC, e.id LIMIT ?`
	ways := []How{ByName, ByAlias, ByStart, ByWords}
	return all(rowsOf(ctx, s, "find entities", query, func(r *sql.Rows) (Match, error) {
		var m Match
		var rank int
		err := scanEntityInto(r, &m.Entity, &rank, &m.Score)
		if err == nil {
			m.How = ways[rank]
		}
		return m, err
	}, append(args, limit)...))
}

// globEscape makes the wildcards of GLOB stand for themselves.
func globEscape(s string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(s)
}

// Entity returns the entity with an id, also with one that it gave up in a
// merge, or ErrNotFound.
func (s *Store) Entity(ctx context.Context, id string) (graph.Entity, error) {
	return one(s, "entity", id, rowsOf(ctx, s, "read an entity", `SELECT `+entityColumns+` FROM entity e WHERE e.id = ?1
		UNION ALL SELECT `+entityColumns+` FROM former f JOIN entity e ON e.id = f.entity WHERE f.id = ?1 LIMIT 1`, scanEntity, id))
}

// Article returns the article with an id, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id string) (graph.Article, error) {
	return one(s, "article", id, rowsOf(ctx, s, "read an article", `SELECT `+articleColumns+articleFrom+`WHERE a.id = ?`, scanArticle, id))
}

// one returns the first of a sequence, or ErrNotFound.
func one[T any](s *Store, kind, id string, seq iter.Seq2[T, error]) (T, error) {
	for v, err := range seq {
		return v, err
	}
	var none T
	return none, fmt.Errorf("%s: %s %q %w", s.path, kind, id, ErrNotFound)
}
