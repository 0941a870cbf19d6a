package browse

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

// APIVersion is the version of the JSON; see the package documentation.
const APIVersion = 1

// policy lets a page load what this program serves and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

//go:embed static templates
var files embed.FS

// Options say who may ask.
type Options struct {
	// Password, unless empty, is asked for by basic authentication. Without
	// one, only requests that name a loopback host are answered.
	Password string
	// Write opens the same store for writing, for what a curator decides at the
	// pages. Nil: they show and write nothing.
	Write func() (*store.Store, error)
	// Who decides, as decisions note it.
	Who string
	// Heavy runs what needs more memory than pages do: bringing the graph up to
	// date. Nil: it is just run.
	Heavy func(do func())
	// Failed is told of errors that are not the asker's fault; may be nil.
	Failed func(r *http.Request, err error)
}

// Server shows one store. It is safe for concurrent use and stays right when
// somebody adds to the store meanwhile.
type Server struct {
	st     *store.Store
	o      Options
	pages  map[string]*template.Template // by name
	mux    *http.ServeMux
	tag    string        // of templates and static files
	turns  chan struct{} // bounds how many pages are made at a time
	memory memory

	curator    *curator        // nil: nothing is written
	life       context.Context // of what goes on in the background
	stop       context.CancelFunc
	background sync.WaitGroup
}

// page makes the data of a page from a still view of the store.
type page func(ctx context.Context, now *store.Store, r *http.Request) (any, error)

// New makes a server of an open store, which the caller closes after the server.
func New(st *store.Store, o Options) (*Server, error) {
	s := &Server{st: st, o: o, mux: http.NewServeMux(), pages: map[string]*template.Template{}, turns: make(chan struct{}, 1+runtime.GOMAXPROCS(0))}
	if s.o.Failed == nil {
		s.o.Failed = func(*http.Request, error) {}
	}
	if s.o.Heavy == nil {
		s.o.Heavy = func(do func()) { do() }
	}
	s.life, s.stop = context.WithCancel(context.Background())
	s.curator = newCurator(o)
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(path)
		_, _ = sum.Write(data) // a hash takes anything
		return err
	})
	if err != nil {
		return nil, err
	}
	if s.curator != nil {
		_, _ = sum.Write([]byte(s.curator.token)) // is part of the pages
	}
	s.tag = hex.EncodeToString(sum.Sum(nil)[:8])
	for _, p := range []route{
		{"/{$}", "home", s.home, false},
		{"/search", "search", s.search, false},
		{"/suggest", "suggest", s.suggest, false},
		{"/entities", "entities", s.entities, false},
		{"/facts", "facts", s.facts, false},
		{"/articles", "articles", s.articles, false},
		{"/entity/{id}", "entity", s.entity, false},
		{"/entity/{id}/{relation}", "relation", s.relation, false},
		{"/article/{id}", "article", s.article, false},
		{"/statement/{id}", "statement", s.statement, false},
		{"/picture/{id}", "picture", s.picture, false},
		{"/path", "path", s.path, false},
		{"/timeline/{id}", "timeline", s.timeline, false},
		{"/compare", "compare", s.compare, false},
		{"/review", "review", s.review, true},
		{"/progress", "progress", s.progress, true},
	} {
		if p.name != "suggest" { // JSON alone
			if s.pages[p.name], err = parse(p.name); err != nil {
				return nil, err
			}
		}
		s.mux.Handle("GET "+p.pattern, s.answer(p))
	}
	if s.pages["error"], err = parse("error"); err != nil {
		return nil, err
	}
	if s.curator != nil {
		s.mux.Handle("POST /decide", s.writes(s.decide))
		s.mux.Handle("POST /undo", s.writes(s.undo))
		s.mux.Handle("POST /apply", s.writes(s.apply))
	}
	static, err := fs.Sub(files, "static")
	if err != nil {
		return nil, err
	}
	serve := http.StripPrefix("/static/", http.FileServerFS(static))
	s.mux.HandleFunc("GET /static/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+s.tag+`"`)
		serve.ServeHTTP(w, r)
	})
	s.mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, notFound("there is no page %s", r.URL.Path))
	})
	return s, nil
}

// Close ends what goes on in the background and waits for it.
func (s *Server) Close() {
	s.stop()
	s.background.Wait()
}

// route is an address and the page there.
type route struct {
	pattern, name string
	make          page
	live          bool // changes while the store does not
}

// parse reads the templates of a page.
func parse(name string) (*template.Template, error) {
	return template.New("layout.html").Funcs(functions()).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept")
	if s.o.Password != "" {
		_, given, ok := r.BasicAuth()
		a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(s.o.Password))
		if !ok || subtle.ConstantTimeCompare(a[:], b[:]) != 1 {
			h.Set("WWW-Authenticate", `Basic realm="newsgraph", charset="UTF-8"`)
			http.Error(w, "newsgraph asks for its password", http.StatusUnauthorized)
			return
		}
	} else if !loopback(r.Host) {
		http.Error(w, "this address is for this machine alone", http.StatusForbidden)
		return
	}
	switch {
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		if s.curator != nil {
			s.curator.greet(w, r)
		}
	case r.Method == http.MethodPost && s.curator != nil:
	default:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET: nothing here is written", http.StatusMethodNotAllowed)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// loopback reports whether a host, with or without port, is this machine.
func loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// envelope is what JSON answers are wrapped in.
type envelope struct {
	Version int         `json:"version"`
	Page    string      `json:"page,omitempty"`
	Store   *graph.Meta `json:"store,omitempty"`
	Data    any         `json:"data,omitempty"`
	Error   string      `json:"error,omitempty"`
}

// layout is what every template is given.
type layout struct {
	Page  string
	Title string
	Query string
	Meta  graph.Meta
	JSON  string // address of the same as JSON
	Token string // for forms that write; empty: there are none
	Data  any
}

// titled is data that names its page.
type titled interface{ title() string }

// moved leads to the address that an entity has now.
type moved struct{ to string }

func (m moved) Error() string { return "moved to " + m.to }

// asked is an error of the asker, with its status.
type asked struct {
	status int
	says   string
}

func (e asked) Error() string { return e.says }

func notFound(format string, args ...any) error {
	return asked{http.StatusNotFound, fmt.Sprintf(format, args...)}
}

func badRequest(format string, args ...any) error {
	return asked{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

func (s *Server) answer(p route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case s.turns <- struct{}{}:
			defer func() { <-s.turns }()
		case <-r.Context().Done():
			return
		}
		asJSON := wantsJSON(r) || p.name == "suggest"
		var meta graph.Meta
		var data any
		same := false
		err := s.st.View(r.Context(), func(now *store.Store) (err error) {
			if meta, err = now.Meta(r.Context()); err != nil {
				return err
			}
			if p.live {
				w.Header().Set("Cache-Control", "no-store")
				data, err = p.make(r.Context(), now, r)
				return err
			}
			tag := fmt.Sprintf(`"%s-%d-%s-%t"`, meta.StoreID, meta.Revision, s.tag, asJSON)
			w.Header().Set("ETag", tag)
			if same = r.Header.Get("If-None-Match") == tag; same {
				return nil
			}
			data, err = p.make(r.Context(), now, r)
			return err
		})
		switch {
		case err != nil:
			w.Header().Del("ETag")
			s.fail(w, r, err)
		case same:
			w.WriteHeader(http.StatusNotModified)
		case asJSON:
			s.send(w, r, http.StatusOK, "application/json", func() ([]byte, error) {
				return kept(data).json(envelope{Version: APIVersion, Page: p.name, Store: &meta})
			})
		default:
			s.send(w, r, http.StatusOK, "text/html; charset=utf-8", func() ([]byte, error) {
				return s.html(r, p.name, kept(data), layout{Meta: meta})
			})
		}
	})
}

// fail answers with what went wrong.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if m := (moved{}); errors.As(err, &m) {
		http.Redirect(w, r, m.to, http.StatusFound)
		return
	}
	if r.Context().Err() != nil {
		return // the asker is gone
	}
	e := asked{http.StatusInternalServerError, "The store could not be read."}
	switch {
	case errors.As(err, &e):
	case errors.Is(err, store.ErrNotFound):
		e = asked{http.StatusNotFound, "The store holds nothing with this id. It may have gone with the article that said so."}
	default:
		s.o.Failed(r, err)
	}
	if wantsJSON(r) {
		s.send(w, r, e.status, "application/json", func() ([]byte, error) {
			return kept(nil).json(envelope{Version: APIVersion, Error: e.says})
		})
		return
	}
	s.send(w, r, e.status, "text/html; charset=utf-8", func() ([]byte, error) {
		return s.html(r, "error", kept(e.says), layout{Title: http.StatusText(e.status) + " · newsgraph"})
	})
}

// html is a page as it is sent.
func (s *Server) html(r *http.Request, name string, p *keptPage, l layout) ([]byte, error) {
	return p.as(func(data any) ([]byte, error) {
		if t, ok := data.(titled); ok {
			l.Title = t.title() + " · newsgraph"
		}
		l.Page, l.Query, l.Data = name, r.FormValue("q"), data
		if s.curator != nil {
			l.Token = s.curator.token
		}
		q := r.URL.Query()
		q.Set("format", "json")
		l.JSON = r.URL.Path + "?" + q.Encode()
		var b bytes.Buffer
		err := s.pages[name].Execute(&b, l)
		return b.Bytes(), err
	})
}

// json is the same as an object.
func (p *keptPage) json(e envelope) ([]byte, error) {
	return p.as(func(data any) ([]byte, error) {
		e.Data = data
		body, err := json.Marshal(e)
		return append(body, '\n'), err
	})
}

// kept is data as a page, which it may be already.
func kept(data any) *keptPage {
	if p, ok := data.(*keptPage); ok {
		return p
	}
	return &keptPage{data: data}
}

// send writes an answer, or says that it could not be made.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, kind string, make func() ([]byte, error)) {
	body, err := make()
	if err != nil {
		s.o.Failed(r, err)
		w.Header().Del("ETag")
		http.Error(w, "this answer could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_, _ = w.Write(body) // the asker is gone when it fails
}

// wantsJSON reports whether the asker prefers JSON to a page.
func wantsJSON(r *http.Request) bool {
	if f := r.FormValue("format"); f != "" {
		return f == "json"
	}
	accept := r.Header.Get("Accept")
	js, page := strings.Index(accept, "application/json"), strings.Index(accept, "text/html")
	return js >= 0 && (page < 0 || js < page)
}
