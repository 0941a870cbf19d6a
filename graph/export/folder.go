package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph/atomicfile"
)

// manifest is the file that tells a folder of an export from others.
const manifest = "README.txt"

// manifestHead begins it.
const manifestHead = "newsgraph export, format "

// folder is a folder in the making.
type folder struct {
	dir    string // where it is now
	path   string // where it will be
	format Format
	o      Options
	counts Counts
	about  []string // lines of the manifest
}

// writeFolder lets do write a folder of another name beside path and gives it
// its name when all went well.
func writeFolder(path string, format Format, o Options, do func(*folder) error) (counts Counts, err error) {
	path = filepath.Clean(path)
	if err := replaceable(path); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return nil, err
	}
	release, _ := atomicfile.Hold(dir)
	defer release()
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	to := &folder{dir: dir, path: path, format: format, o: o, counts: Counts{}}
	if err := do(to); err != nil {
		return nil, err
	}
	if err := to.finish(); err != nil {
		return nil, err
	}
	if err := replaceable(path); err != nil { // much may have happened since
		return nil, err
	}
	old := dir + ".old"
	if err := os.Rename(path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.Rename(dir, path); err != nil {
		_ = os.Rename(old, path)
		return nil, err
	}
	removeExport(old)
	atomicfile.ClearLeft(path)
	clearOld(path)
	return to.counts, nil
}

// replaceable fails when a path holds anything that is not of an export.
func replaceable(path string) error {
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("%s: want the name of a new folder: %w", path, err)
	}
	format, ok := exportAt(path)
	if !ok {
		return fmt.Errorf("%s holds files that are not of an export: name a new folder", path)
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !format.has(e.Name()) {
			return fmt.Errorf("%s holds %s, which is not of the export that it was: move it away, or name a new folder", path, e.Name())
		}
	}
	return nil
}

// exportAt is the format of the export in a folder.
func exportAt(dir string) (Format, bool) {
	about, err := os.ReadFile(filepath.Join(dir, manifest))
	if err != nil {
		return Format{}, false
	}
	line, _, _ := strings.Cut(string(about), "\n")
	name, ok := strings.CutPrefix(line, manifestHead)
	if !ok {
		return Format{}, false
	}
	format, err := Find(name)
	return format, err == nil && format.Folder
}

// has reports whether a folder of the format may hold a file of that name.
func (f Format) has(name string) bool {
	return name == manifest || slices.Contains(f.files(), name)
}

func (t *folder) finish() error {
	if err := os.Chmod(t.dir, 0o755); err != nil {
		return err
	}
	return t.file(manifest, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s%s\n\n%s\n", manifestHead, t.format.Name, strings.Join(t.about, "\n"))
		return err
	})
}

// file writes one file of the folder.
func (t *folder) file(name string, do func(io.Writer) error) (err error) {
	f, err := os.OpenFile(filepath.Join(t.dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<16)
	err = do(w)
	if err == nil {
		err = errors.Join(w.Flush(), f.Sync())
	}
	return errors.Join(err, f.Close())
}

// About returns what the folder of an export says of itself: how it is read.
func About(dir string) (string, error) {
	about, err := os.ReadFile(filepath.Join(dir, manifest))
	if err != nil {
		return "", err
	}
	_, text, _ := strings.Cut(string(about), "\n\n")
	return text, nil
}
