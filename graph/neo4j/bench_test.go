package neo4j

import (
	"fmt"
	"testing"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// BenchmarkLoad measures first loads and loads of an unchanged graph, on a
// server that one load has warmed:
//
//	go test ./graph/neo4j -run '^$' -bench Load -benchtime 1x
func BenchmarkLoad(b *testing.B) {
	uri := neo4jtest.Server(b)
	r := reader(hubs(4000), 1)
	run := func(b *testing.B, o Options) {
		b.Helper()
		s, err := Load(b.Context(), r, o)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(s.Planned)/s.Seconds, "rows/s")
		b.ReportMetric(float64(s.Retries), "repeated")
	}
	run(b, Options{URI: uri})
	for _, writers := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("first/writers=%d", writers), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				if err := neo4jtest.Empty(b.Context(), uri); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				run(b, Options{URI: uri, Writers: writers})
			}
		})
	}
	b.Run("again/by marker", func(b *testing.B) {
		for b.Loop() {
			run(b, Options{URI: uri})
		}
	})
	b.Run("again/by hashes", func(b *testing.B) {
		for b.Loop() {
			run(b, Options{URI: uri, Full: true})
		}
	})
}
