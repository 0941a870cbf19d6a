package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func itoa(i int) string { return strconv.Itoa(i) }

func has(t *testing.T, s *Store, in Input) Status {
	t.Helper()
	st, err := s.Has(context.Background(), in.Source)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestHasTellsWhatNeedsExtraction(t *testing.T) {
	s := openNew(t)
	first := news(t, "https://daily.example/1", "2024-03-02", "Quokka grows")
	put(t, s, first)
	later := news(t, "https://daily.example/1", "2024-03-05", "Quokka grows a lot")
	same := news(t, "https://daily.example/1", "2024-03-02", "Quokka grows, says Quokka")
	earlier := news(t, "https://daily.example/1", "2024-03-01", "Quokka to grow")
	undated := news(t, "https://daily.example/1", "", "Quokka")
	hour := news(t, "https://daily.example/1", "2024-03-02T08:00:00Z", "Quokka grows by the hour")
	elsewhere := func(in Input) Input { return in.from(in.Article.Key, "archive.html") }
	modified := news(t, "https://daily.example/1", "2024-03-01", "Quokka shrinks")
	modified.Article.Modified = "2024-03-09"
	redated := first.from("https://evening.example/1", "evening")
	redated.Article.Published = "2024-03-04"
	retitled := first
	retitled.Article.Authors = []string{"Jo Ng"}
	for _, c := range []struct {
		name string
		in   Input
		want Status
	}{
		{"the same again", first, Unchanged},
		{"the same text elsewhere", first.from("https://evening.example/1", "evening"), Duplicate},
		{"the same text and key in another file", first.from(first.Article.Key, "copy"), Duplicate},
		{"the same text with another date", redated, New},
		{"the same text with another author", retitled, Duplicate},
		{"another text elsewhere", news(t, "https://daily.example/2", "2024-03-02", "Wombat grows"), New},
		{"a later text under the key", elsewhere(later), Changed},
		{"a text of the same day", elsewhere(same), Changed},
		{"a text of an hour of that day", elsewhere(hour), Changed},
		{"an earlier text under the key", elsewhere(earlier), Superseded},
		{"an undated text under the key of a dated one", elsewhere(undated), Superseded},
		{"a text modified later", elsewhere(modified), Changed},
		{"a correction with an earlier date", earlier, Changed},
		{"a correction without a date", undated, Changed},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := has(t, s, c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheTextGivenLastStandsWithoutDates(t *testing.T) {
	s := openNew(t)
	a, b := news(t, "a.txt", "", "Quokka grows"), news(t, "a.txt", "", "Quokka shrinks")
	put(t, s, a)
	put(t, s, b)
	if got := articleTitles(t, s); !slices.Equal(got, []string{"Quokka shrinks"}) {
		t.Errorf("after the file changed: %q", got)
	}
	put(t, s, a)
	if got := articleTitles(t, s); !slices.Equal(got, []string{"Quokka grows"}) {
		t.Errorf("after it changed back: %q", got)
	}
}

func TestACorrectionStandsWhateverItsDate(t *testing.T) {
	const key = "https://daily.example/1"
	for _, c := range []struct{ name, date, corrected string }{
		{"the date moves back", "2024-03-12", "2024-03-02"},
		{"the date is dropped", "2024-03-12", ""},
		{"the hour is dropped", "2024-03-12T08:00:00Z", "2024-03-12"},
		{"the date moves on", "2024-03-12", "2024-03-13"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openNew(t)
			first, correction := news(t, key, c.date, "Quokka grows").from(key, "feed.xml"), news(t, key, c.corrected, "Quokka shrinks").from(key, "feed.xml")
			put(t, s, first)
			for _, want := range []Status{Changed, Unchanged} {
				if got := put(t, s, correction); got[0] != want {
					t.Errorf("got %q, want %q", got, want)
				}
				if got := articleTitles(t, s); !slices.Equal(got, []string{"Quokka shrinks"}) {
					t.Errorf("articles %q", got)
				}
			}
			// From now on its own date is what others are compared with.
			other := news(t, key, "2024-03-02", "Quokka sleeps").from(key, "page.html")
			want := Superseded
			if c.corrected < "2024-03-03" {
				want = Changed
			}
			if got := has(t, s, other); got != want {
				t.Errorf("another page: got %q, want %q", got, want)
			}
		})
	}
}

func TestACorrectionOfASupersededFileStaysSuperseded(t *testing.T) {
	const key = "https://daily.example/1"
	s := openNew(t)
	old := news(t, key, "2024-03-01", "Quokka grows").from(key, "a.html")
	put(t, s, old, news(t, key, "2024-03-05", "Quokka shrinks").from(key, "b.html"))
	if got := put(t, s, old, news(t, key, "2024-03-02", "Quokka grew").from(key, "a.html")); !slices.Equal(got, []Status{Unchanged, Superseded}) {
		t.Errorf("got %q", got)
	}
	if got := articleTitles(t, s); !slices.Equal(got, []string{"Quokka shrinks"}) {
		t.Errorf("articles %q", got)
	}
}

// feed gives each article the path of a feed and its position in it.
func feed(list ...Input) []Input {
	var out []Input
	for i, in := range list {
		in = in.from(in.Article.Key, "feed.xml")
		in.Line = i + 1
		out = append(out, in)
	}
	return out
}

func TestAFeedThatShiftsIsOneSource(t *testing.T) {
	s := openNew(t)
	var list []Input
	for day := range 5 {
		list = append([]Input{news(t, "https://daily.example/"+itoa(day), "2024-03-0"+itoa(day+1), "Item "+itoa(day))}, list...)
		put(t, s, feed(list...)...)
		resolved(t, s)
	}
	var rows, sources int
	err := s.pool.QueryRow(`SELECT (SELECT count(*) FROM source), (SELECT max(sources) FROM articles)`).Scan(&rows, &sources)
	if err != nil || rows != 5 || sources != 1 {
		t.Errorf("%d rows, %d sources of an article, %v: want 5 and 1", rows, sources, err)
	}
}

func TestVersionsInOneFileDoNotTakeTurns(t *testing.T) {
	const key = "https://daily.example/1"
	s := openNew(t)
	a, b, top := news(t, key, "2024-03-05", "Quokka shrinks"), news(t, key, "2024-03-01", "Quokka grows"), news(t, "https://daily.example/2", "", "Quokka")
	want := []string{"Quokka shrinks"}
	put(t, s, feed(b, a)...)
	if got := articleTitles(t, s); !slices.Equal(got, want) {
		t.Errorf("articles %q", got)
	}
	if got := put(t, s, feed(b, a)...); !slices.Equal(got, []Status{Unchanged, Unchanged}) {
		t.Errorf("added again: %q", got)
	}
	shifted := feed(top, b, a)
	for range 3 {
		put(t, s, shifted...)
	}
	if got := put(t, s, shifted...); !slices.Equal(got, []Status{Unchanged, Unchanged, Unchanged}) {
		t.Errorf("moved by a line and added again: %q", got)
	}
	if got := articleTitles(t, s); !slices.Contains(got, want[0]) || len(got) != 2 {
		t.Errorf("articles %q", got)
	}
	var rows int
	if err := s.pool.QueryRow(`SELECT count(*) FROM source`).Scan(&rows); err != nil || rows != 3 {
		t.Errorf("%d rows, %v: want 3", rows, err)
	}
}

func TestARecordWithoutURLIsKnownByItsNumber(t *testing.T) {
	s := openNew(t)
	put(t, s, news(t, "a.json#2", "2024-03-05", "Quokka grows").from("a.json#2", "a.json"))
	moved := news(t, "a.json#2", "2024-03-01", "Quokka shrinks").from("a.json#2", "a.json")
	moved.Line = 40
	put(t, s, moved)
	if got := articleTitles(t, s); !slices.Equal(got, []string{"Quokka shrinks"}) {
		t.Errorf("articles %q", got)
	}
}

func TestTwoFilesUnderOneKeyDoNotTakeTurns(t *testing.T) {
	s := openNew(t)
	a := news(t, "https://daily.example/1", "", "Quokka grows").from("https://daily.example/1", "a.html")
	b := news(t, "https://daily.example/1", "", "Quokka shrinks").from("https://daily.example/1", "b.html")
	put(t, s, a, b)
	resolved(t, s)
	for range 2 {
		if got := put(t, s, a, b); !slices.Equal(got, []Status{Unchanged, Unchanged}) {
			t.Errorf("added again: %q", got)
		}
		if r := resolved(t, s); r.Changed || r.Articles != 1 {
			t.Errorf("resolved again: %+v", r)
		}
	}
}

func TestAddingTellsWhatBecameOfEach(t *testing.T) {
	s := openNew(t)
	in := some(t)
	want := []Status{New, New, New, Duplicate}
	if got := put(t, s, in...); !slices.Equal(got, want) {
		t.Errorf("first: %q, want %q", got, want)
	}
	want = []Status{Unchanged, Unchanged, Unchanged, Unchanged}
	if got := put(t, s, in...); !slices.Equal(got, want) {
		t.Errorf("again: %q, want %q", got, want)
	}
	bare := news(t, "https://daily.example/9", "2024-04-01", "Nothing known")
	bare.Extraction = nil
	before := dump(t, s, inputTables...)
	_, err := s.AddExtractions(context.Background(), []Input{news(t, "x", "", "Fine"), bare})
	if err == nil || !strings.Contains(err.Error(), "without its extraction") {
		t.Errorf("an article without extraction: %v", err)
	}
	if after := dump(t, s, inputTables...); after != before {
		t.Error("a failed batch left something behind")
	}
}

func TestAnotherExtractorExtractsAgain(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	put(t, s, some(t)...)
	first := resolved(t, s)
	other, err := Open(s.File(), Options{Extractor: "test 2"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := other.Close(); err != nil {
			t.Error(err)
		}
	}()
	in := some(t)
	if got := has(t, other, in[0]); got != Outdated {
		t.Errorf("got %q, want outdated", got)
	}
	stale, err := all(other.Stale(ctx))
	if err != nil || len(stale) != 3 {
		t.Fatalf("%d stale articles, %v: want 3", len(stale), err)
	}
	for _, src := range stale {
		i := slices.IndexFunc(in, func(in Input) bool { return in.Article.ID == src.Article.ID })
		x := *in[i].Extraction
		x.Statements = nil
		if got := put(t, other, Input{src, &x}); !slices.Equal(got, []Status{Outdated}) {
			t.Errorf("got %q, want outdated", got)
		}
	}
	if stale, err = all(other.Stale(ctx)); err != nil || len(stale) != 0 {
		t.Errorf("still stale: %v, %v", stale, err)
	}
	r := resolved(t, other)
	if !r.Changed || r.Articles != first.Articles || r.Tables["statement"].Deleted == 0 || r.Tables["article"].Any() {
		t.Errorf("resolved: %+v: want the statements gone and the articles as before", r)
	}
}

func articleTitles(t *testing.T, s *Store) []string {
	t.Helper()
	resolved(t, s)
	list, err := all(s.Articles(context.Background()))
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, a := range list {
		titles = append(titles, a.Title)
	}
	return titles
}
