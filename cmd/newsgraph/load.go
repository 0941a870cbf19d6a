package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/graph/watch"
)

// loadJob says what to load, where, and how patiently.
type loadJob struct {
	path     string
	options  neo4j.Options
	replace  string // the id of the store to take the place of, or onlyOther
	beside   bool
	drop     string // the id of the store to take out, instead of a load
	retryFor time.Duration
}

// onlyOther stands for the one store that the database holds.
const onlyOther = "the other"

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
	var asJSON bool
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
the store loaded last: --verify of the other one takes them as they are and
counts them. Of several, --replace=ID names the one to take the place of, and
--drop ID takes one out; ids stand in what stats prints.

One load at a time works on a database: a second one waits for --wait, then ends
with exit code 75. A server that is away is asked again for --retry-for, then the
load ends with 75, too: the same call may succeed later.`,
		Example: `  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=... newsgraph load news.db
  newsgraph load news.db --dry-run
  newsgraph load news.db --verify --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if j.drop != "" && len(args) > 0 {
				return usagef("load: --drop takes a store out of the database: want no store to load")
			}
			begin := time.Now()
			j.path = storeArg(args)
			j.options = authenticate(c, j.options)
			events := newEvents(c, asJSON)
			j.options.Progress = events.done
			var l loading
			err := j.check(metrics)
			if err == nil {
				err = j.run(c.Context(), c.ErrOrStderr(), &l)
			}
			events.stop()
			compared := err == nil
			if compared && j.options.Verify && l.Load.Written+l.Load.Deleted > 0 {
				err = notAsStored(l.Load.Written+l.Load.Deleted, j.path)
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
			case compared && j.options.Verify:
				printVerified(c.OutOrStdout(), *l.Load)
			case err == nil && j.drop != "":
				printDropped(c.OutOrStdout(), j.drop, *l.Load)
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
	f.StringVar(&j.drop, "drop", "", "take the graph of the store with this id out of the database")
	f.BoolVar(&j.options.Verify, "verify", false, "compare every value, write nothing, fail when something differs")
	j.flags(c)
	f.DurationVar(&j.retryFor, "retry-for", 0, "how long to ask a server that is away")
	f.DurationVar(&j.options.Wait, "wait", 0, "how long to wait for another load into the database (default 10s)")
	f.BoolVar(&asJSON, "json", false, "write JSON lines: events, then a summary, however the load ends")
	f.StringVar(&metrics, "metrics", "", "file for the figures of the run, in the text format of Prometheus")
	for _, other := range []string{"dry-run", "full", "replace", "drop"} {
		c.MarkFlagsMutuallyExclusive("verify", other)
	}
	for _, other := range []string{"full", "replace", "beside"} {
		c.MarkFlagsMutuallyExclusive("drop", other)
	}
	return c
}

// flags gives a command the flags that say how a store is loaded.
func (j *loadJob) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&j.replace, "replace", "", "take the place of the only other store in the database, or of the one with this `id`")
	f.Lookup("replace").NoOptDefVal = onlyOther
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
		sum, err := j.load(ctx)
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

// load makes the database hold the graph of the store, or takes one out.
func (j *loadJob) load(ctx context.Context) (sum neo4j.Summary, err error) {
	o := j.options
	if j.drop != "" {
		if sum, err = neo4j.Drop(ctx, j.drop, o); err != nil {
			err = needsPassword(o, err)
		}
		return sum, err
	}
	st, err := openStore(j.path)
	if err != nil {
		return sum, err
	}
	defer func() { _ = st.Close() }() // opened for reading
	elder, err := j.others(ctx, st)
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
		err = adopt(ctx, j.path, elder)
	}
	return sum, err
}

// others looks for graphs of other stores in the database and returns the id
// of the one to take the place of, empty for none.
func (j *loadJob) others(ctx context.Context, st *store.Store) (string, error) {
	meta, err := st.Meta(ctx)
	if err != nil || j.beside {
		return "", err
	}
	conn, err := neo4j.Connect(ctx, j.options)
	if err != nil {
		return "", needsPassword(j.options, err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // nothing is pending
	ids, err := neo4j.Stores(ctx, conn)
	if err != nil {
		return "", err
	}
	return elder(ids, meta.StoreID, j.replace)
}

// elder is the id of the store to take the place of among those whose graphs a
// database holds, empty for none.
func elder(held []string, own, replace string) (string, error) {
	all := strings.Join(held, ", ")
	switch named := replace != "" && replace != onlyOther; {
	case named && slices.Contains(held, own):
		return "", fmt.Errorf("the database holds the graph of this store (%s) already, beside others (%s): load --drop takes one of those out", own, all)
	case named && slices.Contains(held, replace):
		return replace, nil
	case named:
		return "", fmt.Errorf("the database holds no graph of a store %s; it holds %s", replace, cmp.Or(all, "none"))
	case len(held) == 0 || slices.Contains(held, own):
		return "", nil
	case len(held) > 1:
		return "", fmt.Errorf("the database holds the graphs of %d other stores (%s): load with --replace=ID to take the place of one of them, or with --beside to keep all (nodes of several then carry the properties of the store loaded last); load --drop ID takes one out", len(held), all)
	case replace == onlyOther:
		return held[0], nil
	}
	return "", fmt.Errorf("the database holds the graph of another store (%s): load with --replace to take its place, as after building the store anew, or with --beside to keep both (nodes of both then carry the properties of the store loaded last)", all)
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

// printDropped tells what became of a store that was taken out.
func printDropped(w io.Writer, id string, s neo4j.Summary) {
	verb := "Took"
	if s.DryRun {
		verb = "Would take"
	}
	fmt.Fprintf(w, "%s the graph of store %s out: deleted %s (%.1f s)\n", verb, id, plural(s.Deleted, "row"), s.Seconds)
	if s.Shared {
		fmt.Fprintln(w, "Nodes that it shared with other stores stay. Load those again: it may have been the last to write what these nodes say.")
	}
}

// notAsStored is the error of a comparison that found rows that differ.
func notAsStored(rows int, path string) error {
	if rows == 1 {
		return fmt.Errorf("1 row in the database is not as %s has it: load --full puts it right", path)
	}
	return fmt.Errorf("%s in the database are not as %s has them: load --full puts them right", plural(rows, "row"), path)
}

func printVerified(w io.Writer, s neo4j.Summary) {
	if s.Theirs > 0 {
		defer fmt.Fprintf(w, "Of these, %s carry what another store wrote that holds them, too, and was loaded later.\n", plural(s.Theirs, "node"))
	}
	if s.Written == 0 && s.Deleted == 0 {
		fmt.Fprintf(w, "All %s are as the store has them (%.1f s).\n", plural(s.Planned, "row"), s.Seconds)
		return
	}
	if s.Behind {
		fmt.Fprintln(w, "The store has changed since it was loaded, or a load did not end: not all that follows was done by hand.")
	}
	fmt.Fprintf(w, "Compared %s (%.1f s)\n", plural(s.Planned, "row"), s.Seconds)
	printKinds(w, s, "missing", "changed", "too many")
}

func printKinds(w io.Writer, s neo4j.Summary, header ...any) {
	t := newTable(w, append([]any{""}, header...)...)
	kindRows(s.Created, s.Changed, s.Gone)(func(kind string, n []int) {
		t.AppendRow([]any{"  " + kind, thousands(n[0]), thousands(n[1]), thousands(n[2])})
	})
	t.Render()
	for _, x := range s.Samples {
		fmt.Fprintf(w, "  %s %s %s\n", x.Change, x.Kind, printable(x.What))
	}
}
