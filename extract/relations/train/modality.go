package train

import (
	"fmt"
	"io"
	"strings"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/learn"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// rarer is how much more an example weighs that is not asserted: with 1, fewer
// of these are found; with 1.5, more are wrong.
const rarer = 1.25

// held is an annotated relation with the features of its modality.
type held struct {
	learn.Example
	fold  int
	want  schema.Modality
	ruled schema.Modality
	sure  bool // the cues decide
	found bool // by a rule
}

// ModalityTrainer trains and measures the modality model.
type ModalityTrainer struct {
	list  []held
	folds int
	learn learn.LogisticOptions
}

// ModalityDefaults are the settings of its training.
func ModalityDefaults() learn.LogisticOptions {
	return learn.LogisticOptions{Bits: relations.ModalityBits, Epochs: 12, Seed: 1, MinCount: 2, Rate: 0.04, Shrink: 2e-5, Prune: 0.05}
}

// NewModality reads the annotated relations of documents.
func NewModality(docs []eval.Document, analyze func(string) text.Document, folds int, o learn.LogisticOptions) (*ModalityTrainer, error) {
	x, err := relations.New(relations.WithModel(nil), relations.WithModality(nil))
	if err != nil {
		return nil, err
	}
	t := &ModalityTrainer{folds: folds, learn: o}
	class := map[schema.Modality]int{}
	var all learn.Mask
	for k, m := range relations.Modalities() {
		class[m] = k
		all.Add(k)
	}
	for _, d := range Documents(docs, folds) {
		in := relations.Input{Doc: analyze(d.Text)}
		in.Mentions, in.Chains = eval.GoldMentions(&d.Document)
		in.Values = values.Find(in.Doc, "")
		index := map[span]int{}
		for i, m := range in.Mentions {
			index[m.Span] = i
		}
		var list []relations.Held
		var want []schema.Modality
		for _, r := range d.Relations {
			h, l := d.Entities[r.Head], d.Entities[r.Tail]
			list = append(list, relations.Held{Type: schema.RelationType(r.Type), Subject: index[span{Start: h.Start, End: h.End}], Object: index[span{Start: l.Start, End: l.End}]})
			m := schema.Modality(r.Modality)
			if m == "" {
				m = schema.Asserted
			}
			want = append(want, m)
		}
		x.Modals(in, list, func(k int, f relations.HeldFeatures) {
			h := held{fold: d.Fold, want: want[k], ruled: f.Ruled, sure: f.Sure, found: f.Rule != relations.ModelRule}
			h.Features = append(h.Features, f.Features...)
			h.Asked = all
			h.True.Add(class[want[k]])
			if want[k] != schema.Asserted {
				h.Weight = rarer
			}
			t.list = append(t.list, h)
		})
	}
	return t, nil
}

// Train trains on all but one fold, below zero on all.
func (t *ModalityTrainer) Train(without int) (*learn.Logistic, error) {
	var names []string
	for _, m := range relations.Modalities() {
		names = append(names, string(m))
	}
	var list []learn.Example
	for i := range t.list {
		if t.list[i].fold != without || without < 0 {
			list = append(list, t.list[i].Example)
		}
	}
	return learn.TrainLogistic(names, list, t.learn)
}

// Confusion counts annotated and found modalities.
type Confusion map[schema.Modality]map[schema.Modality]int

func (c Confusion) add(want, got schema.Modality) {
	if c[want] == nil {
		c[want] = map[schema.Modality]int{}
	}
	c[want][got]++
}

// Write prints a confusion matrix, a row for each annotated modality, with
// accuracy and F1.
func (c Confusion) Write(w io.Writer, title string) error {
	list := relations.Modalities()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%-10s", title, "")
	for _, m := range list {
		fmt.Fprintf(&b, "%9s", m)
	}
	b.WriteByte('\n')
	var right, all int
	var sum eval.Count
	for _, want := range list {
		fmt.Fprintf(&b, "%-10s", want)
		var n eval.Count
		for _, got := range list {
			fmt.Fprintf(&b, "%9d", c[want][got])
			all += c[want][got]
			if want == got {
				right += c[want][got]
				n.Right += c[want][got]
			} else {
				n.Missed += c[want][got]
				n.False += c[got][want]
			}
		}
		fmt.Fprintf(&b, "   P %.3f R %.3f F1 %.3f\n", n.Precision(), n.Recall(), n.F1())
		if want != schema.Asserted {
			sum = sum.Add(n)
		}
	}
	fmt.Fprintf(&b, "accuracy %.3f of %d; not asserted P %.3f R %.3f F1 %.3f\n\n", float64(right)/float64(max(all, 1)), all, sum.Precision(), sum.Recall(), sum.F1())
	_, err := io.WriteString(w, b.String())
	return err
}

// Measure cross-validates by document, with names as annotated: the cues alone and
// with the model, on the annotated relations that rules find and on all.
func (t *ModalityTrainer) Measure(w io.Writer) error {
	list := relations.Modalities()
	rules, model := [2]Confusion{{}, {}}, [2]Confusion{{}, {}}
	row := make([]float32, len(list))
	for f := range t.folds {
		m, err := t.Train(f)
		if err != nil {
			return err
		}
		for i := range t.list {
			h := &t.list[i]
			if h.fold != f {
				continue
			}
			m.Score(h.Features, row)
			best := 0
			for k := range row {
				if row[k] > row[best] {
					best = k
				}
			}
			got := list[best]
			if h.sure {
				got = h.ruled
			}
			for k := range 2 {
				if k == 0 && !h.found {
					continue
				}
				rules[k].add(h.want, h.ruled)
				model[k].add(h.want, got)
			}
		}
	}
	for k, which := range [2]string{"relations that rules found", "all relations"} {
		if err := rules[k].Write(w, "cues alone, "+which); err != nil {
			return err
		}
		if err := model[k].Write(w, "cues and model, "+which); err != nil {
			return err
		}
	}
	return nil
}
