package build

import (
	"errors"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/store"
)

const takeover = "Norvik Group agreed to buy Lumen Robotics, the companies said on Monday.\n\nAnna Berg, a spokeswoman for Norvik Group, declined to comment."

func record(path, id, key, language, body string) article.Record {
	return article.Record{
		Source:  article.Source{Path: path},
		Article: article.Article{ID: id, Key: key, Language: language, Text: body},
	}
}

// records yields what it is given: records, and errors in between.
func records(list ...any) iter.Seq2[article.Record, error] {
	return func(yield func(article.Record, error) bool) {
		for _, v := range list {
			var more bool
			switch v := v.(type) {
			case article.Record:
				more = yield(v, nil)
			case error:
				more = yield(article.Record{}, v)
			}
			if !more {
				return
			}
		}
	}
}

func open(t *testing.T) (*store.Store, *extract.Extractor) {
	t.Helper()
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(filepath.Join(t.TempDir(), "news.db"), store.Options{Create: true, Extractor: x.Fingerprint()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st, x
}

func TestEveryInputIsCountedOnce(t *testing.T) {
	st, x := open(t)
	all := records(
		record("a.txt", "a1", "a.txt", "en", takeover),
		record("copy.txt", "a1", "copy.txt", "en", takeover),
		&article.InputError{Path: "broken.html", Err: errors.New("no text")},
		record("b.txt", "a2", "b.txt", "de", strings.Repeat("Das ist ein deutscher Text. ", 10)),
	)
	outcomes := map[string]Outcome{}
	sum, err := Run(t.Context(), st, x, all, Options{Workers: 2, Progress: func(e Event) { outcomes[e.Source.Path] = e.Outcome }})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Inputs != 4 || sum.Articles != 1 || sum.Duplicates != 1 || sum.Failed != 1 || sum.Skipped != 1 || sum.NotEnglish != 1 || !sum.Changed {
		t.Errorf("got %+v", sum)
	}
	for path, want := range map[string]Outcome{"a.txt": Added, "copy.txt": Duplicate, "broken.html": Failed, "b.txt": Foreign} {
		if outcomes[path] != want {
			t.Errorf("%s is %q, want %q", path, outcomes[path], want)
		}
	}
	if sum.Mentions == 0 || sum.Entities == 0 || sum.Statements == 0 {
		t.Errorf("nothing was found: %+v", sum)
	}

	again, err := Run(t.Context(), st, x, all, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if again.Changed || again.Unchanged != 2 || again.Articles != 0 || again.Statements != sum.Statements {
		t.Errorf("second run: got %+v", again)
	}
}

func TestStreamErrorEndsTheRunAndKeepsWhatWasRead(t *testing.T) {
	st, x := open(t)
	broken := errors.New("the disk went away")
	_, err := Run(t.Context(), st, x, records(record("a.txt", "a1", "a.txt", "en", takeover), broken), Options{})
	if !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	got, err := st.Has(t.Context(), store.Source{Path: "a.txt", Article: article.Article{ID: "a1", Key: "a.txt", Language: "en", Text: takeover}})
	if err != nil || got != store.Unchanged {
		t.Errorf("the article read before is %q, %v", got, err)
	}
}

func TestAnotherExtractorExtractsAllAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	runWith := func(choice string, list ...any) Summary {
		t.Helper()
		x, err := extract.New(extract.Options{Choice: choice})
		if err != nil {
			t.Fatal(err)
		}
		st, err := store.Open(path, store.Options{Create: true, Extractor: x.Fingerprint()})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := Run(t.Context(), st, x, records(list...), Options{})
		if err = errors.Join(err, st.Close()); err != nil {
			t.Fatal(err)
		}
		return sum
	}
	runWith("first", record("a.txt", "a1", "a.txt", "en", takeover))
	if sum := runWith("second"); sum.Refreshed != 1 || sum.Inputs != 0 || sum.Changed {
		t.Errorf("got %+v", sum)
	}
	if sum := runWith("second"); sum.Refreshed != 0 {
		t.Errorf("extracted again without need: %+v", sum)
	}
}
