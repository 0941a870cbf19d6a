//go:build !linux

package neo4jtest

import (
	"errors"
	"testing"
)

// SmallDisk needs Linux.
func SmallDisk(testing.TB, int64) (dir string, ok bool) { return "", false }

// Fill needs Linux.
func Fill(string, uint64) error { return errors.ErrUnsupported }
