package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/coref/train"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
)

func corefCommand() *cobra.Command {
	var data, out string
	var sets []string
	o := train.DefaultLearning()
	c := &cobra.Command{
		Use:   "coref",
		Short: "Train the coreference model",
		Long: `Train the model that ranks what pronouns and descriptions stand for, and write
its files (coref.bin, settings.json) into a folder. The thresholds are chosen by
cross-validation, whose figures are printed. The same data give the same bytes.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			recognizer, err := names.News()
			if err != nil {
				return err
			}
			r := train.Reader{Analyze: analyzer.Analyze, Recognize: recognizer.Recognize}
			docs, err := r.ReadAll(data, sets)
			if err != nil {
				return err
			}
			more, err := r.ReadDescriptions(data)
			if err != nil {
				return err
			}
			docs = append(docs, more...)
			decisions, err := train.CrossValidate(docs, 5, o)
			if err != nil {
				return err
			}
			least, report := train.Thresholds(decisions, train.DefaultGoals())
			fmt.Fprint(c.OutOrStdout(), report)
			weights, err := train.Weights(docs, o)
			if err != nil {
				return err
			}
			files, err := train.Pack(weights, least, "by cross-validation over the documents trained on; figures in the model card")
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%d weights, %d bytes\n", weights.Weights(), len(files.Weights))
			if err := os.MkdirAll(out, 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(out, "coref.bin"), files.Weights, 0o644); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(out, "settings.json"), files.Settings, 0o644)
		},
	}
	f := c.Flags()
	f.StringVar(&data, "data", "../shared/data", "folder with train/")
	f.StringSliceVar(&sets, "sets", train.Sets(), "files to train on, within the data folder")
	f.StringVarP(&out, "out", "o", "extract/coref/model", "folder to write the model's files to")
	f.IntVar(&o.Epochs, "epochs", o.Epochs, "passes over the data")
	f.Float32Var(&o.Rate, "rate", o.Rate, "learning rate")
	f.Float32Var(&o.Shrink, "shrink", o.Shrink, "how much weights shrink")
	f.Float32Var(&o.Prune, "prune", o.Prune, "leave out weights below this")
	f.IntVar(&o.MinCount, "min-count", o.MinCount, "leave out features seen less often")
	return c
}
