package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

func newEvalResolve(asJSON *bool) *cobra.Command {
	var x extraction
	var faults int
	c := &cobra.Command{
		Use:   "resolve GOLD...",
		Short: "B3, MUC and CEAF-e of entities across articles",
		Long: `B3, MUC and CEAF-e of entities across the articles of a file, with precision and
recall. The names are given as annotated; entities {link} or clusters that reach
across documents {"cluster_scope": "cross-document"} say who is who. Beside it
stands what equal strings reach.`,
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
			task := eval.ResolveTask{Analyze: analyzer.Analyze, Recognize: r.Recognize, Statements: ex.Statements, Entities: entitiesOf}
			return eachGold(args, func(path string, gold []eval.Document) error {
				if *asJSON {
					return resolveJSON(c.OutOrStdout(), path, eval.Resolve(gold, task))
				}
				if _, err := fmt.Fprintln(c.OutOrStdout(), path); err != nil {
					return err
				}
				s := eval.Resolve(gold, task)
				if err := s.Write(c.OutOrStdout()); err != nil || faults == 0 {
					return err
				}
				return s.WriteErrors(c.OutOrStdout(), faults)
			})
		},
	}
	x.nameFlags(c)
	x.ruleFlags(c)
	c.Flags().IntVar(&faults, "errors", 0, "print the worst splits and mixtures, this many of each")
	return c
}

// entitiesOf resolves extractions as a build does.
func entitiesOf(found []extract.Extraction) func(string, int) string {
	articles := make([]resolve.Article, len(found))
	index := make(map[string]map[int]int, len(found)) // article → chain id → index
	for i, x := range found {
		articles[i] = resolve.FromExtraction(x)
		index[x.Article.ID] = make(map[int]int, len(x.Chains))
		for n, c := range x.Chains {
			index[x.Article.ID][c.ID] = n
		}
	}
	a := resolve.Entities(articles, nil)
	return func(article string, chain int) string { return a.Entity(article, index[article][chain]) }
}
