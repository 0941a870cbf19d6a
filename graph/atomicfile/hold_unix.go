//go:build unix

package atomicfile

import (
	"os"
	"syscall"
)

// Hold holds a file or folder for this process, or says that another one does.
// A hold ends with the process at the latest, however it ends.
func Hold(path string) (release func(), ok bool) {
	f, err := os.Open(path)
	if err != nil {
		return func() {}, false
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return func() { _ = f.Close() }, err == nil
}
