package neo4j

import (
	"context"
	"errors"
	"net"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
)

// Away reports whether an error of this package says that the server cannot be
// reached or is not ready now, so that the same call may succeed later: it does
// not run yet, restarts, elects a leader, is too busy. Wrong credentials, a
// database that is not there or read-only, and a full disk are other errors.
func Away(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) {
		return false
	}
	var server *db.Neo4jError
	if errors.As(err, &server) {
		switch {
		case strings.HasPrefix(server.Code, "Neo.TransientError."), strings.HasSuffix(server.Code, ".DatabaseUnavailable"),
			strings.HasSuffix(server.Code, ".NotALeader"):
			return true
		}
		return false
	}
	var limit *driver.TransactionExecutionLimit
	tried := errors.As(err, &limit)
	if tried && len(limit.Errors) == 0 {
		return true
	}
	if tried {
		err = limit.Errors[len(limit.Errors)-1]
		if errors.As(err, &server) {
			return Away(err)
		}
	}
	text := err.Error()
	if strings.Contains(text, "x509") || strings.Contains(text, "tls:") {
		return false
	}
	if tried { // the driver repeats nothing else
		return true
	}
	var connectivity *driver.ConnectivityError
	var network *net.OpError // not net.Error: that is what errors of files are, too
	return errors.As(err, &connectivity) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network)
}
