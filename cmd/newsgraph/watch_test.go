package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// echo serves a feed with one entry and its page.
func echo(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>The Oslo Echo</title><item><title>Norvik Group names new chief</title>
			<link>/chief</link><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate><description>More on the page.</description></item></channel></rss>`)
	})
	mux.HandleFunc("/chief", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<html lang="en"><head><title>Norvik Group names new chief</title></head><body><article><h1>Norvik Group names new chief</h1>`,
			`<p>Peter Falk, the chief executive of Norvik Group, said on Monday that sales had risen in all of the countries in which it sells.</p>`,
			strings.Repeat(`<p>The board met for many hours in the capital and left without a word to those who had waited outside in the rain since the early morning.</p>`, 3), `</article></body></html>`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + "/feed.xml"
}

func TestWatchReadsFeeds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	feed := echo(t)
	code, out, words := call(t, "watch", feed, "-o", path, "--once", "--look", "20ms")
	if code != exitDone || words != "" {
		t.Fatalf("exit code %d, %s", code, words)
	}
	for _, p := range []string{
		`[0-9:]+  article +Norvik Group names new chief — The Oslo Echo`, `[0-9:]+  new +Peter Falk CEO_OF Norvik Group \(chief executive\) — 1 story`, `Done: 1 article read, [0-9]+ facts? changed\.`,
	} {
		if !regexp.MustCompile(`(?m)^` + p + `$`).MatchString(out) {
			t.Errorf("no line is like %q in\n%s", p, out)
		}
	}
	code, out, _ = call(t, "watch", feed, "-o", path, "--once", "--look", "20ms", "--json")
	if want := `{"message_type":"summary","rounds":0,"articles":0,"failed":0,"changes":{},"loaded":0}` + "\n"; code != exitDone || out != want {
		t.Errorf("the second time: exit code %d, %s, want %s", code, out, want)
	}
}

func TestWatchKeepsNeo4jUpToDate(t *testing.T) {
	uri := neo4jtest.Server(t)
	path := filepath.Join(t.TempDir(), "news.db")
	code, out, words := call(t, "watch", echo(t), "-o", path, "--once", "--look", "20ms", "--neo4j", "--uri", uri, "--json")
	if code != exitDone || !strings.Contains(out, `"loaded":1}`) {
		t.Fatalf("exit code %d, %s, %s", code, out, words)
	}
	conn, err := neo4j.Connect(t.Context(), neo4j.Options{URI: uri})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }() // read from only
	r, err := neo4j.Query(t.Context(), conn, `MATCH (p:Person)-[:CEO_OF]->(o) RETURN p.name, o.name`, nil, true)
	if err != nil || len(r.Rows) != 1 || r.Rows[0][0] != "Peter Falk" || r.Rows[0][1] != "Norvik Group" {
		t.Errorf("%v, %v: want who leads Norvik Group", r.Rows, err)
	}
}

func TestWatchWaitsForAJobOnTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	unlock, _, err := lockStore(t.Context(), path, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	words, says := io.Pipe()
	ended := make(chan string, 1)
	go func() {
		var out bytes.Buffer
		run(t.Context(), []string{"watch", "../../testdata/articles/takeover/helion-bid.txt", "-o", path, "--once", "--look", "20ms"}, strings.NewReader(""), &out, says)
		ended <- out.String()
		_ = says.Close() // of a pipe it never fails
	}()
	waited := false
	for lines := bufio.NewScanner(words); lines.Scan(); {
		if strings.Contains(lines.Text(), "another job holds "+path+": waiting") {
			waited = true
			unlock()
		}
	}
	if out := <-ended; !waited || !strings.Contains(out, "Done: 1 article read") {
		t.Errorf("waited %v: %s", waited, out)
	}
}
