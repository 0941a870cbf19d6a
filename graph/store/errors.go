package store

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What can be wrong with a store. Every error of this package that has one of
// these causes wraps it; the message names the file and says what to do.
var (
	ErrNotStore = errors.New("not a newsgraph store")
	ErrNewer    = errors.New("written by a newer newsgraph")
	ErrOlder    = errors.New("written by an older newsgraph")
	ErrLocked   = errors.New("locked by another process")
	ErrReadOnly = errors.New("read-only")
	ErrCorrupt  = errors.New("damaged")
	ErrFull     = errors.New("disk full")
	ErrNotFound = errors.New("not found")
	// ErrNotLooked is that of a store in which no doubts were looked for yet.
	ErrNotLooked = errors.New("pairs in doubt are not known yet: the next build, decision or `newsgraph review` finds them")
)

// explain gives an error of SQLite its cause and the name of the store.
func (s *Store) explain(doing string, err error) error {
	return explain(s.path, doing, err)
}

func explain(path, doing string, err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []error{ErrNotStore, ErrNewer, ErrOlder, ErrLocked, ErrReadOnly, ErrCorrupt, ErrFull, ErrNotFound, ErrNotLooked} {
		if errors.Is(err, known) {
			return err
		}
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%s: %s: %w", path, doing, err)
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%s: %s: store is %w; try again when it has finished", path, doing, ErrLocked)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fmt.Errorf("%s: %s: store is %w; writing needs write access to the file and its folder", path, doing, ErrReadOnly)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w: the file is not an SQLite database", path, ErrNotStore)
	case sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s: %s: store is %w (%w); build it again from the articles", path, doing, ErrCorrupt, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%s: %s: %w; what was written before is kept: free some space and run it again", path, doing, ErrFull)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("%s: %s: cannot open the file: %w", path, doing, fs.ErrPermission)
	}
	return fmt.Errorf("%s: %s: %w", path, doing, err)
}

// noStoreError says that there is no file at a path. It is fs.ErrNotExist, whose
// own words would say the same again.
type noStoreError string

func (e noStoreError) Error() string {
	return string(e) + ": there is no such store; `newsgraph build` makes one"
}

func (noStoreError) Unwrap() error { return fs.ErrNotExist }
