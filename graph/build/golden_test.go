package build

import (
	"flag"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/datatest"
	"github.com/newsgraph/newsgraph/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// collect reads a sequence to its end.
func collect[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var list []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// facts builds a graph of the inputs and tells it in lines that a person can
// read: every statement with its ends, how it holds, who says so and in which
// articles; every citation; the names of entities that have several.
func facts(t *testing.T, inputs ...string) []string {
	t.Helper()
	st, x := open(t)
	ctx := t.Context()
	sum, err := Run(ctx, st, x, article.Read(ctx, inputs, article.Options{}), Options{})
	if err != nil || sum.Failed > 0 {
		t.Fatalf("%+v, %v", sum, err)
	}
	titles := make(map[string]string)
	for _, a := range collect(t, st.Articles(ctx)) {
		titles[a.ID] = a.Title
	}
	names := make(map[string]string)
	twice := make(map[string]int)
	entities := collect(t, st.Entities(ctx))
	slices.SortStableFunc(entities, func(a, b graph.Entity) int { return b.Articles - a.Articles })
	for _, e := range entities {
		names[e.ID] = e.Name
		if twice[e.Name]++; twice[e.Name] > 1 {
			names[e.ID] = fmt.Sprintf("%s #%d", e.Name, twice[e.Name])
		}
	}
	said := make(map[string][]string)
	for _, e := range collect(t, st.Evidence(ctx)) {
		if title := titles[e.Article]; !slices.Contains(said[e.Statement], title) {
			said[e.Statement] = append(said[e.Statement], title)
		}
	}
	var lines []string
	for _, s := range collect(t, st.Statements(ctx)) {
		object := names[s.Object]
		if s.Object == "" {
			object = s.Value
		}
		var how []string
		for _, h := range []string{string(s.Modality), s.Role, s.Amount, s.Stake} {
			if h != "" {
				how = append(how, h)
			}
		}
		for _, id := range s.Speakers {
			how = append(how, "says "+names[id])
		}
		slices.Sort(said[s.ID])
		lines = append(lines, fmt.Sprintf("%s %s %s (%s)\n    %s", names[s.Subject], s.Type, object, strings.Join(how, ", "), strings.Join(said[s.ID], "\n    ")))
	}
	for _, c := range collect(t, st.Citations(ctx)) {
		lines = append(lines, fmt.Sprintf("%s\n    CITES %s, %s, %s", titles[c.Article], c.Title, c.Publisher, c.Published))
	}
	slices.Sort(lines)
	return lines
}

// TestStoriesOfTestdata holds the graph of three running stories, told by
// several outlets, to what a reader of them expects.
func TestStoriesOfTestdata(t *testing.T) {
	golden := filepath.Join("..", "..", "testdata", "expected.txt")
	got := strings.Join(facts(t, filepath.Join("..", "..", "testdata", "articles")), "\n") + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the graph is another than %s says:\n%s", golden, difference(string(want), got))
	}
}

// difference lists the lines that only one of two texts has.
func difference(want, got string) string {
	var b strings.Builder
	a, c := strings.Split(want, "\n"), strings.Split(got, "\n")
	for _, l := range a {
		if !slices.Contains(c, l) {
			fmt.Fprintln(&b, "-", l)
		}
	}
	for _, l := range c {
		if !slices.Contains(a, l) {
			fmt.Fprintln(&b, "+", l)
		}
	}
	return b.String()
}

// TestSeedArticle holds the article that started the project to what it says,
// no more and no less.
func TestSeedArticle(t *testing.T) {
	path := datatest.Path(t, "seed-article.txt")
	got := facts(t, path)
	const title = "TikTok and U.S. Reportedly in Talks on Possible Partnership"
	want := []string{
		"ByteDance NEGOTIATED_WITH U.S. government (asserted)\n    " + title,
		"Coatue Management INVESTED_IN TikTok (asserted)\n    " + title,
		"General Atlantic INVESTED_IN TikTok (asserted)\n    " + title,
		"Monica Crowley SPOKESPERSON_FOR Treasury Department (asserted, spokeswoman)\n    " + title,
		"Sequoia Capital INVESTED_IN TikTok (asserted)\n    " + title,
		title + "\n    CITES ByteDance May Miss U.S. Deadline for TikTok Deal, Reuters, 2020-09-10",
		title + "\n    CITES Inside TikTok’s Killer Algorithm, Axios, 2020-09-10",
		title + "\n    CITES NBA Cracks the TikTok Code as U.S. Takes Aim at World’s Hottest Media App, Forbes, 2020-09-10",
		title + "\n    CITES TikTok Is Paying Creators. Not All of Them Are Happy, Wired, 2020-09-10",
		title + "\n    CITES TikTok Joins Europe’s Code on Tackling Hate Speech, TechCrunch, 2020-09-08",
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("not said: %s", g)
		}
	}
}

// TestRealStories runs two thousand real stories through the whole: every
// mention and evidence must slice back, a second run must change nothing.
func TestRealStories(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	path := datatest.Path(t, datatest.BBC)
	st, x := open(t)
	ctx := t.Context()
	first, err := Run(ctx, st, x, article.Read(ctx, []string{path}, article.Options{}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if first.Inputs != 2225 || first.Failed != 0 || first.Articles+first.Duplicates != 2225 {
		t.Errorf("got %+v", first)
	}
	again, err := Run(ctx, st, x, article.Read(ctx, []string{path}, article.Options{}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if again.Changed || again.Unchanged != 2225 {
		t.Errorf("second run: got %+v", again)
	}
	wrong, checked, err := st.Verify(ctx)
	if err != nil || len(wrong) > 0 || checked.Mentions != first.Mentions {
		t.Errorf("verify: %v %+v, %v", wrong, checked, err)
	}
}
