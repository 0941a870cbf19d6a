package schema

import (
	"strings"
	"testing"
)

func TestConstraintsMayBeRunAgain(t *testing.T) {
	cs := Constraints()
	if len(cs) < 10 {
		t.Fatalf("got %d statements", len(cs))
	}
	for _, c := range cs {
		if !strings.Contains(c, " IF NOT EXISTS ") || !strings.Contains(c, " newsgraph_") {
			t.Errorf("%s: want a name that begins with newsgraph_ and IF NOT EXISTS", c)
		}
	}
}

func TestSavedQueriesHaveNamesAndParameters(t *testing.T) {
	qs := Queries()
	if len(qs) != 11 {
		t.Fatalf("got %d queries, want 11", len(qs))
	}
	for _, q := range qs {
		if q.Says == "" || !strings.Contains(q.Cypher, "RETURN") {
			t.Errorf("%s: says %q, Cypher %q", q.Name, q.Says, q.Cypher)
		}
	}
}

func TestSavedQueryNamesTheOthers(t *testing.T) {
	if _, err := SavedQuery("investors"); err != nil {
		t.Fatal(err)
	}
	_, err := SavedQuery("investor")
	if err == nil || !strings.Contains(err.Error(), "investors, spokespeople") {
		t.Fatalf("got %v", err)
	}
}

func TestBindReadsParameters(t *testing.T) {
	q := Query{Name: "q", Params: []QueryParam{
		{Name: "name", Kind: "text", Default: "TikTok"},
		{Name: "limit", Kind: "number", Default: int64(5)},
		{Name: "since", Kind: "date", Default: "2020-01-01"},
	}}
	got, err := q.Bind(map[string]string{"limit": "7"})
	if err != nil || got["name"] != "TikTok" || got["limit"] != int64(7) || got["since"] != "2020-01-01" {
		t.Fatalf("got %v, %v", got, err)
	}
	for _, bad := range []map[string]string{{"limit": "many"}, {"since": "May"}, {"nmae": "x"}} {
		if _, err := q.Bind(bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

func TestParseQueriesRejects(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no name":              {"MATCH (n) RETURN n;", "q:1: a query without a name"},
		"a name twice":         {"// a: x\nRETURN 1;\n\n// a: y\nRETURN 2;", "q:5: query \"a\" is there twice"},
		"unknown parameter":    {"// a: x\nRETURN $p;", "$p has no line"},
		"unused parameter":     {"// a: x\n// $p (text, \"y\"): z\nRETURN 1;", "$p is described but not used"},
		"a default not a date": {"// a: x\n// $p (date, \"soon\"): z\nRETURN $p;", "q:2: parameter p is \"soon\""},
	} {
		_, err := ParseQueries("q", c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func FuzzParseQueries(f *testing.F) {
	f.Add(queriesCypher)
	f.Add("// a: b\n// $c (number, 3): d\nRETURN $c;")
	f.Fuzz(func(t *testing.T, text string) {
		qs, err := ParseQueries("fuzz", text)
		for _, q := range qs {
			if err == nil && (q.Name == "" || q.Cypher == "") {
				t.Fatalf("a query without name or text: %+v", q)
			}
		}
	})
}
