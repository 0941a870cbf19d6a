package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// mostTypes is how many types of relationships a table of counts names.
const mostTypes = 12

// isType reports whether rows of this kind are relationships: their types are
// written in capitals, labels of nodes are not.
func isType(kind string) bool { return kind == strings.ToUpper(kind) }

// kindRows gives the rows of a table of counts by kind, each with its number in
// every one of the counts: labels of nodes first, then types of relationships,
// those with most rows first, the rest of the types in one row.
func kindRows[C ~map[string]int](counts ...C) func(row func(kind string, n []int)) {
	numbers, all := map[string][]int{}, map[string]int{}
	for i, c := range counts {
		for kind, n := range c {
			if numbers[kind] == nil {
				numbers[kind] = make([]int, len(counts))
			}
			numbers[kind][i] = n
			all[kind] += n
		}
	}
	order := sortedKeys(all)
	slices.SortStableFunc(order, func(a, b string) int {
		switch {
		case isType(a) && !isType(b):
			return 1
		case isType(b) && !isType(a):
			return -1
		}
		return cmp.Compare(all[b], all[a])
	})
	return func(row func(string, []int)) {
		labels := len(order)
		if i := slices.IndexFunc(order, isType); i >= 0 {
			labels = i
		}
		shown := len(order)
		if shown-labels > mostTypes+1 {
			shown = labels + mostTypes
		}
		for _, kind := range order[:shown] {
			row(kind, numbers[kind])
		}
		if shown == len(order) {
			return
		}
		rest := make([]int, len(counts))
		for _, kind := range order[shown:] {
			for i, n := range numbers[kind] {
				rest[i] += n
			}
		}
		row(fmt.Sprintf("and %d other types", len(order)-shown), rest)
	}
}
