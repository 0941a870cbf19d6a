package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/names/train"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

func measureCommand() *cobra.Command {
	c := &cobra.Command{Use: "measure", Short: "Measure the models"}
	c.AddCommand(measureNamesCommand(), measureRulesCommand(), measureRelationsCommand(), measureKnowledgeNetCommand())
	return c
}

func measureNamesCommand() *cobra.Command {
	var dir string
	var folds, fold int
	var brief, cases bool
	c := &cobra.Command{
		Use:   "names GOLD...",
		Short: "Measure the names model on annotated files",
		Long: `Measure the names model on annotated files: precision, recall and F1 by exact
span and type. Sets that are not annotated with the ontology's types are
compared on Person, Organization and Place, without demonyms.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			var r names.Recognizer
			switch dir {
			case "":
				r, err = names.News()
			case "prose":
				r, err = names.Prose(analyzer)
			default:
				r, err = names.Open(dir)
			}
			if err != nil {
				return err
			}
			report := func(name string, docs []eval.Document) {
				s := eval.Names(r, analyzer.Analyze, docs)
				if brief {
					fmt.Fprintf(cmd.OutOrStdout(), "%-26s %s\n", name, briefly(s))
				} else {
					fmt.Fprintf(cmd.OutOrStdout(), "%s\n%s\n", name, s)
				}
			}
			for _, path := range args {
				docs, err := eval.ReadFile(path)
				if err != nil {
					return err
				}
				name := filepath.Base(path)
				if folds > 0 {
					_, docs = train.Split(docs, folds, fold)
				}
				report(name, docs)
				if cases {
					for c := train.Lower; c <= train.Upper; c++ {
						report(name+" "+c.String(), train.Recase(docs, c))
					}
				}
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "model", "", "folder with a model's files (default: the built-in model; \"prose\": the stock recognizer)")
	f.IntVar(&folds, "folds", 0, "measure on every n-th document only")
	f.IntVar(&fold, "fold", 0, "from this one on")
	f.BoolVar(&brief, "brief", false, "one line a file")
	f.BoolVar(&cases, "cases", false, "measure copies in lower, title and upper case too")
	return c
}

func briefly(s eval.NameScores) string {
	m := s.Micro()
	line := fmt.Sprintf("P %.3f R %.3f F1 %.3f ", m.Precision(), m.Recall(), m.F1())
	for _, t := range []schema.EntityType{schema.Person, schema.Organization, schema.Place} {
		c := s.ByType[t]
		line += fmt.Sprintf(" %s %.3f/%.3f/%.3f", t[:3], c.Precision(), c.Recall(), c.F1())
	}
	if s.Full {
		line += fmt.Sprintf(" all %.3f", s.All().F1())
	}
	return line
}
