package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
)

func newEval() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "eval",
		Short: "Measure extraction against annotated files",
		Long: `Measure extraction against annotated files: JSON Lines (also .gz) with text,
entities [{start, end, type}] and relations [{head, tail, type, modality}], where
start and end are UTF-8 byte offsets.`,
		RunE: func(*cobra.Command, []string) error {
			return usagef("say what to measure: eval names, eval coref, eval relations or eval resolve")
		},
	}
	c.AddCommand(newEvalNames(&asJSON), newEvalCoref(&asJSON), newEvalRelations(&asJSON), newEvalResolve(&asJSON))
	c.PersistentFlags().BoolVar(&asJSON, "json", false, "write one JSON line a file")
	return c
}

func newEvalNames(asJSON *bool) *cobra.Command {
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
				s := eval.Names(r, analyzer.Analyze, gold)
				if *asJSON {
					return namesJSON(c.OutOrStdout(), path, s)
				}
				_, err := fmt.Fprintf(c.OutOrStdout(), "%s\n%s\n", path, s)
				return err
			})
		},
	}
	x.nameFlags(c)
	return c
}

func newEvalRelations(asJSON *bool) *cobra.Command {
	var x extraction
	var goldNames, overlap bool
	c := &cobra.Command{
		Use:   "relations GOLD...",
		Short: "Precision, recall and F1 of relations, by spans, type and direction",
		Long: `Precision, recall and F1 of relations, with names as they are recognized or, with
--gold-names, as they are annotated. Both spans, the type and the direction must
be right; with --overlap the spans need only overlap the gold ones. "micro with
modality" asks for the modality too. A table says how many of the findings of each
tenth of the probabilities are right.

Documents whose source is conll04, dwie or knowledgenet have labels of their
own, which are mapped to relation types: dwie is measured by document, between
clusters, knowledgenet by overlap, a false finding counting only where its
passage was read for the label.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ex, err := x.relations()
			if err != nil {
				return err
			}
			r, analyzer, err := x.names()
			if err != nil {
				return err
			}
			task := eval.RelationTask{Analyze: analyzer.Analyze, Statements: ex.Statements, Overlap: overlap}
			task.Values = func(doc text.Document) []values.Value { return values.Find(doc, "") }
			if !goldNames {
				task.Names = func(doc text.Document) ([]names.Mention, []coref.Chain) {
					return coref.Resolve(doc, r.Recognize(doc))
				}
			}
			return eachGold(args, func(path string, gold []eval.Document) error {
				if *asJSON {
					return relationsJSON(c.OutOrStdout(), path, eval.Relations(gold, task))
				}
				if _, err := fmt.Fprintln(c.OutOrStdout(), path); err != nil {
					return err
				}
				return eval.Relations(gold, task).Write(c.OutOrStdout())
			})
		},
	}
	x.nameFlags(c)
	x.ruleFlags(c)
	c.Flags().BoolVar(&goldNames, "gold-names", false, "take the names as annotated")
	c.Flags().BoolVar(&overlap, "overlap", false, "let spans that overlap the gold ones count as right")
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
