package export

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Run(m)) }

// dump lists everything in a database with the types of all values, sorted.
func dump(t *testing.T, uri string) []string {
	t.Helper()
	const types = "[k IN keys(x) | k + ' ' + valueType(x[k]) + CASE WHEN k = 'published_at' THEN toString(x[k]) ELSE '' END]"
	var out []string
	for _, v := range query(t, uri, "MATCH (x) RETURN labels(x), properties(x), "+types) {
		out = append(out, fmt.Sprint(neo4j.Text(v[0]), neo4j.Text(v[1]), sortedText(v[2])))
	}
	for _, v := range query(t, uri, "MATCH (a)-[x]->(b) RETURN labels(a), a.id, type(x), labels(b), b.id, properties(x), "+types) {
		out = append(out, fmt.Sprint(neo4j.Text(v[0]), v[1], v[2], neo4j.Text(v[3]), v[4], neo4j.Text(v[5]), sortedText(v[6])))
	}
	slices.Sort(out)
	return out
}

func sortedText(list any) string {
	var out []string
	for _, v := range list.([]any) {
		out = append(out, v.(string))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func query(t *testing.T, uri, cypher string) [][]any {
	t.Helper()
	c, err := neo4j.Connect(t.Context(), neo4j.Options{URI: uri})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(context.Background()) }()
	res, err := neo4j.Query(t.Context(), c, cypher, nil, false)
	if err != nil {
		t.Fatalf("%.200s: %v", cypher, err)
	}
	return res.Rows
}

// run runs the statements of a script one by one.
func run(t *testing.T, uri, script string) {
	t.Helper()
	c, err := neo4j.Connect(t.Context(), neo4j.Options{URI: uri})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(context.Background()) }()
	for _, s := range strings.Split(script, ";\n") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		if _, err := neo4j.Query(t.Context(), c, s, nil, false); err != nil {
			t.Fatalf("%.300s: %v", s, err)
		}
	}
}

// loaded loads the test graph into a server and dumps it.
func loaded(t *testing.T, uri string) []string {
	t.Helper()
	if _, err := neo4j.Load(t.Context(), reader(news()), neo4j.Options{URI: uri}); err != nil {
		t.Fatal(err)
	}
	return dump(t, uri)
}

// nothingToDo loads the graph and fails when that writes anything.
func nothingToDo(t *testing.T, uri string) {
	t.Helper()
	for _, full := range []bool{false, true} {
		s, err := neo4j.Load(t.Context(), reader(news()), neo4j.Options{URI: uri, Full: full})
		if err != nil {
			t.Fatal(err)
		}
		if s.Written != 0 || s.Deleted != 0 || s.Marker == full {
			t.Errorf("full %v: a later load did %+v", full, s)
		}
	}
}

func TestAScriptRunTwiceIsALoad(t *testing.T) {
	uri := neo4jtest.Server(t)
	want := loaded(t, uri)
	if err := neo4jtest.Empty(t.Context(), uri); err != nil {
		t.Fatal(err)
	}
	var script bytes.Buffer
	f, _ := Find("cypher")
	if _, err := f.Write(t.Context(), reader(news()), &script, Options{}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		run(t, uri, script.String())
		if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
			t.Fatalf("-loaded +script:\n%s", diff)
		}
	}
	nothingToDo(t, uri)
}

func TestAnImportedDatabaseIsALoadedOne(t *testing.T) {
	want := loaded(t, neo4jtest.Server(t))
	out := filepath.Join(t.TempDir(), "out")
	f, _ := Find("neo4j-admin")
	if _, err := f.WriteTo(t.Context(), reader(news()), out, Options{}); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	if said, err := neo4jtest.Admin(home, out, command(t, out)...); err != nil {
		report, _ := os.ReadFile(filepath.Join(out, "import.report"))
		t.Fatalf("%v\n%s\n%s", err, said, report)
	}
	server, err := neo4jtest.Start(home, neo4jtest.Settings{})
	if err != nil {
		neo4jtest.Missing(t, err)
	}
	t.Cleanup(server.Kill)
	if diff := cmp.Diff(want, dump(t, server.URI)); diff != "" {
		t.Fatalf("-loaded +imported:\n%s", diff)
	}
	constraints, err := os.ReadFile(filepath.Join(out, "constraints.cypher"))
	if err != nil {
		t.Fatal(err)
	}
	run(t, server.URI, string(constraints))
	nothingToDo(t, server.URI)
}

// command is the neo4j-admin command of an export, as arguments.
func command(t *testing.T, dir string) []string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(dir, "import.sh"))
	if err != nil {
		t.Fatal(err)
	}
	_, line, ok := strings.Cut(string(script), "\nneo4j-admin ")
	if !ok {
		t.Fatalf("no command in %s", script)
	}
	return strings.Fields(strings.NewReplacer("\\\n", " ", `"$@"`, "").Replace(line))
}
