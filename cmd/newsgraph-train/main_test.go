package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	c := measureCommand()
	c.SetArgs(args)
	c.SetOut(&out)
	c.SetErr(&out)
	c.SilenceUsage, c.SilenceErrors = true, true
	err := c.Execute()
	return out.String(), err
}

func gold(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	data := `{"text":"Prime Minister Angela Merkel arrived in Paris.","entities":[{"start":15,"end":28,"type":"Person"},{"start":40,"end":45,"type":"Place"}]}` + "\n"
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMeasureNamesPrintsATableAFile(t *testing.T) {
	out, err := run(t, "names", gold(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gold.jsonl\n", "Person          1.000  1.000  1.000        1\n", "PER ORG LOC"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestMeasureNamesBrieflyInAllCases(t *testing.T) {
	out, err := run(t, "names", "--brief", "--cases", gold(t))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 4 || !strings.Contains(lines[3], "gold.jsonl upper") {
		t.Errorf("want a line for the file and one for each case, got\n%s", out)
	}
}

func TestMeasureNamesNamesWhatIsMissing(t *testing.T) {
	for _, args := range [][]string{{"names", "no-such.jsonl"}, {"names", "--model", "no-such-folder", gold(t)}} {
		if _, err := run(t, args...); err == nil || !strings.Contains(err.Error(), "no-such") {
			t.Errorf("%v: error %v", args, err)
		}
	}
	if _, err := run(t, "names"); err == nil {
		t.Error("no gold file: no error")
	}
}

func TestNamesNeedsTheData(t *testing.T) {
	c := namesCommand()
	c.SetArgs([]string{"--data", t.TempDir(), "-o", t.TempDir()})
	c.SilenceUsage, c.SilenceErrors = true, true
	if err := c.Execute(); err == nil || !strings.Contains(err.Error(), "gazetteers") {
		t.Errorf("error %v, want the missing gazetteers named", err)
	}
}
