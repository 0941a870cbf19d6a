package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/coref"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
)

func newEvalCoref(asJSON *bool) *cobra.Command {
	var x extraction
	c := &cobra.Command{
		Use:   "coref GOLD...",
		Short: "MUC, B3 and CEAFe of chains, and what becomes of facts with pronouns",
		Long: `MUC, B3 and CEAFe of the chains of files whose entities have a cluster, beside a
baseline that joins what ends with the same word: with names as annotated, then
with mentions as they are found, pronouns and descriptions included where the
file annotates them. For files with facts of KnowledgeNet's properties: how many
pronouns that are arguments were resolved to the right name, and how many of
their facts were found.`,
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
			task := eval.CorefTask{Analyze: analyzer.Analyze, Recognize: r.Recognize, Resolve: coref.Resolve}
			facts := eval.RelationTask{Statements: ex.Statements}
			facts.Values = func(doc text.Document) []values.Value { return values.Find(doc, "") }
			return eachGold(args, func(path string, gold []eval.Document) error {
				w := c.OutOrStdout()
				if !*asJSON {
					if _, err := fmt.Fprintln(w, path); err != nil {
						return err
					}
				}
				f := eval.FactsOfPronouns(gold, task, facts)
				switch {
				case f.Facts > 0 && *asJSON:
					return pronounsJSON(w, path, f)
				case f.Facts > 0:
					return f.Write(w)
				case !eval.HasChains(gold):
					return fmt.Errorf("%s: no entity has a cluster: there are no chains to measure", path)
				case *asJSON:
					return chainsJSON(w, path, eval.Chains(gold, task))
				}
				return eval.Chains(gold, task).Write(w)
			})
		},
	}
	x.nameFlags(c)
	x.ruleFlags(c)
	return c
}
