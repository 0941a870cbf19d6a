package store

import (
	"path/filepath"
	"testing"
)

func TestAdoptedIDStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s, err := Open(path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Adopt(t.Context(), ""); err == nil {
		t.Error("took an empty id")
	}
	if err := s.Adopt(t.Context(), "elder"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err = Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if m, err := s.Meta(t.Context()); err != nil || m.StoreID != "elder" {
		t.Errorf("id is %q, %v", m.StoreID, err)
	}
	if err := s.Adopt(t.Context(), "other"); err == nil {
		t.Error("a store opened for reading took another id")
	}
}
