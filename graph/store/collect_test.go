package store

import (
	"runtime/debug"
	"testing"
)

func gcPercent() int {
	n := debug.SetGCPercent(100)
	debug.SetGCPercent(n)
	return n
}

func TestTwoStoresThatResolveAtOnceLeaveTheCollectorAsItWas(t *testing.T) {
	t.Setenv("GOGC", "")
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	one := collectLess()
	other := collectLess()
	one()
	if got := gcPercent(); got != heapGrowth {
		t.Errorf("while the other goes on the heap grows by %d%%, want %d", got, heapGrowth)
	}
	other()
	if got := gcPercent(); got != 50 {
		t.Errorf("afterwards the heap grows by %d%%, want 50 as before", got)
	}
}

func TestWhoSaysHowOftenToCollectIsHeeded(t *testing.T) {
	t.Setenv("GOGC", "30")
	defer debug.SetGCPercent(debug.SetGCPercent(30))
	defer collectLess()()
	if got := gcPercent(); got != 30 {
		t.Errorf("the heap grows by %d%%, want 30", got)
	}
}
