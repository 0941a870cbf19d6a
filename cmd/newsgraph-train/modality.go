package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/relations/train"
	"github.com/newsgraph/newsgraph/extract/text"
)

func modalityCommand() *cobra.Command {
	var data, out string
	var measure, plain bool
	o := train.ModalityDefaults()
	c := &cobra.Command{
		Use:   "modality",
		Short: "Train the modality model",
		Long: `Train the model that decides how a relation holds (asserted, past, planned,
alleged, denied) from the data folder and write its file, modality.bin, into a
folder; with --measure, cross-validate it instead and print confusion matrices.
The same data give the same bytes.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			docs, err := train.Read(data, !plain)
			if err != nil {
				return err
			}
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			t, err := train.NewModality(docs, analyzer.Analyze, 5, o)
			if err != nil {
				return err
			}
			if measure {
				return t.Measure(c.OutOrStdout())
			}
			m, err := t.Train(-1)
			if err != nil {
				return err
			}
			b, err := m.MarshalBinary()
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(out, "modality.bin"), b, 0o644)
		},
	}
	f := c.Flags()
	f.StringVar(&data, "data", "../shared/data", "folder with train/")
	f.StringVarP(&out, "out", "o", "extract/relations/model", "folder to write the model's file to")
	f.BoolVar(&plain, "plain", false, "leave out the sentences of extract/relations/train/written")
	f.BoolVar(&measure, "measure", false, "cross-validate instead")
	f.IntVar(&o.Epochs, "epochs", o.Epochs, "passes")
	f.Float32Var(&o.Rate, "rate", o.Rate, "rate")
	f.Float32Var(&o.Shrink, "shrink", o.Shrink, "shrink")
	f.Float32Var(&o.Drop, "drop", o.Drop, "drop")
	f.Float32Var(&o.Prune, "prune", o.Prune, "prune")
	f.IntVar(&o.MinCount, "min-count", o.MinCount, "min count")
	return c
}
