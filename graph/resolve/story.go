package resolve

import (
	"cmp"
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
func copies(a, b shingled) bool {
	if len(a.all) < minShingles || len(b.all) < minShingles {
		return len(a.all) > 0 && slices.Equal(a.all, b.all)
	}
	least := minContainment * float64(min(len(a.all), len(b.all)))
	least = max(least, minJaccard/(1+minJaccard)*float64(len(a.all)+len(b.all)))
	if float64(common(a.sketch, b.sketch)) < fewChosen(least) {
		return false
	}
	return float64(common(a.all, b.all)) >= least
}

// fewChosen is how many of n shared shingles the sketch holds at least, but for
// one pair in thirty thousand: four standard deviations less than an eighth.
func fewChosen(n float64) float64 {
	const chosen = 1.0 / (sketchMask + 1)
	return chosen*n - 4*math.Sqrt(chosen*(1-chosen)*n)
}

// shingled is what is compared of a text: its shingles and those in the sketch.
type shingled struct{ all, sketch []uint32 }

func newShingled(shingles []uint32) shingled {
	t := shingled{all: shingles}
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
	texts := withoutBoilerplate(articles)
	for _, p := range candidates(articles) {
		if set.find(p[0]) == set.find(p[1]) {
			continue
		}
		x, y := texts[p[0]], texts[p[1]]
		if x.all == nil || y.all == nil {
			x, y = newShingled(articles[p[0]].Shingles), newShingled(articles[p[1]].Shingles)
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
func candidates(articles []Digest) [][2]int32 {
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
// none for one of which too little is left.
func withoutBoilerplate(articles []Digest) []shingled {
	common := boilerplate(articles, max(fewArticles, len(articles)/commonShare))
	out := make([]shingled, len(articles))
	for i := range articles {
		s := articles[i].Shingles
		rare := s
		if slices.ContainsFunc(s, common.has) {
			rare = make([]uint32, 0, len(s))
			for _, h := range s {
				if !common.has(h) {
					rare = append(rare, h)
				}
			}
		}
		if float64(len(rare)) >= enoughLeft*float64(len(s)) {
			out[i] = newShingled(rare)
		}
	}
	return out
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
