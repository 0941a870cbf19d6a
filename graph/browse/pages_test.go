package browse

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/graph/store"
)

// get asks for an address as a browser on this machine does.
func get(t testing.TB, h http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Host = "127.0.0.1:8080"
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*")
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		} else {
			r.Header.Set(header[i], header[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// read asks for a page and parses it.
func read(t testing.TB, h http.Handler, address string) *html.Node {
	t.Helper()
	w := get(t, h, address)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d: %.300s", address, w.Code, w.Body)
	}
	doc, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// data asks for a page as JSON.
func data[T any](t testing.TB, h http.Handler, address string) T {
	t.Helper()
	w := get(t, h, address, "Accept", "application/json")
	var e struct {
		Version int
		Store   struct{ Revision int64 }
		Data    T
	}
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: status %d, %v: %.300s", address, w.Code, err, w.Body)
	}
	if e.Version != APIVersion || e.Store.Revision == 0 {
		t.Errorf("%s: version %d, revision %d", address, e.Version, e.Store.Revision)
	}
	return e.Data
}

// idOf is the id of the entity that a term names first.
func idOf(t testing.TB, h http.Handler, term string) string {
	t.Helper()
	found := data[[]Suggestion](t, h, "/suggest?q="+url.QueryEscape(term))
	if len(found) == 0 {
		t.Fatalf("no entity is named %q", term)
	}
	return found[0].ID
}

func all(n *html.Node, match func(*html.Node) bool) (found []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			found = append(found, d)
		}
	}
	return found
}

func tag(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// addresses are pages of every kind.
func addresses(t testing.TB, s *Server) []string {
	t.Helper()
	list := []string{
		"/", "/search?q=hel", "/search?q=nobody", "/search", "/entities", "/entities?type=Person", "/facts", "/facts?type=OWNS",
		"/facts?modality=denied", "/articles", "/articles?month=2024-03", "/path", "/path?from=Petra+Lindqvist&to=Dresden", "/path?from=nobody&to=Dresden",
		"/path?from=TikTok&to=Dresden", "/path?from=Dresden&to=Dresden", "/entities?page=9", "/facts?page=9",
		"/review", "/compare", "/compare?about=nobody", "/compare?about=Helion+Networks", "/compare?about=Petra+Lindqvist&a=nobody",
	}
	for _, name := range []string{"Helion Networks", "TikTok", "Zampano Holding", "Gelsomina"} {
		id := idOf(t, s, name)
		list = append(list, "/entity/"+id, "/picture/"+id, "/timeline/"+id, "/timeline/"+id+"?with=Rheintal", "/timeline/"+id+"?with=nobody", "/entity/"+id+"/ACQUIRED?as=object")
		e := data[Entity](t, s, "/entity/"+id)
		for _, a := range e.Latest {
			list = append(list, "/article/"+a.ID, "/compare?article="+a.ID)
		}
		for _, g := range e.Groups {
			list = append(list, "/statement/"+g.Facts[0].ID)
		}
	}
	return list
}

func TestEveryLinkToASentenceLeadsToIt(t *testing.T) {
	s := shown(t, Options{})
	articles := map[string]*html.Node{}
	followed := 0
	for _, l := range data[Entities](t, s, "/entities").Entities {
		for _, a := range all(read(t, s, "/entity/"+l.ID), tag("a")) {
			page, anchor, ok := strings.Cut(attr(a, "href"), "#")
			if !ok || page == "" {
				continue
			}
			if articles[page] == nil {
				articles[page] = read(t, s, page)
			}
			if n := len(all(articles[page], func(n *html.Node) bool { return attr(n, "id") == anchor })); n != 1 {
				t.Errorf("%s: %d places have the id %s", page, n, anchor)
			}
			followed++
		}
	}
	if followed < 50 {
		t.Errorf("%d links were followed", followed)
	}
}

func TestTheMarginNamesWhoSaysSoInThisArticle(t *testing.T) {
	here := stated("a.txt", "Zampano Holding has bought Gelsomina.", "2024-05-09", "Zampano Holding", "Gelsomina")
	s, st := serverOf(t, here)
	a := here.Source.Article.ID
	v := data[Article](t, s, "/article/"+a)
	if len(v.Facts) != 1 || len(v.Facts[0].Evidence) == 0 {
		t.Fatalf("%+v", v.Facts)
	}
	zampano, err := st.Find(t.Context(), "Zampano Holding", 1)
	if err != nil {
		t.Fatal(err)
	}
	// Elsewhere somebody else says so; here nobody does, then Zampano Holding.
	v.Facts[0].Speakers = []string{"e-elsewhere"}
	v.Ends["e-elsewhere"] = store.End{ID: "e-elsewhere", Name: "Matto"}
	e := &v.Facts[0].Evidence[0]
	for _, by := range []string{"", "Zampano Holding"} {
		if by != "" {
			e.Marks = append(e.Marks, relations.Mark{Kind: relations.SpeakerMark, Span: e.SubjectSpan})
		}
		for _, aside := range v.asides() {
			if (len(aside.SaidBy) > 0) != (by != "") || by != "" && aside.SaidBy[0].ID != zampano[0].ID {
				t.Errorf("said by %+v, want %q", aside.SaidBy, by)
			}
		}
	}
}

func TestAnArticleWithoutATitleIsCalledByItsAddress(t *testing.T) {
	for _, c := range [][3]string{
		{"Bridge opens", "https://daily.example/a", "Bridge opens"},
		{"", "https://daily.example/2024/bridge-opens_at_last/", "bridge opens at last"},
		{"", "https://daily.example/", "daily.example"},
		{"", "news/bridge.txt", "news/bridge.txt"},
	} {
		if got := called(c[0], c[1]); got != c[2] {
			t.Errorf("%q at %s is called %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
