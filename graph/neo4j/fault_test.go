package neo4j

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/schema"
)

// hubs is a graph of n articles in which a few entities are in nearly all
// statements, as countries and big companies are in the news.
func hubs(n int) *graph.Graph {
	random := rand.New(rand.NewPCG(7, 7))
	g := &graph.Graph{}
	entities := n
	types := []schema.EntityType{schema.Organization, schema.Person, schema.Place}
	for i := range entities {
		g.Entities = append(g.Entities, graph.Entity{
			ID: fmt.Sprintf("e%06d", i), Type: types[i%3], Name: fmt.Sprint("Entity ", i), Mentions: 1, Articles: 1,
		})
	}
	zipf := rand.NewZipf(random, 1.3, 2, uint64(entities/3-1))
	of := func(t int) string { return fmt.Sprintf("e%06d", 3*zipf.Uint64()+uint64(t)) }
	relations := []struct {
		t               schema.RelationType
		subject, object int
	}{
		{schema.InvestedIn, 0, 0},
		{schema.WorksFor, 1, 0},
		{schema.HeadquarteredIn, 0, 2},
		{schema.Visited, 1, 2},
		{schema.MetWith, 1, 1},
		{schema.Supported, 2, 2},
		{schema.CEOOf, 1, 0},
		{schema.Accused, 2, 1},
	}
	for i := range n {
		a := fmt.Sprintf("a%06d", i)
		g.Articles = append(g.Articles, graph.Article{Story: a, Article: article.Article{ID: a, Title: "Article " + a, Publisher: fmt.Sprint("Outlet ", i%7), Text: "…"}})
		for j := range 6 {
			g.Mentions = append(g.Mentions, graph.Mention{Article: a, Entity: of(j % 3), Span: text.Span{Start: j * 10, End: j*10 + 5}, Form: "x"})
		}
		if i > 0 {
			g.Citations = append(g.Citations, graph.Citation{Article: a, Cited: fmt.Sprintf("a%06d", i/10)})
		}
		for j := range 3 {
			r := relations[random.IntN(len(relations))]
			id := fmt.Sprintf("s%06d-%d", i, j)
			s := graph.Statement{
				ID: id, Type: r.t, Subject: of(r.subject), Object: of(r.object), Modality: schema.Asserted,
				Confidence: 0.9, Support: 1, Stories: 1,
			}
			if j == 2 {
				s.Speakers = []string{of(1)}
			}
			for k, e := range append([]string{s.Subject, s.Object}, s.Speakers...) {
				g.Mentions = append(g.Mentions, graph.Mention{Article: a, Entity: e, Span: text.Span{Start: 100 + 30*j + 5*k, End: 104 + 30*j + 5*k}, Form: "y"})
			}
			g.Statements = append(g.Statements, s)
			g.Evidence = append(g.Evidence, graph.Evidence{ID: "v" + id, Statement: id, Article: a, Span: text.Span{Start: j, End: j + 9}, Rule: "r", Sentence: "…"})
		}
	}
	graph.Sort(g)
	return g
}

// inDatabase counts what a database holds by label and type.
func inDatabase(t *testing.T, uri string) Counts {
	t.Helper()
	got := Counts{}
	for _, v := range query(t, uri, "MATCH (n) WHERE NOT n:NewsgraphStore RETURN [l IN labels(n) WHERE l IN ['Entity', 'Article', 'Statement']][0], count(*)", nil) {
		got[Text(v[0])] += int(v[1].(int64))
	}
	for _, v := range query(t, uri, "MATCH ()-[r]->() RETURN type(r), count(*)", nil) {
		got[v[0].(string)] = int(v[1].(int64))
	}
	return got
}

func TestEightWritersOnHubs(t *testing.T) {
	uri := neo4jtest.Server(t)
	g := hubs(1500)
	s := load(t, reader(g, 1), Options{URI: uri, Writers: 8, Batch: 400})
	t.Logf("%d rows in %.1f s, %d transactions repeated", s.Written, s.Seconds, s.Retries)
	if diff := cmp.Diff(s.Created, inDatabase(t, uri)); diff != "" || s.Written != s.Planned {
		t.Errorf("planned %d, written %d, in the database (-written +got):\n%s", s.Planned, s.Written, diff)
	}
	if n := Text(query(t, uri, "MATCH ()-[r]->() WITH r.newsgraph AS mark, type(r) AS kind, count(*) AS n WHERE n > 1 RETURN count(*)", nil)[0][0]); n != "0" {
		t.Errorf("%s relationships are there more than once", n)
	}
}

// The loader that tests kill: this test binary, told by its environment to load
// and to die by itself some time after a number of batches.
const (
	victimURI   = "NEWSGRAPH_TEST_VICTIM_URI"
	victimDeath = "NEWSGRAPH_TEST_VICTIM_BATCHES"
	victimDelay = "NEWSGRAPH_TEST_VICTIM_DELAY"
)

func TestVictim(t *testing.T) {
	uri := os.Getenv(victimURI)
	if uri == "" {
		t.Skip("is run by tests that kill it")
	}
	left, err := strconv.Atoi(os.Getenv(victimDeath))
	if err != nil {
		t.Fatal(err)
	}
	delay, err := time.ParseDuration(os.Getenv(victimDelay))
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	load(t, reader(victimGraph(), 2), Options{URI: uri, Writers: 4, Batch: 50, Progress: func(e Event) {
		if e.Phase == "compare" {
			return
		}
		if left--; left == 0 {
			if delay == 0 {
				_ = self.Kill()
			}
			time.AfterFunc(delay, func() { _ = self.Kill() })
		}
	}})
}

// victim loads victimGraph in a process of its own that kills itself; lived says
// that the load ended first.
func victim(t *testing.T, uri string, batches int, delay time.Duration) (lived bool, out []byte) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestVictim$")
	cmd.Env = append(os.Environ(), victimURI+"="+uri, victimDeath+"="+fmt.Sprint(batches), victimDelay+"="+delay.String())
	out, err := cmd.CombinedOutput()
	return err == nil, out
}

// half is a graph that victimGraph is an update of.
func half() *graph.Graph {
	g := hubs(60)
	for i := 30; i < 60; i++ {
		drop(g, fmt.Sprintf("a%06d", i))
	}
	return g
}

// victimGraph differs from what the database holds in all ways.
func victimGraph() *graph.Graph {
	g := hubs(60)
	for i := range 6 {
		drop(g, fmt.Sprintf("a%06d", i*7))
	}
	for i := range g.Statements {
		if i%5 == 0 {
			g.Statements[i].Role = "changed"
		}
	}
	return g
}

func TestKilledLoaderResumes(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(victimGraph(), 2), Options{URI: uri})
	want := dump(t, uri)
	for _, batches := range []int{2, 11, 24} {
		if err := neo4jtest.Empty(t.Context(), uri); err != nil {
			t.Fatal(err)
		}
		load(t, reader(half(), 1), Options{URI: uri})
		if lived, out := victim(t, uri, batches, 0); lived {
			t.Fatalf("killed after %d batches: the loader lived to the end:\n%s", batches, out)
		}
		s := load(t, reader(victimGraph(), 2), Options{URI: uri})
		if s.Marker {
			t.Fatalf("killed after %d batches: the marker says that all is there", batches)
		}
		if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
			t.Errorf("killed after %d batches (-first load +got):\n%s", batches, diff)
		}
		if s := load(t, reader(victimGraph(), 2), Options{URI: uri, Full: true}); s.Written+s.Deleted != 0 {
			t.Errorf("killed after %d batches: a third load writes %d and deletes %d", batches, s.Written, s.Deleted)
		}
	}
}
