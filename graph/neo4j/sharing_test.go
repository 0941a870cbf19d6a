package neo4j

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// These tests are about what is not the store's own: nodes of others, other
// stores, other loads.

func TestOthersNodesAndEdgesStay(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	query(t, uri, `
MATCH (ada:Entity {id: 'e3'}), (helion:Entity {id: 'e4'}), (a3:Article {id: 'a3'}), (corvid:Entity {id: 'e2'})
SET ada.note = 'call her'
CREATE (:Entity:Person {name: 'somebody'})-[:INVESTED_IN]->(corvid)
CREATE (:Note {text: 'look'})-[:ABOUT]->(helion)
CREATE (a3)-[:MENTIONS {by: 'hand'}]->(corvid)`, nil)
	g := news()
	g.Entities[2].Name = "Ada M. Lindqvist"
	drop(g, "a3")
	s := load(t, reader(g, 2), Options{URI: uri})
	if s.Kept != 2 { // Helion for the note, the article for the hand-made edge
		t.Errorf("kept %d, want 2", s.Kept)
	}
	for cypher, want := range map[string]string{
		"MATCH (:Entity {name: 'somebody'})-[r:INVESTED_IN]->({id: 'e2'}) RETURN count(r)":                      "1",
		"MATCH (:Note)-[r:ABOUT]->(h:Entity {id: 'e4'}) WHERE size(h.newsgraph) = 0 RETURN count(r)":            "1",
		"MATCH (:Article {id: 'a3'})-[r:MENTIONS]->() RETURN collect(r.by)":                                     `["hand"]`,
		"MATCH (e:Entity {id: 'e3'}) RETURN e.name + ', ' + e.note":                                             "Ada M. Lindqvist, call her",
		"MATCH (n) WHERE n.id IN ['s3', 's4', 's5', 's6', 'e5', 'c1'] RETURN count(n)":                          "0",
		"MATCH (h:Entity {id: 'e4'})-[r]-() WHERE r.newsgraph IS NOT NULL RETURN count(r)":                      "0",
		"MATCH (e:Entity {id: 'e3'})-[r]-(x) WHERE x.id = 'a3' OR type(r) = 'SPOKESPERSON_FOR' RETURN count(r)": "0",
	} {
		if got := Text(query(t, uri, cypher, nil)[0][0]); got != want {
			t.Errorf("%s: got %s, want %s", cypher, got, want)
		}
	}
	// What was kept for others is taken up again when the article comes back.
	back := load(t, reader(news(), 3), Options{URI: uri})
	if back.Created["Article"] != 1 || back.Changed["Article"] != 2 && back.Changed["Article"] != 1 {
		t.Errorf("coming back: created %v, changed %v", back.Created, back.Changed)
	}
	if got := Text(query(t, uri, "MATCH (e:Entity {id: 'e4'})<-[:OBJECT]-(s) RETURN count(s)", nil)[0][0]); got != "1" {
		t.Errorf("Helion is the object of %s statements, want 1", got)
	}
}

func TestAForeignNodeWithOurIDStopsTheLoad(t *testing.T) {
	uri := neo4jtest.Server(t)
	query(t, uri, "CREATE (:Entity {id: 'e2', name: 'theirs'}), (:Entity {name: 'no id'}), (:Entity {id: 7})", nil)
	_, err := Load(t.Context(), reader(news(), 1), Options{URI: uri})
	if err == nil || !strings.Contains(err.Error(), "1 :Entity nodes") || !strings.Contains(err.Error(), "e2") {
		t.Fatalf("got %v", err)
	}
	if n := Text(query(t, uri, "MATCH (n) RETURN count(n)", nil)[0][0]); n != "3" {
		t.Errorf("%s nodes, want the 3 of before", n)
	}
}

func TestTakenNamesStopTheLoad(t *testing.T) {
	for name, c := range map[string]struct{ cypher, want string }{
		"an index of our name": {"CREATE INDEX newsgraph_entity_name FOR (n:Thing) ON (n.x)", "the name newsgraph_entity_name is taken by RANGE on :Thing(x)"},
		"an index in the way":  {"CREATE INDEX theirs FOR (n:Entity) ON (n.id)", "index theirs on :Entity(id) stands in the way"},
		"two nodes of one id":  {"CREATE (:Entity {id: 'x'}), (:Entity {id: 'x'})", "newsgraph_entity_id"},
	} {
		t.Run(name, func(t *testing.T) {
			uri := bare(t)
			query(t, uri, c.cypher, nil)
			_, err := Load(t.Context(), reader(news(), 1), Options{URI: uri})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			if n := Text(query(t, uri, "MATCH (n:Article) RETURN count(n)", nil)[0][0]); n != "0" {
				t.Errorf("%s articles were written", n)
			}
		})
	}
}

// TestTwoStoresShareADatabase loads two stores that know Corvid by different
// names and counts: what is shared says what the last load says, and no load of
// the other takes that for its own.
func TestTwoStoresShareADatabase(t *testing.T) {
	uri := neo4jtest.Server(t)
	one, other, empty := news(), news(), &graph.Graph{}
	drop(other, "a3")
	other.Entities[1].Name, other.Entities[1].Identifiers = "Corvid Semiconductor", nil
	other.Articles[0].Title = "Vela backs Corvid"
	other.Statements[0].Amount = "$41 million"
	second := func(g *graph.Graph, revision int64) graph.Reader {
		return graph.InMemory{Graph: g, Head: graph.Meta{StoreID: "store-2", Revision: revision, SchemaVersion: 1}}
	}
	shared := func(when, want string) {
		t.Helper()
		got := Text(query(t, uri, "MATCH (e:Entity {id: 'e2'}), (a:Article {id: 'a1'}), (s:Statement {id: 's1'}) "+
			"RETURN e.name + ' ' + e.mentions + ' ' + coalesce(e.wikidata, '-') + ', ' + a.title + ', ' + s.amount", nil)[0][0])
		if got != want {
			t.Errorf("%s: got %s, want %s", when, got, want)
		}
	}
	const ofOne = "Corvid Chips 4 Q1, Vela Partners backs Corvid Chips, $40 million"
	const ofOther = "Corvid Semiconductor 3 -, Vela backs Corvid, $41 million"
	load(t, reader(one, 1), Options{URI: uri})
	load(t, second(other, 1), Options{URI: uri})
	shared("after the second store", ofOther)
	verified := func(when string, r graph.Reader, theirs, written int) {
		t.Helper()
		if s := load(t, r, Options{URI: uri, Verify: true}); s.Theirs != theirs || s.Written+s.Deleted != written {
			t.Errorf("%s: %d nodes are taken for the other store's, %d rows for changed; want %d and %d: %v %v %v", when, s.Theirs, s.Written+s.Deleted, theirs, written, s.Created, s.Changed, s.Samples)
		}
	}
	verified("the first store beside the second", reader(one, 1), 4, 0)
	verified("the second store beside the first", second(other, 1), 0, 0)
	query(t, uri, "MATCH (e:Entity {id: 'e2'}) SET e.name = 'Hand'", nil)
	verified("a shared name changed by hand, for the store that wrote it", second(other, 1), 0, 1)
	query(t, uri, "MATCH (e:Entity {id: 'e2'}) SET e.name = 'Corvid Semiconductor'", nil)
	query(t, uri, "MATCH (:Article {id: 'a1'})-[r:MENTIONS]->({id: 'e2'}) SET r.count = 99", nil)
	verified("a mention in a shared article changed by hand", reader(one, 1), 4, 1)
	load(t, second(other, 1), Options{URI: uri, Full: true})
	if s := load(t, reader(one, 1), Options{URI: uri}); s.Marker {
		t.Error("the first store's marker stands for values that are gone")
	} else if !s.Shared {
		t.Error("the load does not tell that the nodes are another store's, too")
	}
	shared("after the first store again", ofOne)
	load(t, second(other, 1), Options{URI: uri})
	load(t, second(empty, 2), Options{URI: uri})
	load(t, reader(one, 1), Options{URI: uri})
	shared("after the second store is empty", ofOne)
	if s := load(t, reader(one, 1), Options{URI: uri}); !s.Marker {
		t.Errorf("nothing changed, but the load wrote %d", s.Written)
	}
	load(t, second(other, 3), Options{URI: uri})
	load(t, reader(empty, 2), Options{URI: uri})
	shared("after the first store is empty", ofOther)
	left := dump(t, uri)
	if s := load(t, second(other, 3), Options{URI: uri, Full: true}); s.Written != 0 {
		t.Errorf("emptying the first store took from the second: %+v", s)
	}
	load(t, second(empty, 4), Options{URI: uri})
	if n := Text(query(t, uri, "MATCH (n) WHERE NOT n:NewsgraphStore RETURN count(n)", nil)[0][0]); n != "0" {
		t.Errorf("%s nodes left of two empty stores; before the last load:\n%s", n, strings.Join(left, "\n"))
	}
}

func TestEqualNodesOfTwoStoresAreWrittenOnce(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	load(t, graph.InMemory{Graph: news(), Head: graph.Meta{StoreID: "store-2", Revision: 1, SchemaVersion: 1}}, Options{URI: uri})
	if s := load(t, reader(news(), 1), Options{URI: uri}); !s.Marker {
		t.Errorf("an equal store made the load write %d", s.Written)
	}
}

func TestOneOfTwoStoresIsTakenOut(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	want := dump(t, uri)
	other := news()
	other.Entities[1].Name = "Corvid Semiconductor"
	load(t, graph.InMemory{Graph: other, Head: graph.Meta{StoreID: "store-2", Revision: 1, SchemaVersion: 1}}, Options{URI: uri})
	_, err := Drop(t.Context(), "store-3", Options{URI: uri})
	if err == nil || !strings.Contains(err.Error(), "no graph of a store store-3; it holds store-1, store-2") {
		t.Errorf("a store that is not there: %v", err)
	}
	for _, dry := range []bool{true, false} {
		if s, err := Drop(t.Context(), "store-2", Options{URI: uri, DryRun: dry}); err != nil || s.Deleted == 0 || !s.Shared {
			t.Errorf("dry %v: %+v, %v", dry, s, err)
		}
	}
	if s := load(t, reader(news(), 1), Options{URI: uri}); s.Changed["Entity"] != 1 {
		t.Errorf("what the other store wrote last was left: %+v", s)
	}
	if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
		t.Errorf("after the second store is gone (-before +after):\n%s", diff)
	}
}

// TestCopiesThatWentApartAreLoadedInTurn loads two copies of one store, of one
// revision, that say otherwise.
func TestCopiesThatWentApartAreLoadedInTurn(t *testing.T) {
	uri := neo4jtest.Server(t)
	of := func(title, state string) graph.Reader {
		g := news()
		g.Articles[0].Title = title
		return graph.InMemory{Graph: g, Head: graph.Meta{StoreID: "store-1", Revision: 2, State: state, SchemaVersion: 1}}
	}
	title := func(want string) {
		t.Helper()
		if got := Text(query(t, uri, "MATCH (a:Article {id: 'a1'}) RETURN a.title", nil)[0][0]); got != want {
			t.Errorf("the title is %q, want %q", got, want)
		}
	}
	load(t, of("Vela backs Corvid", "one"), Options{URI: uri})
	if s := load(t, of("Corvid gets money", "other"), Options{URI: uri}); s.Marker || !s.Behind || s.Shared {
		t.Errorf("the other copy was taken for the first: %+v", s)
	}
	title("Corvid gets money")
	if s := load(t, of("Corvid gets money", "other"), Options{URI: uri}); !s.Marker {
		t.Errorf("the same copy again: %+v, want the marker to end the load", s)
	}
	query(t, uri, "MATCH (m:NewsgraphStore) REMOVE m.state", nil)
	for _, known := range []bool{false, true} { // a marker of a version without states is compared once
		if s := load(t, of("Corvid gets money", "other"), Options{URI: uri}); s.Marker != known || s.Written != 0 {
			t.Errorf("after a marker without a state: %+v", s)
		}
	}
	query(t, uri, "MATCH (m:NewsgraphStore) SET m.schema = '1.1'", nil)
	if s := load(t, of("Corvid gets money", "other"), Options{URI: uri}); s.Marker {
		t.Error("a marker of the former layout ended the load")
	}
}

// TestLoadRestoresWhatSomebodyDeleted deletes by hand behind a marker that says
// that all is there.
func TestLoadRestoresWhatSomebodyDeleted(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	want := dump(t, uri)
	for _, c := range []struct{ name, cypher string }{
		{"all articles", "MATCH (n:Article) DETACH DELETE n"},
		{"one entity", "MATCH (n:Entity {id: 'e2'}) DETACH DELETE n"},
		{"statements", "MATCH (n:Statement) WHERE n.id IN ['s1', 's7'] DETACH DELETE n"},
		{"edges of one type", "MATCH ()-[r:INVESTED_IN]->() DELETE r"},
		{"one mention", "MATCH (:Article {id: 'a1'})-[r:MENTIONS]->(:Entity {id: 'e3'}) DELETE r"},
		{"all relationships", "MATCH ()-[r]->() DELETE r"},
	} {
		for _, full := range []bool{true, false} {
			query(t, uri, c.cypher, nil)
			if s := load(t, reader(news(), 1), Options{URI: uri, Full: full}); s.Written == 0 || s.Marker {
				t.Errorf("%s, full %v: %+v", c.name, full, s)
			}
			if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
				t.Errorf("%s, full %v (-before +after):\n%s", c.name, full, diff)
			}
		}
	}
}

// paused begins a load that stops within its statements until it may go on.
func paused(t *testing.T, r graph.Reader, o Options) (goOn func() error) {
	t.Helper()
	reached, free, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	pause := sync.OnceFunc(func() {
		close(reached)
		<-free
	})
	o.Progress = func(e Event) {
		if e.Phase == "statements" {
			pause()
		}
	}
	go func() {
		_, err := Load(t.Context(), r, o)
		ended <- err
	}()
	select {
	case <-reached:
	case err := <-ended:
		t.Fatalf("the first load ended at once: %v", err)
	}
	return func() error {
		close(free)
		return <-ended
	}
}

func TestASecondLoadWaitsOrIsRefused(t *testing.T) {
	uri := neo4jtest.Server(t)
	first := paused(t, reader(news(), 2), Options{URI: uri, Batch: 3, Writers: 1})
	for _, id := range []string{"store-1", "store-2"} {
		r := graph.InMemory{Graph: news(), Head: graph.Meta{StoreID: id, Revision: 1, SchemaVersion: 1}}
		_, err := Load(t.Context(), r, Options{URI: uri, Wait: time.Second})
		if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), "it must end first") {
			t.Errorf("%s: got %v", id, err)
		}
	}
	if s, err := Load(t.Context(), reader(news(), 1), Options{URI: uri, DryRun: true}); err != nil || s.Planned != newsCounts.Total() {
		t.Errorf("a dry run has to wait: %+v, %v", s, err)
	}
	type result struct {
		s   Summary
		err error
	}
	second := make(chan result, 1)
	go func() {
		s, err := Load(t.Context(), reader(news(), 2), Options{URI: uri, Wait: time.Minute})
		second <- result{s, err}
	}()
	if err := first(); err != nil {
		t.Errorf("the first: %v", err)
	}
	if got := <-second; got.err != nil || !got.s.Marker {
		t.Errorf("the second, after waiting: %+v, %v", got.s, got.err)
	}
	if n := Text(query(t, uri, "MATCH (m:NewsgraphStore) RETURN count(m)", nil)[0][0]); n != "1" {
		t.Errorf("%s marker nodes", n)
	}
	sameAsFresh(t, uri, news())
}

// TestALoadThatWasOverrunStops is about a load whose hold on the database was
// lost, as with a server that restarts, and another that took its place.
func TestALoadThatWasOverrunStops(t *testing.T) {
	uri := neo4jtest.Server(t)
	first := paused(t, reader(news(), 2), Options{URI: uri, Batch: 3, Writers: 1})
	query(t, uri, "MATCH (m:NewsgraphStore {id: 'store-1'}) SET m.loading = 'the other'", nil)
	if err := first(); err == nil || !strings.Contains(err.Error(), "another load of the same store has begun") {
		t.Fatalf("got %v", err)
	}
	load(t, reader(news(), 2), Options{URI: uri})
	sameAsFresh(t, uri, news())
}

// TestSomebodysLockEndsALoad holds a node that the load must change.
func TestSomebodysLockEndsALoad(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	c := connected(t, uri)
	s := c.session(t.Context(), driver.AccessModeWrite)
	defer func() { _ = s.Close(t.Context()) }()
	tx, err := s.BeginTransaction(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Run(t.Context(), "MATCH (e:Entity {id: 'e3'}) SET e.note = 'mine'", nil); err != nil {
		t.Fatal(err)
	}
	g := news()
	g.Entities[2].Name = "Ada M. Lindqvist"
	_, err = Load(t.Context(), reader(g, 2), Options{URI: uri, Timeout: 3 * time.Second, Retry: time.Second})
	if err == nil || !strings.Contains(err.Error(), "locked") {
		t.Errorf("got %v", err)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	load(t, reader(g, 2), Options{URI: uri})
	sameAsFresh(t, uri, g)
}

func TestAMissingConstraintComesBack(t *testing.T) {
	uri := bare(t)
	load(t, reader(news(), 1), Options{URI: uri})
	count := func() string {
		return Text(query(t, uri, "SHOW INDEXES YIELD name WHERE name STARTS WITH 'newsgraph_' RETURN count(*)", nil)[0][0])
	}
	want := count()
	query(t, uri, "DROP CONSTRAINT newsgraph_entity_id", nil)
	query(t, uri, "DROP INDEX newsgraph_statement_type", nil)
	if s := load(t, reader(news(), 1), Options{URI: uri}); !s.Marker {
		t.Errorf("nothing of the graph was missing, but the load wrote %d", s.Written)
	}
	if got := count(); got != want {
		t.Errorf("%s indexes, want %s", got, want)
	}
}

// TestLargeValuesAreLoaded is about what no index or store of properties takes
// as it is.
func TestLargeValuesAreLoaded(t *testing.T) {
	uri := neo4jtest.Server(t)
	g := news()
	long := strings.Repeat("Überlange", 20_000)
	g.Entities[0].Name, g.Entities[0].Aliases[1].Name, g.Articles[0].Title = long, long, long
	g.Statements[0].Role, g.Evidence[0].Sentence = long, strings.Repeat(long, 8)
	g.Articles[1].Publisher, g.Articles[1].URL, g.Articles[1].Published = long, "https://example.org/"+long, long
	load(t, reader(g, 1), Options{URI: uri})
	if s := load(t, reader(g, 1), Options{URI: uri, Full: true}); s.Written != 0 {
		t.Errorf("comparing every value writes %d: %v %v", s.Written, s.Created, s.Changed)
	}
}

// TestComparingEveryValueFindsWhatHandsDid checks what a dry run says of each
// change and that the load undoes it.
func TestComparingEveryValueFindsWhatHandsDid(t *testing.T) {
	uri := neo4jtest.Server(t)
	load(t, reader(news(), 1), Options{URI: uri})
	want := dump(t, uri)
	for _, c := range []struct {
		name, cypher           string
		created, changed, gone Counts
	}{
		{"nothing", "RETURN 1", Counts{}, Counts{}, Counts{}},
		{"a name", "MATCH (e:Entity {id: 'e3'}) SET e.name = 'Eve'", Counts{}, Counts{"Entity": 1}, Counts{}},
		{"an identifier", "MATCH (e:Entity {id: 'e2'}) SET e.wikidata = null", Counts{}, Counts{"Entity": 1}, Counts{}},
		{"a type", "MATCH (e:Entity {id: 'e3'}) REMOVE e:Person SET e:Product", Counts{}, Counts{"Entity": 1}, Counts{}},
		{"a second type", "MATCH (e:Entity {id: 'e3'}) SET e:Product", Counts{}, Counts{"Entity": 1}, Counts{}},
		{"a day", "MATCH (a:Article {id: 'a1'}) SET a.published = date('2020-01-01')", Counts{}, Counts{"Article": 1}, Counts{}},
		{"a cited title", "MATCH (a:Article {id: 'c1'}) SET a.title = null", Counts{}, Counts{"Article": 1}, Counts{}},
		{"a role", "MATCH (s:Statement {id: 's2'}) SET s.role = 'boss'", Counts{}, Counts{"Statement": 1}, Counts{}},
		{"a role of an edge", "MATCH ()-[r:CEO_OF]->() SET r.role = 'boss'", Counts{}, Counts{"CEO_OF": 1}, Counts{}},
		{"spans", "MATCH (:Article {id: 'a1'})-[r:MENTIONS]->(:Entity {id: 'e2'}) SET r.spans = [1, 2]", Counts{}, Counts{"MENTIONS": 1}, Counts{}},
		{"a sentence", "MATCH (:Article {id: 'a2'})-[r:STATES]->() SET r.sentence = 'No.'", Counts{}, Counts{"STATES": 1}, Counts{}},
		{"whose an edge is", "MATCH ()-[r:CEO_OF]->() SET r.statement = 's99'", Counts{"CEO_OF": 1}, Counts{}, Counts{"CEO_OF": 1}},
		{"an edge is deleted", "MATCH ()-[r:INVESTED_IN]->() DELETE r", Counts{"INVESTED_IN": 1}, Counts{}, Counts{}},
		{"evidence is deleted", "MATCH (:Article {id: 'a2'})-[r:STATES]->() DELETE r", Counts{"STATES": 1}, Counts{}, Counts{}},
		{"an edge is doubled", "MATCH (a)-[r:CEO_OF]->(b) CREATE (a)-[x:CEO_OF]->(b) SET x = properties(r)", Counts{}, Counts{}, Counts{"CEO_OF": 1}},
		{"evidence is doubled", "MATCH (a:Article {id: 'a2'})-[r:STATES]->(b) CREATE (a)-[x:STATES]->(b) SET x = properties(r)", Counts{}, Counts{}, Counts{"STATES": 1}},
		{"a dated fact", "MATCH (s:Statement {id: 's7'}) DETACH DELETE s", Counts{"Statement": 1, "STATES": 1, "SUBJECT": 1}, Counts{}, Counts{}},
		{"a statement whose edge stays", "MATCH (s:Statement {id: 's1'}) DETACH DELETE s", Counts{"STATES": 2, "SUBJECT": 1, "OBJECT": 1, "INVESTED_IN": 1}, Counts{"Statement": 1}, Counts{}},
	} {
		query(t, uri, c.cypher, nil)
		s := load(t, reader(news(), 1), Options{URI: uri, Full: true, DryRun: true})
		for _, x := range []struct {
			what      string
			got, want Counts
		}{{"created", s.Created, c.created}, {"changed", s.Changed, c.changed}, {"gone", s.Gone, c.gone}} {
			if diff := cmp.Diff(x.want, x.got); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", c.name, x.what, diff)
			}
		}
		load(t, reader(news(), 1), Options{URI: uri, Full: true})
		if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", c.name, diff)
		}
	}
}
