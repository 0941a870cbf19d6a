package browse

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/store"
)

// Bars is a picture of counts over time: an SVG of one bar a month or, over
// more than ten years, a year.
type Bars struct {
	What   string // "articles"
	Unit   string // "month" or "year"
	Most   int
	Bars   []Bar
	Width  int
	Height int
}

// Bar is one of them. X, Y, W and H are in the SVG's units.
type Bar struct {
	When       string // YYYY-MM or YYYY
	Count      int
	X, Y, W, H int
}

const (
	barHeight = 100
	barWidth  = 10
	mostBars  = 120
)

// bars draws counts by month, the empty months between them included. A picture
// of fewer than two bars is none.
func bars(what string, months []store.Month) *Bars {
	b := &Bars{What: what, Unit: "month", Height: barHeight}
	type count struct{ year, month, n int }
	var counts []count
	for _, m := range months {
		var c count
		c.month, c.n = 1, m.Count
		if n, _ := fmt.Sscanf(m.Month, "%4d-%2d", &c.year, &c.month); n > 0 && len(m.Month) >= 4 && c.month >= 1 && c.month <= 12 {
			counts = append(counts, c)
		}
	}
	if len(counts) == 0 {
		return nil
	}
	first, last := counts[0], counts[len(counts)-1]
	at := func(year, month int) int { return (year-first.year)*12 + month - first.month }
	n := at(last.year, last.month) + 1
	if n > mostBars {
		b.Unit, n = "year", last.year-first.year+1
	}
	if n < 2 || n > 10*mostBars {
		return nil
	}
	b.Bars = make([]Bar, n)
	for i := range b.Bars {
		if b.Unit == "year" {
			b.Bars[i].When = fmt.Sprintf("%04d", first.year+i)
		} else {
			m := first.month - 1 + i
			b.Bars[i].When = fmt.Sprintf("%04d-%02d", first.year+m/12, m%12+1)
		}
	}
	for _, c := range counts {
		i := c.year - first.year
		if b.Unit == "month" {
			i = at(c.year, c.month)
		}
		if i >= 0 && i < n {
			b.Bars[i].Count += c.n
			b.Most = max(b.Most, b.Bars[i].Count)
		}
	}
	for i := range b.Bars {
		bar := &b.Bars[i]
		bar.H = bar.Count * barHeight / max(1, b.Most)
		if bar.Count > 0 {
			bar.H = max(bar.H, 2)
		}
		bar.X, bar.W, bar.Y = i*barWidth+1, barWidth-2, barHeight-bar.H
	}
	b.Width = n * barWidth
	return b
}

// First and Last are the ends of the picture.
func (b *Bars) First() string { return b.Bars[0].When }

// Last is the last bar's time.
func (b *Bars) Last() string { return b.Bars[len(b.Bars)-1].When }

// Says describes the picture in words.
func (b *Bars) Says() string {
	return fmt.Sprintf("%s by %s from %s to %s, at most %d", capital(b.What), b.Unit, b.First(), b.Last(), b.Most)
}
