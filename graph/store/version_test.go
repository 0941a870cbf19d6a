package store

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph"
)

func TestAnExtractionComesBackAsItWas(t *testing.T) {
	s := openNew(t)
	want := *some(t)[1].Extraction
	data, err := s.encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.decode(data, want.Article)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := s.decode(data[:len(data)/2], want.Article); err == nil {
		t.Error("half an extraction was decoded")
	}
}

func TestAnArticleKeepsAllItsFields(t *testing.T) {
	ctx := context.Background()
	s := openNew(t)
	in := news(t, "https://daily.example/1", "2024-03-01", "Sandhill buys “Quokka”\n[O Sandhill Partners] said so.")
	in.Article.Modified, in.Article.Authors = "2024-03-02T10:00:00Z", []string{"Jo Ng", "Ana Müller"}
	in.Article.Cites = []article.Citation{{Title: "Quokka for sale", Publisher: "Evening", Published: "2024-02-01", URL: "https://evening.example/9"}}
	put(t, s, in)
	resolved(t, s)
	got, err := s.Article(ctx, in.Article.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(graph.Article{Article: in.Article, Story: in.Article.ID}, got); d != "" {
		t.Error(d)
	}
	cites := collect(t, s.Citations(ctx))
	if len(cites) != 1 || cites[0].Article != in.Article.ID || cites[0].Citation != in.Article.Cites[0] {
		t.Errorf("citations %+v: want the one article it cites", cites)
	}
}
