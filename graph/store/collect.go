package store

import (
	"os"
	"runtime/debug"
	"sync"
)

// heapGrowth is by how many hundredths the heap grows between two collections
// while what is read stays.
const heapGrowth = 200

// collecting is whom collections are less often for: the setting is one for the
// whole program, in which several stores may resolve at once.
var collecting struct {
	sync.Mutex
	users, usual int
}

// collectLess lets the heap grow more than usual between collections, unless GOGC
// says how much, until what it returns is called.
func collectLess() (usual func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	c := &collecting
	c.Lock()
	defer c.Unlock()
	if c.users++; c.users == 1 {
		c.usual = debug.SetGCPercent(heapGrowth)
		if c.usual < 0 || c.usual > heapGrowth {
			debug.SetGCPercent(c.usual)
		}
	}
	return func() {
		c.Lock()
		defer c.Unlock()
		if c.users--; c.users == 0 {
			debug.SetGCPercent(c.usual)
		}
	}
}
