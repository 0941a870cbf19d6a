package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/datatest"
)

// The tables in the repository must be what the program writes.
func TestTablesAreUpToDate(t *testing.T) {
	var news []string
	for _, name := range []string{"raw/news", "train/redocred.dev", "train/docred_ner_coref_only.test"} {
		news = append(news, datatest.Path(t, "data/"+name+".jsonl.gz"))
	}
	out := t.TempDir()
	if err := run(datatest.Path(t, "data/gazetteers"), news, out); err != nil {
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
