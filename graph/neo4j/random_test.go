package neo4j

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// seedVariable repeats the random points of a test that printed its seed.
const seedVariable = "NEWSGRAPH_TEST_SEED"

func dice(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	if text := os.Getenv(seedVariable); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%s=%d", seedVariable, seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// TestKillsAtRandomPoints kills first loads and updates at random points, by
// the end of the loader and by that of the server. In the end the database must
// hold, row by row, what one undisturbed load gives.
func TestKillsAtRandomPoints(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills a server of its own, which takes minutes")
	}
	random := dice(t)
	server := neo4jtest.Own(t, neo4jtest.Settings{})
	o := Options{URI: server.URI, Writers: 4, Batch: 50}
	batches := 0
	counting := o
	counting.Progress = func(e Event) {
		if e.Phase != "compare" {
			batches++
		}
	}
	load(t, reader(victimGraph(), 2), counting)
	want := dump(t, server.URI)

	for _, kind := range []string{"first", "update", "first", "update"} {
		if err := neo4jtest.Empty(t.Context(), server.URI); err != nil {
			t.Fatal(err)
		}
		if kind == "update" {
			load(t, reader(half(), 1), o)
		}
		for range 2 { // the second finds a load that was cut short
			at, delay := 1+random.IntN(batches/3), time.Duration(random.IntN(30_000))*time.Microsecond
			lived, _ := victim(t, server.URI, at, delay)
			t.Logf("%s load, the loader killed %v after batch %d of %d or less: %t", kind, delay, at, batches, !lived)
		}
		at, delay := 1+random.IntN(batches/3), time.Duration(random.IntN(30_000))*time.Microsecond
		restarted := make(chan error, 1)
		left, dying := at, o
		dying.Progress = func(e Event) {
			if e.Phase == "compare" {
				return
			}
			if left--; left == 0 {
				time.AfterFunc(delay, func() {
					server.Kill()
					restarted <- server.Restart()
				})
			}
		}
		_, err := Load(t.Context(), reader(victimGraph(), 2), dying)
		if left <= 0 {
			if err := <-restarted; err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%s load, the server killed %v after batch %d: %t, %v", kind, delay, at, left <= 0, err)
		load(t, reader(victimGraph(), 2), o)
		if diff := cmp.Diff(want, dump(t, server.URI)); diff != "" {
			t.Errorf("%s load (-undisturbed +killed):\n%s", kind, diff)
		}
		if s := load(t, reader(victimGraph(), 2), Options{URI: server.URI, Full: true, DryRun: true}); s.Written+s.Deleted != 0 {
			t.Errorf("%s load: %d rows are wrong, %d too many", kind, s.Written, s.Deleted)
		}
	}
}
