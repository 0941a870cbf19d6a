package guide

import (
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestTheStoryHasTenStepsAndEverySavedQueryOnce(t *testing.T) {
	seen := map[string]int{}
	for _, s := range steps() {
		for _, name := range s.queries {
			seen[name]++
		}
	}
	if len(steps()) != 10 {
		t.Errorf("%d steps", len(steps()))
	}
	for _, q := range schema.Queries() {
		if seen[q.Name] != 1 {
			t.Errorf("the query %s is there %d times", q.Name, seen[q.Name])
		}
	}
}

func TestEveryTypeOfEntityHasAColourOfItsOwn(t *testing.T) {
	style, fills := Style(), map[string]bool{}
	for _, c := range colours() {
		fills[c.fill] = true
	}
	for _, e := range schema.Default().Entities {
		if !strings.Contains(style, "node."+string(e.Type)+" {") {
			t.Errorf("%s has no style", e.Type)
		}
	}
	if len(fills) != len(schema.Default().Entities) {
		t.Errorf("%d colours for %d types", len(fills), len(schema.Default().Entities))
	}
}

func TestGivenNamesStandInTheQueries(t *testing.T) {
	var b strings.Builder
	if err := Write(&b, "http://localhost:1/style.grass", map[string]string{"name": "O'Hare & Sons"}); err != nil {
		t.Fatal(err)
	}
	text := html.UnescapeString(b.String())
	for _, want := range []string{`target.name = 'O\'Hare & Sons'`, ":style http://localhost:1/style.grass", "10. Do the sources agree?"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if n := strings.Count(b.String(), "<slide>"); n != 11 {
		t.Errorf("%d slides, want the first look and ten steps", n)
	}
	if strings.Contains(text, "$name") {
		t.Error("a parameter is left")
	}
}

func TestAFolderHoldsGuideAndStyle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	for range 2 { // again over what is there
		if err := WriteFolder(dir, "https://example.org/news/", map[string]string{"name": "Corvid"}); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"guide.html": ":style https://example.org/news/style.grass", "style.grass": "node.Person {"} {
		if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v, want %q in\n%.300s", name, err, want, text)
		}
	}
}

func TestAParameterOfNoQueryIsRefused(t *testing.T) {
	for name, given := range map[string]map[string]string{
		"unknown":    {"nmae": "TikTok"},
		"not a day":  {"since": "May"},
		"not a size": {"limit": "many"},
	} {
		if err := Write(io.Discard, "", given); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPagesFromElsewhereMayRead(t *testing.T) {
	server := httptest.NewServer(Handler(nil))
	defer server.Close()
	for _, c := range []struct {
		method, path string
		code         int
		holds        string
	}{
		{http.MethodGet, Path, http.StatusOK, server.URL + StylePath},
		{http.MethodGet, StylePath, http.StatusOK, "node.Person {"},
		{http.MethodOptions, Path, http.StatusNoContent, ""},
		{http.MethodGet, "/other", http.StatusNotFound, ""},
	} {
		req, err := http.NewRequestWithContext(t.Context(), c.method, server.URL+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Origin", "http://localhost:7474")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != c.code || !strings.Contains(string(body), c.holds) || resp.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s %s: %s, %v\n%.200s", c.method, c.path, resp.Status, resp.Header, body)
		}
	}
}
