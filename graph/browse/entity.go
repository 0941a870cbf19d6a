package browse

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Entity is the page of one entity.
type Entity struct {
	graph.Entity
	Months []store.Month  `json:"mentions_by_month"`
	Groups []Group        `json:"facts"`
	Beside []store.Beside `json:"beside"` // named in the same articles, no relation stated
	Latest []store.Listed `json:"latest_articles"`
}

// Group is facts of one relation in one direction that are said in one way.
type Group struct {
	Type     schema.RelationType `json:"type"`
	Modality schema.Modality     `json:"modality"`  // asserted, which stands for past too, planned, alleged or denied
	OfObject bool                `json:"of_object"` // the page's entity is the object
	Total    int                 `json:"total"`
	Facts    []FactView          `json:"facts"` // the first of them
}

// Heading says the relation in words, from the page's entity.
func (g Group) Heading() string { return heading(g.Type, g.Modality, g.OfObject) }

const (
	factsShown    = 6  // of a group
	besideShown   = 20 // entities
	besideLooksAt = 40 // articles, the latest
	newestShown   = 6  // articles
	aliasesShown  = 12
)

func (v *Entity) title() string { return plain(v.Name) }

// Bars is the picture of the mentions.
func (v *Entity) Bars() *Bars { return bars("mentions", v.Months) }

// Others are the names that are not the main one, the first of them.
func (v *Entity) Others() []graph.Alias { return otherNames(v.Entity, aliasesShown) }

// Hidden counts the names that Others leaves out.
func (v *Entity) Hidden() int {
	return len(otherNames(v.Entity, len(v.Aliases))) - len(v.Others())
}

// Joined is a name of an entity and why it is taken for one with the main one.
type Joined struct{ Name, Why string }

// Joined says why the names that Others lists are of one entity; names that
// differ in spelling alone are left out.
func (v *Entity) Joined() []Joined {
	var list []Joined
	seen := map[string]bool{graph.NormalName(v.Type, v.Name): true}
	for _, a := range v.Others() {
		n := graph.NormalName(v.Type, a.Name)
		if seen[n] {
			continue
		}
		seen[n] = true
		why := resolve.Because(v.Type, v.Name, a.Name)
		if why == "" {
			why = "an article uses both for one, or a curator decided so"
		}
		list = append(list, Joined{a.Name, why})
	}
	return list
}

func (s *Server) entity(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	e, err := s.entityNamed(ctx, now, r, "")
	if err != nil {
		return nil, err
	}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	return s.keep(ctx, now, e, key(r, r.URL.RequestURI()), func() (any, error) { return readEntity(ctx, now, net, e) })
}

func readEntity(ctx context.Context, now *store.Store, net *store.Network, e graph.Entity) (*Entity, error) {
	v := &Entity{Entity: e}
	in, err := now.Appearances(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	v.Months = store.MentionMonths(in)
	var latest []string
	for _, a := range in[:min(len(in), besideLooksAt)] {
		latest = append(latest, a.Article)
	}
	if v.Groups, err = groups(ctx, now, net, e.ID); err != nil {
		return nil, err
	}
	stated := map[string]bool{e.ID: true}
	for l := range net.Of(e.ID) {
		stated[l.Other(e.ID)] = true
	}
	if v.Beside, err = now.Beside(ctx, latest, func(id string) bool { return stated[id] }, besideShown); err != nil {
		return nil, err
	}
	v.Latest, err = now.ArticlesByID(ctx, latest[:min(len(latest), newestShown)])
	return v, err
}

// entityNamed is the entity whose id is in the address. One that was merged
// into another leads there.
func (s *Server) entityNamed(ctx context.Context, now *store.Store, r *http.Request, after string) (graph.Entity, error) {
	id := r.PathValue("id")
	e, err := now.Entity(ctx, id)
	if err == nil && e.ID != id {
		to := url.URL{Path: "/" + pageOf(r) + "/" + e.ID + after, RawQuery: r.URL.RawQuery}
		return e, moved{to.String()}
	}
	return e, err
}

// pageOf is the first step of a request's path.
func pageOf(r *http.Request) string {
	path := r.URL.Path[1:]
	for i := range path {
		if path[i] == '/' {
			return path[:i]
		}
	}
	return path
}

// groups sorts the facts of an entity by relation and direction, those with most
// stories first, and each by how they are said.
func groups(ctx context.Context, now *store.Store, net *store.Network, id string) ([]Group, error) {
	type key struct {
		relation schema.RelationType
		ofObject bool
		modality schema.Modality // empty in stories
	}
	place, stories := map[key]int{}, map[key]int{}
	var list []Group
	var shown []string
	var of []int
	for l := range net.Of(id) {
		k := key{l.Type, ofObject(l, id), firmness(l.Modality)}
		stories[key{k.relation, k.ofObject, ""}] += l.Stories
		i, ok := place[k]
		if !ok {
			i = len(list)
			place[k] = i
			list = append(list, Group{Type: l.Type, Modality: k.modality, OfObject: k.ofObject})
		}
		list[i].Total++
		if list[i].Total <= factsShown {
			shown, of = append(shown, l.ID), append(of, i)
		}
	}
	views, err := dressed(ctx, now, shown, sentencesShown)
	if err != nil {
		return nil, err
	}
	for n, v := range views {
		v.ofObject = ofEnd(v.Fact, id)
		list[of[n]].Facts = append(list[of[n]].Facts, v)
	}
	slices.SortStableFunc(list, func(a, b Group) int {
		of := func(g Group) int { return stories[key{g.Type, g.OfObject, ""}] }
		at := func(g Group) int { return slices.Index(saidIn, g.Modality) }
		switch {
		case a.Type == b.Type && a.OfObject == b.OfObject:
			return cmp.Compare(at(a), at(b))
		case a.Type == b.Type && of(a) == of(b) && a.OfObject:
			return 1
		case a.Type == b.Type && of(a) == of(b):
			return -1
		}
		return cmp.Or(cmp.Compare(of(b), of(a)), cmp.Compare(a.Type, b.Type))
	})
	return list, nil
}

// saidIn is the order of the groups of a relation.
var saidIn = []schema.Modality{schema.Asserted, schema.Planned, schema.Alleged, schema.Denied}

// ofEnd reports whether the entity is the object of the fact.
func ofEnd(f store.Fact, id string) bool { return f.Object == id && f.Subject != id }

// ofObject reports whether the statement stands in the group of its object's
// page; a symmetric relation has one group.
func ofObject(l store.Link, id string) bool {
	def, ok := schema.Default().Relation(l.Type)
	return l.Object == id && l.Subject != id && !(ok && def.Symmetric)
}

// Relation is the page of all facts of an entity of one relation.
type Relation struct {
	Paging
	Entity graph.Entity        `json:"entity"`
	Type   schema.RelationType `json:"type"`
	As     string              `json:"as,omitempty"`       // "subject", "object" or empty for both
	How    schema.Modality     `json:"modality,omitempty"` // as of a Group; empty for any
	Facts  []FactView          `json:"facts"`
}

func (v *Relation) title() string { return plain(v.Entity.Name) + ": " + v.Heading() }

// Heading says the relation in words.
func (v *Relation) Heading() string { return heading(v.Type, v.How, v.As == "object") }

func (s *Server) relation(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	const size = 50
	v := &Relation{Type: schema.RelationType(r.PathValue("relation")), As: r.FormValue("as")}
	if _, ok := schema.Default().Relation(v.Type); !ok {
		return nil, notFound("%q is not a relation", short(string(v.Type), 40))
	}
	how, err := modalityOf(r)
	if err != nil {
		return nil, err
	}
	v.How = firmness(how)
	if v.Entity, err = s.entityNamed(ctx, now, r, "/"+string(v.Type)); err != nil {
		return nil, err
	}
	var skip, limit int
	if v.Paging, skip, limit, err = paging(r, size); err != nil {
		return nil, err
	}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	return s.keep(ctx, now, v.Entity, key(r, r.URL.RequestURI()), func() (any, error) {
		v.Facts, err = dressed(ctx, now, paged(&v.Paging, r, v.some(net, skip, limit), size), sentencesShown)
		for i := range v.Facts {
			v.Facts[i].ofObject = ofEnd(v.Facts[i].Fact, v.Entity.ID)
		}
		return v, err
	})
}

// some are the facts of the page, after the first skip.
func (v *Relation) some(net *store.Network, skip, limit int) (ids []string) {
	for l := range net.Of(v.Entity.ID) {
		object := ofObject(l, v.Entity.ID)
		if l.Type != v.Type || v.As == "object" && !object || v.As == "subject" && object || v.How != "" && firmness(l.Modality) != v.How {
			continue
		}
		if skip--; skip < 0 {
			ids = append(ids, l.ID)
		}
		if len(ids) == limit {
			break
		}
	}
	return ids
}
