package relations

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/schema"
)

func TestRulesKeepTheirExamples(t *testing.T) {
	failures, err := TestRules(schema.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range failures {
		t.Error(f)
	}
	for _, r := range schema.DefaultRules().Rules {
		if len(r.Good) == 0 || len(r.Bad) == 0 {
			t.Errorf("rule %s (line %d) lacks good or bad examples", r.ID, r.Line)
		}
	}
}

func TestExamplesThatFailAreReported(t *testing.T) {
	set, err := schema.ParseRules("user.yaml", []byte(strings.TrimSpace(`
rules:
  - id: buys
    type: ACQUIRED
    precision: .9
    patterns: ["{subject} @buy/active {object}"]
    good: ["[Acme|Organization|s] sold [Birch|Organization|o].", "[Acme|Organization] bought [Birch|Organization].", "[Acme|Firm|s] bought it."]
    bad: ["[Acme|Organization] bought [Birch|Organization]."]
`)), schema.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	failures, err := TestRules(set)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"did not find Acme ACQUIRED", "marks no arguments", "unknown entity type", "where nothing is stated"}
	if len(failures) != len(want) {
		t.Fatalf("got %v", failures)
	}
	for i, f := range failures {
		if !strings.Contains(f.Problem, want[i]) || f.Rule != "buys" || f.Line != 2 {
			t.Errorf("failure %d is %v, want %q", i, f, want[i])
		}
	}
}
