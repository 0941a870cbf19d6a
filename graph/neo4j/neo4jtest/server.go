package neo4jtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// The environment variables that Server reads.
const (
	URIVariable     = "NEWSGRAPH_TEST_NEO4J_URI"
	WipeVariable    = "NEWSGRAPH_TEST_NEO4J_WIPE"
	RequireVariable = "NEWSGRAPH_REQUIRE_NEO4J"
)

// shared is the server of this process, started by the first test that asks.
var shared struct {
	sync.Mutex
	instance *Instance
	dir      string
	err      error
}

// Server returns the URI of a server with an empty database and without
// authentication. The test has it alone until it ends. A server that the
// environment names must be empty, or the environment must allow to empty it. Every package that calls
// it must call Stop in its TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Run(m)) }
func Server(t testing.TB) (uri string) {
	t.Helper()
	uri = os.Getenv(URIVariable)
	given := uri != ""
	if !given {
		uri = start(t)
	}
	sum := sha256.Sum256([]byte(uri))
	unlock, err := lockFile(filepath.Join(os.TempDir(), "newsgraph-neo4j-in-use-"+hex.EncodeToString(sum[:6])+".lock"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(unlock)
	if given && os.Getenv(WipeVariable) != "1" {
		if err := unused(t.Context(), uri); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := Empty(context.Background(), uri); err != nil {
				t.Errorf("the test server %s cannot be emptied: %v", uri, err)
			}
		})
	}
	if err := Empty(t.Context(), uri); err != nil {
		t.Fatalf("the test server %s cannot be emptied: %v", uri, err)
	}
	return uri
}

func start(t testing.TB) string {
	t.Helper()
	shared.Lock()
	defer shared.Unlock()
	if shared.instance == nil && shared.err == nil {
		shared.dir, shared.err = os.MkdirTemp("", "newsgraph-neo4j-")
		if shared.err == nil {
			shared.instance, shared.err = Start(shared.dir, Settings{})
		}
	}
	if shared.err != nil {
		Missing(t, shared.err)
	}
	return shared.instance.URI
}

// Missing skips a test that cannot have a server, or fails it when the
// environment demands one.
func Missing(t testing.TB, why error) {
	t.Helper()
	if os.Getenv(RequireVariable) == "1" {
		t.Fatalf("%s=1, but there is no Neo4j: %v", RequireVariable, why)
	}
	t.Skipf("no Neo4j: %v (set %s, or put java 17 or 21 and mvn on the path)", why, URIVariable)
}

// Run runs the tests of a package and stops the server that they started, even
// when they fail.
func Run(m *testing.M) int {
	defer Stop()
	return m.Run()
}

// Stop ends the server of this process and removes its data.
func Stop() {
	shared.Lock()
	defer shared.Unlock()
	if shared.instance != nil {
		shared.instance.Kill() // its data goes too
		shared.instance = nil
	}
	if shared.dir != "" {
		_ = os.RemoveAll(shared.dir)
	}
}

// Own starts a server for one test alone, for faults: a password, a crash, a
// setting. It skips or fails like Server.
func Own(t testing.TB, s Settings) *Instance {
	t.Helper()
	i, err := Start(t.TempDir(), s)
	if err != nil {
		Missing(t, err)
	}
	t.Cleanup(i.Kill)
	return i
}

// unused fails when a database holds anything that tests would take away.
func unused(ctx context.Context, uri string) error {
	return with(ctx, uri, func(s driver.SessionWithContext) error {
		records, err := collect(ctx, s, "MATCH (n) RETURN count(n)")
		if err != nil {
			return fmt.Errorf("the test server %s does not answer: %w", uri, err)
		}
		nodes, _ := records[0].Values[0].(int64)
		rules, err := drops(ctx, s, ours)
		if err != nil {
			return err
		}
		if nodes > 0 || len(rules) > 0 {
			return fmt.Errorf("the database at %s holds %d nodes and %d constraints and indexes that the tests would remove: "+
				"set %s to an empty database, or %s=1 to lose them", uri, nodes, len(rules), URIVariable, WipeVariable)
		}
		return nil
	})
}

// ours begins the names of newsgraph's constraints and indexes.
const ours = "newsgraph_"

// Empty removes all nodes of a database, and the constraints and indexes that
// are not newsgraph's: making those anew costs a server more than a small load.
func Empty(ctx context.Context, uri string) error { return empty(ctx, uri, ours) }

// Wipe removes all nodes, constraints and indexes.
func Wipe(ctx context.Context, uri string) error { return empty(ctx, uri, "") }

// empty keeps the constraints and indexes whose names begin with keep, none
// when it is empty.
func empty(ctx context.Context, uri, keep string) error {
	return with(ctx, uri, func(s driver.SessionWithContext) error {
		if _, err := collect(ctx, s, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"); err != nil {
			return err
		}
		statements, err := drops(ctx, s, keep)
		if err != nil || len(statements) == 0 {
			return err
		}
		_, err = s.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
			for _, drop := range statements {
				res, err := tx.Run(ctx, drop, nil)
				if err == nil {
					_, err = res.Consume(ctx)
				}
				if err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		return err
	})
}

// drops are the statements that remove the constraints and indexes whose names
// do not begin with keep.
func drops(ctx context.Context, s driver.SessionWithContext, keep string) ([]string, error) {
	var out []string
	for _, kind := range []struct{ show, drop string }{
		{"SHOW CONSTRAINTS YIELD name", "DROP CONSTRAINT "},
		{"SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN name", "DROP INDEX "},
	} {
		records, err := collect(ctx, s, kind.show)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			name, _ := r.Values[0].(string)
			if keep == "" || !strings.HasPrefix(name, keep) {
				out = append(out, kind.drop+"`"+name+"` IF EXISTS")
			}
		}
	}
	return out, nil
}

// with runs do in a session of its own.
func with(ctx context.Context, uri string, do func(driver.SessionWithContext) error) error {
	d, err := driver.NewDriverWithContext(uri, driver.NoAuth(), func(c *config.Config) {
		c.TelemetryDisabled = true
		c.SocketConnectTimeout = 30 * time.Second
	})
	if err != nil {
		return err
	}
	defer func() { _ = d.Close(context.WithoutCancel(ctx)) }()
	s := d.NewSession(ctx, driver.SessionConfig{})
	defer func() { _ = s.Close(context.WithoutCancel(ctx)) }()
	return do(s)
}

func collect(ctx context.Context, s driver.SessionWithContext, cypher string) ([]*driver.Record, error) {
	res, err := s.Run(ctx, cypher, nil)
	if err != nil {
		return nil, err
	}
	return res.Collect(ctx)
}
