package store

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"
)

// crashEnv tells the test binary to be the process that gets killed: the value
// is the moment to stop at.
const crashEnv = "NEWSGRAPH_STORE_CRASH"

func TestMain(m *testing.M) {
	if moment := os.Getenv(crashEnv); moment != "" {
		if err := build60(os.Args[len(os.Args)-1], moment); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// sixty is sixty articles about six companies.
func sixty() []Input {
	t := &testing.T{} // news fails no test here: its facts are right
	var list []Input
	for i := range 60 {
		c, d := fmt.Sprintf("Company %c", 'A'+i%6), fmt.Sprintf("Company %c", 'A'+(i+1)%6)
		list = append(list, news(t, fmt.Sprintf("https://daily.example/%d", i), fmt.Sprintf("2024-03-%02d", 1+i%28),
			fmt.Sprintf("Item %d\n[O %s] put money into [O %s], it says in item %d.", i, c, d, i), c+"|INVESTED_IN|"+d))
	}
	return list
}

const crashBatch = 7

// build60 does what a build does. It says each thing it has done; at its moment
// it says so and does nothing more until it is killed.
func build60(path, moment string) error {
	ctx := context.Background()
	s, err := Open(path, Options{Create: true, Extractor: "test 1"})
	if err != nil {
		return err
	}
	// Few pages in memory: what is not committed reaches the file all the same.
	if _, err := s.write.Exec(`PRAGMA cache_size = 3`); err != nil {
		return err
	}
	halt := func(at string) {
		fmt.Println(at)
		if at == moment {
			select {} // until killed
		}
	}
	halt("opened")
	list := sixty()
	for n := 0; len(list) > 0; n++ {
		batch := list[:min(crashBatch, len(list))]
		list = list[len(batch):]
		err := s.inTx(ctx, "add", func(tx *sql.Tx) error {
			a, err := s.newAdder(ctx, tx)
			if err != nil {
				return err
			}
			defer a.close()
			for i, in := range batch {
				if _, err := a.add(ctx, in); err != nil {
					return err
				}
				halt(fmt.Sprintf("batch %d article %d", n, i))
			}
			return nil
		})
		if err != nil {
			return err
		}
		halt(fmt.Sprintf("batch %d", n))
	}
	err = s.inTx(ctx, "resolve", func(tx *sql.Tx) error {
		if _, err := s.resolve(ctx, s.newWriter(tx)); err != nil {
			return err
		}
		halt("graph written")
		return nil
	})
	if err != nil {
		return err
	}
	halt("resolved")
	return s.Close()
}

func TestAKilledBuildLeavesAStoreThatARerunFinishes(t *testing.T) {
	ctx := context.Background()
	whole := openNew(t)
	put(t, whole, sixty()...)
	resolved(t, whole)
	want := dump(t, whole, graphTables...)
	for _, c := range []struct {
		moment string
		kept   int // articles that were committed
	}{
		{"opened", 0},
		{"batch 0 article 4", 0},
		{"batch 3 article 6", 3 * crashBatch},
		{"batch 5", 6 * crashBatch},
		{"graph written", 60},
		{"resolved", 60},
	} {
		t.Run(c.moment, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "news.db")
			kill(t, path, c.moment)
			r, err := Open(path, Options{ReadOnly: true})
			if err != nil {
				t.Fatal("read-only:", err)
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
			s := open(t, path)
			var kept int
			if err := s.pool.QueryRow(`SELECT count(*) FROM source`).Scan(&kept); err != nil || kept != c.kept {
				t.Errorf("%d articles kept, %v: want %d", kept, err, c.kept)
			}
			for i, in := range sixty() {
				wantStatus := New
				if i < c.kept {
					wantStatus = Unchanged
				}
				if got := has(t, s, in); got != wantStatus {
					t.Errorf("article %d is %q, want %q", i, got, wantStatus)
				}
			}
			put(t, s, sixty()...)
			resolved(t, s)
			if got := dump(t, s, graphTables...); got != want {
				t.Errorf("the rerun gives\n%s\nwant\n%s", got, want)
			}
			if found, _, err := s.Verify(ctx); err != nil || len(found) > 0 {
				t.Errorf("verify: %v, %v", found, err)
			}
		})
	}
}

// kill builds in a process of its own and kills it at the moment.
func kill(t *testing.T, path, moment string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self, path)
	child.Env = append(os.Environ(), crashEnv+"="+moment)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	reached := false
	for lines := bufio.NewScanner(out); !reached && lines.Scan(); {
		reached = lines.Text() == moment
	}
	if err := child.Process.Kill(); err != nil {
		t.Error(err)
	}
	if err := child.Wait(); err == nil || !reached {
		t.Fatalf("the process ended by itself (%v) or never reached %q", err, moment)
	}
}
