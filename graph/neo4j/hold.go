package neo4j

import (
	"context"
	"errors"
	"fmt"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// ErrBusy says that another load into the database did not end in time.
var ErrBusy = errors.New("another load into the database is at work")

// held is the id of the marker node that a load makes and never commits.
const held = "load"

// hold takes the database for one load: a second one waits. It opens a
// transaction that makes a node, which the uniqueness constraint lets one
// transaction do at a time, and that is rolled back at the end, so that nothing
// is left and the server lets go by itself when the client is gone. Where the
// transaction ends before the load does, as with a server that restarts, the
// token of the marker still keeps two loads of one store apart.
//
// A database that is read-only is not held: nothing can change there.
func (c *Conn) hold(ctx context.Context, wait time.Duration) (release func(), err error) {
	if c.checkWritable(ctx) != nil {
		return func() {}, nil
	}
	s := c.driver.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeWrite, DatabaseName: c.database})
	release = func() { _ = s.Close(context.WithoutCancel(ctx)) } // rolls back
	deadline := time.Now().Add(wait)
	begun := false // a transaction, so that somebody else's was waited for
	for {
		begun, err = c.take(ctx, s, deadline)
		if err == nil {
			return release, nil
		}
		if ctx.Err() != nil || !driver.IsRetryable(err) || time.Now().After(deadline) {
			break
		}
	}
	release()
	if begun && ctx.Err() == nil && (errors.Is(err, context.DeadlineExceeded) || !time.Now().Before(deadline)) {
		return nil, &Error{Message: fmt.Sprintf("%s: %v: it must end first (waited %v)", c.target, ErrBusy, wait.Round(time.Second)), err: ErrBusy}
	}
	return nil, c.explain(err)
}

func (c *Conn) take(ctx context.Context, s driver.SessionWithContext, deadline time.Time) (begun bool, err error) {
	tx, err := s.BeginTransaction(ctx, driver.WithTxTimeout(0))
	if err != nil {
		return false, err
	}
	waiting, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	res, err := tx.Run(waiting, "CREATE (:"+markerLabel+" {id: $id})", map[string]any{"id": held})
	if err == nil {
		_, err = res.Consume(waiting)
	}
	if err != nil {
		err = errors.Join(err, waiting.Err(), tx.Close(context.WithoutCancel(ctx)))
	}
	return true, err
}
