package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/names/train"
	"github.com/newsgraph/newsgraph/extract/text"
)

func namesCommand() *cobra.Command {
	var o train.Options
	var out string
	var limit int
	c := &cobra.Command{
		Use:   "names",
		Short: "Train the names model",
		Long: `Train the names model from the data folder and write its files (tagger.bin,
lexicon.bin, settings.json) into a folder. The same data give the same bytes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			o.Analyze = analyzer.Analyze
			start := time.Now()
			o.Log = func(format string, a ...any) {
				fmt.Fprintf(cmd.ErrOrStderr(), "%6.1fs %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, a...))
			}
			if limit > 0 {
				o.Sets = train.Sets()
				for i := range o.Sets {
					o.Sets[i].Limit = limit
				}
			}
			files, err := train.Names(o)
			if err != nil {
				return err
			}
			return writeNames(out, files)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Data, "data", "../shared/data", "folder with train/ and gazetteers/")
	f.StringVarP(&out, "out", "o", "extract/names/model", "folder to write the model's files to")
	f.IntVar(&o.Tagger.Epochs, "epochs", 0, "passes over the data (0: the default)")
	f.Float32Var(&o.Tagger.Rate, "rate", 0, "learning rate (0: the default)")
	f.Float32Var(&o.Tagger.Dropout, "dropout", 0, "share of features hidden at each turn (0: the default)")
	f.Float32Var(&o.Tagger.Shrink, "shrink", 0, "how much weights shrink (0: the default)")
	f.Float32Var(&o.Tagger.Prune, "prune", 0, "leave out weights below this (0: the default)")
	f.Float32Var(&o.Tagger.Perceptron, "perceptron", 0, "share of the perceptron in the weights (0: the default)")
	f.IntVar(&o.Tagger.MinCount, "min-count", 0, "leave out features seen less often (0: the default)")
	f.IntVar(&limit, "limit", 0, "use at most so many documents of each set (0: all)")
	f.IntVar(&o.Folds, "folds", 0, "hold every n-th document of newsrel back from training (0: the default)")
	f.IntVar(&o.Fold, "fold", 0, "the fold to hold back, from 0")
	return c
}

func writeNames(dir string, files train.Files) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, data := range map[string][]byte{"tagger.bin": files.Tagger, "lexicon.bin": files.Lexicon, "settings.json": files.Settings} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
