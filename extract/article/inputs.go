package article

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// File is one file that [Read] will open.
type File struct {
	Path string // with slashes; "-" is standard input
	Size int64  // bytes on disk; -1 when not known
}

// ErrNoFiles is the error of a folder that is there and holds no article files.
var ErrNoFiles = errors.New("no article files in this folder")

// Files expands inputs without opening a file: what [Read] will read, in that
// order, with sizes for a progress bar. The errors are *InputError, the same
// that Read will report for inputs that are not there.
func Files(inputs []string) ([]File, []error) {
	var files []File
	var errs []error
	for _, input := range inputs {
		f, e := expand(input)
		files = append(files, f...)
		errs = append(errs, e...)
	}
	return files, errs
}

// expand gives the files of one input.
func expand(input string) ([]File, []error) {
	if input == stdinName {
		return []File{{Path: stdinName, Size: -1}}, nil
	}
	info, err := os.Stat(input)
	switch {
	case err == nil && info.IsDir():
		files, errs := walk(input)
		if len(files) == 0 && len(errs) == 0 {
			errs = append(errs, &InputError{Path: cleanPath(input), Err: ErrNoFiles})
		}
		return files, errs
	case err == nil:
		return []File{{Path: cleanPath(input), Size: info.Size()}}, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(input, "*?["):
		return expandGlob(input)
	}
	return nil, []error{&InputError{Path: input, Err: cause(err)}}
}

// expandGlob gives the files that a pattern names, sorted; "**" stands for any
// number of folders.
func expandGlob(pattern string) ([]File, []error) {
	matches, err := filepath.Glob(pattern)
	if err != nil {
		return nil, []error{&InputError{Path: pattern, Err: fmt.Errorf("not a pattern: %w", err)}}
	}
	if root, rest, ok := strings.Cut(filepath.ToSlash(pattern), "**/"); ok {
		return walkMatching(pattern, root, rest)
	}
	if len(matches) == 0 {
		return nil, []error{&InputError{Path: pattern, Err: errors.New("no file matches this pattern")}}
	}
	slices.Sort(matches)
	var files []File
	var errs []error
	for _, m := range matches {
		f, e := expand(m)
		files, errs = append(files, f...), append(errs, e...)
	}
	return files, errs
}

func walkMatching(pattern, root, rest string) ([]File, []error) {
	if root == "" {
		root = "."
	}
	all, errs := walk(root)
	if _, err := path.Match(rest, ""); err != nil {
		return nil, []error{&InputError{Path: pattern, Err: fmt.Errorf("not a pattern: %w", err)}}
	}
	var files []File
	depth := strings.Count(rest, "/") + 1
	for _, f := range all {
		parts := strings.Split(f.Path, "/")
		tail := strings.Join(parts[max(0, len(parts)-depth):], "/")
		if ok, _ := path.Match(rest, tail); ok {
			files = append(files, f)
		}
	}
	if len(files) == 0 && len(errs) == 0 {
		errs = append(errs, &InputError{Path: pattern, Err: errors.New("no file matches this pattern")})
	}
	return files, errs
}

// walk gives the files of a folder and of those in it, sorted by path. Hidden
// files, the parts of saved pages (scripts, styles, pictures, "x_files"
// folders beside "x.html") and other things that are no text by their name are
// passed over. Links are followed; a folder is walked once, by its own path
// where that leads through no link.
func walk(root string) ([]File, []error) {
	w := walker{seen: make(map[string]bool), linked: []string{root}}
	for len(w.linked) > 0 { // folders themselves before those that links in them lead to
		dir := w.linked[0]
		w.linked = w.linked[1:]
		w.folder(dir)
	}
	slices.SortFunc(w.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return w.files, w.errs
}

type walker struct {
	files  []File
	errs   []error
	seen   map[string]bool // folders walked, by their paths without links
	linked []string        // links to folders that are still to be walked
}

func (w *walker) fail(p string, err error) {
	w.errs = append(w.errs, &InputError{Path: cleanPath(p), Err: cause(err)})
}

func (w *walker) folder(dir string) {
	real, err := realPath(dir)
	if err != nil {
		w.fail(dir, err)
		return
	}
	if w.seen[real] {
		return
	}
	w.seen[real] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.fail(dir, err)
	}
	for _, e := range entries {
		p, noText := filepath.Join(dir, e.Name()), notText[strings.ToLower(path.Ext(e.Name()))]
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(p) // follows links
		switch {
		case err != nil && noText:
		case err != nil:
			w.fail(p, err)
		case info.IsDir() && partsOfPage(p):
		case info.IsDir() && e.Type()&fs.ModeSymlink != 0:
			w.linked = append(w.linked, p)
		case info.IsDir():
			w.folder(p)
		case info.Mode().IsRegular() && !noText:
			w.files = append(w.files, File{Path: cleanPath(p), Size: info.Size()})
		}
	}
}

// realPath gives the absolute path of a file without links.
func realPath(p string) (string, error) {
	abs, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// partsOfPage says whether a folder holds the parts of a page that a browser
// saved beside it.
func partsOfPage(dir string) bool {
	for _, suffix := range []string{"_files", "-Dateien", "_fichiers", "_archivos"} {
		stem, ok := strings.CutSuffix(dir, suffix)
		if !ok {
			continue
		}
		for _, ext := range []string{".html", ".htm"} {
			if _, err := os.Stat(stem + ext); err == nil {
				return true
			}
		}
	}
	return false
}

// notText are the endings of files that a folder of articles may hold and that
// are none.
var notText = map[string]bool{
	".css": true, ".js": true, ".mjs": true, ".map": true, ".woff": true, ".woff2": true, ".ttf": true,
	".otf": true, ".eot": true, ".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true,
	".svg": true, ".ico": true, ".bmp": true, ".tif": true, ".tiff": true, ".avif": true, ".mp3": true,
	".mp4": true, ".m4a": true, ".webm": true, ".mov": true, ".avi": true, ".wav": true, ".ogg": true,
	".db": true, ".sqlite": true, ".db-wal": true, ".db-shm": true, ".exe": true, ".dll": true, ".so": true,
}

func cleanPath(p string) string { return filepath.ToSlash(filepath.Clean(p)) }
