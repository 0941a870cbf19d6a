package browse

import (
	"cmp"
	"context"
	"net/http"
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
	make := func() (any, error) {
		return v, v.read(ctx, now, strings.FieldsFunc(r.FormValue("shown"), func(r rune) bool { return r == ',' }))
	}
	if r.FormValue("shown") != "" {
		return make()
	}
	return s.keep(ctx, now, e, r.URL.RequestURI(), make)
}

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
	return l, nil
}

func (l Limits) allow(f store.Fact, other store.End) bool {
	in := func(list []string, v string) bool { return len(list) == 0 || slices.Contains(list, v) }
	return f.Stories >= l.Stories && in(l.Relations, string(f.Type)) && in(l.Modality, string(f.Modality)) && in(l.Types, string(other.Type))
}

// read finds the neighbours and the edges among them and the entities shown.
func (v *Picture) read(ctx context.Context, now *store.Store, shown []string) error {
	if len(shown) > MostNodes {
		return badRequest("%d entities are shown: a picture holds %d at most", len(shown), MostNodes)
	}
	id := v.Entity.ID
	near := map[string]*Node{}
	var order []*Node
	for f, err := range now.Facts(ctx, id) {
		if err != nil {
			return err
		}
		other := f.ObjectEnd
		if ofEnd(f, id) {
			other = f.SubjectEnd
		}
		if other.ID == "" || other.ID == id || !v.Limits.allow(f, other) {
			continue
		}
		n, ok := near[other.ID]
		if !ok {
			n = &Node{End: other}
			near[other.ID] = n
			order = append(order, n)
		}
		n.Stories += f.Stories
	}
	slices.SortStableFunc(order, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), strings.Compare(a.ID, b.ID))
	})
	v.Nodes = []Node{{End: store.End{ID: id, Type: v.Entity.Type, Name: v.Entity.Name}}}
	ids := append([]string{id}, shown...)
	taken := 0
	for _, n := range order {
		if slices.Contains(shown, n.ID) {
			v.Nodes = append(v.Nodes, *n)
			continue
		}
		if taken == v.Limits.Limit {
			v.LeftOut++
			continue
		}
		taken++
		v.Nodes = append(v.Nodes, *n)
		ids = append(ids, n.ID)
	}
	v.Edges = []Edge{}
	for f, err := range now.FactsAmong(ctx, ids) {
		if err != nil {
			return err
		}
		if f.Subject == f.Object || !v.Limits.allow(f, store.End{}) && !v.Limits.allow(f, f.ObjectEnd) && !v.Limits.allow(f, f.SubjectEnd) {
			continue
		}
		v.Edges = append(v.Edges, Edge{
			ID: f.ID, Source: f.Subject, Target: f.Object, Type: f.Type, Words: verb(f.Type), Modality: f.Modality, Role: f.Role,
			Confidence: f.Confidence, Support: f.Support, Stories: f.Stories, FirstSaid: f.FirstSaid, LastSaid: f.LastSaid,
		})
	}
	return nil
}
