package watch

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// site is a news site on the loopback.
type site struct {
	*httptest.Server
	mu     sync.Mutex
	pages  map[string]string // path → body
	fail   map[string]int    // path → status
	header http.Header       // of every answer
	user   string            // "NAME:PASSWORD" that must ask, if not empty
	asked  []string          // "path", or "path if TAG"
	agents map[string]bool
	busy   int // requests under way
	most   int // at a time
}

func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{pages: map[string]string{}, fail: map[string]int{}, header: http.Header{}, agents: map[string]bool{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.busy++
	s.most = max(s.most, s.busy)
	s.agents[r.UserAgent()] = true
	path, tag := r.URL.Path, r.Header.Get("If-None-Match")
	asked := path
	if tag != "" {
		asked += " if " + tag
	}
	name, password, _ := r.BasicAuth()
	stranger := s.user != "" && s.user != name+":"+password
	s.asked = append(s.asked, asked)
	body, there := s.pages[path]
	code := s.fail[path]
	for k, v := range s.header {
		w.Header()[k] = v
	}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}()
	own := fmt.Sprintf("\"%x\"", sha256.Sum256([]byte(body)))
	switch {
	case stranger:
		http.Error(w, "who asks?", http.StatusUnauthorized)
	case code != 0:
		http.Error(w, http.StatusText(code), code)
	case !there:
		http.NotFound(w, r)
	case strings.HasPrefix(body, "-> "):
		http.Redirect(w, r, body[3:], http.StatusFound)
	case tag == own:
		w.WriteHeader(http.StatusNotModified)
	default:
		w.Header().Set("ETag", own)
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(path, ".xml") {
			kind = "application/rss+xml"
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write([]byte(body)) // whoever asked is gone when it fails
	}
}

// put makes a page answer.
func (s *site) put(path, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = body
}

// requests are what was asked for since the last call.
func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.asked
	s.asked = nil
	return list
}

// story is the page of an article.
func story(title, about string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>%s</title><meta property="og:title" content="%s"></head><body><nav>Home News Sport</nav><article><h1>%s</h1>`, title, title, title)
	for i := range 6 {
		fmt.Fprintf(&b, "<p>%s had a long day, the %dth of the week, and the council of the town of Elmsworth talked about it until late in the evening without coming to an end.</p>", about, i+1)
	}
	return b.String() + "</article></body></html>"
}

// rss is a feed with entries "path|title|text".
func (s *site) rss(entries ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Elmsworth Echo</title><link>` + s.URL + `</link>`)
	for _, e := range entries {
		f := strings.Split(e, "|")
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>%s</description></item>`, f[1], f[0], f[2])
	}
	return b.String() + `</channel></rss>`
}
