package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
)

// Options of [Read].
type Options struct {
	// Stdin is what "-" stands for; nil means os.Stdin.
	Stdin io.Reader

	// AsIs takes the text of JSON records and of plain text files as it
	// stands: no title is looked for, nothing is cut or normalized, and the
	// id of a record is passed through. Offsets of an extraction then count
	// in the given text. Pages and feeds are read as ever. A record with an id
	// that another text had before it in the same sequence is an *InputError.
	AsIs bool

	// TextIDs leaves the ids that AsIs would pass through aside: Article.ID is
	// [TextID] of the text, whatever the record says. It is for what gathers
	// articles of many inputs, where two texts may well have one id.
	TextIDs bool

	// Progress, when set, is told of every portion of bytes read from the
	// inputs, before decompression, by the goroutine that ranges over the
	// sequence. The portions of one file add up to at most its [File.Size].
	Progress func(bytes int64)
}

// Source is the place where a record was found.
type Source struct {
	Path string // with slashes; inside a zip archive "archive.zip/member"; "-" is standard input
	Line int    // first line of the record in a JSON file, number of the entry in a feed; else 0
}

// String gives "path:line", "path" where there is no line.
func (s Source) String() string {
	path := s.Path
	if path == stdinName {
		path = "standard input"
	}
	if s.Line > 0 {
		return fmt.Sprintf("%s:%d", path, s.Line)
	}
	return path
}

// Record is one article read.
type Record struct {
	Article
	Source   Source
	Replaced int     // bytes or characters of the source that were not text and became U+FFFD
	Warnings []error // what was wrong, yet did not keep the article from being read
}

// InputError says that an input, or a record in it, could not be read.
type InputError struct {
	Path string
	Line int // 0 when the whole input is meant
	Err  error
}

// Error gives "path:line: what was wrong".
func (e *InputError) Error() string {
	return Source{Path: e.Path, Line: e.Line}.String() + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *InputError) Unwrap() error { return e.Err }

// stdinName is the input that stands for standard input.
const stdinName = "-"

// errStop ends a reader early: the caller of the sequence wants no more.
var errStop = errors.New("stopped")

// emit passes a record, or an *InputError with a zero Record, to the caller. A
// reader returns the error that emit returns, at once.
type emit func(Record, error) error

// Read gives the articles of the inputs one by one, in the order of the
// inputs. An error in the sequence is an *InputError and the sequence goes on
// after it, unless ctx has ended: then its error is the last. Files are opened
// one at a time and JSON Lines are not held in memory.
func Read(ctx context.Context, inputs []string, opts Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		out := func(r Record, err error) error {
			if !yield(r, err) {
				return errStop
			}
			return ctx.Err()
		}
		if err := readInputs(ctx, inputs, opts, out); err != nil && !errors.Is(err, errStop) {
			yield(Record{}, err)
		}
	}
}

// ReadFrom reads one stream as if it were a file of that name, which says the
// format (see the package comment) and serves as the key.
func ReadFrom(ctx context.Context, name string, r io.Reader, opts Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		out := func(rec Record, err error) error {
			if !yield(rec, err) {
				return errStop
			}
			return ctx.Err()
		}
		err := job{opts: opts, out: out, name: name, key: name, given: make(map[string]string)}.stream(r)
		if err != nil && !errors.Is(err, errStop) {
			yield(Record{}, err)
		}
	}
}

func readInputs(ctx context.Context, inputs []string, opts Options, out emit) error {
	j := job{opts: opts, out: out, given: make(map[string]string)}
	for _, input := range inputs {
		files, errs := expand(input)
		for _, err := range errs {
			if err := out(Record{}, err); err != nil {
				return err
			}
		}
		for _, f := range files {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := j.file(f); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// file reads one file; j is for all of them.
func (j job) file(f File) error {
	j.name = f.Path
	if f.Path == stdinName {
		in := j.opts.Stdin
		if in == nil {
			in = os.Stdin
		}
		return j.stream(in)
	}
	key, err := filepath.Abs(filepath.FromSlash(f.Path))
	if err != nil {
		return j.fail(Source{Path: f.Path}, cause(err))
	}
	j.key = filepath.ToSlash(key)
	file, err := os.Open(filepath.FromSlash(f.Path))
	if err != nil {
		return j.fail(Source{Path: f.Path}, cause(err))
	}
	err = j.stream(file)
	if cerr := file.Close(); err == nil && cerr != nil {
		return j.fail(Source{Path: f.Path}, cause(cerr))
	}
	return err
}

// cause drops the path that package os puts in front of an error: InputError
// names it already.
func cause(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// counted tells Options.Progress what is read.
type counted struct {
	r      io.Reader
	report func(int64)
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if n > 0 && c.report != nil {
		c.report(int64(n))
	}
	return n, err
}
