package resolve

import (
	"math"
	"math/bits"
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
func copies(a, b *shingled) bool {
	if a.n < minShingles || b.n < minShingles {
		return a.n > 0 && a.n == b.n && slices.Equal(a.all(), b.all())
	}
	least := leastShared(a.n, b.n)
	if float64(common(a.sketch, b.sketch)) < fewOf(least, 1.0/(sketchMask+1)) {
		return false
	}
	return share(a.all(), b.all(), least)
}

// leastShared is how many shingles two copies with so many share at least.
func leastShared(a, b int) float64 {
	return max(minContainment*float64(min(a, b)), minJaccard/(1+minJaccard)*float64(a+b))
}

// share reports whether two texts share at least so many shingles. Shingles are
// sorted hashes: those of the first quarter of all hashes are a sample, too.
func share(a, b []uint32, least float64) bool {
	quarter := func(s []uint32) int {
		n, _ := slices.BinarySearch(s, 1<<30)
		return n
	}
	i, j := quarter(a), quarter(b)
	n := common(a[:i], b[:j])
	return float64(n) >= fewOf(least, 1.0/4) && float64(n+common(a[i:], b[j:])) >= least
}

// fewOf is how many of n shared shingles a sample of a share of all holds at
// least, but for one pair in thirty thousand: four standard deviations less than
// that share of them.
func fewOf(n, share float64) float64 { return share*n - 4*math.Sqrt(share*(1-share)*n) }

// shingled is what is compared of a text.
type shingled struct {
	n      int      // how many shingles count
	sketch []uint32 // those of them that are in the sketch
	list   []uint32 // them and those that do not
	aside  []uint32 // those that do not
}

func newShingled(shingles []uint32) *shingled {
	return &shingled{n: len(shingles), list: shingles, sketch: appendSketch(nil, shingles)}
}

// all are the shingles that count.
func (s *shingled) all() []uint32 {
	s.list, s.aside = without(s.list, s.aside), nil
	return s.list
}

// sample are the shingles by which copies of it are looked for.
func (s *shingled) sample() []uint32 {
	if s.n < minShingles {
		return s.list
	}
	return s.sketch
}

// appendSketch appends the shingles that are in the sketch.
func appendSketch(list, shingles []uint32) []uint32 {
	for _, h := range shingles {
		if h&sketchMask == 0 {
			list = append(list, h)
		}
	}
	return list
}

// without are the numbers of a sorted list that are not in another one.
func without(list, others []uint32) []uint32 {
	if len(others) == 0 {
		return list
	}
	out := make([]uint32, 0, len(list))
	for _, h := range list {
		for len(others) > 0 && others[0] < h {
			others = others[1:]
		}
		if len(others) == 0 || others[0] != h {
			out = append(out, h)
		}
	}
	return out
}

// stories returns for each article, given by ascending id, the index of the
// first article of its story. Of the articles that share a shingle each is
// compared with the first and with the one before it, so that a story of a
// thousand copies costs two thousand comparisons.
func stories(articles []Digest) []int32 {
	set := newSets(len(articles))
	c := newComparison(articles)
	for _, p := range c.candidates() {
		a, b := int32(p>>32), int32(p&math.MaxUint32)
		if set.find(a) != set.find(b) && c.copies(a, b) {
			set.union(a, b)
		}
	}
	out := make([]int32, len(articles))
	for i := range out {
		out[i] = set.find(int32(i))
	}
	return out
}

// comparison compares articles: by the shingles that few others have or, where
// too little is left of one of two, by all.
type comparison struct{ rare, whole []shingled }

func newComparison(articles []Digest) comparison {
	c := comparison{make([]shingled, len(articles)), make([]shingled, len(articles))}
	all := 0
	for i := range articles {
		all += len(articles[i].Shingles)
	}
	common := boilerplate(articles, all, max(fewArticles, len(articles)/commonShare))
	room := make([]uint32, 0, all/sketchMask+len(articles))
	for i := range articles {
		s, first := articles[i].Shingles, len(room)
		room = appendSketch(room, s)
		c.whole[i] = shingled{n: len(s), list: s, sketch: room[first:len(room):len(room)]}
		c.rare[i] = shingled{n: len(s) - len(common[i]), list: s, aside: common[i], sketch: without(c.whole[i].sketch, common[i])}
	}
	return c
}

func (c comparison) copies(a, b int32) bool {
	if c.isLittle(a) || c.isLittle(b) {
		return copies(&c.whole[a], &c.whole[b])
	}
	return copies(&c.rare[a], &c.rare[b])
}

// isLittle reports whether hardly anything but boilerplate is in an article.
func (c comparison) isLittle(i int32) bool {
	return float64(c.rare[i].n) < enoughLeft*float64(c.whole[i].n)
}

// candidates lists the pairs of articles to compare, each once: the index of the
// one in the upper half, that of the other below.
func (c comparison) candidates() []uint64 {
	all := 0
	for i := range c.whole {
		all += len(c.whole[i].sample())
	}
	list := make([]uint64, 0, all) // shingle and article, in the same way
	for i := range c.whole {
		for _, h := range c.whole[i].sample() {
			list = append(list, uint64(h)<<32|uint64(i))
		}
	}
	sortByUpper(list)
	var pairs []uint64
	first := 0
	for i := 1; i < len(list); i++ {
		if list[i]>>32 != list[i-1]>>32 {
			first = i
			continue
		}
		article := list[i] & math.MaxUint32
		pairs = append(pairs, list[i-1]<<32|article)
		if first < i-1 {
			pairs = append(pairs, list[first]<<32|article)
		}
	}
	slices.Sort(pairs)
	return slices.Compact(pairs)
}

// sortByUpper sorts numbers by their upper halves and leaves those that are equal
// in these as they come (by counting digits, the last first).
func sortByUpper(list []uint64) {
	const digit = 11
	from, to := list, make([]uint64, len(list))
	for shift := 32; shift < 64; shift += digit {
		var begin [1<<digit + 1]int
		for _, x := range from {
			begin[x>>shift&(1<<digit-1)+1]++
		}
		for d := 1; d < len(begin); d++ {
			begin[d] += begin[d-1]
		}
		for _, x := range from {
			at := &begin[x>>shift&(1<<digit-1)]
			to[*at] = x
			*at++
		}
		from, to = to, from
	}
	copy(list, from) // where the number of rounds is odd
}

// boilerplate finds by article the shingles of all that more than limit articles
// have. Only where that many share their first bits they are counted one by one:
// there are so many of these that few others do.
func boilerplate(articles []Digest, all, limit int) [][]uint32 {
	shift := 32 - min(bits.Len(uint(4*all/limit)), 32)
	begin := make([]uint16, 1<<(32-shift)) // counted up to the limit and one more
	limit = min(limit, math.MaxUint16-1)
	for i := range articles {
		for _, h := range articles[i].Shingles {
			if int(begin[h>>shift]) <= limit {
				begin[h>>shift]++
			}
		}
	}
	count := map[uint32]int{}
	maybe := make([][]uint32, len(articles))
	for i := range articles {
		for _, h := range articles[i].Shingles {
			if int(begin[h>>shift]) > limit {
				count[h]++
				maybe[i] = append(maybe[i], h)
			}
		}
	}
	for i := range maybe {
		maybe[i] = slices.DeleteFunc(maybe[i], func(h uint32) bool { return count[h] <= limit })
	}
	return maybe
}
