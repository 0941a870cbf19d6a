package browse

import (
	"context"
	"net/http"
	"regexp"
	"strings"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Home is the first page.
type Home struct {
	store.Summary
	Months []store.Month `json:"articles_by_month"`
	Latest []FactView    `json:"latest"` // the facts last said
}

// Bars is the picture of the articles.
func (h *Home) Bars() *Bars { return bars("articles", h.Months) }

func (h *Home) title() string { return "What the articles say" }

func (s *Server) home(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	return s.keepAlways(ctx, now, r.URL.RequestURI(), func() (any, error) {
		return k.home.get(func() (*Home, error) { return readHome(ctx, now) })
	})
}

func readHome(ctx context.Context, now *store.Store) (*Home, error) {
	sum, err := now.Summary(ctx, 15, 0)
	if err != nil {
		return nil, err
	}
	h := &Home{Summary: sum}
	if h.Months, err = now.ArticleMonths(ctx); err != nil {
		return nil, err
	}
	latest, err := now.FactsOf(ctx, "", "", 0, 12)
	if err != nil {
		return nil, err
	}
	h.Latest, err = dress(ctx, now, latest, 1)
	return h, err
}

// Search is the page of what a term names.
type Search struct {
	Term  string       `json:"term"`
	Found []Suggestion `json:"found"`
	More  bool         `json:"more"` // whether there are others
}

func (v *Search) title() string { return "Search: " + short(v.Term, 60) }

const (
	searchShown  = 60
	suggestShown = 8
	longestTerm  = 200
)

func (s *Server) search(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	v := &Search{Term: strings.TrimSpace(r.FormValue("q"))}
	if e, err := now.Entity(ctx, v.Term); err == nil {
		return nil, moved{entityURL(e.ID)}
	}
	found, err := s.find(ctx, now, v.Term, searchShown+1)
	if err != nil {
		return nil, err
	}
	v.More = len(found) > searchShown
	v.Found = found[:min(len(found), searchShown)]
	return v, nil
}

func (s *Server) suggest(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	found, err := s.find(ctx, now, r.FormValue("q"), suggestShown)
	if found == nil {
		found = []Suggestion{}
	}
	return found, err
}

func (s *Server) find(ctx context.Context, now *store.Store, term string, limit int) ([]Suggestion, error) {
	if len(term) > longestTerm {
		return nil, badRequest("a term of %d bytes: want %d at most", len(term), longestTerm)
	}
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	x, err := k.names.get(func() (*nameIndex, error) { return readNames(ctx, now) })
	if err != nil {
		return nil, err
	}
	return x.find(term, limit), nil
}

// Entities is the page of the entities of a type.
type Entities struct {
	Paging
	Type     string              `json:"type,omitempty"`
	Entities []store.EntityCount `json:"entities"`
}

func (v *Entities) title() string {
	if v.Type == "" {
		return "Entities"
	}
	return typeWords(v.Type)
}

// Title heads the page.
func (v *Entities) Title() string { return v.title() }

func (s *Server) entities(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	const size = 100
	p, skip, limit, err := paging(r, size)
	if err != nil {
		return nil, err
	}
	v := &Entities{Paging: p, Type: r.FormValue("type")}
	if v.Type != "" && !schema.Default().HasEntity(schema.EntityType(v.Type)) {
		return nil, badRequest("type is %q: want Person, Organization, Place, Group, Product, Event, Law or Work", short(v.Type, 40))
	}
	return s.keepAlways(ctx, now, r.URL.RequestURI(), func() (any, error) {
		list, err := now.EntitiesOf(ctx, schema.EntityType(v.Type), skip, limit)
		v.Entities = paged(&v.Paging, r, list, size)
		return v, err
	})
}

// Articles is the page of the articles of a month.
type Articles struct {
	Paging
	Month    string         `json:"month,omitempty"`
	Articles []store.Listed `json:"articles"`
}

func (v *Articles) title() string {
	if v.Month == "" {
		return "Articles"
	}
	return "Articles of " + v.Month
}

// Title heads the page.
func (v *Articles) Title() string { return v.title() }

var datePrefix = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

func (s *Server) articles(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	const size = 100
	p, skip, limit, err := paging(r, size)
	if err != nil {
		return nil, err
	}
	v := &Articles{Paging: p, Month: r.FormValue("month")}
	if v.Month != "" && !datePrefix.MatchString(v.Month) {
		return nil, badRequest("month is %q: want YYYY, YYYY-MM or YYYY-MM-DD", short(v.Month, 20))
	}
	return s.keepAlways(ctx, now, r.URL.RequestURI(), func() (any, error) {
		list, err := now.ArticlesOf(ctx, v.Month, skip, limit)
		v.Articles = paged(&v.Paging, r, list, size)
		return v, err
	})
}
