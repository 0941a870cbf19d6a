package browse

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// Compare is the page of what two outlets say of an entity, or of the story of
// an article: the statements between those that its statements connect, made
// within storyDays of it.
type Compare struct {
	About   *Asked        `json:"about,omitempty"`
	Article *store.Listed `json:"article,omitempty"`
	Outlets []OutletCount `json:"outlets"` // that say anything of it, those with most facts first
	A       string        `json:"a"`       // the two that are compared; empty where there are fewer
	B       string        `json:"b"`
	Differ  Versions      `json:"differ"` // both speak of it, and not in the same way: one denies what the other states
	Both    Versions      `json:"both"`
	OnlyA   Versions      `json:"only_a"`
	OnlyB   Versions      `json:"only_b"`
}

// OutletCount is an outlet and how many statements it makes.
type OutletCount struct {
	Name  string `json:"name"`
	Facts int    `json:"facts"`
}

// Versions are facts and how the two outlets put them, the first of them.
type Versions struct {
	Total int       `json:"total"`
	Facts []Version `json:"facts"`
}

// Version is what may be so, whatever the modality, and how the two put it.
type Version struct {
	store.Fact          // of one of the statements
	A          []Stance `json:"a,omitempty"`
	B          []Stance `json:"b,omitempty"`
}

// Disputed reports whether it is put in more than one way.
func (v Version) Disputed() bool {
	return slices.ContainsFunc(slices.Concat(v.A, v.B), func(s Stance) bool { return firmness(s.Fact.Modality) != firmness(v.Modality) })
}

// Stance is a statement of an outlet.
type Stance struct {
	Fact     store.Fact `json:"fact"`
	Articles int        `json:"articles"` // of the outlet that make it
	Said     store.Said `json:"said"`     // its surest sentence
}

const (
	storyDays     = 14
	versionsShown = 25
	outletsShown  = 40
)

func (v *Compare) title() string {
	switch {
	case v.About != nil && v.About.Entity != nil:
		return plain("Who says what of " + v.About.Entity.Name)
	case v.Article != nil:
		return "Who says what in this story"
	}
	return "Compare two outlets"
}

// Title heads the page.
func (v *Compare) Title() string { return v.title() }

func (s *Server) compare(ctx context.Context, now *store.Store, r *http.Request) (any, error) {
	v := &Compare{A: r.FormValue("a"), B: r.FormValue("b"), Outlets: []OutletCount{}}
	if v.A != "" && v.A == v.B {
		return nil, badRequest("a and b are both %q: want two outlets", short(v.A, 60))
	}
	net, err := s.network(ctx, now)
	if err != nil {
		return nil, err
	}
	var links []store.Link
	from, until := "", ""
	if id := r.FormValue("article"); id != "" {
		list, err := now.ArticlesByID(ctx, []string{id})
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, notFound("there is no article %q", short(id, 40))
		}
		v.Article = &list[0]
		if v.A == "" {
			v.A = outlet(list[0].Publisher, list[0].URL, list[0].Key)
		}
		if links, err = storyLinks(ctx, now, net, id); err != nil {
			return nil, err
		}
		if at, err := time.Parse(time.DateOnly, day(list[0].Published)); err == nil {
			from, until = at.AddDate(0, 0, -storyDays).Format(time.DateOnly), at.AddDate(0, 0, storyDays+1).Format(time.DateOnly)
		}
	} else {
		if v.About, err = s.end(ctx, now, r.FormValue("about")); err != nil {
			return nil, err
		}
		if v.About != nil && v.About.Entity != nil {
			links = slices.Collect(net.Of(v.About.Entity.ID))
		}
	}
	if len(links) == 0 {
		return v, nil
	}
	return s.keepAlways(ctx, now, key(r, r.URL.RequestURI()), func() (any, error) { return v, v.read(ctx, now, links, from, until) })
}

// storyLinks are the statements between any two entities that a statement of
// the article connects.
func storyLinks(ctx context.Context, now *store.Store, net *store.Network, article string) ([]store.Link, error) {
	facts, err := now.ArticleFacts(ctx, article)
	if err != nil {
		return nil, err
	}
	pairs := map[[2]string]bool{}
	subjects := map[string]bool{}
	for _, f := range facts {
		pairs[pairOf(f.Subject, f.Object)] = true
		subjects[f.Subject] = true
	}
	var links []store.Link
	for subject := range subjects {
		for l := range net.Of(subject) {
			// A statement is found from its subject, or from its object alone.
			if pairs[pairOf(l.Subject, l.Object)] && (l.Subject == subject || !subjects[l.Subject]) {
				links = append(links, l)
			}
		}
	}
	return links, nil
}

// claim is what may be so, whatever the modality.
type claim struct {
	relation       schema.RelationType
	subject, other string
}

// read compares what the two outlets say, in articles of some days.
func (v *Compare) read(ctx context.Context, now *store.Store, links []store.Link, from, until string) error {
	ids := make([]string, len(links))
	for i, l := range links {
		ids[i] = l.ID
	}
	by := map[string]map[string][]string{} // outlet → statement → articles
	for src, err := range now.Tellers(ctx, ids) {
		if err != nil {
			return err
		}
		if from != "" && (src.Published < from || src.Published >= until) {
			continue
		}
		name := outlet(src.Publisher, src.URL, src.Key)
		if by[name] == nil {
			by[name] = map[string][]string{}
		}
		by[name][src.Statement] = append(by[name][src.Statement], src.Article)
	}
	v.choose(by)
	facts, err := now.FactsByID(ctx, slices.Sorted(maps.Keys(merged(by[v.A], by[v.B]))))
	if err != nil {
		return err
	}
	slices.SortFunc(facts, func(a, b store.Fact) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(b.Confidence, a.Confidence), strings.Compare(a.ID, b.ID))
	})
	place := map[claim]*Version{}
	var order []*Version
	for _, f := range facts {
		k := claim{f.Type, f.Subject, f.Object + f.Value}
		w := place[k]
		if w == nil {
			w = &Version{Fact: f}
			place[k] = w
			order = append(order, w)
		}
		if articles := by[v.A][f.ID]; len(articles) > 0 {
			w.A = append(w.A, Stance{Fact: f, Articles: len(articles)})
		}
		if articles := by[v.B][f.ID]; len(articles) > 0 {
			w.B = append(w.B, Stance{Fact: f, Articles: len(articles)})
		}
	}
	for _, w := range order {
		into := &v.Both
		switch {
		case len(w.B) == 0:
			into = &v.OnlyA
		case len(w.A) == 0:
			into = &v.OnlyB
		case !slices.Equal(modalities(w.A), modalities(w.B)):
			into = &v.Differ
		}
		if into.Total++; len(into.Facts) < versionsShown {
			into.Facts = append(into.Facts, *w)
		}
	}
	return v.quote(ctx, now, by)
}

// choose lists the outlets, and takes those with most facts where none is
// chosen.
func (v *Compare) choose(by map[string]map[string][]string) {
	for name, statements := range by {
		v.Outlets = append(v.Outlets, OutletCount{name, len(statements)})
	}
	slices.SortFunc(v.Outlets, func(a, b OutletCount) int {
		return cmp.Or(cmp.Compare(b.Facts, a.Facts), strings.Compare(a.Name, b.Name))
	})
	for _, o := range v.Outlets {
		switch {
		case v.A == "" && o.Name != v.B:
			v.A = o.Name
		case v.B == "" && o.Name != v.A:
			v.B = o.Name
		}
	}
	v.Outlets = v.Outlets[:min(len(v.Outlets), outletsShown)]
}

func merged(a, b map[string][]string) map[string]bool {
	all := map[string]bool{}
	for id := range a {
		all[id] = true
	}
	for id := range b {
		all[id] = true
	}
	return all
}

func modalities(list []Stance) (ms []schema.Modality) {
	for _, s := range list {
		ms = append(ms, s.Fact.Modality)
	}
	slices.Sort(ms)
	return ms
}

// quote gives each stance that is shown its surest sentence.
func (v *Compare) quote(ctx context.Context, now *store.Store, by map[string]map[string][]string) error {
	type place struct{ outlet, statement string }
	stances := map[place]*Stance{}
	var ids, articles []string
	for _, list := range []*Versions{&v.Differ, &v.Both, &v.OnlyA, &v.OnlyB} {
		for i := range list.Facts {
			for name, side := range map[string][]Stance{v.A: list.Facts[i].A, v.B: list.Facts[i].B} {
				for k := range side {
					id := side[k].Fact.ID
					stances[place{name, id}] = &side[k]
					ids, articles = append(ids, id), append(articles, by[name][id]...)
				}
			}
		}
	}
	for e, err := range now.SaidIn(ctx, ids, articles) {
		if err != nil {
			return err
		}
		if s := stances[place{outlet(e.Publisher, e.URL, e.Key), e.Statement}]; s != nil && s.Said.ID == "" {
			s.Said = e
		}
	}
	return nil
}

// pairOf is a pair of ids, the smaller first.
func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }
