package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// job runs import on one small article; the arguments follow.
func job(t *testing.T, ctx context.Context, dir string, args ...string) (code int, out, words string) {
	t.Helper()
	good := filepath.Join(dir, "good.txt")
	if err := os.WriteFile(good, []byte("Acme names chief\n\nIda Moreau, the chief executive of Acme Group, resigned.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code = run(ctx, append([]string{"import", good, "-o", filepath.Join(dir, "a.db"), "--uri", "bolt://127.0.0.1:1"}, args...), strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestAJobWithoutItsServerBuildsAndSaysAgain(t *testing.T) {
	dir := t.TempDir()
	code, out, words := job(t, t.Context(), dir, "--retry-for", "2s", "--json")
	if code != exitAgain || !strings.Contains(words, "asking again") || !strings.Contains(out, `"exit":75`) || !strings.Contains(out, `"articles":1`) {
		t.Errorf("exit code %d\n%s%s", code, out, words)
	}
}

func TestOfTwoJobsOnAStoreTheSecondIsRefused(t *testing.T) {
	dir := t.TempDir()
	unlock, _, err := lockStore(t.Context(), filepath.Join(dir, "a.db"), 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, wait := range []string{"0s", "300ms"} {
		code, out, words := job(t, t.Context(), dir, "--wait", wait, "--json")
		if code != exitAgain || !strings.Contains(words, "another job holds") || strings.Contains(out, `"build"`) {
			t.Errorf("exit code %d\n%s%s", code, out, words)
		}
	}
	unlock()
	if code, _, words := job(t, t.Context(), dir, "--retry-for", "0s"); code != exitAgain || !strings.Contains(words, "no server answers") {
		t.Errorf("after the first had ended: exit code %d\n%s", code, words)
	}
}

func TestAJobWaitsForTheOneBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	first, _, err := lockStore(t.Context(), path, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	refused, got := make(chan struct{}), make(chan error, 1)
	go func() {
		second, _, err := lockStore(t.Context(), path, time.Minute, sync.OnceFunc(func() { close(refused) }))
		if err == nil {
			second()
		}
		got <- err
	}()
	select {
	case <-refused:
		first()
	case err := <-got:
		t.Fatalf("the second did not wait: %v", err)
	}
	if err := <-got; err != nil {
		t.Fatal(err)
	}
}

func TestAnInterruptedJobStopsWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	path := filepath.Join(t.TempDir(), "a.db")
	unlock, _, err := lockStore(ctx, path, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	cancel()
	if _, _, err := lockStore(ctx, path, time.Hour, nil); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if code, out, words := job(t, ctx, t.TempDir(), "--json"); code != exitInterrupted || !strings.Contains(out, `"exit":130,"error":"interrupted; what was finished is kept"`) {
		t.Errorf("exit code %d\n%s%s", code, out, words)
	}
}

// heard closes a channel when something is written.
type heard struct {
	once sync.Once
	said chan struct{}
}

func (h *heard) Write(p []byte) (int, error) {
	h.once.Do(func() { close(h.said) })
	return len(p), nil
}

func TestAJobAwaitsItsServer(t *testing.T) {
	server := neo4jtest.Own(t, neo4jtest.Settings{})
	server.Kill()
	words := &heard{said: make(chan struct{})}
	back := make(chan error, 1)
	go func() {
		<-words.said
		back <- server.Restart()
	}()
	var out bytes.Buffer
	code := run(t.Context(), []string{
		"import", "../../testdata/articles", "-o", filepath.Join(t.TempDir(), "a.db"), "--uri", server.URI, "--retry-for", "20m", "--json",
	}, strings.NewReader(""), &out, words)
	if err := <-back; err != nil {
		t.Fatal(err)
	}
	var s importSummary
	lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &s); err != nil {
		t.Fatalf("%v: %s", err, out.Bytes())
	}
	if code != exitDone || s.Attempts < 2 || s.Load.Written == 0 || s.Load.Written != s.Load.Planned {
		t.Errorf("exit code %d, %+v", code, s)
	}
}

func TestMetricsKeepTheLastSuccess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "newsgraph.prom")
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0) }
	for i, c := range []struct {
		exit int
		want string
	}{{exitAgain, " 0"}, {exitDone, " 1001"}, {exitFailed, " 1001"}, {exitPartly, " 1003"}} {
		if err := writeMetrics(path, "import", importSummary{Exit: c.exit}, at(1000+int64(i))); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if text := string(data); !strings.Contains(text, "\n"+successMetric("import")+c.want+"\n") {
			t.Errorf("after exit code %d:\n%s", c.exit, text)
		}
	}
}

func TestAnEmptyInboxIsNoFailure(t *testing.T) {
	uri := neo4jtest.Server(t)
	dir := t.TempDir()
	inbox := filepath.Join(dir, "inbox")
	if err := os.Mkdir(inbox, 0o700); err != nil {
		t.Fatal(err)
	}
	for input, want := range map[string]int{inbox: exitDone, inbox + "x": exitFailed} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), []string{"import", input, "-o", filepath.Join(dir, "a.db"), "--uri", uri}, strings.NewReader(""), &stdout, &stderr)
		if code != want || !strings.Contains(stderr.String(), input+": ") {
			t.Errorf("%s: exit code %d, want %d\n%s%s", filepath.Base(input), code, want, &stdout, &stderr)
		}
	}
}
