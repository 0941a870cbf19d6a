package main

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/store"
)

// TestARemovalThatWasKilledIsFinished takes an article out and stops before the
// graph follows.
func TestARemovalThatWasKilledIsFinished(t *testing.T) {
	path := built(t, "Ana Costa, the mayor of Lisbon, met Rui Marlow on Monday.", "Helion Networks bought Rheintal AG on Tuesday.")
	second := filepath.Join(filepath.Dir(path), "b.txt")
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.Remove(t.Context(), second)
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := call(t, "show", "Rheintal AG", "-s", path); code != exitDone {
		t.Fatalf("before: exit code %d: %s", code, out)
	}
	if code, out, words := call(t, "remove", second, "-s", path); code != exitFailed || !strings.Contains(words, "not found") {
		t.Errorf("exit code %d: %s%s", code, out, words)
	}
	if code, out, words := call(t, "show", "Rheintal AG", "-s", path); code != exitFailed || !strings.Contains(words, "no entity is named") {
		t.Errorf("after: exit code %d: %s%s", code, out, words)
	}
}

func TestAnArticleIsRemovedByThePathFromHere(t *testing.T) {
	path := built(t, "Ana Costa, the mayor of Lisbon, met Rui Marlow on Monday.")
	t.Chdir(filepath.Dir(path))
	if code, out, words := call(t, "remove", "news.db", "a.txt"); code != exitDone || !strings.HasPrefix(out, "1 article removed, 0 left") {
		t.Errorf("exit code %d: %s%s", code, out, words)
	}
}

func TestAWithdrawnArticleLeavesTheGraph(t *testing.T) {
	path := built(t, "Ana Costa, the mayor of Lisbon, met Rui Marlow on Monday.", "Helion Networks bought Rheintal AG on Tuesday.")
	second := filepath.Join(filepath.Dir(path), "b.txt")
	call := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := run(t.Context(), args, strings.NewReader(""), &out, &out)
		return code, out.String()
	}
	if code, out := call("remove", second, "-s", path); code != exitDone || !strings.HasPrefix(out, "1 article removed, 1 left: entities: 0 new") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if code, out := call("show", "Rheintal AG", "-s", path); code != exitFailed || !strings.Contains(out, "no entity is named") {
		t.Errorf("what only the article said: exit code %d: %s", code, out)
	}
	if code, out := call("remove", second, "-s", path, "--json"); code != exitFailed || !strings.Contains(out, "not found") {
		t.Errorf("removed again: exit code %d: %s", code, out)
	}
	if code := run(t.Context(), []string{"build", second, "-o", path}, strings.NewReader(""), io.Discard, io.Discard); code != exitDone {
		t.Errorf("built again: exit code %d", code)
	}
	if code, out := call("remove", second, "-s", path, "--json"); code != exitDone || !strings.Contains(out, `"articles":1`) {
		t.Errorf("as JSON: exit code %d: %s", code, out)
	}
}
