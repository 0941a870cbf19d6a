package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileIsTheOldOneOrTheNewOne(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "state")
	says := func(text string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}
	}
	if err := Write(path, 0o600, says("old")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	if err := Write(path, 0o600, func(w io.Writer) error { return errors.Join(says("half")(w), full) }); !errors.Is(err, full) {
		t.Errorf("%v, want the error of the writer", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "old" {
		t.Errorf("after a failure it says %q, %v", got, err)
	}
	killed := filepath.Join(dir, ".state.17.part")
	if err := os.WriteFile(killed, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(path, 0o600, says("new")); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	info, failed := os.Stat(path)
	if err != nil || failed != nil || string(got) != "new" || info.Mode().Perm() != 0o600 {
		t.Errorf("%q, %v, %v", got, info, errors.Join(err, failed))
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("%v, %v: want nothing but the file", list, err)
	}
	if err := Write(dir, 0o600, says("x")); err == nil {
		t.Error("a folder was replaced")
	}
}
