package browse

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// ReportOptions say what a report tells.
type ReportOptions struct {
	Title    string   // empty for one of the store's own
	About    []string // ids of entities that all is about; none for the best connected
	Entities int      // how many sections, unless About says whose; zero means 30
}

// Report is what the template of a report is given.
type Report struct {
	Title       string
	Sum         store.Summary
	First, Last string // dates of the articles
	Months      *Bars
	Network     *Drawing // the best connected entities
	Rising      []store.Rising
	Span        store.RisingSpan
	Best        []FactView
	Denied      []Dispute
	Planned     []FactView
	Latest      []FactView
	Sections    []Section
	Style       template.CSS
	Policy      string // of the page: its style by hash, nothing else
}

// Dispute is a denial beside how many stories state the same.
type Dispute struct {
	FactView
	Stated int
}

// Section is what a report tells of one entity.
type Section struct {
	graph.Entity
	Months *Bars
	Groups []Group
	Facts  int
	Near   *Drawing // its neighbours
}

const (
	reportSections  = 30
	reportFacts     = 25 // of each list
	reportOfGroup   = 5  // facts of a relation in a section
	reportGroups    = 10
	reportSentences = 2
	reportNodes     = 42
	reportHubs      = 400 // best connected entities to choose from
	reportNear      = 14
	reportAliases   = 8
)

// WriteReport writes what a store holds as one HTML page that needs nothing
// else: no script, no other file, no network. It is meant to be sent and kept.
// The same store gives the same bytes.
func WriteReport(ctx context.Context, st *store.Store, w io.Writer, o ReportOptions) error {
	return st.View(ctx, func(now *store.Store) error {
		r, err := readReport(ctx, now, o)
		if err != nil {
			return err
		}
		has := map[string]bool{}
		for _, s := range r.Sections {
			has[s.ID] = true
		}
		t, err := template.New("report.html").Funcs(functions()).Funcs(template.FuncMap{
			"section": func(id string) bool { return has[id] },
			"aliases": func(s Section) []graph.Alias { return otherNames(s.Entity, reportAliases) },
		}).ParseFS(files, "templates/parts.html", "templates/report.html")
		if err != nil {
			return err
		}
		return t.Execute(w, r)
	})
}

func readReport(ctx context.Context, now *store.Store, o ReportOptions) (*Report, error) {
	r := &Report{Title: cmp.Or(o.Title, "Who, what, and who says so")}
	if err := r.readStyle(); err != nil {
		return nil, err
	}
	sections := cmp.Or(o.Entities, reportSections)
	var err error
	if r.Sum, err = now.Summary(ctx, max(sections, reportHubs), 0); err != nil {
		return nil, err
	}
	months, err := now.ArticleMonths(ctx)
	if err != nil {
		return nil, err
	}
	r.Months = bars("articles", months)
	if len(months) > 0 {
		r.First, r.Last = months[0].Month, months[len(months)-1].Month
	}
	about, err := r.whom(ctx, now, o.About, sections)
	if err != nil {
		return nil, err
	}
	var all []store.Fact // of those
	for _, e := range about {
		s, facts, err := readSection(ctx, now, e)
		if err != nil {
			return nil, err
		}
		r.Sections = append(r.Sections, s)
		all = append(all, facts...)
	}
	ends := r.ends(about)
	if len(o.About) > 0 {
		ends, err = nearest(ctx, now, about, all)
		if err == nil {
			err = r.readListsOf(ctx, now, all)
		}
	} else if r.Rising, r.Span, err = now.Rising(ctx, store.RisingOptions{Limit: 15}); err == nil {
		err = r.readLists(ctx, now)
	}
	if err != nil {
		return nil, err
	}
	r.Network, err = drawNetwork(ctx, now, ends)
	return r, err
}

// readStyle takes the style of the pages along, and lets the page have that
// style alone.
func (r *Report) readStyle() error {
	var all []byte
	for _, name := range []string{"static/style.css", "static/report.css"} {
		sheet, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		all = append(all, sheet...)
	}
	sum := sha256.Sum256(all)
	r.Style = template.CSS(all) // the program's own
	r.Policy = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	return nil
}

func (r *Report) readLists(ctx context.Context, now *store.Store) error {
	best, err := now.Corroborated(ctx, reportFacts)
	if err != nil {
		return err
	}
	if r.Best, err = dress(ctx, now, best, reportSentences); err != nil {
		return err
	}
	denied, err := now.Denied(ctx, reportFacts)
	if err != nil {
		return err
	}
	if r.Denied, err = disputes(ctx, now, denied); err != nil {
		return err
	}
	for modality, into := range map[schema.Modality]*[]FactView{schema.Planned: &r.Planned, "": &r.Latest} {
		list, err := now.FactsOf(ctx, "", modality, 0, reportFacts)
		if err != nil {
			return err
		}
		if *into, err = dress(ctx, now, list, reportSentences); err != nil {
			return err
		}
	}
	return nil
}

func disputes(ctx context.Context, now *store.Store, denied []store.Contested) ([]Dispute, error) {
	facts := make([]store.Fact, len(denied))
	for i, d := range denied {
		facts[i] = d.Fact
	}
	views, err := dress(ctx, now, facts, reportSentences)
	if err != nil {
		return nil, err
	}
	list := make([]Dispute, len(views))
	for i, v := range views {
		list[i] = Dispute{v, denied[i].Stated}
	}
	return list, nil
}

// readListsOf reads the lists of facts of some entities alone.
func (r *Report) readListsOf(ctx context.Context, now *store.Store, all []store.Fact) error {
	slices.SortStableFunc(all, func(a, b store.Fact) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.ID, b.ID))
	})
	all = slices.CompactFunc(all, func(a, b store.Fact) bool { return a.ID == b.ID }) // one that joins two of them comes twice
	latest := slices.Clone(all)
	slices.SortStableFunc(latest, func(a, b store.Fact) int { return cmp.Compare(b.LastSaid, a.LastSaid) })
	for _, l := range []struct {
		into  *[]FactView
		facts []store.Fact
		fits  func(store.Fact) bool
	}{
		{&r.Best, all, store.Fact.HasEdge},
		{&r.Planned, latest, func(f store.Fact) bool { return f.Modality == schema.Planned }},
		{&r.Latest, latest, func(store.Fact) bool { return true }},
	} {
		var facts []store.Fact
		for _, f := range l.facts {
			if l.fits(f) && len(facts) < reportFacts {
				facts = append(facts, f)
			}
		}
		var err error
		if *l.into, err = dress(ctx, now, facts, reportSentences); err != nil {
			return err
		}
	}
	denied, err := now.Denied(ctx, r.Sum.Statements)
	if err != nil {
		return err
	}
	theirs := map[string]bool{}
	for _, f := range all {
		theirs[f.ID] = true
	}
	denied = slices.DeleteFunc(denied, func(d store.Contested) bool { return !theirs[d.ID] })
	r.Denied, err = disputes(ctx, now, denied[:min(len(denied), reportFacts)])
	return err
}

// nearest are entities and those that their facts join them with, those of most
// stories first, as many as a picture shows.
func nearest(ctx context.Context, now *store.Store, about []graph.Entity, facts []store.Fact) ([]picked, error) {
	stories := map[string]int{}
	var others []string
	for _, f := range facts {
		for _, id := range []string{f.Subject, f.Object} {
			if id == "" || slices.ContainsFunc(about, func(e graph.Entity) bool { return e.ID == id }) {
				continue
			}
			if stories[id] == 0 {
				others = append(others, id)
			}
			stories[id] += f.Stories
		}
	}
	slices.SortStableFunc(others, func(a, b string) int { return cmp.Or(cmp.Compare(stories[b], stories[a]), cmp.Compare(a, b)) })
	var list []picked
	for _, e := range about {
		list = append(list, picked{store.End{ID: e.ID, Type: e.Type, Name: e.Name}, e.Articles})
	}
	for _, id := range others[:min(len(others), max(0, reportNodes-len(list)))] {
		e, err := now.Entity(ctx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, picked{store.End{ID: e.ID, Type: e.Type, Name: e.Name}, e.Articles})
	}
	return list[:min(len(list), reportNodes)], nil
}

// whom are the entities that have a section.
func (r *Report) whom(ctx context.Context, now *store.Store, ids []string, most int) ([]graph.Entity, error) {
	var list []graph.Entity
	for _, id := range ids {
		e, err := now.Entity(ctx, id)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(o graph.Entity) bool { return o.ID == e.ID }) {
			list = append(list, e)
		}
	}
	if len(ids) == 0 {
		list = mixed(r.Sum.Connected, most, most/4)
	}
	return list, nil
}

// mixed takes the best connected entities, up to most, and of the places among
// them no more than given while there are others: countries are connected with
// all.
func mixed(hubs []store.Hub, most, places int) []graph.Entity {
	var list, left []graph.Entity
	for _, h := range hubs {
		if h.Type == schema.Place {
			if places == 0 {
				left = append(left, h.Entity)
				continue
			}
			places--
		}
		list = append(list, h.Entity)
	}
	list = append(list, left...)
	return list[:min(len(list), most)]
}

// ends are those that the large picture shows: the entities with a section,
// then the best connected ones.
func (r *Report) ends(about []graph.Entity) []picked {
	var list []picked
	add := func(e graph.Entity) {
		if len(list) < reportNodes && !slices.ContainsFunc(list, func(p picked) bool { return p.ID == e.ID }) {
			list = append(list, picked{store.End{ID: e.ID, Type: e.Type, Name: e.Name}, e.Articles})
		}
	}
	for _, e := range about {
		add(e)
	}
	for _, e := range mixed(r.Sum.Connected, 2*reportNodes, reportNodes/3) {
		add(e)
	}
	return list
}

// readSection reads what a section tells, and all facts of its entity.
func readSection(ctx context.Context, now *store.Store, e graph.Entity) (s Section, facts []store.Fact, err error) {
	s.Entity = e
	in, err := now.Appearances(ctx, e.ID)
	if err != nil {
		return s, nil, err
	}
	s.Months = bars("mentions", store.MentionMonths(in))
	var shown []store.Fact
	type kind struct {
		relation schema.RelationType
		ofObject bool
	}
	place := map[kind]int{}
	var of []int
	for f, err := range now.Facts(ctx, e.ID) { // those with most stories first
		if err != nil {
			return s, nil, err
		}
		facts = append(facts, f)
		def, _ := schema.Default().Relation(f.Type)
		k := kind{f.Type, ofEnd(f, e.ID) && !def.Symmetric}
		i, ok := place[k]
		if !ok {
			i = len(s.Groups)
			place[k] = i
			s.Groups = append(s.Groups, Group{Type: k.relation, OfObject: k.ofObject})
		}
		s.Groups[i].Total++
		if s.Groups[i].Total <= reportOfGroup && i < reportGroups {
			shown, of = append(shown, f), append(of, i)
		}
	}
	s.Facts = len(facts)
	s.Groups = s.Groups[:min(len(s.Groups), reportGroups)]
	views, err := dress(ctx, now, shown, reportSentences)
	if err != nil {
		return s, nil, err
	}
	for n, v := range views {
		v.ofObject = ofEnd(v.Fact, e.ID)
		s.Groups[of[n]].Facts = append(s.Groups[of[n]].Facts, v)
	}
	s.Near = drawNear(store.End{ID: e.ID, Type: e.Type, Name: e.Name}, facts)
	return s, facts, nil
}

// otherNames are the names of an entity that are not its main one, the first of
// them.
func otherNames(e graph.Entity, most int) []graph.Alias {
	others := slices.DeleteFunc(slices.Clone(e.Aliases), func(a graph.Alias) bool { return a.Name == e.Name })
	return others[:min(len(others), most)]
}
