package article

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// readAll gives the records and the errors of a stream of that name.
func readAll(t testing.TB, name, content string, opts Options) ([]Record, []string) {
	t.Helper()
	var records []Record
	var errs []string
	for r, err := range ReadFrom(context.Background(), name, strings.NewReader(content), opts) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		records = append(records, r)
	}
	return records, errs
}

func readOne(t testing.TB, name, content string) Record {
	t.Helper()
	records, errs := readAll(t, name, content, Options{})
	if len(errs) > 0 || len(records) != 1 {
		t.Fatalf("%s: got %d records and errors %q, want one record", name, len(records), errs)
	}
	return records[0]
}

func gzipped(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t testing.TB, content string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(content), nil))
}

// zipped packs name and content in turns.
func zipped(t testing.TB, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		m, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Write([]byte(members[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	helionTitle = "Helion buys Rheintal"
	helionBody  = "Helion Networks has bought Rheintal Semiconductor, the companies said on Monday.\n\n“This is the right home,” said Ingrid Sorensen, who leads Helion."
	helionText  = helionTitle + "\n\n" + helionBody
)

func TestPackedArticlesAreUnpacked(t *testing.T) {
	line := `{"title": "Helion buys Rheintal", "text": "The deal is worth 4 billion euros."}` + "\n"
	records := []struct{ name, content, keys string }{
		{"a.txt.gz", gzipped(t, helionText), "a.txt.gz"},
		{"a.txt.zst", zstandard(t, helionText), "a.txt.zst"},
		{"a.jsonl.gz", gzipped(t, line+line), "a.jsonl.gz#1 a.jsonl.gz#2"},
		{"a.zip", zipped(t, "x/a.txt", helionText, "x/", "", "b.jsonl", line, "__MACOSX/a.txt", "no", "x/.DS_Store", "no", "logo.png", "\x89PNG"), "a.zip/x/a.txt a.zip/b.jsonl#1"},
		{"a.zip", zipped(t, "in.zip", zipped(t, "a.txt.gz", gzipped(t, helionText))), "a.zip/in.zip/a.txt.gz"},
		{"a.zip", zipped(t, `..\..\evil.txt`, helionText), "a.zip/evil.txt"},
		{"misnamed.txt", gzipped(t, helionText), "misnamed.txt"},
		{"unpacked.txt.gz", helionText, "unpacked.txt.gz"},
	}
	for _, c := range records {
		got, errs := readAll(t, c.name, c.content, Options{})
		var keys []string
		for _, r := range got {
			keys = append(keys, r.Key)
		}
		if strings.Join(keys, " ") != c.keys || len(errs) > 0 {
			t.Errorf("%s: got keys %q and errors %q, want %q", c.name, keys, errs, c.keys)
		}
	}
}

func TestBadArchivesAreNamed(t *testing.T) {
	nested := helionText
	for range maxNesting + 2 {
		nested = gzipped(t, nested)
	}
	whole := gzipped(t, strings.Repeat(helionText, 100))
	for name, c := range map[string]struct{ content, want string }{
		"short.gz":    {"\x1f\x8b\x08", "short.gz: damaged gzip file"},
		"cut.txt.gz":  {whole[:len(whole)-10], "cut.txt.gz: unexpected EOF"},
		"bad.zip":     {"PK\x03\x04 and no more", "bad.zip: damaged zip archive"},
		"deep.txt.gz": {nested, "deep.txt.gz: more than 4 archives one inside the other"},
		"report.docx": {zipped(t, "word/document.xml", "<w/>"), "report.docx: .docx files are not read"},
		"bomb.txt.gz": {gzipped(t, strings.Repeat("a", maxWhole+1)), "bomb.txt.gz: larger than 64 MB"},
	} {
		records, errs := readAll(t, name, c.content, Options{})
		if len(records) != 0 || len(errs) != 1 || !strings.HasPrefix(errs[0], c.want) {
			t.Errorf("%s: got %d records and errors %q, want %q", name, len(records), errs, c.want)
		}
	}
}

func TestWhatExpandsWithoutEndIsStopped(t *testing.T) {
	g := &gauge{r: strings.NewReader("more"), packed: 100, unpacked: freeBytes + 1}
	if _, err := g.Read(make([]byte, 4)); err == nil || !strings.Contains(err.Error(), "expands to more than 250 times") {
		t.Errorf("got %v", err)
	}
	long := gzipped(t, "{}\n"+strings.Repeat(" ", maxLine+10)+"\n"+`{"text": "Helion buys Rheintal."}`)
	records, errs := readAll(t, "long.jsonl.gz", long, Options{})
	if len(records) > 1 || len(errs) != 2 || !strings.HasPrefix(errs[1], "long.jsonl.gz:2: ") {
		t.Errorf("got %d records and errors %q", len(records), errs)
	}
}

func TestFormatsAreSeen(t *testing.T) {
	page := "<!DOCTYPE html><html><head><title>Helion buys Rheintal</title></head><body><article><h1>Helion buys Rheintal</h1><p>" +
		strings.ReplaceAll(helionBody, "\n\n", "</p><p>") + "</p></article></body></html>"
	rss := `<?xml version="1.0"?><rss version="2.0"><channel><title>Ledger</title><item><title>Helion buys Rheintal</title><description>The deal is done.</description></item></channel></rss>`
	for name, c := range map[string]struct{ content, title string }{
		"-":           {helionText, helionTitle},
		"noending":    {page, helionTitle},
		"page.txt":    {page, helionTitle},
		"feed.xml":    {rss, helionTitle},
		"feed":        {rss, helionTitle},
		"feed.html":   {rss, helionTitle},
		"records":     {`{"headline":"Helion buys Rheintal","body":"It did."}`, helionTitle},
		"list":        {`[{"headline":"Helion buys Rheintal","body":"It did."}]`, helionTitle},
		"bracket.txt": {"[Updated] Helion buys Rheintal\n\n" + helionBody, "[Updated] Helion buys Rheintal"},
	} {
		if got := readOne(t, name, c.content); got.Title != c.title {
			t.Errorf("%s: got title %q, want %q", name, got.Title, c.title)
		}
	}
	for name, c := range map[string]struct{ content, want string }{
		"empty.txt":   {"", "empty.txt: empty: no article in it"},
		"spaces.txt":  {" \n \n", "spaces.txt: no text: want a title or a text, body, content or articleBody"},
		"paper.pdf":   {"%PDF-1.4\nThe rival agreed to buy the bank.", "paper.pdf: PDF is not read: convert it to text or to a web page, as pdftotext or a word processor does"},
		"a.pdf":       {"The rival agreed to buy the bank.", "a.pdf: PDF is not read: convert it to text or to a web page, as pdftotext or a word processor does"},
		"note.rtf":    {`{\rtf1 The rival agreed to buy the bank.}`, "note.rtf: RTF is not read: convert it to text or to a web page, as pdftotext or a word processor does"},
		"picture":     {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x01", "picture: not text: want plain text, HTML, JSON, JSON Lines, RSS or Atom"},
		"sitemap.xml": {`<?xml version="1.0"?><urlset><url/></urlset>`, "sitemap.xml: XML, but no feed and no page: want plain text, HTML, JSON, JSON Lines, RSS or Atom"},
		"blank.html":  {"<html><body></body></html>", "blank.html: no article text found in the page"},
		"-":           {"\x00\x01\x02\x03\x04", "standard input: not text: want plain text, HTML, JSON, JSON Lines, RSS or Atom"},
	} {
		records, errs := readAll(t, name, c.content, Options{})
		if len(records) != 0 || len(errs) != 1 || errs[0] != c.want {
			t.Errorf("%s: got %d records and errors %q, want %q", name, len(records), errs, c.want)
		}
	}
}

func writeTree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestInputsAreExpanded(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"b.txt": helionText, "a/z.txt": helionText, "a/page.html": "<p>", "a/page_files/ad.html": "<p>",
		"a/.hidden": "x", ".git/config": "x", "style.css": "x", "c[1].txt": helionText,
	})
	for name, c := range map[string]struct {
		inputs []string
		want   string
	}{
		"a folder":        {[]string{dir}, "a/page.html a/z.txt b.txt c[1].txt"},
		"a pattern":       {[]string{dir + "/*.txt"}, "b.txt c[1].txt"},
		"a deep pattern":  {[]string{dir + "/**/*.txt"}, "a/z.txt b.txt c[1].txt"},
		"a name like one": {[]string{dir + "/c[1].txt"}, "c[1].txt"},
		"order of inputs": {[]string{dir + "/b.txt", dir + "/a"}, "b.txt a/page.html a/z.txt"},
	} {
		files, errs := Files(c.inputs)
		var got []string
		for _, f := range files {
			rel, err := filepath.Rel(dir, filepath.FromSlash(f.Path))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, filepath.ToSlash(rel))
		}
		if strings.Join(got, " ") != c.want || len(errs) > 0 {
			t.Errorf("%s: got %q and %v, want %q", name, got, errs, c.want)
		}
	}
	_, errs := Files([]string{"nowhere.txt", dir + "/*.pdf", "-"})
	if len(errs) != 2 || errs[0].Error() != "nowhere.txt: no such file or directory" || !strings.HasSuffix(errs[1].Error(), "no file matches this pattern") {
		t.Errorf("got %v", errs)
	}
}

func TestABadInputDoesNotStopTheRest(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.txt": helionText, "b.gz": "\x1f\x8bnot really", "c.txt": "Other news\n\nNothing happened today."})
	var read int64
	opts := Options{Stdin: strings.NewReader(helionText), Progress: func(n int64) { read += n }}
	var got []string
	for r, err := range Read(context.Background(), []string{"nowhere", dir, "-"}, opts) {
		var ie *InputError
		switch {
		case errors.As(err, &ie):
			got = append(got, "! "+filepath.Base(ie.Path))
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, filepath.Base(r.Source.Path)+" "+r.Title)
		}
	}
	want := []string{"! nowhere", "a.txt " + helionTitle, "! b.gz", "c.txt Other news", "- " + helionTitle}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	files, _ := Files([]string{dir})
	size := int64(len(helionText))
	for _, f := range files {
		size += f.Size
	}
	if read != size {
		t.Errorf("progress told of %d bytes, want %d", read, size)
	}
}

func TestReadingEndsWhenNoMoreIsWanted(t *testing.T) {
	dir := writeTree(t, map[string]string{"a.txt": helionText, "b.txt": helionText, "c.txt": helionText})
	n := 0
	for _, err := range Read(context.Background(), []string{dir}, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		break
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range Read(ctx, []string{dir}, Options{}) {
		cancel()
		last = err
		n++
	}
	if n != 3 || !errors.Is(last, context.Canceled) {
		t.Errorf("got %d steps and %v, want 3 and the error of the context last", n, last)
	}
}

func TestManyLinesAreNotHeldInMemory(t *testing.T) {
	const lines = 3000
	r := &repeated{text: []byte(`{"text": "` + strings.Repeat("Helion buys the maker of chips that it wanted. ", 20) + `"}` + "\n"), times: lines}
	n := 0
	for rec, err := range ReadFrom(context.Background(), "a.jsonl", r, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if lead := r.sent - n; lead > 200 {
			t.Fatalf("%d lines were read ahead of %s", lead, rec.Key)
		}
	}
	if n != lines {
		t.Errorf("got %d articles, want %d", n, lines)
	}
}

// repeated gives a text again and again, and counts how often it did.
type repeated struct {
	text        []byte
	times, sent int
	rest        []byte
}

func (r *repeated) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.sent == r.times {
			return 0, io.EOF
		}
		r.sent++
		r.rest = r.text
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestAKeyDependsOnTheFileAlone(t *testing.T) {
	line := `{"text": "The deal is worth 4 billion euros."}` + "\n"
	dir := writeTree(t, map[string]string{
		"x/a.txt": helionText, "y/a.txt": "Other news\n\nNothing happened today.",
		"x/a.jsonl": line, "x/a.zip": zipped(t, "in/b.jsonl", line+line),
	})
	abs := func(names string) string {
		var out []string
		for name := range strings.FieldsSeq(names) {
			out = append(out, filepath.ToSlash(dir)+"/"+name)
		}
		return strings.Join(out, " ")
	}
	for name, c := range map[string]struct{ from, input, path, keys string }{
		"from inside a folder":        {"x", "a.txt", "a.txt", "x/a.txt"},
		"from inside another folder":  {"y", "a.txt", "a.txt", "y/a.txt"},
		"from above":                  {".", "x/a.txt", "x/a.txt", "x/a.txt"},
		"spelled in a roundabout way": {"x", ".././y/../x/a.txt", "../x/a.txt", "x/a.txt"},
		"spelled in full":             {"y", dir + "/x/a.txt", filepath.ToSlash(dir) + "/x/a.txt", "x/a.txt"},
		"a line":                      {"x", "./a.jsonl", "a.jsonl", "x/a.jsonl#1"},
		"members of an archive":       {"x", "a.zip", "a.zip/in/b.jsonl", "x/a.zip/in/b.jsonl#1 x/a.zip/in/b.jsonl#2"},
		"a folder":                    {"x", "../y", "../y/a.txt", "y/a.txt"},
	} {
		t.Chdir(filepath.Join(dir, c.from))
		var keys []string
		for r, err := range Read(context.Background(), []string{c.input}, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Source.Path != c.path {
				t.Errorf("%s: got path %q, want %q", name, r.Source.Path, c.path)
			}
			keys = append(keys, r.Key)
		}
		if got := strings.Join(keys, " "); got != abs(c.keys) {
			t.Errorf("%s: got keys %q, want %q", name, got, abs(c.keys))
		}
	}
}

func TestLinksToFoldersAreFollowedOnce(t *testing.T) {
	dir := writeTree(t, map[string]string{
		"news/b/own.txt": helionText, "news/page.html": "<p>", "far/x/far.txt": helionText, "far/logo.png": "x", "only/logo.png": "x",
	})
	for link, to := range map[string]string{
		"root":            "news",
		"news/a":          filepath.Join("b"), // to a folder that is walked as itself
		"news/c":          filepath.Join("..", "far"),
		"news/d":          filepath.Join("..", "far", "x"), // inside one that another link leads to
		"far/up":          filepath.Join("..", "news"),     // a cycle
		"news/b/loop":     ".",
		"news/page_files": filepath.Join("..", "far"),
		"only/self":       ".",
	} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	for input, want := range map[string]string{
		"news":          "news/b/own.txt news/c/x/far.txt news/page.html",
		"root":          "root/b/own.txt root/c/x/far.txt root/page.html",
		"root/**/*.txt": "root/b/own.txt root/c/x/far.txt",
		"far":           "far/up/b/own.txt far/up/page.html far/x/far.txt",
		"only":          "! only: no article files in this folder",
	} {
		files, errs := Files([]string{dir + "/" + input})
		var got []string
		for _, f := range files {
			got = append(got, strings.TrimPrefix(f.Path, filepath.ToSlash(dir)+"/"))
		}
		for _, err := range errs {
			got = append(got, "! "+strings.TrimPrefix(err.Error(), filepath.ToSlash(dir)+"/"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q", input, got, want)
		}
	}
}

// panics gives some bytes and then breaks as a faulty library would.
type panics struct{ before io.Reader }

func (p panics) Read(b []byte) (int, error) {
	if n, err := p.before.Read(b); err == nil {
		return n, nil
	}
	panic("index out of range")
}

func TestAPanicOfALibraryIsADamagedFile(t *testing.T) {
	for content, thing := range map[string]string{
		"\x1f\x8b\x08\x00\x00":      "gzip file",
		gzipped(t, helionText)[:20]: "archive", // past the header
		"\x28\xb5\x2f\xfd":          "archive",
	} {
		var errs []string
		out := func(_ Record, err error) error {
			errs = append(errs, err.Error())
			return nil
		}
		j := job{out: out, name: "a.txt.gz", key: "a.txt.gz"}
		head := bufio.NewReaderSize(panics{strings.NewReader(content)}, 64<<10)
		if err := j.unpack(j.name, j.name, head, 0); err != nil {
			t.Fatal(err)
		}
		if want := "a.txt.gz: damaged " + thing + ": index out of range"; !slices.Equal(errs, []string{want}) {
			t.Errorf("got errors %q, want %q", errs, want)
		}
	}
	for _, parse := range []func() (int, error){
		func() (int, error) { panic("index out of range") },
		func() (int, error) { return 0, errors.New("index out of range") },
	} {
		if _, err := guarded("feed", parse); err == nil || err.Error() != "damaged feed: index out of range" {
			t.Errorf("got %v", err)
		}
	}
	members := bytes.NewReader([]byte(zipped(t, "a.txt", helionText)))
	zr, err := zip.NewReader(members, members.Size())
	if err != nil {
		t.Fatal(err)
	}
	zr.RegisterDecompressor(zip.Deflate, func(io.Reader) io.ReadCloser { return io.NopCloser(panics{strings.NewReader("He")}) })
	var got error
	j := job{out: func(_ Record, err error) error { got = err; return nil }, name: "a.zip", key: "a.zip"}
	if err := j.member("a.zip/a.txt", zr.File[0], &gauge{packed: 1}, 0); err != nil {
		t.Fatal(err)
	}
	if got == nil || got.Error() != "a.zip/a.txt: damaged archive: index out of range" {
		t.Errorf("got %v", got)
	}
}
