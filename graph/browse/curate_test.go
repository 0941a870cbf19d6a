package browse

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// mentioned is the input of a text without statements, whose names stand as
// [P Ana Costa], [O Quokka Networks] or [L Marlow].
func mentioned(key, published, marked string) store.Input {
	types := map[byte]schema.EntityType{'P': schema.Person, 'O': schema.Organization, 'L': schema.Place}
	var body strings.Builder
	var x extract.Extraction
	chains := map[string]int{}
	for rest := marked; ; {
		plain, after, ok := strings.Cut(rest, "[")
		body.WriteString(plain)
		if !ok {
			break
		}
		name, after, _ := strings.Cut(after, "]")
		typ, form := types[name[0]], name[2:]
		if _, ok := chains[form]; !ok {
			chains[form] = len(x.Chains)
			x.Chains = append(x.Chains, coref.Chain{ID: len(x.Chains), Type: typ, Name: form})
		}
		x.Mentions = append(x.Mentions, names.Mention{Span: text.Span{Start: body.Len(), End: body.Len() + len(form)}, Type: typ, Kind: names.Name, Chain: chains[form], Probability: 1})
		body.WriteString(form)
		rest = after
	}
	x.Version, x.Sentences = extract.Version, []text.Span{{End: body.Len()}}
	x.Article = article.Article{ID: article.TextID(body.String()), Key: key, Published: published, Language: "en", Text: body.String()}
	return store.Input{Source: store.Source{Path: key, Line: 1, Article: x.Article}, Extraction: &x}
}

// doubtful is a server of a store in which it is not clear who is who, and the
// store: Costa may be Ana Costa, and Lund Bo Lund. Two companies differ.
func doubtful(t *testing.T) (*Server, *store.Store) {
	t.Helper()
	batch := []store.Input{stated("deals.txt", "Zampano Holding has bought Gelsomina.", "2024-05-09", "Zampano Holding", "Gelsomina")}
	for _, n := range [][3]string{{"Costa", "Ana", "Rui"}, {"Lund", "Bo", "Kari"}} {
		batch = append(batch,
			mentioned(n[0]+"1", "2024-01-01", "[P "+n[1]+" "+n[0]+"] and [P "+n[2]+" "+n[0]+"] of [O Quokka Networks] spoke in [L Marlow]."),
			mentioned(n[0]+"2", "2024-01-02", "[P "+n[1]+" "+n[0]+"] left [O Quokka Networks] after a tour of [L Marlow] and [L Wexcombe]."),
			mentioned(n[0]+"3", "2024-01-03", "Last week [P "+n[0]+"] said that [L Marlow] would agree."))
	}
	return serverOf(t, batch...)
}

// serverOf is a server of a store of some articles that may be decided on, and
// the store.
func serverOf(t *testing.T, batch ...store.Input) (*Server, *store.Store) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.db")
	w, err := store.Open(path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddExtractions(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Resolve(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(st, Options{
		Who:    "ida",
		Write:  func() (*store.Store, error) { return store.Open(path, store.Options{}) },
		Failed: func(r *http.Request, err error) { t.Errorf("%s: %v", r.URL, err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, st
}

// press sends a form of a page with the button of that value, as a browser does,
// and returns the answer.
func press(t *testing.T, s *Server, page, value string, change func(*http.Request, url.Values)) *httptest.ResponseRecorder {
	t.Helper()
	w := get(t, s, page)
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range all(doc, tag("form")) {
		fields, found := url.Values{}, value == ""
		for _, in := range all(form, func(n *html.Node) bool { return n.Data == "input" || n.Data == "button" }) {
			switch {
			case in.Data == "input":
				fields.Set(attr(in, "name"), attr(in, "value"))
			case attr(in, "value") == value || strings.Contains(words(in), value):
				found = true
				if attr(in, "name") != "" {
					fields.Set(attr(in, "name"), attr(in, "value"))
				}
			}
		}
		if !found || attr(form, "method") != "post" {
			continue
		}
		r := httptest.NewRequest(http.MethodPost, attr(form, "action"), nil)
		r.Host = "127.0.0.1:8080"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "http://127.0.0.1:8080")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		for _, c := range w.Result().Cookies() {
			if c.SameSite != http.SameSiteStrictMode || !c.HttpOnly {
				t.Errorf("the cookie %s is not strict", c.Name)
			}
			r.AddCookie(c)
		}
		if change != nil {
			change(r, fields)
		}
		answer := httptest.NewRecorder()
		q := httptest.NewRequest(http.MethodPost, attr(form, "action"), strings.NewReader(fields.Encode()))
		q.Header, q.Host = r.Header, r.Host
		s.ServeHTTP(answer, q)
		return answer
	}
	t.Fatalf("%s has no form with a button %q: %.300s", page, value, words(doc))
	return nil
}

// settled waits until the graph is up to date.
func settled(t *testing.T, s *Server) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if data[Progress](t, s, "/progress").Done {
			return
		}
	}
	t.Fatal("the graph is not brought up to date")
}

func TestACuratorGoesThroughTheQueue(t *testing.T) {
	s, st := doubtful(t)
	first := data[Review](t, s, "/review")
	if first.Left != 2 || first.Pair == nil || len(first.Pair.A.Contexts) == 0 || len(first.Pair.B.Contexts) == 0 || first.Pair.Says() == "" {
		t.Fatalf("the first of the queue: %+v", first)
	}
	if w := press(t, s, "/review", "unsure", nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/review" {
		t.Errorf("unsure: status %d, %s", w.Code, w.Header())
	}
	nobody := func(_ *http.Request, f url.Values) { f.Set("b", "nobody") }
	if w := press(t, s, "/review", "unsure", nobody); w.Code != http.StatusNotFound {
		t.Errorf("unsure about nobody: status %d", w.Code)
	}
	second := data[Review](t, s, "/review")
	if second.Left != 1 || second.Unsure != 1 || second.Pair.A.ID == first.Pair.A.ID {
		t.Errorf("after one was put aside: %d left, %d unsure, %s", second.Left, second.Unsure, second.Pair.A.Name)
	}
	if aside := data[Review](t, s, "/review?aside=1"); aside.Pair == nil || aside.Pair.A.ID != first.Pair.A.ID || aside.Pair.Unsure == nil || aside.Pair.Unsure.Who != "ida" {
		t.Errorf("of those put aside: %+v", aside.Pair)
	}
	if w := press(t, s, "/review?aside=1", "unsure", nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/review?aside=1" {
		t.Errorf("unsure again: status %d, %s", w.Code, w.Header())
	}
	if w := press(t, s, "/review", "same", nil); w.Code != http.StatusSeeOther {
		t.Errorf("same: status %d: %s", w.Code, w.Body)
	}
	list, err := st.Decisions(t.Context())
	if err != nil || len(list) != 1 || list[0].Who != "ida" || !list[0].Same || list[0].When == "" {
		t.Fatalf("decisions: %+v, %v", list, err)
	}
	after := data[Review](t, s, "/review")
	if after.Pair != nil || after.Waiting != 1 || len(after.Decided) != 1 || after.Decided[0].AEnd.Name == "" {
		t.Errorf("after the last: %+v", after)
	}
	if w := press(t, s, "/review", "Bring the graph up to date", nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/progress?to=%2Freview" {
		t.Errorf("bring up to date: status %d, %s", w.Code, w.Header())
	}
	settled(t, s)
	a, err := st.Entity(t.Context(), second.Pair.A.ID)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := st.Entity(t.Context(), second.Pair.B.ID); err != nil || a.ID != b.ID || a.Articles != 3 {
		t.Errorf("%s and %s are not one: %v", a.Name, b.Name, err)
	}
	if v := data[Review](t, s, "/review"); v.Waiting != 0 {
		t.Errorf("%d decisions wait after the graph followed", v.Waiting)
	}
	if w := press(t, s, "/review", "Undo", nil); w.Code != http.StatusSeeOther {
		t.Errorf("undo: status %d", w.Code)
	}
	if list, err := st.Decisions(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("after undoing: %+v, %v", list, err)
	}
}

func TestEntitiesAreJoinedAndPartedFromTheirPages(t *testing.T) {
	s, st := doubtful(t)
	a, b := idOf(t, s, "Zampano Holding"), idOf(t, s, "Gelsomina")
	v := data[Review](t, s, "/review?a="+a+"&b=Gelsomina")
	if !v.Chosen || v.Pair == nil || v.Pair.B.ID != b || v.Pair.Both != 1 {
		t.Fatalf("the pair of the address: %+v", v.Pair)
	}
	w := press(t, s, "/review?a="+a+"&b="+b, "same", nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/progress?to="+url.QueryEscape("/entity/"+a) {
		t.Fatalf("status %d, %s: %s", w.Code, w.Header(), w.Body)
	}
	settled(t, s)
	one, err := st.Entity(t.Context(), b)
	if err != nil || len(one.Aliases) != 2 {
		t.Fatalf("joined: %+v, %v", one, err)
	}
	if w := press(t, s, "/entity/"+one.ID, "part it", nil); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/progress") {
		t.Fatalf("status %d, %s: %s", w.Code, w.Header(), w.Body)
	}
	settled(t, s)
	if a, b := data[Entity](t, s, "/entity/"+idOf(t, s, "Zampano Holding")), data[Entity](t, s, "/entity/"+idOf(t, s, "Gelsomina")); a.ID == b.ID || len(a.Aliases) != 1 {
		t.Errorf("parted: %s with %d names, %s", a.Name, len(a.Aliases), b.Name)
	}
}

func TestOnlyAPageOfThisServerWrites(t *testing.T) {
	s, st := doubtful(t)
	for name, change := range map[string]func(*http.Request, url.Values){
		"no cookie":      func(r *http.Request, _ url.Values) { r.Header.Del("Cookie") },
		"another cookie": func(r *http.Request, _ url.Values) { r.Header.Set("Cookie", s.curator.cookie+"=x") },
		"no token":       func(_ *http.Request, f url.Values) { f.Del("token") },
		"another token":  func(_ *http.Request, f url.Values) { f.Set("token", "x") },
		"another site":   func(r *http.Request, _ url.Values) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"the same site":  func(r *http.Request, _ url.Values) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"another origin": func(r *http.Request, _ url.Values) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "http://evil.example")
		},
		"another port": func(r *http.Request, _ url.Values) {
			r.Header.Del("Sec-Fetch-Site")
			r.Header.Set("Origin", "http://127.0.0.1:1")
		},
		"another host":       func(r *http.Request, _ url.Values) { r.Host = "evil.example" },
		"a form without end": func(_ *http.Request, f url.Values) { f.Set("note", strings.Repeat("x", 2*mostForm)) },
		"no such answer":     func(_ *http.Request, f url.Values) { f.Set("answer", "maybe") },
		"no such entity":     func(_ *http.Request, f url.Values) { f.Set("b", "e0000") },
		"with itself":        func(_ *http.Request, f url.Values) { f.Set("b", f.Get("a")) },
	} {
		if w := press(t, s, "/review", "same", change); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
	if w := press(t, s, "/review", "same", func(_ *http.Request, f url.Values) { f.Set("to", "//evil.example/") }); w.Header().Get("Location") != "/review" {
		t.Errorf("a form leads to %s", w.Header().Get("Location"))
	}
	if list, err := st.Decisions(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d decisions, want that of the last form alone: %v", len(list), err)
	}
}

func TestPagesForReadingHaveNoForms(t *testing.T) {
	s := shown(t, Options{})
	t.Cleanup(s.Close)
	for _, page := range []string{"/review", "/entity/" + idOf(t, s, "Helion Networks")} {
		doc := read(t, s, page)
		for _, form := range all(doc, tag("form")) {
			if attr(form, "method") == "post" {
				t.Errorf("%s: a form to %s", page, attr(form, "action"))
			}
		}
	}
	if w := get(t, s, "/"); len(w.Result().Cookies()) > 0 {
		t.Error("a cookie is set where nothing can be written")
	}
}
