package export

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

var (
	articles  = flag.Int("articles", 2000, "articles of the graph of a benchmark")
	storePath = flag.String("store", "", "a store to export in a benchmark, rather than a graph that is made while it is read")
)

// generated is a graph of n articles that is made while it is read: 3 entities,
// 5 statements and 10 mentions for each article, about 34 rows of Neo4j.
type generated struct{ n int }

func (g generated) Meta(context.Context) (graph.Meta, error) {
	return graph.Meta{StoreID: "generated", Revision: 1, SchemaVersion: 1}, nil
}

// each makes the rows of every article.
func each[T any](n, per int, row func(i, k int) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for i := range n {
			for k := range per {
				if !yield(row(i, k), nil) {
					return
				}
			}
		}
	}
}

func (g generated) Articles(context.Context) iter.Seq2[graph.Article, error] {
	return each(g.n, 1, func(i, _ int) graph.Article {
		id := fmt.Sprintf("a%015d", i)
		return graph.Article{Story: id, Article: article.Article{
			ID: id, Title: fmt.Sprintf("Board of company %d meets in town", i), Publisher: fmt.Sprint("Outlet ", i%50),
			Authors: []string{fmt.Sprint("Writer ", i%500)}, Published: "2021-03-02T08:30:00Z", Language: "en",
		}}
	})
}

func (g generated) entity(i, k int) string { return fmt.Sprintf("e%014d%d", i%g.n, k) }

func (g generated) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	types := []schema.EntityType{schema.Organization, schema.Person, schema.Place}
	return each(g.n, 3, func(i, k int) graph.Entity {
		name := fmt.Sprintf("%s number %d", types[k], i)
		return graph.Entity{
			ID: g.entity(i, k), Type: types[k], Name: name, Aliases: []graph.Alias{{Name: name, Mentions: 3}},
			Mentions: 3, Articles: 2, FirstSeen: "2021-03-02", LastSeen: "2021-04-02",
		}
	})
}

func (g generated) Statements(context.Context) iter.Seq2[graph.Statement, error] {
	types := []schema.RelationType{schema.InvestedIn, schema.CEOOf, schema.HeadquarteredIn, schema.Visited, schema.Supported}
	ends := [][2]int{{0, 0}, {1, 0}, {0, 2}, {1, 2}, {2, 2}}
	return each(g.n, 5, func(i, k int) graph.Statement {
		return graph.Statement{
			ID: fmt.Sprintf("s%014d%d", i, k), Type: types[k], Subject: g.entity(i, ends[k][0]), Object: g.entity(i*7+1, ends[k][1]),
			Modality: schema.Asserted, Confidence: 0.9375, Support: 1, Stories: 1, FirstSaid: "2021-03-02", LastSaid: "2021-03-02",
		}
	})
}

func (g generated) Evidence(context.Context) iter.Seq2[graph.Evidence, error] {
	return each(g.n, 5, func(i, k int) graph.Evidence {
		return graph.Evidence{
			ID: fmt.Sprintf("v%014d%d", i, k), Statement: fmt.Sprintf("s%014d%d", i, k), Article: fmt.Sprintf("a%015d", i),
			Span: text.Span{Start: 100 * k, End: 100*k + 99}, SubjectSpan: text.Span{Start: 100 * k, End: 100*k + 9}, ObjectSpan: text.Span{Start: 100*k + 50, End: 100*k + 60},
			Rule: "some-rule", Probability: 0.9375, Sentence: fmt.Sprintf("Company %d said on Tuesday that it would put money into the works number %d near town.", i, k),
		}
	})
}

func (g generated) Mentions(context.Context) iter.Seq2[graph.Mention, error] {
	return each(g.n, 10, func(i, k int) graph.Mention {
		return graph.Mention{
			Article: fmt.Sprintf("a%015d", i), Entity: g.entity(i*(k/3+1), k%3), Span: text.Span{Start: 40 * k, End: 40*k + 9}, Form: "the company",
		}
	})
}

func (g generated) Citations(context.Context) iter.Seq2[graph.Citation, error] {
	return each(g.n, 1, func(i, _ int) graph.Citation {
		return graph.Citation{Article: fmt.Sprintf("a%015d", i), Cited: fmt.Sprintf("a%015d", i/10)}
	})
}

// all lists a sequence that cannot fail.
func all[T any](seq iter.Seq2[T, error]) []T {
	var out []T
	for v, err := range seq {
		if err != nil {
			panic(err)
		}
		out = append(out, v)
	}
	return out
}

// synthetic is a generated graph in memory.
func synthetic(n int) *graph.Graph {
	g, r, ctx := &graph.Graph{}, generated{n}, context.Background()
	g.Articles, g.Entities, g.Statements = all(r.Articles(ctx)), all(r.Entities(ctx)), all(r.Statements(ctx))
	g.Evidence, g.Mentions, g.Citations = all(r.Evidence(ctx)), all(r.Mentions(ctx)), all(r.Citations(ctx))
	graph.Sort(g)
	return g
}

// BenchmarkExport measures rows a second and the most memory in use; a row of
// neo4j-admin is a node or relationship. Five million of them, and those of a
// store with the time to read it:
//
//	go test ./graph/export -run '^$' -bench Export/neo4j-admin -benchtime 1x -articles 130000
//	go test ./graph/export -run '^$' -bench Export/neo4j-admin -benchtime 1x -store "$PWD/news.db"
func BenchmarkExport(b *testing.B) {
	var r graph.Reader = generated{*articles}
	if *storePath != "" {
		st, err := store.Open(*storePath, store.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = st.Close() }() // opened for reading
		r = st
	}
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "out")
			defer neo4jtest.WatchMemory(b)()
			for b.Loop() {
				begin := time.Now()
				counts, err := f.WriteTo(b.Context(), r, path, Options{})
				if err != nil {
					b.Fatal(err)
				}
				rows := 0
				for _, n := range counts {
					rows += n
				}
				b.ReportMetric(float64(rows), "rows")
				b.ReportMetric(float64(rows)/time.Since(begin).Seconds(), "rows/s")
			}
		})
	}
}
