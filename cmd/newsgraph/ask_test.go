package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// example is a store of the test articles, built once.
var example = sync.OnceValues(func() (string, string) {
	path := filepath.Join(scratch, "example.db")
	var out, words bytes.Buffer
	if code := run(context.Background(), []string{"build", "../../testdata/articles", "-o", path}, strings.NewReader(""), &out, &words); code != exitDone {
		return "", words.String()
	}
	return path, ""
})

// exampleStore is that store, not to be written to.
func exampleStore(t *testing.T) string {
	t.Helper()
	path, failed := example()
	if failed != "" {
		t.Fatal(failed)
	}
	return path
}

// call runs a command line.
func call(t *testing.T, args ...string) (code int, out, words string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func TestWhatTheStoreAnswers(t *testing.T) {
	t.Setenv("NEWSGRAPH_STORE", exampleStore(t))
	for _, c := range []struct {
		args string   // separated by |
		want []string // patterns of lines
		not  string
	}{
		{"timeline|Helion Networks", []string{
			`2024-06-18  .*Helion Networks.*`, `            — .*“Helion Networks in talks to buy German chipmaker Rheintal”`, `no date     .*`,
		}, ""},
		{"timeline|Helion Networks|Rheintal Semiconductor|--since|2024-03-01|--until|2024-03-31", []string{`2024-03-11  Helion Networks ACQUIRED .*`}, "2024-06-18"},
		{"timeline|Helion Networks|--most|1", []string{"and more; --most 2 shows some of it"}, "2024-03"},
		{"timeline|Helion Networks|--most|2|--json", []string{`{"message_type":"saying","id":"s.*"said":{"id":"v.*`, `{"message_type":"summary","more":true,"sayings":2}`}, ""},
		{"search|helion", []string{`Helion Networks +Organization +6 articles +2024-03-11 to 2024-06-18 +by alias +e[a-z0-9]{16} *`}, ""},
		{"search|moreira|--type|person|--json", []string{
			`{"message_type":"entity","id":"e[a-z0-9]+","type":"Person","name":"Daniel Moreira",.*"how":"alias","score":[0-9]+}`, `{"message_type":"summary","entities":2,"more":false}`,
		}, "Organization"},
		{"search|moreira|--most|1", []string{"and more; --most 2 shows some of them"}, ""},
		{"stats", []string{`Articles +14 *`, `Stories \(reprints count once\) +12 *`, `  2024-03 +[0-9]+ +█+ *`, `  Wirtschaftsblick +1 article +2024-03-13 *`}, ""},
		{"stats|--json", []string{`{"message_type":"summary","store_id":"[A-Z2-7]+","revision":1,.*"publishers":\[{.*"articles_by_month":\[{"month":"2024-03".*`}, ""},
		{"top", []string{` +articles +mentions +seen *`, `Portugal +Place +7 +.*`}, ""},
		{"top|relations", []string{` +statements +asserted +past +planned +alleged +denied *`, `INVESTED_IN +7 +.*`}, ""},
		{"top|relations|--json|--most|2", []string{`.*"modalities":{.*`, `{"message_type":"summary","entries":2}`}, ""},
		{"top|rising|--days|90", []string{`[0-9]+ stories, 2024-[0-9-]+ to 2024-[0-9-]+, beside [0-9]+ before; 6 articles without a day left out`, ` +stories +expected +score *`, `Everton +Organization +2 +.*`}, ""},
		{"top|rising|--json|--days|90|--type|place", []string{`{"message_type":"summary","entries":[0-9]+}`}, "Organization"},
		{"top|corroborated|--most|3", []string{`Callum Rourke +LEADS +Everton +manager +3 stories, 4 articles.*`}, "planned"},
		{"top|corroborated|--json", []string{`.*"modality":"asserted".*`}, `"modality":"planned"`},
		{"top|denied", []string{` +denied by +stated by +last said *`, `Takumi Electric +ACQUIRED +Rheintal Semiconductor +1 story +2024-03-13 *`}, ""},
		{"top|denied|--json|--most|1", []string{`{"message_type":"fact",.*"modality":"denied",.*"stated_stories":.*`, `{"message_type":"summary","entries":1}`}, ""},
		{"top|entities|--type|person|--most|2|--json", []string{`{"message_type":"summary","entries":2}`}, "Place"},
		{"query|--list|--json", []string{`{"message_type":"query","name":"investors",.*`, `{"message_type":"summary","queries":[0-9]+}`}, ""},
		{"schema|neo4j|--json", []string{`{"message_type":"summary","constraints":\["CREATE.*`}, ""},
		{"schema|test|--json", []string{`{"message_type":"summary","failures":0,"rules":[0-9]+}`}, ""},
	} {
		t.Run(c.args, func(t *testing.T) {
			code, out, words := call(t, strings.Split(c.args, "|")...)
			if code != exitDone || words != "" {
				t.Fatalf("exit code %d, %s", code, words)
			}
			for _, p := range c.want {
				if !regexp.MustCompile(`(?m)^` + p + `$`).MatchString(out) {
					t.Errorf("no line is like %q in\n%s", p, out)
				}
			}
			if c.not != "" && strings.Contains(out, c.not) {
				t.Errorf("%q is in\n%s", c.not, out)
			}
			if strings.Contains(out, "\x1b") {
				t.Error("there is colour outside of a terminal")
			}
			if strings.Contains(c.args, "--json") {
				for line := range strings.Lines(out) {
					if !json.Valid([]byte(line)) {
						t.Errorf("%s is not JSON", line)
					}
				}
			}
		})
	}
}

func TestWhatTheStoreCannotAnswer(t *testing.T) {
	t.Setenv("NEWSGRAPH_STORE", exampleStore(t))
	for _, c := range []struct {
		args string // separated by |
		code int
		says string
	}{
		{"timeline|Helion Networks|--since|2030-01-01", exitFailed, "states anything of Helion Networks then"},
		{"timeline|Helion Networks|--since|May", exitUsage, `--since is "May": want a day, YYYY-MM-DD`},
		{"timeline|Helion Networks|--most|-1", exitUsage, "--most is -1: want how many, 1 or more"},
		{"search|moreira|--type|dog", exitUsage, `--type is "dog": want one of Person, Organization`},
		{"search|nobodyatall", exitFailed, `no entity is named "nobodyatall" in `},
		{"stats|a.db|--store|b.db", exitUsage, "stats: two stores, a.db and --store b.db: want one"},
		{"show|none.db|Helion Networks", exitFailed, "none.db: there is no such store"},
		{"show|none.db", exitUsage, "accepts 1 arg(s), received 0"},
		{"top|dogs", exitUsage, `top: "dogs" is no list: want one of entities, relations, rising, corroborated, denied`},
		{"export|--format|csv|-o|x|--min-support|-3", exitUsage, "--min-support is -3: want how many articles, 0 or more"},
		{"top|rising|--days|0", exitUsage, "--days is 0: want how many, 1 or more"},
	} {
		t.Run(c.args, func(t *testing.T) {
			if code, _, words := call(t, strings.Split(c.args, "|")...); code != c.code || !strings.Contains(words, c.says) {
				t.Errorf("exit code %d and %q, want %d and %q", code, words, c.code, c.says)
			}
		})
	}
}

func TestNamesComplete(t *testing.T) {
	store := exampleStore(t)
	t.Setenv("NEWSGRAPH_STORE", filepath.Join(t.TempDir(), "none.db"))
	for _, c := range []struct {
		args string // separated by |
		want []string
		not  string
	}{
		{"show|-s|STORE|Hel", []string{"Helion Networks\tOrganization, 6 articles"}, "Rheintal"},
		{"why|-s|STORE|helion n", []string{"Helion Networks\tOrganization, 6 articles"}, ""},
		{"show|-s|STORE|Mor", []string{"Moreira\tPerson, 4 articles"}, "Daniel"}, // a shell offers what goes on from what was typed
		{"timeline|-s|STORE|", []string{"Portugal\tPlace, 7 articles"}, ""},
		{"path|-s|STORE|Helion Networks|Rhein", []string{"Rheintal Semiconductor\tOrganization, 6 articles"}, ""},
		{"show|-s|STORE|Helion Networks|Rhein", nil, "Rheintal"},
		{"why|-s|STORE|Helion Networks|", []string{"INVESTED_IN"}, "Rheintal"},
		{"decide|-s|STORE|Helion|", []string{"same", "different"}, "Rheintal"},
		{"decide|-s|STORE|Helion|same|Rhein", []string{"Rheintal Semiconductor\tOrganization, 6 articles"}, ""},
		{"report|STORE|--about|Hel", []string{"Helion Networks\tOrganization, 6 articles"}, ""},
		{"search|--type|", []string{"Person", "Organization"}, ""},
		{"top|", []string{"rising", "denied"}, ""},
		{"show|Hel", nil, "Helion"}, // no store
	} {
		t.Run(c.args, func(t *testing.T) {
			code, out, words := call(t, strings.Split("__complete|"+strings.ReplaceAll(c.args, "STORE", store), "|")...)
			if code != exitDone {
				t.Fatal(words)
			}
			lines := strings.Split(out, "\n")
			for _, w := range c.want {
				if !slices.Contains(lines, w) {
					t.Errorf("%q is not offered, but %q", w, lines)
				}
			}
			if c.not != "" && strings.Contains(out, c.not) {
				t.Errorf("%q is offered: %q", c.not, lines)
			}
		})
	}
}

func TestAStoreIsNamedBeforeAllElseOrByItsFlag(t *testing.T) {
	path := exampleStore(t)
	t.Setenv("NEWSGRAPH_STORE", filepath.Join(t.TempDir(), "none.db"))
	for _, args := range []string{
		"show Helion", "why Helion ACQUIRED Rheintal", "path Helion Rheintal", "timeline Helion", "search helion", "top", "top relations",
		"stats", "verify", "review --json", "export --format graphml -o -", "report -o -",
	} {
		command, rest, _ := strings.Cut(args, " ")
		more := strings.Fields(rest)
		code, want, words := call(t, append(append([]string{command}, more...), "--store", path)...)
		if code != exitDone {
			t.Errorf("%s --store: exit code %d: %s", args, code, words)
		}
		code, got, words := call(t, append([]string{command, path}, more...)...)
		if code != exitDone || got != want {
			t.Errorf("%s %s: exit code %d: %s\n%s\nwant\n%s", command, path, code, words, got, want)
		}
	}
}

func TestOfTwoOfOneNameTheBetterKnownIsTakenAndSaidSo(t *testing.T) {
	path := built(t, "Ana Paris sang in Rome on Monday. The singer Ana Paris, 31, was born in Naples. Paris said she was glad.",
		"Officials in Paris, France, said on Monday that the council of Paris had met in Paris.", "The mayor of Paris spoke in Paris on Friday.")
	code, out, words := call(t, "show", path, "paris")
	said := regexp.MustCompile(`^newsgraph: "paris" is taken for Paris \(Place, 2 articles, e[a-z0-9]{16}\); for Ana Paris \(Person, 1 article, (e[a-z0-9]{16})\) give that id\n$`).FindStringSubmatch(words)
	if code != exitDone || said == nil || !strings.HasPrefix(out, "Paris  (Place, ") {
		t.Fatalf("exit code %d: %s: %s", code, words, out)
	}
	if code, out, words := call(t, "show", path, said[1]); code != exitDone || words != "" || !strings.HasPrefix(out, "Ana Paris  (Person, ") {
		t.Errorf("by its id: exit code %d: %s: %s", code, words, out)
	}
}

func TestWithoutDatesNobodyRises(t *testing.T) {
	code, out, words := call(t, "top", built(t, "Ana Costa spoke in Lisbon."), "rising")
	if code != exitDone || !strings.HasPrefix(out, "No article in this store has a date (1 article without): who rises cannot be told.") {
		t.Errorf("exit code %d: %s: %s", code, words, out)
	}
}
