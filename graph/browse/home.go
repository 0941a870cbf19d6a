package browse

import (
	"context"
	"net/http"
	"regexp"
	"sort"
	"strings"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Home is the first page.
type Home struct {
	store.Summary
	Months []store.Month         `json:"articles_by_month"`
	How    []store.RelationCount `json:"statements_by_type_and_modality"` // most first
	Rising []store.Rising        `json:"rising"`                          // named in more stories of the last days than before
	Span   store.RisingSpan      `json:"rising_days"`
	Latest []FactView            `json:"latest"` // what was said for the first time, the latest first
}

// Bars is the picture of the articles.
func (h *Home) Bars() *Bars { return bars("articles", h.Months) }

func (h *Home) title() string { return "What the articles say" }

func (s *Server) home(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	return s.keepAlways(ctx, now, key(r, r.URL.RequestURI()), func() (any, error) {
		return s.readHome(ctx, now, k)
	})
}

const (
	latestShown = 12
	risingShown = 10
)

func (s *Server) readHome(ctx context.Context, now *store.Store, k *state) (*Home, error) {
	return k.home.get(func() (*Home, error) {
		sum, err := now.Summary(ctx, 15, 0)
		if err != nil {
			return nil, err
		}
		h := &Home{Summary: sum}
		if h.How, err = now.RelationCounts(ctx); err != nil {
			return nil, err
		}
		if h.Months, err = now.ArticleMonths(ctx); err != nil {
			return nil, err
		}
		net, err := s.network(ctx, now)
		if err != nil {
			return nil, err
		}
		if h.Rising, h.Span, err = now.Rising(ctx, store.RisingOptions{Limit: risingShown}); err != nil {
			return nil, err
		}
		h.Latest, err = dressed(ctx, now, newest(net), 1)
		return h, err
	})
}

// Modalities are the columns of How, in the ontology's order.
func (h *Home) Modalities() []schema.ModalityDef { return schema.Default().Modalities }

// newest picks the facts that nobody said before the day they were last said on,
// the latest first. Where a place lies is no news.
func newest(net *store.Network) (ids []string) {
	for l := range net.Latest() {
		if l.Type == schema.LocatedIn || day(l.FirstSaid) != day(l.LastSaid) {
			continue
		}
		if ids = append(ids, l.ID); len(ids) == latestShown {
			break
		}
	}
	return ids
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
	x, err := s.names(ctx, now)
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
	x, err := s.names(ctx, now)
	if err != nil {
		return nil, err
	}
	v.Entities, err = now.EntitiesByID(ctx, paged(&v.Paging, r, x.common(schema.EntityType(v.Type), skip, limit), size))
	return v, err
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
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	order, err := k.articles.get(func() ([]store.Dated, error) { return now.ArticleOrder(ctx) })
	if err != nil {
		return nil, err
	}
	// The latest come first, so those of a month follow one another.
	order = order[sort.Search(len(order), func(i int) bool {
		return order[i].Published < v.Month || strings.HasPrefix(order[i].Published, v.Month)
	}):]
	var ids []string
	for _, a := range order[min(skip, len(order)):] {
		if !strings.HasPrefix(a.Published, v.Month) || len(ids) == limit {
			break
		}
		ids = append(ids, a.ID)
	}
	v.Articles, err = now.ArticlesByID(ctx, paged(&v.Paging, r, ids, size))
	return v, err
}
