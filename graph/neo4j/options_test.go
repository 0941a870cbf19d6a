package neo4j

import (
	"testing"
	"time"
)

func TestWritersFollowTheServerUnlessTheyAreGiven(t *testing.T) {
	for _, c := range []struct {
		uri         string
		given       int
		least, most int
	}{
		{"neo4j://db.example.org:7687", 0, defaultWriters, defaultWriters},
		{"bolt://10.1.2.3:7687", 0, defaultWriters, defaultWriters},
		{"neo4j://localhost:7687", 0, defaultWriters, mostWriters},
		{"bolt://127.0.0.1:7687", 0, defaultWriters, mostWriters},
		{"bolt://[::1]:7687", 0, defaultWriters, mostWriters},
		{"bolt://127.0.0.1:7687", 1, 1, 1},
		{"neo4j://db.example.org:7687", 9, 9, 9},
	} {
		if n := (Options{URI: c.uri, Writers: c.given}).withDefaults().Writers; n < c.least || n > c.most {
			t.Errorf("%s, given %d: %d writers, want %d to %d", c.uri, c.given, n, c.least, c.most)
		}
	}
	o := Options{Batch: 7, Retry: time.Second, Wait: time.Minute, Timeout: time.Hour}
	if got := o.withDefaults(); got.Batch != 7 || got.Retry != time.Second || got.Wait != time.Minute || got.Timeout != time.Hour {
		t.Errorf("what is given does not stand: %+v", got)
	}
}
