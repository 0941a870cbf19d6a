package browse

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// sentencesShown is how many sentences a fact unfolds into; its own page has
// all of them.
const sentencesShown = 3

// FactView is a fact with who says so.
type FactView struct {
	store.Fact
	Told     store.Told  `json:"told"`
	SaidBy   []store.End `json:"said_by,omitempty"` // Speakers, with names
	ofObject bool        // shown on the page of its object
}

// Other is the end that is not the page's entity.
func (v FactView) Other() store.End {
	if v.ofObject {
		return v.SubjectEnd
	}
	return v.ObjectEnd
}

// dress gives facts the sentences and speakers that a page shows.
func dress(ctx context.Context, now *store.Store, facts []store.Fact, sentences int) ([]FactView, error) {
	var ids, speakers []string
	for _, f := range facts {
		ids = append(ids, f.ID)
		speakers = append(speakers, f.Speakers...)
	}
	told, err := now.Told(ctx, ids, sentences)
	if err != nil {
		return nil, err
	}
	ends, err := now.Ends(ctx, speakers)
	if err != nil {
		return nil, err
	}
	views := make([]FactView, len(facts))
	for i, f := range facts {
		views[i] = FactView{Fact: f, Told: told[f.ID]}
		for _, id := range f.Speakers {
			if e, ok := ends[id]; ok {
				views[i].SaidBy = append(views[i].SaidBy, e)
			}
		}
	}
	return views, nil
}

// dressed is dress for facts that are known by their ids.
func dressed(ctx context.Context, now *store.Store, ids []string, sentences int) ([]FactView, error) {
	facts, err := now.FactsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return dress(ctx, now, facts, sentences)
}

// Paging says which part of a long list a page shows.
type Paging struct {
	Page int    `json:"page"` // from 1
	Next string `json:"next,omitempty"`
	Prev string `json:"previous,omitempty"`
}

const mostPages = 10_000

// paging reads which page is asked for: how many to skip and, one more than a
// page holds, how many to read.
func paging(r *http.Request, size int) (p Paging, skip, limit int, err error) {
	p.Page = 1
	if v := r.FormValue("page"); v != "" {
		if p.Page, err = strconv.Atoi(v); err != nil || p.Page < 1 || p.Page > mostPages {
			return p, 0, 0, badRequest("page is %q: want a number from 1 to %d", short(v, 20), mostPages)
		}
	}
	return p, (p.Page - 1) * size, size + 1, nil
}

// paged cuts off the one too many and makes the addresses of the neighbours.
func paged[T any](p *Paging, r *http.Request, list []T, size int) []T {
	to := func(n int) string {
		q := r.URL.Query()
		q.Set("page", strconv.Itoa(n))
		return r.URL.Path + "?" + q.Encode()
	}
	if p.Page > 1 {
		p.Prev = to(p.Page - 1)
	}
	if len(list) > size {
		p.Next = to(p.Page + 1)
		return list[:size]
	}
	return list
}

// Facts is the page of the facts of one relation.
type Facts struct {
	Paging
	Type     string     `json:"type,omitempty"`
	Modality string     `json:"modality,omitempty"`
	Facts    []FactView `json:"facts"`
}

func (f *Facts) title() string {
	switch {
	case f.Type != "":
		return heading(schema.RelationType(f.Type), schema.Modality(f.Modality), false)
	case f.Modality != "":
		return capital(f.Modality) + " facts"
	}
	return "Facts"
}

// Title heads the page.
func (f *Facts) Title() string { return f.title() }

func (s *Server) facts(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	const size = 50
	p, skip, limit, err := paging(r, size)
	if err != nil {
		return nil, err
	}
	how, err := modalityOf(r)
	if err != nil {
		return nil, err
	}
	v := &Facts{Paging: p, Type: r.FormValue("type"), Modality: string(how)}
	if _, ok := schema.Default().Relation(schema.RelationType(v.Type)); v.Type != "" && !ok {
		return nil, badRequest("type is %q: want a relation as `newsgraph schema` lists them", short(v.Type, 40))
	}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	return s.keepAlways(ctx, now, key(r, r.URL.RequestURI()), func() (any, error) {
		var ids []string
		for l := range net.Latest() {
			if v.Type != "" && v.Type != string(l.Type) || v.Modality != "" && v.Modality != string(l.Modality) {
				continue
			}
			if skip--; skip < 0 {
				ids = append(ids, l.ID)
			}
			if len(ids) == limit {
				break
			}
		}
		v.Facts, err = dressed(ctx, now, paged(&v.Paging, r, ids, size), 2)
		return v, err
	})
}

// modalityOf is the modality that a request asks for; empty for any.
func modalityOf(r *http.Request) (schema.Modality, error) {
	how := schema.Modality(r.FormValue("modality"))
	if how != "" && !slices.ContainsFunc(schema.Default().Modalities, func(m schema.ModalityDef) bool { return m.Type == how }) {
		return "", badRequest("modality is %q: want asserted, past, planned, alleged or denied", short(string(how), 40))
	}
	return how, nil
}

// Statement is the page of one statement.
type Statement struct {
	FactView
	Evidence []store.Said `json:"evidence"`
	More     bool         `json:"more"` // whether there are sentences beyond these
}

func (v *Statement) title() string {
	object := v.ObjectEnd.Name
	if v.Object == "" {
		object = v.Value
	}
	return plain(v.SubjectEnd.Name + " " + worded(v.Type, v.Modality) + " " + object)
}

const mostEvidence = 300

func (s *Server) statement(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	f, err := now.Statement(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	views, err := dress(ctx, now, []store.Fact{f}, 0)
	if err != nil {
		return nil, err
	}
	v := &Statement{FactView: views[0]}
	for e, err := range now.Said(ctx, f.ID) {
		if err != nil {
			return nil, err
		}
		if len(v.Evidence) == mostEvidence {
			v.More = true
			break
		}
		v.Evidence = append(v.Evidence, e)
	}
	return v, nil
}
