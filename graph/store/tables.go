package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
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

// content is what a table shall hold: its rows in the order of the primary key.
type content struct {
	table
	rows iter.Seq2[row, error]
}

// contents is a sorted graph as rows of tables. versions gives the version of
// each article.
func contents(g graph.Graph, versions map[string]string) []content {
	var j jsonCells
	return []content{
		rowsFor(articleTable, &j, g.Articles, func(a graph.Article) row {
			return row{
				a.ID, versions[a.ID], a.Key, a.URL, a.Title, j.list(a.Authors), a.Publisher,
				a.Published, a.Modified, a.Language, j.list(a.Cites), a.Story,
			}
		}),
		rowsFor(entityTable, &j, g.Entities, func(e graph.Entity) row {
			return row{
				e.ID, string(e.Type), e.Name, j.list(e.Aliases), int64(e.Mentions), int64(e.Articles),
				e.FirstSeen, e.LastSeen, j.list(e.FormerIDs), j.object(e.Identifiers),
			}
		}),
		rowsFor(nameTable, &j, foldedNames(g.Entities), func(n foldedName) row {
			return row{n.folded, n.entity, n.main, n.mentions}
		}),
		rowsFor(formerTable, &j, formerIDs(g.Entities), func(f formerID) row { return row{f.id, f.entity} }),
		rowsFor(statementTable, &j, g.Statements, func(s graph.Statement) row {
			return row{
				s.ID, string(s.Type), s.Subject, s.Object, s.Value, string(s.Modality), s.Role, s.Amount, s.Stake, s.ValidFrom, s.ValidTo,
				j.list(s.Speakers), s.Confidence, int64(s.Support), int64(s.Stories), s.FirstSaid, s.LastSaid,
			}
		}),
		rowsFor(evidenceTable, &j, g.Evidence, func(e graph.Evidence) row {
			return row{
				e.Statement, e.Article, int64(e.Start), e.ID, int64(e.End), int64(e.SubjectSpan.Start), int64(e.SubjectSpan.End),
				int64(e.ObjectSpan.Start), int64(e.ObjectSpan.End), e.Rule, e.Probability, e.Sentence,
				marksCell(e.Marks), strings.Join(e.Reasons, "\n"),
			}
		}),
		rowsFor(mentionTable, &j, g.Mentions, func(m graph.Mention) row {
			return row{m.Article, int64(m.Start), int64(m.End), m.Entity, string(m.Type), string(m.Kind), m.Form, m.Probability}
		}),
		rowsFor(citationTable, &j, g.Citations, func(c graph.Citation) row {
			return row{c.Article, c.Cited, c.Title, c.Publisher, c.Published, c.URL}
		}),
	}
}

// rowsFor streams a sorted list as rows. It fails when they do not ascend by
// the primary key.
func rowsFor[T any](t table, j *jsonCells, list []T, of func(T) row) content {
	return content{t, func(yield func(row, error) bool) {
		var last row
		for _, v := range list {
			r := of(v)
			err := j.err
			if err == nil && last != nil && compareRows(last, r, t.keys) >= 0 {
				err = fmt.Errorf("the resolved graph has rows of %s that do not ascend: %v before %v", t.name, last, r)
			}
			if !yield(r, err) || err != nil {
				return
			}
			last = r
		}
	}}
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

type foldedName struct {
	folded, entity string
	main, mentions int64
}

// foldedNames returns the forms under which entities can be found, sorted, each
// once for an entity.
func foldedNames(entities []graph.Entity) []foldedName {
	var list []foldedName
	for _, e := range entities {
		first := len(list)
		put := func(name string, main, mentions int64) {
			f := gazetteer.Normalize(name)
			if f == "" {
				return
			}
			for i := first; i < len(list); i++ {
				if list[i].folded == f {
					list[i].mentions += mentions
					return
				}
			}
			list = append(list, foldedName{f, e.ID, main, mentions})
		}
		put(e.Name, 1, 0)
		for _, a := range e.Aliases {
			put(a.Name, 0, int64(a.Mentions))
		}
	}
	slices.SortFunc(list, func(a, b foldedName) int {
		return cmp.Or(cmp.Compare(a.folded, b.folded), cmp.Compare(a.entity, b.entity))
	})
	return list
}

type formerID struct{ id, entity string }

func formerIDs(entities []graph.Entity) []formerID {
	var list []formerID
	for _, e := range entities {
		for _, id := range e.FormerIDs {
			list = append(list, formerID{id, e.ID})
		}
	}
	slices.SortFunc(list, func(a, b formerID) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.entity, b.entity)) })
	return slices.Compact(list)
}
