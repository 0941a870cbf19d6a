package export

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Run(m)) }

// dump lists everything in a database with the types of all values, sorted.
func dump(t *testing.T, uri string) []string {
	t.Helper()
	out := dumpNodes(t, uri)
	for _, v := range query(t, uri, "MATCH (a)-[x]->(b) RETURN labels(a), a.id, type(x), labels(b), b.id, properties(x), "+valueTypes) {
		out = append(out, fmt.Sprint(neo4j.Text(v[0]), v[1], v[2], neo4j.Text(v[3]), v[4], neo4j.Text(v[5]), sortedText(v[6])))
	}
	slices.Sort(out)
	return out
}

// valueTypes lists the properties of x with the types of their values.
const valueTypes = "[k IN keys(x) | k + ' ' + valueType(x[k]) + CASE WHEN k = 'published_at' THEN toString(x[k]) ELSE '' END]"

// dumpNodes lists the nodes.
func dumpNodes(t *testing.T, uri string) []string {
	t.Helper()
	var out []string
	for _, v := range query(t, uri, "MATCH (x) RETURN labels(x), properties(x), "+valueTypes) {
		out = append(out, fmt.Sprint(neo4j.Text(v[0]), neo4j.Text(v[1]), sortedText(v[2])))
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

func TestAScriptOverAnOlderGraphLeavesNothingOfIt(t *testing.T) {
	uri := neo4jtest.Server(t)
	want, wantNodes := loaded(t, uri), dumpNodes(t, uri)
	if err := neo4jtest.Empty(t.Context(), uri); err != nil {
		t.Fatal(err)
	}
	old := news()
	for i := range old.Entities {
		e := &old.Entities[i]
		switch e.ID {
		case "e1":
			e.Type, e.FormerIDs, e.Identifiers = schema.Product, []string{"e0"}, map[string]string{"lei": "L1", "wikidata": "Q2"}
		case "e3":
			e.FirstSeen, e.LastSeen = "2020", "early spring"
		}
	}
	for i := range old.Articles {
		old.Articles[i].Language, old.Articles[i].Title = "de", "Old title"
	}
	for i := range old.Statements {
		s := &old.Statements[i]
		s.Role, s.Amount, s.ValidFrom = "old role", "1 EUR", "2019-01"
	}
	if _, err := neo4j.Load(t.Context(), reader(old), neo4j.Options{URI: uri}); err != nil {
		t.Fatal(err)
	}
	var script bytes.Buffer
	f, _ := Find("cypher")
	if _, err := f.Write(t.Context(), reader(news()), &script, Options{}); err != nil {
		t.Fatal(err)
	}
	run(t, uri, script.String())
	if diff := cmp.Diff(wantNodes, dumpNodes(t, uri)); diff != "" {
		t.Fatalf("nodes, -loaded +script:\n%s", diff)
	}
	if _, err := neo4j.Load(t.Context(), reader(news()), neo4j.Options{URI: uri, Full: true}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
		t.Errorf("-loaded +script and full load:\n%s", diff)
	}
}

func TestAVeryLongNameIsLoaded(t *testing.T) {
	uri := neo4jtest.Server(t)
	g := news()
	long := strings.Repeat("新聞 ", 30_000)
	g.Entities[0].Name, g.Entities[0].Aliases[0].Name = long, long
	for range 2 {
		if _, err := neo4j.Load(t.Context(), reader(g), neo4j.Options{URI: uri, Full: true}); err != nil {
			t.Fatal(err)
		}
	}
	name := query(t, uri, "MATCH (n:Entity {id: 'e1'}) RETURN n.name")[0][0].(string)
	if !strings.HasPrefix(long, strings.TrimSuffix(name, "…")) || !strings.HasSuffix(name, "…") || len(name) < 1000 || !utf8.ValidString(name) {
		t.Errorf("a name of %d bytes: %.40q", len(name), name)
	}
}

func TestAnImportedDatabaseIsALoadedOne(t *testing.T) {
	want := loaded(t, neo4jtest.Server(t))
	out := filepath.Join(t.TempDir(), "out")
	f, _ := Find("neo4j-admin")
	if _, err := f.WriteTo(t.Context(), reader(news()), out, Options{}); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	if found := imported(t, home, out); found.Differences() != nil || !found.Done || found.Written.Nodes == 0 {
		t.Fatalf("%+v", found)
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

// imported runs the importer as import.sh does and checks what it says.
func imported(t *testing.T, home, dir string, more ...string) Imported {
	t.Helper()
	said, err := neo4jtest.Admin(home, dir, append(command(t, dir), more...)...)
	if err != nil {
		if len(said) == 0 {
			neo4jtest.Missing(t, err)
		}
		said = fmt.Appendf(said, "%s 70\n", importEnded)
	}
	if err := os.WriteFile(filepath.Join(dir, importLog), said, 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := CheckImport(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAnImportOfADamagedFolderIsToldFromAWholeOne(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes four runs of the importer")
	}
	for name, c := range map[string]struct {
		file   string
		damage func(rows []string) []string
		flags  []string
		want   []string
	}{
		"a relation was lost on the way": {
			file: "cites.csv.gz", damage: func(rows []string) []string { return rows[:len(rows)-1] },
			want: []string{"relationships were imported: 1 are missing", "properties were imported: 1 are missing"},
		},
		"an article is not there": {
			file: "article.csv.gz", damage: func(rows []string) []string { return append(rows[:1:1], rows[2:]...) },
			want: []string{"the import failed: ", "missing node"},
		},
		"what refers to it is skipped": {
			file: "article.csv.gz", damage: func(rows []string) []string { return append(rows[:1:1], rows[2:]...) },
			flags: []string{"--skip-bad-relationships=true", "--bad-tolerance=1000"},
			want:  []string{"nodes were imported: 1 are missing", "relationships were imported: ", "a relationship to a node that is not there: ", "referring to missing node"},
		},
		"an entity comes twice and is skipped": {
			file: "entity.csv.gz", damage: func(rows []string) []string { return append(rows, rows[1]) },
			flags: []string{"--skip-duplicate-nodes=true"},
			want:  []string{"a node that is there already: 1 skipped"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			f, _ := Find("neo4j-admin")
			if _, err := f.WriteTo(t.Context(), reader(news()), out, Options{}); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(out, c.file)
			rows := strings.SplitAfter(strings.TrimSuffix(unpacked(t, path), "\n")+"\n", "\n")
			rows = c.damage(rows[:len(rows)-1])
			if err := os.WriteFile(path, compress([]byte(strings.Join(rows, ""))), 0o600); err != nil {
				t.Fatal(err)
			}
			said := strings.Join(imported(t, t.TempDir(), out, c.flags...).Differences(), "\n")
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("no %q in\n%s", want, said)
				}
			}
		})
	}
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
	line, _, ok = strings.Cut(line, `"$@"`)
	if !ok {
		t.Fatalf("no end of the command in %s", script)
	}
	return strings.Fields(strings.ReplaceAll(line, "\\\n", " "))
}

func unpacked(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // opened for reading
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
