package extract

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"testing"

	"go.uber.org/goleak"
)

// numbers counts from 0 to n-1; every fifth element is an error.
func numbers(n int, read *int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			var err error
			if i%5 == 4 {
				err = errors.New("bad")
			}
			*read++
			if !yield(i, err) {
				return
			}
		}
	}
}

func TestInOrderKeepsTheOrder(t *testing.T) {
	defer goleak.VerifyNone(t)
	for _, workers := range []int{1, 3, 16} {
		var read int
		got := slices.Collect(InOrder(t.Context(), numbers(100, &read), workers, func(n int, err error) int {
			if err != nil {
				return -n
			}
			return n
		}))
		if len(got) != 100 {
			t.Fatalf("%d workers: %d results", workers, len(got))
		}
		for i, n := range got {
			want := i
			if i%5 == 4 {
				want = -i
			}
			if n != want {
				t.Fatalf("%d workers: result %d is %d, want %d", workers, i, n, want)
			}
		}
	}
}

func TestInOrderStops(t *testing.T) {
	defer goleak.VerifyNone(t)
	t.Run("when the caller has enough", func(t *testing.T) {
		var read int
		for n := range InOrder(t.Context(), numbers(1000, &read), 2, func(n int, _ error) int { return n }) {
			if n == 3 {
				break
			}
		}
		if read == 1000 {
			t.Error("read all")
		}
	})
	t.Run("when the context ends, with what was begun", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var read int
		var got []int
		for n := range InOrder(ctx, numbers(1000, &read), 2, func(n int, _ error) int { return n }) {
			got = append(got, n)
			if n == 3 {
				cancel()
			}
		}
		if len(got) < 4 || len(got) == 1000 || !slices.IsSorted(got) {
			t.Errorf("got %d results", len(got))
		}
	})
	t.Run("when the context ends while the sequence waits", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		r, w := io.Pipe()
		lines := func(yield func(string, error) bool) {
			for sc := bufio.NewScanner(r); sc.Scan(); {
				if !yield(sc.Text(), nil) {
					return
				}
			}
		}
		go func() {
			_, _ = io.WriteString(w, "one\ntwo\n") // then the pipe stays open
		}()
		var got []string
		for line := range InOrder(ctx, lines, 2, func(s string, _ error) string { return s }) {
			if got = append(got, line); len(got) == 2 {
				cancel()
			}
		}
		if !slices.Equal(got, []string{"one", "two"}) {
			t.Errorf("got %q", got)
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
}
