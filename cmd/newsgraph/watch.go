package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/build"
	"github.com/newsgraph/newsgraph/graph/diff"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/graph/watch"
)

// watchJob is one run of the command watch.
type watchJob struct {
	importJob
	inputs watch.Options
	neo4j  bool
	asJSON bool
	most   int

	out, words io.Writer
	extractor  *extract.Extractor
	last       *diff.Snapshot // of the graph after the last round
	total      watchTotal
}

// watchTotal is what a run did, round after round.
type watchTotal struct {
	Rounds   int               `json:"rounds"`
	Articles int               `json:"articles"` // new or changed
	Failed   int               `json:"failed"`   // inputs that could not be read
	Changes  map[diff.Kind]int `json:"changes"`  // of facts
	Loaded   int               `json:"loaded"`   // times that Neo4j was brought up to date
}

func newWatch() *cobra.Command {
	var j watchJob
	var every time.Duration
	c := &cobra.Command{
		Use:   "watch FOLDER|FILE|FEED_URL...",
		Short: "Keep a store up to date with folders and feeds",
		Long: `Read articles into a store as they come: files that come or change in folders, and
entries of RSS, Atom and JSON feeds with the pages that they link to. With
--neo4j the graph in Neo4j is kept up to date, too. Each article and each fact
that changed is a line on standard output. It runs until it is stopped (Ctrl-C or
SIGTERM), and then goes on where it was; --once looks at everything once.

Feeds are fetched politely: one request at a time a host and a second between
two, nothing that robots.txt forbids, nothing again that did not change, ever
longer pauses after failures. What was taken is remembered beside the store, in
.NAME.watch.`,
		Example: `  newsgraph watch /srv/articles -o news.db
  newsgraph watch https://example.org/rss https://example.com/atom.xml -o news.db --every 10m --neo4j`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case every < time.Second:
				return usagef("--every is %v: want a second or more", every)
			case j.most < 1:
				return checkMost(j.most)
			}
			j.out, j.words = c.OutOrStdout(), c.ErrOrStderr()
			j.options = authenticate(c, j.options)
			j.inputs.Inputs, j.inputs.Every = args, every
			return j.run(c.Context())
		},
	}
	j.importJob.x.flags(c)
	connectionFlags(c, &j.options)
	j.loadJob.flags(c)
	f := c.Flags()
	f.StringVarP(&j.path, "output", "o", defaultStorePath(), "the store to write (NEWSGRAPH_STORE)")
	f.DurationVar(&every, "every", 15*time.Minute, "how often a feed is asked")
	f.DurationVar(&j.inputs.Look, "look", 2*time.Second, "how often folders are looked at")
	f.BoolVar(&j.inputs.Once, "once", false, "look at everything once and end")
	f.BoolVar(&j.neo4j, "neo4j", false, "keep the graph in Neo4j up to date, too")
	f.BoolVar(&j.allLangs, "all-languages", false, "extract from texts that are not English too")
	f.IntVar(&j.most, "most", 40, "how many lines a round writes of articles and of facts")
	f.BoolVar(&j.asJSON, "json", false, "write JSON lines: each article and each change, a summary at the end")
	_ = c.MarkFlagFilename("output", "db") // fails only for a flag that is not there
	return c
}

func (j *watchJob) run(ctx context.Context) error {
	var err error
	if j.extractor, err = j.x.extractor(); err != nil {
		return err
	}
	j.retryFor, j.options.Wait, j.total.Changes = always, always, map[diff.Kind]int{}
	j.inputs.State = filepath.Join(filepath.Dir(j.path), "."+filepath.Base(j.path)+".watch")
	j.inputs.Agent = "newsgraph/" + strings.Fields(version())[0] + " (news reader; obeys robots.txt)"
	j.inputs.Warn = func(err error) { fmt.Fprintf(j.words, "newsgraph: %s\n", printable(err.Error())) }
	if _, missing := os.Stat(j.path); j.neo4j && missing == nil {
		err = j.loadNow(ctx)
	}
	if err == nil {
		if !j.inputs.Once {
			fmt.Fprintln(j.words, "Watching. Stop it with Ctrl-C.")
		}
		err = watch.Run(ctx, j.inputs, j.round)
	}
	if err != nil && ctx.Err() == nil {
		return err
	}
	if j.asJSON { // it was stopped, as it shall be
		return message(j.out, "summary", j.total)
	}
	_, err = fmt.Fprintf(j.out, "%s: %s read, %s changed.\n", map[bool]string{true: "Done", false: "Stopped"}[ctx.Err() == nil],
		plural(j.total.Articles, "article"), plural(j.total.facts(), "fact"))
	return err
}

// always is how long a server that is away is asked again.
const always = 1000 * 24 * time.Hour

func (t watchTotal) facts() int {
	n := 0
	for _, k := range t.Changes {
		n += k
	}
	return n
}

// round brings the store, and Neo4j, up to date with what was found.
func (j *watchJob) round(ctx context.Context, f watch.Found) error {
	unlock, _, err := lockStore(ctx, j.path, always, sync.OnceFunc(func() {
		fmt.Fprintf(j.words, "newsgraph: another job holds %s: waiting for its end\n", j.path)
	}))
	if err != nil {
		return err
	}
	changed, err := j.add(ctx, f)
	unlock()
	if err == nil && changed && j.neo4j {
		err = j.loadNow(ctx)
	}
	j.total.Rounds++
	return err
}

func (j *watchJob) loadNow(ctx context.Context) error {
	if err := j.loadJob.run(ctx, j.words, &loading{}); err != nil {
		return err
	}
	j.total.Loaded++
	return nil
}

// add reads what was found into the store and says what changed.
func (j *watchJob) add(ctx context.Context, f watch.Found) (changed bool, err error) {
	st, err := store.Open(j.path, store.Options{Create: true, Extractor: j.extractor.Fingerprint(), Wait: always})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if j.last == nil {
		if j.last, err = takeSnapshot(ctx, st); err != nil {
			return false, err
		}
	}
	titles := titled{by: map[article.Source]article.Article{}}
	var taken []build.Event
	sum, err := build.Run(ctx, st, j.extractor, titles.note(f.All(ctx, article.Options{TextIDs: true, AsIs: j.x.asIs})), build.Options{
		Workers: j.x.workers, AllLangs: j.allLangs,
		Progress: func(e build.Event) {
			if e.Err != nil {
				j.inputs.Warn(e.Err)
			}
			if e.Outcome == build.Added || e.Outcome == build.Replaced {
				taken = append(taken, e)
			}
		},
	})
	if err != nil {
		return false, err
	}
	j.total.Articles += sum.Articles
	j.total.Failed += sum.Failed
	if err := j.tellArticles(taken, &titles); err != nil || !sum.Changed {
		return false, err
	}
	now, err := takeSnapshot(ctx, st)
	if err != nil {
		return true, err
	}
	changes := diff.Compare(j.last, now)
	j.last = now
	return true, j.tellChanges(changes)
}

func takeSnapshot(ctx context.Context, st *store.Store) (snap *diff.Snapshot, err error) {
	err = st.View(ctx, func(now *store.Store) error {
		snap, err = diff.Take(ctx, now)
		return err
	})
	return snap, err
}

// titled remembers the articles that pass, without their texts.
type titled struct {
	mu sync.Mutex
	by map[article.Source]article.Article
}

func (t *titled) note(records iter.Seq2[article.Record, error]) iter.Seq2[article.Record, error] {
	return func(yield func(article.Record, error) bool) {
		for r, err := range records {
			if err == nil {
				a := r.Article
				a.Text, a.Cites = "", nil
				t.mu.Lock()
				t.by[r.Source] = a
				t.mu.Unlock()
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// watchedArticle is an article that was read, as JSON.
type watchedArticle struct {
	Outcome   build.Outcome `json:"outcome"`
	ID        string        `json:"id"`
	Key       string        `json:"key"`
	Title     string        `json:"title,omitempty"`
	Publisher string        `json:"publisher,omitempty"`
	Published string        `json:"published,omitempty"`
	Source    string        `json:"source"`
}

// tellArticles writes a line for each article that is new or changed.
func (j *watchJob) tellArticles(taken []build.Event, titles *titled) error {
	titles.mu.Lock()
	defer titles.mu.Unlock()
	for i, e := range taken {
		a := titles.by[e.Source]
		if j.asJSON {
			if err := message(j.out, "article", watchedArticle{e.Outcome, a.ID, a.Key, a.Title, a.Publisher, a.Published, e.Source.String()}); err != nil {
				return err
			}
			continue
		}
		if i == j.most {
			return j.line("article", fmt.Sprintf("and %s more", thousands(len(taken)-i)))
		}
		text := printable(cmp.Or(a.Title, a.Key))
		if a.Publisher != "" {
			text += " — " + printable(a.Publisher)
		}
		if e.Outcome == build.Replaced {
			text += " (changed)"
		}
		if err := j.line("article", text); err != nil {
			return err
		}
	}
	return nil
}

// tellChanges writes a line for each fact that changed.
func (j *watchJob) tellChanges(changes diff.Changes) error {
	p := paintFor(j.out)
	for i, one := range changes.List {
		j.total.Changes[one.Kind]++
		switch {
		case j.asJSON:
			if err := message(j.out, "change", one); err != nil {
				return err
			}
		case i < j.most:
			if err := j.line(string(one.Kind), changeText(p, one)); err != nil {
				return err
			}
		}
	}
	if more := len(changes.List) - j.most; more > 0 && !j.asJSON {
		return j.line("", fmt.Sprintf("and %s more; 'newsgraph diff' lists what two stores differ in", thousands(more)))
	}
	return nil
}

func (j *watchJob) line(what, text string) error {
	_, err := fmt.Fprintf(j.out, "%s  %-12s  %s\n", time.Now().Format(time.TimeOnly), what, text)
	return err
}
