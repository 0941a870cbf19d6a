package article

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"golang.org/x/text/transform"
)

// jsonLines reads one JSON value a line.
func (j job) jsonLines(src Source, r *bufio.Reader) error {
	r = withoutMark(r)
	return j.lines(src, r, nil)
}

// lines reads the lines of r after those in before, which has been read from r
// already.
func (j job) lines(src Source, r *bufio.Reader, before []byte) error {
	line, text := 1, before
	var err error
	if before == nil {
		text, err = readLine(r)
	}
	for ; ; line++ {
		here := Source{Path: src.Path, Line: line}
		switch {
		case errors.Is(err, errLongLine):
			if err := j.fail(here, err); err != nil {
				return err
			}
		case err != nil && !errors.Is(err, io.EOF):
			return j.fail(here, cause(err))
		default:
			if err := j.jsonValue(here, line, text, envelope{}); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		text, err = readLine(r)
	}
}

var errLongLine = fmt.Errorf("line longer than %d MB", maxLine>>20)

// readLine gives the next line without its end; io.EOF comes with the last.
// Of a line that is too long nothing is kept.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && (err == nil || errors.Is(err, io.EOF)) {
			if errors.Is(err, io.EOF) {
				return nil, fmt.Errorf("line longer than %d MB at the end of the file", maxLine>>20)
			}
			return nil, errLongLine
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}

// withoutMark takes a byte order mark off a stream and decodes UTF-16 and
// UTF-32.
func withoutMark(r *bufio.Reader) *bufio.Reader {
	head, _ := r.Peek(1024) // an error comes back with the next read
	enc, n := byteOrderMark(head)
	if n > 0 {
		_, _ = r.Discard(n) // these bytes are buffered
	} else {
		enc = wideWithoutMark(head)
	}
	if enc == nil {
		return r
	}
	return bufio.NewReaderSize(transform.NewReader(r, enc.NewDecoder()), 64<<10)
}

// jsonDocument reads a JSON object or array, or several one after the other;
// when the first line is a value of its own they are read line by line, so
// that a bad one does not spoil the rest.
func (j job) jsonDocument(src Source, r *bufio.Reader) error {
	r = withoutMark(r)
	head, _ := r.Peek(4096)
	if !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("[")) {
		first, err := readLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return j.fail(Source{Path: src.Path, Line: 1}, cause(err))
		}
		if rest, _ := r.Peek(4096); err == nil && json.Valid(first) && len(bytes.TrimSpace(rest)) > 0 {
			return j.lines(src, r, first)
		}
		if err == nil {
			first = append(first, '\n')
		}
		return j.values(src, io.MultiReader(bytes.NewReader(first), r))
	}
	return j.values(src, r)
}

// values reads JSON values from a stream; the elements of an outermost array
// one by one.
func (j job) values(src Source, r io.Reader) error {
	count := &newlines{r: r}
	dec := json.NewDecoder(count)
	depth, number := 0, 0
	for {
		for depth == 0 || !dec.More() {
			tok, err := dec.Token()
			if err == io.EOF && depth == 0 {
				return nil
			}
			if err != nil {
				return j.fail(count.fault(src, dec, err), jsonError(err))
			}
			switch tok {
			case json.Delim('['):
				depth++
			case json.Delim(']'):
				depth--
			case json.Delim('{'):
				return j.object(src, io.MultiReader(bytes.NewReader([]byte("{")), dec.Buffered(), r), count, dec.InputOffset())
			default:
				if err := j.fail(count.place(src, dec.InputOffset()), errors.New("want a JSON object with the article's fields")); err != nil {
					return err
				}
			}
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return j.fail(count.fault(src, dec, err), jsonError(err))
		}
		number++
		here := count.place(src, dec.InputOffset()-int64(len(raw)))
		if err := j.jsonValue(here, number, raw, envelope{}); err != nil {
			return err
		}
	}
}

// object reads objects that are not in an array, the first of which begins at
// the given offset.
func (j job) object(src Source, r io.Reader, count *newlines, offset int64) error {
	base := count.place(src, offset-1).Line - 1
	inner := &newlines{r: io.LimitReader(r, 16*maxLine)}
	dec := json.NewDecoder(inner)
	for number := 0; ; number++ {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			here := inner.fault(src, dec, err)
			here.Line += base
			return j.fail(here, jsonError(err))
		}
		here := inner.place(src, dec.InputOffset()-int64(len(raw)))
		here.Line += base
		n := number
		if n > 0 || dec.More() {
			n++
		}
		if err := j.jsonValue(here, n, raw, envelope{}); err != nil {
			return err
		}
	}
}

// jsonError puts an error of encoding/json into plain words.
func jsonError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("the file ends inside a JSON value")
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not JSON: %w", err)
	}
	return err
}

// newlines reads and remembers where the lines end.
type newlines struct {
	r      io.Reader
	offset int64
	passed int // lines before the first of ends
	ends   []int64
}

func (l *newlines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.ends = append(l.ends, l.offset+int64(i))
		}
	}
	l.offset += int64(n)
	return n, err
}

// fault gives the line where a decoder found an error.
func (l *newlines) fault(src Source, dec *json.Decoder, err error) Source {
	at := dec.InputOffset()
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		at = max(at, syntax.Offset-1)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		at = max(at, l.offset)
	}
	return l.place(src, at)
}

// place gives the line of an offset; offsets asked for must not decrease.
func (l *newlines) place(src Source, offset int64) Source {
	i, _ := slices.BinarySearch(l.ends, offset)
	l.ends, l.passed = l.ends[i:], l.passed+i
	return Source{Path: src.Path, Line: l.passed + 1}
}
