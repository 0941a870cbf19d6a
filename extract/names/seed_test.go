package names

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared returns the path of a file in the folder of data beside the module,
// and skips the test where there is none.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir := os.Getenv("NEWSGRAPH_SHARED")
	for up := ".."; dir == "" && len(up) < 20; up = filepath.Join(up, "..") {
		if s, err := os.Stat(filepath.Join(up, "shared")); err == nil && s.IsDir() {
			dir = filepath.Join(up, "shared")
		}
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); dir != "" && err == nil {
		return path
	}
	if os.Getenv("NEWSGRAPH_REQUIRE_SHARED") == "1" {
		t.Fatalf("%s is not in the shared folder %q", name, dir)
	}
	t.Skipf("no shared folder with %s: set NEWSGRAPH_SHARED", name)
	return ""
}

func TestNamesOfTheSeedArticle(t *testing.T) {
	data, err := os.ReadFile(shared(t, "seed-article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	body, _, _ := strings.Cut(string(data), "\nRelated:") // titles of other articles
	doc := analyze(t, body)
	want := map[string]string{ // type by name
		"TikTok": "Product", "ByteDance": "Organization", "U.S. government": "Organization", "U.S.": "Place", "Trump": "Person",
		"Chinese government": "Organization", "Sensor Tower": "Organization", "Wall Street Journal": "Organization",
		"Treasury Department": "Organization", "Monica Crowley": "Person", "China": "Place", "Huawei Technologies": "Organization",
		"Sequoia Capital": "Organization", "General Atlantic": "Organization", "Coatue Management": "Organization",
		"Central Intelligence Agency": "Organization", "Social Media Today": "Organization", "Indonesia": "Place", "Brazil": "Place",
		"India": "Place", "Turkey": "Place", "Indian": "Place",
	}
	found := map[string]bool{}
	for _, m := range recognizer(t).Recognize(doc) {
		name := m.In(doc.Text)
		found[name] = true
		if want[name] != string(m.Type) {
			t.Errorf("%q at byte %d is called %s, want %q", name, m.Start, m.Type, want[name])
		}
	}
	for name := range want {
		if !found[name] {
			t.Errorf("%q was not found", name)
		}
	}
}
