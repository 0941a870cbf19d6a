package graph

import (
	"cmp"
	"slices"
)

// Sort brings the lists of a graph into the order of a Reader's sequences, and
// settles ties, so that equal graphs have equal lists.
func Sort(g *Graph) {
	slices.SortFunc(g.Articles, func(a, b Article) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(g.Entities, func(a, b Entity) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(g.Statements, func(a, b Statement) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(g.Mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Entity, b.Entity))
	})
	slices.SortFunc(g.Evidence, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Statement, b.Statement), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(g.Citations, func(a, b Citation) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Cited, b.Cited))
	})
}
