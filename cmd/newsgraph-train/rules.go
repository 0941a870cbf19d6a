package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/eval"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/extract/values"
	"github.com/newsgraph/newsgraph/schema"
)

// A rule's precision is drawn towards prior by priorWeight findings, so that a
// rule seen three times is not held to be certain.
const (
	prior       = .85
	priorWeight = 5
)

func measureRulesCommand() *cobra.Command {
	var all bool
	var wrong string
	c := &cobra.Command{
		Use:   "rules GOLD...",
		Short: "Count the right findings of every rule, for the figures in rules.yaml",
		Long: `Count the right findings of every rule on annotated files, and print for each
the precision and found that rules.yaml should hold: (right + 4.25)/(found + 5).
Only the development part is read: sentences written for the set, and the third
of the others that the rules are tested on, are left out.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			analyzer, err := text.Default()
			if err != nil {
				return err
			}
			e, err := relations.New()
			if err != nil {
				return err
			}
			sum := eval.RelationScores{ByRule: map[string]eval.Count{}}
			for _, path := range args {
				docs, err := eval.ReadFile(path)
				if err != nil {
					return err
				}
				if !all {
					docs = developmentPart(docs)
				}
				for i := range docs {
					found := []relations.Statement{}
					s := eval.Relations(docs[i:i+1], eval.RelationTask{
						Analyze: analyzer.Analyze,
						Values:  func(doc text.Document) []values.Value { return values.Find(doc, "") },
						Statements: func(in relations.Input) []relations.Statement {
							found = e.Statements(in)
							return found
						},
					})
					for rule, n := range s.ByRule {
						sum.ByRule[rule] = sum.ByRule[rule].Add(n)
					}
					if wrong != "" {
						printWrong(cmd.OutOrStdout(), &docs[i], found, wrong)
					}
				}
			}
			for _, r := range schema.DefaultRules().Rules {
				n := sum.ByRule[r.ID]
				p := (float64(n.Right) + prior*priorWeight) / float64(n.Right+n.False+priorWeight)
				fmt.Fprintf(cmd.OutOrStdout(), "%-20s %-22s %.2f %d\n", r.ID, r.Type, p, n.Right+n.False)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&all, "all", false, "read all documents")
	c.Flags().StringVar(&wrong, "wrong", "", "also print the wrong findings of this rule or type")
	return c
}

// developmentPart leaves out what the rules must not be fitted to.
func developmentPart(docs []eval.Document) []eval.Document {
	var keep []eval.Document
	for _, d := range docs {
		h := fnv.New32a()
		h.Write([]byte(d.ID)) // never fails
		if h.Sum32()%3 != 0 && !strings.HasPrefix(d.Source, "written") {
			keep = append(keep, d)
		}
	}
	return keep
}

// printWrong prints the findings of a rule or type that no annotation has.
func printWrong(w io.Writer, d *eval.Document, found []relations.Statement, of string) {
	for _, st := range found {
		def, _ := schema.Default().Relation(st.Type)
		if def.Dated {
			continue
		}
		for _, ev := range st.Evidence {
			if string(st.Type) != of && ev.Rule != of || annotated(d, st, ev, def.Symmetric) {
				continue
			}
			fmt.Fprintf(w, "%s: %s %s %s: %s\n", ev.Rule, ev.Subject.In(d.Text), st.Type, ev.Object.In(d.Text), strings.ReplaceAll(ev.In(d.Text), "\n", " "))
		}
	}
}

func annotated(d *eval.Document, st relations.Statement, ev relations.Evidence, symmetric bool) bool {
	for _, r := range d.Relations {
		if r.Type != string(st.Type) {
			continue
		}
		head, tail := d.Entities[r.Head].Start, d.Entities[r.Tail].Start
		if head == ev.Subject.Start && tail == ev.Object.Start || symmetric && tail == ev.Subject.Start && head == ev.Object.Start {
			return true
		}
	}
	return false
}
