package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations/train"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
)

// relationOptions are the flags that training and measuring share.
type relationOptions struct {
	train.Options
	copies bool
}

func (o *relationOptions) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.Data, "data", "../shared/data", "folder with train/")
	f.IntVar(&o.Folds, "folds", 5, "folds of the cross-validation")
	f.IntVar(&o.Only, "only", 0, "run only so many of the folds (0: all)")
	f.BoolVar(&o.copies, "copies", false, "train on copies with recognized names, too")
	f.BoolVar(&o.Plain, "plain", false, "leave out the sentences of extract/relations/train/written")
	f.IntVar(&o.Learn.Epochs, "epochs", 0, "passes over the data (0: the default)")
	f.Float32Var(&o.Learn.Rate, "rate", 0, "learning rate (0: the default)")
	f.Float32Var(&o.Learn.Shrink, "shrink", 0, "how much weights shrink (0: the default)")
	f.Float32Var(&o.Learn.Prune, "prune", 0, "leave out weights below this (0: the default)")
	f.Float32Var(&o.Learn.Drop, "drop", 0, "share of features left out at random (0: the default)")
	f.IntVar(&o.Network.Members, "networks", 0, "networks of the committee (0: the default, -1: none)")
	f.IntVar(&o.Network.Epochs, "network-epochs", 0, "passes over the data for each (0: the default)")
	f.IntVar(&o.Network.Filters, "filters", 0, "filters of each (0: the default)")
	f.IntVar(&o.Learn.MinCount, "min-count", 0, "leave out features seen less often (0: the default)")
}

// trainer reads the data.
func (o *relationOptions) trainer(c *cobra.Command) (*train.Trainer, *text.Analyzer, names.Recognizer, error) {
	analyzer, err := text.Default()
	if err != nil {
		return nil, nil, nil, err
	}
	o.Analyze = analyzer.Analyze
	r, err := names.News()
	if err != nil {
		return nil, nil, nil, err
	}
	if o.copies {
		o.Names = r
	}
	o.Log = progress(c)
	t, err := train.New(o.Options)
	return t, analyzer, r, err
}

// progress writes what a training tells of itself.
func progress(c *cobra.Command) func(string, ...any) {
	start := time.Now()
	return func(format string, a ...any) {
		fmt.Fprintf(c.ErrOrStderr(), "%6.1fs %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, a...))
	}
}

func relationsCommand() *cobra.Command {
	var o relationOptions
	var out string
	var measure bool
	c := &cobra.Command{
		Use:   "relations",
		Short: "Train the relations model",
		Long: `Train the relations model from the data folder and write its files
(relations.bin, network.bin, settings.json) into a folder. The same data give the same bytes.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			t, analyzer, r, err := o.trainer(c)
			if err != nil {
				return err
			}
			files, err := t.Train()
			if err != nil {
				return err
			}
			if err := os.MkdirAll(out, 0o755); err != nil {
				return err
			}
			for name, data := range map[string][]byte{"relations.bin": files.Weights, "network.bin": files.Network, "settings.json": files.Settings} {
				if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
					return err
				}
			}
			if !measure {
				return nil
			}
			return measureRelations(c, t, analyzer, r)
		},
	}
	o.flags(c)
	c.Flags().StringVarP(&out, "out", "o", "extract/relations/model", "folder to write the model's files to")
	c.Flags().BoolVar(&measure, "measure", false, "print the figures of the cross-validation, too")
	return c
}

func measureRelationsCommand() *cobra.Command {
	var o relationOptions
	c := &cobra.Command{
		Use:   "relations",
		Short: "Measure the relations model by cross-validation",
		Long: `Measure rules and relations model together by cross-validation: every fold of
the annotated news is read by a model that was trained, and whose thresholds
were chosen, on the others. Names are as annotated, then as they are recognized.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			t, analyzer, r, err := o.trainer(c)
			if err != nil {
				return err
			}
			return measureRelations(c, t, analyzer, r)
		},
	}
	o.flags(c)
	return c
}

func measureKnowledgeNetCommand() *cobra.Command {
	var o relationOptions
	var with bool
	c := &cobra.Command{
		Use:   "knowledgenet",
		Short: "Measure on KnowledgeNet, trained on the other two of its folds",
		Long: `Measure each of KnowledgeNet's folds with a relations model that was trained on
the two others, with names as they are recognized, pronouns and dates as
arguments: the set's own measure, in which overlapping spans are right. Says of
how many facts the arguments are seen, then how many are found. Nothing of it is
shipped.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			o.Analyze = analyzer.Analyze
			if o.Names, err = names.News(); err != nil {
				return err
			}
			o.Log = progress(c)
			scores, err := train.KnowledgeNet(train.KnowledgeNetOptions{Options: o.Options, Newsrel: with})
			if err != nil {
				return err
			}
			mean := 0.0
			for _, s := range scores {
				if _, err := fmt.Fprintf(c.OutOrStdout(), "%d facts; both arguments are seen in %d, and may be related in %d\n", s.Facts, s.Named, s.Pairs); err != nil {
					return err
				}
				if err := s.Write(c.OutOrStdout()); err != nil {
					return err
				}
				mean += s.Micro().F1() / float64(len(scores))
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "mean F1 %.3f\n", mean)
			return err
		},
	}
	o.flags(c)
	c.Flags().BoolVar(&with, "newsrel", false, "train on newsrel, too")
	return c
}

// measureRelations prints the figures of the cross-validation.
func measureRelations(c *cobra.Command, t *train.Trainer, analyzer *text.Analyzer, r names.Recognizer) error {
	gold := eval.RelationTask{Analyze: analyzer.Analyze}
	gold.Values = func(doc text.Document) []values.Value { return values.Find(doc, "") }
	own := gold
	own.Names = func(doc text.Document) ([]names.Mention, []coref.Chain) {
		return coref.Resolve(doc, r.Recognize(doc))
	}
	for k, goals := range []train.Goals{train.DefaultGoals(), train.OpenGoals()} {
		scores, err := t.Measure(goals, gold, own)
		if err != nil {
			return err
		}
		for i, s := range scores {
			title := [2]string{"names as annotated", "names as recognized"}[i] + [2]string{", thresholds as shipped", ", thresholds for the best F1"}[k]
			if _, err := fmt.Fprintln(c.OutOrStdout(), title); err != nil {
				return err
			}
			if err := s.Write(c.OutOrStdout()); err != nil {
				return err
			}
		}
	}
	alone, ruled, err := t.Reliability()
	if err != nil {
		return err
	}
	for i, r := range []eval.Reliability{alone, ruled} {
		if _, err := fmt.Fprintln(c.OutOrStdout(), [2]string{"all pairs, the model alone", "all pairs that a rule found, too"}[i]); err != nil {
			return err
		}
		if err := r.Write(c.OutOrStdout()); err != nil {
			return err
		}
	}
	return nil
}
