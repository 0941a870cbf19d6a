package store

import (
	"context"
	"database/sql"
	"iter"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// End is one end of a statement.
type End struct {
	ID   string            `json:"id"`
	Type schema.EntityType `json:"type"`
	Name string            `json:"name"`
}

// Fact is a statement with its two ends. ObjectEnd is empty for a dated fact.
type Fact struct {
	graph.Statement
	SubjectEnd End `json:"subject_end"`
	ObjectEnd  End `json:"object_end"`
}

// Said is one evidence with the article that holds it, without its text.
type Said struct {
	graph.Evidence
	Key       string `json:"key"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Story     string `json:"story"`
}

// Reason is a fact with all that says so.
type Reason struct {
	Fact
	Evidence []Said `json:"evidence"`
}

const factQuery = `SELECT ` + statementColumns + `, coalesce(s.type, ''), coalesce(s.name, ''), coalesce(o.type, ''), coalesce(o.name, '')
	FROM statement t LEFT JOIN entity s ON s.id = t.subject LEFT JOIN entity o ON o.id = t.object `

func scanFact(r *sql.Rows) (Fact, error) {
	var f Fact
	err := scanStatementInto(r, &f.Statement, &f.SubjectEnd.Type, &f.SubjectEnd.Name, &f.ObjectEnd.Type, &f.ObjectEnd.Name)
	f.SubjectEnd.ID, f.ObjectEnd.ID = f.Subject, f.Object
	return f, err
}

// Facts gives the statements that an entity is an end of, those with most
// stories and confidence first.
func (s *Store) Facts(ctx context.Context, entity string) iter.Seq2[Fact, error] {
	return rowsOf(ctx, s, "read statements", factQuery+`WHERE t.id IN (
			SELECT id FROM statement WHERE subject = ?1 UNION SELECT id FROM statement WHERE object = ?1 AND object <> '')
		ORDER BY t.stories DESC, t.confidence DESC, t.type, t.id`, scanFact, entity)
}

// Why returns the statements between two entities with their evidence. An
// empty relation means all of them, an empty b any other end. Statements of b
// about a come along when the relation is symmetric or not given.
func (s *Store) Why(ctx context.Context, a string, relation schema.RelationType, b string) (reasons []Reason, err error) {
	err = s.View(ctx, func(now *Store) error {
		reasons, err = now.why(ctx, a, relation, b)
		return err
	})
	return reasons, err
}

func (s *Store) why(ctx context.Context, a string, relation schema.RelationType, b string) ([]Reason, error) {
	both := relation == ""
	if def, ok := schema.Default().Relation(relation); ok && def.Symmetric {
		both = true
	}
	facts, err := all(rowsOf(ctx, s, "read statements", factQuery+`WHERE (?2 = '' OR t.type = ?2) AND t.id IN (
			SELECT id FROM statement WHERE subject = ?1 AND (?3 = '' OR object = ?3)
			UNION SELECT id FROM statement WHERE ?4 AND object = ?1 AND object <> '' AND (?3 = '' OR subject = ?3))
		ORDER BY t.stories DESC, t.confidence DESC, t.type, t.id`, scanFact, a, string(relation), b, both))
	if err != nil {
		return nil, err
	}
	var reasons []Reason
	for _, f := range facts {
		said, err := all(s.Said(ctx, f.ID))
		if err != nil {
			return nil, err
		}
		reasons = append(reasons, Reason{f, said})
	}
	return reasons, nil
}

// Said gives the evidence of a statement, the earliest article first and those
// without a date last.
func (s *Store) Said(ctx context.Context, statement string) iter.Seq2[Said, error] {
	return rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+`, a.key, a.url, a.title, a.publisher, a.published, a.story
		FROM evidence_row v JOIN article a ON a.id = v.article WHERE v.statement = ?
		ORDER BY a.published = '', a.published, v.article, v.start, v.id`, scanSaid, statement)
}

func scanSaid(r *sql.Rows) (Said, error) {
	var e Said
	err := scanEvidenceInto(r, &e.Evidence, &e.Key, &e.URL, &e.Title, &e.Publisher, &e.Published, &e.Story)
	return e, err
}

// ArticleMentions gives the mentions in an article, by start.
func (s *Store) ArticleMentions(ctx context.Context, article string) iter.Seq2[graph.Mention, error] {
	return rowsOf(ctx, s, "read mentions", `SELECT `+mentionColumns+` FROM mention m WHERE m.article = ?
		ORDER BY m.start, m.end, m.entity`, scanMention, article)
}

// EntityMentions gives the mentions of an entity, by article and start.
func (s *Store) EntityMentions(ctx context.Context, entity string) iter.Seq2[graph.Mention, error] {
	return rowsOf(ctx, s, "read mentions", `SELECT `+mentionColumns+` FROM mention m WHERE m.entity = ?
		ORDER BY m.article, m.start, m.end`, scanMention, entity)
}
