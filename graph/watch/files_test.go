package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFilesAreTakenWhenTheyComeAndChange(t *testing.T) {
	dir := t.TempDir()
	o := quick(dir)
	o.State = filepath.Join(dir, ".watch")
	write := func(name, title string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(title+"\n\nThe council met.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	titles, warned := once(t, o)
	same(t, "titles of an empty folder", titles)
	same(t, "warnings", warned)
	write("a.txt", "First story")
	write("b.txt", "Second story")
	titles, _ = once(t, o)
	same(t, "titles", titles, "First story", "Second story")
	titles, _ = once(t, o)
	same(t, "titles of the second time", titles)
	write("b.txt", "Second story, mended")
	titles, _ = once(t, o)
	same(t, "titles after a change", titles, "Second story, mended")
	o.Inputs = append(o.Inputs, filepath.Join(dir, "none.txt"))
	_, warned = once(t, o)
	if len(warned) != 1 || !strings.Contains(warned[0], "none.txt") {
		t.Errorf("warned %q, want once of the file that is not there", warned)
	}
}

func TestAFileThatGrowsIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	f := files{inputs: []string{dir}, taken: map[string]stamp{}, now: func() time.Time { return now }}
	path := filepath.Join(dir, "a.txt")
	for _, c := range []struct {
		name, text string
		taken      bool
	}{{"new", "One", false}, {"grown", "One two", false}, {"as it was", "One two", true}} {
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now, now); err != nil {
			t.Fatal(err)
		}
		if l := f.changed(); (len(l.order) == 1) != c.taken {
			t.Errorf("%s: taken %v, want %v", c.name, l.order, c.taken)
		}
	}
}

// TestFilesGoWhileFeedsAreAsked is for the race detector: files go and come
// while a feed writes down when it is asked again.
func TestFilesGoWhileFeedsAreAsked(t *testing.T) {
	s, dir := newSite(t), t.TempDir()
	s.put("/feed.xml", s.rss())
	o := quick(s.URL+"/feed.xml", dir)
	o.Look, o.Every, o.State = time.Millisecond, time.Nanosecond, filepath.Join(t.TempDir(), ".watch")
	path := filepath.Join(dir, "a.txt")
	write := func() {
		if err := os.WriteFile(path, []byte("Mill burns\n\nThe mill burned.\n"), 0o600); err != nil {
			t.Error(err)
		}
	}
	write()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	times := 0
	err := Run(ctx, o, func(context.Context, Found) error {
		if times++; times == 3 {
			stop()
			return nil
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		time.AfterFunc(20*time.Millisecond, write) // a few looks later
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if st, err := readState(o.State); err != nil || len(st.Feeds) != 1 {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestAFileThatIsGoneIsForgotten(t *testing.T) {
	dir := t.TempDir()
	o := quick(dir)
	o.State = filepath.Join(t.TempDir(), ".watch")
	path := filepath.Join(dir, "a.txt")
	for n := range 2 {
		if err := os.WriteFile(path, []byte("Mill burns\n\nThe mill burned.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Unix(1e9, 0), time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
		titles, _ := once(t, o)
		same(t, fmt.Sprint("titles, time ", n+1), titles, "Mill burns")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		once(t, o)
		if st, err := readState(o.State); err != nil || len(st.Files) != 0 {
			t.Errorf("remembered of no file: %+v, %v", st, err)
		}
	}
}
