package names

import (
	"os"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

func TestNamesOfTheSeedArticle(t *testing.T) {
	data, err := os.ReadFile(datatest.Path(t, "seed-article.txt"))
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
