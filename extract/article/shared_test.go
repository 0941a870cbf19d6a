package article

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedFile gives the path of a file of the data kept beside the module, and
// skips the test where that data is not there.
func sharedFile(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("NEWSGRAPH_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			if filepath.Dir(dir) == dir {
				t.Fatal("no go.mod above the test")
			}
			dir = filepath.Dir(dir)
		}
		root = filepath.Join(filepath.Dir(dir), "shared")
	}
	path := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("NEWSGRAPH_REQUIRE_SHARED") == "1" {
			t.Fatalf("%v, and NEWSGRAPH_REQUIRE_SHARED=1", err)
		}
		t.Skipf("%v: set NEWSGRAPH_SHARED to the folder with the data", err)
	}
	return path
}
