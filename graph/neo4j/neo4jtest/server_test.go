package neo4jtest

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestMain(m *testing.M) { os.Exit(Run(m)) }

func TestServerAnswersBolt(t *testing.T) {
	uri := Server(t)
	conn, err := net.DialTimeout("tcp", strings.TrimPrefix(uri, "bolt://"), 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSomebodysDatabaseIsNotEmptied(t *testing.T) {
	uri := Server(t)
	for name, c := range map[string]struct{ cypher, want string }{
		"a node":   {"CREATE (:Customer)", "holds 1 nodes and 0 constraints and indexes"},
		"an index": {"CREATE INDEX customers FOR (n:Customer) ON (n.id)", "holds 0 nodes and 1 constraints and indexes"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := unused(t.Context(), uri); err != nil {
				t.Fatalf("an empty database: %v", err)
			}
			err := with(t.Context(), uri, func(s driver.SessionWithContext) error {
				_, err := collect(t.Context(), s, c.cypher)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := unused(t.Context(), uri); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if err := Empty(t.Context(), uri); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestLockKeepsOthersOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := lockFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan func())
	go func() {
		second, err := lockFile(path)
		if err != nil {
			t.Error(err)
			second = func() {}
		}
		got <- second
	}()
	select {
	case <-got:
		t.Fatal("two hold the lock")
	case <-time.After(50 * time.Millisecond):
	}
	unlock()
	(<-got)()
}
