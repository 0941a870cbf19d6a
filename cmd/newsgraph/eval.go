package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/eval"
)

func newEval() *cobra.Command {
	c := &cobra.Command{
		Use:   "eval",
		Short: "Measure extraction against annotated files",
		Long: `Measure extraction against annotated files: JSON Lines (also .gz) with text,
entities [{start, end, type}] and relations [{head, tail, type, modality}], where
start and end are UTF-8 byte offsets.`,
	}
	c.AddCommand(newEvalNames())
	return c
}

func newEvalNames() *cobra.Command {
	var x extraction
	c := &cobra.Command{
		Use:   "names GOLD...",
		Short: "Precision, recall and F1 of names, by exact span and type",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			r, analyzer, err := x.names()
			if err != nil {
				return err
			}
			return eachGold(args, func(path string, gold []eval.Document) error {
				_, err := fmt.Fprintf(c.OutOrStdout(), "%s\n%s\n", path, eval.Names(r, analyzer.Analyze, gold))
				return err
			})
		},
	}
	x.nameFlags(c)
	return c
}

// eachGold reads the gold files one by one.
func eachGold(paths []string, do func(string, []eval.Document) error) error {
	for _, path := range paths {
		gold, err := eval.ReadFile(path)
		if err != nil {
			return err
		}
		if err := do(path, gold); err != nil {
			return err
		}
	}
	return nil
}
