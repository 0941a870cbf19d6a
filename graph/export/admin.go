package export

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/schema"
)

// The formats of neo4j-admin: https://neo4j.com/docs/operations-manual/5/import/
// Files are gzip of several members, one after the other, each made by one
// goroutine, which every reader of gzip takes for one stream.

// arrayDelimiter parts the elements of a list: the unit separator of ASCII,
// since names may hold any other sign. In an element it becomes a space.
const arrayDelimiter = "\x1f"

// adminFiles are the files that the folder may hold: of the tables, the scripts
// and the report of the importer, which runs in it.
func adminFiles() []string {
	names := []string{"import.sh", "constraints.cypher", writtenFile, importLog, importSays}
	for _, t := range adminTables(nil) {
		names = append(names, t.file())
	}
	return names
}

// adminFile is a file being written.
type adminFile struct {
	table table
	to    *os.File
	rows  int
}

func writeAdmin(ctx context.Context, r graph.Reader, to *folder) (err error) {
	p, err := neo4j.Project(ctx, r)
	if err != nil {
		return err
	}
	w := &adminWriter{folder: to, tables: adminTables(p.Identifiers())}
	w.byKind = byKind(w.tables)
	defer func() { err = errors.Join(err, w.close()) }()
	if err := w.open(); err != nil {
		return err
	}
	for _, phase := range p.Phases(ctx) {
		if err := w.phase(ctx, p, phase); err != nil {
			return err
		}
	}
	c := w.newChunk()
	if err := c.Node(p.Marker()); err != nil {
		return err
	}
	if err := w.append(c.finish()); err != nil {
		return err
	}
	for kind, n := range p.Counts() {
		to.counts[kind] = n
	}
	return w.instructions()
}

type adminWriter struct {
	*folder
	tables []table
	byKind map[string]int // number of the table of a label or relationship type
	files  []*adminFile
	texts  sync.Pool // of *[][]byte, a buffer for each table

	multiline bool // some text holds a line break
	longest   int  // bytes of the longest row
	written   Totals
}

// phase formats the parts of a phase on several goroutines and appends them in
// order.
func (w *adminWriter) phase(ctx context.Context, p *neo4j.Projection, phase neo4j.Phase) error {
	work := func(part neo4j.Part, err error) chunk {
		if err != nil {
			return chunk{err: err}
		}
		c := w.newChunk()
		if err := p.Make(part, &c); err != nil {
			return chunk{err: err}
		}
		return c.finish()
	}
	var failed error
	for c := range extract.InOrder(ctx, phase.Parts, workers(w.o), work) {
		if failed = w.append(c); failed != nil {
			break
		}
	}
	return errors.Join(failed, ctx.Err())
}

func (w *adminWriter) open() error {
	for _, t := range w.tables {
		f, err := os.OpenFile(filepath.Join(w.dir, t.file()), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		w.files = append(w.files, &adminFile{table: t, to: f})
		if _, err := f.Write(compress([]byte(t.header()))); err != nil {
			return err
		}
	}
	return nil
}

func (w *adminWriter) close() error {
	var errs []error
	for _, f := range w.files {
		errs = append(errs, f.to.Sync(), f.to.Close())
	}
	return errors.Join(errs...)
}

// append writes a chunk to the files.
func (w *adminWriter) append(c chunk) error {
	if c.err != nil {
		return c.err
	}
	for i, data := range c.packed {
		if len(data) > 0 {
			if _, err := w.files[i].to.Write(data); err != nil {
				return err
			}
			w.files[i].rows += c.rows[i]
		}
	}
	w.multiline = w.multiline || c.multiline
	w.longest = max(w.longest, c.longest)
	w.written.Properties += c.properties
	return nil
}

// instructions writes the command and what to run afterwards, and leaves out
// files without rows.
func (w *adminWriter) instructions() error {
	args := []string{"neo4j-admin database import full neo4j"}
	for _, f := range w.files {
		if f.table.from == "" {
			w.written.Nodes += f.rows
		} else {
			w.written.Relationships += f.rows
		}
		if f.rows == 0 {
			if err := os.Remove(f.to.Name()); err != nil {
				return err
			}
			continue
		}
		args = append(args, f.table.argument())
	}
	args = append(args, "--array-delimiter=U+001F")
	if w.multiline {
		args = append(args, "--multiline-fields=true")
	}
	if w.longest > 1<<21 { // the importer's buffer is 4 MB
		args = append(args, fmt.Sprintf("--read-buffer-size=%dm", w.longest>>19+1))
	}
	args = append(args, "--overwrite-destination", "--verbose") // else it does not say why it fails
	command := strings.Join(args, " \\\n  ")
	after := "cypher-shell -a bolt://localhost:7687 -f constraints.cypher"
	w.about = []string{
		"In this folder, with the server stopped (the database neo4j is replaced):", "",
		command, "", "Then, with the server running:", "", after, "",
		"A later `newsgraph load` of the same store finds nothing to do.",
	}
	return errors.Join(
		w.file("import.sh", func(f io.Writer) error {
			_, err := fmt.Fprintf(f, importScript, command)
			return err
		}),
		os.Chmod(filepath.Join(w.dir, "import.sh"), 0o755),
		w.file(writtenFile, func(f io.Writer) error { return json.NewEncoder(f).Encode(w.written) }),
		w.file("constraints.cypher", func(f io.Writer) error {
			_, err := io.WriteString(f, schema.ConstraintsText())
			return err
		}),
	)
}

// importScript is import.sh around the command. What the importer prints is kept
// for CheckImport; sh has no other way to tell how a command of a pipe ended.
const importScript = `#!/bin/sh
# Replaces the database neo4j of a stopped server; then run constraints.cypher.
set -e
cd "$(dirname "$0")"
rm -f ` + importSays + `
{
%s "$@" 2>&1 || echo "` + importEnded + ` $?"
} | tee ` + importLog + `
! grep -q '^` + importEnded + `' ` + importLog + `
`

const importEnded = "neo4j-admin ended with code"

// packers keeps compressors for reuse: each has large tables.
var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // fails only for a level that is not there
	return z
}}

// compress makes one member of a gzip file.
func compress(data []byte) []byte {
	if len(data) == 0 {
		return nil
	}
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	var out bytes.Buffer
	out.Grow(len(data)/2 + 64)
	z.Reset(&out)
	_, _ = z.Write(data) // a buffer takes all
	_ = z.Close()
	return out.Bytes()
}
