package resolve

import (
	"slices"
	"testing"
)

func TestAProfileListsItsNamesInOrder(t *testing.T) {
	inArticle := [][]int32{{1, 4, 9}, {0, 4}, {4, 9, 99}}
	for _, names := range []int{100, 100 * manyBlocks} { // gone through, sorted
		r := &resolver{context: &contexts{inArticle: inArticle, tally: make([]int32, names)}}
		for a := range inArticle {
			r.members = append(r.members, member{article: int32(a)})
		}
		p := r.profile([]int32{0, 1, 2})
		if !slices.Equal(p.blocks, []int32{0, 1, 4, 9, 99}) || !slices.Equal(p.count, []int32{1, 1, 3, 2, 1}) || p.articles != 3 {
			t.Errorf("of %d names the profile is %+v", names, p)
		}
		if slices.ContainsFunc(r.context.tally, func(n int32) bool { return n != 0 }) {
			t.Errorf("of %d names some are still counted", names)
		}
	}
}
