package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/export"
	"github.com/newsgraph/newsgraph/graph/store"
	"github.com/newsgraph/newsgraph/schema"
)

// selection is what the flags of export ask for.
type selection struct {
	types, relations, modalities []string
	support                      int
	connected                    bool
}

func newExport() *cobra.Command {
	var path string
	var pick selection
	var name, output, check string
	var asJSON bool
	var workers int
	c := &cobra.Command{
		Use:   "export [STORE] --format FORMAT [-o PATH]",
		Short: "Write the graph for other tools",
		Long:  "Write the graph of a store in the format of another tool:\n\n" + formatList() + exportHelp,
		Example: `  newsgraph export news.db --format gexf -o news.gexf --min-support 2
  newsgraph export news.db --format neo4j-admin -o import/
  newsgraph export --check import/
  newsgraph export news.db --format ftm | ftm validate`,
		RunE: func(c *cobra.Command, _ []string) error {
			if check != "" {
				return checkImport(c.OutOrStdout(), check, asJSON)
			}
			format, err := export.Find(name)
			if err != nil {
				return usagef("--format: %w", err)
			}
			filter, err := pick.filter()
			if err != nil {
				return err
			}
			toStdout := output == "" || output == "-"
			switch given := pick.given(c); {
			case format.Whole && given != "":
				return usagef("--format %s is of the whole graph: it takes no --%s", name, given)
			case format.Folder && toStdout:
				return usagef("--format %s is a folder of files: give it a name with -o", name)
			case toStdout && asJSON:
				return usagef("--json reports on a file: give it a name with -o")
			}
			st, err := openStore(path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			defer streaming()()
			var counts export.Counts
			err = st.View(c.Context(), func(now *store.Store) error { // one state, though a build may write meanwhile
				o := export.Options{Filter: filter, Workers: workers}
				if toStdout {
					counts, err = format.Write(c.Context(), now, c.OutOrStdout(), o)
				} else {
					counts, err = format.WriteTo(c.Context(), now, output, o)
				}
				return err
			})
			switch {
			case err != nil || toStdout:
				return err
			case asJSON:
				return message(c.OutOrStdout(), "summary", map[string]any{"format": name, "path": output, "rows": counts})
			}
			return printExport(c.OutOrStdout(), format, output, counts)
		},
	}
	f := c.Flags()
	f.StringVarP(&name, "format", "f", "", "the format to write")
	f.StringVarP(&output, "output", "o", "", "the file or folder to write (default standard output)")
	f.StringSliceVar(&pick.types, "type", nil, "only entities of these types, and relations between them")
	f.StringSliceVar(&pick.relations, "relation", nil, "only relations of these types, and their ends")
	f.StringSliceVar(&pick.modalities, "modality", nil, "only relations of these modalities, and their ends")
	f.IntVar(&pick.support, "min-support", 0, "only relations that so many articles state, and their ends")
	f.BoolVar(&pick.connected, "connected", false, "only entities that have a relation, and relations between entities")
	f.IntVar(&workers, "workers", 0, "goroutines that format rows (default one a CPU)")
	f.BoolVar(&asJSON, "json", false, "write JSON lines: a summary")
	f.StringVar(&check, "check", "", "compare what neo4j-admin imported from this folder with what was written into it")
	for _, other := range []string{"format", "output", "type", "relation", "modality", "min-support", "connected", "workers"} {
		c.MarkFlagsMutuallyExclusive("check", other)
	}
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name+"\t"+f.Says)
	}
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
	storeOnly(c, &path)
	return c
}

const exportHelp = `
neo4j-admin and cypher hold the whole graph as load writes it: a later load finds
nothing to do. The others take --type, --relation, --modality,
--min-support and --connected.
import.sh in the folder of neo4j-admin runs the importer and keeps what it prints;
--check compares that with what was written, and fails when they differ.
A file or folder gets its name when it is complete; one of an earlier export is
replaced, unless the folder holds files that the export did not write.`

func formatList() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-12s %s\n", f.Name, f.Says)
	}
	return b.String()
}

// given is the first filter flag that was given, or empty.
func (s selection) given(c *cobra.Command) string {
	for _, flag := range []string{"type", "relation", "modality", "min-support", "connected"} {
		if c.Flags().Changed(flag) {
			return flag
		}
	}
	return ""
}

// filter checks the names that were given against the ontology.
func (s selection) filter() (export.Filter, error) {
	o := schema.Default()
	if s.support < 0 {
		return export.Filter{}, usagef("--min-support is %d: want how many articles, 0 or more", s.support)
	}
	f := export.Filter{MinSupport: s.support, Connected: s.connected}
	for _, t := range s.types {
		if !o.HasEntity(schema.EntityType(t)) {
			return f, usagef("--type is %q: want one of %s", t, list(o.Entities, func(e schema.Entity) string { return string(e.Type) }))
		}
		f.Types = append(f.Types, schema.EntityType(t))
	}
	for _, r := range s.relations {
		if _, ok := o.Relation(schema.RelationType(r)); !ok {
			return f, usagef("--relation is %q: want one of %s", r, list(o.Relations, func(d schema.Relation) string { return string(d.Type) }))
		}
		f.Relations = append(f.Relations, schema.RelationType(r))
	}
	for _, m := range s.modalities {
		if !slices.ContainsFunc(o.Modalities, func(d schema.ModalityDef) bool { return string(d.Type) == m }) {
			return f, usagef("--modality is %q: want one of %s", m, list(o.Modalities, func(d schema.ModalityDef) string { return string(d.Type) }))
		}
		f.Modalities = append(f.Modalities, schema.Modality(m))
	}
	return f, nil
}

func list[T any](all []T, name func(T) string) string {
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = name(v)
	}
	return strings.Join(names, ", ")
}

func printExport(w io.Writer, format export.Format, path string, counts export.Counts) error {
	total, edges := 0, 0
	for kind, n := range counts {
		total += n
		if isType(kind) {
			edges += n
		}
	}
	fmt.Fprintf(w, "Wrote %s to %s", plural(total, "row"), path)
	if edges > 0 {
		fmt.Fprintf(w, ": %s, %s", plural(total-edges, "node"), plural(edges, "relationship"))
	}
	fmt.Fprintln(w)
	t := newTable(w)
	kindRows(counts)(func(kind string, n []int) { t.AppendRow([]any{"  " + kind, thousands(n[0])}) })
	t.Render()
	if !format.Folder {
		return nil
	}
	about, err := export.About(path)
	if err == nil {
		_, err = fmt.Fprintf(w, "\n%s", about)
	}
	return err
}

// checkImport tells what became of an export for neo4j-admin.
func checkImport(w io.Writer, dir string, asJSON bool) error {
	found, err := export.CheckImport(dir)
	if err != nil {
		return err
	}
	differences := found.Differences()
	if asJSON {
		if err := message(w, "summary", struct {
			export.Imported
			Differences []string `json:"differences"`
		}{found, append([]string{}, differences...)}); err != nil {
			return err
		}
	}
	if len(differences) > 0 {
		return fmt.Errorf("%s: %s", dir, strings.Join(differences, "; "))
	}
	if !asJSON {
		fmt.Fprintf(w, "All of %s was imported: %s, %s, %s\n", dir,
			plural(found.Imported.Nodes, "node"), plural(found.Imported.Relationships, "relationship"), plural(found.Imported.Properties, "property"))
	}
	return nil
}
