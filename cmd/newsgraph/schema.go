package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/schema"
)

func newSchema() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "schema",
		Short: "Print the ontology: entity types, relation types, modalities",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w := c.OutOrStdout()
			if asJSON {
				enc := json.NewEncoder(w)
				enc.SetIndent("", "  ")
				return enc.Encode(schema.Default())
			}
			printOntology(w, schema.Default())
			return nil
		},
	}
	c.PersistentFlags().BoolVar(&asJSON, "json", false, "write JSON")
	c.AddCommand(&cobra.Command{
		Use:   "neo4j",
		Short: "Print the constraints and indexes that load makes, as Cypher",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if asJSON {
				return message(c.OutOrStdout(), "summary", map[string]any{"constraints": schema.Constraints()})
			}
			_, err := io.WriteString(c.OutOrStdout(), schema.ConstraintsText())
			return err
		},
	}, newSchemaTest(&asJSON))
	return c
}

func printOntology(w io.Writer, o *schema.Ontology) {
	fmt.Fprintln(w, "Entity types")
	entities := newTable(w)
	for _, e := range o.Entities {
		entities.AppendRow(table.Row{"  " + string(e.Type), e.Says})
	}
	entities.Render()
	fmt.Fprintln(w, "\nRelation types (⇄ symmetric)")
	relations := newTable(w)
	for _, r := range o.Relations {
		arrow := "→"
		if r.Symmetric {
			arrow = "⇄"
		}
		relations.AppendRow(table.Row{"  " + string(r.Type), types(r.Subject) + " " + arrow + " " + types(r.Object), r.Says})
	}
	for _, r := range o.Dated {
		relations.AppendRow(table.Row{"  " + string(r.Type), types(r.Subject) + " → date", r.Says})
	}
	relations.Render()
	fmt.Fprintln(w, "\nModalities")
	modalities := newTable(w)
	for _, m := range o.Modalities {
		modalities.AppendRow(table.Row{"  " + string(m.Type), m.Says})
	}
	modalities.Render()
}

func types(list []schema.EntityType) string {
	if len(list) == len(schema.Default().Entities) {
		return "any"
	}
	names := make([]string, len(list))
	for i, t := range list {
		names[i] = string(t)
	}
	return strings.Join(names, "|")
}

func newSchemaTest(asJSON *bool) *cobra.Command {
	return &cobra.Command{
		Use:   "test [RULES.yaml...]",
		Short: "Run the examples that stand beside the relation rules",
		Long: `Run each rule's own good and bad examples: those of the built-in rules, or those
of the files named.`,
		RunE: func(c *cobra.Command, args []string) error {
			sets, err := ruleSets(args)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				sets = append(sets, schema.DefaultRules())
			}
			rules, failed := 0, 0
			for i, set := range sets {
				failures, err := relations.TestRules(set)
				if err != nil {
					return err
				}
				for _, f := range failures {
					if *asJSON {
						if err := message(c.OutOrStdout(), "failure", f); err != nil {
							return err
						}
						continue
					}
					if len(args) > 0 {
						fmt.Fprintf(c.OutOrStdout(), "%s: ", args[i])
					}
					fmt.Fprintln(c.OutOrStdout(), f)
				}
				rules, failed = rules+len(set.Rules), failed+len(failures)
			}
			if *asJSON {
				if err := message(c.OutOrStdout(), "summary", map[string]int{"rules": rules, "failures": failed}); err != nil {
					return err
				}
			} else {
				fmt.Fprintf(c.OutOrStdout(), "%s tested: %s\n", plural(rules, "rule"), plural(failed, "failure"))
			}
			if failed > 0 {
				return errReported
			}
			return nil
		},
	}
}
