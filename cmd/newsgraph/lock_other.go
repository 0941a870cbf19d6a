//go:build !unix

package main

import (
	"errors"
	"io/fs"
	"os"
)

// tryLock makes the file at path, or says that another process has made it. The
// file of a process that was killed must be removed by hand.
func tryLock(path string) (unlock func(), ok bool, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	switch {
	case err == nil:
		return func() { _ = f.Close(); _ = os.Remove(path) }, true, nil
	case errors.Is(err, fs.ErrExist):
		return nil, false, nil
	}
	return nil, false, err
}
