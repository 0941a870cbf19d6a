package main

import (
	"fmt"
	"io"
	"iter"
	"sync/atomic"

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

// rowsLine shows the phase of a load and its rows, on a terminal only.
type rowsLine struct {
	w  io.Writer
	on bool
}

func newRows(w io.Writer) *rowsLine {
	_, ok := terminal(w)
	return &rowsLine{w, ok}
}

func (r *rowsLine) done(e neo4j.Event) {
	if r.on {
		fmt.Fprintf(r.w, "\r\x1b[K%s: %s", e.Phase, plural(e.Rows, "row"))
	}
}

func (r *rowsLine) stop() {
	if r.on {
		fmt.Fprint(r.w, "\r\x1b[K")
	}
}
