package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// newsOfTheYear makes n articles of some 2,500 bytes and 50 mentions, with
// names as unevenly spread as in news.
func newsOfTheYear(tb testing.TB, n int) []Input {
	r := rand.New(rand.NewPCG(7, 11))
	zipf := rand.NewZipf(r, 1.2, 20, uint64(20*n))
	kinds := []string{"P", "O", "L"}
	name := func() (string, string) {
		i := zipf.Uint64()
		return kinds[i%3], fmt.Sprintf("%c%s %c%s", 'A'+i%26, syllables(i/3), 'A'+i/7%26, syllables(i*7919+13))
	}
	list := make([]Input, 0, n)
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "Item %d of the year", i)
		var facts []string
		for range 22 {
			k, a := name()
			l, c := name()
			fmt.Fprintf(&b, "\n[%s %s] said on day %d that [%s %s] was a matter of great and lasting interest to them.", k, a, i%365, l, c)
			if a != c && r.IntN(2) == 0 {
				facts = append(facts, a+"|COMPETES_WITH|"+c)
			}
		}
		list = append(list, news(tb, fmt.Sprintf("https://daily.example/%d", i), fmt.Sprintf("2024-%02d-%02d", 1+i%12, 1+i%28), b.String(), facts...))
	}
	return list
}

func syllables(i uint64) string {
	s := ""
	for _, part := range strings.Split(strconv.FormatUint(i, 6), "") {
		s += map[string]string{"0": "ba", "1": "ke", "2": "lo", "3": "mi", "4": "ru", "5": "san"}[part]
	}
	return s
}

// mostHundreds is how often a hundred articles can be added.
const mostHundreds = 20

// BenchmarkStore adds and resolves articles, resolves again with nothing and with
// a hundred more, and reads everything. NEWSGRAPH_BENCH_ARTICLES sets how many;
// 1,000 is the default.
func BenchmarkStore(b *testing.B) {
	n := 1000
	if v := os.Getenv("NEWSGRAPH_BENCH_ARTICLES"); v != "" {
		var err error
		if n, err = strconv.Atoi(v); err != nil {
			b.Fatal(err)
		}
	}
	ctx := context.Background()
	list := newsOfTheYear(b, n+mostHundreds*100)
	path := b.TempDir() + "/news.db"
	s := open(b, path)
	b.Run("add", func(b *testing.B) {
		for b.Loop() {
			for i := 0; i < n; i += 100 {
				put(b, s, list[i:min(i+100, n)]...)
			}
		}
	})
	report := func(b *testing.B) {
		sum, err := s.Summary(ctx, 3, 3)
		if err != nil {
			b.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%d articles, %d mentions, %d entities, %d statements, %d evidence; file %d MB",
			sum.Articles, sum.Mentions, sum.Entities, sum.Statements, sum.Evidence, info.Size()>>20)
	}
	b.Run("resolve", func(b *testing.B) {
		for b.Loop() {
			resolved(b, s)
		}
		report(b)
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			if resolved(b, s).Changed {
				b.Fatal("changed")
			}
		}
	})
	b.Run("hundredmore", func(b *testing.B) {
		more := list[n:]
		for b.Loop() {
			if len(more) == 0 {
				b.Fatalf("no more articles: set -benchtime to %dx at most", mostHundreds)
			}
			put(b, s, more[:100]...)
			more = more[100:]
			if !resolved(b, s).Changed {
				b.Fatal("nothing changed")
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			rows := 0
			for _, err := range s.Mentions(ctx) {
				if err != nil {
					b.Fatal(err)
				}
				rows++
			}
			for _, err := range s.Evidence(ctx) {
				if err != nil {
					b.Fatal(err)
				}
				rows++
			}
			b.ReportMetric(float64(rows), "rows/op")
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if found, _, err := s.Verify(ctx); err != nil || len(found) > 0 {
				b.Fatal(found[:min(3, len(found))], err)
			}
		}
	})
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Find(ctx, "bake", 10); err != nil {
				b.Fatal(err)
			}
		}
	})
}
