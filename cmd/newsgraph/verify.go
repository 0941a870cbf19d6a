package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/store"
)

func newVerify() *cobra.Command {
	var path string
	var asJSON bool
	c := &cobra.Command{
		Use:   "verify [STORE]",
		Short: "Prove every mention and every piece of evidence from the stored text",
		Long: `Slice every mention and every evidence again from the stored articles and
compare. Differences are listed and end the command with exit code 1.`,
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := openStore(path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			found, checked, err := st.Verify(c.Context())
			if err != nil {
				return err
			}
			w := c.OutOrStdout()
			for _, d := range found {
				if asJSON {
					err = message(w, "discrepancy", d)
				} else {
					_, err = fmt.Fprintln(w, printable(d.String()))
				}
				if err != nil {
					return err
				}
			}
			if asJSON {
				err = message(w, "summary", struct {
					store.Checked
					Discrepancies int `json:"discrepancies"`
				}{checked, len(found)})
			} else {
				_, err = fmt.Fprintf(w, "%s, %s and %s checked: %s\n", plural(checked.Articles, "article"),
					plural(checked.Mentions, "mention"), plural(checked.Evidence, "piece")+" of evidence", plural(len(found), "discrepancy"))
			}
			if err == nil && len(found) > 0 {
				return errReported
			}
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: each discrepancy, a summary")
	storeOnly(c, &path)
	return c
}
