package atomicfile

import (
	"os"
	"path/filepath"
	"strings"
)

// ClearLeft removes what writers of path that were killed left beside it: files
// and folders in the making. What another one still writes is held by it and
// stays. It is no error when something cannot be removed: what is at path is
// complete.
func ClearLeft(path string) {
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !InTheMaking(e.Name(), filepath.Base(path)) || !e.Type().IsRegular() && !e.IsDir() {
			continue
		}
		left := filepath.Join(dir, e.Name())
		if release, ok := Hold(left); ok {
			_ = os.RemoveAll(left)
			release()
		}
	}
}

// InTheMaking reports whether a name is one that os.CreateTemp and os.MkdirTemp
// make of ".BASE.*.part", as what will be called base has until it is complete.
func InTheMaking(name, base string) bool {
	number, ok := strings.CutPrefix(name, "."+base+".")
	number, part := strings.CutSuffix(number, ".part")
	return ok && part && number != "" && strings.Trim(number, "0123456789") == ""
}
