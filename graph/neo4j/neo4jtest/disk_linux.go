package neo4jtest

import (
	"errors"
	"os"
	"strconv"
	"syscall"
	"testing"
)

// SmallDisk mounts a disk of so many bytes in memory for the test; ok is false
// where it may not.
func SmallDisk(t testing.TB, bytes int64) (dir string, ok bool) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+strconv.FormatInt(bytes, 10)); err != nil {
		return "", false
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir, true
}

// Fill writes a file that leaves so many bytes of its disk.
func Fill(path string, leave uint64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	var disk syscall.Statfs_t
	if err := syscall.Fstatfs(int(f.Fd()), &disk); err != nil {
		return errors.Join(err, f.Close())
	}
	free := disk.Bavail * uint64(disk.Bsize)
	zeros := make([]byte, 64<<10)
	for ; free > leave+uint64(len(zeros)); free -= uint64(len(zeros)) {
		if _, err := f.Write(zeros); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}
