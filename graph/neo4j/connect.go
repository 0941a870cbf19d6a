package neo4j

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// connectTimeout is how long Connect waits for a server to answer. One that has
// just started on a busy machine has been seen to need more than 20 s.
const connectTimeout = 45 * time.Second

// Conn is a checked connection to one database. It is safe for concurrent use.
type Conn struct {
	driver   driver.DriverWithContext
	database string
	target   string       // the URI without credentials, for messages
	writing  atomic.Int64 // sessions opened that may write

	// Version is the server's, "5.26.30"; Edition is "community" or "enterprise".
	Version, Edition string
}

// Connect opens a connection and checks that a Neo4j of a supported version
// answers, takes the credentials and has the database. Only the URI, Username,
// Password, Database and Retry of the options matter. Messages never hold the
// password.
func Connect(ctx context.Context, o Options) (*Conn, error) {
	o = o.withDefaults()
	target, err := checkURI(o.URI)
	if err != nil {
		return nil, err
	}
	trust, err := trusted(o)
	if err != nil {
		return nil, err
	}
	auth := driver.NoAuth()
	if o.Username != "" {
		auth = driver.BasicAuth(o.Username, o.Password, "")
	}
	d, err := driver.NewDriverWithContext(o.URI, auth, func(c *config.Config) {
		c.UserAgent = "newsgraph"
		c.TelemetryDisabled = true
		c.MaxTransactionRetryTime = o.Retry
		c.SocketConnectTimeout = 10 * time.Second
		c.NotificationsMinSeverity = notifications.DisabledLevel
		if trust != nil {
			c.TlsConfig = &tls.Config{RootCAs: trust, MinVersion: tls.VersionTLS12}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", target, err)
	}
	c := &Conn{driver: d, database: o.Database, target: target}
	if err := c.check(ctx); err != nil {
		_ = d.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return c, nil
}

// Check says what is wrong with the options before a server is asked.
func (o Options) Check() error {
	if _, err := checkURI(o.URI); err != nil {
		return err
	}
	_, err := trusted(o)
	return err
}

// trusted is the system's certificate authorities and those of the options'
// file; nil without one.
func trusted(o Options) (*x509.CertPool, error) {
	if o.CAFile == "" {
		return nil, nil
	}
	if u, err := url.Parse(o.URI); err != nil || !strings.HasSuffix(u.Scheme, "+s") {
		return nil, fmt.Errorf("a file of certificate authorities (%s) is for the schemes bolt+s and neo4j+s: the URI has another", o.CAFile)
	}
	text, err := os.ReadFile(o.CAFile)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // the system has none
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("%s holds no certificate: want a PEM file", o.CAFile)
	}
	return pool, nil
}

// Close releases the connection.
func (c *Conn) Close(ctx context.Context) error { return c.driver.Close(ctx) }

// Database is the name of the database, or "the home database".
func (c *Conn) databaseName() string {
	if c.database == "" {
		return "the home database"
	}
	return strconv.Quote(c.database)
}

func checkURI(uri string) (target string, err error) {
	if uri == "" {
		return "", errors.New("no Neo4j URI: want one such as neo4j://localhost:7687")
	}
	u, err := url.Parse(uri)
	if err != nil {
		return "", errors.New("the Neo4j URI cannot be read: want one such as neo4j://localhost:7687")
	}
	switch u.Scheme {
	case "bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc":
	default:
		return "", fmt.Errorf("the Neo4j URI has scheme %q: want bolt, neo4j, or one of them with +s or +ssc (port 7687, not the port of the Browser)", u.Scheme)
	}
	if u.User != nil {
		return "", errors.New("the Neo4j URI holds a user name: give user name and password apart from it")
	}
	if u.Host == "" {
		return "", errors.New("the Neo4j URI names no host: want one such as neo4j://localhost:7687")
	}
	return u.Scheme + "://" + u.Host, nil
}

func (c *Conn) check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	if err := c.driver.VerifyConnectivity(ctx); err != nil {
		return c.explain(err)
	}
	rows, err := c.read(ctx, "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition LIMIT 1", nil)
	if err != nil {
		return c.explain(err)
	}
	if len(rows) == 1 {
		name, _ := rows[0][0].(string)
		c.Version, _ = rows[0][1].(string)
		c.Edition, _ = rows[0][2].(string)
		if name != "Neo4j Kernel" {
			return fmt.Errorf("%s answers as %q, not as Neo4j", c.target, name)
		}
	}
	if !supported(c.Version) {
		return fmt.Errorf("%s runs Neo4j %s: newsgraph needs 5.26 or later", c.target, c.Version)
	}
	return nil
}

var versionPattern = regexp.MustCompile(`^(\d+)\.(\d+)`)

// supported accepts 5.26 and later and the calendar versions (2025.01 …).
func supported(version string) bool {
	m := versionPattern.FindStringSubmatch(version)
	if m == nil {
		return false
	}
	major, _ := strconv.Atoi(m[1])
	minor, _ := strconv.Atoi(m[2])
	return major > 5 || major == 5 && minor >= 26
}

// checkWritable fails when the database only answers reads: the driver would
// take that for a change of leader and try for long.
func (c *Conn) checkWritable(ctx context.Context) error {
	rows, err := c.read(ctx, "SHOW DATABASES YIELD name, access, home, currentStatus "+
		"WHERE name = toLower($name) OR ($name = '' AND home) RETURN access, currentStatus", map[string]any{"name": c.database})
	if err != nil || len(rows) == 0 {
		return nil // the user may not be allowed to ask; the first write will tell
	}
	if status, _ := rows[0][1].(string); status != "online" {
		return fmt.Errorf("%s: database %s is %s, not online", c.target, c.databaseName(), status)
	}
	if access, _ := rows[0][0].(string); access == "read-only" {
		return fmt.Errorf("%s: database %s is read-only: nothing was written", c.target, c.databaseName())
	}
	return nil
}

// explain turns an error of the driver into one clear message.
func (c *Conn) explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	var large *tooLarge
	if errors.As(err, &large) {
		return &Error{Message: c.target + ": a transaction is too large for the server even with the least that can go into one: allow it more memory or time (" + large.Error() + ")", err: err}
	}
	say := func(format string, args ...any) error {
		return &Error{Message: c.target + ": " + fmt.Sprintf(format, args...), err: err}
	}
	var server *db.Neo4jError
	if errors.As(err, &server) {
		return c.explainServer(server, say)
	}
	text := err.Error()
	if strings.Contains(text, "routing table") && strings.Contains(text, "no writers") {
		return say("the cluster names no server that takes writes, as while it elects a leader; a rerun goes on where this load stopped")
	}
	var limit *driver.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		last := limit.Errors[len(limit.Errors)-1]
		if errors.As(last, &server) {
			return c.explainServer(server, say)
		}
		return say("the server is away (%v); a rerun goes on where this load stopped", last)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded), strings.Contains(text, "Timeout while waiting for connection"):
		return say("no answer in time: is Neo4j running there, and is this its Bolt port?")
	case strings.Contains(text, "connection refused"), strings.Contains(text, "no such host"), strings.Contains(text, "i/o timeout"):
		return say("no server answers (%s): is Neo4j running there, and is this its Bolt port?", tail(text))
	case strings.Contains(text, "HTTP"), strings.Contains(text, "server responded"), strings.Contains(text, "unsupported version"):
		return say("what answers there does not speak Bolt: want Neo4j's Bolt port, usually 7687 (%s)", tail(text))
	case strings.Contains(text, "x509"), strings.Contains(text, "tls:"), strings.Contains(text, "TLS"):
		return say("no secure connection (%s): is encryption on there, and is the certificate trusted?", tail(text))
	case driver.IsConnectivityError(err), errors.Is(err, io.EOF):
		return say("the connection broke (%s); a rerun goes on where this one stopped", tail(text))
	}
	return say("%s", text)
}

func (c *Conn) explainServer(e *db.Neo4jError, say func(string, ...any) error) error {
	switch e.Code {
	case "Neo.ClientError.Security.Unauthorized":
		return say("user name or password is wrong")
	case "Neo.ClientError.Security.AuthenticationRateLimit":
		return say("too many wrong passwords: wait some seconds, then try the right one")
	case "Neo.ClientError.Security.CredentialsExpired":
		return say("the password must be changed before first use (ALTER CURRENT USER SET PASSWORD FROM … TO …)")
	case "Neo.ClientError.Security.TokenExpired", "Neo.ClientError.Security.AuthorizationExpired":
		return say("the credentials have expired")
	case "Neo.ClientError.Security.Forbidden":
		return say("the user is not allowed to do that: %s", e.Msg)
	case "Neo.ClientError.Database.DatabaseNotFound":
		return say("there is no database %s", c.databaseName())
	case "Neo.TransientError.Database.DatabaseUnavailable", "Neo.TransientError.General.DatabaseUnavailable", "Neo.DatabaseError.General.DatabaseUnavailable", "Neo.ClientError.General.DatabaseUnavailable":
		return say("database %s is not available now: %s", c.databaseName(), e.Msg)
	case "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "Neo.ClientError.Database.ReadOnly",
		"Neo.ClientError.General.WriteOnReadOnlyAccessDatabase":
		return say("database %s is read-only", c.databaseName())
	case "Neo.ClientError.Statement.AccessMode":
		return &Error{Message: c.target + ": " + ErrWrites.Error(), err: ErrWrites}
	case "Neo.ClientError.Statement.SyntaxError":
		return say("the query cannot be read: %s", e.Msg)
	case "Neo.ClientError.Statement.ParameterMissing":
		return say("a parameter is missing: %s", e.Msg)
	case "Neo.ClientError.Schema.ConstraintValidationFailed":
		return say("two nodes with one id: %s", e.Msg)
	case "Neo.DatabaseError.Transaction.TransactionLogError", "Neo.DatabaseError.Transaction.TransactionCommitFailed":
		return say("the server could not write a transaction to its disk, as when that is full; a rerun goes on where this load stopped: %s", e.Msg)
	case "Neo.TransientError.General.MemoryPoolOutOfMemoryError":
		return say("the server has too little memory for this: %s", e.Msg)
	case "Neo.ClientError.Cluster.NotALeader":
		return say("the cluster changed its leader and did not agree on another in time; a rerun goes on where this load stopped")
	case "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "Neo.ClientError.Transaction.LockClientStopped":
		return say("a transaction took too long: either somebody's transaction keeps nodes of this load locked or the server is too slow for batches of this size; a rerun goes on where this load stopped")
	case "Neo.TransientError.Transaction.LockAcquisitionTimeout":
		return say("somebody's transaction kept nodes of this load locked for too long; a rerun goes on where this load stopped")
	}
	return say("%s (%s)", e.Msg, e.Code)
}

// tail is the last, most telling part of a wrapped message.
func tail(text string) string {
	if i := strings.LastIndex(text, "ConnectivityError: "); i >= 0 {
		text = text[i+len("ConnectivityError: "):]
	}
	return text
}

// Error is a failure of Neo4j in words for its user.
type Error struct {
	Message string
	err     error
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the driver's error.
func (e *Error) Unwrap() error { return e.err }
