package main

import (
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

// TestASentenceIsShownOnce is about a sentence that states one relation of a
// name and of the pronoun after it.
func TestASentenceIsShownOnce(t *testing.T) {
	const sentence = "Smith, who runs Helion, left."
	said := func(id string, start, subject, end int, p float64) store.Said {
		return store.Said{Evidence: graph.Evidence{
			ID: id, Article: "a1", Sentence: sentence, Span: text.Span{Start: start, End: start + len(sentence)}, Rule: "model", Probability: p,
			SubjectSpan: text.Span{Start: start + subject, End: start + end}, ObjectSpan: text.Span{Start: start + 16, End: start + 22},
		}}
	}
	var b strings.Builder
	whyText(&b, []store.Reason{{Evidence: []store.Said{said("v1", 10, 0, 5, .6), said("v2", 10, 7, 10, .9), said("v3", 80, 0, 5, .7)}}})
	for line, want := range map[string]int{
		"  Smith, [who] runs [Helion], left.\n":                                                     1,
		"  [Smith], who runs [Helion], left.\n":                                                     1,
		"stated again of \"Smith\" and \"Helion\", bytes 10 and 26; rule model, probability 0.60\n": 1,
	} {
		if n := strings.Count(b.String(), line); n != want {
			t.Errorf("%q stands there %d times, want %d:\n%s", line, n, want, b.String())
		}
	}
}

func TestAnAdvisedCommandIsWhatAShellTakes(t *testing.T) {
	t.Setenv("NEWSGRAPH_STORE", "")
	for _, c := range []struct{ path, name, want string }{
		{"news.db", "TikTok", `newsgraph show "TikTok"`},
		{"seed.db", "General Atlantic", `newsgraph show "General Atlantic" --store seed.db`},
		{"my news/a.db", "A$AP Rocky", `newsgraph show 'A$AP Rocky' --store "my news/a.db"`},
		{"été.db", `the "Fed's" $`, `newsgraph show 'the "Fed'\''s" $' --store été.db`},
	} {
		if got := next(c.path, "show", c.name); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
