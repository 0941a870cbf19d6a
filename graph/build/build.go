package build

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/store"
)

// batchSize is how many articles one transaction adds: few enough that a kill
// loses seconds of work, enough that commits do not show.
const batchSize = 200

// Options say how Run works.
type Options struct {
	Workers  int         // articles extracted at a time; zero means one a CPU
	AllLangs bool        // extract from texts that are not English too
	Progress func(Event) // told of every input, in no certain order; may be nil
}

// Event is what became of one input.
type Event struct {
	Source  article.Source
	Outcome Outcome
	Err     error // why it failed; else what was wrong yet did not keep it from being read
}

// Outcome is what a run did with an input.
type Outcome string

// The outcomes. Every input has exactly one.
const (
	Added     Outcome = "added"     // a new article
	Duplicate Outcome = "duplicate" // a text that the store holds from elsewhere
	Unchanged Outcome = "unchanged" // read before
	Replaced  Outcome = "replaced"  // a new version of an article
	Skipped   Outcome = "skipped"   // a later version stands
	Foreign   Outcome = "foreign"   // not English
	Failed    Outcome = "failed"    // could not be read
)

// Summary counts a run: Inputs = Articles + Duplicates + Unchanged + Skipped +
// Failed. Mentions, Entities and
// Statements are of the whole store after the run.
type Summary struct {
	Inputs     int `json:"inputs"`
	Articles   int `json:"articles"`
	Duplicates int `json:"duplicates"`
	Unchanged  int `json:"unchanged"`
	Skipped    int `json:"skipped"`
	Failed     int `json:"failed"`

	Replaced   int `json:"replaced"`    // of Articles, those that took the place of an older version
	NotEnglish int `json:"not_english"` // of Skipped
	Refreshed  int `json:"refreshed"`   // articles of earlier runs, extracted again because the extractor is another

	Mentions   int `json:"mentions"`
	Entities   int `json:"entities"`
	Statements int `json:"statements"`

	Changed bool    `json:"changed"` // whether the graph is another than before
	Seconds float64 `json:"seconds"`
}

func (s *Summary) count(o Outcome) {
	s.Inputs++
	switch o {
	case Added:
		s.Articles++
	case Replaced:
		s.Articles++
		s.Replaced++
	case Duplicate:
		s.Duplicates++
	case Unchanged:
		s.Unchanged++
	case Skipped:
		s.Skipped++
	case Foreign:
		s.Skipped++
		s.NotEnglish++
	case Failed:
		s.Failed++
	}
}

// Run reads records to their end and brings the store up to date with them. An
// input that cannot be read is counted and reported; the rest goes on. When the
// context ends, what was extracted by then is added and the error is the
// context's.
func Run(ctx context.Context, st *store.Store, x *extract.Extractor, records iter.Seq2[article.Record, error], o Options) (Summary, error) {
	start := time.Now()
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	r := &runner{st: st, x: x, o: o}
	if r.o.Progress == nil {
		r.o.Progress = func(Event) {}
	}
	// A kept batch and the graph must fit the interrupted run too.
	keep := context.WithoutCancel(ctx)
	err := r.extractAll(ctx, keep, records)
	if err == nil {
		err = r.refresh(ctx, keep)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		var done store.Resolved
		if done, err = st.Resolve(ctx); err == nil {
			r.sum.Changed = done.Changed
		}
	}
	if err != nil {
		return r.sum, err
	}
	r.sum.Mentions, r.sum.Entities, r.sum.Statements, err = st.Totals(ctx)
	r.sum.Seconds = time.Since(start).Seconds()
	return r.sum, err
}

// runner is the state of one Run. Its counts and batch belong to the goroutine
// that adds.
type runner struct {
	st    *store.Store
	x     *extract.Extractor
	o     Options
	sum   Summary
	batch []result
}

// result is an input on its way to the store.
type result struct {
	input   store.Input
	source  article.Source
	outcome Outcome // set when it does not go to the store
	err     error
	fatal   error // of the store: it ends the run
}

// extractAll runs the records through the workers and adds what comes out.
func (r *runner) extractAll(ctx, keep context.Context, records iter.Seq2[article.Record, error]) error {
	var failed error
	for res := range extract.InOrder(ctx, records, r.o.Workers, func(rec article.Record, err error) result { return r.one(keep, rec, err) }) {
		if failed = res.fatal; failed != nil {
			break
		}
		if res.outcome == "" {
			r.batch = append(r.batch, res)
			if len(r.batch) == batchSize {
				if failed = r.add(keep); failed != nil {
					r.batch = nil
					break
				}
			}
			continue
		}
		r.report(res.source, res.outcome, res.err)
	}
	// A failure of the stream loses nothing that was extracted before.
	return errors.Join(failed, r.add(keep))
}

func (r *runner) report(src article.Source, o Outcome, err error) {
	r.sum.count(o)
	r.o.Progress(Event{src, o, err})
}

// one looks an article up and extracts it when the store does not have it.
func (r *runner) one(ctx context.Context, rec article.Record, err error) result {
	if err != nil {
		var in *article.InputError
		if !errors.As(err, &in) {
			return result{fatal: err}
		}
		return result{source: article.Source{Path: in.Path, Line: in.Line}, outcome: Failed, err: err}
	}
	a := rec.Article
	res := result{source: rec.Source, err: errors.Join(rec.Warnings...), input: store.Input{Source: store.Source{Path: rec.Source.Path, Line: rec.Source.Line, Article: a}}}
	if !extract.English(a) && !r.o.AllLangs {
		res.outcome = Foreign
		return res
	}
	status, err := r.st.Has(ctx, res.input.Source)
	switch {
	case err != nil:
		res.fatal = err
	case status == store.Unchanged:
		res.outcome = Unchanged
	case status == store.Superseded:
		res.outcome = Skipped
	case status.NeedsExtraction():
		x := r.x.Extract(a)
		res.input.Extraction = &x
	}
	return res
}

// refresh extracts again what another extractor extracted, so that one store
// never mixes two.
func (r *runner) refresh(ctx, keep context.Context) error {
	var batch []store.Input
	flush := func() error {
		if _, err := r.st.AddExtractions(keep, batch); err != nil {
			return err
		}
		r.sum.Refreshed += len(batch)
		batch = batch[:0]
		return nil
	}
	for res := range extract.InOrder(ctx, r.st.Stale(ctx), r.o.Workers, func(src store.Source, err error) result {
		if err != nil {
			return result{fatal: err}
		}
		x := r.x.Extract(src.Article)
		return result{input: store.Input{Source: src, Extraction: &x}}
	}) {
		if res.fatal != nil {
			return errors.Join(res.fatal, flush())
		}
		if batch = append(batch, res.input); len(batch) == batchSize {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// add writes the batch. The store decides anew what each input is, since an
// earlier one of the same batch may have brought the same article.
func (r *runner) add(ctx context.Context) error {
	inputs := make([]store.Input, len(r.batch))
	for i, res := range r.batch {
		inputs[i] = res.input
	}
	done, err := r.st.AddExtractions(ctx, inputs)
	if err != nil {
		return err
	}
	for i, status := range done {
		r.report(r.batch[i].source, outcomeOf(status), r.batch[i].err)
	}
	r.batch = r.batch[:0]
	return nil
}

func outcomeOf(s store.Status) Outcome {
	switch s {
	case store.Duplicate:
		return Duplicate
	case store.Unchanged:
		return Unchanged
	case store.Superseded:
		return Skipped
	case store.Changed:
		return Replaced
	}
	return Added
}
