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
	if len(a.all) < minShingles || len(b.all) < minShingles {
		return len(a.all) > 0 && slices.Equal(a.all, b.all)
	}
	least := minContainment * float64(min(len(a.all), len(b.all)))
	least = max(least, minJaccard/(1+minJaccard)*float64(len(a.all)+len(b.all)))
	if float64(common(a.sketch, b.sketch)) < fewOf(least, 1.0/(sketchMask+1)) {
		return false
	}
	return share(a.all, b.all, least)
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

// shingled is what is compared of a text: its shingles and those in the sketch.
type shingled struct{ all, sketch []uint32 }

func newShingled(shingles []uint32) *shingled {
	t := &shingled{all: shingles}
	for _, h := range shingles {
		if h&sketchMask == 0 {
			t.sketch = append(t.sketch, h)
		}
	}
	return t
}

// stories returns for each article, given by ascending id, the index of the
// first article of its story. Of the articles that share a shingle each is
// compared with the first and with the one before it, so that a story of a
// thousand copies costs two thousand comparisons.
func stories(articles []Digest) []int32 {
	set := newSets(len(articles))
	c := comparison{
		articles: articles, common: boilerplate(articles, max(fewArticles, len(articles)/commonShare)),
		rare: make([]*shingled, len(articles)), all: map[int32]*shingled{},
	}
	for _, p := range candidates(articles) {
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

// candidates lists the pairs of articles to compare, each once: the index of the
// one in the upper half, that of the other below.
func candidates(articles []Digest) []uint64 {
	var list []uint64 // shingle and article, in the same way
	for i := range articles {
		s := articles[i].Shingles
		for _, h := range s {
			if h&sketchMask == 0 || len(s) < minShingles {
				list = append(list, uint64(h)<<32|uint64(i))
			}
		}
	}
	slices.Sort(list)
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

// comparison compares articles, each prepared when it is first asked for.
type comparison struct {
	articles []Digest
	common   shingleSet
	rare     []*shingled         // the shingles that few others have; all is nil where too little is left
	all      map[int32]*shingled // all of them
}

func (c *comparison) copies(a, b int32) bool {
	x, y := c.withoutBoilerplate(a), c.withoutBoilerplate(b)
	if x.all == nil || y.all == nil {
		x, y = c.whole(a), c.whole(b)
	}
	return copies(x, y)
}

func (c *comparison) whole(i int32) *shingled {
	if c.all[i] == nil {
		c.all[i] = newShingled(c.articles[i].Shingles)
	}
	return c.all[i]
}

func (c *comparison) withoutBoilerplate(i int32) *shingled {
	if c.rare[i] != nil {
		return c.rare[i]
	}
	s := c.articles[i].Shingles
	rare := s
	if slices.ContainsFunc(s, c.common.has) {
		rare = make([]uint32, 0, len(s))
		for _, h := range s {
			if !c.common.has(h) {
				rare = append(rare, h)
			}
		}
	}
	c.rare[i] = &shingled{}
	if float64(len(rare)) >= enoughLeft*float64(len(s)) {
		c.rare[i] = newShingled(rare)
	}
	return c.rare[i]
}

// shingleSet is a set of shingles. Most that are not in it need one look.
type shingleSet struct {
	shift int
	maybe []bool // by the first bits
	in    map[uint32]bool
}

func (s shingleSet) has(h uint32) bool { return s.maybe[h>>s.shift] && s.in[h] }

// mostBits is by how many of their first bits shingles are counted at most.
const mostBits = 22

// boilerplate finds the shingles that more than limit articles have. Only where
// that many share their first bits they are counted one by one.
func boilerplate(articles []Digest, limit int) shingleSet {
	all := 0
	for i := range articles {
		all += len(articles[i].Shingles)
	}
	first := min(bits.Len(uint(all)), mostBits)
	begin := make([]int32, 1<<first)
	set := shingleSet{32 - first, make([]bool, 1<<first), map[uint32]bool{}}
	for i := range articles {
		for _, h := range articles[i].Shingles {
			begin[h>>set.shift]++
		}
	}
	count := map[uint32]int{}
	for i := range articles {
		for _, h := range articles[i].Shingles {
			if int(begin[h>>set.shift]) > limit {
				count[h]++
			}
		}
	}
	for h, n := range count {
		if n > limit {
			set.maybe[h>>set.shift], set.in[h] = true, true
		}
	}
	return set
}
