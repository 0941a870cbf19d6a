package browse

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// report writes the report of the store made.
func report(t testing.TB, o ReportOptions) string {
	t.Helper()
	st, err := made()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteReport(t.Context(), st, &b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAReportNeedsNothingElse(t *testing.T) {
	page := report(t, ReportOptions{})
	if again := report(t, ReportOptions{}); again != page {
		t.Error("the same store gives another report")
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, links := map[string]bool{}, []string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "link", "img", "iframe", "object", "embed", "form", "base":
			t.Errorf("there is a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("two elements have the id %s", a.Val)
				}
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
			case a.Key == "href" && !strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://"):
				t.Errorf("a link leads to %q", a.Val)
			case a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, id := range links {
		if !ids[id] {
			t.Errorf("a link leads to #%s, which is not there", id)
		}
	}
	if len(links) < 20 {
		t.Errorf("%d links within the page: want those between its sections", len(links))
	}
	for _, want := range []string{"Who is connected with whom", "Stated by most stories", "Denied", "Planned", "Last said", "Sequoia Capital", "<svg "} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(page, "\u202e") || strings.Contains(page, "<b>Daily") {
		t.Error("text of an article steers the page")
	}
}

func TestAReportTellsOfThoseAskedFor(t *testing.T) {
	s := shown(t, Options{})
	page := report(t, ReportOptions{Title: "The <deal>", About: []string{idOf(t, s, "TikTok"), idOf(t, s, "TikTok")}})
	if n := len(regexp.MustCompile(`<section class="whom"`).FindAllString(page, -1)); n != 1 {
		t.Errorf("%d sections, want one", n)
	}
	if strings.Contains(page, "Everton") || strings.Contains(page, "In the news of late") {
		t.Error("the report tells of others, too")
	}
	if !strings.Contains(page, "<title>The &lt;deal&gt;</title>") || !strings.Contains(page, "Investors") {
		t.Error("the title or the investors are missing")
	}
	if err := WriteReport(t.Context(), s.st, new(bytes.Buffer), ReportOptions{About: []string{"nobody"}}); err == nil {
		t.Error("a report about nobody is written")
	}
}

// TestDotsStandApartWithinThePicture draws graphs of any shape.
func TestDotsStandApartWithinThePicture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 30).Draw(t, "dots")
		draw := func() *Drawing {
			d := &Drawing{Width: networkWidth, Height: networkHeight, Dots: make([]Dot, n)}
			for i := range d.Dots {
				d.Dots[i] = Dot{R: 8, Label: strings.Repeat("x", 4+i%12)}
			}
			return d
		}
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) tie {
			return tie{a: rapid.IntRange(0, n-1).Draw(t, "a"), b: rapid.IntRange(0, n-1).Draw(t, "b"), stories: 1}
		}), 0, 40).Draw(t, "ties")
		d, again := draw(), draw()
		d.spread(list)
		again.spread(list)
		for i, p := range d.Dots {
			if again.Dots[i] != p {
				t.Fatalf("dot %d stands at %v and at %v", i, p, again.Dots[i])
			}
			if math.IsNaN(p.X) || p.X < 0 || p.X > networkWidth || p.Y < 0 || p.LY > networkHeight {
				t.Errorf("dot %d stands at %v, %v: outside", i, p.X, p.Y)
			}
			for j, q := range d.Dots[:i] {
				if math.Hypot(p.X-q.X, p.Y-q.Y) < p.R+q.R {
					t.Errorf("dots %d and %d overlap", i, j)
				}
			}
		}
	})
}

func TestALineSaysTheBestThatJoinsTwo(t *testing.T) {
	a, b := store.End{ID: "a", Name: "Birch"}, store.End{ID: "b", Name: "Acme"}
	fact := func(relation schema.RelationType, modality schema.Modality, stories int) store.Fact {
		return store.Fact{Statement: graph.Statement{Subject: "a", Type: relation, Object: "b", Modality: modality, Stories: stories}, SubjectEnd: a, ObjectEnd: b}
	}
	list := ties([]store.Fact{fact("ACQUIRED", "planned", 9), fact("OWNS", "asserted", 1), fact("SUED", "asserted", 2)}, map[string]int{"a": 0, "b": 1})
	if len(list) != 1 {
		t.Fatalf("%d ties, want one", len(list))
	}
	got := list[0].line(&Dot{}, &Dot{})
	if got.Says != "Birch sued Acme, 12 stories" || got.Doubtful {
		t.Errorf("%+v, want the best of what is a fact, and all stories", got)
	}
}

func TestReportInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes a while")
	}
	open := browser(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "report.html"), []byte(report(t, ReportOptions{})), 0o600); err != nil {
		t.Fatal(err)
	}
	p := open(t)
	p.home = "file://" + filepath.ToSlash(dir)
	p.open("/report.html")
	if got := eval[string](p, `getComputedStyle(document.querySelector(".drawing svg")).borderTopLeftRadius`); got != "8px" {
		t.Errorf("the picture's corners are %s: the style is not taken", got)
	}
	p.do(`document.querySelector("details.fact > summary").click()`)
	p.until(`document.querySelector("details.fact[open] blockquote").getBoundingClientRect().height > 0`)
	p.do(`document.querySelector(".contents a").click()`)
	p.until(`location.hash.length > 1 && document.querySelector(location.hash).getBoundingClientRect().top < 800`)
	for _, dark := range []bool{false, true} {
		p.accessible("report", dark)
	}
}
