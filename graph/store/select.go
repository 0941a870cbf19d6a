package store

import (
	"context"
	"iter"

	"github.com/newsgraph/newsgraph/graph"
)

var _ graph.Selector = (*Store)(nil)

// Select implements graph.Selector.
func (s *Store) Select(sel graph.Selection) graph.Reader {
	return selected{s, idList(sel.Articles), idList(sel.Entities), idList(sel.Statements)}
}

// selected reads the rows of some ids, given as JSON arrays.
type selected struct {
	*Store
	articles, entities, statements string
}

// Brief implements graph.Briefer: these are few as they are.
func (s selected) Brief() graph.Reader { return s }

func (s selected) Articles(ctx context.Context) iter.Seq2[graph.Article, error] {
	return rowsOf(ctx, s.Store, "read articles", `SELECT `+articleColumns+articleFrom+`
		WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id`, scanArticle, s.articles)
}

func (s selected) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return rowsOf(ctx, s.Store, "read entities", `SELECT `+entityColumns+` FROM entity e
		WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id`, scanEntity, s.entities)
}

func (s selected) Statements(ctx context.Context) iter.Seq2[graph.Statement, error] {
	return rowsOf(ctx, s.Store, "read statements", `SELECT `+statementColumns+` FROM statement t
		WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id`, scanStatement, s.statements)
}

func (s selected) Evidence(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	return rowsOf(ctx, s.Store, "read evidence", `SELECT `+evidenceColumns+` FROM evidence_row v
		WHERE v.article IN (SELECT value FROM json_each(?)) ORDER BY v.statement, v.article, v.start, v.id`, scanEvidence, s.articles)
}

func (s selected) Mentions(ctx context.Context) iter.Seq2[graph.Mention, error] {
	return rowsOf(ctx, s.Store, "read mentions", `SELECT `+mentionColumns+` FROM mention m
		WHERE m.article IN (SELECT value FROM json_each(?)) ORDER BY m.article, m.start, m.end, m.entity`, scanMention, s.articles)
}

func (s selected) Citations(ctx context.Context) iter.Seq2[graph.Citation, error] {
	return rowsOf(ctx, s.Store, "read citations", `SELECT `+citationColumns+` FROM citation c
		WHERE c.article IN (SELECT value FROM json_each(?)) ORDER BY c.article, c.cited`, scanCitation, s.articles)
}
