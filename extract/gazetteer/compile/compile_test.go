package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is the folder with the data sets, or "".
func shared() string {
	if dir := os.Getenv("NEWSGRAPH_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for filepath.Dir(dir) != dir {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// The tables in the repository must be what the program writes.
func TestTablesAreUpToDate(t *testing.T) {
	data := filepath.Join(shared(), "data")
	var news []string
	for _, name := range []string{"raw/news", "train/redocred.dev", "train/docred_ner_coref_only.test"} {
		news = append(news, filepath.Join(data, name+".jsonl.gz"))
	}
	for _, path := range append(news, filepath.Join(data, "gazetteers")) {
		if _, err := os.Stat(path); err != nil {
			if os.Getenv("NEWSGRAPH_REQUIRE_SHARED") == "1" {
				t.Fatal(err)
			}
			t.Skipf("%v: set NEWSGRAPH_SHARED to the folder with the data", err)
		}
	}
	out := t.TempDir()
	if err := run(filepath.Join(data, "gazetteers"), news, out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"countries.tsv", "nicknames.tsv", "genders.tsv"} {
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("..", "data", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("data/%s is not what compile writes: run it", name)
		}
	}
}

func TestMissingSourcesAreNamed(t *testing.T) {
	err := run(t.TempDir(), nil, t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "country-codes.csv") {
		t.Errorf("error is %v, want one that names country-codes.csv", err)
	}
}
