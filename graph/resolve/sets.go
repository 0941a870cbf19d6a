package resolve

// sets are disjoint sets of the numbers below n. The representative of a set
// is its smallest member, so that it does not depend on the order of unions.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

// flatten makes every set one of which the members may be asked for by several at
// once. A member's parent is never after it.
func (s sets) flatten() {
	for i, parent := range s {
		s[i] = s[parent]
	}
}

func (s sets) find(i int32) int32 {
	for {
		parent := s[i]
		root := s[parent]
		if parent == root { // written by nobody: a flat set may be asked by several at once
			return root
		}
		s[i], i = root, root
	}
}

func (s sets) union(i, j int32) {
	i, j = s.find(i), s.find(j)
	if i < j {
		s[j] = i
	} else {
		s[i] = j
	}
}
