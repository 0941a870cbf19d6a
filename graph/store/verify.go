package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
)

// Discrepancy is something in a store that does not agree with the text of its
// articles or with itself.
type Discrepancy struct {
	Kind string `json:"kind"` // "mention", "evidence", "entity", "statement", "article", "file"
	ID   string `json:"id"`   // of the row: for a mention, article:start-end
	Says string `json:"says"`
}

func (d Discrepancy) String() string { return d.Kind + " " + d.ID + ": " + d.Says }

// Checked counts what Verify looked at.
type Checked struct {
	Articles int `json:"articles"`
	Mentions int `json:"mentions"`
	Evidence int `json:"evidence"`
}

// Verify slices every mention and every evidence again from the stored text
// and compares, checks that texts are those that ids and versions were made of,
// that articles say of themselves what their source does, that ids refer to
// something, that no statement and no entity lacks its evidence, that counts and
// dates are those of the rows they sum up, and that the file is sound. What was
// added since the last Resolve may show as a difference.
func (s *Store) Verify(ctx context.Context) (found []Discrepancy, checked Checked, err error) {
	err = s.View(ctx, func(now *Store) error {
		found, checked, err = now.verify(ctx)
		return err
	})
	return found, checked, err
}

func (s *Store) verify(ctx context.Context) ([]Discrepancy, Checked, error) {
	var found []Discrepancy
	var checked Checked
	for problem, err := range rowsOf(ctx, s, "check the file", `PRAGMA integrity_check(20)`, scanString) {
		if err != nil {
			return nil, checked, err
		}
		if problem != "ok" {
			found = append(found, Discrepancy{"file", s.path, problem})
		}
	}
	if len(found) > 0 {
		return found, checked, nil // rows of a damaged file prove nothing
	}
	for a, err := range rowsOf(ctx, s, "read articles", `SELECT `+articleColumns+`, a.version`+articleFrom+`ORDER BY a.id`, scanVersioned) {
		if err != nil {
			return nil, checked, err
		}
		checked.Articles++
		found = append(found, checkArticle(a)...)
		for m, err := range s.ArticleMentions(ctx, a.ID) {
			if err != nil {
				return nil, checked, err
			}
			checked.Mentions++
			if says := differs(a.Text, m.Span, m.Form); says != "" {
				found = append(found, Discrepancy{"mention", fmt.Sprintf("%s:%d-%d", a.ID, m.Start, m.End), says})
			}
		}
		for e, err := range rowsOf(ctx, s, "read evidence", `SELECT `+evidenceColumns+` FROM evidence_row v WHERE v.article = ?
				ORDER BY v.start, v.statement, v.id`, scanEvidence, a.ID) {
			if err != nil {
				return nil, checked, err
			}
			checked.Evidence++
			found = append(found, checkEvidence(a.Text, e)...)
		}
	}
	for _, c := range consistency {
		for id, err := range rowsOf(ctx, s, "check the graph", c.query, scanString) {
			if err != nil {
				return nil, checked, err
			}
			found = append(found, Discrepancy{c.kind, id, c.says})
		}
	}
	return found, checked, nil
}

// versioned is an article with the version that the store names.
type versioned struct {
	graph.Article
	version string
}

func scanVersioned(r *sql.Rows) (v versioned, err error) {
	err = scanArticleInto(r, &v.Article, &v.version)
	return v, err
}

func checkArticle(a versioned) (found []Discrepancy) {
	if !utf8.ValidString(a.Text) {
		found = append(found, Discrepancy{"article", a.ID, "its text is not UTF-8"})
	}
	if id := article.TextID(a.Text); madeOfText.MatchString(a.ID) && id != a.ID {
		found = append(found, Discrepancy{"article", a.ID, "its text is not the one its id was made of, but that of " + id})
	}
	if version(a.Article.Article) != a.version {
		found = append(found, Discrepancy{"article", a.ID, "its text, title, date or language is not what was extracted"})
	}
	return found
}

// madeOfText matches what article.TextID returns. Other ids were given.
var madeOfText = regexp.MustCompile(`^[a-z2-7]{25}[aeimquy4]$`)

// differs says how the slice of a text differs from what is stored for it.
func differs(full string, p text.Span, want string) string {
	switch {
	case p.Start < 0 || p.End > len(full) || p.Start >= p.End:
		return fmt.Sprintf("span %d-%d is not within the text of %d bytes", p.Start, p.End, len(full))
	case p.In(full) != want:
		return fmt.Sprintf("text[%d:%d] is %q, the store says %q", p.Start, p.End, p.In(full), want)
	}
	return ""
}

func checkEvidence(full string, e graph.Evidence) (found []Discrepancy) {
	if says := differs(full, e.Span, e.Sentence); says != "" {
		return []Discrepancy{{"evidence", e.ID, says}}
	}
	for _, p := range []struct {
		name string
		span text.Span
	}{{"subject", e.SubjectSpan}, {"object", e.ObjectSpan}} {
		if p.span.Start >= p.span.End || !e.Contains(p.span) {
			found = append(found, Discrepancy{"evidence", e.ID, fmt.Sprintf("span %d-%d of its %s is not within its sentence %d-%d",
				p.span.Start, p.span.End, p.name, e.Start, e.End)})
		}
	}
	for _, m := range e.Marks {
		if m.Start < 0 || m.Start >= m.End || m.End > len(full) {
			found = append(found, Discrepancy{"evidence", e.ID, fmt.Sprintf("span %d-%d of its %s is not within the text of %d bytes",
				m.Start, m.End, m.Kind, len(full))})
		}
	}
	return found
}

// consistency lists queries that find rows which should not exist.
var consistency = []struct{ kind, says, query string }{
	{"article", "has no text in the store", `SELECT id FROM article WHERE version NOT IN (SELECT version FROM extraction)`},
	{"article", "has no source", `SELECT id FROM article WHERE id NOT IN (SELECT article FROM source)`},
	{"article", "is not described as its source describes it", `SELECT id FROM article a WHERE NOT EXISTS (SELECT 1 FROM source s
		WHERE s.article = a.id AND s.version = a.version AND s.key = a.key AND coalesce(s.header ->> 'url', '') = a.url
		AND coalesce(s.header ->> 'title', '') = a.title AND coalesce(json(s.header -> 'authors'), '[]') = a.authors
		AND coalesce(s.header ->> 'publisher', '') = a.publisher AND coalesce(s.header ->> 'published', '') = a.published
		AND coalesce(s.header ->> 'modified', '') = a.modified AND coalesce(s.header ->> 'language', '') = a.language
		AND coalesce(json(s.header -> 'cites'), '[]') = a.cites)`},
	{"article", "its story is no article", `SELECT id FROM article WHERE story <> '' AND story NOT IN (SELECT id FROM article)`},
	{"mention", "its article is not in the store", `SELECT article || ':' || start || '-' || end FROM mention WHERE article NOT IN (SELECT id FROM article)`},
	{"mention", "its entity is not in the store", `SELECT article || ':' || start || '-' || end FROM mention WHERE entity NOT IN (SELECT id FROM entity)`},
	{"evidence", "its article is not in the store", `SELECT id FROM evidence_row WHERE article NOT IN (SELECT id FROM article)`},
	{"evidence", "its statement is not in the store", `SELECT id FROM evidence_row WHERE statement NOT IN (SELECT id FROM statement)`},
	{"statement", "no evidence says so", `SELECT id FROM statement WHERE id NOT IN (SELECT statement FROM evidence_row)`},
	{"statement", "its subject is not in the store", `SELECT id FROM statement WHERE subject NOT IN (SELECT id FROM entity)`},
	{"statement", "its object is not in the store", `SELECT id FROM statement WHERE object <> '' AND object NOT IN (SELECT id FROM entity)`},
	{"statement", "has neither an object nor a value", `SELECT id FROM statement WHERE object = '' AND value = ''`},
	{"statement", "a speaker is not in the store", `SELECT t.id FROM statement t, json_each(t.speakers) j WHERE j.value NOT IN (SELECT id FROM entity)`},
	{"statement", "its support is not the number of articles that say so", `SELECT id FROM statement t
		WHERE support <> (SELECT count(DISTINCT article) FROM evidence_row v WHERE v.statement = t.id)`},
	{"statement", "its stories are not as many as the articles that say so tell", `SELECT id FROM statement t
		WHERE stories <> (SELECT count(DISTINCT a.story) FROM evidence_row v JOIN article a ON a.id = v.article WHERE v.statement = t.id)`},
	{"statement", "was not first or last said on the dates of the articles that say so", `SELECT t.id FROM statement t
		JOIN (SELECT v.statement, coalesce(min(nullif(a.published, '')), '') AS first, max(a.published) AS last
			FROM evidence_row v JOIN article a ON a.id = v.article GROUP BY v.statement) d ON d.statement = t.id
		WHERE t.first_said <> d.first OR t.last_said <> d.last`},
	{"entity", "no article mentions it", `SELECT id FROM entity WHERE id NOT IN (SELECT entity FROM mention)`},
	{"entity", "its mentions or articles are not as many as it says", `SELECT e.id FROM entity e
		JOIN (SELECT entity, count(*) AS mentions, count(DISTINCT article) AS articles FROM mention GROUP BY entity) m ON m.entity = e.id
		WHERE e.mentions <> m.mentions OR e.articles <> m.articles`},
	{"entity", "was not first or last seen on the dates of the articles that mention it", `SELECT e.id FROM entity e
		JOIN (SELECT m.entity, coalesce(min(nullif(a.published, '')), '') AS first, max(a.published) AS last
			FROM mention m JOIN article a ON a.id = m.article GROUP BY m.entity) d ON d.entity = e.id
		WHERE e.first_seen <> d.first OR e.last_seen <> d.last`},
	{"citation", "its article is not in the store", `SELECT article || ' ' || cited FROM citation WHERE article NOT IN (SELECT id FROM article)`},
}

func scanString(r *sql.Rows) (v string, err error) {
	err = r.Scan(&v)
	return v, err
}
