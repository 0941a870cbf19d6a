package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

var updateDocs = flag.Bool("docs", false, "write REFERENCE.md and the man pages anew")

// TestDocsAreFresh holds the reference and the man pages to the commands. With
// -docs it writes them.
func TestDocsAreFresh(t *testing.T) {
	for _, name := range []string{"NEWSGRAPH_STORE", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"} {
		t.Setenv(name, "") // they show as defaults
	}
	root := newRoot()
	root.DisableAutoGenTag = true
	root.Version = "" // it changes with every build
	want := map[string][]byte{}
	var reference bytes.Buffer
	reference.WriteString("# The commands of newsgraph\n\nMade from the program's own help; `go test ./cmd/newsgraph -run Docs -docs` makes it anew. The same as man pages is in [man](man): `man -l cmd/newsgraph/man/newsgraph.1`.\n\n")
	everyCommand(root, func(c *cobra.Command) {
		if err := doc.GenMarkdownCustom(c, &reference, func(file string) string {
			return "#" + strings.ReplaceAll(strings.TrimSuffix(file, ".md"), "_", "-")
		}); err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		if err := doc.GenMan(c, &doc.GenManHeader{Section: "1", Source: "newsgraph", Manual: "newsgraph"}, &page); err != nil {
			t.Fatal(err)
		}
		title := regexp.MustCompile(`(?m)^(\.TH "[^"]*" "1" )"[^"]*"`) // the date of today
		want[filepath.Join("man", strings.ReplaceAll(c.CommandPath(), " ", "-")+".1")] = tidy(title.ReplaceAll(page.Bytes(), []byte(`$1""`)))
	})
	want["REFERENCE.md"] = tidy(reference.Bytes())
	for path, text := range want {
		if *updateDocs {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, err := os.ReadFile(path); err != nil || !bytes.Equal(have, text) {
			t.Errorf("%s is not what the commands say: go test ./cmd/newsgraph -run Docs -docs", path)
		}
	}
	pages, err := filepath.Glob("man/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		if want[path] == nil {
			t.Errorf("%s is of no command", path)
			if *updateDocs {
				_ = os.Remove(path)
			}
		}
	}
}

// everyCommand calls do for c and all below that are of use to somebody.
func everyCommand(c *cobra.Command, do func(*cobra.Command)) {
	do(c)
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
			everyCommand(sub, do)
		}
	}
}

// tidy takes the spaces off the ends of lines, and empty lines off the end.
func tidy(text []byte) []byte {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// Everybody on a machine can read the arguments of its processes.
func TestNoFlagTakesASecret(t *testing.T) {
	secret := regexp.MustCompile(`--[a-z-]*(password|token|secret|credential)`)
	everyCommand(newRoot(), func(c *cobra.Command) {
		if flag := secret.FindString(c.Flags().FlagUsages()); flag != "" {
			t.Errorf("%s takes %s", c.CommandPath(), flag)
		}
	})
}
