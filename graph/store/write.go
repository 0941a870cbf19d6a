package store

import (
	"context"
	"database/sql"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

// writer brings the tables of the graph to a plan.
type writer struct {
	s        *Store
	tx       *sql.Tx
	plan     *resolve.Plan
	versions map[string]string // of each article
	cells    jsonCells
	counts   map[string]*Changes // by table
}

func (s *Store) newWriter(tx *sql.Tx) *writer {
	w := &writer{s: s, tx: tx, counts: map[string]*Changes{}}
	for _, t := range []table{articleTable, entityTable, nameTable, formerTable, statementTable, evidenceTable, mentionTable, citationTable} {
		w.counts[t.name] = &Changes{}
	}
	return w
}

// write compares what the graph was made of with the plan and brings the rows of
// what differs up to date.
func (w *writer) write(ctx context.Context) error {
	kinds := []struct {
		name string
		now  []resolve.Planned
		put  func(context.Context, []change) error
	}{
		{articleTable.name, w.plan.Articles, w.articles},
		{entityTable.name, w.plan.Entities, w.entities},
		{statementTable.name, w.plan.Statements, w.statements},
	}
	bulk := false
	for n, k := range kinds {
		old, marked, err := madeFrom(ctx, w.tx, k.name)
		if err != nil {
			return err
		}
		if n == 0 && len(old) == 0 { // a new graph is written faster without the indexes
			bulk = true
			if err := dropIndexes(ctx, w.tx); err != nil {
				return err
			}
		}
		list := difference(old, k.now)
		if len(list) == 0 && marked {
			continue
		}
		if err := k.put(ctx, list); err != nil {
			return err
		}
		if err := remember(ctx, w.tx, k.name, k.now); err != nil {
			return err
		}
	}
	if w.cells.err != nil {
		return w.cells.err
	}
	if bulk {
		return makeIndexes(ctx, w.tx)
	}
	return nil
}

// column is a column of a table.
type column struct {
	table
	name string
}

// open opens tables, each for its rows with a value in the column.
func (w *writer) open(ctx context.Context, columns ...column) ([]*part, error) {
	parts := make([]*part, len(columns))
	for i, c := range columns {
		var err error
		if parts[i], err = c.open(ctx, w.tx, c.name, w.counts[c.table.name]); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// bring makes the rows of each table that go with something be those given.
func bring(ctx context.Context, parts []*part, c change, rows ...[]row) error {
	for i, p := range parts {
		if err := p.bring(ctx, c.id, c.held, rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// together is how many articles are made before they are written.
const together = 256

// articles writes articles with their citations, mentions and evidence.
func (w *writer) articles(ctx context.Context, list []change) error {
	parts, err := w.open(ctx, column{articleTable, "id"}, column{citationTable, "article"}, column{mentionTable, "article"}, column{evidenceTable, "article"})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(list, together) {
		mentions, evidence := make([][]row, len(some)), make([][]row, len(some))
		var stay []int
		for k, c := range some {
			if c.now >= 0 {
				stay = append(stay, k)
			}
		}
		err := w.s.unpack(ctx, w.tx, stay, func(k int) (string, article.Article) {
			return w.versions[some[k].id], w.plan.Article(some[k].now).Article
		}, func(k int, a resolve.Article, _ []byte) error {
			mentions[k] = eachRow(w.plan.Mentions(some[k].now, &a), mentionRow)
			evidence[k] = eachRow(w.plan.Evidence(some[k].now, &a), evidenceRow)
			return nil
		})
		if err != nil {
			return err
		}
		for k, c := range some {
			var head, cited []row
			if c.now >= 0 {
				head = []row{w.cells.article(w.plan.Article(c.now), w.versions[c.id])}
				cited = eachRow(w.plan.Citations(c.now), citationRow)
			}
			if err := bring(ctx, parts, c, head, cited, mentions[k], evidence[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// entities writes entities with their names and former ids.
func (w *writer) entities(ctx context.Context, list []change) error {
	parts, err := w.open(ctx, column{entityTable, "id"}, column{nameTable, "entity"}, column{formerTable, "entity"})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(list, together) {
		rows, err := w.make(some, 3, func(c change, cells *jsonCells) [][]row {
			e := w.plan.Entity(c.now)
			return [][]row{{cells.entity(e)}, nameRows(e), formerRows(e)}
		})
		if err != nil {
			return err
		}
		for k, c := range some {
			if err := bring(ctx, parts, c, rows[k]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// make makes the rows of what stays, of so many tables, several at a time.
func (w *writer) make(list []change, tables int, do func(change, *jsonCells) [][]row) ([][][]row, error) {
	rows := make([][][]row, len(list))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for k, c := range list {
		if c.now < 0 {
			rows[k] = make([][]row, tables)
			continue
		}
		group.Go(func() error {
			var cells jsonCells
			rows[k] = do(c, &cells)
			return cells.err
		})
	}
	return rows, group.Wait()
}

// statements writes statements.
func (w *writer) statements(ctx context.Context, list []change) error {
	parts, err := w.open(ctx, column{statementTable, "id"})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(list, together) {
		rows, err := w.make(some, 1, func(c change, cells *jsonCells) [][]row {
			return [][]row{{cells.statement(w.plan.Statement(c.now))}}
		})
		if err != nil {
			return err
		}
		for k, c := range some {
			if err := bring(ctx, parts, c, rows[k]...); err != nil {
				return err
			}
		}
	}
	return nil
}
