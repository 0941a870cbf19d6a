package learn

import (
	"fmt"
	"slices"
)

// MaxLabels is the largest number of labels a tagger can have: sets of labels
// are bit masks.
const MaxLabels = 64

// Labels is the label set of a sequence tagger and the transitions it allows.
type Labels struct {
	Names []string
	Start uint64   // labels that may begin a sequence
	End   uint64   // labels that may end one
	From  []uint64 // From[l] holds the labels that may stand before l
}

// All is the mask with every label of the set.
func (l Labels) All() uint64 { return 1<<len(l.Names) - 1 }

// check reports what makes the label set unusable.
func (l Labels) check() error {
	switch n := len(l.Names); {
	case n < 1 || n >= MaxLabels:
		return fmt.Errorf("%d labels: want 1 to %d", n, MaxLabels-1)
	case len(l.From) != n:
		return fmt.Errorf("transitions for %d labels: want %d", len(l.From), n)
	case l.Start&l.All() == 0 || l.End&l.All() == 0:
		return fmt.Errorf("no label may begin or end a sequence")
	}
	return nil
}

// grid is a label set compiled for decoding: for each label the list of its
// predecessors. The labels that share the longest of these lists are apart:
// with nearly all of the transitions between them, they are worth a matrix.
type grid struct {
	n     int
	start []bool
	end   []bool
	from  [][]uint8

	wide     []uint8 // labels with the longest list
	wideFrom []uint8 // that list
	isWide   []bool
	rest     []uint8 // the other labels
}

func newGrid(l Labels) grid {
	g := grid{n: len(l.Names), start: make([]bool, len(l.Names)), end: make([]bool, len(l.Names)), from: make([][]uint8, len(l.Names)), isWide: make([]bool, len(l.Names))}
	widest := 0
	for i := range l.Names {
		g.start[i] = l.Start>>i&1 == 1
		g.end[i] = l.End>>i&1 == 1
		for p := range l.Names {
			if l.From[i]>>p&1 == 1 {
				g.from[i] = append(g.from[i], uint8(p))
			}
		}
		if len(g.from[i]) > len(g.from[widest]) {
			widest = i
		}
	}
	for i, from := range g.from {
		if slices.Equal(from, g.from[widest]) {
			g.wide, g.isWide[i] = append(g.wide, uint8(i)), true
		} else {
			g.rest = append(g.rest, uint8(i))
		}
	}
	g.wideFrom = g.from[widest]
	return g
}
