package resolve

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// synthetic makes articles of 15 chains whose names are as frequent as names in
// the news are (Zipf's law), a third of the people known by their last name
// alone, with five statements each.
func synthetic(n int) []Article {
	rng := rand.New(rand.NewPCG(1, 1))
	people, others := rand.NewZipf(rng, 1.2, 5, 200000), rand.NewZipf(rng, 1.3, 5, 50000)
	articles := make([]Article, n)
	for i := range articles {
		a := &articles[i]
		a.Article = article.Article{ID: fmt.Sprintf("a%07d", i), Key: fmt.Sprint(i), Published: "2024-01-01"}
		for range 200 {
			a.Shingles = append(a.Shingles, uint32(i*200+len(a.Shingles)))
		}
		for c := range 15 {
			var ch Chain
			switch c % 3 {
			case 0:
				k := people.Uint64()
				ch = Chain{Type: schema.Person, Name: fmt.Sprintf("First%d Last%d", k, k%(k/2+5))}
				if rng.IntN(3) == 0 {
					ch.Name = fmt.Sprintf("Last%d", k%(k/2+5))
				}
			case 1:
				ch = Chain{Type: schema.Organization, Name: fmt.Sprintf("Organization Number%d", others.Uint64())}
			default:
				ch = Chain{Type: schema.Place, Name: fmt.Sprintf("Town%d", others.Uint64())}
			}
			ch.Forms = []Form{{ch.Name, 2}}
			a.Chains = append(a.Chains, ch)
			for m := range 2 {
				at := text.Span{Start: c*100 + m*50, End: c*100 + m*50 + 9}
				a.Mentions = append(a.Mentions, Mention{Span: at, Chain: c, Type: ch.Type, Kind: names.Name, Form: ch.Name, Probability: .9})
			}
		}
		for s := range 5 {
			a.Statements = append(a.Statements, Statement{
				Type: schema.WorksFor, Subject: 3 * s, Object: 3*s + 1, Speaker: -1, Modality: schema.Asserted, Probability: .9,
				Evidence: []Evidence{{Span: text.Span{Start: s * 10, End: s*10 + 5}, Rule: "test", Probability: .9, Sentence: "A sentence."}},
			})
		}
	}
	return articles
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 4000, 16000} {
		articles := synthetic(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Build(articles, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/article")
		})
	}
}
