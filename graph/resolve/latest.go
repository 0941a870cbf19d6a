package resolve

import (
	"cmp"

	"github.com/newsgraph/newsgraph/extract/article"
)

// Latest returns the articles that stand: of those with one key the one with
// the latest date (modified, else published), a dated one before one without,
// and of equal dates the one given last. They keep the order in which they are
// given.
func Latest(articles []article.Article) []article.Article {
	best := make(map[string]int, len(articles))
	for i, a := range articles {
		if j, ok := best[a.Key]; !ok || date(a) >= date(articles[j]) {
			best[a.Key] = i
		}
	}
	out := make([]article.Article, 0, len(best))
	for i, a := range articles {
		if best[a.Key] == i {
			out = append(out, a)
		}
	}
	return out
}

func date(a article.Article) string { return cmp.Or(a.Modified, a.Published) }
