package neo4j

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/schema"
)

// drawGraph draws a small graph out of few names, so that graphs overlap.
func drawGraph(t *rapid.T, label string) *graph.Graph {
	g := hubs(9)
	for i := range g.Articles {
		if rapid.Bool().Draw(t, label+" without") {
			drop(g, fmt.Sprintf("a%06d", i))
		}
	}
	for i := range g.Entities {
		if rapid.IntRange(0, 3).Draw(t, label+" rename") == 0 {
			g.Entities[i].Name += "!"
		}
	}
	for i := range g.Statements {
		s := &g.Statements[i]
		switch rapid.IntRange(0, 7).Draw(t, label+" change") {
		case 0:
			s.Support += 5
		case 1:
			s.Modality = schema.Denied
		case 2:
			s.Speakers = []string{s.Subject}
		case 3:
			s.Subject, s.Object = s.Object, s.Subject
		}
	}
	for i := range g.Mentions {
		if rapid.IntRange(0, 9).Draw(t, label+" respell") == 0 {
			g.Mentions[i].Form = "z"
		}
	}
	graph.Sort(g)
	return g
}

func fresh(t *rapid.T, g *graph.Graph) []string {
	f := newFake()
	if _, _, err := f.into(context.Background(), "one", g, 40, -1); err != nil {
		t.Fatal(err)
	}
	return f.lines()
}

func TestAnyChangeLeavesWhatAFirstLoadGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawGraph(t, "before"), drawGraph(t, "after")
		f := newFake()
		if _, _, err := f.into(t.Context(), "one", before, 25, -1); err != nil {
			t.Fatalf("first: %v", err)
		}
		if _, _, err := f.into(t.Context(), "one", after, 25, -1); err != nil {
			t.Fatalf("second: %v", err)
		}
		if diff := cmp.Diff(fresh(t, after), f.lines()); diff != "" {
			t.Fatalf("(-first load +second load):\n%s", diff)
		}
		if n, _, err := f.into(t.Context(), "one", after, 25, -1); err != nil || n != 0 {
			t.Fatalf("a third load sends %d batches, %v", n, err)
		}
	})
}

func TestReadingOnlyWhatDiffersPlansTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawGraph(t, "before"), drawGraph(t, "after")
		f := newFake()
		if _, _, err := f.into(t.Context(), "one", before, 25, -1); err != nil {
			t.Fatal(err)
		}
		r := graph.InMemory{Graph: after, Head: graph.Meta{StoreID: "one"}}
		s, gone, err := take(t.Context(), r, r.Head, f, comparing{})
		if err != nil {
			t.Fatal(err)
		}
		plan := func(r graph.Reader) (batches []string) {
			p := &planner{survey: s, reader: r, db: f, gone: gone, limit: 25, wait: func() error { return nil }}
			p.emit = func(b batch) error { batches = append(batches, fmt.Sprintf("%+v", b)); return nil }
			if err := p.run(t.Context()); err != nil {
				t.Fatal(err)
			}
			return batches
		}
		if diff := cmp.Diff(plan(r), plan(r.Select(s.differing()))); diff != "" {
			t.Fatalf("(-whole graph +what differs):\n%s", diff)
		}
	})
}

func TestALoadCutAnywhereIsCompletedByTheNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawGraph(t, "before"), drawGraph(t, "after")
		f := newFake()
		if _, _, err := f.into(t.Context(), "one", before, 25, -1); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			last := rapid.IntRange(0, 30).Draw(t, "batches")
			if _, _, err := f.into(t.Context(), "one", after, 25, last); err != nil && !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
		}
		// The store may change, even back, before the load is tried again.
		target := after
		if rapid.Bool().Draw(t, "back") {
			target = before
		}
		if _, _, err := f.into(t.Context(), "one", target, 25, -1); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(fresh(t, target), f.lines()); diff != "" {
			t.Fatalf("(-first load +after a cut):\n%s", diff)
		}
	})
}

func TestLostRelationshipsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, "graph")
		f := newFake()
		if _, _, err := f.into(t.Context(), "one", g, 25, -1); err != nil {
			t.Fatal(err)
		}
		want, all := f.lines(), len(f.list)
		f.list = slices.DeleteFunc(f.list, func(fakeEdge) bool { return rapid.IntRange(0, 5).Draw(t, "lose") == 0 })
		lost := all - len(f.list)
		batches, rows, err := f.into(t.Context(), "one", g, 25, -1)
		if err != nil || rows < lost || lost == 0 && batches > 0 {
			t.Fatalf("%d lost, %d written in %d batches, %v", lost, rows, batches, err)
		}
		if diff := cmp.Diff(want, f.lines()); diff != "" {
			t.Fatalf("(-before +after):\n%s", diff)
		}
	})
}

// TestACutBatchDoesTheSame cuts batches into parts as a server with little memory
// makes a load do, and kills it between them.
func TestACutBatchDoesTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawGraph(t, "before"), drawGraph(t, "after")
		f := newFake()
		f.most = rapid.IntRange(1, 20).Draw(t, "rows a transaction")
		if _, _, err := f.into(t.Context(), "one", before, 40, -1); err != nil {
			t.Fatal(err)
		}
		last := rapid.IntRange(0, 60).Draw(t, "transactions")
		if _, _, err := f.into(t.Context(), "one", after, 40, last); err != nil && !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		if _, _, err := f.into(t.Context(), "one", after, 40, -1); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(fresh(t, after), f.lines()); diff != "" {
			t.Fatalf("(-first load +got):\n%s", diff)
		}
	})
}

func TestTheHalvesOfABatch(t *testing.T) {
	of := func(ids ...string) op {
		o := op{kind: mergeNodes, label: entityLabel}
		for _, id := range ids {
			o.rows = append(o.rows, row{id: id})
		}
		return o
	}
	for name, c := range map[string]struct {
		b             batch
		first, second int
		ok            bool
	}{
		"nothing":                      {batch{}, 0, 0, false},
		"one entity":                   {batch{ops: []op{of("a")}}, 1, 0, false},
		"one article with all its own": {batch{ops: []op{of("a"), {kind: createEdges, typ: citesType, rows: []row{{owner: "a"}, {owner: "a"}}}}}, 3, 0, false},
		"two":                          {batch{ops: []op{of("a", "b")}}, 1, 1, true},
		"a large one first":            {batch{ops: []op{of("a", "a", "a", "b")}}, 3, 1, true},
		"many":                         {batch{ops: []op{of("d", "a", "c", "b", "e")}}, 2, 3, true},
	} {
		first, second, ok := c.b.split()
		if first.rows() != c.first || second.rows() != c.second || ok != c.ok {
			t.Errorf("%s: %d and %d, %v; want %d and %d, %v", name, first.rows(), second.rows(), ok, c.first, c.second, c.ok)
		}
	}
}

// TestHandsAreUndone changes and removes at random what a load wrote; a load that
// compares everything undoes it, and where that is cut the next goes on.
func TestHandsAreUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(t, "graph")
		f := newFake()
		if _, _, err := f.into(t.Context(), "one", g, 25, -1); err != nil {
			t.Fatal(err)
		}
		want := f.lines()
		rarely := func(what string) bool { return rapid.IntRange(0, 9).Draw(t, what) == 0 }
		var list []fakeEdge
		for _, e := range f.list {
			switch {
			case rarely("lose"):
				continue
			case rarely("double"):
				list = append(list, e)
				e.element += " again"
			case len(e.props) > 0 && rarely("edit"):
				key := rapid.SampledFrom(sortedKeys(e.props)).Draw(t, "key")
				e.props = maps.Clone(e.props)
				e.props[key] = "by hand"
			}
			list = append(list, e)
		}
		f.list = list
		for _, label := range []string{entityLabel, articleLabel, statementLabel} {
			for _, id := range sortedKeys(f.byLabel[label]) {
				n := f.byLabel[label][id]
				switch {
				case rarely("remove"):
					delete(f.byLabel[label], id)
					f.list = slices.DeleteFunc(f.list, func(e fakeEdge) bool {
						o := edgeOp(createEdges, e.kind)
						return o.from == label && e.start == id || o.to == label && e.end == id
					})
				case rarely("retype") && n.sub != "":
					n.sub = string(schema.Product)
				case rarely("rewrite"):
					if key := rapid.SampledFrom(sortedKeys(n.props)).Draw(t, "property"); key != "id" {
						n.props[key] = "by hand"
					}
				}
			}
		}
		cut := rapid.IntRange(-1, 6).Draw(t, "batches")
		_, _, err := f.load(t.Context(), "one", g, 25, cut, true)
		if errors.Is(err, errKilled) {
			_, _, err = f.load(t.Context(), "one", g, 25, -1, true)
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, f.lines()); diff != "" {
			t.Fatalf("(-before +after):\n%s", diff)
		}
		if n, _, err := f.load(t.Context(), "one", g, 25, -1, true); err != nil || n != 0 {
			t.Fatalf("comparing again sends %d batches, %v", n, err)
		}
	})
}

func TestEachStoreGetsItsValuesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, other := drawGraph(t, "one"), drawGraph(t, "other")
		f := newFake()
		for _, step := range []struct {
			store string
			g     *graph.Graph
		}{{"one", one}, {"two", other}, {"two", one}, {"two", &graph.Graph{}}} {
			if _, _, err := f.into(t.Context(), step.store, step.g, 25, -1); err != nil {
				t.Fatal(err)
			}
			if _, _, err := f.into(t.Context(), "one", one, 25, -1); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(fresh(t, one), f.of("one").lines()); diff != "" {
				t.Fatalf("(-first load +after store %s):\n%s", step.store, diff)
			}
			if n, _, err := f.into(t.Context(), "one", one, 25, -1); err != nil || n != 0 {
				t.Fatalf("after store %s the other writes %d batches twice, %v", step.store, n, err)
			}
		}
	})
}

func TestHashesDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.String()).Draw(t, "texts")
		var there, back digest
		for i := range list {
			there.add(newEdge("X", list[i], "", nil).digest)
			back.add(newEdge("X", list[len(list)-1-i], "", nil).digest)
		}
		if there != back {
			t.Fatalf("%v and %v", there, back)
		}
	})
}
