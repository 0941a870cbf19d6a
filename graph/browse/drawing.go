package browse

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/store"
)

// Drawing is a picture of entities and of what joins them, as numbers for an
// SVG. It is drawn here, so that a page shows it without a script.
type Drawing struct {
	Width, Height int
	Lines         []Line
	Dots          []Dot
}

// Line joins two dots.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Says           string // "A invested in B, 3 stories"
	Doubtful       bool   // planned, alleged or denied at best
}

// Dot is an entity.
type Dot struct {
	store.End
	X, Y, R float64
	Label   string
	LX, LY  float64 // where the label stands
	Anchor  string  // "start", "middle" or "end"
	Says    string
}

// picked is an entity for a picture, with the articles that name it.
type picked struct {
	store.End
	articles int
}

// tie is all that joins two entities.
type tie struct {
	a, b    int // places
	stories int
	best    store.Fact
}

func (t tie) line(a, b *Dot) Line {
	says := t.best.SubjectEnd.Name + " " + worded(t.best.Type, t.best.Modality) + " " + t.best.ObjectEnd.Name
	return Line{
		X1: a.X, Y1: a.Y, X2: b.X, Y2: b.Y, Width: round(min(6, 1+math.Log2(float64(max(1, t.stories))))),
		Says: plain(says) + ", " + plural(t.stories, "story"), Doubtful: !t.best.HasEdge(),
	}
}

// ties gathers facts by the pair of entities that they join; those of pairs
// that are not in place are left out.
func ties(facts []store.Fact, place map[string]int) []tie {
	by := map[[2]int]int{}
	var list []tie
	for _, f := range facts {
		a, okA := place[f.Subject]
		b, okB := place[f.Object]
		if !okA || !okB || a == b {
			continue
		}
		pair := [2]int{min(a, b), max(a, b)}
		i, ok := by[pair]
		if !ok {
			i = len(list)
			by[pair] = i
			list = append(list, tie{a: pair[0], b: pair[1], best: f})
		}
		list[i].stories += f.Stories
		if list[i].best.HasEdge() == f.HasEdge() && f.Outweighs(list[i].best.Statement) || f.HasEdge() && !list[i].best.HasEdge() {
			list[i].best = f
		}
	}
	return list
}

// How much every dot is drawn to the middle, so that what is not tied to the
// rest does not flee to the edges.
const (
	gravityX = 2.5
	gravityY = 4
)

const (
	networkWidth  = 1080
	networkHeight = 720
	tiesOfEach    = 3 // the strongest of every entity are drawn
)

// drawNetwork draws entities and the strongest ties among them.
func drawNetwork(ctx context.Context, now *store.Store, ends []picked) (*Drawing, error) {
	place := make(map[string]int, len(ends))
	ids := make([]string, len(ends))
	for i, e := range ends {
		place[e.ID], ids[i] = i, e.ID
	}
	var facts []store.Fact
	for f, err := range now.FactsAmong(ctx, ids) {
		if err != nil {
			return nil, err
		}
		facts = append(facts, f)
	}
	list := strongest(ties(facts, place), len(ends), tiesOfEach)
	if len(list) == 0 {
		return nil, nil
	}
	joined := map[int]bool{}
	for _, t := range list {
		joined[t.a], joined[t.b] = true, true
	}
	d := &Drawing{Width: networkWidth, Height: networkHeight}
	most := 1
	for _, e := range ends {
		most = max(most, e.articles)
	}
	at := map[int]int{} // of an entity among the dots
	for i, e := range ends {
		if joined[i] {
			at[i] = len(d.Dots)
			r := round(5 + 13*math.Sqrt(float64(e.articles)/float64(most)))
			d.Dots = append(d.Dots, Dot{End: e.End, R: r, Label: short(plain(e.Name), 26), Anchor: "middle", Says: plain(e.Name) + ", " + plural(e.articles, "article")})
		}
	}
	for i := range list {
		list[i].a, list[i].b = at[list[i].a], at[list[i].b]
	}
	d.spread(list)
	for _, t := range list {
		d.Lines = append(d.Lines, t.line(&d.Dots[t.a], &d.Dots[t.b]))
	}
	return d, nil
}

// strongest keeps the ties that are among the strongest of one of their ends.
func strongest(list []tie, ends, each int) []tie {
	slices.SortStableFunc(list, func(a, b tie) int {
		return cmp.Or(cmp.Compare(b.stories, a.stories), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	drawn := make([]int, ends)
	var kept []tie
	for _, t := range list {
		if drawn[t.a] < each || drawn[t.b] < each {
			drawn[t.a]++
			drawn[t.b]++
			kept = append(kept, t)
		}
	}
	return kept
}

// spread places the dots: tied ones near each other, all apart (Fruchterman and
// Reingold 1991), from a spiral to begin with, so that a graph has one picture;
// then labels are pushed off each other.
func (d *Drawing) spread(list []tie) {
	n := len(d.Dots)
	w, h := float64(d.Width), float64(d.Height)
	k := .9 * math.Sqrt(w*h/float64(n))
	for i := range d.Dots {
		angle, far := 2.399963*float64(i), .46*math.Sqrt(float64(i)/float64(n))
		d.Dots[i].X, d.Dots[i].Y = w/2+w*far*math.Cos(angle), h/2+h*far*math.Sin(angle)
	}
	const rounds = 400
	for round := range rounds {
		dx, dy := make([]float64, n), make([]float64, n)
		for i := range d.Dots {
			for j := range i {
				x, y := d.Dots[i].X-d.Dots[j].X, d.Dots[i].Y-d.Dots[j].Y
				far := max(1, math.Hypot(x, y))
				push := k * k / (far * far)
				dx[i], dy[i], dx[j], dy[j] = dx[i]+x*push, dy[i]+y*push, dx[j]-x*push, dy[j]-y*push
			}
			dx[i], dy[i] = dx[i]+(w/2-d.Dots[i].X)*gravityX, dy[i]+(h/2-d.Dots[i].Y)*gravityY
		}
		for _, t := range list {
			x, y := d.Dots[t.a].X-d.Dots[t.b].X, d.Dots[t.a].Y-d.Dots[t.b].Y
			pull := math.Hypot(x, y) / k
			dx[t.a], dy[t.a], dx[t.b], dy[t.b] = dx[t.a]-x*pull, dy[t.a]-y*pull, dx[t.b]+x*pull, dy[t.b]+y*pull
		}
		heat := w / 8 * (1 - float64(round)/rounds)
		for i := range d.Dots {
			far := max(1, math.Hypot(dx[i], dy[i]))
			d.Dots[i].X += dx[i] / far * min(far, heat)
			d.Dots[i].Y += dy[i] / far * min(far, heat)
		}
		d.within()
	}
	d.fill()
	for range 200 {
		if !d.part() {
			break
		}
		d.within()
	}
	for i := range d.Dots {
		p := &d.Dots[i]
		p.X, p.Y = round(p.X), round(p.Y)
		p.LX, p.LY = p.X, round(p.Y+p.R+13)
	}
}

const (
	letterWidth = 6.6 // of the labels, about
	labelHeight = 17.0
)

// box is what a dot and its label take up: half its width, and from above the
// dot to below the label.
func (p *Dot) box() (half, above, below float64) {
	return max(p.R, letterWidth*float64(utf8.RuneCountInString(p.Label))/2) + 3, p.R + 2, p.R + labelHeight
}

// within keeps the dots and their labels in the picture.
func (d *Drawing) within() {
	for i := range d.Dots {
		half, above, below := d.Dots[i].box()
		d.Dots[i].X = min(max(d.Dots[i].X, half), float64(d.Width)-half)
		d.Dots[i].Y = min(max(d.Dots[i].Y, above), float64(d.Height)-below)
	}
}

// fill stretches the dots over all of the picture.
func (d *Drawing) fill() {
	if len(d.Dots) < 3 {
		return
	}
	x := func(a, b Dot) int { return cmp.Compare(a.X, b.X) }
	y := func(a, b Dot) int { return cmp.Compare(a.Y, b.Y) }
	left, right := slices.MinFunc(d.Dots, x).X, slices.MaxFunc(d.Dots, x).X
	top, bottom := slices.MinFunc(d.Dots, y).Y, slices.MaxFunc(d.Dots, y).Y
	const edge = 40
	for i := range d.Dots {
		p := &d.Dots[i]
		p.X = edge + (p.X-left)/max(1, right-left)*(float64(d.Width)-2*edge)
		p.Y = edge + (p.Y-top)/max(1, bottom-top)*(float64(d.Height)-2*edge)
	}
	d.within()
}

// part pushes dots apart whose boxes overlap, along the shorter way, and reports
// whether any did.
func (d *Drawing) part() bool {
	any := false
	for i := range d.Dots {
		for j := range i {
			a, b := &d.Dots[i], &d.Dots[j]
			ha, aa, ba := a.box()
			hb, ab, bb := b.box()
			x := ha + hb - math.Abs(a.X-b.X)
			y := ba + ab - (b.Y - a.Y)
			if a.Y > b.Y {
				y = bb + aa - (a.Y - b.Y)
			}
			if x <= 0 || y <= 0 {
				continue
			}
			any = true
			if x < y {
				push := math.Copysign(x/2+.5, a.X-b.X)
				a.X, b.X = a.X+push, b.X-push
			} else {
				push := y/2 + .5
				if a.Y < b.Y {
					push = -push
				}
				a.Y, b.Y = a.Y+push, b.Y-push
			}
		}
	}
	return any
}

// drawNear draws an entity amid those that its facts, best first, join it with.
func drawNear(e store.End, facts []store.Fact) *Drawing {
	place := map[string]int{e.ID: 0}
	ends := []store.End{e}
	for _, f := range facts {
		for _, o := range []store.End{f.SubjectEnd, f.ObjectEnd} {
			if _, ok := place[o.ID]; !ok && o.ID != "" && len(ends) <= reportNear {
				place[o.ID] = len(ends)
				ends = append(ends, o)
			}
		}
	}
	list := ties(facts, place)
	if len(list) < 2 {
		return nil
	}
	rows := (len(ends) + 1) / 2
	d := &Drawing{Width: 620, Height: max(150, 30*rows+20)}
	d.Dots = make([]Dot, len(ends))
	cx, cy := float64(d.Width)/2, float64(d.Height)/2
	d.Dots[0] = Dot{End: e, X: cx, Y: cy, R: 9, Label: short(plain(e.Name), 30), LX: cx, LY: cy + 24, Anchor: "middle", Says: plain(e.Name)}
	right := len(ends) / 2 // how many stand on the right
	for i := 1; i < len(ends); i++ {
		n, row, side, anchor := right, i-1, 1.0, "start"
		if i > right {
			n, row, side, anchor = len(ends)-1-right, i-1-right, -1, "end"
		}
		angle := math.Pi * ((float64(row)+.5)/float64(n) - .5)
		x, y := cx+side*(cx-190)*math.Cos(angle)+side*20, cy+(cy-16)*math.Sin(angle)
		d.Dots[i] = Dot{
			End: ends[i], X: round(x), Y: round(y), R: 5, Label: short(plain(ends[i].Name), 30), LX: round(x + side*10), LY: round(y + 4), Anchor: anchor,
			Says: plain(ends[i].Name),
		}
	}
	for _, t := range list {
		if t.a == 0 { // the others' own ties would cross it all
			d.Lines = append(d.Lines, t.line(&d.Dots[0], &d.Dots[t.b]))
		}
	}
	return d
}

// round keeps a digit: pictures need no more.
func round(v float64) float64 { return math.Round(v*10) / 10 }
