package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/schema"
)

// TestReadmeIsComplete holds the README to the program: every command stands in
// it, and every saved query as it runs.
func TestReadmeIsComplete(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	for _, c := range newRoot().Commands() {
		if !strings.Contains(readme, "`"+c.Name()) {
			t.Errorf("the command %s is missing", c.Name())
		}
	}
	for _, q := range schema.Queries() {
		if !strings.Contains(readme, q.Cypher+";") {
			t.Errorf("the saved query %s is missing or another", q.Name)
		}
	}
}

// TestEveryCommandSpeaksJSON asks for --json, but of those whose output is JSON
// or a script anyway.
func TestEveryCommandSpeaksJSON(t *testing.T) {
	other := []string{"newsgraph", "newsgraph extract", "newsgraph eval"}
	everyCommand(newRoot(), func(c *cobra.Command) {
		if slices.Contains(other, c.CommandPath()) || strings.Contains(c.CommandPath(), "completion") {
			return
		}
		if c.Flag("json") == nil {
			t.Errorf("%s does not take --json", c.CommandPath())
		}
	})
}

// TestEveryCommandHasHelp asks for a line, and for flags that say what they do.
func TestEveryCommandHasHelp(t *testing.T) {
	var check func(c *cobra.Command)
	check = func(c *cobra.Command) {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short help is %q", c.CommandPath(), c.Short)
		}
		if c.RunE != nil && c.Args == nil && !c.HasSubCommands() && c.Name() != "test" {
			t.Errorf("%s does not check its arguments", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(newRoot())
}
