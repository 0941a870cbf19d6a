package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/schema"
)

// connectionFlags gives a command the flags that say where Neo4j is. The password
// comes from the environment alone, so that it shows in no process list.
func connectionFlags(c *cobra.Command, o *neo4j.Options) {
	def := func(name, other string) string {
		if v := os.Getenv(name); v != "" {
			return v
		}
		return other
	}
	c.Flags().StringVar(&o.URI, "uri", def("NEO4J_URI", "neo4j://localhost:7687"), "the server (NEO4J_URI)")
	c.Flags().StringVar(&o.Username, "user", def("NEO4J_USERNAME", "neo4j"), "the user (NEO4J_USERNAME); the password comes from NEO4J_PASSWORD")
	c.Flags().StringVar(&o.Database, "database", os.Getenv("NEO4J_DATABASE"), "the database (NEO4J_DATABASE; default the user's own)")
	c.Flags().StringVar(&o.CAFile, "ca-file", os.Getenv("NEO4J_CA_FILE"), "certificate authorities to trust with bolt+s and neo4j+s (NEO4J_CA_FILE)")
	o.Password = os.Getenv("NEO4J_PASSWORD")
}

// authenticate drops the default user where no password is given: such a
// server asks for none.
func authenticate(c *cobra.Command, o neo4j.Options) neo4j.Options {
	if o.Password == "" && !c.Flags().Changed("user") && os.Getenv("NEO4J_USERNAME") == "" {
		o.Username = ""
	}
	return o
}

// needsPassword says what to do when a server asks for the password that was
// not given.
func needsPassword(o neo4j.Options, err error) error {
	if o.Password == "" && strings.Contains(err.Error(), "password") {
		return fmt.Errorf("%w (NEO4J_PASSWORD is not set)", err)
	}
	return err
}

func newQuery() *cobra.Command {
	var o neo4j.Options
	var format, saved string
	var params []string
	var list, write, asJSON bool
	c := &cobra.Command{
		Use:   "query [CYPHER]",
		Short: "Ask Neo4j: Cypher, or a saved query by name",
		Long: `Run a Cypher query against Neo4j and print its rows. The query may only read,
unless --write is given. - reads it from standard input.`,
		Example: `  newsgraph query 'MATCH (p)-[:INVESTED_IN]->(x {name: "TikTok"}) RETURN p.name'
  newsgraph query --saved investors -p 'name=Rheintal Semiconductor'
  newsgraph query --list`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			w := c.OutOrStdout()
			if format != "table" && format != "json" {
				return usagef("--format is %q: want table or json", format)
			}
			asJSON = asJSON || format == "json"
			if list {
				return listQueries(w, asJSON)
			}
			cypher, bound, err := queryText(c, args, saved, params)
			if err != nil {
				return err
			}
			o := authenticate(c, o)
			conn, err := neo4j.Connect(c.Context(), o)
			if err != nil {
				return needsPassword(o, err)
			}
			defer func() { _ = conn.Close(context.WithoutCancel(c.Context())) }() // nothing is pending
			result, err := neo4j.Query(c.Context(), conn, cypher, bound, !write)
			if errors.Is(err, neo4j.ErrWrites) {
				return fmt.Errorf("%w: --write lets it write", err)
			}
			if err != nil {
				return err
			}
			if asJSON {
				return rowsJSON(w, result)
			}
			rowsTable(w, result)
			return nil
		},
	}
	connectionFlags(c, &o)
	c.Flags().StringVar(&format, "format", "table", "table or json (JSON lines)")
	c.Flags().BoolVar(&asJSON, "json", false, "the same as --format json")
	c.Flags().StringVar(&saved, "saved", "", "name of a saved query")
	c.Flags().StringArrayVarP(&params, "param", "p", nil, "parameter as name=value; may be given several times")
	c.Flags().BoolVar(&list, "list", false, "list the saved queries")
	c.Flags().BoolVar(&write, "write", false, "let the query change the database")
	_ = c.RegisterFlagCompletionFunc("saved", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, q := range schema.Queries() {
			names = append(names, q.Name+"\t"+q.Says)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}) // fails only for a flag that is not there
	return c
}

// givenParams reads parameters given as name=value.
func givenParams(params []string) (map[string]string, error) {
	given := make(map[string]string, len(params))
	for _, p := range params {
		name, value, ok := strings.Cut(p, "=")
		if !ok {
			return nil, usagef("--param is %q: want name=value", p)
		}
		given[strings.TrimPrefix(name, "$")] = value
	}
	return given, nil
}

// queryText is the query that the arguments ask for, with its parameters.
func queryText(c *cobra.Command, args []string, saved string, params []string) (string, map[string]any, error) {
	given, err := givenParams(params)
	if err != nil {
		return "", nil, err
	}
	switch {
	case saved != "" && len(args) > 0:
		return "", nil, usagef("give a query or --saved, not both")
	case saved != "":
		q, err := schema.SavedQuery(saved)
		if err != nil {
			return "", nil, usageError{err}
		}
		for _, p := range q.Params {
			if _, ok := given[p.Name]; !ok && p.Kind == "text" {
				return "", nil, usagef("query %s needs -p %s=…: %s", q.Name, p.Name, p.Says)
			}
		}
		bound, err := q.Bind(given)
		if err != nil {
			return "", nil, usageError{err}
		}
		return q.Cypher, bound, nil
	case len(args) == 0:
		return "", nil, usagef("give a query, --saved NAME or --list")
	}
	bound := make(map[string]any, len(given))
	for name, value := range given {
		bound[name] = value
	}
	if args[0] != "-" {
		return args[0], bound, nil
	}
	text, err := io.ReadAll(c.InOrStdin())
	return string(text), bound, err
}

func listQueries(w io.Writer, asJSON bool) error {
	if asJSON {
		for _, q := range schema.Queries() {
			if err := message(w, "query", q); err != nil {
				return err
			}
		}
		return message(w, "summary", map[string]int{"queries": len(schema.Queries())})
	}
	t := newTable(w)
	for _, q := range schema.Queries() {
		names := make([]string, len(q.Params))
		for i, p := range q.Params {
			names[i] = fmt.Sprintf("-p %s=%v", p.Name, p.Default)
			if p.Kind == "text" {
				names[i] = fmt.Sprintf("-p %s=…", p.Name)
			}
		}
		t.AppendRow(table.Row{q.Name, q.Says, strings.Join(names, " ")})
	}
	t.Render()
	return nil
}

func rowsTable(w io.Writer, r neo4j.Result) {
	header := make(table.Row, len(r.Columns))
	for i, name := range r.Columns {
		header[i] = name
	}
	t := newTable(w, header...)
	if width, ok := terminal(w); ok {
		fit(t, r.Columns, width)
	}
	for _, values := range r.Rows {
		row := make(table.Row, len(values))
		for i, v := range values {
			row[i] = printable(neo4j.Text(v))
		}
		t.AppendRow(row)
	}
	t.Render()
	fmt.Fprintf(w, "\n%s\n", plural(len(r.Rows), "row"))
}

func rowsJSON(w io.Writer, r neo4j.Result) error {
	for _, values := range r.Rows {
		row := make(map[string]any, len(values))
		for i, v := range values {
			row[r.Columns[i]] = neo4j.JSON(v)
		}
		if err := message(w, "row", map[string]any{"row": row}); err != nil {
			return err
		}
	}
	return message(w, "summary", map[string]any{"rows": len(r.Rows), "columns": r.Columns})
}
