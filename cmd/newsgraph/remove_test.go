package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

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
