package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/graph/build"
	"github.com/newsgraph/newsgraph/graph/store"
)

func newBuild() *cobra.Command {
	var x extraction
	var path string
	var asJSON, allLangs bool
	c := &cobra.Command{
		Use:   "build INPUT...",
		Short: "Read articles into a store",
		Long: `Read articles, extract what they say and bring the store up to date with them.
INPUT is a file (text, HTML, JSON, JSON Lines, RSS, Atom; .gz, .zst and .zip of
these), a folder, a pattern, or - for standard input. Articles that the store
holds already are not read again; a changed article replaces its old version. One
whose file is gone stays: remove takes it out.`,
		Example: "  newsgraph build articles/ -o news.db\n  zcat dump.jsonl.gz | newsgraph build - -o news.db --json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			begin := time.Now()
			ex, err := x.extractor()
			if err != nil {
				return err
			}
			_, missing := os.Stat(path)
			st, err := store.Open(path, store.Options{Create: true, Extractor: ex.Fingerprint()})
			if err != nil {
				return err
			}
			sum, err := runBuild(c, &x, args, st, ex, allLangs, asJSON)
			if err == nil && sum.Failed > 0 && sum.Failed == sum.Inputs && !asJSON {
				err = fmt.Errorf("%s, none could be read", plural(sum.Inputs, "input"))
			} else if err == nil {
				err = reportBuild(c.Context(), c.OutOrStdout(), st, path, sum, begin, asJSON)
			}
			err = errors.Join(err, st.Close())
			if missing != nil && sum.Failed > 0 && sum.Failed == sum.Inputs {
				err = errors.Join(err, os.Remove(path)) // made for nothing
			}
			if err != nil {
				return err
			}
			if sum.Failed > 0 {
				return errPartly
			}
			return nil
		},
	}
	x.flags(c)
	c.Flags().StringVarP(&path, "output", "o", defaultStorePath(), "the store to write (NEWSGRAPH_STORE)")
	c.Flags().BoolVar(&allLangs, "all-languages", false, "extract from texts that are not English too")
	c.Flags().BoolVar(&asJSON, "json", false, "write JSON lines: failed inputs and warnings, a summary")
	_ = c.MarkFlagFilename("output", "db") // fails only for a flag that is not there
	return c
}

// runBuild runs with progress on a terminal and a line for each failed input.
func runBuild(c *cobra.Command, x *extraction, args []string, st *store.Store, ex *extract.Extractor, allLangs, asJSON bool) (build.Summary, error) {
	bar := newInputBar(c.ErrOrStderr(), args)
	defer bar.stop()
	alike := alikes{}
	defer func() { alike.rest(c.ErrOrStderr()) }()
	records := bar.count(x.read(c, args, article.Options{Progress: bar.read, TextIDs: true}))
	return build.Run(c.Context(), st, ex, records, build.Options{
		Workers: x.workers, AllLangs: allLangs,
		Progress: func(e build.Event) {
			switch {
			case e.Err == nil:
			case asJSON:
				kind := "warning"
				if e.Outcome == build.Failed {
					kind = "error"
				}
				_ = message(c.OutOrStdout(), kind, asInput(e.Err)) // a broken pipe shows at the summary
			case e.Outcome == build.Failed || alike.few(e.Err):
				warnInput(c, e.Err)
			}
		},
	})
}

// reportBuild tells what the run, which began then, did and what the store now
// holds.
func reportBuild(ctx context.Context, w io.Writer, st *store.Store, path string, sum build.Summary, begin time.Time, asJSON bool) error {
	if asJSON {
		return message(w, "summary", sum)
	}
	all, err := st.Summary(ctx, 8, 3)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Read %s in %.1f s: %s\n", plural(sum.Inputs, "input"), time.Since(begin).Seconds(), outcomes(sum))
	if sum.NotEnglish > 0 {
		fmt.Fprintf(w, "Skipped as not English: %d; --all-languages takes them.\n", sum.NotEnglish)
	}
	if sum.Refreshed > 0 {
		fmt.Fprintf(w, "Extracted %s of earlier runs again: the models, rules or options are others.\n", plural(sum.Refreshed, "article"))
	}
	if !sum.Changed {
		fmt.Fprintf(w, "The graph in %s is as it was.\n", path)
	}
	fmt.Fprintf(w, "\n%s holds %s (%s), %s, %s, %s\n", path, plural(all.Articles, "article"), plural(all.Stories, "story"),
		plural(all.Mentions, "mention"), plural(all.Entities, "entity"), plural(all.Statements, "statement"))
	if all.Entities == 0 {
		fmt.Fprintln(w, "Nothing was found. Are the inputs English news articles?")
		return nil
	}
	fmt.Fprintln(w)
	countsTable(w, all, 10)
	if len(all.Connected) > 0 {
		fmt.Fprintln(w, "\nBest connected")
		hubs := newTable(w)
		for _, h := range all.Connected {
			hubs.AppendRow(table.Row{"  " + printable(h.Name), h.Type, plural(h.Statements, "statement"), plural(h.Articles, "article")})
		}
		hubs.Render()
	}
	if len(all.Samples) > 0 {
		fmt.Fprintln(w, "\nSome edges, and who says so")
		mark := markerFor(w)
		for _, s := range all.Samples {
			fmt.Fprintf(w, "  (%s)-[:%s]->(%s)\n    %s\n    — %s\n", printable(s.SubjectEnd.Name), s.Type, printable(s.ObjectEnd.Name), mark.sentence(s.Said), where(s.Said))
		}
	}
	example := "NAME"
	if len(all.Connected) > 0 {
		example = all.Connected[0].Name
	}
	fmt.Fprintf(w, "\nNext\n  %s\n  newsgraph load %s      (into Neo4j at NEO4J_URI)\n", next(path, "show", example), shellWord(path))
	return nil
}

// countsTable counts entities, statements and modalities side by side; of types
// of statements it shows up to most lines.
func countsTable(w io.Writer, all store.Summary, most int) {
	counts := newTable(w, "Entities", "", "Statements", "", "Modality", "")
	for i := range max(len(all.ByType), min(len(all.ByRelation), most), len(all.ByModality)) {
		row := table.Row{"", "", "", "", "", ""}
		for k, list := range [][]store.TypeCount{all.ByType, all.ByRelation, all.ByModality} {
			if k == 1 && i == most-1 && len(list) > most {
				row[2], row[3] = fmt.Sprintf("and %d other types", len(list)-i), rest(list[i:])
			} else if i < len(list) {
				row[2*k], row[2*k+1] = list[i].Type, thousands(list[i].Count)
			}
		}
		counts.AppendRow(row)
	}
	counts.Render()
}

func rest(list []store.TypeCount) string {
	n := 0
	for _, t := range list {
		n += t.Count
	}
	return thousands(n)
}

func outcomes(s build.Summary) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{s.Articles - s.Replaced, "new"}, {s.Replaced, "changed"}, {s.Duplicates, "duplicate"}, {s.Unchanged, "unchanged"}, {s.Skipped, "skipped"}, {s.Failed, "failed"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", thousands(p.n), p.what))
		}
	}
	if len(parts) == 0 {
		return "nothing to do"
	}
	return strings.Join(parts, ", ")
}
