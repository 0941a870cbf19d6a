package export

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/newsgraph/newsgraph/graph/atomicfile"
)

// clearOld removes the folders that exports to path that were killed were
// replacing. It is no error when one cannot be removed: the export at path is
// complete.
func clearOld(path string) {
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name, replaced := strings.CutSuffix(e.Name(), ".old"); replaced && e.IsDir() && atomicfile.InTheMaking(name, filepath.Base(path)) {
			removeExport(filepath.Join(dir, e.Name()))
		}
	}
}

// removeExport removes the files of an export and, when nothing else is in it,
// the folder.
func removeExport(dir string) {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 && replaceable(dir) != nil {
		return
	}
	format, _ := exportAt(dir)
	for _, name := range append(format.files(), manifest) {
		_ = os.Remove(filepath.Join(dir, name))
	}
	_ = os.Remove(dir)
}
