package main

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKindsAreListedNodesFirstAndTheTailInOneRow(t *testing.T) {
	written, gone := map[string]int{"Entity": 3, "Article": 9, "STATES": 2, "MENTIONS": 40}, map[string]int{"STATES": 50}
	list := func() (rows []string) {
		kindRows(written, gone)(func(kind string, n []int) { rows = append(rows, fmt.Sprint(kind, n)) })
		return rows
	}
	if diff := cmp.Diff([]string{"Article[9 0]", "Entity[3 0]", "STATES[2 50]", "MENTIONS[40 0]"}, list()); diff != "" {
		t.Errorf("few kinds (-want +got):\n%s", diff)
	}
	for i := range mostTypes {
		written[fmt.Sprintf("R%02d", i)] = 1
	}
	rows := list()
	if want := 2 + mostTypes + 1; len(rows) != want || rows[want-1] != "and 2 other types[2 0]" {
		t.Errorf("many kinds: got %d rows, the last %s; want %d, the last the tail of 2", len(rows), rows[len(rows)-1], want)
	}
}
