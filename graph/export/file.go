package export

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// writeFile lets do write a file of another name beside path and gives it its
// name when all went well.
func writeFile(path string, do func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return fmt.Errorf("%s is a folder: want the name of a file", path)
		}
		return writeThrough(path, do) // a pipe or device has no half state
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	if err := do(f); err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync()); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), path)
}

func writeThrough(path string, do func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(do(f), f.Close())
}

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
	old := dir + ".old"
	if err := os.Rename(path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.Rename(dir, path); err != nil {
		_ = os.Rename(old, path)
		return nil, err
	}
	return to.counts, os.RemoveAll(old)
}

// replaceable fails when a path holds something that is no export.
func replaceable(path string) error {
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("%s: want the name of a new folder: %w", path, err)
	}
	about, err := os.ReadFile(filepath.Join(path, manifest))
	if err != nil || !strings.HasPrefix(string(about), manifestHead) {
		return fmt.Errorf("%s holds files that are not of an export: name a new folder", path)
	}
	return nil
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
