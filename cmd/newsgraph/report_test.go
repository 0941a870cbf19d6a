package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReportIsOneFile(t *testing.T) {
	store, dir := exampleStore(t), t.TempDir()
	path := filepath.Join(dir, "report.html")
	code, out, words := call(t, "report", store, "-o", path, "--about", "Helion Networks", "--title", "Helion")
	if code != exitDone || !strings.HasPrefix(out, "Wrote "+path+" (") {
		t.Fatalf("exit code %d, %q, %s", code, out, words)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "<title>Helion</title>") || strings.Count(string(page), `<section class="whom"`) != 1 {
		t.Error("the page lacks its title or its one section")
	}
	if code, out, _ := call(t, "report", store, "-o", "-", "--about", "Helion Networks", "--title", "Helion"); code != exitDone || out != string(page) {
		t.Error("standard output gets another page than a file")
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left, want the page alone", len(left))
	}
	if code, out, _ := call(t, "report", store, "-o", path, "--json"); code != exitDone || !strings.HasPrefix(out, `{"message_type":"summary","bytes":`) {
		t.Errorf("exit code %d, %q", code, out)
	}
	for args, says := range map[string]string{
		"--entities=0":   "--entities is 0: want how many, 1 or more",
		"--about=Nobody": `no entity is named "Nobody"`,
		"-o=" + dir:      "is a folder: want the name of a file",
	} {
		if code, _, words := call(t, "report", store, args); code == exitDone || !strings.Contains(words, says) {
			t.Errorf("%s: exit code %d and %q, want %q", args, code, words, says)
		}
	}
}
