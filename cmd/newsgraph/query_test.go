package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

func TestAQueryThatWritesNamesTheFlagThatLetsIt(t *testing.T) {
	uri := neo4jtest.Server(t)
	var out, words bytes.Buffer
	if code := run(t.Context(), []string{"query", "CREATE (:Note)", "--uri", uri}, strings.NewReader(""), &out, &words); code != exitFailed || !strings.Contains(words.String(), "--write") {
		t.Errorf("exit code %d\n%s%s", code, &out, &words)
	}
}

// TestStoresSideBySide loads two stores that know the same names, of which a
// third takes the place of neither until it is told which.
func TestStoresSideBySide(t *testing.T) {
	uri := neo4jtest.Server(t)
	dir := t.TempDir()
	a, b, c := filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db"), filepath.Join(dir, "c.db")
	call := func(args ...string) string {
		var out, words bytes.Buffer
		run(t.Context(), args, strings.NewReader(""), &out, &words)
		return out.String() + words.String()
	}
	says := func(want string, args ...string) {
		t.Helper()
		if said := call(append(args, "--uri", uri)...); !strings.Contains(said, want) {
			t.Errorf("%v: want %q, got:\n%s", args, want, said)
		}
	}
	id := func(path string) string {
		t.Helper()
		fields := strings.Fields(call("stats", path))
		return strings.TrimSuffix(fields[slices.Index(fields, "store")+1], ",")
	}
	says("Wrote", "import", "../../testdata/articles/football", "-o", a)
	if said := call("load", a, "--verify", "--uri", uri); strings.Contains(said, "another store") || !strings.Contains(said, "as the store has them") {
		t.Errorf("alone: %s", said)
	}
	says("Wrote", "import", "../../testdata/articles", "-o", b, "--beside")
	says("carry what another store wrote", "load", a, "--verify")
	says("All ", "load", b, "--verify")

	call("build", "../../testdata/articles/takeover", "-o", c)
	says("holds the graphs of 2 other stores", "load", c, "--replace")
	says(id(a), "load", c)
	says("holds no graph of a store nobody; it holds", "load", c, "--replace=nobody")
	says("holds no graph of a store nobody; it holds", "load", "--drop", "nobody")
	says("want no store to load", "load", c, "--drop", id(b))
	says("this store ("+id(b)+") already", "load", b, "--replace="+id(a))

	says("Took the graph of store "+id(b)+" out", "load", "--drop", id(b))
	says("Wrote", "load", a)
	says("All ", "load", a, "--verify")
	says("Wrote", "load", c, "--replace="+id(a))
	says("All ", "load", c, "--verify")
}
