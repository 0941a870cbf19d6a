package browse

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
)

// curator writes what a person at the pages decides. Decisions are written at
// once; the graph is brought up to date when asked, in the background.
type curator struct {
	open   func() (*store.Store, error)
	who    string
	token  string // in the cookie and in every form; new with each server
	cookie string // its name: ports of one host share their cookies
	cross  *http.CrossOriginProtection

	mu      sync.Mutex
	waiting int   // decisions that the graph does not follow yet
	running bool  // whether the graph is being brought up to date
	failed  error // what went wrong then
}

func newCurator(o Options) *curator {
	if o.Write == nil {
		return nil
	}
	c := &curator{open: o.Write, who: o.Who, token: rand.Text(), cross: http.NewCrossOriginProtection()}
	sum := sha256.Sum256([]byte(c.token))
	c.cookie = "newsgraph-" + hex.EncodeToString(sum[:4])
	return c
}

// greet gives a browser the cookie that it needs for deciding.
func (c *curator) greet(w http.ResponseWriter, r *http.Request) {
	if got, err := r.Cookie(c.cookie); err == nil && got.Value == c.token {
		return
	}
	http.SetCookie(w, &http.Cookie{Name: c.cookie, Value: c.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// mostForm is how many bytes a form may have.
const mostForm = 64 << 10

// trusts says whether a request to write comes from a page of this server: it
// names no other origin, and holds the token in its cookie and in its form.
func (c *curator) trusts(w http.ResponseWriter, r *http.Request) error {
	if err := c.cross.Check(r); err != nil {
		return asked{http.StatusForbidden, "Another page asked for this, not one of this server."}
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		return badRequest("the form could not be read: %v", err)
	}
	same := func(given string) bool { return subtle.ConstantTimeCompare([]byte(given), []byte(c.token)) == 1 }
	got, err := r.Cookie(c.cookie)
	if err != nil || !same(got.Value) || !same(r.PostForm.Get("token")) {
		return asked{http.StatusForbidden, "This page is of an earlier start of the server: load it anew, then decide."}
	}
	return nil
}

// writing is an answer to a form: it returns where to go on.
type writing func(ctx context.Context, r *http.Request) (to string, err error)

func (s *Server) writes(do writing) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := s.curator.trusts(w, r)
		var to string
		if err == nil {
			to, err = do(r.Context(), r)
		}
		if err != nil {
			s.fail(w, r, err)
			return
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
	})
}

// onward is the address in a form to go on to, when it is one of this server.
func onward(address, otherwise string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n") {
		return otherwise
	}
	return address
}

// decide writes an answer about two entities, or about an entity and one of its
// names: same, different, or unsure, which puts the pair aside.
func (s *Server) decide(ctx context.Context, r *http.Request) (string, error) {
	f := r.PostForm
	answer, to := f.Get("answer"), onward(f.Get("to"), "/review")
	switch answer {
	case "same", "different":
	case "unsure":
		return to, s.write(func(st *store.Store) error {
			a, err := st.Entity(ctx, f.Get("a"))
			if err != nil {
				return err
			}
			b, err := st.Entity(ctx, f.Get("b"))
			if err != nil {
				return err
			}
			if a.ID == b.ID {
				return badRequest("both are %s", short(a.Name, 60))
			}
			return st.PutAside(ctx, a.ID, b.ID, store.Unsure{Who: s.curator.who, When: time.Now().UTC().Format(time.RFC3339)})
		})
	default:
		return "", badRequest("the answer is %q: want same, different or unsure", short(answer, 20))
	}
	err := s.write(func(st *store.Store) error {
		a, err := st.Entity(ctx, f.Get("a"))
		if err != nil {
			return err
		}
		b, termA, termB := a, a.Name, f.Get("name")
		if termB == "" {
			if b, err = st.Entity(ctx, f.Get("b")); err != nil {
				return err
			}
			termA, termB = a.ID, b.ID
		}
		one, err := store.DecisionOn(a, b, termA, termB, answer == "same")
		if err != nil {
			return asked{http.StatusBadRequest, err.Error()}
		}
		one.Who, one.Note, one.When = s.curator.who, short(f.Get("note"), 500), time.Now().UTC().Format(time.RFC3339)
		return st.Decide(ctx, one)
	})
	if err != nil {
		return "", err
	}
	s.curator.wait(1)
	if f.Get("apply") != "" {
		return s.follow(to), nil
	}
	return to, nil
}

// undo takes back what was decided about a pair.
func (s *Server) undo(ctx context.Context, r *http.Request) (string, error) {
	err := s.write(func(st *store.Store) error {
		n, err := st.Undecide(ctx, r.PostForm.Get("a"), r.PostForm.Get("b"))
		if err == nil && n == 0 {
			err = notFound("nothing is decided about this pair")
		}
		return err
	})
	if err != nil {
		return "", err
	}
	s.curator.wait(1)
	return onward(r.PostForm.Get("to"), "/review"), nil
}

// apply brings the graph up to date with what was decided.
func (s *Server) apply(_ context.Context, r *http.Request) (string, error) {
	return s.follow(onward(r.PostForm.Get("to"), "/review")), nil
}

func (c *curator) wait(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting += n
}

// write opens the store for writing and closes it.
func (s *Server) write(do func(*store.Store) error) error {
	st, err := s.curator.open()
	if err != nil {
		return err
	}
	return errors.Join(do(st), st.Close())
}

// follow starts bringing the graph up to date, unless that goes on already, and
// returns the address that waits for its end.
func (s *Server) follow(to string) string {
	c := s.curator
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.running {
		c.running, c.failed = true, nil
		s.background.Go(func() {
			for s.followOnce() {
				continue // somebody decided meanwhile
			}
			_ = s.Warm(s.life) // whatever fails is said to whoever asks for it
		})
	}
	return "/progress?to=" + url.QueryEscape(to)
}

// followOnce makes the graph follow the decisions, and says whether there are
// more by now.
func (s *Server) followOnce() bool {
	c := s.curator
	c.mu.Lock()
	known := c.waiting
	c.mu.Unlock()
	var err error
	s.o.Heavy(func() {
		err = s.write(func(st *store.Store) error {
			_, err := st.Resolve(s.life)
			return err
		})
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = err
	if err == nil {
		c.waiting -= known
	}
	c.running = err == nil && c.waiting > 0
	return c.running
}

// Progress is the page that waits until the graph is up to date.
type Progress struct {
	Done bool   `json:"done"`
	To   string `json:"to"`
}

func (v *Progress) title() string { return "Bringing the graph up to date" }

func (s *Server) progress(_ context.Context, _ *store.Store, r *http.Request) (any, error) {
	v := &Progress{Done: true, To: onward(r.FormValue("to"), "/")}
	if s.curator != nil {
		s.curator.mu.Lock()
		defer s.curator.mu.Unlock()
		if err := s.curator.failed; err != nil {
			return nil, err
		}
		v.Done = !s.curator.running
	}
	if v.Done && !wantsJSON(r) {
		return nil, moved{v.To}
	}
	return v, nil
}

// Decided is a decision with the names of both, where they have one now.
type Decided struct {
	resolve.Decision
	AEnd store.End `json:"a_end"`
	BEnd store.End `json:"b_end"`
}

// lastDecided are the latest decisions, the last first.
func lastDecided(ctx context.Context, now *store.Store, most int) ([]Decided, error) {
	list, err := now.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	last := []Decided{}
	for _, d := range latest(list, most) {
		one := Decided{Decision: d}
		for id, end := range map[string]*store.End{d.A: &one.AEnd, d.B: &one.BEnd} {
			*end, err = endOf(ctx, now, id)
			if err != nil {
				return nil, err
			}
		}
		last = append(last, one)
	}
	return last, nil
}

// endOf is the entity that an id of a decision stands for now, if any.
func endOf(ctx context.Context, now *store.Store, id string) (store.End, error) {
	if _, key, ok := resolve.CutName(id); ok {
		id = key
	}
	e, err := now.Entity(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return store.End{ID: id}, nil
	}
	return end(e), err
}

func end(e graph.Entity) store.End { return store.End{ID: e.ID, Type: e.Type, Name: e.Name} }
