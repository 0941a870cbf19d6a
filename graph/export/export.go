package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/atomicfile"
)

// Format is a format that Write knows.
type Format struct {
	Name   string
	Says   string
	Folder bool // it is a folder of files
	Whole  bool // it takes no filter

	stream func(context.Context, graph.Reader, *output) error
	folder func(context.Context, graph.Reader, *folder) error
	holds  func() []string // the files that a folder may hold, beside the manifest
}

// Formats lists the formats.
func Formats() []Format {
	return []Format{
		{Name: "neo4j-admin", Says: "folder of typed CSV for neo4j-admin database import", Folder: true, Whole: true, folder: writeAdmin, holds: adminFiles},
		{Name: "cypher", Says: "script for cypher-shell that may be run again", Whole: true, stream: writeCypher},
		{Name: "graphml", Says: "entities and relations for Gephi, yEd, networkx", stream: writeGraphML},
		{Name: "gexf", Says: "the same with dates, for the timeline of Gephi", stream: writeGEXF},
		{Name: "ftm", Says: "FollowTheMoney entities as JSON lines", stream: writeFTM},
		{Name: "jsonld", Says: "linked data in the terms of schema.org", stream: writeJSONLD},
		{Name: "csv", Says: "folder of entities, relations, evidence and articles for pandas", Folder: true, folder: writeCSV, holds: csvFiles},
	}
}

// Find returns the format of a name; the error names those that exist.
func Find(name string) (Format, error) {
	var known []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, fmt.Errorf("%q is not a format: want one of %s", name, strings.Join(known, ", "))
}

func (f Format) files() []string {
	if f.holds == nil {
		return nil
	}
	return f.holds()
}

// Options say what to write and how.
type Options struct {
	Filter  Filter
	Workers int // goroutines that format rows; 0 means one a CPU
}

// Counts is how many rows of each kind were written: of nodes and
// relationships by label and type, else "entities", "relations" and the like.
type Counts map[string]int

// Write writes a graph to w in a format that is one file.
func (f Format) Write(ctx context.Context, r graph.Reader, w io.Writer, o Options) (Counts, error) {
	if f.stream == nil {
		return nil, fmt.Errorf("format %s is a folder: it needs a path", f.Name)
	}
	r, err := f.selected(ctx, r, o)
	if err != nil {
		return nil, err
	}
	out := &output{Writer: bufio.NewWriterSize(w, 1<<16), counts: Counts{}}
	if err := f.stream(ctx, r, out); err != nil {
		return nil, err
	}
	return out.counts, out.Flush()
}

// WriteTo writes a graph to the file or folder at path, which bears that name
// only once it is complete. A file that is there is replaced, a folder when it
// is empty or an earlier export to which nothing was added.
func (f Format) WriteTo(ctx context.Context, r graph.Reader, path string, o Options) (Counts, error) {
	if f.Folder {
		r, err := f.selected(ctx, r, o)
		if err != nil {
			return nil, err
		}
		return writeFolder(path, f, o, func(to *folder) error { return f.folder(ctx, r, to) })
	}
	var counts Counts
	if err := atomicfile.Write(path, 0o644, func(w io.Writer) (err error) {
		counts, err = f.Write(ctx, r, w, o)
		return err
	}); err != nil {
		return counts, err
	}
	clearOld(path)
	return counts, nil
}

func (f Format) selected(ctx context.Context, r graph.Reader, o Options) (graph.Reader, error) {
	if o.Filter.empty() {
		return r, nil
	}
	if f.Whole {
		return nil, fmt.Errorf("format %s is of the whole graph: it takes no filter", f.Name)
	}
	return filtered(ctx, r, o.Filter)
}

// output is a buffered writer that remembers the first error and counts rows.
type output struct {
	*bufio.Writer
	counts Counts
}

// put writes texts one after the other. An error shows at the flush.
func (o *output) put(texts ...string) {
	for _, t := range texts {
		_, _ = o.WriteString(t)
	}
}

func workers(o Options) int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}
