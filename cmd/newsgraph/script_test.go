package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// withNeo4j runs the tests and stops the server that they started.
type withNeo4j struct{ *testing.M }

func (w withNeo4j) Run() int {
	dir, err := os.MkdirTemp("", "newsgraph-cmd-")
	if err != nil {
		panic(err)
	}
	scratch = dir
	defer func() { _ = os.RemoveAll(dir) }()
	return neo4jtest.Run(w.M)
}

// scratch is a folder for the run of the tests.
var scratch string

func TestMain(m *testing.M) {
	testscript.Main(withNeo4j{m}, map[string]func(){"newsgraph": main})
}

// TestScripts runs the command lines in testdata/script against the program.
func TestScripts(t *testing.T) { runScripts(t, "testdata/script/*.txtar", "bolt://127.0.0.1:1") }

// TestNeo4jScripts runs those in testdata/neo4j, each with a real server that it
// has alone.
func TestNeo4jScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/neo4j/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) { runScripts(t, script, neo4jtest.Server(t)) })
	}
}

func runScripts(t *testing.T, pattern, uri string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	articles, err := filepath.Abs("../../testdata/articles")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files:               files,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("ARTICLES", articles)
			env.Setenv("NEO4J_URI", uri)
			return nil
		},
	})
}
