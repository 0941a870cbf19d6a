package browse

import (
	"cmp"
	"context"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// MostNodes is how many entities a picture may hold.
const MostNodes = 500

// Picture is the neighbourhood of an entity.
type Picture struct {
	Entity  graph.Entity `json:"entity"`
	Nodes   []Node       `json:"nodes"` // the entity first, then its neighbours, those with most stories first
	Edges   []Edge       `json:"edges"` // among these nodes and those that the asker shows already
	LeftOut int          `json:"left_out"`
	Limits  Limits       `json:"filters"`
	Most    int          `json:"most_nodes"`
	Chosen  Chosen       `json:"-"`
}

// Node is an entity in the picture.
type Node struct {
	store.End
	Stories int `json:"stories,omitempty"` // behind its facts with the entity
}

// Edge is a statement in the picture.
type Edge struct {
	ID         string              `json:"id"`
	Source     string              `json:"source"`
	Target     string              `json:"target"`
	Type       schema.RelationType `json:"type"`
	Words      string              `json:"words"`
	Modality   schema.Modality     `json:"modality"`
	Role       string              `json:"role,omitempty"`
	Confidence float64             `json:"confidence"`
	Support    int                 `json:"support"`
	Stories    int                 `json:"stories"`
	FirstSaid  string              `json:"first_said,omitempty"`
	LastSaid   string              `json:"last_said,omitempty"`
}

// Limits are what neighbours have to be like.
type Limits struct {
	Types     []string `json:"type,omitempty"`
	Relations []string `json:"relation,omitempty"`
	Modality  []string `json:"modality,omitempty"`
	Stories   int      `json:"min_stories"`
	From      string   `json:"from,omitempty"`  // said in this month, YYYY-MM, or later
	Until     string   `json:"until,omitempty"` // said in this month or before
	Limit     int      `json:"limit"`
}

// Chosen offers what can be filtered by.
type Chosen struct {
	Types      []schema.Entity
	Relations  []schema.Relation
	Modalities []schema.ModalityDef
}

func (v *Picture) title() string { return plain(v.Entity.Name) + ": picture" }

func (s *Server) picture(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	e, err := s.entityNamed(ctx, now, r, "")
	if err != nil {
		return nil, err
	}
	v := &Picture{Entity: e, Most: MostNodes}
	if v.Limits, err = limits(r); err != nil {
		return nil, err
	}
	o := schema.Default()
	v.Chosen = Chosen{o.Entities, o.Relations, o.Modalities}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	make := func() (any, error) {
		return v, v.read(ctx, now, net, strings.FieldsFunc(r.FormValue("shown"), func(r rune) bool { return r == ',' }))
	}
	if r.FormValue("shown") != "" {
		return make()
	}
	return s.keep(ctx, now, e, key(r, r.URL.RequestURI()), make)
}

var monthOnly = regexp.MustCompile(`^\d{4}-\d{2}$`)

func limits(r *http.Request) (Limits, error) {
	l := Limits{Types: r.Form["type"], Relations: r.Form["relation"], Modality: r.Form["modality"], Stories: 1, Limit: 30}
	for _, n := range []struct {
		name string
		into *int
		most int
	}{{"min_stories", &l.Stories, 1_000_000}, {"limit", &l.Limit, MostNodes}} {
		v := r.FormValue(n.name)
		if v == "" {
			continue
		}
		i, err := strconv.Atoi(v)
		if err != nil || i < 1 || i > n.most {
			return l, badRequest("%s is %q: want a number from 1 to %d", n.name, short(v, 20), n.most)
		}
		*n.into = i
	}
	for name, into := range map[string]*string{"from": &l.From, "until": &l.Until} {
		*into = r.FormValue(name)
		if *into != "" && !monthOnly.MatchString(*into) {
			return l, badRequest("%s is %q: want a month, YYYY-MM", name, short(*into, 20))
		}
	}
	return l, nil
}

// allow reports whether a statement with a neighbour of a type may be shown.
func (l Limits) allow(k store.Link, other schema.EntityType) bool {
	in := func(list []string, v string) bool { return len(list) == 0 || slices.Contains(list, v) }
	return k.Stories >= l.Stories && in(l.Relations, string(k.Type)) && in(l.Modality, string(k.Modality)) && in(l.Types, string(other)) &&
		(l.From == "" || k.LastSaid != "" && k.LastSaid[:min(len(k.LastSaid), 7)] >= l.From) && (l.Until == "" || k.FirstSaid != "" && k.FirstSaid[:min(len(k.FirstSaid), 7)] <= l.Until)
}

// read finds the neighbours and the edges among them and the entities shown.
func (v *Picture) read(ctx context.Context, now *store.Store, net *store.Network, shown []string) error {
	if len(shown) > MostNodes {
		return badRequest("%d entities are shown: a picture holds %d at most", len(shown), MostNodes)
	}
	id, limits := v.Entity.ID, v.Limits
	limits.Types = nil // they are not known yet
	var near []string
	for l := range net.Of(id) {
		if o := l.Other(id); o != "" && o != id && limits.allow(l, "") {
			near = append(near, o)
		}
	}
	ends, err := now.Ends(ctx, near)
	if err != nil {
		return err
	}
	stories := map[string]int{}
	var order []string
	for l := range net.Of(id) {
		o := l.Other(id)
		if o == "" || o == id || !v.Limits.allow(l, ends[o].Type) {
			continue
		}
		if stories[o] == 0 {
			order = append(order, o)
		}
		stories[o] += l.Stories
	}
	slices.SortStableFunc(order, func(a, b string) int {
		return cmp.Or(cmp.Compare(stories[b], stories[a]), strings.Compare(a, b))
	})
	v.Nodes = []Node{{End: end(v.Entity)}}
	there := map[string]bool{id: true}
	for _, s := range shown {
		there[s] = true
	}
	taken := 0
	for _, o := range order {
		if !slices.Contains(shown, o) {
			if taken == v.Limits.Limit {
				v.LeftOut++
				continue
			}
			taken++
			there[o] = true
		}
		v.Nodes = append(v.Nodes, Node{End: ends[o], Stories: stories[o]})
	}
	return v.edges(ctx, now, net, there)
}

// edges adds the statements between any two of the entities, the best first.
func (v *Picture) edges(ctx context.Context, now *store.Store, net *store.Network, there map[string]bool) error {
	var ids []string
	limits := v.Limits
	limits.Types = nil // of neighbours, which were chosen by now
	for e := range there {
		for l := range net.Of(e) {
			if l.Subject == e && l.Object != e && there[l.Object] && limits.allow(l, "") {
				ids = append(ids, l.ID)
			}
		}
	}
	facts, err := now.FactsByID(ctx, ids)
	if err != nil {
		return err
	}
	slices.SortFunc(facts, func(a, b store.Fact) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	v.Edges = []Edge{}
	for _, f := range facts {
		v.Edges = append(v.Edges, Edge{
			ID: f.ID, Source: f.Subject, Target: f.Object, Type: f.Type, Words: worded(f.Type, f.Modality), Modality: f.Modality, Role: f.Role,
			Confidence: f.Confidence, Support: f.Support, Stories: f.Stories, FirstSaid: f.FirstSaid, LastSaid: f.LastSaid,
		})
	}
	return nil
}
