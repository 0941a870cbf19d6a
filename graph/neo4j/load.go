package neo4j

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Load makes a database hold the graph of r: it compares, then writes the
// difference only. When it fails, what was written stays and is right as far as
// it goes; the next load adds what is missing. The summary counts what was done
// up to an error.
func Load(ctx context.Context, r graph.Reader, o Options) (Summary, error) {
	o = o.withDefaults()
	begin := time.Now()
	c, err := Connect(ctx, o)
	if err != nil {
		return Summary{}, err
	}
	defer func() { _ = c.Close(context.WithoutCancel(ctx)) }()
	l := &loader{options: o, conn: c, reader: graph.Brief(r)}
	l.summary = Summary{DryRun: o.DryRun, Created: Counts{}, Changed: Counts{}, Gone: Counts{}}
	err = l.run(ctx)
	s := l.summary
	s.Written = s.Created.Total() + s.Changed.Total()
	s.Deleted = s.Gone.Total() - s.Kept
	s.Unchanged = s.Planned - s.Written
	s.Elapsed = time.Since(begin)
	s.Seconds = s.Elapsed.Seconds()
	return s, err
}

type loader struct {
	options Options
	conn    *Conn
	reader  graph.Reader
	summary Summary
}

func (l *loader) run(ctx context.Context) error {
	meta, err := l.reader.Meta(ctx)
	if err != nil {
		return err
	}
	if meta.StoreID == "" {
		return fmt.Errorf("the store has no id")
	}
	if err := l.conn.ensureRules(ctx, l.options.DryRun); err != nil {
		return err
	}
	now, err := l.look(ctx, meta)
	if err != nil || now.done {
		return err
	}
	if !l.options.DryRun {
		// What follows is decided on what is there: nobody else may change it.
		release, err := l.conn.hold(ctx, l.options.Wait)
		if err != nil {
			return err
		}
		defer release()
		if now, err = l.again(ctx, meta, now); err != nil || now.done {
			return err
		}
	}
	l.summary.Behind = !now.marked || !now.have.sameState(now.want) || now.have.schema != now.want.schema
	l.event("compare", 0)
	s, gone, err := take(ctx, l.reader, meta, l.conn, comparing{values: l.options.Full, lenient: l.options.Verify && now.marked})
	if err != nil {
		return err
	}
	l.summary.Planned = s.planned.Total()
	now.want.counts = s.planned
	for _, t := range s.tables() {
		l.summary.Theirs += t.theirs
	}
	l.event("compare", l.summary.Planned)
	switch {
	case err != nil:
	case l.options.Full:
		err = s.compareValues(ctx, l.conn, &gone)
	case now.lost:
		err = s.compareEdges(ctx, l.conn)
	}
	if err != nil {
		return err
	}
	return l.write(ctx, s, gone, now.want, now.marked && now.have.equals(now.want))
}

// standing is what the marker tells of a database.
type standing struct {
	have   marker
	marked bool // there is a marker, and no load has begun since
	want   marker
	lost   bool // relationships are missing, or may be: a load began that did not end
	done   bool // all is there
}

// look compares the marker with the store, and what the database holds with the
// counts of the marker.
func (l *loader) look(ctx context.Context, meta graph.Meta) (now standing, err error) {
	now.want = marker{storeID: meta.StoreID, revision: meta.Revision, state: meta.State, schema: schemaVersion(meta)}
	now.have, now.marked, err = l.conn.marker(ctx, meta.StoreID)
	l.summary.Shared = now.have.storeID != "" && !now.have.alone
	if err != nil || !now.marked || l.options.Full {
		now.lost = !now.marked && now.have.storeID != ""
		return now, err
	}
	all, edges, err := now.have.intact(ctx, l.conn)
	if err != nil {
		return now, err
	}
	now.lost = !edges
	now.want.counts = now.have.counts
	if now.done = all && now.have.equals(now.want); now.done {
		l.summary.Marker = true
		l.summary.Planned = now.have.counts.Total()
	}
	return now, nil
}

// again is look once nobody else may change the database. Where no other load has
// ended since, what was counted still holds.
func (l *loader) again(ctx context.Context, meta graph.Meta, before standing) (standing, error) {
	have, marked, err := l.conn.marker(ctx, meta.StoreID)
	if err == nil && marked == before.marked && have.equals(before.have) && have.alone == before.have.alone {
		return before, nil
	}
	return l.look(ctx, meta)
}

// write sends the difference. Where there is none only the marker is set, and
// not even that when it is right.
func (l *loader) write(ctx context.Context, s *survey, gone gone, want marker, current bool) error {
	out := &sink{
		conn: l.conn, prefix: s.marks.prefix(), writers: l.options.Writers, timeout: l.options.Timeout, retry: l.options.Retry, token: rand.Text(),
		summary: &l.summary, phase: map[string]int{}, progress: l.options.Progress,
	}
	if l.options.DryRun {
		out.conn = nil
	}
	p := &planner{
		survey: s, reader: s.narrow(l.reader), db: l.conn, gone: gone, limit: l.options.Batch,
		emit: func(b batch) error { return out.write(ctx, b) }, wait: out.wait,
	}
	differs := p.differs()
	if !differs && current {
		return nil
	}
	if !l.options.DryRun {
		if err := l.conn.checkWritable(ctx); err != nil {
			return err
		}
	}
	if !differs {
		return out.finish(ctx, want)
	}
	if err := out.begin(ctx, want); err != nil {
		return err
	}
	err := p.run(ctx)
	if e := out.wait(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return out.finish(ctx, want)
}

// schemaVersion is what the marker says of the form of what was written.
func schemaVersion(m graph.Meta) string { return fmt.Sprintf("%d.%d", layout, m.SchemaVersion) }

func (l *loader) event(phase string, rows int) {
	if l.options.Progress != nil {
		l.options.Progress(Event{Phase: phase, Rows: rows})
	}
}
