package main

import (
	"bufio"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/article"
)

func newExtract() *cobra.Command {
	var x extraction
	c := &cobra.Command{
		Use:   "extract INPUT...",
		Short: "Write what is found in articles as JSON Lines, without a store",
		Long: `Read articles and write one JSON object a line with everything found in each, in
the order of the inputs. INPUT is a file, a folder, a pattern, or - for standard
input. Nothing is kept: any engine can run it beside its data.`,
		Example: "  newsgraph extract page.html\n  zcat articles.jsonl.gz | newsgraph extract - > found.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ex, err := x.extractor()
			if err != nil {
				return err
			}
			out := bufio.NewWriterSize(c.OutOrStdout(), 1<<16)
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			failed := false
			for found, err := range ex.All(c.Context(), x.read(c, args, article.Options{}), x.workers) {
				if err != nil {
					warnInput(c, err)
					failed = true
					continue
				}
				if err := enc.Encode(found); err != nil {
					return err
				}
			}
			if err := out.Flush(); err != nil {
				return err
			}
			if err := c.Context().Err(); err != nil {
				return err
			}
			if failed {
				return errPartly
			}
			return nil
		},
	}
	x.flags(c)
	return c
}
