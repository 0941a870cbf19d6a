package guide

import (
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

var shots = flag.String("screenshots", "", "folder for pictures of what the test sees")

// news is a person who leads one company that another invested in.
func news() graph.Reader {
	g := &graph.Graph{
		Articles: []graph.Article{{Article: article.Article{ID: "a1", Title: "Vela backs Corvid", Text: "Vela Partners invested in Corvid Chips, led by Ada Lindqvist."}, Story: "a1"}},
		Entities: []graph.Entity{
			{ID: "e1", Type: schema.Organization, Name: "Vela Partners", Aliases: []graph.Alias{{Name: "Vela Partners"}}},
			{ID: "e2", Type: schema.Organization, Name: "Corvid Chips", Aliases: []graph.Alias{{Name: "Corvid Chips"}}},
			{ID: "e3", Type: schema.Person, Name: "Ada Lindqvist", Aliases: []graph.Alias{{Name: "Ada Lindqvist"}}},
		},
	}
	for i, s := range []graph.Statement{
		{ID: "s1", Type: schema.InvestedIn, Subject: "e1", Object: "e2"},
		{ID: "s2", Type: schema.CEOOf, Subject: "e3", Object: "e2"},
	} {
		s.Modality, s.Support, s.Stories, s.Confidence = schema.Asserted, 1, 1, 0.9
		g.Statements = append(g.Statements, s)
		g.Evidence = append(g.Evidence, graph.Evidence{ID: fmt.Sprint("v", i), Statement: s.ID, Article: "a1", Span: text.Span{End: 61}, Sentence: g.Articles[0].Text})
	}
	graph.Sort(g)
	return graph.InMemory{Graph: g, Head: graph.Meta{StoreID: "news", Revision: 1}}
}

// tab is a page in a real browser.
type tab struct {
	*testing.T
	ctx context.Context
}

// chromium opens a page, or skips the test where there is no browser.
func chromium(t *testing.T) tab {
	t.Helper()
	i := slices.IndexFunc([]string{"chromium", "chromium-browser", "google-chrome"}, func(name string) bool {
		_, err := exec.LookPath(name)
		return err == nil
	})
	missing := t.Skip
	if os.Getenv("NEWSGRAPH_REQUIRE_BROWSER") == "1" {
		missing = t.Fatal
	}
	if i < 0 {
		missing("no chromium on the path: Debian's package chromium has it")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath([]string{"chromium", "chromium-browser", "google-chrome"}[i]),
		chromedp.NoSandbox, chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(2*time.Minute))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		missing("no browser starts: ", err)
	}
	p := tab{t, ctx}
	p.do(chromedp.EmulateViewport(1500, 950))
	return p
}

func (p tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

// until waits for an expression to be true and takes a picture.
func (p tab) until(picture, expression string) {
	p.Helper()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	var last error
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); <-tick.C {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok {
			p.shoot(picture)
			return
		}
		last = err
	}
	p.shoot(picture)
	said, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("document.body.innerText"))
	p.Fatalf("waiting for %s: %v; the page says %.1500s (%v)", expression, last, said, err)
}

func (p tab) shoot(name string) {
	if *shots == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(*shots, name+".png"), png, 0o644)
	}
	if err != nil {
		p.Error(err)
	}
}

// click clicks the first element of a kind whose text holds some words.
func (p tab) click(selector, words string) {
	p.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(%q)].find(e => e.textContent.includes(%q))`, selector, words)
	p.until("before "+strings.Trim(words, ":"), find)
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](find+".click(), true")); err != nil {
		p.Fatal(err)
	}
}

func TestNeo4jBrowserPlaysTheGuide(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server and a browser, which takes minutes")
	}
	p := chromium(t)
	database := neo4jtest.Own(t, neo4jtest.Settings{Browser: true})
	_, err := neo4j.Load(t.Context(), news(), neo4j.Options{URI: database.URI})
	for try := 0; neo4j.Away(err) && try < 3; try++ { // it has just begun
		_, err = neo4j.Load(t.Context(), news(), neo4j.Options{URI: database.URI})
	}
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(Handler(map[string]string{"name": "Corvid Chips"}))
	t.Cleanup(server.Close)
	home := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	bolt := strings.Replace(database.URI, "127.0.0.1", "localhost", 1)

	const editor = `.monaco-editor .view-lines`
	const run = `[data-testid="editor-Run"]`
	p.do(chromedp.Navigate(database.Browser + "?" + url.Values{"dbms": {bolt}, "preselectAuthMethod": {"NO_AUTH"}, "cmd": {"guide"}, "arg": {home + Path}}.Encode()))
	p.until("guide", `document.body.innerText.includes("working connection")`) // without a password it connects by itself
	p.until("guide", `document.body.innerText.includes("The news as a graph")`)

	p.click("pre.runnable", ":style ")
	p.click(run, "")
	p.until("style", `document.body.innerText.includes("`+home+StylePath+`")`)
	p.click("pre.runnable", "MATCH p = (s)-[r]->(o)")
	p.click(run, "")
	p.until("first look", `document.querySelectorAll("svg g.node").length === 3`)
	for name, fill := range map[string]string{"Corvid": "#4C8EDA", "Vela": "#4C8EDA", "Ada": "#F79767"} {
		p.until("first look "+name, fmt.Sprintf(`[...document.querySelectorAll("svg g.node")].some(n => n.textContent.includes(%q) && n.querySelector("circle[fill='%s']"))`, name, fill))
	}

	p.click(`[data-testid=guideNextSlide]`, "")
	p.click("pre.runnable", "INVESTED_IN")
	p.until("edited", fmt.Sprintf(`document.querySelector(%q).textContent.includes("Corvid")`, editor))
	p.click(run, "")
	p.until("investors", `[...document.querySelectorAll("table td")].some(c => c.textContent.includes("Vela Partners"))`)
}
