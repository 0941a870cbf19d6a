package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/schema"
)

// drawNews makes an article of few names, so that all kinds of matches,
// near-matches and clashes occur, and of few lines, so that some are copies.
func drawNews(rt *rapid.T, tb testing.TB, n int) Input {
	pick := func(what string, from ...string) string { return rapid.SampledFrom(from).Draw(rt, what) }
	person := pick("person", "Ana Costa", "Ana M. Costa", "Ana B. Costa", "Costa", "Rui Costa", "Bill Costa", "William Costa", "Ana Coste", "Zelensky", "Volodymyr Zelensky")
	body := pick("body", "Helion Networks", "Helion", "Helion Networks Ltd.", "HN", "Foreign Ministry", "Iranian Foreign Ministry", "IAEA",
		"International Atomic Energy Agency", "International Apple Eaters Association", "government")
	other := pick("other", "Rheintal AG", "Rheintal", "International Lemon Fund", "ILF", "Knesset", "Israeli parliament")
	place := pick("place", "Georgia", "Russia", "Atlanta", "Iran", "Kiev", "Kyiv", "Washington", "Seattle", "Mt. Orrin", "Mount Orrin")
	filler := pick("filler", "", "\nThe talks in the old town hall went on until the evening of the second day, and those who came out of them had little to say to the people who had waited.")
	typ := pick("type", "O", "O", "O", "T")
	what := pick("field", "minister", "striker", "singer")
	markup := fmt.Sprintf("News %d\nThe %s [P %s] spoke about [O %s] and [%s %s] in [L %s].%s", rapid.IntRange(0, 3).Draw(rt, "title"), what, person, body, typ, other, place, filler)
	if rapid.Bool().Draw(rt, "another name") {
		markup += fmt.Sprintf(" [P %s|%s] of [O %s|%s] left.", person, pick("alias", "Costa", "Ana Prates", "Rui Costa"), body, pick("short", "Helion", "HN Group"))
	}
	var facts []string
	if rapid.Bool().Draw(rt, "works") {
		facts = append(facts, person+"|WORKS_FOR|"+body+pick("modality", "", "|denied", "|past"))
	}
	if rapid.Bool().Draw(rt, "buys") {
		facts = append(facts, body+"|ACQUIRED|"+other+pick("modality", "", "|denied", "|planned"))
	}
	if rapid.Bool().Draw(rt, "seat") {
		facts = append(facts, body+"|HEADQUARTERED_IN|"+place)
	}
	key := fmt.Sprintf("https://daily.example/%d", n)
	return news(tb, key, pick("date", "", "2024-01-02", "2024-01-03T10:00:00Z"), markup, facts...)
}

// now is the graph that a store holds.
func now(ctx context.Context, s *Store) (g graph.Graph, err error) {
	var errs [6]error
	g.Articles, errs[0] = all(s.Articles(ctx))
	g.Entities, errs[1] = all(s.Entities(ctx))
	g.Statements, errs[2] = all(s.Statements(ctx))
	g.Mentions, errs[3] = all(s.Mentions(ctx))
	g.Evidence, errs[4] = all(s.Evidence(ctx))
	g.Citations, errs[5] = all(s.Citations(ctx))
	return g, errors.Join(errs[:]...)
}

// TestAddedByAndByTheGraphIsThatOfAllAtOnce adds, replaces, removes, decides and
// takes back in any order, and holds the graph against one made of what stands,
// and its file against a new one of the same articles.
func TestAddedByAndByTheGraphIsThatOfAllAtOnce(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		s, err := Open(filepath.Join(t.TempDir(), "news.db"), Options{Create: true, Extractor: "test 1"})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = s.Close() }() // nothing more is asked of it
		standing := map[string]Input{}   // by key
		given := 0                       // texts until now
		keys := func() []string { return slices.Sorted(maps.Keys(standing)) }
		check := func() {
			if _, err := s.Resolve(ctx); err != nil {
				rt.Fatal(err)
			}
			got, err := now(ctx, s)
			if err != nil {
				rt.Fatal(err)
			}
			want := atOnce(t, s)
			graph.Sort(&want)
			if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
				rt.Fatalf("by and by\n%s\nat once\n%s", g, w)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"add": func(rt *rapid.T) {
				var batch []Input
				for range rapid.IntRange(1, 4).Draw(rt, "articles") {
					in := drawNews(rt, t, rapid.IntRange(0, 12).Draw(rt, "key"))
					given++ // a text stands until one is given that is not of an earlier date
					late := rapid.SampledFrom([]int{0, 0, 0, 5}).Draw(rt, "late")
					in.Article.Modified = time.Date(2024, 2, 1, 0, 0, given-late, 0, time.UTC).Format(time.RFC3339)
					in.Extraction.Article = in.Article
					batch = append(batch, in)
				}
				done, err := s.AddExtractions(ctx, batch)
				if err != nil {
					rt.Fatal(err)
				}
				for i, st := range done {
					if st != Superseded && st != Unchanged {
						standing[batch[i].Article.Key] = batch[i]
					}
				}
			},
			"remove": func(rt *rapid.T) {
				if len(standing) == 0 {
					rt.Skip("nothing to remove")
				}
				id := standing[rapid.SampledFrom(keys()).Draw(rt, "removed")].Article.ID
				if _, err := s.Remove(ctx, id); err != nil {
					rt.Fatal(err)
				}
				for _, k := range keys() {
					if standing[k].Article.ID == id {
						delete(standing, k)
					}
				}
			},
			"decide": func(rt *rapid.T) {
				id := func(what string) string {
					return graph.NameKey(schema.Person, rapid.SampledFrom([]string{"Ana Costa", "Costa", "Rui Costa", "Ana M. Costa", "William Costa", "Ana Prates"}).Draw(rt, what))
				}
				a, b := id("a"), id("b")
				if a == b {
					rt.Skip("one name")
				}
				d := resolve.Decision{A: a, B: b, Who: "jo", When: rapid.SampledFrom([]string{"", "2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"}).Draw(rt, "when")}
				switch rapid.SampledFrom([]string{"same", "different", "name", "article"}).Draw(rt, "what") {
				case "same":
					d.Same = true
				case "name":
					d.B = resolve.NameOf(a, b)
				case "article":
					if len(standing) > 0 {
						d.B = resolve.In(a, standing[rapid.SampledFrom(keys()).Draw(rt, "article")].Article.ID)
					}
				}
				if err := s.Decide(ctx, d); err != nil {
					rt.Fatal(err)
				}
			},
			"undo": func(rt *rapid.T) {
				list, err := s.Decisions(ctx)
				if err != nil {
					rt.Fatal(err)
				}
				if len(list) == 0 {
					rt.Skip("nothing to undo")
				}
				d := rapid.SampledFrom(list).Draw(rt, "undone")
				if _, err := s.Undecide(ctx, d.A, d.B); err != nil {
					rt.Fatal(err)
				}
			},
			"resolve": func(*rapid.T) { check() },
		})
		check()
		fresh, err := Open(filepath.Join(t.TempDir(), "news.db"), Options{Create: true, Extractor: "test 1"})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = fresh.Close() }() // nothing more is asked of it
		var list []Input
		for _, k := range rapid.Permutation(keys()).Draw(rt, "order") {
			list = append(list, standing[k])
		}
		decisions, err := s.Decisions(ctx)
		if err != nil {
			rt.Fatal(err)
		}
		_, errAdd := fresh.AddExtractions(ctx, list)
		errDecide := fresh.Decide(ctx, decisions...)
		_, errResolve := fresh.Resolve(ctx)
		if err := errors.Join(errAdd, errDecide, errResolve); err != nil {
			rt.Fatal(err)
		}
		tables := slices.Concat(graphTables, []string{"made", "digest", "doubt"})
		if got, want := dump(t, s, tables...), dump(t, fresh, tables...); got != want {
			rt.Fatalf("by and by\n%s\nat once\n%s", got, want)
		}
	})
}

func TestRowsThatStayAreNotWritten(t *testing.T) {
	s := openNew(t)
	list := sixty()
	put(t, s, list[1:]...)
	resolved(t, s)
	if _, err := s.write.Exec(`CREATE TABLE written (what TEXT)`); err != nil {
		t.Fatal(err)
	}
	for _, table := range graphTables {
		for _, verb := range []string{"INSERT", "UPDATE", "DELETE"} {
			if _, err := s.write.Exec(fmt.Sprintf(`CREATE TRIGGER %s_%s AFTER %s ON %s BEGIN INSERT INTO written VALUES ('%s'); END`, table, verb, verb, table, table)); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(t, s, list[0])
	r := resolved(t, s)
	if got := r.Tables["article"]; got != (Changes{Inserted: 1}) {
		t.Errorf("articles %+v: want one inserted", got)
	}
	all := 0
	for _, c := range r.Tables {
		all += c.Inserted + c.Updated + c.Deleted
	}
	var written int
	if err := s.pool.QueryRow(`SELECT count(*) FROM written WHERE what NOT IN ('name', 'former')`).Scan(&written); err != nil || written != all {
		t.Errorf("%d rows were written, %v; want the %d that differ", written, err, all)
	}
}

func TestNothingNewIsNothingToDo(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	in := some(t)
	put(t, s, in...)
	first := resolved(t, s)
	if _, err := s.write.Exec(`UPDATE digest SET data = x'ff'`); err != nil { // whoever reads one fails
		t.Fatal(err)
	}
	put(t, s, in...)
	again := resolved(t, s)
	if again.Changed || again.Articles != first.Articles || again.Revision != first.Revision || len(again.Tables) != len(first.Tables) {
		t.Errorf("the same articles again: %+v, want nothing done to %+v", again, first)
	}
	if err := s.Decide(ctx, resolve.Decision{A: "ea", B: "eb", Same: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Resolve(ctx); !errors.Is(err, ErrCorrupt) {
		t.Errorf("after a decision: %v, want what is made of digests looked at", err)
	}
}

func TestAStoreOfTheFormerSchemaIsBroughtUpToDate(t *testing.T) {
	s := openNew(t)
	put(t, s, sixty()...)
	resolved(t, s)
	want := dump(t, s, graphTables...)
	for _, q := range []string{`DELETE FROM made WHERE kind = 'all'`, `PRAGMA user_version = 4`, `UPDATE entity SET name = 'another'`, `UPDATE made SET resolver = 'former'`} {
		if _, err := s.write.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	for _, table := range []string{"source", "extraction", "decision"} {
		for _, done := range []string{"added", "changed", "removed"} {
			if _, err := s.write.Exec(`DROP TRIGGER ` + table + `_` + done); err != nil {
				t.Fatal(err)
			}
		}
	}
	later := open(t, s.File())
	resolved(t, later)
	if got := dump(t, later, graphTables...); got != want {
		t.Errorf("brought up to date\n%s\nwant\n%s", got, want)
	}
	if r := resolved(t, later); r.Changed {
		t.Errorf("again: %+v", r)
	}
}

func TestAStoreThatForgotWhatItWasMadeOfIsPutRight(t *testing.T) {
	s := openNew(t)
	put(t, s, sixty()...)
	resolved(t, s)
	want := dump(t, s, graphTables...)
	for _, damage := range []string{
		`DELETE FROM made`, `DELETE FROM digest`, `UPDATE made SET resolver = 'another'`, `UPDATE digest SET resolver = 'another', data = x'ff'`,
		`DELETE FROM made; DELETE FROM mention; DELETE FROM entity; UPDATE statement SET support = 9`,
	} {
		if _, err := s.write.Exec(damage); err != nil {
			t.Fatal(err)
		}
		resolved(t, s)
		if got := dump(t, s, graphTables...); got != want {
			t.Errorf("after %s:\n%s\nwant\n%s", damage, got, want)
		}
	}
}

func TestRemovedArticlesAreForgotten(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	in := some(t)
	put(t, s, in...)
	resolved(t, s)
	if _, err := s.Remove(ctx, in[1].Article.ID, "nowhere"); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), `"nowhere"`) {
		t.Errorf("an unknown article: %v", err)
	}
	ids, err := s.Remove(ctx, in[1].Article.Key, in[0].Article.ID, in[1].Article.ID)
	if err != nil || !slices.Equal(ids, []string{in[1].Article.ID, in[0].Article.ID}) {
		t.Errorf("removed %q, %v", ids, err)
	}
	r := resolved(t, s)
	if r.Articles != 1 || r.Removed != 2 {
		t.Errorf("%+v: want one article, two extractions removed", r)
	}
	fresh := openNew(t)
	put(t, fresh, in[2])
	resolved(t, fresh)
	if got, want := dump(t, s, graphTables...), dump(t, fresh, graphTables...); got != want {
		t.Errorf("after the removal\n%s\nwithout the articles\n%s", got, want)
	}
	if got := has(t, s, in[0]); got != New {
		t.Errorf("a removed article is %q, want new", got)
	}
}
