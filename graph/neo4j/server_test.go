package neo4j

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// own is the one server of TestAServerThatFails; starting one takes most of the
// time of a test.
type own struct {
	*neo4jtest.Instance
	dir      string // of the server
	options  Options
	revision *int64 // of the last graph
}

// TestAServerThatFails gives a server passwords, certificates, little memory, a
// small disk, and stops and kills it while it is written to.
func TestAServerThatFails(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and breaks servers of its own, which takes minutes")
	}
	dir := t.TempDir()
	certificate(t, filepath.Join(dir, "certs"))
	conf := []string{
		"dbms.ssl.policy.bolt.enabled=true",
		"dbms.ssl.policy.bolt.base_directory=" + filepath.Join(dir, "certs"),
		"dbms.ssl.policy.bolt.client_auth=NONE",
		"server.bolt.tls_level=OPTIONAL",
		"db.memory.transaction.max=2m",
	}
	small, smallDisk := neo4jtest.SmallDisk(t, 64<<20)
	if smallDisk {
		conf = append(conf, "server.directories.data="+small)
	}
	i, err := neo4jtest.Start(dir, neo4jtest.Settings{Password: secret, Conf: conf})
	if err != nil {
		neo4jtest.Missing(t, err)
	}
	t.Cleanup(i.Kill)
	s := own{i, dir, Options{URI: i.URI, Username: "neo4j", Password: secret, Retry: 2 * time.Second}, new(int64)}
	t.Run("passwords", s.passwords)
	t.Run("certificates", s.certificates)
	t.Run("little memory for a transaction", s.littleMemory)
	s.Configure("server.bolt.connection_keep_alive=10s") // from the restart on
	t.Run("killed and back at once", s.killed)
	t.Run("no answer", s.noAnswer)
	t.Run("full disk", func(t *testing.T) {
		if !smallDisk {
			t.Skip("no right to mount a small disk")
		}
		s.fullDisk(t, small)
	})
	t.Run("read-only", s.readOnly)
}

// query runs Cypher on a server with a password.
func (s own) query(t *testing.T, cypher string) [][]any {
	t.Helper()
	c, err := Connect(t.Context(), s.options)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(t.Context()) }()
	res, err := Query(t.Context(), c, cypher, nil, false)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return res.Rows
}

// reader gives a graph as a new state of the store.
func (s own) reader(g *graph.Graph) graph.Reader {
	*s.revision++
	return reader(g, *s.revision)
}

// holds fails when the database does not hold exactly g.
func (s own) holds(t *testing.T, g *graph.Graph) {
	t.Helper()
	o := s.options
	o.Full, o.DryRun = true, true
	sum := load(t, s.reader(g), o)
	if sum.Written+sum.Deleted != 0 {
		t.Errorf("the database is not the graph: %+v", sum)
	}
	n := s.query(t, "MATCH (n) WHERE n.newsgraph IS NOT NULL WITH count(n) AS nodes MATCH ()-[r]->() WITH nodes, count(r) AS edges RETURN nodes + edges")
	if n[0][0] != int64(sum.Planned) {
		t.Errorf("%v rows in the database, want %d", n[0][0], sum.Planned)
	}
}

func (s own) passwords(t *testing.T) {
	load(t, s.reader(news()), s.options)
	s.query(t, "CREATE USER fresh SET PASSWORD '"+secret+"' CHANGE REQUIRED")
	for _, c := range []struct {
		name string
		o    Options
		want string
	}{
		{"wrong password", Options{Username: "neo4j", Password: "wrong-" + secret}, "user name or password is wrong"},
		{"wrong user", Options{Username: "nobody", Password: secret}, "user name or password is wrong"},
		{"no user", Options{}, "user name or password is wrong"},
		{"expired password", Options{Username: "fresh", Password: secret}, "the password must be changed"},
		{"unknown database", Options{Username: "neo4j", Password: secret, Database: "news"}, `there is no database "news"`},
	} {
		c.o.URI = s.URI
		_, err := Load(t.Context(), s.reader(news()), c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) || Away(err) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		} else if strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the message holds the password: %v", c.name, err)
		}
	}
	if n := s.query(t, "MATCH (n) WHERE any(k IN keys(n) WHERE toStringOrNull(n[k]) CONTAINS '"+secret+"') RETURN count(n)")[0][0]; n != int64(0) {
		t.Errorf("%v nodes hold the password", n)
	}
}

// certificate writes a key and a certificate of 127.0.0.1 that signs itself.
func certificate(t *testing.T, dir string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"trusted", "revoked"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, block := range map[string]*pem.Block{
		"private.key": {Type: "PRIVATE KEY", Bytes: private}, "public.crt": {Type: "CERTIFICATE", Bytes: cert},
	} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (s own) certificates(t *testing.T) {
	ca := filepath.Join(s.dir, "certs", "public.crt")
	notes := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(notes, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	address := strings.TrimPrefix(s.URI, "bolt://")
	for _, c := range []struct {
		name, uri, ca string
		want          string // empty: it works
	}{
		{"a trusted certificate", "bolt+s://" + address, ca, ""},
		{"a trusted certificate, with routing", "neo4j+s://" + address, ca, ""},
		{"any certificate will do", "bolt+ssc://" + address, "", ""},
		{"nobody vouches for it", "bolt+s://" + address, "", "no secure connection"},
		{"it is of another name", "bolt+s://" + strings.Replace(address, "127.0.0.1", "localhost", 1), ca, "no secure connection"},
		{"the file is for no encryption", "bolt://" + address, ca, "the URI has another"},
		{"there is no such file", "bolt+s://" + address, ca + ".none", "no such file"},
		{"the file is something else", "bolt+s://" + address, notes, "holds no certificate"},
	} {
		o := s.options
		o.URI, o.CAFile = c.uri, c.ca
		conn, err := Connect(t.Context(), o)
		switch {
		case c.want == "" && err != nil, c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || Away(err)):
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		case err == nil:
			if err := conn.Close(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
}

// littleMemory loads batches that are too large for the server.
func (s own) littleMemory(t *testing.T) {
	g := hubs(300)
	sum := load(t, s.reader(g), s.options)
	t.Logf("%d rows, %d transactions cut, %.1f s", sum.Written, sum.Split, sum.Seconds)
	if sum.Split == 0 || sum.Split > 12 {
		t.Errorf("%d transactions were cut: want some, but not each anew", sum.Split)
	}
	s.holds(t, g)
}

// during calls do once a load has written some batches.
func (s own) during(t *testing.T, g *graph.Graph, batches int, do func()) (Summary, error) {
	o := s.options
	o.Writers, o.Batch = 4, 50
	o.Progress = func(e Event) {
		if e.Phase != "compare" {
			if batches--; batches == 0 {
				do()
			}
		}
	}
	return Load(t.Context(), s.reader(g), o)
}

// another is a graph that differs from hubs(60) by n articles.
func another(n int) *graph.Graph {
	g := hubs(60)
	for i := range n {
		drop(g, fmt.Sprintf("a%06d", i))
	}
	return g
}

// noAnswer stops the server without ending it: connections stay open, but
// nothing comes.
func (s own) noAnswer(t *testing.T) {
	g := another(0)
	_, err := s.during(t, g, 6, func() {
		if err := s.Pause(); err != nil {
			t.Error(err)
		}
	})
	if e := s.Resume(); e != nil {
		t.Fatal(e)
	}
	if err == nil || !Away(err) {
		t.Errorf("got %v, away %v", err, Away(err))
	}
	t.Log(err)
	load(t, s.reader(g), s.options)
	s.holds(t, g)
}

// killed kills the server within a load and starts it again.
func (s own) killed(t *testing.T) {
	g := another(3)
	var restarted error
	sum, err := s.during(t, g, 7, func() {
		s.Kill()
		restarted = s.Restart()
	})
	if restarted != nil {
		t.Fatal(restarted)
	}
	t.Logf("the load ended with %v, %d repeated, %d written", err, sum.Retries, sum.Written)
	load(t, s.reader(g), s.options)
	s.holds(t, g)
}

// fullDisk fills the disk of the server but for a little.
func (s own) fullDisk(t *testing.T, disk string) {
	load(t, s.reader(news()), s.options)
	ballast := filepath.Join(disk, "ballast")
	if err := neo4jtest.Fill(ballast, 256<<10); err != nil {
		t.Fatal(err)
	}
	g := hubs(800)
	_, err := Load(t.Context(), s.reader(g), s.options)
	if err == nil || !strings.Contains(err.Error(), "disk") {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	s.Kill()
	if _, err := Load(t.Context(), s.reader(g), s.options); err == nil || !Away(err) {
		t.Errorf("without a server: got %v, away %v", err, Away(err))
	}
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	load(t, s.reader(g), s.options)
	s.holds(t, g)
}

func (s own) readOnly(t *testing.T) {
	load(t, s.reader(news()), s.options)
	s.Stop()
	s.Configure("server.databases.default_to_read_only=true")
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	// The server itself proves that loading again writes nothing.
	for _, full := range []bool{false, true} {
		o := s.options
		o.Full = full
		if sum := load(t, reader(news(), *s.revision), o); sum.Written != 0 || sum.Unchanged != newsCounts.Total() {
			t.Errorf("full %v: %+v", full, sum)
		}
	}
	g := news()
	drop(g, "a3")
	_, err := Load(t.Context(), s.reader(g), s.options)
	if err == nil || !strings.Contains(err.Error(), "read-only") || Away(err) {
		t.Errorf("got %v", err)
	}
}
