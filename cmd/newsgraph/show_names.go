package main

import (
	"fmt"
	"io"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/resolve"
)

// writeReasons says for each name of an entity why it is one with the main
// name. Names that differ in what graph.NormalName drops are not listed.
func writeReasons(w io.Writer, e graph.Entity) {
	main := graph.NormalName(e.Type, e.Name)
	seen := map[string]bool{main: true}
	for _, a := range e.Aliases {
		n := graph.NormalName(e.Type, a.Name)
		if seen[n] {
			continue
		}
		seen[n] = true
		why := resolve.Because(e.Type, e.Name, a.Name)
		for _, b := range e.Aliases { // perhaps by way of a third name
			if why != "" {
				break
			}
			if via := resolve.Because(e.Type, b.Name, a.Name); via != "" && graph.NormalName(e.Type, b.Name) != n {
				why = fmt.Sprintf("as %s: %s", printable(b.Name), via)
			}
		}
		if why == "" {
			why = "an article uses both for one, or a curator decided so"
		}
		fmt.Fprintf(w, "  %s: %s\n", printable(a.Name), why)
	}
}
