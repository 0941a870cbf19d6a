package resolve

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTheGraphOfAFewArticles compares a whole graph, written so that a person
// can read it, with a golden file.
func TestTheGraphOfAFewArticles(t *testing.T) {
	wire := news(t, "wire", "2024-03-11", "[O Helion Networks] of [L United Kingdom|Britain] agreed to buy [O Rheintal AG], the companies said.\n"+
		"[P Karl Brandt], the economy minister of [L Germany], backed the sale.\n[O Helion Networks|Helion] said that [P Karl Brandt|Brandt] had met its chief, [P Ingrid Sorensen]."+filler,
		"Helion Networks|ACQUIRED|Rheintal AG|planned", "Karl Brandt|WORKS_FOR|Germany||economy minister", "Karl Brandt|MET_WITH|Ingrid Sorensen|||Helion Networks")
	copied := wire
	copied.Article.ID, copied.Article.Key, copied.Article.Published = "copy", "https://copy.example/1", "2024-03-12"
	later := news(t, "later", "2024-06-18T09:30:00Z", "[O Helion] has bought [O Rheintal], said [P Ingrid Sorensen].\nThe [L Germany|~German] minister [P Brandt] welcomed it.\n[O Takumi] did not bid for [O Rheintal].",
		"Helion|ACQUIRED|Rheintal|||Ingrid Sorensen", "Brandt|WORKS_FOR|Germany||minister", "Takumi|ACQUIRED|Rheintal|denied")
	later.Article.Title = "Helion owns Rheintal"
	later.Article.Cites = []article.Citation{{URL: copied.Article.Key}, {Title: "Why chips", Publisher: "The Ledger", Published: "2024-01-01"}}
	got := picture(resolved(t, wire, copied, later))
	file := filepath.Join("testdata", "takeover.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got (go test -update writes it anew):\n%s", diff)
	}
}

// picture writes a graph for people.
func picture(g graph.Graph) string {
	var b strings.Builder
	name := map[string]string{}
	for _, e := range g.Entities {
		name[e.ID] = e.Name
	}
	for _, a := range g.Articles {
		fmt.Fprintf(&b, "article %s story %s\n", a.ID, a.Story)
	}
	for _, e := range g.Entities {
		fmt.Fprintf(&b, "\n%s %s: %s %v\n  %d mentions in %d articles, %s to %s %v\n  former ids %v\n", e.ID, e.Type, e.Name, e.Aliases, e.Mentions, e.Articles, e.FirstSeen, e.LastSeen, e.Identifiers, e.FormerIDs)
	}
	for _, s := range g.Statements {
		fmt.Fprintf(&b, "\n%s %s: %s %s %s%s (%s)\n  confidence %v from %d articles, %d stories, %s to %s\n", s.ID, s.Modality, name[s.Subject], s.Type, name[s.Object], s.Value, s.Role, s.Confidence, s.Support, s.Stories, s.FirstSaid, s.LastSaid)
		for _, v := range s.Speakers {
			fmt.Fprintf(&b, "  says %s\n", name[v])
		}
		for _, v := range g.Evidence {
			if v.Statement == s.ID {
				fmt.Fprintf(&b, "  %s %s %d: %s\n", v.ID, v.Article, v.Start, v.Sentence)
			}
		}
	}
	b.WriteByte('\n')
	for _, c := range g.Citations {
		fmt.Fprintf(&b, "%s cites %s %q\n", c.Article, c.Cited, c.Title)
	}
	return b.String()
}
