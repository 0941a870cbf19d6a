package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/newsgraph/newsgraph/extract/article"
)

// settled is how long a file must not have changed to be taken at first sight.
const settled = 2 * time.Second

// stamp tells a state of a file from another.
type stamp struct {
	Size int64 `json:"size"`
	Time int64 `json:"time"` // nanoseconds
}

// files are what is looked at for change.
type files struct {
	inputs []string
	taken  map[string]stamp // as last taken, by path
	last   map[string]stamp // at the last look
	told   map[string]bool  // errors that were reported
	now    func() time.Time
}

// changed returns the files that are new or changed and not being written, with
// their stamps, and errors that were not there at the last look.
func (f *files) changed() (ready map[string]stamp, order []string, errs []error) {
	list, failed := article.Files(f.inputs)
	told := map[string]bool{}
	for _, err := range failed {
		var in *article.InputError
		if errors.As(err, &in) && isFolder(in.Path) {
			continue // a folder without articles waits for some
		}
		told[err.Error()] = true
		if !f.told[err.Error()] {
			errs = append(errs, err)
		}
	}
	f.told = told
	ready, seen := map[string]stamp{}, map[string]stamp{}
	for _, file := range list {
		info, err := os.Stat(filepath.FromSlash(file.Path))
		if errors.Is(err, fs.ErrNotExist) {
			continue // it went meanwhile
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		s := stamp{info.Size(), info.ModTime().UnixNano()}
		seen[file.Path] = s
		if f.taken[file.Path] == s || s.Size == 0 {
			continue
		}
		if f.last[file.Path] == s || f.now().Sub(info.ModTime()) >= settled {
			if _, twice := ready[file.Path]; !twice {
				order = append(order, file.Path)
			}
			ready[file.Path] = s
		}
	}
	f.last = seen
	for path := range f.taken { // what is gone and comes back is new
		if _, there := seen[path]; !there {
			delete(f.taken, path)
		}
	}
	return ready, order, errs
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
