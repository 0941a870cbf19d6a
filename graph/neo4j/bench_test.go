package neo4j

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

var articles = flag.Int("articles", 1000, "articles of the graph of a benchmark; 20000 make 680,000 rows")

// newsroom is a graph that is made while it is read: for each of n articles 3
// entities of 8 types, 10 MENTIONS and 5 statements of 30 types with their edges,
// 34 rows in all. What is mentioned and stated follows Zipf's law: of 60,000
// entities the first is in some 7,500 relationships. Edits makes every 100th
// article, entity and statement another.
type newsroom struct {
	n        int
	revision int64
	edits    bool
	only     *graph.Selection // nil: all
}

// Select implements graph.Selector.
func (r newsroom) Select(s graph.Selection) graph.Reader {
	r.only = &s
	return r
}

func (r newsroom) Meta(context.Context) (graph.Meta, error) {
	return graph.Meta{StoreID: "newsroom", Revision: r.revision, SchemaVersion: 1}, nil
}

// numbers are those of the rows of a kind: from 0 to count, or those selected.
func (r newsroom) numbers(count int, selected func(*graph.Selection) []string) iter.Seq[int] {
	return func(yield func(int) bool) {
		if r.only == nil {
			for i := range count {
				if !yield(i) {
					return
				}
			}
			return
		}
		for _, id := range selected(r.only) {
			if i, err := strconv.Atoi(id[1:]); err != nil || !yield(i) {
				return
			}
		}
	}
}

func (r newsroom) articles() iter.Seq[int] {
	return r.numbers(r.n, func(s *graph.Selection) []string { return s.Articles })
}

// each makes the rows of those numbers; edited is set for those that an edit changed.
func each[T any](r newsroom, numbers iter.Seq[int], row func(i int, edited bool) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for i := range numbers {
			if !yield(row(i, r.edits && i%100 == 0), nil) {
				return
			}
		}
	}
}

// drawn gives the entities of the i-th row of a kind, each another.
func (r newsroom) drawn(kind uint64, i, count int) []string {
	random := rand.New(rand.NewPCG(kind, uint64(i)))
	zipf := rand.NewZipf(random, 1.01, 9, uint64(3*r.n-1))
	var out []string
	for len(out) < count {
		if id := entityNumber(int(zipf.Uint64())); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func entityNumber(i int) string { return fmt.Sprintf("e%015d", i) }

func (r newsroom) Articles(context.Context) iter.Seq2[graph.Article, error] {
	return each(r, r.articles(), func(i int, edited bool) graph.Article {
		id := fmt.Sprintf("a%015d", i)
		title := fmt.Sprintf("Board of company %d meets in town", i)
		if edited {
			title += " again"
		}
		return graph.Article{Story: id, Article: article.Article{ID: id, Title: title, Published: "2021-03-02T08:30:00Z", Language: "en"}}
	})
}

func (r newsroom) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	types := schema.Default().Entities
	numbers := r.numbers(3*r.n, func(s *graph.Selection) []string { return s.Entities })
	return each(r, numbers, func(i int, edited bool) graph.Entity {
		t := types[i%8].Type
		name := fmt.Sprintf("%s number %d", t, i)
		e := graph.Entity{
			ID: entityNumber(i), Type: t, Name: name, Aliases: []graph.Alias{{Name: name, Mentions: 3}},
			Mentions: 3, Articles: 2, FirstSeen: "2021-03-02", LastSeen: "2021-04-02",
		}
		if edited {
			e.Mentions++
		}
		return e
	})
}

func (r newsroom) Statements(context.Context) iter.Seq2[graph.Statement, error] {
	types := schema.Default().Relations
	numbers := r.numbers(5*r.n, func(s *graph.Selection) []string { return s.Statements })
	return each(r, numbers, func(i int, edited bool) graph.Statement {
		ends := r.drawn(1, i, 2)
		s := graph.Statement{
			ID: fmt.Sprintf("s%015d", i), Type: types[i%30].Type, Subject: ends[0], Object: ends[1],
			Modality: schema.Asserted, Confidence: 0.9375, Support: 1, Stories: 1, FirstSaid: "2021-03-02", LastSaid: "2021-03-02",
		}
		if edited {
			s.Support++
		}
		return s
	})
}

func (r newsroom) Mentions(context.Context) iter.Seq2[graph.Mention, error] {
	return func(yield func(graph.Mention, error) bool) {
		for i := range r.articles() {
			for k, e := range r.drawn(2, i, 10) {
				m := graph.Mention{Article: fmt.Sprintf("a%015d", i), Entity: e, Span: text.Span{Start: 40 * k, End: 40*k + 9}, Kind: names.Name, Form: "the company"}
				if r.edits && i%100 == 0 && k == 0 {
					m.Form = "The Company"
				}
				if !yield(m, nil) {
					return
				}
			}
		}
	}
}

func (r newsroom) Evidence(context.Context) iter.Seq2[graph.Evidence, error] {
	return func(func(graph.Evidence, error) bool) {}
}

func (r newsroom) Citations(context.Context) iter.Seq2[graph.Citation, error] {
	return func(func(graph.Citation, error) bool) {}
}

// plainLoad is what one writes first: one writer, UNWIND and MERGE, batches of
// 5,000, labels and types in the text. It writes the same nodes, relationships
// and properties but for the mark of whose they are.
func plainLoad(ctx context.Context, uri string, r graph.Reader) (rows int, err error) {
	c, err := Connect(ctx, Options{URI: uri})
	if err != nil {
		return 0, err
	}
	defer func() { _ = c.Close(ctx) }()
	if err := c.ensureRules(ctx, false); err != nil {
		return 0, err
	}
	waiting := map[string][]map[string]any{}
	send := func(cypher string) error {
		list := waiting[cypher]
		if len(list) == 0 {
			return nil
		}
		waiting[cypher] = nil
		rows += len(list)
		s := c.session(ctx, driver.AccessModeWrite)
		defer func() { _ = s.Close(ctx) }()
		_, err := s.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
			res, err := tx.Run(ctx, "UNWIND $rows AS row "+cypher, map[string]any{"rows": list})
			if err != nil {
				return nil, err
			}
			return res.Consume(ctx)
		})
		return err
	}
	add := func(cypher string, row map[string]any) error {
		waiting[cypher] = append(waiting[cypher], row)
		if len(waiting[cypher]) < defaultBatch {
			return nil
		}
		return send(cypher)
	}
	flush := func() error {
		for _, cypher := range sortedKeys(waiting) {
			if err := send(cypher); err != nil {
				return err
			}
		}
		return nil
	}
	for e, err := range r.Entities(ctx) {
		if err != nil {
			return rows, err
		}
		p := entityProps(nil, e, nil).present()
		if err := add(fmt.Sprintf("MERGE (n:Entity {id: row.id}) SET n:%s SET n += row.p", e.Type), map[string]any{"id": e.ID, "p": p}); err != nil {
			return rows, err
		}
	}
	for a, err := range r.Articles(ctx) {
		if err != nil {
			return rows, err
		}
		if err := add("MERGE (n:Article {id: row.id}) SET n += row.p", map[string]any{"id": a.ID, "p": articleProps(a).present()}); err != nil {
			return rows, err
		}
	}
	if err := flush(); err != nil {
		return rows, err
	}
	for s, err := range r.Statements(ctx) {
		if err != nil {
			return rows, err
		}
		st := new(room).statement(s)
		for _, x := range []struct {
			cypher string
			row    map[string]any
		}{
			{"MERGE (n:Statement {id: row.id}) SET n += row.p", map[string]any{"id": s.ID, "p": st.props.present()}},
			{fmt.Sprintf("MATCH (a:Entity {id: row.s}) MATCH (b:Entity {id: row.o}) MERGE (a)-[r:%s {statement: row.id}]->(b) SET r += row.p", s.Type), map[string]any{"id": s.ID, "s": s.Subject, "o": s.Object, "p": st.typed.props.present()}},
		} {
			if err := add(x.cypher, x.row); err != nil {
				return rows, err
			}
		}
	}
	if err := flush(); err != nil {
		return rows, err
	}
	for s, err := range r.Statements(ctx) {
		if err != nil {
			return rows, err
		}
		for _, x := range [][2]string{{subjectType, s.Subject}, {objectType, s.Object}} {
			if err := add(fmt.Sprintf("MATCH (a:Statement {id: row.s}) MATCH (b:Entity {id: row.o}) MERGE (a)-[:%s]->(b)", x[0]), map[string]any{"s": s.ID, "o": x[1]}); err != nil {
				return rows, err
			}
		}
	}
	mentions := newGroups("mention", r.Mentions(ctx), func(m graph.Mention) string { return m.Article })
	defer mentions.stop()
	for a, err := range r.Articles(ctx) {
		if err != nil {
			return rows, err
		}
		ms, err := mentions.of(a.ID)
		if err != nil {
			return rows, err
		}
		for _, e := range new(room).mentions(a.ID, ms) {
			if err := add("MATCH (a:Article {id: row.s}) MATCH (b:Entity {id: row.o}) MERGE (a)-[r:MENTIONS]->(b) SET r += row.p", map[string]any{"s": e.start, "o": e.end, "p": e.props.present()}); err != nil {
				return rows, err
			}
		}
	}
	return rows, flush()
}

// BenchmarkLoad measures first loads, against a plain loader, and loads of what
// is there, on a server of its own that is warm: rows a second, seconds, the
// most memory of this process. The graph of 680,000 rows:
//
//	go test ./graph/neo4j -run '^$' -bench Load -benchtime 1x -articles 20000 -timeout 30m
func BenchmarkLoad(b *testing.B) {
	uri := neo4jtest.Own(b, neo4jtest.Settings{Heap: "2g", Steady: true}).URI
	graph := newsroom{n: *articles, revision: 1}
	empty := func(b *testing.B) {
		b.Helper()
		if err := neo4jtest.Empty(b.Context(), uri); err != nil {
			b.Fatal(err)
		}
	}
	plain := func(b *testing.B) float64 {
		b.Helper()
		begin := time.Now()
		rows, err := plainLoad(b.Context(), uri, graph)
		if err != nil {
			b.Fatal(err)
		}
		return float64(rows) / time.Since(begin).Seconds()
	}
	ours := func(b *testing.B, r newsroom, o Options) Summary {
		b.Helper()
		o.URI = uri
		s, err := Load(b.Context(), r, o)
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
	plain(b) // warms the server
	empty(b)
	ours(b, graph, Options{})
	var rates [2]float64
	var first float64 // seconds of a first load
	b.Run("first/plain", func(b *testing.B) {
		for b.Loop() {
			empty(b)
			rates[0] = plain(b)
		}
		b.ReportMetric(rates[0], "rows/s")
	})
	b.Run("first/writers=1", func(b *testing.B) {
		for b.Loop() {
			empty(b)
			s := ours(b, graph, Options{Writers: 1})
			b.ReportMetric(float64(s.Written)/s.Seconds, "rows/s")
		}
	})
	b.Run("first", func(b *testing.B) {
		defer neo4jtest.WatchMemory(b)()
		for b.Loop() {
			empty(b)
			s := ours(b, graph, Options{})
			first, rates[1] = s.Seconds, float64(s.Written)/s.Seconds
			b.ReportMetric(float64(s.Retries), "repeated")
		}
		b.ReportMetric(rates[1], "rows/s")
		b.ReportMetric(rates[1]/rates[0], "x-plain")
	})
	again := func(name string, r newsroom, o Options, before string) {
		b.Run(name, func(b *testing.B) {
			defer neo4jtest.WatchMemory(b)()
			for b.Loop() {
				if before != "" {
					run(b, uri, before)
				}
				s := ours(b, r, o)
				b.ReportMetric(s.Seconds, "s")
				b.ReportMetric(s.Seconds/first, "x-first")
				b.ReportMetric(float64(s.Written), "written")
			}
		})
	}
	again("again/by marker", graph, Options{}, "")
	again("again/by hashes", graph, Options{}, "MATCH (m:NewsgraphStore) DELETE m")
	again("again/every row", graph, Options{Full: true}, "")
	again("1% changed", newsroom{n: graph.n, revision: 2, edits: true}, Options{}, "")
}

func run(b *testing.B, uri, cypher string) {
	b.Helper()
	if _, err := Query(b.Context(), connected(b, uri), cypher, nil, false); err != nil {
		b.Fatal(err)
	}
}
