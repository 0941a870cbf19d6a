package train

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/names/internal/model"
	"github.com/newsgraph/newsgraph/extract/text"
)

// outcome is a mention that a model found: its probability, and whether it was
// right.
type outcome struct {
	p     float64
	right bool
}

// temperatures are those tried.
var temperatures = []float64{0.5, 0.7, 1, 1.4, 2, 2.8, 4}

// Calibrate finds the temperature whose probabilities fit best what the model
// finds in documents that it was not trained on, and the calibration on top.
func Calibrate(f Files, docs []eval.Document, analyze func(string) text.Document) (model.Settings, error) {
	m, err := load(f)
	if err != nil {
		return model.Settings{}, err
	}
	m.Settings.Calibration = nil
	best, least := model.Settings{}, math.Inf(1)
	for _, t := range temperatures {
		m.Settings.Temperature = t
		out := outcomes(m, docs, analyze)
		if loss := logLoss(out); loss < least {
			least, best = loss, m.Settings
			best.Calibration = isotonic(out)
		}
	}
	return best, nil
}

func load(f Files) (*model.Model, error) {
	m := &model.Model{}
	var err error
	if m.Lexicon, err = model.ReadLexicon(f.Lexicon); err != nil {
		return nil, err
	}
	if m.Tagger, err = learn.ReadTagger(f.Tagger); err != nil {
		return nil, err
	}
	return m, json.Unmarshal(f.Settings, &m.Settings)
}

func outcomes(m *model.Model, docs []eval.Document, analyze func(string) text.Document) []outcome {
	type key struct {
		start, end int
		class      string
	}
	w := m.NewWorker()
	var out []outcome
	for _, d := range docs {
		gold := map[key]bool{}
		for _, e := range d.Entities {
			gold[key{e.Start, e.End, e.Type}] = true
		}
		doc := analyze(d.Text)
		for _, s := range w.Tag(doc) {
			tokens := doc.Sentences[s.Sentence].Tokens
			k := key{tokens[s.First].Start, tokens[s.Last-1].End, string(s.Class.Type())}
			out = append(out, outcome{s.Probability, gold[k]})
		}
	}
	return out
}

func logLoss(out []outcome) float64 {
	sum := 0.0
	for _, o := range out {
		p := min(max(o.p, 1e-3), 1-1e-3)
		if !o.right {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum / float64(max(len(out), 1))
}

// minPool is how many mentions a point of the calibration stands for at least.
const minPool = 150

// isotonic fits a rising step function by pooling adjacent violators (Ayer et
// al. 1955) and returns the middles of its steps,
// after the origin.
func isotonic(out []outcome) []model.Point {
	slices.SortStableFunc(out, func(a, b outcome) int { return cmp.Compare(a.p, b.p) })
	type pool struct{ x, y, n float64 }
	var pools []pool
	for i := 0; i < len(out); {
		var q pool
		for ; i < len(out) && (q.n < minPool || len(out)-i < minPool); i++ {
			q.x += out[i].p
			q.n++
			if out[i].right {
				q.y++
			}
		}
		pools = append(pools, q)
		for k := len(pools) - 1; k > 0 && pools[k-1].y/pools[k-1].n >= pools[k].y/pools[k].n; k-- {
			pools[k-1].x += pools[k].x
			pools[k-1].y += pools[k].y
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	points := []model.Point{{}}
	for _, q := range pools {
		// half a mention wrong more than seen, so that none is certain
		p := model.Point{X: round(q.x / q.n), Y: round(q.y / (q.n + 0.5))}
		if n := len(points); n == 0 || p.X > points[n-1].X {
			points = append(points, p)
		}
	}
	return points
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
