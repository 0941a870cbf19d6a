package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

func TestACuratorsDecisionOutranksTheNamesAndCanBeUndone(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t)
	before := dump(t, s, append(graphTables, views...)...)
	sandhill, banksia := named(t, s, "Sandhill Partners"), named(t, s, "Banksia Group")
	d := resolve.Decision{A: sandhill.ID, B: banksia.ID, Same: true, Who: "jo", When: "2024-06-01T00:00:00Z", Note: "renamed in May"}
	if err := s.Decide(ctx, d); err != nil {
		t.Fatal(err)
	}
	if r := resolved(t, s); !r.Changed {
		t.Error("the decision changed nothing")
	}
	one, err := s.Find(ctx, "Banksia Group", 5)
	if err != nil || len(one) != 1 {
		t.Fatalf("%+v, %v", one, err)
	}
	for _, id := range []string{sandhill.ID, banksia.ID} {
		if e, err := s.Entity(ctx, id); err != nil || e.ID != one[0].ID {
			t.Errorf("id %s leads to %+v, %v: want %s", id, e, err, one[0].ID)
		}
	}
	if got, err := s.Decisions(ctx); err != nil || len(got) != 1 || got[0].Note != d.Note || !got[0].Same {
		t.Errorf("decisions %+v, %v: want %+v", got, err, d)
	}
	if r := resolved(t, s); r.Changed {
		t.Errorf("resolved again: %+v", r)
	}
	if n, err := s.Undecide(ctx, banksia.ID, sandhill.ID); err != nil || n != 1 {
		t.Errorf("%d undone, %v: want 1", n, err)
	}
	resolved(t, s)
	if after := dump(t, s, append(graphTables, views...)...); after != before {
		t.Errorf("undone, the graph is\n%s\nwant\n%s", after, before)
	}
	if err := s.Decide(ctx, resolve.Decision{A: "x", B: "x"}); err == nil {
		t.Error("a decision about one entity was taken")
	}
}

func TestADecisionOnANameMeansThatNameOfTheEntity(t *testing.T) {
	e := graph.Entity{ID: "e1", Type: "Person", Name: "Ana Costa", Aliases: []graph.Alias{{Name: "Costa"}}}
	key := graph.NameKey(e.Type, "Costa")
	if d, err := DecisionOn(e, e, e.Name, "costa", false); err != nil || d.A != "e1" || d.B != resolve.NameOf("e1", key) {
		t.Errorf("%+v, %v", d, err)
	}
	e.ID = key
	if d, err := DecisionOn(e, e, e.Name, "Costa", false); err != nil || d.A != graph.NameKey(e.Type, "Ana Costa") {
		t.Errorf("the name that the id is of: %+v, %v", d, err)
	}
	if d, err := DecisionOn(e, e, e.Name, "Marlow", false); err == nil {
		t.Errorf("a name of nobody: %+v", d)
	}
}

func TestContextsShowWhereAnEntityIsNamed(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t)
	e := named(t, s, "Sandhill Partners")
	list, err := s.Contexts(ctx, e.ID, 1)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v: want one context", list, err)
	}
	a, err := s.Article(ctx, list[0].Article)
	if err != nil || !strings.Contains(a.Text, list[0].Before+list[0].Form+list[0].After) {
		t.Errorf("%+v, %v: want a piece of %q", list[0], err, a.Text)
	}
	all, err := s.Contexts(ctx, e.ID, 100)
	if err != nil || len(all) != e.Articles {
		t.Errorf("%d contexts, %v: want one of each of %d articles", len(all), err, e.Articles)
	}
}

// costas are two of the name, and one who may be either.
func costas(t *testing.T) []Input {
	return []Input{
		news(t, "k1", "2024-01-01", "x\n[P Ana Costa] and [P Rui Costa] of [O Quokka Networks] spoke in [L Marlow]."),
		news(t, "k2", "2024-01-02", "y\n[P Ana Costa] left [O Quokka Networks] after a tour of [L Marlow] and [L Wexcombe]."),
		news(t, "k3", "2024-01-03", "z\n[P Costa] said that [L Marlow] would agree."),
	}
}

func TestAPairStaysAsideWhenAMergeChangesOneOfIt(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t, append(costas(t), news(t, "k4", "2023-01-01", "w\n[P Ana Ferreira] spoke in [L Marlow] and [L Wexcombe]."))...)
	costa, ana, ferreira := named(t, s, "Costa"), named(t, s, "Ana Costa"), named(t, s, "Ana Ferreira")
	was := Unsure{"jo", "2024-06-01T00:00:00Z"}
	if err := s.PutAside(ctx, costa.ID, ana.ID, was); err != nil {
		t.Fatal(err)
	}
	rows := func() (n int) {
		t.Helper()
		if err := s.write.QueryRow(`SELECT count(*) FROM unsure`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	merge := resolve.Decision{A: ana.ID, B: ferreira.ID, Same: true}
	if err := s.Decide(ctx, merge); err != nil {
		t.Fatal(err)
	}
	resolved(t, s)
	one := named(t, s, "Ana Costa")
	if one.ID == ana.ID {
		t.Fatalf("the merge left the id %s", one.ID)
	}
	aside, err := s.Doubts(ctx, true, 5)
	if err != nil || len(aside) != 1 || aside[0].A != min(costa.ID, one.ID) || aside[0].B != max(costa.ID, one.ID) || *aside[0].Unsure != was {
		t.Fatalf("put aside are %+v, %v: want Costa and %s", aside, err, one.ID)
	}
	if _, n, err := s.DoubtCounts(ctx); err != nil || n != 1 {
		t.Errorf("%d put aside, %v: want 1", n, err)
	}
	if err := s.Decide(ctx, resolve.Decision{A: one.ID, B: costa.ID}); err != nil || rows() != 0 {
		t.Errorf("decided: %d pairs are put aside, %v", rows(), err)
	}
	if err := s.PutAside(ctx, costa.ID, one.ID, was); err != nil {
		t.Fatal(err)
	}
	if resolved(t, s); rows() != 1 {
		t.Errorf("%d pairs are put aside: want 1", rows())
	}
	if _, err := s.Remove(ctx, firstArticle(t, s, costa)); err != nil {
		t.Fatal(err)
	}
	if resolved(t, s); rows() != 0 {
		t.Errorf("Costa is gone: %d pairs are put aside", rows())
	}
}

// firstArticle is the first that names an entity.
func firstArticle(t *testing.T, s *Store, e graph.Entity) string {
	t.Helper()
	in, err := s.Contexts(t.Context(), e.ID, 1)
	if err != nil || len(in) == 0 {
		t.Fatalf("%s is in no article: %v", e.Name, err)
	}
	return in[0].Article
}

func TestAShortNameIsInDoubt(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t, costas(t)...)
	costa, ana := named(t, s, "Costa"), named(t, s, "Ana Costa")
	doubts, err := s.Doubts(ctx, false, 5)
	if err != nil || len(doubts) == 0 {
		t.Fatalf("%+v, %v: want Costa in doubt", doubts, err)
	}
	d := doubts[0]
	isThat := func(o Doubt) bool { return o.A == d.A && o.B == d.B }
	if d.A != min(costa.ID, ana.ID) || d.B != max(costa.ID, ana.ID) || d.AEntity.ID != d.A || d.BEntity.ID != d.B {
		t.Errorf("in doubt are %s and %s: want Costa and Ana Costa", d.AEntity.Name, d.BEntity.Name)
	}
	for _, limit := range []int{0, 1} {
		if few, err := s.Doubts(ctx, false, limit); err != nil || len(few) != limit {
			t.Errorf("%d doubts, %v: want %d", len(few), err, limit)
		}
	}
	if err := s.PutAside(ctx, d.B, d.A, Unsure{"jo", "2024-06-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	resolved(t, s)
	if left, err := s.Doubts(ctx, false, 5); err != nil || slices.ContainsFunc(left, isThat) {
		t.Errorf("%+v, %v: want no pair that was put aside", left, err)
	}
	if aside, err := s.Doubts(ctx, true, 5); err != nil || len(aside) != 1 || !isThat(aside[0]) || *aside[0].Unsure != (Unsure{"jo", "2024-06-01T00:00:00Z"}) {
		t.Errorf("put aside are %+v, %v", aside, err)
	}
	if left, aside, err := s.DoubtCounts(ctx); err != nil || left != len(doubts)-1 || aside != 1 {
		t.Errorf("%d left, %d aside, %v: want %d and 1", left, aside, err, len(doubts)-1)
	}
	if err := s.PutAside(ctx, d.A, d.A, Unsure{}); err == nil {
		t.Error("one entity was put aside")
	}
	if err := s.Decide(ctx, resolve.Decision{A: ana.ID, B: costa.ID}); err != nil {
		t.Fatal(err)
	}
	for _, aside := range []bool{false, true} {
		if left, err := s.Doubts(ctx, aside, 5); err != nil || slices.ContainsFunc(left, isThat) {
			t.Errorf("%+v, %v: want no doubt about what is decided", left, err)
		}
	}
	if _, err := s.Undecide(ctx, ana.ID, costa.ID); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Doubts(ctx, false, 5); err != nil || !slices.ContainsFunc(left, isThat) {
		t.Errorf("%+v, %v: want the pair in doubt again", left, err)
	}
	if _, err := s.write.Exec(`DELETE FROM made`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Doubts(ctx, false, 5); !errors.Is(err, ErrNotLooked) {
		t.Errorf("where nobody looked for doubts: %v", err)
	}
}

func TestALineAroundAMention(t *testing.T) {
	text := "Headline\nThe mayor of Marlow spoke.\nMore"
	if before, after := lineAround(text, 22, 28); before != "The mayor of " || after != " spoke." {
		t.Errorf("%q and %q", before, after)
	}
	long := strings.Repeat("word ", 100)
	if before, after := lineAround(long, 250, 254); len(before) > 100 || len(after) > 100 || before[0] != 'w' || after[len(after)-1] != 'd' {
		t.Errorf("%q and %q: want whole words", before, after)
	}
}

func TestDecisionsAreTakenTogetherOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	s := filledStore(t)
	good, bad := resolve.Decision{A: "b", B: "a", Same: true}, resolve.Decision{A: "x", B: "x"}
	if err := s.Decide(ctx, good, bad); err == nil {
		t.Error("a decision about one entity was taken")
	}
	if got, err := s.Decisions(ctx); err != nil || len(got) != 0 {
		t.Errorf("decisions %+v, %v: want none", got, err)
	}
	if err := s.Decide(ctx, good, resolve.Decision{A: "c", B: "d"}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Decisions(ctx); err != nil || len(got) != 2 || got[0].A != "a" {
		t.Errorf("decisions %+v, %v: want two", got, err)
	}
}

func TestALineIsNotCutWithinALetter(t *testing.T) {
	for shift := range 4 {
		text := strings.Repeat("x", shift) + strings.Repeat("新", 50) + "Acme" + strings.Repeat("聞", 50)
		start := strings.Index(text, "Acme")
		before, after := lineAround(text, start, start+4)
		if !utf8.ValidString(before) || !utf8.ValidString(after) || len(before) < 98 || len(after) < 98 {
			t.Errorf("shift %d: %q and %q", shift, before, after)
		}
	}
}
