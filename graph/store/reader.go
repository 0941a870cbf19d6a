package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// The columns that the scan functions below read, with the table's short name
// in front.
const (
	articleColumns   = `a.id, a.key, a.url, a.title, a.authors, a.publisher, a.published, a.modified, a.language, a.cites, a.story, x.text`
	articleFrom      = ` FROM article a JOIN extraction x ON x.version = a.version `
	entityColumns    = `e.id, e.type, e.name, e.aliases, e.mentions, e.articles, e.first_seen, e.last_seen, e.former_ids, e.identifiers`
	statementColumns = `t.id, t.type, t.subject, t.object, t.value, t.modality, t.role, t.amount, t.stake, t.valid_from, t.valid_to, t.speakers,
		t.confidence, t.support, t.stories, t.first_said, t.last_said`
	evidenceColumns = `v.id, v.statement, v.article, v.start, v.end, v.subject_start, v.subject_end, v.object_start, v.object_end,
		v.rule, v.probability, v.sentence, v.marks, v.reasons`
	mentionColumns  = `m.article, m.start, m.end, m.entity, m.type, m.kind, m.form, m.probability`
	citationColumns = `c.article, c.cited, c.title, c.publisher, c.published, c.url`
)

// Articles gives the articles of the graph, by id.
func (s *Store) Articles(ctx context.Context) iter.Seq2[graph.Article, error] {
	return rowsOf(ctx, s, "read articles", `SELECT `+articleColumns+articleFrom+`ORDER BY a.id`, scanArticle)
}

// Entities gives the entities, by id.
func (s *Store) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return rowsOf(ctx, s, "read entities", `SELECT `+entityColumns+` FROM entity e ORDER BY e.id`, scanEntity)
}

// Statements gives the statements, by id.
func (s *Store) Statements(ctx context.Context) iter.Seq2[graph.Statement, error] {
	return rowsOf(ctx, s, "read statements", `SELECT `+statementColumns+` FROM statement t ORDER BY t.id`, scanStatement)
}

// Evidence gives the evidence, by statement, article and start.
func (s *Store) Evidence(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	return rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+` FROM evidence_row v
		ORDER BY v.statement, v.article, v.start, v.id`, scanEvidence)
}

// Mentions gives the mentions, by article and start.
func (s *Store) Mentions(ctx context.Context) iter.Seq2[graph.Mention, error] {
	return rowsOf(ctx, s, "read mentions", `SELECT `+mentionColumns+` FROM mention m
		ORDER BY m.article, m.start, m.end, m.entity`, scanMention)
}

// Citations gives the citations, by article and cited article.
func (s *Store) Citations(ctx context.Context) iter.Seq2[graph.Citation, error] {
	return rowsOf(ctx, s, "read citations", `SELECT `+citationColumns+` FROM citation c ORDER BY c.article, c.cited`, scanCitation)
}

func scanArticle(r *sql.Rows) (graph.Article, error) {
	var a graph.Article
	err := scanArticleInto(r, &a)
	return a, err
}

func scanArticleInto(r *sql.Rows, a *graph.Article, more ...any) error {
	var authors, cites string
	err := r.Scan(append([]any{&a.ID, &a.Key, &a.URL, &a.Title, &authors, &a.Publisher, &a.Published, &a.Modified, &a.Language, &cites, &a.Story, &a.Text}, more...)...)
	if err == nil {
		err = list("authors", authors, &a.Authors)
	}
	if err == nil {
		err = list("cites", cites, &a.Cites)
	}
	return err
}

func scanEntity(r *sql.Rows) (graph.Entity, error) {
	var e graph.Entity
	err := scanEntityInto(r, &e)
	return e, err
}

func scanEntityInto(r *sql.Rows, e *graph.Entity, more ...any) error {
	var aliases, former, identifiers string
	err := r.Scan(append([]any{&e.ID, (*string)(&e.Type), &e.Name, &aliases, (*number)(&e.Mentions), (*number)(&e.Articles), &e.FirstSeen, &e.LastSeen, &former, &identifiers}, more...)...)
	if err == nil {
		e.Aliases, err = readAliases(aliases)
	}
	if err == nil {
		err = list("former_ids", former, &e.FormerIDs)
	}
	if err == nil {
		e.Identifiers, err = readIdentifiers(identifiers)
	}
	return err
}

func readIdentifiers(js string) (out map[string]string, err error) {
	if js == "{}" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(js), &out); err != nil {
		return nil, fmt.Errorf("column identifiers holds %.60q: %w", js, err)
	}
	return out, nil
}

func scanStatement(r *sql.Rows) (graph.Statement, error) {
	var t graph.Statement
	err := scanStatementInto(r, &t)
	return t, err
}

func scanStatementInto(r *sql.Rows, t *graph.Statement, more ...any) error {
	var speakers string
	err := r.Scan(append([]any{
		&t.ID, (*string)(&t.Type), &t.Subject, &t.Object, &t.Value, (*string)(&t.Modality), &t.Role, &t.Amount, &t.Stake, &t.ValidFrom, &t.ValidTo, &speakers,
		(*real)(&t.Confidence), (*number)(&t.Support), (*number)(&t.Stories), &t.FirstSaid, &t.LastSaid,
	}, more...)...)
	if err != nil {
		return err
	}
	return list("speakers", speakers, &t.Speakers)
}

func scanEvidence(r *sql.Rows) (graph.Evidence, error) {
	var v graph.Evidence
	err := scanEvidenceInto(r, &v)
	return v, err
}

func scanEvidenceInto(r *sql.Rows, v *graph.Evidence, more ...any) error {
	var marks, reasons string
	err := r.Scan(append([]any{
		&v.ID, &v.Statement, &v.Article, (*number)(&v.Start), (*number)(&v.End), (*number)(&v.SubjectSpan.Start), (*number)(&v.SubjectSpan.End),
		(*number)(&v.ObjectSpan.Start), (*number)(&v.ObjectSpan.End), &v.Rule, (*real)(&v.Probability), &v.Sentence, &marks, &reasons,
	}, more...)...)
	if err != nil {
		return err
	}
	if reasons != "" {
		v.Reasons = strings.Split(reasons, "\n")
	}
	v.Marks, err = readMarks(marks)
	return err
}

func scanMention(r *sql.Rows) (m graph.Mention, err error) {
	err = r.Scan(&m.Article, (*number)(&m.Start), (*number)(&m.End), &m.Entity, (*string)(&m.Type), (*string)(&m.Kind), &m.Form, (*real)(&m.Probability))
	return m, err
}

func scanCitation(r *sql.Rows) (c graph.Citation, err error) {
	err = r.Scan(&c.Article, &c.Cited, &c.Title, &c.Publisher, &c.Published, &c.URL)
	return c, err
}

// readAliases reads what jsonCells wrote, which takes encoding/json as long as
// reading the rest of the entity. What is not so plain it leaves to that.
func readAliases(js string) (out []graph.Alias, err error) {
	plain := func() bool {
		rest, ok := strings.CutPrefix(js, "[")
		if !ok || strings.Contains(js, `\`) {
			return false
		}
		out = make([]graph.Alias, 0, strings.Count(js, "{"))
		for {
			if rest, ok = strings.CutPrefix(rest, `{"name":"`); !ok {
				return false
			}
			name, after, ok := strings.Cut(rest, `","mentions":`)
			if !ok {
				return false
			}
			number, after, ok := strings.Cut(after, "}")
			if !ok {
				return false
			}
			n, err := strconv.Atoi(number)
			if err != nil {
				return false
			}
			out = append(out, graph.Alias{Name: name, Mentions: n})
			if rest, ok = strings.CutPrefix(after, ","); !ok {
				return after == "]"
			}
		}
	}
	if plain() {
		return out, nil
	}
	out = nil
	return out, list("aliases", js, &out)
}

// list reads a JSON array; an empty one becomes nil.
func list[T any](column, js string, into *[]T) error {
	if js == "[]" {
		return nil
	}
	if err := json.Unmarshal([]byte(js), into); err != nil {
		return fmt.Errorf("column %s holds %.60q: %w", column, js, err)
	}
	return nil
}
