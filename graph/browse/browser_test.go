package browse

import (
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var shots = flag.Bool("screenshots", false, "take the pictures of the README anew")

func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes a while")
	}
	open := browser(t)
	s := shown(t, Options{})
	rheintal := idOf(t, s, "Rheintal Semiconductor")

	t.Run("somebody finds by keyboard who invests in TikTok and who says so", func(t *testing.T) {
		p := open(t)
		p.open("/")
		for range 10 {
			p.run(chromedp.KeyEvent(kb.Tab))
			if eval[bool](p, `document.activeElement.name === "q"`) {
				break
			}
		}
		p.run(chromedp.KeyEvent("tikt"))
		if got := eval[string](p, `document.activeElement.value`); got != "tikt" {
			t.Errorf("the field holds %q", got)
		}
		p.until(`document.querySelector("[role=listbox]").dataset.term === "tikt" && document.querySelector("[role=option]").textContent.startsWith("TikTok")`)
		p.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
		p.until(`document.querySelector("h1") && document.querySelector("h1").textContent.includes("TikTok") && location.pathname.startsWith("/entity/")`)
		for range 80 {
			p.run(chromedp.KeyEvent(kb.Tab))
			if eval[bool](p, `document.activeElement.tagName === "SUMMARY" && document.activeElement.textContent.includes("Sequoia Capital")`) {
				break
			}
		}
		p.run(chromedp.KeyEvent(kb.Enter))
		p.until(`document.querySelector("details[open] blockquote")`)
		if got := eval[string](p, `document.querySelector("details[open] blockquote").innerText`); !strings.Contains(got, "Sequoia Capital has invested in TikTok") || !strings.Contains(got, "The Example Post") {
			t.Errorf("unfolded: %q", got)
		}
		if got := eval[[]string](p, `[...document.querySelectorAll("details[open] mark")].map(m => m.textContent)`); strings.Join(got, ", ") != "Sequoia Capital, TikTok" {
			t.Errorf("marked: %q", got)
		}
		if eval[string](p, `getComputedStyle(document.activeElement).outlineStyle`) == "none" {
			t.Error("the focus cannot be seen")
		}
	})

	t.Run("somebody finds by mouse who invests in TikTok and who says so", func(t *testing.T) {
		p := open(t)
		p.open("/")
		p.until(`document.querySelector(".search.big input").getAttribute("role") === "combobox"`)
		p.run(chromedp.Click(chromedp.CSS(`.search.big input`)), chromedp.KeyEvent("tikt"))
		p.until(`document.querySelector("[role=listbox]").dataset.term === "tikt" && document.querySelector("[role=option]").textContent.startsWith("TikTok")`)
		p.run(chromedp.Click(chromedp.CSS(`[role=option]`)))
		p.until(`location.pathname.startsWith("/entity/") && document.querySelector("h1").textContent.includes("TikTok")`)
		p.do(`{ const group = [...document.querySelectorAll(".group")].find(g => g.querySelector("h3").textContent.startsWith("Investors"));
			[...group.querySelectorAll("details")].find(d => d.textContent.includes("Sequoia Capital")).id = "sequoia"; }`)
		p.run(chromedp.Click(chromedp.CSS(`#sequoia summary`)))
		p.until(`document.querySelector("#sequoia[open] blockquote")`)
		if got := eval[string](p, `document.querySelector("#sequoia[open]").innerText`); !strings.Contains(got, "Sequoia Capital has invested in TikTok") || !strings.Contains(got, "The Example Post") {
			t.Errorf("unfolded: %q", got)
		}
		p.run(chromedp.Click(chromedp.CSS(`#sequoia[open] blockquote footer a`)))
		p.until(`location.pathname.startsWith("/article/") && location.hash.startsWith("#b")`)
		if got := eval[string](p, `document.querySelector(location.hash).parentElement.innerText`); !strings.Contains(got, "Sequoia Capital has invested in TikTok") {
			t.Errorf("the article opens at %q", got)
		}
	})

	t.Run("the picture grows by a click and tells who says so", func(t *testing.T) {
		p := open(t)
		p.dark(false)
		p.picture(rheintal)
		before := eval[int](p, `document.querySelector(".canvas").cy.nodes().length`)
		at := eval[[]float64](p, `(() => {
			const cy = document.querySelector(".canvas").cy, box = cy.container().getBoundingClientRect();
			const n = cy.nodes().filter(n => n.data("name") === "Helion Networks"), q = n.renderedPosition();
			return [box.left + q.x, box.top + q.y];
		})()`)
		p.run(chromedp.MouseClickXY(at[0], at[1]))
		p.until(fmt.Sprintf(`document.querySelector(".canvas").cy.nodes().length > %d`, before))
		edge := eval[[]float64](p, `(() => {
			const cy = document.querySelector(".canvas").cy, box = cy.container().getBoundingClientRect();
			cy.zoom(1.5); cy.center(cy.edges()[0]);
			const q = cy.edges()[0].renderedMidpoint();
			return [box.left + q.x, box.top + q.y];
		})()`)
		p.run(chromedp.MouseClickXY(edge[0], edge[1]))
		p.until(`document.querySelector(".told blockquote mark")`)
		// The list below says the same, for the keyboard.
		p.run(chromedp.Click(chromedp.CSS(`.edges li:last-child a.rel`)))
		p.until(`document.activeElement === document.querySelector(".told")`)

		var graph struct {
			Nodes []struct{} `xml:"graph>node"`
			Edges []struct{} `xml:"graph>edge"`
		}
		save := func(button string) string {
			return eval[string](p, `(async () => { let saved; const old = URL.createObjectURL; URL.createObjectURL = b => { saved = b; return old.call(URL, b); };
				document.querySelector("[data-do=`+button+`]").click(); URL.createObjectURL = old; return saved.type + " " + saved.size + " " + (await saved.text()); })()`)
		}
		text := save("graphml")
		if err := xml.Unmarshal([]byte(text[strings.Index(text, "<?xml"):]), &graph); err != nil {
			t.Error(err)
		}
		if n := eval[int](p, `document.querySelector(".canvas").cy.nodes().length`); len(graph.Nodes) != n || len(graph.Edges) != eval[int](p, `document.querySelectorAll(".edges li").length`) {
			t.Errorf("GraphML has %d nodes and %d edges; %d nodes are shown", len(graph.Nodes), len(graph.Edges), n)
		}
		text = save("svg")
		if err := xml.Unmarshal([]byte(text[strings.Index(text, "<svg"):]), new(any)); err != nil || !strings.Contains(text, "Helion Networks") {
			t.Errorf("SVG: %v: %.100s", err, text)
		}
		if text = save("png"); !strings.HasPrefix(text, "image/png ") || strings.HasPrefix(text, "image/png 0 ") {
			t.Errorf("PNG: %.40s", text)
		}
		full := eval[string](p, `(() => { const c = document.querySelector(".canvas").cy; for (let i = c.nodes().length; i < 500; i++) c.add({data: {id: "x" + i, name: "", label: "", type: "Place", size: 10}});
			c.nodes().first().emit("onetap"); return document.querySelector(".status").textContent; })()`)
		if !strings.Contains(full, "a picture holds 500") || eval[int](p, `document.querySelector(".canvas").cy.nodes().length`) != 500 {
			t.Errorf("with 500 entities the status is %q", full)
		}
	})

	t.Run("filters narrow the picture", func(t *testing.T) {
		p := open(t)
		p.dark(false)
		p.picture(rheintal)
		p.do(`{ const f = document.querySelector("select[name=relation]"); f.value = "INVESTED_IN"; f.dispatchEvent(new Event("change", {bubbles: true})); }`)
		p.until(`(() => { const e = document.querySelector(".canvas").cy.edges(); return e.length > 0 && e.every(x => x.data("type") === "INVESTED_IN"); })()`)
	})

	t.Run("months narrow the picture", func(t *testing.T) {
		p := open(t)
		p.dark(false)
		p.picture(rheintal)
		p.until(`!document.querySelector(".time").hidden`)
		slide := func(n int, to string) {
			p.do(fmt.Sprintf(`{ const s = document.querySelectorAll(".time input")[%d]; s.value = %s; s.dispatchEvent(new Event("input", {bubbles: true})); }`, n, to))
		}
		all := eval[int](p, `document.querySelectorAll(".edges li").length`)
		slide(1, "0")
		few := eval[int](p, `document.querySelectorAll(".edges li").length`)
		if few == 0 || few >= all {
			t.Errorf("of %d facts %d were said in the first month", all, few)
		}
		p.until(fmt.Sprintf(`document.querySelector(".canvas").cy.edges(":visible").length === %d`, few)) // from the next frame on
		if got := eval[string](p, `document.querySelector(".time output").textContent`); len(got) != len("2024-01 to 2024-01") {
			t.Errorf("the months are given as %q", got)
		}
		slide(1, "1e6")
		if got := eval[int](p, `document.querySelectorAll(".edges li").length`); got != all {
			t.Errorf("in all months there are %d facts of %d", got, all)
		}
	})

	t.Run("a curator decides with keys", func(t *testing.T) {
		s, st := doubtful(t)
		p := open(t, s)
		p.open("/review")
		p.until(`document.querySelector("[data-key=s]")`)
		pair := `[...document.querySelectorAll(".side h2")].map(h => h.innerText).join(", ")`
		first := eval[string](p, pair)
		if got := eval[int](p, `document.querySelectorAll(".side mark").length`); got < 2 {
			t.Errorf("%d places are shown of both", got)
		}
		p.run(chromedp.KeyEvent("u"))
		p.until(fmt.Sprintf(`document.querySelector(".side") && %s !== %q`, pair, first))
		p.run(chromedp.KeyEvent("d"))
		p.until(`document.querySelector(".waiting")`)
		p.run(chromedp.KeyEvent("g"))
		p.until(`location.pathname === "/review" && document.querySelector("h1") && !document.querySelector(".waiting")`)
		list, err := st.Decisions(t.Context())
		if err != nil || len(list) != 1 || list[0].Same {
			t.Errorf("decisions: %+v, %v", list, err)
		}
		// A letter in a field is a letter.
		p.open("/review?a=" + list[0].A + "&b=" + list[0].B)
		p.run(chromedp.Click(chromedp.CSS("input[name=note]")), chromedp.KeyEvent("s"))
		if got := eval[string](p, `location.pathname + document.querySelector("input[name=note]").value`); got != "/reviews" {
			t.Errorf("after a letter in the note: %q", got)
		}
		p.run(chromedp.EmulateViewport(360, 740))
		for _, page := range []string{"/review", "/review?a=" + list[0].A + "&b=" + list[0].B} {
			p.open(page)
			if w := eval[int](p, `document.documentElement.scrollWidth`); w > 360 {
				t.Errorf("%s is %d pixels wide", page, w)
			}
		}
	})

	pages := []string{"/", "/search?q=hel", "/search?q=nobody", "/entities", "/facts", "/articles", "/path?from=Petra+Lindqvist&to=Dresden", "/compare", "/compare?about=Helion+Networks", "/review", "/none"}
	for _, name := range []string{"Helion Networks", "Zampano Holding", "Gelsomina"} {
		id := idOf(t, s, name)
		e := data[Entity](t, s, "/entity/"+id)
		pages = append(pages, "/entity/"+id, "/timeline/"+id, "/picture/"+id)
		for _, a := range e.Latest {
			pages = append(pages, "/article/"+a.ID)
		}
		if len(e.Groups) > 0 {
			pages = append(pages, "/statement/"+e.Groups[0].Facts[0].ID)
		}
	}

	t.Run("every page fits on a telephone, in the dark too", func(t *testing.T) {
		p := open(t)
		p.run(chromedp.EmulateViewport(360, 740))
		p.dark(true)
		for _, page := range pages {
			p.open(page)
			p.forget404(page)
			p.do(`document.querySelectorAll("details").forEach(d => d.open = true)`)
			if w := eval[int](p, `document.documentElement.scrollWidth`); w > 360 {
				t.Errorf("%s is %d pixels wide: %s", page, w, eval[string](p, `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > 361).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")`))
			}
			if eval[bool](p, `window.taken || document.title === "taken"`) {
				t.Errorf("%s: a script of an article ran", page)
			}
			if rgb := eval[string](p, `getComputedStyle(document.documentElement).backgroundColor`); rgb != "rgb(22, 23, 26)" {
				t.Errorf("%s is %s in the dark", page, rgb)
			}
		}
	})

	t.Run("axe finds no serious fault", func(t *testing.T) {
		curated, _ := doubtful(t)
		look := func(p *tab, dark bool, pages ...string) {
			p.dark(dark)
			for _, page := range pages {
				p.open(page)
				p.forget404(page)
				p.accessible(page, dark)
			}
		}
		read, write := open(t), open(t, curated)
		for _, dark := range []bool{false, true} {
			look(read, dark, pages...)
			look(write, dark, "/review", "/entity/"+idOf(t, curated, "Gelsomina"), "/review?a="+idOf(t, curated, "Gelsomina")+"&b=Zampano+Holding")
		}
	})

	if *shots {
		t.Run("pictures for the README", func(t *testing.T) {
			p := open(t)
			p.dark(false)
			p.run(chromedp.EmulateViewport(900, 640))
			shoot := func(name string) {
				png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join("screenshots", name), png, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p.open("/entity/" + idOf(t, s, "Helion Networks"))
			p.do(`{ const d = [...document.querySelectorAll("details.fact")]; d[1].open = true; }`)
			shoot("entity.png")
			p.picture(rheintal)
			p.do(`document.querySelector(".filters").scrollIntoView()`)
			shoot("picture.png")
			p.dark(true)
			p.open("/article/" + data[Entity](t, s, "/entity/"+rheintal).Latest[1].ID)
			shoot("article.png")
		})
	}
}

// forget404 takes back the browser's complaint about a page that is not there.
func (p *tab) forget404(page string) {
	if page != "/none" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	kept := p.faults[:0]
	for _, f := range p.faults {
		if !strings.Contains(f, page) {
			kept = append(kept, f)
		}
	}
	p.faults = kept
}
