package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestStreamingHasRoomBesideWhatIsHeld(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	before := debug.SetMemoryLimit(-1)
	models := make([]byte, 256<<20)
	back := streaming()
	limit := debug.SetMemoryLimit(-1)
	runtime.KeepAlive(models)
	if least := int64(len(models)) + streamRoom; limit < least || limit > 2*least {
		t.Errorf("beside %d MB the limit is %d MB", len(models)>>20, limit>>20)
	}
	back()
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("afterwards the limit is %d, want %d as before", got, before)
	}
}

func TestStreamingLeavesALimitThatIsGiven(t *testing.T) {
	t.Setenv("GOGC", "100")
	t.Setenv("GOMEMLIMIT", "1GiB")
	before := debug.SetMemoryLimit(-1)
	defer streaming()()
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("the limit is %d, want %d as it was", got, before)
	}
}
