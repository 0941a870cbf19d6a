package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/graph/watch"
)

// loadJob says what to load, where, and how patiently.
type loadJob struct {
	path            string
	options         neo4j.Options
	replace, beside bool
	retryFor        time.Duration
}

// loading is what became of a loadJob.
type loading struct {
	Load     *neo4j.Summary `json:"load,omitempty"`
	Attempts int            `json:"attempts"` // times that the load was begun
	Waited   float64        `json:"waited"`   // seconds, for another job or for the server
}

// loadSummary is what a run of the command load did. It is written however the
// run ends.
type loadSummary struct {
	Exit  int    `json:"exit"`
	Error string `json:"error,omitempty"`
	*neo4j.Summary
	Attempts int     `json:"attempts"`
	Waited   float64 `json:"waited"`
}

func newLoad() *cobra.Command {
	var j loadJob
	var asJSON, verify bool
	var metrics string
	c := &cobra.Command{
		Use:   "load [STORE]",
		Short: "Write the graph of a store into Neo4j",
		Long: `Compare the store with the database and write the difference: what is new, what
changed, what is gone. Loading again writes nothing. Nodes and relationships that
are not of a store are never touched.

--verify compares every node and relationship with all its properties, writes
nothing, and fails when somebody changed or deleted some by hand; --full compares
in the same way and puts it right.

A database that holds the graph of another store is left alone, unless --replace
lets this one take its place (as after building a store anew) or --beside keeps
both, each with relationships of its own. Nodes of both carry the properties of
the store loaded last: --verify of the other one finds them changed.

One load at a time works on a database: a second one waits for --wait, then ends
with exit code 75. A server that is away is asked again for --retry-for, then the
load ends with 75, too: the same call may succeed later.`,
		Example: `  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=... newsgraph load news.db
  newsgraph load news.db --dry-run
  newsgraph load news.db --verify --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			begin := time.Now()
			j.path = storeArg(args)
			j.options = authenticate(c, j.options)
			if verify {
				j.options.Full, j.options.DryRun = true, true
			}
			events := newEvents(c, asJSON)
			j.options.Progress = events.done
			var l loading
			err := j.check(metrics)
			if err == nil {
				err = j.run(c.Context(), c.ErrOrStderr(), &l)
			}
			events.stop()
			compared := err == nil
			if compared && verify && l.Load.Written+l.Load.Deleted > 0 {
				err = fmt.Errorf("%s in the database are not as %s has them: load --full puts them right", plural(l.Load.Written+l.Load.Deleted, "row"), j.path)
			}
			s := importSummary{Store: j.path, loading: l}
			s.ended(c.Context(), err, begin)
			if metrics != "" {
				if failed := writeMetrics(metrics, "load", s, time.Now()); failed != nil && err == nil {
					err = failed
					s.ended(c.Context(), err, begin)
				}
			}
			switch {
			case asJSON:
				if failed := message(c.OutOrStdout(), "summary", loadSummary{s.Exit, s.Error, l.Load, l.Attempts, l.Waited}); err == nil {
					err = failed
				}
			case compared && verify:
				printVerified(c.OutOrStdout(), *l.Load)
			case err == nil:
				printLoad(c.OutOrStdout(), *l.Load)
			}
			return err
		},
		ValidArgsFunction: completeStores,
	}
	connectionFlags(c, &j.options)
	f := c.Flags()
	f.BoolVar(&j.options.DryRun, "dry-run", false, "say what would change and write nothing")
	f.BoolVar(&j.options.Full, "full", false, "compare every value, even when the database says that it is up to date")
	f.BoolVar(&verify, "verify", false, "compare every value, write nothing, fail when something differs")
	j.flags(c)
	f.DurationVar(&j.retryFor, "retry-for", 0, "how long to ask a server that is away")
	f.DurationVar(&j.options.Wait, "wait", 0, "how long to wait for another load into the database (default 10s)")
	f.BoolVar(&asJSON, "json", false, "write JSON lines: events, then a summary, however the load ends")
	f.StringVar(&metrics, "metrics", "", "file for the figures of the run, in the text format of Prometheus")
	for _, other := range []string{"dry-run", "full", "replace"} {
		c.MarkFlagsMutuallyExclusive("verify", other)
	}
	return c
}

// flags gives a command the flags that say how a store is loaded.
func (j *loadJob) flags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&j.replace, "replace", false, "take the place of the store whose graph the database holds")
	f.BoolVar(&j.beside, "beside", false, "load beside the graphs of other stores")
	c.MarkFlagsMutuallyExclusive("replace", "beside")
	f.IntVar(&j.options.Batch, "batch", 0, "rows a transaction (default 5,000)")
	f.IntVar(&j.options.Writers, "writers", 0, "transactions at a time for new rows (default 4; on this machine its cores, if more)")
	f.DurationVar(&j.options.Timeout, "transaction-timeout", 0, "how long one transaction may take (default 10m)")
}

// check finds what would make the job fail however often it is run, before it
// does anything.
func (j *loadJob) check(metrics string) error {
	if err := j.options.Check(); err != nil {
		return usagef("%w", err)
	}
	if metrics == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Dir(metrics)); err != nil || !info.IsDir() {
		return usagef("--metrics %s: there is no folder %s", metrics, filepath.Dir(metrics))
	}
	return nil
}

// The pauses before a server that is away is asked again: doubled each time.
const (
	firstPause = time.Second
	lastPause  = 30 * time.Second
)

// run loads the store and begins anew while the server is away.
func (j *loadJob) run(ctx context.Context, words io.Writer, l *loading) error {
	var deadline time.Time // counted from the first answer that did not come
	said := ""
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		l.Attempts++
		sum, err := loadStore(ctx, j.path, j.options, j.replace, j.beside)
		l.Load = &sum
		if l.Attempts == 1 {
			deadline = time.Now().Add(j.retryFor)
		}
		left := time.Until(deadline)
		switch {
		case err == nil || ctx.Err() != nil:
			return err
		case errors.Is(err, neo4j.ErrBusy):
			return againError{fmt.Errorf("%w; --wait waits longer", err)}
		case !neo4j.Away(err):
			return err
		case left <= 0:
			return againError{fmt.Errorf("%w (asked %s in %v)", err, plural(l.Attempts, "time"), j.retryFor)}
		}
		pause = min(pause, left)
		if said != err.Error() {
			said = err.Error()
			fmt.Fprintf(words, "newsgraph: %v; asking again for up to %v\n", err, left.Round(time.Second))
		}
		begin := time.Now()
		if err := watch.Sleep(ctx, pause); err != nil {
			return err
		}
		l.Waited += time.Since(begin).Seconds()
	}
}

// loadStore makes a database hold the graph of the store at path.
func loadStore(ctx context.Context, path string, o neo4j.Options, replace, beside bool) (sum neo4j.Summary, err error) {
	st, err := openStore(path)
	if err != nil {
		return sum, err
	}
	defer func() { _ = st.Close() }() // opened for reading
	elder, err := others(ctx, st, o, replace, beside)
	if err != nil {
		return sum, err
	}
	defer streaming()()
	err = st.View(ctx, func(now *store.Store) error { // one state, though a build may write meanwhile
		var r graph.Reader = now
		if elder != "" {
			r, o.Full = neo4j.InPlaceOf(elder, now), true
		}
		sum, err = neo4j.Load(ctx, r, o)
		return err
	})
	if err == nil && elder != "" && !o.DryRun {
		err = adopt(ctx, path, elder)
	}
	return sum, err
}

// others looks for graphs of other stores in the database and returns the id
// of the one to take the place of, empty for none.
func others(ctx context.Context, st *store.Store, o neo4j.Options, replace, beside bool) (string, error) {
	meta, err := st.Meta(ctx)
	if err != nil || beside {
		return "", err
	}
	conn, err := neo4j.Connect(ctx, o)
	if err != nil {
		return "", needsPassword(o, err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // nothing is pending
	ids, err := neo4j.Stores(ctx, conn)
	if err != nil || len(ids) == 0 || slices.Contains(ids, meta.StoreID) {
		return "", err
	}
	switch {
	case replace && len(ids) == 1:
		return ids[0], nil
	case replace:
		return "", fmt.Errorf("the database holds the graphs of %d other stores: empty it, or load with --beside", len(ids))
	}
	return "", fmt.Errorf("the database holds the graph of another store (%s): load with --replace to take its place, as after building the store anew, or with --beside to keep both (nodes of both then carry the properties of the store loaded last)", ids[0])
}

// adopt makes the store go under the id that it was loaded with.
func adopt(ctx context.Context, path, id string) error {
	st, err := store.Open(path, store.Options{})
	if err != nil {
		return err
	}
	return errors.Join(st.Adopt(ctx, id), st.Close())
}

func printLoad(w io.Writer, s neo4j.Summary) {
	if s.Written == 0 && s.Deleted == 0 {
		fmt.Fprintf(w, "Nothing to do: all %s are there (%.1f s).\n", plural(s.Planned, "row"), s.Seconds)
		return
	}
	verb := "Wrote"
	if s.DryRun {
		verb = "Would write"
	}
	fmt.Fprintf(w, "%s %s of %s, left %s as they were, deleted %s (%.1f s)\n", verb, plural(s.Written, "row"),
		thousands(s.Planned), thousands(s.Unchanged), thousands(s.Deleted), s.Seconds)
	printKinds(w, s, "new", "changed", "gone")
	if s.Retries > 0 {
		fmt.Fprintf(w, "The server had %s repeated.\n", plural(s.Retries, "transaction"))
	}
	if s.Split > 0 {
		fmt.Fprintf(w, "The server refused %s as too large; they were sent in parts.\n", plural(s.Split, "transaction"))
	}
}

func printVerified(w io.Writer, s neo4j.Summary) {
	if s.Written == 0 && s.Deleted == 0 {
		fmt.Fprintf(w, "All %s are as the store has them (%.1f s).\n", plural(s.Planned, "row"), s.Seconds)
		return
	}
	if s.Behind {
		fmt.Fprintln(w, "The store has changed since it was loaded, or a load did not end: not all that follows was done by hand.")
	}
	if s.Shared {
		fmt.Fprintln(w, "The database holds the graph of another store, too, and nodes of both carry the properties of the store loaded last: not all that follows was done by hand.")
	}
	fmt.Fprintf(w, "Compared %s (%.1f s)\n", plural(s.Planned, "row"), s.Seconds)
	printKinds(w, s, "missing", "changed", "too many")
}

func printKinds(w io.Writer, s neo4j.Summary, header ...any) {
	t := newTable(w, append([]any{""}, header...)...)
	for _, kind := range kinds(s) {
		t.AppendRow([]any{"  " + kind, thousands(s.Created[kind]), thousands(s.Changed[kind]), thousands(s.Gone[kind])})
	}
	t.Render()
	for _, x := range s.Samples {
		fmt.Fprintf(w, "  %s %s %s\n", x.Change, x.Kind, printable(x.What))
	}
}

func kinds(s neo4j.Summary) []string {
	all := make(map[string]bool)
	for _, counts := range []neo4j.Counts{s.Created, s.Changed, s.Gone} {
		for kind := range counts {
			all[kind] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
