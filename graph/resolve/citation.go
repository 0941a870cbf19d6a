package resolve

import (
	"cmp"
	"slices"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/gazetteer"
	"github.com/newsgraph/newsgraph/graph"
)

// setCitations finds what all articles cite. A cited article is one of the
// graph's when its URL is, or its title and, where both name one, its outlet
// and its day. It is not the citing article itself.
func (p *Plan) setCitations() {
	p.citations = make([][]graph.Citation, len(p.articles))
	var byURL, byTitle map[string][]int
	for i := range p.articles {
		a := &p.articles[i]
		if len(a.Cites) == 0 {
			continue
		}
		if byURL == nil {
			byURL, byTitle = p.addresses()
		}
		var list []graph.Citation
		for _, c := range a.Cites {
			cited := p.cited(i, c, byURL, byTitle)
			if cited == "" {
				cited = graph.CitedID(c)
			}
			list = append(list, graph.Citation{Article: a.ID, Cited: cited, Citation: c})
		}
		slices.SortStableFunc(list, func(p, q graph.Citation) int {
			return cmp.Or(cmp.Compare(p.Cited, q.Cited), cmp.Compare(p.Title, q.Title), cmp.Compare(p.Publisher, q.Publisher),
				cmp.Compare(p.Published, q.Published), cmp.Compare(p.URL, q.URL))
		})
		p.citations[i] = slices.CompactFunc(list, func(p, q graph.Citation) bool { return p.Cited == q.Cited })
	}
}

// addresses lists the articles by URL or key, and by title.
func (p *Plan) addresses() (byURL, byTitle map[string][]int) {
	byURL, byTitle = map[string][]int{}, map[string][]int{}
	for i := range p.articles {
		a := &p.articles[i]
		if a.URL != "" {
			byURL[a.URL] = append(byURL[a.URL], i)
		}
		if a.Key != a.URL {
			byURL[a.Key] = append(byURL[a.Key], i)
		}
		if t := gazetteer.Normalize(a.Title); t != "" {
			byTitle[t] = append(byTitle[t], i)
		}
	}
	return byURL, byTitle
}

// cited is the id of the article that is cited, "" when the graph has none.
func (p *Plan) cited(citing int, c article.Citation, byURL, byTitle map[string][]int) string {
	if c.URL != "" {
		for _, i := range byURL[c.URL] {
			if i != citing {
				return p.articles[i].ID
			}
		}
	}
	outlet := gazetteer.Normalize(c.Publisher)
	for _, strict := range [...]bool{true, false} {
		for _, i := range byTitle[gazetteer.Normalize(c.Title)] {
			a := &p.articles[i]
			theirs := gazetteer.Normalize(a.Publisher)
			same := outlet == theirs && day(c.Published) == day(a.Published)
			may := (outlet == "" || theirs == "" || outlet == theirs) &&
				(c.Published == "" || a.Published == "" || day(c.Published) == day(a.Published))
			if i != citing && (same || !strict && may) {
				return a.ID
			}
		}
	}
	return ""
}

// day is the day of an ISO 8601 date.
func day(date string) string { return date[:min(len(date), len("2006-01-02"))] }
