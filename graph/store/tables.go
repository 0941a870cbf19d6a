package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

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
	statementTable = table{"statement", []string{"id", "type", "subject", "object", "value", "modality", "role", "amount", "valid_from", "valid_to", "speakers", "confidence", "support", "stories", "first_said", "last_said"}, 1}
	evidenceTable  = table{"evidence_row", []string{"statement", "article", "start", "id", "end", "subject_start", "subject_end", "object_start", "object_end", "rule", "probability", "sentence"}, 4}
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

// sortRows brings rows into the order of the primary key and fails when two
// have the same one.
func (t table) sortRows(rows []row) error {
	slices.SortFunc(rows, func(a, b row) int { return compareRows(a, b, t.keys) })
	for i := 1; i < len(rows); i++ {
		if compareRows(rows[i-1], rows[i], t.keys) == 0 {
			return fmt.Errorf("the resolved graph has two rows of %s for %v: %v and %v", t.name, rows[i][:t.keys], rows[i-1], rows[i])
		}
	}
	return nil
}

// graphRows is the graph as rows of tables. versions gives the version of each
// article.
func graphRows(g graph.Graph, versions map[string]string) (map[string][]row, error) {
	out := make(map[string][]row)
	add := func(t table, r ...any) { out[t.name] = append(out[t.name], r) }
	var failed error
	js := func(v any) string {
		b, err := json.Marshal(v)
		if err != nil {
			failed = err
		}
		return string(b)
	}
	for _, a := range g.Articles {
		add(articleTable, a.ID, versions[a.ID], a.Key, a.URL, a.Title, js(filled(a.Authors)), a.Publisher,
			a.Published, a.Modified, a.Language, js(filled(a.Cites)), a.Story)
	}
	for _, e := range g.Entities {
		ids := e.Identifiers
		if ids == nil {
			ids = map[string]string{}
		}
		add(entityTable, e.ID, string(e.Type), e.Name, js(filled(e.Aliases)), int64(e.Mentions), int64(e.Articles),
			e.FirstSeen, e.LastSeen, js(filled(e.FormerIDs)), js(ids))
		for _, n := range foldedNames(e) {
			add(nameTable, n.folded, e.ID, n.main, n.mentions)
		}
		for _, id := range e.FormerIDs {
			add(formerTable, id, e.ID)
		}
	}
	for _, s := range g.Statements {
		add(statementTable, s.ID, string(s.Type), s.Subject, s.Object, s.Value, string(s.Modality), s.Role, s.Amount,
			s.ValidFrom, s.ValidTo, js(filled(s.Speakers)), s.Confidence, int64(s.Support), int64(s.Stories), s.FirstSaid, s.LastSaid)
	}
	for _, e := range g.Evidence {
		add(evidenceTable, e.Statement, e.Article, int64(e.Start), e.ID, int64(e.End), int64(e.SubjectSpan.Start), int64(e.SubjectSpan.End),
			int64(e.ObjectSpan.Start), int64(e.ObjectSpan.End), e.Rule, e.Probability, e.Sentence)
	}
	for _, m := range g.Mentions {
		add(mentionTable, m.Article, int64(m.Start), int64(m.End), m.Entity, string(m.Type), string(m.Kind), m.Form, m.Probability)
	}
	for _, c := range g.Citations {
		add(citationTable, c.Article, c.Cited, c.Title, c.Publisher, c.Published, c.URL)
	}
	return out, failed
}

// filled is list, and an empty one instead of nil, so that its JSON is [].
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

type foldedName struct {
	folded         string
	main, mentions int64
}

// foldedNames returns the forms under which an entity can be found, each once.
func foldedNames(e graph.Entity) []foldedName {
	var list []foldedName
	put := func(name string, main, mentions int64) {
		f := fold(name)
		if f == "" {
			return
		}
		if i := slices.IndexFunc(list, func(n foldedName) bool { return n.folded == f }); i >= 0 {
			list[i].mentions += mentions
			return
		}
		list = append(list, foldedName{f, main, mentions})
	}
	put(e.Name, 1, 0)
	for _, a := range e.Aliases {
		put(a.Name, 0, int64(a.Mentions))
	}
	return list
}
