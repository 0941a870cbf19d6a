package neo4j

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
)

func TestAServerIsAwayOnlyWhereItMayComeBack(t *testing.T) {
	server := func(code string) error { return &db.Neo4jError{Code: code, Msg: "said by the server"} }
	limit := func(errs ...error) error { return &driver.TransactionExecutionLimit{Cause: "timeout", Errors: errs} }
	refused := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	for name, c := range map[string]struct {
		err  error
		away bool
	}{
		"no error":                 {nil, false},
		"interrupted":              {context.Canceled, false},
		"refused connection":       {refused, true},
		"time is up":               {context.DeadlineExceeded, true},
		"no connection":            {&driver.ConnectivityError{Inner: refused}, true},
		"unknown certificate":      {&driver.ConnectivityError{Inner: x509.UnknownAuthorityError{}}, false},
		"wrong password":           {server("Neo.ClientError.Security.Unauthorized"), false},
		"database not there":       {server("Neo.ClientError.Database.DatabaseNotFound"), false},
		"read-only database":       {server("Neo.ClientError.General.WriteOnReadOnlyAccessMode"), false},
		"database starts":          {server("Neo.TransientError.General.DatabaseUnavailable"), true},
		"database is down":         {server("Neo.DatabaseError.General.DatabaseUnavailable"), true},
		"election of a leader":     {server("Neo.ClientError.Cluster.NotALeader"), true},
		"deadlock":                 {server("Neo.TransientError.Transaction.DeadlockDetected"), true},
		"tried in vain":            {limit(), true},
		"tried, still refused":     {limit(refused, &driver.ConnectivityError{Inner: refused}), true},
		"tried, no answer":         {limit(errors.New("Timeout while reading from connection")), true},
		"tried, not trusted":       {limit(errors.New("x509: unknown authority")), false},
		"tried, wrong password":    {limit(refused, server("Neo.ClientError.Security.Unauthorized")), false},
		"away, told in more words": {fmt.Errorf("load: %w", server("Neo.TransientError.General.DatabaseUnavailable")), true},
		"another error":            {errors.New("disk full"), false},
		"a file that is not there": {&os.PathError{Op: "open", Path: "news.db", Err: syscall.ENOENT}, false},
	} {
		if got := Away(c.err); got != c.away {
			t.Errorf("%s: away is %v, want %v", name, got, c.away)
		}
	}
}
