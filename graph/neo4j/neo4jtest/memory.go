package neo4jtest

import (
	"runtime"
	"testing"
	"time"
)

// WatchMemory notes the most memory that the program holds of the system until
// the function that it returns is called, which reports it, in MB, as a
// benchmark's figure.
func WatchMemory(b *testing.B) (report func()) {
	b.Helper()
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for most := uint64(0); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys-m.HeapReleased)
			select {
			case <-done:
				peak <- most
				return
			case <-tick.C:
			}
		}
	}()
	return func() {
		close(done)
		b.ReportMetric(float64(<-peak)/1e6, "MB")
	}
}
