package main

import (
	"fmt"
	"io"
	"iter"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/neo4j"
)

// inputBar shows how much of the inputs has been read, on a terminal only. How
// many articles they hold is not known before, so it measures bytes.
type inputBar struct {
	bars     *mpb.Progress // nil when there is no terminal
	bar      *mpb.Bar
	articles atomic.Int64
}

func newInputBar(w io.Writer, inputs []string) *inputBar {
	b := &inputBar{}
	if _, ok := terminal(w); !ok {
		return b
	}
	files, _ := article.Files(inputs) // what is not there is reported when it is read
	var total int64
	for _, f := range files {
		total += max(f.Size, 0)
	}
	b.bars = mpb.New(mpb.WithOutput(w), mpb.WithWidth(40), mpb.WithAutoRefresh())
	b.bar = b.bars.AddBar(total, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
			return plural(int(b.articles.Load()), "article") + " "
		})),
		mpb.AppendDecorators(decor.Percentage(), decor.Name(" "), decor.AverageETA(decor.ET_STYLE_GO)))
	return b
}

// read adds bytes. It may be called from any goroutine.
func (b *inputBar) read(n int64) {
	if b.bar != nil {
		b.bar.IncrInt64(n)
	}
}

// count counts the articles that pass.
func (b *inputBar) count(records iter.Seq2[article.Record, error]) iter.Seq2[article.Record, error] {
	return func(yield func(article.Record, error) bool) {
		for r, err := range records {
			b.articles.Add(1)
			if !yield(r, err) {
				return
			}
		}
	}
}

func (b *inputBar) stop() {
	if b.bars != nil {
		b.bar.Abort(true)
		b.bars.Wait()
	}
}

// events tells how a load goes: on a terminal in a line with the phase, its rows
// and their rate, with --json in lines for the ends of phases and, in long ones,
// every ten seconds.
type events struct {
	words io.Writer // nil when it is no terminal
	lines io.Writer // nil without --json

	phase      neo4j.Event
	begin, say time.Time // when the phase began or went on, and when a line is due
	before     map[string]stretch
}

// stretch is what a phase had when another one began. It may go on after that:
// rows and seconds are of all its stretches.
type stretch struct {
	rows int
	took time.Duration
}

// eventPause is how long a phase may go on without a line of JSON.
const eventPause = 10 * time.Second

func newEvents(c *cobra.Command, asJSON bool) *events {
	e := &events{before: map[string]stretch{}}
	if _, ok := terminal(c.ErrOrStderr()); ok {
		e.words = c.ErrOrStderr()
	}
	if asJSON {
		e.lines = c.OutOrStdout()
	}
	return e
}

func (e *events) done(event neo4j.Event) { e.at(time.Now(), event) }

func (e *events) at(now time.Time, event neo4j.Event) {
	if event.Phase != e.phase.Phase {
		e.tell(now)
		e.before[e.phase.Phase] = stretch{e.phase.Rows, e.took(now)}
		e.begin, e.say = now, now.Add(eventPause)
		if event.Rows < e.before[event.Phase].rows { // another load
			delete(e.before, event.Phase)
		}
	}
	e.phase = event
	if e.words != nil {
		fmt.Fprintf(e.words, "\r\x1b[K%s: %s (%s a second)", event.Phase, plural(event.Rows, "row"), thousands(int(e.rate(now))))
	}
	if now.After(e.say) {
		e.tell(now)
	}
}

// took is how long the phase has gone on.
func (e *events) took(now time.Time) time.Duration {
	return e.before[e.phase.Phase].took + now.Sub(e.begin)
}

// rate is how many rows a second the phase has had.
func (e *events) rate(now time.Time) float64 {
	if d := e.took(now).Seconds(); d > 0 {
		return float64(e.phase.Rows) / d
	}
	return 0
}

func (e *events) tell(now time.Time) {
	e.say = now.Add(eventPause)
	if e.lines == nil || e.phase.Phase == "" {
		return
	}
	_ = message(e.lines, "event", struct { // a broken pipe shows at the summary
		neo4j.Event
		Seconds float64 `json:"seconds"`
		Rate    float64 `json:"rate"` // rows a second
	}{e.phase, e.took(now).Seconds(), e.rate(now)})
}

func (e *events) stop() {
	e.tell(time.Now())
	if e.words != nil {
		fmt.Fprint(e.words, "\r\x1b[K")
	}
}
