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
	l := &loader{options: o, conn: c, reader: r}
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
	want := marker{storeID: meta.StoreID, revision: meta.Revision, schema: schemaVersion(meta)}
	have, ok, err := l.conn.marker(ctx, meta.StoreID)
	if err != nil {
		return err
	}
	edges := true // as far as is known, no relationship is missing
	if ok && !l.options.Full {
		var all bool
		if all, edges, err = have.intact(ctx, l.conn); err != nil {
			return err
		}
		want.counts = have.counts
		if all && have.equals(want) {
			l.summary.Marker = true
			l.summary.Planned = have.counts.Total()
			return nil
		}
	}
	if err := l.conn.ensureRules(ctx, l.options.DryRun); err != nil {
		return err
	}
	l.event("compare", 0)
	s, err := take(ctx, l.reader, meta)
	if err != nil {
		return err
	}
	l.summary.Planned = s.planned.Total()
	want.counts = s.planned
	l.event("compare", l.summary.Planned)
	gone, err := s.compare(ctx, l.conn)
	if err != nil {
		return err
	}
	if l.options.Full || !edges {
		if err := s.compareEdges(ctx, l.conn); err != nil {
			return err
		}
	}
	return l.write(ctx, s, gone, want, ok && have.equals(want))
}

// write sends the difference. Where there is none only the marker is set, and
// not even that when it is right.
func (l *loader) write(ctx context.Context, s *survey, gone gone, want marker, current bool) error {
	out := &sink{
		conn: l.conn, prefix: s.marks.prefix(), writers: l.options.Writers, token: rand.Text(),
		summary: &l.summary, phase: map[string]int{}, progress: l.options.Progress,
	}
	if l.options.DryRun {
		out.conn = nil
	}
	p := &planner{
		survey: s, reader: l.reader, db: l.conn, gone: gone, limit: l.options.Batch,
		emit: func(b batch) error { return out.write(ctx, b) }, wait: out.wait,
	}
	if !p.differs() {
		if current {
			return nil
		}
		return out.finish(ctx, want)
	}
	if !l.options.DryRun {
		if err := l.conn.checkWritable(ctx); err != nil {
			return err
		}
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
