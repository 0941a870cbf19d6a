package export

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/atomicfile"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/schema"
)

// export writes a graph and returns its files by name; a single file has none.
func export(t *testing.T, format string, r graph.Reader, o Options) map[string]string {
	t.Helper()
	f, err := Find(format)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out")
	if _, err := f.WriteTo(t.Context(), r, path, o); err != nil {
		t.Fatal(err)
	}
	if !f.Folder {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return map[string]string{"": string(data)}
	}
	out := map[string]string{}
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(path, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(data)
	}
	return out
}

func TestOneGraphGivesTheSameBytes(t *testing.T) {
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			one := export(t, f.Name, reader(synthetic(300)), Options{Workers: 1})
			for range 3 {
				if diff := cmp.Diff(one, export(t, f.Name, reader(synthetic(300)), Options{Workers: 5})); diff != "" {
					t.Fatalf("%.500s", diff)
				}
			}
		})
	}
}

// failing gives some statements, then an error.
type failing struct{ graph.Reader }

var errDisk = errors.New("no more of it")

func (f failing) Evidence(ctx context.Context) iter.Seq2[graph.Evidence, error] {
	return func(yield func(graph.Evidence, error) bool) {
		for e, err := range f.Reader.Evidence(ctx) {
			if !yield(e, err) {
				return
			}
			break
		}
		yield(graph.Evidence{}, errDisk)
	}
}

func (f failing) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return func(yield func(graph.Entity, error) bool) {
		n := 0
		for e, err := range f.Reader.Entities(ctx) {
			if n++; n > 3 {
				break
			}
			if !yield(e, err) {
				return
			}
		}
		yield(graph.Entity{}, errDisk)
	}
}

func TestAFailureLeavesWhatWasThere(t *testing.T) {
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "out")
			for _, want := range []int{0, 1} {
				if _, err := f.WriteTo(t.Context(), failing{reader(news())}, path, Options{}); !errors.Is(err, errDisk) {
					t.Fatalf("got %v", err)
				}
				left, err := os.ReadDir(dir)
				if err != nil || len(left) != want {
					t.Fatalf("%d left, want %d: %v, %v", len(left), want, left, err)
				}
				if _, err := f.WriteTo(t.Context(), reader(news()), path, Options{}); err != nil { // also over itself
					t.Fatal(err)
				}
			}
		})
	}
}

// full is a disk that takes some bytes.
type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	for _, f := range Formats() {
		for _, left := range []int{0, 1 << 17} {
			if f.Folder {
				continue
			}
			if _, err := f.Write(t.Context(), reader(synthetic(300)), &full{left}, Options{}); !errors.Is(err, errFull) {
				t.Errorf("%s, %d bytes: got %v", f.Name, left, err)
			}
		}
	}
}

func TestAFolderOfSomethingElseIsKept(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, _ := Find("csv")
	if _, err := f.WriteTo(t.Context(), reader(news()), dir, Options{}); err == nil || !strings.Contains(err.Error(), "not of an export") {
		t.Fatalf("got %v", err)
	}
}

func TestAFileAddedToAnExportIsKept(t *testing.T) {
	for _, f := range Formats() {
		if !f.Folder {
			continue
		}
		for _, added := range []string{"notes.md", "charts/map.svg"} {
			path := filepath.Join(t.TempDir(), "out")
			if _, err := f.WriteTo(t.Context(), reader(news()), path, Options{}); err != nil {
				t.Fatal(err)
			}
			mine := filepath.Join(path, added)
			if err := errors.Join(os.MkdirAll(filepath.Dir(mine), 0o700), os.WriteFile(mine, []byte("mine"), 0o600)); err != nil {
				t.Fatal(err)
			}
			name, _, _ := strings.Cut(added, "/")
			if _, err := f.WriteTo(t.Context(), reader(news()), path, Options{}); err == nil || !strings.Contains(err.Error(), "holds "+name) {
				t.Errorf("%s, %s: got %v", f.Name, added, err)
			}
			if _, err := os.Stat(mine); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestAFormatKnowsItsFiles(t *testing.T) {
	for _, f := range Formats() {
		if !f.Folder {
			continue
		}
		for name := range export(t, f.Name, reader(news()), Options{}) {
			if !f.has(name) {
				t.Errorf("%s writes %s, which it does not know", f.Name, name)
			}
		}
	}
}

func TestTheNextExportRemovesWhatAKilledOneLeft(t *testing.T) {
	if release, ok := atomicfile.Hold(t.TempDir()); !ok {
		t.Skip("this system does not tell who still writes a file")
	} else {
		release()
	}
	for _, f := range Formats() {
		dir := t.TempDir()
		path := filepath.Join(dir, "out")
		write := func(path string) {
			t.Helper()
			if _, err := f.WriteTo(t.Context(), reader(news()), path, Options{}); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{".out.17.part", ".out.18.part", ".out.mine.part", ".other.17.part"} {
			write(filepath.Join(dir, name))
		}
		want := []string{".other.17.part", ".out.18.part", ".out.mine.part", "out"} // 18 is still written
		if f.Folder {
			write(filepath.Join(dir, ".out.17.part.old"))
			write(filepath.Join(dir, ".out.16.part.old"))
			if err := os.WriteFile(filepath.Join(dir, ".out.16.part.old", "notes.md"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			want = append(want, ".out.16.part.old")
		}
		release, _ := atomicfile.Hold(filepath.Join(dir, ".out.18.part"))
		write(path)
		release()
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var left []string
		for _, e := range entries {
			left = append(left, e.Name())
		}
		slices.Sort(want)
		if !slices.Equal(left, want) {
			t.Errorf("%s: left are %q, want %q", f.Name, left, want)
		}
	}
}

func TestInterruptedExportsStop(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, f := range Formats() {
		if _, err := f.WriteTo(ended, reader(news()), filepath.Join(t.TempDir(), "out"), Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", f.Name, err)
		}
	}
}

func TestXMLHoldsAnyText(t *testing.T) {
	g := news()
	g.Entities[0].Name = strings.Repeat(hostile, 50_000)
	for _, format := range []string{"graphml", "gexf"} {
		text := export(t, format, reader(g), Options{})[""]
		if strings.ContainsAny(text, "\x00\x01\x1b\u202e\u2066") {
			t.Errorf("%s holds control characters", format)
		}
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", format, err)
			}
		}
	}
}

func TestFilters(t *testing.T) {
	for _, c := range []struct {
		name                string
		filter              Filter
		entities, relations int
	}{
		{"everything", Filter{}, 11, 9},
		{"people and organizations", Filter{Types: []schema.EntityType{schema.Person, schema.Organization}}, 5, 5},
		{"investments, and who is in them", Filter{Relations: []schema.RelationType{schema.InvestedIn}}, 2, 1},
		{"what two articles say", Filter{MinSupport: 2}, 2, 1},
		{"who has a relation", Filter{Connected: true}, 8, 9},
		{"denials", Filter{Modalities: []schema.Modality{schema.Denied}}, 2, 1},
		{"nothing", Filter{MinSupport: 9}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := Find("graphml")
			n, err := f.Write(t.Context(), reader(news()), io.Discard, Options{Filter: c.filter})
			if err != nil || n["entities"] != c.entities || n["relations"] != c.relations {
				t.Errorf("got %v, %v; want %d entities, %d relations", n, err, c.entities, c.relations)
			}
		})
	}
	f, _ := Find("csv")
	n, err := f.WriteTo(t.Context(), reader(news()), filepath.Join(t.TempDir(), "out"), Options{Filter: Filter{Modalities: []schema.Modality{schema.Denied}}})
	if diff := cmp.Diff(Counts{"entities": 2, "relations": 1, "evidence": 1, "articles": 1}, n); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	f, _ = Find("cypher")
	if _, err := f.Write(t.Context(), reader(news()), io.Discard, Options{Filter: Filter{MinSupport: 2}}); err == nil || !strings.Contains(err.Error(), "whole graph") {
		t.Errorf("a script of part of a graph: %v", err)
	}
}

// TestFollowTheMoneyClaimsNoMore holds that only what is stated as fact is
// ownership, employment and the like.
func TestFollowTheMoneyClaimsNoMore(t *testing.T) {
	got := map[string]string{}
	for line := range strings.Lines(export(t, "ftm", reader(news()), Options{})[""]) {
		var e ftmEntity
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		got[e.ID] = strings.TrimSuffix(e.Schema+" "+strings.Join(e.Properties["status"], " "), " ")
	}
	for id, want := range map[string]string{
		"e2": "Company", "e4": "Organization", "s1": "Ownership asserted", "s2": "Directorship asserted", "s3": "UnknownLink planned",
		"s4": "Representation past", "s5": "UnknownLink alleged", "s6": "UnknownLink denied", "s7": "",
	} {
		if got[id] != want {
			t.Errorf("%s is %q, want %q", id, got[id], want)
		}
	}
}

func TestJSONLDSaysDirectlyOnlyWhatIsSo(t *testing.T) {
	var doc struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(export(t, "jsonld", reader(news()), Options{})[""]), &doc); err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, n := range doc.Graph {
		if n["@type"] != nil {
			continue
		}
		delete(n, "@type")
		b, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, string(b))
	}
	want := []string{ // a spokeswoman of the past works there no more
		`{"@id":"ng:entity:e2","funder":{"@id":"ng:entity:e1"}}`,
		`{"@id":"ng:entity:e3","worksFor":{"@id":"ng:entity:e2"}}`,
		`{"@id":"ng:entity:e8","worksFor":{"@id":"ng:entity:e4"}}`,
		`{"@id":"ng:entity:e6","manufacturer":{"@id":"ng:entity:e2"}}`,
		`{"@id":"ng:entity:e9a","location":{"@id":"ng:entity:e5"}}`,
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCypherTextStaysOnItsLine(t *testing.T) {
	for text, want := range map[string]string{
		`it's`:        `'it\'s'`,
		"a\nb\r\t":    `'a\nb\r\t'`,
		`C:\users`:    `'C:\\users'`,
		"\x00\u2028é": `'\u0000\u2028é'`,
		"\xff":        "'\uFFFD'",
	} {
		if got := literalText(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestAPropertyWithoutAColumnIsAnError(t *testing.T) {
	w := &adminWriter{tables: adminTables(nil)}
	w.byKind = byKind(w.tables)
	c := w.newChunk()
	_, err := c.columns(nil, &w.tables[w.byKind["CITES"]], neo4j.Properties{{Name: "absent"}, {Name: "weight", Value: 1}}, "")
	if err == nil || !strings.Contains(err.Error(), "not in the columns") {
		t.Fatalf("got %v", err)
	}
}

func TestWriteWantsAPathForAFolder(t *testing.T) {
	f, _ := Find("csv")
	if _, err := f.Write(t.Context(), reader(news()), &bytes.Buffer{}, Options{}); err == nil {
		t.Fatal("no error")
	}
	if _, err := Find("xlsx"); err == nil || !strings.Contains(err.Error(), "neo4j-admin, cypher, graphml") {
		t.Fatalf("got %v", err)
	}
}

func TestADateWithoutAYearIsWhatEachFormatHolds(t *testing.T) {
	g := news()
	said, founded := false, false
	for i := range g.Statements {
		switch s := &g.Statements[i]; {
		case s.HasEdge() && !said:
			s.ValidFrom, s.ValidTo, said = "--11-17", "--12", true
		case s.Type == schema.FoundedOn:
			s.Value, founded = "--03-09", true
		}
	}
	if !said || !founded {
		t.Fatal("the graph has no such statements")
	}
	for name, c := range map[string]struct{ has, lacks []string }{
		"jsonld": {
			has: []string{
				`"ng:validFrom":{"@type":"xsd:gMonthDay","@value":"--11-17"}`, `"ng:validTo":{"@type":"xsd:gMonth","@value":"--12"}`,
				`"ng:value":{"@type":"xsd:gMonthDay","@value":"--03-09"}`,
			},
			lacks: []string{"foundingDate"},
		},
		"gexf":    {has: []string{`"17 November"`, `"December"`, `"9 March"`}, lacks: []string{`"--`}},
		"graphml": {has: []string{">17 November<", ">December<", ">9 March<"}, lacks: []string{">--"}},
		"ftm":     {lacks: []string{`"--`, `"incorporationDate"`}},
		"cypher": {
			has:   []string{"valid_from: null, valid_from_precision: null, valid_from_text: '17 November'", "founded_on_text: '9 March'", "value: '9 March'"},
			lacks: []string{"'--"},
		},
	} {
		f, _ := Find(name)
		var out bytes.Buffer
		if _, err := f.Write(t.Context(), reader(g), &out, Options{}); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.has {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %s", name, want)
			}
		}
		for _, other := range c.lacks {
			if at := strings.Index(out.String(), other); at >= 0 {
				t.Errorf("%s: %.120s", name, out.String()[at:])
			}
		}
	}
	f, _ := Find("csv")
	dir := filepath.Join(t.TempDir(), "sheets")
	if _, err := f.WriteTo(t.Context(), reader(g), dir, Options{}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "relations.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{",,17 November,,December,", ",9 March,date,"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("csv: no %q", want)
		}
	}
}
