package main

import (
	"bytes"
	"path/filepath"
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

func TestVerifyOfASharedDatabaseBlamesNobody(t *testing.T) {
	uri := neo4jtest.Server(t)
	dir := t.TempDir()
	call := func(args ...string) string {
		var out, words bytes.Buffer
		run(t.Context(), append(args, "--uri", uri), strings.NewReader(""), &out, &words)
		return out.String() + words.String()
	}
	job(t, t.Context(), dir, "--uri", uri)
	if said := call("load", filepath.Join(dir, "a.db"), "--verify"); strings.Contains(said, "another store") || !strings.Contains(said, "as the store has them") {
		t.Errorf("alone: %s", said)
	}
	call("import", "../../testdata/articles", "-o", filepath.Join(dir, "b.db"), "--beside")
	call("query", "--write", "MATCH (a:Article) SET a.title = 'otherwise'")
	if said := call("load", filepath.Join(dir, "a.db"), "--verify"); !strings.Contains(said, "the store loaded last") {
		t.Errorf("beside another store: %s", said)
	}
}
