package browse

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// missing skips a test that lacks something, or fails it where nothing may.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("NEWSGRAPH_REQUIRE_BROWSER") == "1" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// tab is a page in a real browser.
type tab struct {
	*testing.T
	ctx  context.Context
	home string

	mu     sync.Mutex
	faults []string // errors of scripts, of the policy, requests elsewhere
}

// browser starts Chromium and returns a way to open tabs on the store made, or
// on another server.
func browser(t *testing.T) func(t *testing.T, other ...http.Handler) *tab {
	t.Helper()
	var program string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		missing(t, "no chromium on the path: Debian's package chromium has it")
	}
	server := httptest.NewServer(shown(t, Options{}))
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("force-device-scale-factor", "1"), chromedp.WSURLReadTimeout(2*time.Minute))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	first, closeFirst := chromedp.NewContext(alloc)
	t.Cleanup(closeFirst)
	if err := chromedp.Do(first); err != nil {
		missing(t, fmt.Sprintf("%s does not start: %v", program, err))
	}
	return func(t *testing.T, other ...http.Handler) *tab {
		home := server.URL
		for _, h := range other {
			s := httptest.NewServer(h)
			t.Cleanup(s.Close)
			home = s.URL
		}
		ctx, cancel := chromedp.NewContext(first)
		t.Cleanup(cancel)
		ctx, end := context.WithTimeout(ctx, 5*time.Minute)
		t.Cleanup(end)
		p := &tab{T: t, ctx: ctx, home: home}
		p.run(chromedp.EmulateViewport(1100, 800))
		// A tab that lost the focus to another one would close its suggestions.
		if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Listen(ctx, p.watch); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			for _, f := range p.faults {
				t.Error(f)
			}
		})
		return p
	}
}

// watch notes what no page may do.
func (p *tab) watch(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = fmt.Sprintf("a script failed: %+v", e.ExceptionDetails)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			fault = fmt.Sprintf("the browser complains: %s (%s)", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		u := e.Request.URL
		if !strings.HasPrefix(u, p.home+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") && u != "about:blank" {
			fault = "a request elsewhere: " + u
		}
	}
	if fault != "" {
		p.mu.Lock()
		p.faults = append(p.faults, fault)
		p.mu.Unlock()
	}
}

func (p *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

func (p *tab) open(path string) {
	p.Helper()
	p.run(chromedp.Navigate(p.home + path))
}

// eval returns the value of an expression, awaiting a promise.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// do runs a script.
func (p *tab) do(script string) {
	p.Helper()
	eval[int](p, script+"; 0")
}

// until waits for an expression to be true on a page that is whole, scripts
// too: this page or one it leads to.
func (p *tab) until(expression string) {
	p.Helper()
	var last error
	for tick, end := time.NewTicker(50*time.Millisecond), time.Now().Add(2*time.Minute); time.Now().Before(end); <-tick.C {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("document.readyState === 'complete' && !!("+expression+")"))
		if ok {
			return
		}
		last = err // while one page follows another there is none to ask
	}
	p.Fatalf("waiting for %s: %v, at %s", expression, last, eval[string](p, `location.href + ": " + document.body.innerText.slice(0, 200)`))
}

func (p *tab) dark(on bool) {
	p.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	if err != nil {
		p.Fatal(err)
	}
}

// picture waits until the picture of an entity stands.
func (p *tab) picture(id string) {
	p.Helper()
	p.open("/picture/" + id)
	p.until(`document.querySelector(".canvas").cy && document.querySelector(".canvas").cy.nodes().length > 1`)
}

// accessible looks with axe for faults that keep people from reading the page.
func (p *tab) accessible(page string, dark bool) {
	p.Helper()
	path := os.Getenv("NEWSGRAPH_AXE")
	if path == "" {
		missing(p.T, "NEWSGRAPH_AXE does not name an axe.min.js (npm package axe-core)")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		p.Fatal(err)
	}
	p.dark(dark)
	p.do(`document.querySelectorAll("details").forEach(d => d.open = true)`)
	p.do(string(axe))
	found := eval[string](p, `axe.run().then(r => r.passes.length < 5 ? "axe looked at nothing" : JSON.stringify(r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => ({id: v.id, n: v.nodes.length, at: v.nodes[0].html.slice(0, 150), why: v.nodes[0].failureSummary}))))`)
	var list []struct {
		ID, At, Why string
		N           int
	}
	if err := json.Unmarshal([]byte(found), &list); err != nil {
		p.Fatal(err)
	}
	for _, v := range list {
		p.Errorf("%s (dark %t): %s, %d times: %s: %s", page, dark, v.ID, v.N, v.At, v.Why)
	}
}
