package export

import (
	"os"
	"path/filepath"
	"strings"
)

// clearLeft removes what exports to path that were killed left beside it: files
// and folders in the making and folders that were being replaced. What another
// export still writes is held by it and stays. It is no error when something
// cannot be removed: the export at path is complete.
func clearLeft(path string) {
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		name, replaced := strings.CutSuffix(e.Name(), ".old")
		if !inTheMaking(name, filepath.Base(path)) || !e.Type().IsRegular() && !e.IsDir() {
			continue
		}
		left := filepath.Join(dir, e.Name())
		if replaced {
			removeExport(left)
			continue
		}
		if release, ok := hold(left); ok {
			_ = os.RemoveAll(left)
			release()
		}
	}
}

// inTheMaking reports whether a name is what writeFile and writeFolder give to
// what will be called base.
func inTheMaking(name, base string) bool {
	number, ok := strings.CutPrefix(name, "."+base+".")
	number, part := strings.CutSuffix(number, ".part")
	return ok && part && number != "" && strings.Trim(number, "0123456789") == ""
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
