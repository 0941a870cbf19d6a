package watch

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
	taken  map[string]stamp // as last taken, by path; the state's are another copy
	last   map[string]stamp // at the last look
	told   map[string]bool  // errors that were reported
	now    func() time.Time
}

// look is what a look at the files found.
type look struct {
	ready map[string]stamp // files that are new or changed and not being written
	order []string         // their paths
	gone  []string         // files that were taken and are no longer there
	errs  []error          // that were not there at the last look
}

// changed looks at the files.
func (f *files) changed() look {
	list, failed := article.Files(f.inputs)
	l, told := look{ready: map[string]stamp{}}, map[string]bool{}
	for _, err := range failed {
		var in *article.InputError
		if errors.As(err, &in) && isFolder(in.Path) {
			continue // a folder without articles waits for some
		}
		told[err.Error()] = true
		if !f.told[err.Error()] {
			l.errs = append(l.errs, err)
		}
	}
	f.told = told
	seen := map[string]stamp{}
	for _, file := range list {
		info, err := os.Stat(filepath.FromSlash(file.Path))
		if errors.Is(err, fs.ErrNotExist) {
			continue // it went meanwhile
		}
		if err != nil {
			l.errs = append(l.errs, err)
			continue
		}
		s := stamp{info.Size(), info.ModTime().UnixNano()}
		seen[file.Path] = s
		if f.taken[file.Path] == s || s.Size == 0 {
			continue
		}
		if f.last[file.Path] == s || f.now().Sub(info.ModTime()) >= settled {
			if _, twice := l.ready[file.Path]; !twice {
				l.order = append(l.order, file.Path)
			}
			l.ready[file.Path] = s
		}
	}
	f.last = seen
	for _, path := range slices.Sorted(maps.Keys(f.taken)) { // what is gone and comes back is new
		if _, there := seen[path]; !there {
			l.gone = append(l.gone, path)
		}
	}
	return l
}

// note notes in a map of what was taken what a look found.
func (l look) note(taken map[string]stamp) {
	maps.Copy(taken, l.ready)
	for _, path := range l.gone {
		delete(taken, path)
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
