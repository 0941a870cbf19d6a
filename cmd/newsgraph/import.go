package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/build"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/graph/watch"
)

// importJob is one run of the command import.
type importJob struct {
	loadJob
	x        extraction
	allLangs bool
	wait     time.Duration
}

// importSummary is what a run did. It is written however the run ends.
type importSummary struct {
	Store string         `json:"store"`
	Exit  int            `json:"exit"`
	Error string         `json:"error,omitempty"`
	Build *build.Summary `json:"build,omitempty"`
	loading
	Seconds float64 `json:"seconds"`
}

// ended notes how a run ended.
func (s *importSummary) ended(ctx context.Context, err error, begin time.Time) {
	s.Exit, s.Seconds = exitCode(ctx, err), time.Since(begin).Seconds()
	switch {
	case s.Exit == exitInterrupted:
		s.Error = interrupted
	case err != nil:
		s.Error = err.Error()
	}
}

func newImport() *cobra.Command {
	var j importJob
	var asJSON bool
	var metrics string
	c := &cobra.Command{
		Use:   "import INPUT...",
		Short: "Build a store and load it into Neo4j, as one job for cron, Kubernetes or CI",
		Long: `Read articles into a store as build does, then load it into Neo4j as load does.
What is done is done: a job that was stopped goes on where it was when it is
run again.

One job at a time works on a store, and one on a database: a second one waits for
--wait, then ends with exit code 75. A server that is away is asked again for
--retry-for, then the job ends with 75, too: the same call may succeed later.
Other exit codes say that it would not (1, 2) or that it went well (0, or 3 when
some inputs failed). A folder that is empty goes well.`,
		Example: `  newsgraph import /data/articles -o /data/news.db --json --metrics /data/newsgraph.prom
  newsgraph import today.jsonl.gz --wait 10m --retry-for 1h`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			begin := time.Now()
			j.options = authenticate(c, j.options)
			j.options.Wait = j.wait
			events := newEvents(c, asJSON)
			j.options.Progress = events.done
			s := importSummary{Store: j.path}
			err := j.check(metrics)
			if err == nil {
				err = j.run(c, args, &s)
			}
			events.stop()
			s.ended(c.Context(), err, begin)
			if metrics != "" {
				if failed := writeMetrics(metrics, "import", s, time.Now()); failed != nil && (err == nil || errors.Is(err, errPartly)) {
					err = failed
					s.ended(c.Context(), err, begin)
				}
			}
			if !asJSON {
				printImport(c.OutOrStdout(), s)
				return err
			}
			if failed := message(c.OutOrStdout(), "summary", s); err == nil || errors.Is(err, errPartly) && failed != nil {
				err = failed
			}
			return err
		},
	}
	j.x.flags(c)
	connectionFlags(c, &j.options)
	j.flags(c)
	f := c.Flags()
	f.StringVarP(&j.path, "output", "o", defaultStorePath(), "the store to write (NEWSGRAPH_STORE)")
	f.BoolVar(&j.allLangs, "all-languages", false, "extract from texts that are not English too")
	f.DurationVar(&j.wait, "wait", 0, "how long to wait for another job on the store or the database")
	f.DurationVar(&j.retryFor, "retry-for", 10*time.Minute, "how long to ask a server that is away")
	f.BoolVar(&asJSON, "json", false, "write JSON lines: events, then one summary, however the job ends")
	f.StringVar(&metrics, "metrics", "", "file for the figures of the run, in the text format of Prometheus")
	_ = c.MarkFlagFilename("output", "db") // fails only for a flag that is not there
	return c
}

func (j *importJob) run(c *cobra.Command, args []string, s *importSummary) error {
	ctx := c.Context()
	unlock, waited, err := lockStore(ctx, j.path, j.wait, nil)
	s.Waited = waited.Seconds()
	if err != nil {
		return err
	}
	defer unlock()
	failed, err := j.build(c, args, s)
	if err != nil {
		return err
	}
	if err := j.loadJob.run(ctx, c.ErrOrStderr(), &s.loading); err != nil {
		if again := (againError{}); errors.As(err, &again) {
			err = againError{fmt.Errorf("%w; the store is built: run the job again", err)}
		}
		return err
	}
	if failed {
		return errPartly
	}
	return nil
}

// build reads the inputs and reports whether some failed.
func (j *importJob) build(c *cobra.Command, args []string, s *importSummary) (failed bool, err error) {
	ex, err := j.x.extractor()
	if err != nil {
		return false, err
	}
	st, err := store.Open(j.path, store.Options{Create: true, Extractor: ex.Fingerprint(), Wait: max(j.wait, 10*time.Second)})
	if err != nil {
		return false, asAgain(err)
	}
	sum, err := runBuild(c, &j.x, withoutEmpty(c, args), st, ex, j.allLangs, false)
	if err = errors.Join(err, st.Close()); err != nil {
		return false, asAgain(err)
	}
	s.Build = &sum
	if sum.Failed > 0 && sum.Failed == sum.Inputs {
		return true, fmt.Errorf("%s, none could be read", plural(sum.Inputs, "input"))
	}
	return sum.Failed > 0, nil
}

// withoutEmpty drops the folders that hold nothing to read, with a word: an inbox
// may be empty when the job runs.
func withoutEmpty(c *cobra.Command, inputs []string) []string {
	var out []string
	for _, input := range inputs {
		_, errs := article.Files([]string{input})
		if len(errs) == 1 && errors.Is(errs[0], article.ErrNoFiles) {
			warnInput(c, errs[0])
			continue
		}
		out = append(out, input)
	}
	return out
}

// asAgain marks the error of a store that another process writes.
func asAgain(err error) error {
	if errors.Is(err, store.ErrLocked) {
		return againError{err}
	}
	return err
}

// lockPoll is how often a job looks whether the one before it has ended.
const lockPoll = 200 * time.Millisecond

// lockStore waits until no other job holds the store, and holds it. It calls
// refused, unless that is nil, each time that another holds it.
func lockStore(ctx context.Context, path string, wait time.Duration, refused func()) (unlock func(), waited time.Duration, err error) {
	begin := time.Now()
	for {
		unlock, ok, err := tryLock(path + ".lock")
		waited = time.Since(begin)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, waited, fmt.Errorf("%s: there is no folder %s", path, filepath.Dir(path))
		case err != nil:
			return nil, waited, err
		case ok:
			return unlock, waited, nil
		case waited >= wait:
			return nil, waited, againError{fmt.Errorf("another job holds %s (%s.lock): it must end first; --wait waits for it", path, path)}
		}
		if refused != nil {
			refused()
		}
		if err := watch.Sleep(ctx, min(lockPoll, wait-waited)); err != nil {
			return nil, waited, err
		}
	}
}

func printImport(w io.Writer, s importSummary) {
	if b := s.Build; b != nil {
		fmt.Fprintf(w, "Read %s in %.1f s: %s\n", plural(b.Inputs, "input"), b.Seconds, outcomes(*b))
	}
	if s.Load != nil && (s.Exit == exitDone || s.Exit == exitPartly) {
		printLoad(w, *s.Load)
	}
}
