package neo4j

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

const secret = "correct-horse-battery"

func TestURIsThatCannotWork(t *testing.T) {
	for uri, want := range map[string]string{
		"":                              "no Neo4j URI",
		"http://localhost:7474":         `scheme "http"`,
		"localhost:7687":                "want bolt, neo4j",
		"bolt://":                       "names no host",
		"bolt://neo4j:" + secret + "@x": "holds a user name",
		"bolt://neo4j:" + secret + "@[": "cannot be read",
	} {
		_, err := Connect(t.Context(), Options{URI: uri})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", uri, err, want)
		} else if strings.Contains(err.Error(), secret) {
			t.Errorf("%q: the message holds the password: %v", uri, err)
		}
	}
}

func TestAServerIsToldWhoAsks(t *testing.T) {
	uri := neo4jtest.Server(t)
	rows := query(t, uri, "CALL dbms.listConnections() YIELD userAgent WHERE userAgent STARTS WITH 'newsgraph' RETURN count(*)", nil)
	if rows[0][0] == int64(0) {
		t.Error("no connection of newsgraph is listed")
	}
}

func TestNobodyAnswers(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"bolt", "neo4j"} {
		_, err = Load(t.Context(), reader(news(), 1), Options{URI: scheme + "://" + addr, Retry: time.Second})
		if err == nil || !strings.Contains(err.Error(), addr) || !strings.Contains(err.Error(), "no server answers") {
			t.Errorf("%s: got %v", scheme, err)
		}
	}
}

func TestWhatAnswersIsNotNeo4j(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n"))
			_ = conn.Close()
		}
	}()
	_, err = Connect(t.Context(), Options{URI: "bolt://" + l.Addr().String()})
	if err == nil || !strings.Contains(err.Error(), "does not speak Bolt") {
		t.Errorf("got %v", err)
	}
}

func TestSupportedVersions(t *testing.T) {
	for version, want := range map[string]bool{
		"5.26.30": true, "5.26-aura": true, "2025.01.0": true, "6.0.0": true,
		"5.25.1": false, "4.4.40": false, "3.5": false, "": false, "dev": false,
	} {
		if got := supported(version); got != want {
			t.Errorf("%q: got %v", version, got)
		}
	}
}

func TestInterrupted(t *testing.T) {
	uri := neo4jtest.Server(t)
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{URI: uri, Batch: 3, Writers: 2, Progress: func(e Event) {
		if e.Phase == "statements" {
			cancel()
		}
	}}
	if _, err := Load(ctx, reader(news(), 2), o); err == nil {
		t.Fatal("no error")
	}
	load(t, reader(news(), 2), Options{URI: uri})
	sameAsFresh(t, uri, news())
}
