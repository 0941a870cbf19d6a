//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// tryLock holds the file at path for this process, or says that another one
// does. The lock ends with the process at the latest, however it ends.
func tryLock(path string) (unlock func(), ok bool, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil:
		return func() { _ = f.Close() }, true, nil
	case errors.Is(err, syscall.EWOULDBLOCK), errors.Is(err, syscall.EINTR):
		return nil, false, f.Close()
	}
	return nil, false, errors.Join(&os.PathError{Op: "lock", Path: path, Err: err}, f.Close())
}
