package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

func TestDiffSaysWhatADaysArticlesChange(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	build := func(to string) string {
		path := filepath.Join(t.TempDir(), to)
		if code, _, words := call(t, "build", dir, "-o", path); code != exitDone {
			t.Fatal(words)
		}
		return path
	}
	write("one.txt", "Norvik buys Fjell\n\nNorvik Group has acquired Fjell Energy, the two companies said on Monday.\n\nAnna Berg, a spokeswoman for Norvik Group, declined to comment.\n")
	old := build("old.db")
	write("two.txt", "A board meets\n\nAfter the meeting Norvik Group denied that it had acquired Fjell Energy.\n\nQuestions went to Anna Berg, a spokeswoman for Norvik Group, late in the evening.\n\nNorvik Group has sued Tinde Bank.\n")
	now := build("new.db")
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{old, now}, []string{
			`Articles: 1 new, 0 gone\. Entities: 1 new, 0 gone\.`,
			`Contradicted \(1\)`, `  Norvik Group ACQUIRED Fjell Energy \(denied\) — 1 story; but Norvik Group ACQUIRED Fjell Energy — 1 story`,
			`New \(1\)`, `  Norvik Group SUED Tinde Bank — 1 story`, `    \[Norvik Group\] has sued \[Tinde Bank\]\.`, `    — “A board meets”`,
			`Confirmed \(1\)`, `  Anna Berg SPOKESPERSON_FOR Norvik Group \(spokeswoman\) — 2 stories, 1 before`,
		}},
		{[]string{now, old}, []string{`Articles: 0 new, 1 gone\..*`, `Weakened \(1\)`, `Gone \(2\)`}},
		{[]string{now, now}, []string{"The facts are the same."}},
		{[]string{old, now, "--json"}, []string{
			`{"message_type":"change","kind":"new","fact":{.*"said":{.*`, `{"message_type":"summary","articles_gone":0,"articles_new":1,"confirmed":1,"contradicted":1,.*`,
		}},
	} {
		code, out, words := call(t, append([]string{"diff"}, c.args...)...)
		if code != exitDone {
			t.Fatalf("diff %v: exit code %d, %s", c.args, code, words)
		}
		for _, p := range c.want {
			if !regexp.MustCompile(`(?m)^` + p + `$`).MatchString(out) {
				t.Errorf("diff %v: no line is like %q in\n%s", c.args, p, out)
			}
		}
	}
}
