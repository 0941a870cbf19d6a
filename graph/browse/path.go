package browse

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

// Path is the page of how two entities are connected.
type Path struct {
	From  *Asked `json:"from,omitempty"`
	To    *Asked `json:"to,omitempty"`
	Paths []Way  `json:"paths"` // none: no facts connect them
}

// Asked is an end that was asked for, and whom the term may mean.
type Asked struct {
	Term   string        `json:"term"`
	Entity *graph.Entity `json:"entity,omitempty"`
	Else   []Suggestion  `json:"else,omitempty"` // others of that name
}

// Way is one path: facts in order, each shares an entity with the next.
type Way struct {
	Shortest bool       `json:"shortest"`
	Surest   bool       `json:"surest"` // its facts are the most certain
	Steps    []FactView `json:"steps"`
}

// Stops are the entities on the way.
func (w Way) Stops(from string) []store.End {
	var stops []store.End
	for _, f := range w.Steps {
		a, b := f.SubjectEnd, f.ObjectEnd
		if b.ID == from {
			a, b = b, a
		}
		if len(stops) == 0 {
			stops = append(stops, a)
		}
		stops = append(stops, b)
		from = b.ID
	}
	return stops
}

// Both reports whether both ends are known.
func (v *Path) Both() bool {
	return v.From != nil && v.To != nil && v.From.Entity != nil && v.To.Entity != nil
}

func (v *Path) title() string {
	if v.Both() {
		return plain("From " + v.From.Entity.Name + " to " + v.To.Entity.Name)
	}
	return "Path"
}

func (s *Server) path(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	v := &Path{Paths: []Way{}}
	var err error
	if v.From, err = s.end(ctx, now, r.FormValue("from")); err != nil {
		return nil, err
	}
	if v.To, err = s.end(ctx, now, r.FormValue("to")); err != nil {
		return nil, err
	}
	if !v.Both() {
		return v, nil
	}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	a, b := v.From.Entity.ID, v.To.Entity.ID
	short, sure := net.Path(a, b, store.PathOptions{}), net.Path(a, b, store.PathOptions{Weighted: true})
	for _, ids := range [][]string{short, sure} {
		if len(ids) == 0 || len(v.Paths) == 1 && slices.Equal(short, sure) {
			continue
		}
		w := Way{Shortest: len(v.Paths) == 0, Surest: len(v.Paths) == 1 || slices.Equal(short, sure)}
		if w.Steps, err = dressed(ctx, now, ids, 1); err != nil {
			return nil, err
		}
		v.Paths = append(v.Paths, w)
	}
	return v, nil
}

// end is the entity that a term or id names; nil when none was given.
func (s *Server) end(ctx context.Context, now *store.Store, term string) (*Asked, error) {
	if term == "" {
		return nil, nil
	}
	a := &Asked{Term: term}
	if e, err := now.Entity(ctx, term); err == nil {
		a.Entity = &e
		return a, nil
	}
	found, err := s.find(ctx, now, term, 6)
	if err != nil || len(found) == 0 {
		return a, err
	}
	e, err := now.Entity(ctx, found[0].ID)
	a.Entity, a.Else = &e, found[1:]
	return a, err
}

// Timeline is the page of what was said of an entity, or of two, and when.
type Timeline struct {
	Paging
	Entity  graph.Entity   `json:"entity"`
	With    *Asked         `json:"with,omitempty"`
	Sayings []store.Saying `json:"sayings"`
}

// Day is the sayings of one day.
type Day struct {
	Date    string // empty where it is not known
	Sayings []store.Saying
}

// Days sorts the sayings by day.
func (v *Timeline) Days() []Day {
	var days []Day
	for _, s := range v.Sayings {
		d := day(s.Said.Published)
		if len(days) == 0 || days[len(days)-1].Date != d {
			days = append(days, Day{Date: d})
		}
		days[len(days)-1].Sayings = append(days[len(days)-1].Sayings, s)
	}
	return days
}

func (v *Timeline) title() string {
	if v.With != nil && v.With.Entity != nil {
		return plain(v.Entity.Name + " and " + v.With.Entity.Name + ": timeline")
	}
	return plain(v.Entity.Name) + ": timeline"
}

func (s *Server) timeline(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	const size = 60
	e, err := s.entityNamed(ctx, now, r, "")
	if err != nil {
		return nil, err
	}
	v := &Timeline{Entity: e}
	if v.With, err = s.end(ctx, now, r.FormValue("with")); err != nil {
		return nil, err
	}
	var skip, limit int
	if v.Paging, skip, limit, err = paging(r, size); err != nil {
		return nil, err
	}
	with := ""
	if v.With != nil {
		if v.With.Entity == nil {
			return v, nil
		}
		with = v.With.Entity.ID
	}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	return s.keep(ctx, now, e, key(r, r.URL.RequestURI()), func() (any, error) {
		list, err := timeline(ctx, now, net, e.ID, with, skip, limit)
		v.Sayings = paged(&v.Paging, r, list, size)
		return v, err
	})
}

// timeline is store.Timeline without reading all that is said of a hub. What is
// said last of a statement bounds all that is said of it, so the statements said
// last are enough once the last saying that is wanted is later than all that is
// said of the others.
func timeline(ctx context.Context, now *store.Store, net *store.Network, id, with string, skip, limit int) ([]store.Saying, error) {
	var links []store.Link
	for l := range net.Of(id) {
		if with == "" || l.Other(id) == with {
			links = append(links, l)
		}
	}
	slices.SortStableFunc(links, func(a, b store.Link) int { return strings.Compare(b.LastSaid, a.LastSaid) })
	for n := 2 * (skip + limit); ; n *= 4 {
		n = min(n, len(links))
		ids := make([]string, n)
		for i, l := range links[:n] {
			ids[i] = l.ID
		}
		list, err := now.Sayings(ctx, ids, skip, limit)
		if err != nil || n == len(links) || len(list) == limit && list[limit-1].Said.Published > links[n].LastSaid {
			return list, err
		}
	}
}
