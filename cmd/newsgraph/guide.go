package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/guide"
)

func newGuide() *cobra.Command {
	var listen, output, address string
	var params []string
	var asJSON bool
	c := &cobra.Command{
		Use:   "guide",
		Short: "Serve a guide to the graph for Neo4j Browser",
		Long: `Serve a guide for Neo4j Browser: the story of the graph in ten steps, with
queries that run at a click, and a style with a colour for each type of entity.
Neo4j Browser opens it with the command that is printed. It takes guides from
localhost only, unless the server names other hosts in
browser.remote_content_hostname_whitelist.

With --output the guide and its style are written into a folder instead, for a
web server that allows pages from elsewhere to read them (CORS).`,
		Example: "  newsgraph guide -p 'name=Rheintal Semiconductor' -p since=2026-01-01\n" +
			"  newsgraph guide --output public/guide --address https://graphs.example.org/guide",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			given, err := givenParams(params)
			if err != nil {
				return err
			}
			if err := guide.Write(io.Discard, "", given); err != nil {
				return usageError{err}
			}
			if output != "" {
				if err := guide.WriteFolder(output, address, given); err != nil {
					return err
				}
				return tellGuide(c, address, asJSON)
			}
			l, err := net.Listen("tcp", listen)
			if err != nil {
				return fmt.Errorf("cannot listen on %s: %w; want ADDRESS:PORT, as 127.0.0.1:7475", listen, err)
			}
			_, port, err := net.SplitHostPort(l.Addr().String())
			if err != nil {
				return err
			}
			if err := tellGuide(c, "http://localhost:"+port, asJSON); err != nil {
				return errors.Join(err, l.Close())
			}
			fmt.Fprintln(c.ErrOrStderr(), "Type :guide with that address into Neo4j Browser. Stop with Ctrl-C.")
			return answer(c.Context(), l, guide.Handler(given))
		},
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:7475", "address to listen on; port 0 takes a free one")
	c.Flags().StringArrayVarP(&params, "param", "p", nil, "value for a parameter of the saved queries as name=value; may be given several times")
	c.Flags().StringVarP(&output, "output", "o", "", "write the guide into this folder instead of serving it")
	c.Flags().StringVar(&address, "address", "http://localhost:8000", "with --output, the address at which the folder will be served")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: a summary with the addresses")
	return c
}

// tellGuide writes where the guide is, or will be.
func tellGuide(c *cobra.Command, home string, asJSON bool) error {
	home = strings.TrimSuffix(home, "/")
	if asJSON {
		return message(c.OutOrStdout(), "summary", map[string]string{"guide": home + guide.Path, "style": home + guide.StylePath})
	}
	_, err := fmt.Fprintf(c.OutOrStdout(), ":guide %s\n", home+guide.Path)
	return err
}
