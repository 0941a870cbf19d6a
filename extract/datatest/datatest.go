// Package datatest is for tests and benchmarks only; no program imports it. It
// finds the data sets that stand beside the module: files under the folder that NEWSGRAPH_SHARED names, else
// under the folder "shared" next to the module's root. Where a file is missing
// the test is skipped, or fails when NEWSGRAPH_REQUIRE_SHARED is 1.
package datatest

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// BBC are 2,225 news stories, a JSON object with a text a line.
const BBC = "data/measure/raw_bbc2005.jsonl.gz"

// Path returns the path of a file or folder, given with slashes.
func Path(tb testing.TB, name string) string {
	tb.Helper()
	root := os.Getenv("NEWSGRAPH_SHARED")
	if root == "" {
		root = filepath.Join(filepath.Dir(module(tb)), "shared")
	}
	path := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("NEWSGRAPH_REQUIRE_SHARED") == "1" {
			tb.Fatalf("%v, and NEWSGRAPH_REQUIRE_SHARED=1", err)
		}
		tb.Skipf("%v: set NEWSGRAPH_SHARED to the folder with the data", err)
	}
	return path
}

// module is the folder of go.mod, above the folder of the package under test.
func module(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// Texts reads the texts of a compressed JSON Lines file, at most the first n
// of them unless n is 0.
func Texts(tb testing.TB, name string, n int) []string {
	tb.Helper()
	f, err := os.Open(Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for (n == 0 || len(out) < n) && lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			tb.Fatalf("%s:%d: %v", name, len(out)+1, err)
		}
		out = append(out, d.Text)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	if len(out) == 0 {
		tb.Fatalf("%s has no texts", name)
	}
	return out
}
