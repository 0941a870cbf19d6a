package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// built makes a store of short articles.
func built(t *testing.T, articles ...string) string {
	t.Helper()
	dir := t.TempDir()
	args := []string{"build", "-o", filepath.Join(dir, "news.db")}
	for i, text := range articles {
		name := filepath.Join(dir, string(rune('a'+i))+".txt")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	var words bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), io.Discard, &words); code != exitDone {
		t.Fatalf("exit code %d: %s", code, words.String())
	}
	return filepath.Join(dir, "news.db")
}

// decisions are those of a store.
func decisions(t *testing.T, path string) []resolve.Decision {
	t.Helper()
	st, err := openStore(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	list, err := st.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWhatIsExportedIsRead(t *testing.T) {
	want := resolve.Decision{A: "e1", B: "e2", Same: true, Who: "jo", When: "2024-06-01T00:00:00Z", Note: strings.Repeat("why ", 20000)}
	line, err := json.Marshal(decisionLine{want, "Helion", "Helion Networks"})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := readDecisions(bytes.NewReader(line), "d.jsonl"); err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("%d decisions, %v", len(got), err)
	}
	long := "\n" + `{"a":"` + strings.Repeat("e", longestLine) + `"}`
	if _, err := readDecisions(strings.NewReader(long), "d.jsonl"); err == nil || !strings.HasPrefix(err.Error(), "d.jsonl:2: the line is longer") {
		t.Errorf("a line too long: %v", err)
	}
}

func TestUndoRefusesNamesakes(t *testing.T) {
	path := built(t, "Ana Costa spoke in Lisbon on Monday.")
	person, place := graph.NameKey(schema.Person, "Marlow"), graph.NameKey(schema.Place, "Marlow")
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = st.Decide(t.Context(), resolve.Decision{A: person, B: graph.NameKey(schema.Person, "Jo Marlow"), Same: true},
		resolve.Decision{A: place, B: graph.NameKey(schema.Place, "Jo Marlow")})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	var words bytes.Buffer
	undo := func(a, b string) int {
		words.Reset()
		return run(t.Context(), []string{"decide", "undo", a, b, "-s", path}, strings.NewReader(""), io.Discard, &words)
	}
	if code := undo("Marlow", "Jo Marlow"); code != exitFailed || !strings.Contains(words.String(), person) || !strings.Contains(words.String(), place) {
		t.Errorf("exit code %d: %s: want the ids of both pairs", code, words.String())
	}
	if left := decisions(t, path); len(left) != 2 {
		t.Errorf("left %+v, want both", left)
	}
	if code := undo(graph.NameKey(schema.Place, "Jo Marlow"), place); code != exitDone {
		t.Errorf("exit code %d: %s", code, words.String())
	}
	if code := undo("Marlow", "Jo Marlow"); code != exitDone {
		t.Errorf("exit code %d: %s: one pair is left", code, words.String())
	}
	if left := decisions(t, path); len(left) != 0 {
		t.Errorf("left %+v, want none", left)
	}
}

func TestIDsThatTheStoreDoesNotHaveAreNamed(t *testing.T) {
	path := built(t, "Ana Costa spoke in Lisbon on Monday.")
	costa, lisbon := graph.NameKey(schema.Person, "Ana Costa"), graph.NameKey(schema.Place, "Lisbon")
	in := fmt.Sprintf("{\"a\":%q,\"b\":\"e1\",\"same\":true}\n{\"a\":%q,\"b\":%q,\"same\":false}\n", costa, costa, lisbon)
	var words bytes.Buffer
	code := run(t.Context(), []string{"decide", "import", "-", "-s", path}, strings.NewReader(in), io.Discard, &words)
	if text := words.String(); code != exitDone || !strings.Contains(text, "has the id e1:") || strings.Count(text, "has the id") != 1 {
		t.Errorf("exit code %d: %s", code, text)
	}
	if got := decisions(t, path); len(got) != 2 {
		t.Errorf("%+v, want both", got)
	}
}

// prompted closes a channel once the prompt was written so many times.
type prompted struct {
	times int
	seen  chan struct{}
}

func (p *prompted) Write(b []byte) (int, error) {
	if strings.HasSuffix(string(b), "or quit? ") {
		if p.times--; p.times == 0 {
			close(p.seen)
		}
	}
	return len(b), nil
}

func TestReviewStopsAtItsPrompt(t *testing.T) {
	path := built(t, "Ana Costa, the chief executive of Helion Networks, spoke in France and Germany on Monday.",
		"Ana Costa left Sandhill Partners in March, after a tour of France and Germany.",
		"Mr. Costa said on Friday that France and Germany would agree.")
	ctx, cancel := context.WithCancel(t.Context())
	in, typed := io.Pipe() // nobody answers
	defer func() { _ = typed.Close() }()
	out := &prompted{times: 1, seen: make(chan struct{})}
	ended := make(chan int)
	var words bytes.Buffer
	go func() { ended <- run(ctx, []string{"review", path}, in, out, &words) }()
	select {
	case <-out.seen:
		cancel()
	case code := <-ended:
		t.Fatalf("exit code %d before the prompt: %s", code, words.String())
	}
	if code := <-ended; code != exitInterrupted {
		t.Errorf("exit code %d: %s", code, words.String())
	}
}

func TestReviewSaysWhyAnswersEnd(t *testing.T) {
	broken := errors.New("terminal is gone")
	in := readLines(t.Context(), io.MultiReader(strings.NewReader("d\nno"), failingReader{broken}))
	if answer, err := ask(t.Context(), io.Discard, in); answer != "different" || err != nil {
		t.Errorf("%q, %v", answer, err)
	}
	if answer, err := ask(t.Context(), io.Discard, in); answer != "" || !errors.Is(err, broken) {
		t.Errorf("%q, %v", answer, err)
	}
	in = readLines(t.Context(), strings.NewReader("s"))
	for _, want := range []string{"same", "quit"} {
		if answer, err := ask(t.Context(), io.Discard, in); answer != want || err != nil {
			t.Errorf("%q, %v: want %q", answer, err, want)
		}
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

func TestAnOutletThatIsNotKnownLeavesNoGap(t *testing.T) {
	var out bytes.Buffer
	writeContexts(&out, graph.Entity{ID: "e1", Type: schema.Person, Name: "Ana Costa", Articles: 1}, []store.Context{
		{Article: "a1", Title: "A vote", Published: "2024-03-01T08:00:00Z", Before: "Then ", Form: "Costa", After: " spoke."},
		{Article: "a2", Publisher: "The Ledger", Form: "Ana Costa"},
	})
	for _, want := range []string{"      — 2024-03-01, “A vote”\n", "      — The Ledger, a2\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}
