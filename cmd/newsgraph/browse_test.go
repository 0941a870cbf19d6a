package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/store"
)

func TestOthersMayLookOnlyWithAPassword(t *testing.T) {
	for _, c := range []struct {
		address, password string
		fails             string
	}{
		{"127.0.0.1:0", "", ""},
		{"127.0.0.1", "", ""},
		{"[::1]:0", "", ""},
		{"0.0.0.0:0", "", "set a password in NEWSGRAPH_PASSWORD"},
		{":0", "", "set a password in NEWSGRAPH_PASSWORD"},
		{"0.0.0.0:0", "secret", ""},
		{"127.0.0.1:http-ish", "", "cannot listen on"},
	} {
		l, err := listenAt(c.address, c.password)
		switch {
		case err == nil && c.fails != "":
			t.Errorf("%s, password %q: listens", c.address, c.password)
		case err != nil && (c.fails == "" || !strings.Contains(err.Error(), c.fails)):
			if strings.HasPrefix(c.address, "[::1]") {
				continue // a machine without IPv6
			}
			t.Errorf("%s, password %q: %v", c.address, c.password, err)
		}
		if l != nil {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestBrowseServesUntilItIsStopped(t *testing.T) {
	for _, c := range []struct {
		flag string
		may  bool // decide
	}{{"--no-open", true}, {"--read-only", false}} {
		t.Run(c.flag, func(t *testing.T) { browses(t, c.flag, c.may) })
	}
}

// browses looks at an empty store with a flag, and whether the pages may decide.
func browses(t *testing.T, flag string, may bool) {
	path := filepath.Join(t.TempDir(), "news.db")
	st, err := store.Open(path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv(passwordVariable, "")
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var said bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"browse", path, "--no-open", flag}, strings.NewReader(""), in, &said)
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(strings.TrimSpace(line[strings.Index(line, "http://"):]))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || !strings.Contains(string(body), "holds no articles yet") {
		t.Errorf("status %d, %v: %.200s", answer.StatusCode, err, body)
	}
	if strings.Contains(string(body), `href="/review"`) != may {
		t.Errorf("may decide: %t, want %t", !may, may)
	}
	if err := answer.Body.Close(); err != nil {
		t.Error(err)
	}
	stop()
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d: %s", got, &said)
	}
}
