package neo4jtest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Proxy stands between a client and a real server and makes the network or the
// server fail at a chosen commit of a transaction that may write. It speaks Bolt 5.4, unencrypted
// (https://neo4j.com/docs/bolt/current/bolt/message/).
type Proxy struct {
	URI string // with the scheme neo4j

	target   string
	at       func(commit int) Fault
	replace  *strings.Replacer
	commits  atomic.Int64
	listener net.Listener

	mu    sync.Mutex
	conns []net.Conn
}

// Fault is what a proxy does to a commit.
type Fault struct {
	// Fail, the code of an error, is answered in place of committing.
	Fail string
	// Cut breaks the connection before the server hears of the commit.
	Cut bool
	// Lose breaks it after the server has committed, before the client hears.
	Lose bool
}

// Through starts a proxy before the server at uri, for the test. The fault of
// each commit, counted from 1, comes from at; answers of the server are changed
// by replace, whose texts must be as long as what they replace. Both may be nil.
func Through(t testing.TB, uri string, at func(commit int) Fault, replace *strings.Replacer) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, target, _ := strings.Cut(uri, "://")
	p := &Proxy{URI: "neo4j://" + l.Addr().String(), target: target, at: at, replace: replace, listener: l}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { p.serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		p.mu.Lock()
		for _, c := range p.conns {
			_ = c.Close()
		}
		p.mu.Unlock()
		serving.Wait()
	})
	return p
}

func (p *Proxy) serve(client net.Conn) {
	defer func() { _ = client.Close() }()
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	p.mu.Lock()
	p.conns = append(p.conns, client, server)
	p.mu.Unlock()
	if shake(client, server) != nil {
		return
	}
	var lost atomic.Bool
	answered := make(chan struct{}, 1)
	var back sync.WaitGroup
	back.Go(func() {
		for {
			m, err := message(server)
			if err != nil {
				_ = client.Close()
				return
			}
			if lost.Load() {
				answered <- struct{}{}
				return
			}
			if p.replace != nil {
				m = []byte(p.replace.Replace(string(m)))
			}
			if _, err := client.Write(m); err != nil {
				return
			}
		}
	})
	defer back.Wait()
	defer func() { _ = server.Close() }()
	reads := false // the transaction that is open
	for {
		m, err := message(client)
		if err != nil {
			return
		}
		var f Fault
		if len(m) > 3 && m[3] == beginTag {
			reads = bytes.Contains(m, []byte("\x84mode\x81r"))
		}
		if len(m) > 3 && m[3] == commitTag && !reads {
			if n := p.commits.Add(1); p.at != nil {
				f = p.at(int(n))
			}
		}
		switch {
		case f.Fail != "":
			_, err = client.Write(failure(f.Fail))
		case f.Cut:
			return
		case f.Lose:
			lost.Store(true)
			if _, err = server.Write(m); err == nil {
				<-answered
			}
			return
		default:
			_, err = server.Write(m)
		}
		if err != nil {
			return
		}
	}
}

const (
	beginTag   = 0x11
	commitTag  = 0x12
	failureTag = 0x7f
)

// shake passes the handshake on with version 5.4 as the only one proposed.
func shake(client, server net.Conn) error {
	hello := make([]byte, 20) // magic, four proposals
	if _, err := io.ReadFull(client, hello); err != nil {
		return err
	}
	copy(hello[4:], []byte{0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	if _, err := server.Write(hello); err != nil {
		return err
	}
	version := make([]byte, 4)
	if _, err := io.ReadFull(server, version); err != nil {
		return err
	}
	_, err := client.Write(version)
	return err
}

// message reads a message as it stands: chunks with their lengths, and the
// empty one that ends it.
func message(r io.Reader) ([]byte, error) {
	var all []byte
	for {
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return nil, err
		}
		all = append(all, size[:]...)
		n := int(binary.BigEndian.Uint16(size[:]))
		if n == 0 {
			return all, nil
		}
		at := len(all)
		all = append(all, make([]byte, n)...)
		if _, err := io.ReadFull(r, all[at:]); err != nil {
			return nil, errors.Join(io.ErrUnexpectedEOF, err)
		}
	}
}

// failure is the answer FAILURE {code, message}.
func failure(code string) []byte {
	body := []byte{0xb1, failureTag, 0xa2}
	for _, s := range []string{"code", code, "message", "made by a test"} {
		body = append(body, 0xd0, byte(len(s)))
		body = append(body, s...)
	}
	out := binary.BigEndian.AppendUint16(nil, uint16(len(body)))
	return append(append(out, body...), 0, 0)
}
