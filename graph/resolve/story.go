package resolve

import (
	"cmp"
	"slices"
)

// Two texts are copies when so much of the shorter one's shingles, and of both
// together, is shared: an outlet cuts a wire story from its end, rewords
// sentences and puts its own headline on it. A text of fewer than minShingles
// is a copy only of its equal. Chosen on copies made from news texts
// (TestReprintsOfNewsAreFound).
const (
	minContainment = 0.42
	minJaccard     = 0.15
	minShingles    = 20
)

// Boilerplate is not copied from anywhere: "The charges are merely allegations".
// Shingles that more than one in commonShare articles has, and more than
// fewArticles, do not count, unless hardly anything else is left of a text:
// then it is a story that everybody prints.
const (
	commonShare = 500
	fewArticles = 12
	enoughLeft  = 0.3
)

// sketchMask chooses every eighth shingle, the same ones in every text
// (Broder's modulo sketch, 1997): texts that share one are compared. Of 60
// shared shingles at least one is chosen with probability .9997, of 25, .96.
const sketchMask = 7

// copies reports whether two texts are copies of one story.
func copies(a, b []uint32) bool {
	if len(a) < minShingles || len(b) < minShingles {
		return len(a) > 0 && slices.Equal(a, b)
	}
	shared := float64(common(a, b))
	return shared >= minContainment*float64(min(len(a), len(b))) && shared >= minJaccard*(float64(len(a)+len(b))-shared)
}

// stories returns for each article, given by ascending id, the index of the
// first article of its story. Of the articles that share a shingle each is
// compared with the first and with the one before it, so that a story of a
// thousand copies costs two thousand comparisons.
func stories(articles []Article) []int32 {
	set := newSets(len(articles))
	texts := withoutBoilerplate(articles)
	for _, p := range candidates(articles) {
		if set.find(p[0]) == set.find(p[1]) {
			continue
		}
		x, y := texts[p[0]], texts[p[1]]
		if x == nil || y == nil {
			x, y = articles[p[0]].Shingles, articles[p[1]].Shingles
		}
		if copies(x, y) {
			set.union(p[0], p[1])
		}
	}
	out := make([]int32, len(articles))
	for i := range out {
		out[i] = set.find(int32(i))
	}
	return out
}

// candidates lists the pairs of articles to compare, each once, by index.
func candidates(articles []Article) [][2]int32 {
	type posting struct {
		shingle uint32
		article int32
	}
	var list []posting
	for i := range articles {
		s := articles[i].Shingles
		for _, h := range s {
			if h&sketchMask == 0 || len(s) < minShingles {
				list = append(list, posting{h, int32(i)})
			}
		}
	}
	slices.SortFunc(list, func(p, q posting) int {
		return cmp.Or(cmp.Compare(p.shingle, q.shingle), cmp.Compare(p.article, q.article))
	})
	var pairs [][2]int32
	first := 0
	for i := 1; i < len(list); i++ {
		if list[i].shingle != list[i-1].shingle {
			first = i
			continue
		}
		pairs = append(pairs, [2]int32{list[i-1].article, list[i].article})
		if first < i-1 {
			pairs = append(pairs, [2]int32{list[first].article, list[i].article})
		}
	}
	slices.SortFunc(pairs, func(p, q [2]int32) int { return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1])) })
	return slices.Compact(pairs)
}

// withoutBoilerplate gives the shingles of each article that few others have,
// nil for one of which too little is left.
func withoutBoilerplate(articles []Article) [][]uint32 {
	n := 0
	for i := range articles {
		n += len(articles[i].Shingles)
	}
	all := make([]uint32, 0, n)
	for i := range articles {
		all = append(all, articles[i].Shingles...)
	}
	slices.Sort(all)
	limit := max(fewArticles, len(articles)/commonShare)
	common := map[uint32]bool{}
	for i := 0; i+limit < len(all); i++ {
		if all[i] == all[i+limit] {
			common[all[i]] = true
			for i+1 < len(all) && all[i+1] == all[i] {
				i++
			}
		}
	}
	out := make([][]uint32, len(articles))
	for i := range articles {
		s := articles[i].Shingles
		rare := s
		if slices.ContainsFunc(s, func(h uint32) bool { return common[h] }) {
			rare = make([]uint32, 0, len(s))
			for _, h := range s {
				if !common[h] {
					rare = append(rare, h)
				}
			}
		}
		if float64(len(rare)) >= enoughLeft*float64(len(s)) {
			out[i] = rare
		}
	}
	return out
}
