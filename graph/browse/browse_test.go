package browse

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

func TestEveryPageIsPlainAndClosed(t *testing.T) {
	s := shown(t, Options{})
	for _, address := range addresses(t, s) {
		w := get(t, s, address)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", address, w.Code)
			continue
		}
		if got := w.Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: policy is %q", address, got)
		}
		if strings.ContainsAny(w.Body.String(), "\u202e\u2066") {
			t.Errorf("%s: marks of direction are not spelled out", address)
		}
		if n := w.Body.Len(); n > 1<<20 {
			t.Errorf("%s: %d bytes", address, n)
		}
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if h1 := all(doc, tag("h1")); len(h1) != 1 || words(h1[0]) == "" {
			t.Errorf("%s: %d headings of the first level", address, len(h1))
		}
		ids := map[string]bool{}
		for _, n := range all(doc, func(*html.Node) bool { return true }) {
			if n.Data == "style" || n.Data == "img" || n.Data == "iframe" || n.Data == "script" && (attr(n, "src") == "" || n.FirstChild != nil) {
				t.Errorf("%s: an element %s", address, n.Data)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: an attribute %s", address, a.Key)
				case a.Key == "id" && ids[a.Val]:
					t.Errorf("%s: two elements have the id %s", address, a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				case (a.Key == "src" || a.Key == "href") && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "?"):
					if n.Data != "a" || !strings.HasPrefix(a.Val, "https://") || !strings.Contains(attr(n, "rel"), "noopener") {
						t.Errorf("%s: %s leads to %s", address, n.Data, a.Val)
					}
				case strings.Contains(a.Val, "ZgotmplZ"):
					t.Errorf("%s: %s of %s was refused by the template", address, a.Key, n.Data)
				}
			}
		}
		body := words(doc)
		if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "%!") {
			t.Errorf("%s: a value is not as its template wants it", address)
		}
	}
}

func TestEveryPageIsJSONToo(t *testing.T) {
	s := shown(t, Options{})
	for _, address := range addresses(t, s) {
		data[any](t, s, address)
		sep := "?"
		if strings.Contains(address, "?") {
			sep = "&"
		}
		if w := get(t, s, address+sep+"format=json"); w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s: format=json gives %s", address, w.Header().Get("Content-Type"))
		}
	}
	if w := get(t, s, "/entity/none", "Accept", "application/json"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), `"error":`) {
		t.Errorf("an unknown id: %d %s", w.Code, w.Body)
	}
}

// TestWhoInvestsInTikTokAndWhoSaysSo is the walk of somebody who has never seen
// the pages: type, choose, unfold, read.
func TestWhoInvestsInTikTokAndWhoSaysSo(t *testing.T) {
	s := shown(t, Options{})
	home := read(t, s, "/")
	if form := all(home, tag("form")); len(form) != 1 || attr(form[0], "action") != "/search" {
		t.Fatal("the first page has no search field")
	}
	found := data[[]Suggestion](t, s, "/suggest?q=tikt")
	if len(found) == 0 || found[0].Name != "TikTok" {
		t.Fatalf("after typing tikt: %+v", found)
	}
	page := read(t, s, "/entity/"+found[0].ID)
	var investors *html.Node
	for _, section := range all(page, tag("section")) {
		if h := all(section, tag("h3")); len(h) == 1 && strings.HasPrefix(words(h[0]), "Investors") {
			investors = section
		}
	}
	if investors == nil {
		t.Fatal("the page of TikTok has no heading Investors")
	}
	said := map[string]string{}
	for _, d := range all(investors, tag("details")) {
		said[words(all(d, tag("bdi"))[0])] = words(all(d, tag("blockquote"))[0])
	}
	for who, want := range map[string]string{
		"Sequoia Capital":  "Sequoia Capital has invested in TikTok, according to people familiar with the matter.",
		"General Atlantic": "The Example Post · 2024-09-04",
	} {
		if !strings.Contains(said[who], want) {
			t.Errorf("%s: %q does not hold %q", who, said[who], want)
		}
	}
	for _, d := range all(investors, tag("details")) {
		marked := map[string]bool{}
		for _, m := range all(d, tag("mark")) {
			marked[words(m)] = true
		}
		if who := words(all(d, tag("bdi"))[0]); !marked[who] || !marked["TikTok"] {
			t.Errorf("%s: %v are marked in the sentences", who, marked)
		}
	}
}

func TestHostileTextIsText(t *testing.T) {
	s := shown(t, Options{})
	e := data[Entity](t, s, "/entity/"+idOf(t, s, "Zampano"))
	var page string
	for _, a := range e.Latest {
		if a.Published == "2024-09-03" {
			page = "/article/" + a.ID
		}
	}
	doc := read(t, s, page)
	body := words(doc)
	for _, want := range []string{
		`<script>document.title = "taken"</script>`, `</style></script><img src=x onerror=alert(1)>`,
		`[click](javascript:alert(2)) " onmouseover="alert(3) &lt;b&gt; {{.Title}} ‹U+202E›drkcab‹U+2066›`, `<b>Daily"</b>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not show %s", want)
		}
	}
	if title := words(all(doc, tag("title"))[0]); !strings.HasPrefix(title, "Zampano <script>") {
		t.Errorf("the title is %s", title)
	}
	for _, a := range all(doc, tag("a")) {
		if strings.Contains(words(a), "Original") {
			t.Error("an address javascript: is a link")
		}
	}
	if w := get(t, s, page+"?format=json"); w.Header().Get("X-Content-Type-Options") != "nosniff" || strings.Contains(w.Body.String(), "<script") {
		t.Error("the JSON could be taken for a page")
	}
}

func TestLongLineIsCutOnThePageNotInTheJSON(t *testing.T) {
	s := shown(t, Options{})
	id := idOf(t, s, "Zampano")
	e := data[Entity](t, s, "/entity/"+id)
	for _, a := range e.Latest {
		if a.Published != "2024-09-02" {
			continue
		}
		if got := words(read(t, s, "/article/"+a.ID)); !strings.Contains(got, "more bytes of this article are not shown") {
			t.Error("the page does not say that the text goes on")
		}
		if got := data[Article](t, s, "/article/"+a.ID).Article.Text; got != longLine {
			t.Errorf("the JSON holds %d bytes of %d", len(got), len(longLine))
		}
	}
	for _, q := range all(read(t, s, "/entity/"+id+"/ACQUIRED"), tag("blockquote")) {
		if got := words(q); len(got) > 4000 || !strings.Contains(got, "Zampano Holding") || !strings.Contains(got, "Gelsomina") {
			t.Errorf("%d bytes are shown of a sentence: %.200s", len(got), got)
		}
	}
}

func TestWhatWasSoIsListedWithWhatIsSo(t *testing.T) {
	s := shown(t, Options{})
	looked := 0
	for _, l := range data[Entities](t, s, "/entities").Entities {
		for _, g := range data[Entity](t, s, "/entity/"+l.ID).Groups {
			if g.Modality != schema.Asserted || g.OfObject {
				continue
			}
			for _, how := range []schema.Modality{schema.Asserted, schema.Past} {
				v := data[Relation](t, s, fmt.Sprintf("/entity/%s/%s?as=subject&modality=%s", l.ID, g.Type, how))
				if len(v.Facts) != g.Total || v.How != schema.Asserted {
					t.Errorf("%s, %s as %s: %d facts as %s, want %d", l.Name, g.Type, how, len(v.Facts), v.How, g.Total)
				}
			}
			looked++
		}
	}
	if looked < 20 {
		t.Errorf("%d groups were looked at", looked)
	}
}

func TestMentionsCoverTheTextOnce(t *testing.T) {
	s := shown(t, Options{})
	for _, l := range data[Articles](t, s, "/articles").Articles {
		a := data[Article](t, s, "/article/"+l.ID)
		var b strings.Builder
		notes := map[int]bool{}
		for _, p := range a.Paragraphs() {
			for _, piece := range p.Pieces {
				b.WriteString(piece.Text)
				for _, n := range piece.Notes {
					notes[n.Number] = true
				}
			}
			b.WriteByte('\n')
		}
		var want []string
		for line := range strings.SplitSeq(a.Article.Text[:a.shown()], "\n") {
			if strings.TrimSpace(line) != "" {
				want = append(want, line)
			}
		}
		if b.String() != strings.Join(want, "\n")+"\n" {
			t.Errorf("%s: the pieces are not the text", l.Title)
		}
		if a.Cut() == 0 && len(notes) != len(a.Facts) {
			t.Errorf("%s: %d of %d statements have their number in the text", l.Title, len(notes), len(a.Facts))
		}
	}
}

func TestOnlyThisMachineUnlessThereIsAPassword(t *testing.T) {
	s := shown(t, Options{})
	for host, want := range map[string]int{"localhost": 200, "LOCALHOST:80": 200, "[::1]:8080": 200, "127.8.9.10:1": 200, "evil.example": 403, "127.0.0.1.evil.example:80": 403, "": 403} {
		if w := get(t, s, "/", "Host", host); w.Code != want {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
	p := shown(t, Options{Password: "pass:word"})
	basic := func(user, password string) string {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.SetBasicAuth(user, password)
		return r.Header.Get("Authorization")
	}
	for auth, want := range map[string]int{"": 401, basic("a", "pass:word"): 200, basic("", "pass:word"): 200, basic("a", "pass:wore"): 401, basic("a", ""): 401, "Bearer pass:word": 401} {
		w := get(t, p, "/static/style.css", "Host", "news.example", "Authorization", auth)
		if w.Code != want {
			t.Errorf("%q: status %d, want %d", auth, w.Code, want)
		}
		if want == 401 && !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Basic ") {
			t.Errorf("%q: no password is asked for", auth)
		}
	}
}

func TestNothingIsWritten(t *testing.T) {
	s := shown(t, Options{})
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		r := httptest.NewRequest(method, "/search", strings.NewReader("q=x"))
		r.Host = "localhost"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, w.Code)
		}
	}
}

func TestWrongQuestionsSayWhatIsRight(t *testing.T) {
	s := shown(t, Options{})
	id := idOf(t, s, "TikTok")
	for address, want := range map[string]int{
		"/nothing": 404, "/entity/": 404, "/entity/none": 404, "/article/none": 404, "/statement/none": 404, "/picture/none": 404, "/timeline/none": 404,
		"/entity/" + id + "/KNOWS": 404, "/facts?type=KNOWS": 400, "/facts?modality=maybe": 400, "/entity/" + id + "/ACQUIRED?modality=maybe": 400, "/entities?type=Dog": 400, "/articles?month=March": 400,
		"/entities?page=0": 400, "/entities?page=x": 400, "/picture/" + id + "?limit=501": 400, "/picture/" + id + "?min_stories=-1": 400,
		"/search?q=" + strings.Repeat("a", 300): 400, "/static/none.css": 404, "/static/../templates/home.html": 404,
	} {
		w := get(t, s, address)
		if w.Code != want && (w.Code != http.StatusMovedPermanently && w.Code != http.StatusTemporaryRedirect || !strings.Contains(address, "..")) {
			t.Errorf("%s: status %d, want %d", address, w.Code, want)
		}
	}
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	s := shown(t, Options{})
	first := get(t, s, "/")
	tag := first.Header().Get("ETag")
	if again := get(t, s, "/", "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("status %d with %d bytes", again.Code, again.Body.Len())
	}
	if js := get(t, s, "/", "If-None-Match", tag, "Accept", "application/json"); js.Code != http.StatusOK {
		t.Errorf("JSON after the page: status %d", js.Code)
	}
}

func TestPictureHoldsWhatItSays(t *testing.T) {
	s := shown(t, Options{})
	id := idOf(t, s, "Rheintal Semiconductor")
	whole := data[Picture](t, s, "/picture/"+id)
	known := map[string]bool{}
	for _, n := range whole.Nodes {
		known[n.ID] = true
	}
	if len(whole.Nodes) < 5 || whole.Nodes[0].ID != id || whole.LeftOut != 0 {
		t.Fatalf("%d nodes, the first is %s, %d left out", len(whole.Nodes), whole.Nodes[0].Name, whole.LeftOut)
	}
	for _, e := range whole.Edges {
		if !known[e.Source] || !known[e.Target] {
			t.Errorf("an edge %s to an entity that is not there", e.Words)
		}
	}
	few := data[Picture](t, s, "/picture/"+id+"?limit=2")
	if len(few.Nodes) != 3 || few.LeftOut != len(whole.Nodes)-3 {
		t.Errorf("limit 2: %d nodes, %d left out of %d", len(few.Nodes), few.LeftOut, len(whole.Nodes))
	}
	more := data[Picture](t, s, "/picture/"+id+"?limit=2&shown="+few.Nodes[0].ID+","+few.Nodes[1].ID+","+few.Nodes[2].ID)
	if len(more.Nodes) != 5 {
		t.Errorf("two more: %d nodes", len(more.Nodes))
	}
	for _, e := range data[Picture](t, s, "/picture/"+id+"?relation=INVESTED_IN&modality=asserted").Edges {
		if e.Type != schema.InvestedIn || e.Modality != schema.Asserted {
			t.Errorf("INVESTED_IN alone, asserted: %s, %s", e.Type, e.Modality)
		}
	}
	if w := get(t, s, "/picture/"+id+"?shown="+strings.Repeat("x,", 501)); w.Code != http.StatusBadRequest {
		t.Errorf("501 entities: status %d", w.Code)
	}
}

func TestSuggestionsAgreeWithTheStore(t *testing.T) {
	s := shown(t, Options{})
	st, err := made()
	if err != nil {
		t.Fatal(err)
	}
	for _, term := range []string{"hel", "HELION", "networks", "networks hel", "sampaio henr", "s", "vitória", "vitoria guim", "the", "gmbh", "*", "zzz", "São", "real soc"} {
		want, err := st.Find(t.Context(), term, 20)
		if err != nil {
			t.Fatal(err)
		}
		k, err := s.state(t.Context(), st)
		if err != nil {
			t.Fatal(err)
		}
		x, err := k.names.get(func() (*nameIndex, error) { return readNames(t.Context(), st) })
		if err != nil {
			t.Fatal(err)
		}
		got := x.find(term, 1000)
		for _, m := range want {
			if !slices.ContainsFunc(got, func(s Suggestion) bool { return s.ID == m.ID && s.How == m.How }) {
				t.Errorf("%q: %s (by %s) is not suggested", term, m.Name, m.How)
			}
		}
		if len(want) > 0 && len(got) > 0 && want[0].How == store.ByName && got[0].ID != want[0].ID {
			t.Errorf("%q: %s comes first, want %s", term, got[0].Name, want[0].Name)
		}
		for _, m := range got {
			if m.Also != "" && m.Also != gazetteer.Normalize(m.Also) {
				t.Errorf("%q: the other form %q is not folded", term, m.Also)
			}
		}
	}
}

func TestTheFirstPageShowsWhatIsNew(t *testing.T) {
	s := shown(t, Options{})
	h := data[Home](t, s, "/")
	if len(h.Latest) == 0 || len(h.Months) == 0 || h.Span.Until == "" {
		t.Fatalf("%d facts, %d months, rising until %q", len(h.Latest), len(h.Months), h.Span.Until)
	}
	last := "9999"
	for _, f := range h.Latest {
		if f.FirstSaid != f.LastSaid || f.LastSaid > last || f.Type == schema.LocatedIn {
			t.Errorf("%s: said first on %s, last on %s", f.Type, f.FirstSaid, f.LastSaid)
		}
		last = f.LastSaid
	}
	doc := read(t, s, "/")
	for _, row := range h.How {
		for m, n := range row.Modalities {
			facts := data[Facts](t, s, fmt.Sprintf("/facts?type=%s&modality=%s", row.Type, m))
			link := fmt.Sprintf("/facts?type=%s&modality=%s", row.Type, m)
			if len(facts.Facts) != n || !slices.ContainsFunc(all(doc, tag("a")), func(a *html.Node) bool { return attr(a, "href") == link && words(a) == fmt.Sprint(n) }) {
				t.Errorf("%s, %s: %d facts, and the first page does not lead to %d", row.Type, m, len(facts.Facts), n)
			}
		}
	}
	for _, want := range []string{"Most connected", "Said for the first time", "Articles over time", "Facts, and how they are said"} {
		if !slices.ContainsFunc(all(doc, tag("h2")), func(n *html.Node) bool { return words(n) == want }) {
			t.Errorf("the first page has no heading %q", want)
		}
	}
}

func TestPathPageTellsTheSteps(t *testing.T) {
	s := shown(t, Options{})
	p := data[Path](t, s, "/path?from=Petra+Lindqvist&to=Dresden")
	if len(p.Paths) == 0 || len(p.Paths[0].Steps) < 2 {
		t.Fatalf("paths: %+v", p.Paths)
	}
	stops := p.Paths[0].Stops(p.From.Entity.ID)
	if len(stops) != len(p.Paths[0].Steps)+1 || stops[0].Name != "Petra Lindqvist" || stops[len(stops)-1].Name != "Dresden" {
		t.Errorf("stops: %v", stops)
	}
	for _, step := range p.Paths[0].Steps {
		if len(step.Told.Best) != 1 {
			t.Errorf("%s has no sentence", step.ID)
		}
	}
}

func TestTimelineGoesBackFromTheLatest(t *testing.T) {
	s := shown(t, Options{})
	list := data[Timeline](t, s, "/timeline/"+idOf(t, s, "Helion Networks")+"?with=Rheintal+Semiconductor")
	if len(list.Sayings) < 3 {
		t.Fatalf("%d sayings about both", len(list.Sayings))
	}
	last := "9999"
	for _, v := range list.Sayings {
		if v.Said.Published > last {
			t.Errorf("%s after %s", v.Said.Published, last)
		}
		last = v.Said.Published
		names := v.SubjectEnd.Name + v.ObjectEnd.Name
		if !strings.Contains(names, "Helion") || !strings.Contains(names, "Rheintal") {
			t.Errorf("a saying about %s and %s", v.SubjectEnd.Name, v.ObjectEnd.Name)
		}
	}
}
