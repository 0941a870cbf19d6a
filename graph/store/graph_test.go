package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/schema"
)

func TestASecondBuildChangesNothing(t *testing.T) {
	s := openNew(t)
	put(t, s, some(t)...)
	first := resolved(t, s)
	if !first.Changed || first.Revision != 1 || first.Articles != 3 {
		t.Errorf("first: %+v: want a changed graph of 3 articles at revision 1", first)
	}
	tables := slices.Concat(graphTables, inputTables, views)
	before := dump(t, s, tables...)
	put(t, s, some(t)...)
	second := resolved(t, s)
	if second.Changed || second.Revision != 1 || second.Removed != 0 {
		t.Errorf("second: %+v: want nothing changed", second)
	}
	if after := dump(t, s, tables...); after != before {
		t.Errorf("the tables went from\n%s\nto\n%s", before, after)
	}
}

func TestAReplacedTextTakesBackWhatOnlyItSaid(t *testing.T) {
	s := openNew(t)
	old := some(t)
	put(t, s, old...)
	resolved(t, s)
	correction := news(t, old[1].Article.Key, "2024-03-03", "Ministry is silent\n[P Ana Müller] speaks for the [O Transport Ministry].",
		"Ana Müller|SPOKESPERSON_FOR|Transport Ministry")
	if got := has(t, s, correction); got != Changed {
		t.Errorf("got %q, want changed", got)
	}
	put(t, s, correction)
	r := resolved(t, s)
	if !r.Changed || r.Revision != 2 || r.Articles != 3 || r.Removed != 1 {
		t.Errorf("%+v: want a changed graph of 3 articles at revision 2, one extraction removed", r)
	}
	fresh := openNew(t)
	put(t, fresh, old[0], correction, old[2], old[3])
	resolved(t, fresh)
	if got, want := dump(t, s, graphTables...), dump(t, fresh, graphTables...); got != want {
		t.Errorf("after the correction\n%s\nwithout the old text\n%s", got, want)
	}
	if out := dump(t, s, "relations"); strings.Contains(out, "MET_WITH") {
		t.Errorf("the denial is still there:\n%s", out)
	}
}

func TestAReprintIsOneArticleWithTwoSources(t *testing.T) {
	s := openNew(t)
	put(t, s, some(t)...)
	resolved(t, s)
	var articles, sources int
	row := s.pool.QueryRow(`SELECT (SELECT count(*) FROM articles), sources FROM articles WHERE title LIKE 'Sandhill%'`)
	if err := row.Scan(&articles, &sources); err != nil || articles != 3 || sources != 2 {
		t.Errorf("%d articles, %d sources, %v: want 3 and 2", articles, sources, err)
	}
}

func TestWhenAReprintIsReplacedTheOtherCopyStays(t *testing.T) {
	s := openNew(t)
	in := some(t)
	put(t, s, in...)
	put(t, s, news(t, in[0].Article.Key, "2024-05-01", "Sandhill sells\nNothing more is known."))
	resolved(t, s)
	a, err := s.Article(context.Background(), in[0].Article.ID)
	if err != nil || a.Key != in[3].Article.Key {
		t.Errorf("article %q has key %q, %v: want the reprint's %q", a.Title, a.Key, err, in[3].Article.Key)
	}
}

func TestTheOrderOfArticlesAndDecisionsDoesNotMatter(t *testing.T) {
	list := some(t)
	for _, in := range sixty()[:12] {
		list = append(list, in.from(in.Article.Key, "archive/"+in.Article.Title)) // some are later texts of others
	}
	copied := list[5].from("https://zebra.example/copy", "zebra")
	copied.Article.Published = "2023-12-31"
	copied.Extraction.Article = copied.Article
	key := list[6].Article.Key
	list = append(list, copied, news(t, key, "2025-01-01", "Item 2, corrected\nNothing was bought.").from(key, "corrections.html"))
	once := openNew(t)
	put(t, once, list...)
	id := func(name string) string { return graph.NameKey(schema.Organization, name) }
	ctx, stays := context.Background(), resolve.Decision{A: id("Sandhill Partners"), B: id("Banksia Group"), Same: true, Who: "jo", When: "2024-06-01T00:00:00Z"}
	undone := resolve.Decision{A: id("Quokka Robotics"), B: id("Transport Ministry"), Same: true, Who: "jo"}
	if err := once.Decide(ctx, stays); err != nil {
		t.Fatal(err)
	}
	resolved(t, once)
	want := dump(t, once, slices.Concat(graphTables, views)...)
	rapid.Check(t, func(rt *rapid.T) {
		perm := rapid.Permutation(list).Draw(rt, "order")
		s, err := Open(filepath.Join(t.TempDir(), "news.db"), Options{Create: true, Extractor: "test 1"})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				rt.Error(err)
			}
		}()
		if err := s.Decide(ctx, undone); err != nil {
			rt.Fatal(err)
		}
		decided := rapid.IntRange(0, len(perm)-1).Draw(rt, "decided")
		for len(perm) > 0 {
			if len(perm) <= decided {
				decided = -1
				if err := s.Decide(ctx, stays); err != nil {
					rt.Fatal(err)
				}
			}
			n := rapid.IntRange(1, len(perm)).Draw(rt, "batch")
			if _, err := s.AddExtractions(context.Background(), perm[:n]); err != nil {
				rt.Fatal(err)
			}
			perm = perm[n:]
			if rapid.Bool().Draw(rt, "resolve") {
				resolved(t, s)
			}
		}
		if _, err := s.Undecide(ctx, undone.B, undone.A); err != nil {
			rt.Fatal(err)
		}
		if decided >= 0 {
			if err := s.Decide(ctx, stays); err != nil {
				rt.Fatal(err)
			}
		}
		resolved(t, s)
		if got := dump(t, s, slices.Concat(graphTables, views)...); got != want {
			rt.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

func TestTheIndexesOfOthersStay(t *testing.T) {
	s := openNew(t)
	indexes := func() []string {
		return collect(t, rowsOf(context.Background(), s, "list indexes", `SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name`, scanString))
	}
	if _, err := s.write.Exec(`CREATE TABLE notes (entity TEXT, note TEXT);
		CREATE INDEX "my-notes" ON notes (entity);
		CREATE INDEX by_rule ON evidence_row (rule)`); err != nil {
		t.Fatal(err)
	}
	before := indexes()
	put(t, s, some(t)...)
	var during []string
	errUndo := errors.New("undo")
	err := s.inTx(context.Background(), "drop", func(tx *sql.Tx) error {
		if err := dropIndexes(context.Background(), tx); err != nil {
			return err
		}
		var err error
		during, err = all(stream(context.Background(), tx, `SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name`, scanString))
		return errors.Join(err, errUndo)
	})
	if !errors.Is(err, errUndo) || len(during) != len(before)-strings.Count(indexesSQL, "CREATE INDEX") || !slices.Contains(during, "my-notes") {
		t.Errorf("a large load keeps %q of %q, %v", during, before, err)
	}
	resolved(t, s)
	if after := indexes(); !slices.Equal(after, before) || !slices.Contains(after, "by_rule") {
		t.Errorf("indexes %q, want %q", after, before)
	}
}

func TestTheReaderGivesTheGraphInOrder(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	put(t, s, append(some(t), sixty()...)...)
	resolved(t, s)
	want := atOnce(t, s)
	got := graph.Graph{
		Articles: collect(t, s.Articles(ctx)), Entities: collect(t, s.Entities(ctx)), Statements: collect(t, s.Statements(ctx)),
		Mentions: collect(t, s.Mentions(ctx)), Evidence: collect(t, s.Evidence(ctx)), Citations: collect(t, s.Citations(ctx)),
	}
	if len(got.Entities) == 0 || len(got.Statements) == 0 || len(got.Evidence) == 0 || len(got.Mentions) == 0 {
		t.Fatalf("an empty graph: %+v", got)
	}
	same(t, "articles", got.Articles, want.Articles)
	same(t, "entities", got.Entities, want.Entities)
	same(t, "statements", got.Statements, want.Statements)
	same(t, "mentions", got.Mentions, want.Mentions)
	same(t, "evidence", got.Evidence, want.Evidence)
	same(t, "citations", got.Citations, want.Citations)
	inOrder(t, "mentions", got.Mentions, func(a, b graph.Mention) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start))
	})
	inOrder(t, "evidence", got.Evidence, func(a, b graph.Evidence) int {
		return cmp.Or(cmp.Compare(a.Statement, b.Statement), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start))
	})
}

func TestSequencesCanBeReadOneInsideAnother(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	put(t, s, some(t)...)
	resolved(t, s)
	n := 0
	for _, err := range s.Articles(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range s.Statements(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range s.Entities(ctx) {
				if err != nil {
					t.Fatal(err)
				}
				n++
				break
			}
		}
	}
	if want := 3 * len(collect(t, s.Statements(ctx))); n != want || n == 0 {
		t.Errorf("%d turns, want %d", n, want)
	}
}

func TestAReaderSeesAWholeGraphWhileAWriterWrites(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	list := sixty()
	put(t, s, list[:20]...)
	resolved(t, s)
	failed := make(chan error, 1)
	go func() {
		r := rand.New(rand.NewPCG(1, 2))
		for range 20 {
			i := r.IntN(len(list))
			if _, err := s.AddExtractions(ctx, list[i:min(i+3, len(list))]); err != nil {
				failed <- err
				return
			}
			if _, err := s.Resolve(ctx); err != nil {
				failed <- err
				return
			}
		}
		failed <- nil
	}()
	for done := false; !done; {
		select {
		case err := <-failed:
			if err != nil {
				t.Fatal(err)
			}
			done = true
		default:
		}
		// One query sees one state: every statement has its ends and evidence.
		var loose int
		if err := s.pool.QueryRow(`SELECT count(*) FROM relations r WHERE subject IS NULL OR object IS NULL
			OR NOT EXISTS (SELECT 1 FROM evidence e WHERE e.relation_id = r.id)`).Scan(&loose); err != nil || loose > 0 {
			t.Fatalf("%d loose relations, %v", loose, err)
		}
	}
}

func TestAViewStaysAsItWas(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	list := sixty()
	put(t, s, list[:20]...)
	resolved(t, s)
	err := s.View(ctx, func(now *Store) error {
		before, err := now.Meta(ctx)
		if err != nil {
			return err
		}
		put(t, s, list[20:]...)
		resolved(t, s)
		after, err := now.Meta(ctx)
		if err != nil || after != before {
			t.Errorf("meta went from %+v to %+v, %v", before, after, err)
		}
		n := 0
		for _, err := range now.Articles(ctx) {
			if err != nil {
				return err
			}
			for _, err := range now.Entities(ctx) { // one inside another
				if err != nil {
					return err
				}
			}
			n++
		}
		if n != 20 {
			t.Errorf("the view has %d articles, want 20", n)
		}
		if _, err := now.Resolve(ctx); !errors.Is(err, ErrReadOnly) {
			t.Errorf("a view resolves: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := s.Meta(ctx); err != nil || m.Revision != 2 || len(collect(t, s.Articles(ctx))) != 60 {
		t.Errorf("afterwards: %+v, %v", m, err)
	}
}

func TestCancelingEndsASequence(t *testing.T) {
	s := openNew(t)
	put(t, s, sixty()...)
	resolved(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	errs, after := 0, 0
	for _, err := range s.Articles(ctx) {
		cancel()
		if errs > 0 {
			after++
		}
		if err != nil {
			errs++
		}
	}
	if errs != 1 || after != 0 {
		t.Errorf("%d errors and %d rows after them: want one and none", errs, after)
	}
}

// atOnce makes the graph of what stands in a store without looking at what it
// was made of before.
func atOnce(t testing.TB, s *Store) graph.Graph {
	t.Helper()
	ctx := context.Background()
	decisions, err := s.Decisions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := s.digests(ctx, s.read)
	if err != nil {
		t.Fatal(err)
	}
	places, articles := make([]int, len(list)), make([]resolve.Article, len(list))
	for i := range places {
		places[i] = i
	}
	if err := s.unpack(ctx, s.read, places, func(i int) (string, article.Article) { return list[i].version, list[i].Article },
		func(i int, a resolve.Article, _ []byte) error {
			articles[i] = a
			return nil
		}); err != nil {
		t.Fatal(err)
	}
	return resolve.Build(articles, decisions)
}

func collect[T any](t *testing.T, seq func(func(T, error) bool)) []T {
	t.Helper()
	list, err := all(seq)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func same[T any](t *testing.T, what string, got, want []T) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d %s, want %d", len(got), what, len(want))
		return
	}
	for i := range got {
		if g, w := fmt.Sprintf("%+v", got[i]), fmt.Sprintf("%+v", want[i]); g != w {
			t.Errorf("%s %d: got\n%s\nwant\n%s", what, i, g, w)
		}
	}
}

func inOrder[T any](t *testing.T, what string, list []T, compare func(a, b T) int) {
	t.Helper()
	if !slices.IsSortedFunc(list, compare) {
		t.Errorf("%s are not in order", what)
	}
}
