package neo4j

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// TestANetworkThatFails loads through a proxy that breaks connections and
// answers in the place of the server at chosen commits: either the load ends
// well, or it ends with one clear message and a rerun finishes it.
func TestANetworkThatFails(t *testing.T) {
	if testing.Short() {
		t.Skip("breaks connections, of which the driver (5.28.4) takes note in a list of servers that it reads without a lock: the race detector says so")
	}
	uri := neo4jtest.Server(t)
	g := hubs(40)
	load(t, reader(g, 1), Options{URI: uri})
	want := dump(t, uri)
	at := func(f neo4jtest.Fault, commits ...int) func(int) neo4jtest.Fault {
		return func(n int) neo4jtest.Fault {
			if slices.Contains(commits, n) {
				return f
			}
			return neo4jtest.Fault{}
		}
	}
	from := func(f neo4jtest.Fault, first int) func(int) neo4jtest.Fault {
		return func(n int) neo4jtest.Fault {
			if n >= first {
				return f
			}
			return neo4jtest.Fault{}
		}
	}
	fail := func(code string) neo4jtest.Fault { return neo4jtest.Fault{Fail: code} }
	for _, c := range []struct {
		name string
		at   func(int) neo4jtest.Fault
		want string // of the message; empty: the load ends well
		away bool
	}{
		{"the leader changes", at(fail("Neo.ClientError.Cluster.NotALeader"), 3, 7, 11), "", false},
		{"no leader is elected", from(fail("Neo.ClientError.Cluster.NotALeader"), 5), "changed its leader", true},
		{"the old leader only reads", at(fail("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"), 4, 8), "", false},
		{"deadlocks", at(fail("Neo.TransientError.Transaction.DeadlockDetected"), 2, 6, 12), "", false},
		{"the database goes away and comes back", at(fail("Neo.TransientError.General.DatabaseUnavailable"), 6), "", false},
		{"the database goes away", from(fail("Neo.TransientError.General.DatabaseUnavailable"), 6), "is not available now", true},
		{"a token expires", at(fail("Neo.ClientError.Security.TokenExpired"), 9), "credentials have expired", false},
		{"an authorization is renewed", at(fail("Neo.ClientError.Security.AuthorizationExpired"), 9), "", false},
		{"a transaction takes too long for the server", at(fail("Neo.ClientError.Transaction.TransactionTimedOut"), 4, 5), "", false},
		{"a transaction needs too much memory to commit", from(fail("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), 5), "too large for the server", false},
		{"every transaction takes too long", from(fail("Neo.ClientError.Transaction.TransactionTimedOut"), 4), "too large for the server", false},
		{"connections break before commits", at(neo4jtest.Fault{Cut: true}, 2, 6, 10), "", false},
		{"the answers to commits are lost", at(neo4jtest.Fault{Lose: true}, 2, 3, 6, 10, 20), "", false},
		{"connections break again and again", from(neo4jtest.Fault{Cut: true}, 7), "the connection broke", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := neo4jtest.Empty(t.Context(), uri); err != nil {
				t.Fatal(err)
			}
			p := neo4jtest.Through(t, uri, c.at, nil)
			s, err := Load(t.Context(), reader(g, 1), Options{URI: p.URI, Batch: 60, Writers: 3, Retry: 2 * time.Second})
			if c.want == "" && (err != nil || s.Written != s.Planned || s.Retries+s.Split == 0) {
				t.Errorf("got %v, %+v", err, s)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || Away(err) != c.away) {
				t.Errorf("got %v, away %v; want %q", err, Away(err), c.want)
			}
			if err != nil {
				load(t, reader(g, 1), Options{URI: uri})
			}
			if diff := cmp.Diff(want, dump(t, uri)); diff != "" {
				t.Errorf("(-without faults +got):\n%s", diff)
			}
		})
	}
}

func TestAnOldServerIsRefused(t *testing.T) {
	uri := neo4jtest.Server(t)
	c, err := Connect(t.Context(), Options{URI: uri})
	if err != nil {
		t.Fatal(err)
	}
	version := c.Version
	if err := c.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	old := "4.4.0" + strings.Repeat("1", len(version)-len("4.4.0"))
	p := neo4jtest.Through(t, uri, nil, strings.NewReplacer(version, old))
	_, err = Load(t.Context(), reader(news(), 1), Options{URI: p.URI})
	if err == nil || !strings.Contains(err.Error(), "runs Neo4j "+old+": newsgraph needs 5.26 or later") {
		t.Errorf("got %v", err)
	}
}

// TestNoServerTakesWrites takes the writers out of the routing table that the
// server answers with.
func TestNoServerTakesWrites(t *testing.T) {
	uri := neo4jtest.Server(t)
	p := neo4jtest.Through(t, uri, nil, strings.NewReplacer("\x85WRITE", "\x85ROUTE"))
	_, err := Load(t.Context(), reader(news(), 1), Options{URI: p.URI, Wait: time.Second, Retry: time.Second})
	if err == nil || !strings.Contains(err.Error(), "names no server that takes writes") || !Away(err) || errors.Is(err, ErrBusy) {
		t.Errorf("got %v, away %v", err, Away(err))
	}
	if s := load(t, reader(news(), 1), Options{URI: uri}); s.Written != s.Planned || s.Written == 0 {
		t.Errorf("afterwards %d of %d rows are written", s.Written, s.Planned)
	}
	if s, err := Load(t.Context(), reader(news(), 1), Options{URI: p.URI}); err != nil || !s.Marker {
		t.Errorf("what is there needs no writer: got %+v, %v", s, err)
	}
}
