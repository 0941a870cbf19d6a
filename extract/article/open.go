package article

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Limits that keep a hostile or broken file from filling the memory.
const (
	maxWhole   = 64 << 20  // a text, page or feed, which are held in memory
	maxLine    = 64 << 20  // a line of JSON Lines, a JSON value
	maxZip     = 512 << 20 // a zip archive that is no file of its own, but comes from another archive or standard input
	maxNesting = 4         // archives in archives
	freeBytes  = 64 << 20  // an archive may expand to this many bytes whatever its size
	maxRatio   = 250       // and beyond them to this many times its size; text packs to 1/3 to 1/20
)

// job reads one input.
type job struct {
	opts Options
	out  emit
	name string // of the input, as given
	key  string // what stands for name in keys

	given map[string]string // ids passed through so far, and the TextID of their texts; shared by the jobs of a sequence
}

// fail reports an error of one place of the input; the job goes on.
func (j job) fail(src Source, err error) error {
	return j.out(Record{}, &InputError{Path: src.Path, Line: src.Line, Err: err})
}

// stream reads a stream that is a file, or stands for one.
func (j job) stream(r io.Reader) error {
	if f, ok := r.(*os.File); ok && j.name != stdinName {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && isZip(f) {
			at := &countedAt{r: f, left: info.Size(), report: j.opts.Progress}
			return j.zip(j.name, at, info.Size(), 0)
		}
	}
	return j.unpack(j.name, j.name, bufio.NewReaderSize(counted{r, j.opts.Progress}, 64<<10), 0)
}

func isZip(f *os.File) bool {
	var head [4]byte
	_, err := f.ReadAt(head[:], 0)
	return err == nil && zipMagic(head[:])
}

func zipMagic(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// unpack reads a stream that may be packed. shown is the path for messages,
// name the one whose ending tells the format: "a.jsonl" inside
// "a.jsonl.gz".
func (j job) unpack(shown, name string, r *bufio.Reader, depth int) error {
	head, err := r.Peek(4)
	if err != nil && err != io.EOF {
		return j.fail(Source{Path: shown}, cause(err))
	}
	if depth > maxNesting {
		return j.fail(Source{Path: shown}, fmt.Errorf("more than %d archives one inside the other", maxNesting))
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		g := &gauge{}
		zr, err := guarded("gzip file", func() (*gzip.Reader, error) { return gzip.NewReader(g.packedReader(r)) })
		if err != nil {
			return j.fail(Source{Path: shown}, err)
		}
		g.r = zr
		return j.unpack(shown, stripEnding(name, ".gz", ".gzip"), bufio.NewReaderSize(g, 64<<10), depth+1)
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		g := &gauge{}
		zr, err := guarded("zstandard file", func() (*zstd.Decoder, error) {
			return zstd.NewReader(g.packedReader(r), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		})
		if err != nil {
			return j.fail(Source{Path: shown}, err)
		}
		defer zr.Close()
		g.r = zr
		return j.unpack(shown, stripEnding(name, ".zst", ".zstd"), bufio.NewReaderSize(g, 64<<10), depth+1)
	case zipMagic(head):
		data, err := readWhole(r, maxZip)
		if err != nil {
			return j.fail(Source{Path: shown}, err)
		}
		return j.zip(shown, bytes.NewReader(data), int64(len(data)), depth)
	}
	return j.read(shown, stripEnding(name, ".gz", ".gzip", ".zst", ".zstd"), r)
}

func stripEnding(name string, endings ...string) string {
	for _, e := range endings {
		if n := len(name) - len(e); n > 0 && strings.EqualFold(name[n:], e) {
			return name[:n]
		}
	}
	return name
}

// zip reads every member of a zip archive, in the archive's order.
func (j job) zip(shown string, r io.ReaderAt, size int64, depth int) error {
	if ext := strings.ToLower(path.Ext(shown)); officeFile[ext] {
		return j.fail(Source{Path: shown}, fmt.Errorf("%s files are not read: save it as text or as a web page", ext))
	}
	zr, err := guarded("zip archive", func() (*zip.Reader, error) { return zip.NewReader(r, size) })
	if err != nil {
		return j.fail(Source{Path: shown}, err)
	}
	zr.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	zr.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(128<<20)))
	g := &gauge{packed: size}
	for _, m := range zr.File {
		name := memberName(m.Name)
		if strings.HasSuffix(m.Name, "/") || skipMember(name) {
			continue
		}
		if err := j.member(shown+"/"+name, m, g, depth); err != nil {
			return err
		}
	}
	return nil
}

func (j job) member(shown string, m *zip.File, g *gauge, depth int) error {
	if m.Flags&1 != 0 {
		return j.fail(Source{Path: shown}, errors.New("encrypted member of a zip archive: want it without a password"))
	}
	rc, err := guarded("zip archive", m.Open)
	if err != nil {
		return j.fail(Source{Path: shown}, err)
	}
	defer rc.Close() // only read from
	g.r = rc
	return j.unpack(shown, shown, bufio.NewReaderSize(g, 64<<10), depth+1)
}

// memberName is the path of a member, below the archive whatever it claims.
func memberName(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), `\`, "/")
	return strings.TrimLeft(path.Clean("/"+name), "/")
}

// skipMember passes over what file managers put into archives and what a walk
// of a folder passes over.
func skipMember(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, ".") || notText[strings.ToLower(path.Ext(base))]
}

var officeFile = map[string]bool{
	".docx": true, ".xlsx": true, ".pptx": true, ".odt": true, ".ods": true, ".epub": true, ".jar": true, ".apk": true,
}

// guarded opens or parses what strangers wrote: an error, and a panic of the
// library that does it, become "damaged" and the name of the thing.
func guarded[T any](thing string, open func() (T, error)) (v T, err error) {
	defer recovered(thing, &err)
	if v, err = open(); err != nil {
		err = fmt.Errorf("damaged %s: %w", thing, err)
	}
	return v, err
}

// recovered, when deferred, makes an error of a panic.
func recovered(thing string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("damaged %s: %v", thing, p)
	}
}

// gauge reads unpacked bytes and stops when there are far more of them than
// text could have been packed into the bytes read so far.
type gauge struct {
	r        io.Reader
	packed   int64
	unpacked int64
}

func (g *gauge) packedReader(r io.Reader) io.Reader {
	return counted{r, func(n int64) { g.packed += n }}
}

func (g *gauge) Read(p []byte) (n int, err error) {
	defer recovered("archive", &err)
	if g.unpacked > freeBytes && g.unpacked > maxRatio*g.packed {
		return 0, fmt.Errorf("expands to more than %d times its size: not an archive of articles", maxRatio)
	}
	n, err = g.r.Read(p)
	g.unpacked += int64(n)
	return n, err
}

// countedAt tells Options.Progress what is read of a zip file.
type countedAt struct {
	r      io.ReaderAt
	left   int64
	report func(int64)
}

func (c *countedAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	if k := min(int64(n), c.left); k > 0 && c.report != nil {
		c.left -= k
		c.report(k)
	}
	return n, err
}

// readWhole reads a stream to its end, which must come before limit.
func readWhole(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, cause(err)
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("larger than %d MB", limit>>20)
	}
	return data, nil
}
