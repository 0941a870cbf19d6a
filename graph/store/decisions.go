package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

const decisionQuery = `SELECT a, b, same, who, at, note FROM decision ORDER BY a, b, at, who`

func scanDecision(r *sql.Rows) (d resolve.Decision, err error) {
	err = r.Scan(&d.A, &d.B, &d.Same, &d.Who, &d.When, &d.Note)
	return d, err
}

// Decisions returns what curators decided, by pair and time.
func (s *Store) Decisions(ctx context.Context) ([]resolve.Decision, error) {
	return all(rowsOf(ctx, s, "read decisions", decisionQuery, scanDecision))
}

// NameIn is the name of an entity that equals a term, in case, accents and
// punctuation aside, "" for none.
func NameIn(e graph.Entity, term string) string {
	key := graph.NameKey(e.Type, term)
	if graph.NameKey(e.Type, e.Name) == key {
		return e.Name
	}
	for _, a := range e.Aliases {
		if graph.NameKey(e.Type, a.Name) == key {
			return a.Name
		}
	}
	return ""
}

// DecisionOn is a decision about the entities x and y, which the terms a and b
// name. Where both are one entity, its name b is taken out of it.
func DecisionOn(x, y graph.Entity, a, b string, same bool) (resolve.Decision, error) {
	out := resolve.Decision{A: x.ID, B: y.ID, Same: same}
	if x.ID != y.ID {
		return out, nil
	}
	if same {
		return out, fmt.Errorf("%q and %q are one entity already: %s", a, b, x.ID)
	}
	if a == x.ID {
		a = x.Name
	}
	key := graph.NameKey(x.Type, b)
	if graph.NameKey(x.Type, a) == key || NameIn(x, b) == "" {
		return out, fmt.Errorf("%q and %q are one name of one entity (%s): want two of its names, the ids of two entities, or the articles that mean another of the name", a, b, x.ID)
	}
	if out.A == key { // the id goes with the name that leaves
		out.A = graph.NameKey(x.Type, x.Name)
		if out.A == key {
			out.A = graph.NameKey(x.Type, a)
		}
	}
	out.B = resolve.NameOf(out.A, key)
	return out, nil
}

// DecisionsIn are the decisions that the mentions of an entity in some articles,
// by their ids, mean another of its name.
func DecisionsIn(e graph.Entity, articles []string) (list []resolve.Decision) {
	for _, a := range articles {
		list = append(list, resolve.Decision{A: e.ID, B: resolve.In(e.ID, a)})
	}
	return list
}

// Decide records decisions of curators, all or none. They take effect at the
// next Resolve.
func (s *Store) Decide(ctx context.Context, list ...resolve.Decision) error {
	for _, d := range list {
		if d.A == "" || d.B == "" || d.A == d.B {
			return fmt.Errorf("decision about %q and %q: want the ids of two entities", d.A, d.B)
		}
	}
	return s.inTx(ctx, "record decisions", func(tx *sql.Tx) error {
		for _, d := range list {
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO decision (a, b, same, who, at, note) VALUES (?, ?, ?, ?, ?, ?)`,
				min(d.A, d.B), max(d.A, d.B), d.Same, d.Who, d.When, d.Note); err != nil {
				return err
			}
			if err := takeUp(ctx, tx, d.A, d.B); err != nil {
				return err
			}
		}
		return nil
	})
}

// Undecide forgets every decision about a pair, in whichever order it is
// given, and returns how many there were. It takes effect at the next Resolve.
func (s *Store) Undecide(ctx context.Context, a, b string) (int, error) {
	var n int64
	err := s.inTx(ctx, "undo a decision", func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM decision WHERE a = ? AND b = ?`, min(a, b), max(a, b))
		if err != nil {
			return err
		}
		n, err = r.RowsAffected()
		return err
	})
	return int(n), err
}

// Context is a place where an article mentions an entity.
type Context struct {
	Article   string `json:"article"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Before    string `json:"before"` // the text before the mention, at most a line
	Form      string `json:"form"`
	After     string `json:"after"`
}

// aroundMention is how many bytes of text a Context shows on either side.
const aroundMention = 100

// Contexts shows the first name of an entity in each of up to limit articles,
// the earliest first.
func (s *Store) Contexts(ctx context.Context, entity string, limit int) ([]Context, error) {
	return all(rowsOf(ctx, s, "read contexts", `WITH f AS MATERIALIZED (
			SELECT m.article, min(m.start) AS start, a.published FROM mention m JOIN article a ON a.id = m.article
			WHERE m.entity = ?1 AND m.kind IN ('name', 'demonym') GROUP BY m.article
			ORDER BY a.published = '', a.published, a.id LIMIT ?2)
		SELECT a.id, a.title, a.publisher, a.published, m.form, m.start, m.end, x.text
		FROM f JOIN mention m ON m.article = f.article AND m.start = f.start AND m.entity = ?1
		JOIN article a ON a.id = m.article JOIN extraction x ON x.version = a.version
		ORDER BY a.published = '', a.published, a.id LIMIT ?2`, func(r *sql.Rows) (Context, error) {
		var c Context
		var text string
		var start, end int
		err := r.Scan(&c.Article, &c.Title, &c.Publisher, &c.Published, &c.Form, &start, &end, &text)
		if err == nil && 0 <= start && start < end && end <= len(text) {
			c.Before, c.After = lineAround(text, start, end)
		}
		return c, err
	}, entity, limit))
}

// lineAround cuts the text next to a mention at the end of its line, or between
// words, or within a word that is longer than what is shown.
func lineAround(text string, start, end int) (before, after string) {
	from, to := max(0, start-aroundMention), min(len(text), end+aroundMention)
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > end && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	before, after = text[from:start], text[end:to]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	} else if i := strings.IndexByte(before, ' '); from > 0 && i >= 0 {
		before = before[i+1:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	} else if i := strings.LastIndexByte(after, ' '); to < len(text) && i >= 0 {
		after = after[:i]
	}
	return before, after
}
