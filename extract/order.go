package extract

import (
	"context"
	"iter"
)

// InOrder applies do to every element of a sequence on n goroutines and yields
// the results in the order of the elements, at most a few of each goroutine
// ahead. The sequence is ranged over by one goroutine. When the context ends,
// what was begun by then is still yielded and InOrder returns, even while the
// sequence waits for its next element; the goroutine that ranges over it ends
// when that comes or the sequence does.
func InOrder[T, R any](ctx context.Context, seq iter.Seq2[T, error], n int, do func(T, error) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		reading, enough := context.WithCancel(ctx)
		defer enough()
		type job struct {
			v   T
			err error
			out chan<- R
		}
		jobs := make(chan job)
		pending := make(chan chan R, 4*n)
		for range n {
			go func() {
				for j := range jobs {
					j.out <- do(j.v, j.err)
				}
			}()
		}
		go func() {
			defer close(pending)
			defer close(jobs)
			for v, err := range seq {
				out := make(chan R, 1)
				select {
				case pending <- out:
					jobs <- job{v, err, out} // once announced it is handed over: the reader waits for it
				case <-reading.Done():
					return
				}
			}
		}()
		stopped := false
		pass := func(out chan R) {
			r := <-out
			if !stopped && !yield(r) {
				stopped = true
				enough()
			}
		}
		for {
			select {
			case out, more := <-pending:
				if !more {
					return
				}
				pass(out)
			case <-ctx.Done():
				for {
					select {
					case out, more := <-pending:
						if !more {
							return
						}
						pass(out)
					default:
						return
					}
				}
			}
		}
	}
}
