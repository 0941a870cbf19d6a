package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/atomicfile"
	"github.com/newsgraph/newsgraph/graph/browse"
	"github.com/newsgraph/newsgraph/graph/store"
)

func newReport() *cobra.Command {
	var path string
	var output string
	var o browse.ReportOptions
	var about []string
	var asJSON bool
	c := &cobra.Command{
		Use:   "report [STORE]",
		Short: "Write the best of a store as one web page to send",
		Long: `Write one HTML file with the best of a store: a picture of who is connected with
whom, what most stories state, what is denied, planned and said last, and a
section for each of the best connected entities. With --about all of it is about
the entities named.
Facts unfold into their sentences. The file needs no script, no other file and no
network.`,
		Example: "  newsgraph report news.db -o report.html\n  newsgraph report news.db -o tiktok.html --about TikTok --about ByteDance --title \"The TikTok deal\"",
		RunE: func(c *cobra.Command, _ []string) error {
			if o.Entities < 1 {
				return usagef("--entities is %d: want how many, 1 or more", o.Entities)
			}
			return reading(path, func(st *store.Store) error {
				for _, name := range about {
					e, err := findEntity(c.Context(), c.ErrOrStderr(), st, name)
					if err != nil {
						return err
					}
					o.About = append(o.About, e.ID)
				}
				var page bytes.Buffer
				if err := browse.WriteReport(c.Context(), st, &page, o); err != nil {
					return err
				}
				w, size := c.OutOrStdout(), page.Len()
				if output == "-" {
					_, err := page.WriteTo(w)
					return err
				}
				if err := atomicfile.Write(output, 0o644, func(f io.Writer) error {
					_, err := page.WriteTo(f)
					return err
				}); err != nil {
					return err
				}
				if asJSON {
					return message(w, "summary", map[string]any{"path": output, "bytes": size})
				}
				_, err := fmt.Fprintf(w, "Wrote %s (%.1f MB).\n", output, float64(size)/1e6)
				return err
			})
		},
	}
	f := c.Flags()
	f.StringVarP(&output, "output", "o", "report.html", "the file to write, - for standard output")
	f.StringVar(&o.Title, "title", "", "the title of the page")
	f.StringArrayVar(&about, "about", nil, "an entity that the page is about, by name or id; may be given several times")
	f.IntVar(&o.Entities, "entities", 30, "how many of the best connected entities get a section")
	f.BoolVar(&asJSON, "json", false, "write JSON lines: a summary")
	_ = c.MarkFlagFilename("output", "html") // fails only for a flag that is not there, as the next
	_ = c.RegisterFlagCompletionFunc("about", func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 1 {
			path = args[0]
		}
		return completeEntities(&path, len(args)+1)(c, args, toComplete)
	})
	storeOnly(c, &path)
	return c
}
