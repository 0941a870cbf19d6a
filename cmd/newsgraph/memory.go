package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// heapGrowth lets the heap grow by half between collections unless GOGC says
// otherwise: what is in a graph stays to the end. 20,000 articles then need 1.4
// GB in place of 1.6, for a twentieth more work.
const heapGrowth = 50

// What streams a store holds little and makes much that is soon forgotten: it
// collects less often, a tenth less work, but for that stays within the limit,
// which with SQLite's share and the program's is 300 MB. Where a program holds
// much already, as an import does its models, there is room beside that: in too
// little, half of the time would go into collecting.
const (
	streamGrowth = 200
	streamMemory = 200 << 20
	streamRoom   = 140 << 20
)

// keepHeap sets the growth of the heap for all that does not ask for another.
func keepHeap() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// streaming sets growth and limit of the heap for what streams a store, unless
// GOGC and GOMEMLIMIT say otherwise, and returns what sets them back.
func streaming() (back func()) {
	var undo []func()
	if os.Getenv("GOGC") == "" {
		old := debug.SetGCPercent(streamGrowth)
		undo = append(undo, func() { debug.SetGCPercent(old) })
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		old := debug.SetMemoryLimit(streamLimit())
		undo = append(undo, func() { debug.SetMemoryLimit(old) })
	}
	return func() {
		for _, u := range undo {
			u()
		}
	}
}

func streamLimit() int64 {
	held := heldMemory()
	if held > streamMemory/2 { // much of it may be garbage
		debug.FreeOSMemory()
		held = heldMemory()
	}
	return max(streamMemory, held+streamRoom)
}

// heldMemory is how many bytes a memory limit counts.
func heldMemory() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Sys - m.HeapReleased)
}
