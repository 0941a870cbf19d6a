package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
	"golang.org/x/sync/errgroup"
)

// sink counts batches and, unless it is a dry run, sends them to a server.
type sink struct {
	conn    *Conn // nil in a dry run and in tests of the plan
	prefix  string
	writers int
	timeout time.Duration // of a transaction
	retry   time.Duration // how long to repeat one whose answer was lost
	token   string        // this load's, to notice another load of the same store
	most    atomic.Int64  // rows a transaction may have since the server refused one; 0: any number

	mu       sync.Mutex
	summary  *Summary
	phase    map[string]int
	progress func(Event)

	group *errgroup.Group
	ctx   context.Context
}

// samples is how many differences a dry run shows of each kind and change.
const samples = 5

// write executes one batch, or hands it to one of several goroutines when it is
// parallel. A batch that is not parallel runs after all before it.
func (s *sink) write(ctx context.Context, b batch) error {
	if b.rows() == 0 {
		return nil
	}
	if s.conn == nil {
		s.done(b, outcome{})
		return nil
	}
	if !b.parallel {
		if err := s.wait(); err != nil {
			return err
		}
		return s.send(ctx, b)
	}
	if s.group == nil {
		s.group, s.ctx = errgroup.WithContext(ctx)
		s.group.SetLimit(s.writers)
	}
	group, gctx := s.group, s.ctx
	if gctx.Err() != nil {
		return s.wait()
	}
	group.Go(func() error { return s.send(gctx, b) })
	return nil
}

// wait returns when all batches are done.
func (s *sink) wait() error {
	if s.group == nil {
		return nil
	}
	err := s.group.Wait()
	s.group = nil
	return err
}

// outcome is what the server did with a batch.
type outcome struct{ retries, kept int }

func (s *sink) send(ctx context.Context, b batch) error {
	if most := int(s.most.Load()); most > 0 && b.rows() > most {
		if first, second, ok := b.split(); ok {
			return s.both(ctx, first, second)
		}
	}
	out, err := s.transaction(ctx, b)
	sent := b
	for begin := time.Now(); err != nil && lostCommit(err) && ctx.Err() == nil; {
		// Whatever follows, halves of it too, may find these rows written.
		sent = b.again()
		var again outcome
		again, err = s.transaction(ctx, sent)
		out.retries += again.retries + 1
		out.kept = again.kept
		if time.Since(begin) > s.retry || !driver.IsConnectivityError(err) {
			break
		}
	}
	var large *tooLarge
	if errors.As(err, &large) {
		if first, second, ok := sent.split(); ok {
			s.less(b.rows() / 2)
			return s.both(ctx, first, second)
		}
	}
	if err != nil {
		return s.conn.explain(err)
	}
	s.done(b, out)
	return nil
}

func (s *sink) both(ctx context.Context, first, second batch) error {
	if err := s.send(ctx, first); err != nil {
		return err
	}
	return s.send(ctx, second)
}

// less keeps later transactions to as many rows.
func (s *sink) less(rows int) {
	for {
		most := s.most.Load()
		if most > 0 && most <= int64(rows) || s.most.CompareAndSwap(most, max(int64(rows), 1)) {
			break
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.summary.Split++
}

// tooLarge is the server's refusal of a transaction of this size: sending it
// again as it is would not help, which the driver would do.
type tooLarge struct{ code, message string }

func (e *tooLarge) Error() string { return e.message + " (" + e.code + ")" }

// refused turns an error that smaller transactions may not meet into tooLarge.
// One that came with the commit the driver has repeated in vain.
func refused(err error) error {
	var limit *driver.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		var large *tooLarge
		if again := refused(limit.Errors[len(limit.Errors)-1]); errors.As(again, &large) {
			return large
		}
		return err
	}
	var server *db.Neo4jError
	if !errors.As(err, &server) {
		return err
	}
	switch server.Code {
	case "Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo.TransientError.General.TransactionOutOfMemoryError",
		"Neo.ClientError.Transaction.TransactionTimedOut":
		return &tooLarge{server.Code, server.Msg}
	}
	return err
}

// transaction executes a batch in one managed transaction: the driver repeats
// it when the server asks for that, after a deadlock or a change of leader.
func (s *sink) transaction(ctx context.Context, b batch) (outcome, error) {
	session := s.conn.session(ctx, driver.AccessModeWrite)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	texts := make([]string, len(b.ops))
	params := make([]map[string]any, len(b.ops))
	for i, o := range b.ops {
		texts[i], params[i] = o.cypher(), map[string]any{"rows": o.maps(), "store": s.prefix}
	}
	out := outcome{retries: -1}
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		out.retries++
		out.kept = 0
		if err := s.fence(ctx, tx); err != nil {
			return nil, err
		}
		for i, o := range b.ops {
			n, err := number(ctx, tx, texts[i], params[i])
			switch {
			case err != nil:
				return nil, refused(err)
			case o.kind == deleteNodes:
				out.kept += n
			case o.kind != deleteEdges && n != len(o.rows):
				return nil, fmt.Errorf("%d of %d %s rows found a node missing or not newsgraph's: somebody changed the database during the load; load again",
					len(o.rows)-n, len(o.rows), o.name())
			}
		}
		return nil, nil
	}, driver.WithTxTimeout(s.timeout))
	return out, refused(err)
}

// fence fails when another load of the same store has begun since.
func (s *sink) fence(ctx context.Context, tx driver.ManagedTransaction) error {
	n, err := number(ctx, tx, "MATCH (m:NewsgraphStore {loading: $token}) RETURN count(m)", map[string]any{"token": s.token})
	if err == nil && n == 0 {
		return &Error{Message: s.conn.target + ": another load of the same store has begun; this one stops"}
	}
	return err
}

// number runs a statement that returns one number.
func number(ctx context.Context, tx driver.ManagedTransaction, cypher string, params map[string]any) (int, error) {
	res, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return 0, err
	}
	record, err := res.Single(ctx)
	if err != nil {
		return 0, err
	}
	n, _ := record.Values[0].(int64)
	return int(n), nil
}

// begin withdraws the revision of the marker and takes the store for this load.
func (s *sink) begin(ctx context.Context, m marker) error {
	return s.mark(ctx, "MERGE (m:NewsgraphStore {id: $id}) SET m.revision = null, m.loading = $token, m.schema = $schema", m)
}

// finish sets the marker.
func (s *sink) finish(ctx context.Context, m marker) error {
	return s.mark(ctx, "MERGE (m:NewsgraphStore {id: $id}) SET m.revision = $revision, m.state = $state, m.loading = null, m.schema = $schema, m.kinds = $kinds, m.counts = $counts", m)
}

func (s *sink) mark(ctx context.Context, cypher string, m marker) error {
	if s.conn == nil {
		return nil
	}
	session := s.conn.session(ctx, driver.AccessModeWrite)
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }()
	kinds := sortedKeys(m.counts)
	counts := make([]int, len(kinds))
	for i, k := range kinds {
		counts[i] = m.counts[k]
	}
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		res, err := tx.Run(ctx, cypher, map[string]any{
			"id": m.storeID, "revision": m.revision, "state": m.state, "schema": m.schema, "kinds": kinds, "counts": counts, "token": s.token,
		})
		if err != nil {
			return nil, err
		}
		return res.Consume(ctx)
	})
	return s.conn.explain(err)
}

// done counts a batch that is written.
func (s *sink) done(b batch, out outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range b.ops {
		s.count(o)
	}
	s.summary.Kept += out.kept
	s.summary.Retries += out.retries
	s.phase[b.phase] += b.rows()
	if s.progress != nil {
		s.progress(Event{Phase: b.phase, Rows: s.phase[b.phase]})
	}
}

func (s *sink) count(o op) {
	sum, n := s.summary, len(o.rows)
	switch o.kind {
	case createNodes:
		sum.Created[o.label] += n
		s.sample("create", o)
	case mergeNodes:
		sum.Changed[o.label] += n
		s.sample("change", o)
	case createStatements:
		sum.Created[statementLabel] += n
		sum.Created[subjectType] += n
		if o.object {
			sum.Created[objectType] += n
		}
		if o.typ != "" {
			sum.Created[o.typ] += n
		}
		s.sample("create", o)
	case createEdges, mergeEdges:
		sum.Created[o.typ] += n
		s.sample("create", o)
	case updateEdges:
		for _, r := range o.rows {
			sum.Changed[r.kind]++
		}
		s.sample("change", o)
	case deleteEdges:
		for _, r := range o.rows {
			sum.Gone[r.kind]++
		}
		s.sample("delete", o)
	case deleteNodes:
		sum.Gone[o.label] += n
		s.sample("delete", o)
	}
}

func (s *sink) sample(change string, o op) {
	if s.conn != nil {
		return
	}
	have := map[string]int{}
	for _, x := range s.summary.Samples {
		if x.Change == change {
			have[x.Kind]++
		}
	}
	for _, r := range o.rows {
		kind := cmp.Or(o.label, o.typ, r.kind)
		if have[kind]++; have[kind] <= samples {
			s.summary.Samples = append(s.summary.Samples, Sample{Change: change, Kind: kind, What: r.what()})
		}
	}
}

// name is what the rows of an op are: the label of its nodes or the type of its
// relationships.
func (o op) name() string { return cmp.Or(o.label, o.typ, "relationship") }

func (r row) what() string {
	for _, k := range []string{"name", "title", "type"} {
		if text, ok := r.props.Get(k).(string); ok {
			return text + " (" + r.id + ")"
		}
	}
	if r.id != "" {
		return r.id
	}
	return r.start + " → " + r.end
}
