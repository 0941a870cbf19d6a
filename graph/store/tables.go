package store

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/graph"
)

// table is a table that Resolve writes: its columns, of which the first keys
// are the primary key. Rows are compared and written as lists of string, int64
// and float64 in the order of the columns.
type table struct {
	name    string
	columns []string
	keys    int
}

var (
	articleTable   = table{"article", []string{"id", "version", "key", "url", "title", "authors", "publisher", "published", "modified", "language", "cites", "story"}, 1}
	entityTable    = table{"entity", []string{"id", "type", "name", "aliases", "mentions", "articles", "first_seen", "last_seen", "former_ids", "identifiers"}, 1}
	nameTable      = table{"name", []string{"folded", "entity", "main", "mentions"}, 2}
	formerTable    = table{"former", []string{"id", "entity"}, 2}
	statementTable = table{"statement", []string{"id", "type", "subject", "object", "value", "modality", "role", "amount", "stake", "valid_from", "valid_to", "speakers", "confidence", "support", "stories", "first_said", "last_said"}, 1}
	evidenceTable  = table{"evidence_row", []string{"statement", "article", "start", "id", "end", "subject_start", "subject_end", "object_start", "object_end", "rule", "probability", "sentence", "marks", "reasons"}, 4}
	mentionTable   = table{"mention", []string{"article", "start", "end", "entity", "type", "kind", "form", "probability"}, 4}
	citationTable  = table{"citation", []string{"article", "cited", "title", "publisher", "published", "url"}, 2}
)

// row is one row of a table: string, int64 or float64 in each column.
type row []any

// compareRows orders rows by their first n columns, as SQLite does.
func compareRows(a, b row, n int) int {
	for i := range n {
		c := 0
		switch x := a[i].(type) {
		case string:
			c = cmp.Compare(x, b[i].(string))
		case int64:
			c = cmp.Compare(x, b[i].(int64))
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

func (j *jsonCells) article(a graph.Article, version string) row {
	return row{
		a.ID, version, a.Key, a.URL, a.Title, j.list(a.Authors), a.Publisher,
		a.Published, a.Modified, a.Language, j.list(a.Cites), a.Story,
	}
}

func (j *jsonCells) entity(e graph.Entity) row {
	return row{
		e.ID, string(e.Type), e.Name, j.list(e.Aliases), int64(e.Mentions), int64(e.Articles),
		e.FirstSeen, e.LastSeen, j.list(e.FormerIDs), j.object(e.Identifiers),
	}
}

func (j *jsonCells) statement(s graph.Statement) row {
	return row{
		s.ID, string(s.Type), s.Subject, s.Object, s.Value, string(s.Modality), s.Role, s.Amount, s.Stake, s.ValidFrom, s.ValidTo,
		j.list(s.Speakers), s.Confidence, int64(s.Support), int64(s.Stories), s.FirstSaid, s.LastSaid,
	}
}

func evidenceRow(e graph.Evidence) row {
	return row{
		e.Statement, e.Article, int64(e.Start), e.ID, int64(e.End), int64(e.SubjectSpan.Start), int64(e.SubjectSpan.End),
		int64(e.ObjectSpan.Start), int64(e.ObjectSpan.End), e.Rule, e.Probability, e.Sentence,
		marksCell(e.Marks), strings.Join(e.Reasons, "\n"),
	}
}

func mentionRow(m graph.Mention) row {
	return row{m.Article, int64(m.Start), int64(m.End), m.Entity, string(m.Type), string(m.Kind), m.Form, m.Probability}
}

func citationRow(c graph.Citation) row {
	return row{c.Article, c.Cited, c.Title, c.Publisher, c.Published, c.URL}
}

// jsonCells makes the JSON in cells and keeps the first error.
type jsonCells struct{ err error }

// list is the JSON of a slice, [] for nil.
func (j *jsonCells) list(v any) string { return j.cell(v, "[]") }

// object is the JSON of a map, {} for nil.
func (j *jsonCells) object(v any) string { return j.cell(v, "{}") }

func (j *jsonCells) cell(v any, none string) string {
	b, err := json.Marshal(v)
	if err != nil && j.err == nil {
		j.err = err
	}
	if string(b) == "null" {
		return none
	}
	return string(b)
}

// nameRows are the forms under which an entity can be found, each once.
func nameRows(e graph.Entity) (list []row) {
	put := func(name string, main, mentions int64) {
		f := gazetteer.Normalize(name)
		if f == "" {
			return
		}
		for _, r := range list {
			if r[0] == f {
				r[3] = r[3].(int64) + mentions
				return
			}
		}
		list = append(list, row{f, e.ID, main, mentions})
	}
	put(e.Name, 1, 0)
	for _, a := range e.Aliases {
		put(a.Name, 0, int64(a.Mentions))
	}
	return list
}

func formerRows(e graph.Entity) (list []row) {
	for _, id := range e.FormerIDs {
		list = append(list, row{id, e.ID})
	}
	return list
}

// eachRow turns a list into rows.
func eachRow[T any](list []T, of func(T) row) []row {
	rows := make([]row, len(list))
	for i, v := range list {
		rows[i] = of(v)
	}
	return rows
}
