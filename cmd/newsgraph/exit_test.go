package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.txt")
	if err := os.WriteFile(good, []byte("Acme names chief\n\nIda Moreau, the chief executive of Acme Group, resigned.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		args string
		want int
		says string
	}{
		{"done", t.Context(), "build " + good + " -o " + dir + "/a.db", exitDone, ""},
		{"a store that is not there", t.Context(), "show Acme -s " + dir + "/none.db", exitFailed, "there is no such store"},
		{"no such command", t.Context(), "bild", exitUsage, `unknown command "bild" (did you mean build?)`},
		{"half a command", t.Context(), "eval", exitUsage, "eval names, eval coref, eval relations or eval resolve"},
		{"no argument", t.Context(), "build", exitUsage, "requires at least 1 arg"},
		{"no such flag", t.Context(), "verify --fast", exitUsage, "unknown flag"},
		{"one of two inputs failed", t.Context(), "build " + good + " " + dir + "/none.txt -o " + dir + "/b.db", exitPartly, "none.txt"},
		{"one of two inputs failed to be extracted", t.Context(), "extract " + good + " " + dir + "/none.txt", exitPartly, "none.txt"},
		{"interrupted", ended, "build " + good + " -o " + dir + "/c.db", exitInterrupted, "what was finished is kept"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, words bytes.Buffer
			if got := run(c.ctx, strings.Fields(c.args), strings.NewReader(""), &out, &words); got != c.want {
				t.Errorf("exit code %d, want %d", got, c.want)
			}
			if c.says == "" && words.Len() > 0 || !strings.Contains(words.String(), c.says) {
				t.Errorf("stderr %q, want %q", words.String(), c.says)
			}
		})
	}
}
