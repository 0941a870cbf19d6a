package resolve

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// atATime is how many things a worker takes at a time.
const atATime = 512

// spread calls do with ranges of the numbers below n, from as many goroutines as
// there are processors. What do does to one number must not touch another's.
func spread(n int, do func(from, to int)) {
	spreadWith(n, func() struct{} { return struct{}{} }, func(_ struct{}, from, to int) { do(from, to) })
}

// spreadWith is spread with something for each goroutine of its own. It returns
// these.
func spreadWith[W any](n int, own func() W, do func(w W, from, to int)) []W {
	var next atomic.Int64
	var group sync.WaitGroup
	workers := make([]W, max(1, min(runtime.GOMAXPROCS(0), n/atATime)))
	for i := range workers {
		workers[i] = own()
		group.Go(func() {
			for {
				to := int(next.Add(atATime))
				from := to - atATime
				if from >= n {
					return
				}
				do(workers[i], from, min(to, n))
			}
		})
	}
	group.Wait()
	return workers
}

// worker is a resolver that compares contexts beside others of the same state and
// keeps by itself what it notes.
type worker struct {
	*resolver
	known map[int32]*candidate // by cluster
	joins [][2]int32
}

// beside does something to the numbers below n, several at once, and returns
// the members that the workers want joined. Their notes become the resolver's;
// their order does not matter.
func (r *resolver) beside(n int, do func(w *worker, i int32)) (joins [][2]int32) {
	for _, w := range spreadWith(n, r.worker, func(w *worker, from, to int) {
		for i := from; i < to; i++ {
			do(w, int32(i))
		}
	}) {
		r.noted = slices.Concat(r.noted, w.noted)
		joins = slices.Concat(joins, w.joins)
	}
	return joins
}

func (r *resolver) worker() *worker {
	own, c := *r, *r.context
	c.tally = make([]int32, len(c.tally))
	own.context, own.noted = &c, nil
	return &worker{resolver: &own, known: map[int32]*candidate{}}
}
